"""Teach Pelican's Markdown the calls, and write the files of sources beside pages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from pelican import signals

from plugins.shared.articles import every_article
from plugins.shared.cache import digest
from plugins.shared.problems import N_, Problem

from .calls import CitationCalls, find_calls, take_listed
from .csl import Item
from .exports import FORMATS

# What the files for other programs are called, beside an article and beside the list of all.
FILES = "sources"


def teach_markdown(pelican: Any) -> None:
    """Have Markdown read ``[@key]``."""
    extensions = pelican.settings["MARKDOWN"].setdefault("extensions", [])
    if not any(isinstance(extension, CitationCalls) for extension in extensions):
        extensions.append(CitationCalls())


def refuse_calls(generator: Any) -> None:
    """Note the calls in pages: only an article has a box to print sources in."""
    for page in chain(generator.pages, generator.translations, generator.hidden_pages):
        _, listed = take_listed(page._content)
        problems = [
            Problem(
                N_("a page cannot cite a source, only an article can."),
                N_("Take the citation out, or write the reference in plain words."),
                quote=f"[{call}]",
            )
            for call in find_calls(page._content)
        ]
        problems += [
            Problem(
                N_("a page has no box of sources: this list would be lost."),
                N_("Give its heading another name, “To read more”: it is then part of the text."),
                quote=line.words,
            )
            for line in listed[:1]
        ]
        generator.settings["REPORT"].add(page.relative_source_path, problems)


def write_article_files(generator: Any, writer: Any) -> None:
    """Put the sources of every published article beside it, for other programs."""
    for article in every_article(generator):
        if article.status != "draft" and article.save_as and article.sources.items:
            _write_files(generator, writer, article.save_as, article.sources.items)


def write_page_files(generator: Any, writer: Any) -> None:
    """Put all the sources of the blog beside the page that lists them."""
    for page in chain(generator.pages, generator.translations):
        if page.relative_source_path in generator.settings["SOURCES_PAGES"].values():
            items = generator.context["CITED_ITEMS"]
            if items:
                _write_files(generator, writer, page.save_as, items)


def _write_files(generator: Any, writer: Any, page: str, items: Sequence[Item]) -> None:
    """Put some sources beside a page, for other programs."""
    settings = generator.settings
    shown = [settings["KEPT"].share(), json.dumps(items)]
    for suffix, write in FORMATS.items():
        file = Path(writer.output_path, page).with_name(f"{FILES}.{suffix}")
        name = file.relative_to(writer.output_path).as_posix()
        render = partial(write, items)
        # Nothing is taken from an earlier build where nothing is kept of one.
        same = settings["TEXT_CACHE"]
        text = settings["PAGES"].get(name, digest(shown), render) if same else render()
        file.write_text(text, "utf-8", newline="")


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(teach_markdown)
    signals.page_generator_finalized.connect(refuse_calls)
    signals.article_writer_finalized.connect(write_article_files)
    signals.page_writer_finalized.connect(write_page_files)
