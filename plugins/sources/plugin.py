"""Connect the step ``sources`` to Pelican."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican import signals

from plugins.shared.articles import every_article, is_medical, words
from plugins.shared.files import read_file
from plugins.shared.problems import N_, WARNING, Problem

from .calls import CitationCalls, find_calls, remove_calls, replace_calls, take_listed
from .claims import unsourced_claims
from .core import Numbering, cite, left_over
from .csl import Item
from .entries import Use, cited_sources
from .exports import FORMATS
from .library import ANNOTATIONS, SOURCES, Library, read_library
from .status import page_gone_on

# What the files for other programs are called, beside an article and beside the list of all.
FILES = "sources"
# How many sources that nobody cites are named: an export of a whole library holds hundreds.
_NAMED = 10


def _teach_markdown(pelican: Any) -> None:
    extensions = pelican.settings["MARKDOWN"].setdefault("extensions", [])
    if not any(isinstance(extension, CitationCalls) for extension in extensions):
        extensions.append(CitationCalls())


def _load(generator: Any) -> Library:
    report, folder = generator.settings["REPORT"], Path(generator.settings["PATH"])
    sources, badly_saved = read_file(folder / SOURCES)
    report.add(SOURCES, badly_saved)
    annotations, badly_saved = read_file(folder / ANNOTATIONS)
    report.add(ANNOTATIONS, badly_saved)
    library, in_sources, in_annotations = read_library(sources, annotations)
    report.add(SOURCES, in_sources)
    report.add(ANNOTATIONS, in_annotations)
    return library


def attach_sources(generator: Any) -> None:
    """Give every article its sources, and print the calls in its text."""
    library = _load(generator)
    settings = generator.settings
    since = settings["BUILD_DAY"].year - settings["BLOG"].sources.years
    uses: dict[str, list[Use]] = {}
    cited: set[str] = set()
    for article in every_article(generator):
        html, listed = take_listed(article._content)
        if is_medical(article):
            problems = _remarks(article, html, Path(generator.path))
        else:
            problems = [_no_box(call) for call in find_calls(html)]
            html = remove_calls(html)
        numbering = Numbering(library, f"{article.slug}-{article.lang}", article.lang, since=since)
        listed = [*listed, *words(article.metadata.get("sources"))]
        printed, article.sources = cite(find_calls(html), listed, numbering)
        article._content = replace_calls(html, printed)
        cited.update(entry.id for entry in article.sources.entries)
        if article.status == "published":
            use = Use(article.relative_source_path, Markup(article.title), article.lang)
            for id_ in (entry.id for entry in article.sources.entries if entry.id):
                uses.setdefault(id_, []).append(use)
        if "summary" in article.metadata:
            article.metadata["summary"] = remove_calls(article.metadata["summary"])
        problems += [
            *numbering.problems,
            *left_over(article._content, library),
            *left_over(article.title),
        ]
        wanted = is_medical(article) and library.readable
        if wanted and not (article.sources.entries or problems):
            problems.append(
                Problem(
                    N_("this article cites no source."),
                    N_("Cite at least one in the text, [@key], or in a final list “## Sources”."),
                )
            )
        settings["REPORT"].add(article.relative_source_path, problems)
    for path, problems in _compared(every_article(generator), settings["DEFAULT_LANG"]):
        settings["REPORT"].add(path, problems)
    settings["REPORT"].add(SOURCES, [*_never_cited(library, cited), *_gone(library, cited)])
    generator.context["CITED"] = partial(cited_sources, library, uses, since=since)
    generator.context["CITED_ITEMS"] = [library.items[id_] for id_ in sorted(uses)]


def _remarks(article: Any, html: str, folder: Path) -> list[Problem]:
    """Return what an article claims without a source."""
    return unsourced_claims(
        html, article.lang, lambda: read_file(folder / article.relative_source_path)[0]
    )


def _never_cited(library: Library, cited: set[str]) -> list[Problem]:
    """Return a remark on the sources that no article leads to, all in one."""
    names = sorted(library.items.keys() - cited)
    if not names:
        return []
    return [
        Problem(
            N_("no article cites: {names}."),
            N_("Cite them, or leave them: readers do not see them."),
            {"names": _some(names)},
            level=WARNING,
        )
    ]


def _some(names: Sequence[str]) -> str:
    """Return the first of some names, and whether there are more."""
    return ", ".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")


def _compared(articles: Iterable[Any], language: str) -> Iterator[tuple[str, list[Problem]]]:
    """Yield a remark on each translation that does not cite what its original does."""
    articles = list(articles)
    cited = {
        (article.slug, article.lang): {entry.id for entry in article.sources.entries if entry.id}
        for article in articles
    }
    for article in articles:
        original = cited.get((article.slug, language))
        if article.lang != language and original is not None:
            names = sorted(original ^ cited[article.slug, article.lang])
            if names:
                yield article.relative_source_path, [_another_list(names)]


def _another_list(names: list[str]) -> Problem:
    return Problem(
        N_("only this translation, or only its original, cites: {names}."),
        N_("A translation says the same as its original: cite them in both, unless it is meant."),
        {"names": _some(names)},
        level=WARNING,
    )


def _gone(library: Library, cited: set[str]) -> Iterator[Problem]:
    """Yield a remark on each cited page that answered no more and has no archived copy."""
    for id_ in sorted(cited & library.items.keys()):
        day = page_gone_on(library.items[id_])
        if day and not library.note(id_).get("archive"):
            yield Problem(
                N_("on {day} there was no page any more at the address of the source “{key}”."),
                N_(
                    "Correct its address, or give an archived copy in sources/annotations.toml: "
                    'a line ["{key}"], then a line archive = "https://…".'
                ),
                {"day": day.isoformat(), "key": id_},
                quote=f'"id": "{id_}"',
                level=WARNING,
            )


def _no_box(call: str) -> Problem:
    return Problem(
        N_("news of the practice has no box of sources: this call would lead nowhere."),
        N_("Take the call out, or the line “kind: practice”."),
        quote=f"[{call}]",
    )


def refuse_calls(generator: Any) -> None:
    """Note the calls in pages: only an article has a box to print sources in."""
    for page in chain(generator.pages, generator.translations, generator.hidden_pages):
        problems = [
            Problem(
                N_("a page cannot cite a source, only an article can."),
                N_("Take the call out, or write the reference in plain words."),
                quote=f"[{call}]",
            )
            for call in find_calls(page._content)
        ]
        generator.settings["REPORT"].add(page.relative_source_path, problems)


def write_article_files(generator: Any, writer: Any) -> None:
    """Put the sources of every published article beside it, for other programs."""
    for article in every_article(generator):
        if article.status != "draft" and article.sources.items:
            _write_files(Path(writer.output_path, article.save_as).parent, article.sources.items)


def write_page_files(generator: Any, writer: Any) -> None:
    """Put all the sources of the blog beside the page that lists them."""
    for page in chain(generator.pages, generator.translations):
        if page.relative_source_path in generator.settings["SOURCES_PAGES"].values():
            _write_files(
                Path(writer.output_path, page.save_as).parent, generator.context["CITED_ITEMS"]
            )


def _write_files(folder: Path, items: Sequence[Item]) -> None:
    for suffix, write in FORMATS.items():
        (folder / f"{FILES}.{suffix}").write_text(write(items), "utf-8", newline="")


def register() -> None:
    """Connect to Pelican."""
    signals.article_writer_finalized.connect(write_article_files)
    signals.page_writer_finalized.connect(write_page_files)
    signals.page_generator_finalized.connect(refuse_calls)
    signals.initialized.connect(_teach_markdown)
    signals.article_generator_finalized.connect(attach_sources)
