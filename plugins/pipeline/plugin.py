"""Connect the step ``pipeline`` to Pelican."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Any

from pelican import signals

from plugins.shared.articles import every_article, is_medical
from plugins.shared.problems import N_, Problem
from plugins.shared.templates import KIT_TEMPLATES, environment
from plugins.shared.typography import WORD_JOINER, polish

from .core import (
    AFTER,
    BEFORE,
    PRACTICE_AFTER,
    absolute_anchors,
    excerpt,
    missing_parts,
    render,
)

# What the pages of the communities show, wherever it comes from.
_DIRECTORY = (
    "VETTING_IS_FICTIONAL REFUSALS JOINED CRITERIA FINDINGS FINDING READ_ON ILLNESSES TREES "
    "PREPARE_MAIL DIRECTORY"
).split()


def compose_articles(generator: Any) -> None:
    """Put every article together."""
    boxes = environment([Path(generator.theme) / "templates", KIT_TEMPLATES])
    for article in every_article(generator):
        body = article._content
        article.metadata.setdefault("summary", excerpt(body))
        article._summary = article.metadata["summary"]
        missing = missing_parts(article)
        if missing:
            generator.settings["REPORT"].add(article.relative_source_path, [_not_run(missing)])
            continue
        context = {
            "article": article,
            "BLOG": generator.settings["BLOG"],
            "DEFAULT_LANG": generator.settings["DEFAULT_LANG"],
            "VETTING_IS_FICTIONAL": generator.context["VETTING_IS_FICTIONAL"],
            "FINDING": generator.context["FINDING"],
            "DIRECTORY": generator.context.get("DIRECTORY", {}),
            "directory": _page(generator, "COMMUNITIES_PAGES", article.lang),
            "references": _page(generator, "SOURCES_PAGES", article.lang),
        }
        before = render(boxes, BEFORE, context)
        after = render(boxes, AFTER if is_medical(article) else PRACTICE_AFTER, context)
        article._content = f"{before}\n{polish(body, article.lang)}\n{after}"


def keep_known_templates(generator: Any) -> None:
    """Ask a theme only for the pages it has a template of: few have a 404."""
    known = generator.env.list_templates()
    settings = generator.settings
    settings["DIRECT_TEMPLATES"] = [
        name for name in settings["DIRECT_TEMPLATES"] if f"{name}.html" in known
    ]


def compose_pages(generator: Any) -> None:
    """Add the panorama of communities to its page, fill those of the directory.

    And let any theme print every page.
    """
    boxes = environment([Path(generator.theme) / "templates", KIT_TEMPLATES])
    settings, context = generator.settings, generator.context
    lists = dict.fromkeys(settings["COMMUNITIES_PAGES"].values(), "directory")
    lists |= dict.fromkeys(settings["SOURCES_PAGES"].values(), "references")
    known = generator.env.list_templates()
    common = {name: context[name] for name in _DIRECTORY if name in context} | {
        "BLOG": settings["BLOG"]
    }
    for page in chain(generator.pages, generator.translations):
        # Left to itself, Pelican describes a page to search engines by the whole of it.
        page.metadata.setdefault("summary", excerpt(page._content))
        page._summary = page.metadata["summary"]
        page._content = polish(page._content, page.lang)
        if page.relative_source_path in lists:
            shown = common | {
                "page": page,
                "CITED": context["CITED"](language=page.lang),
            }
            page._content += "\n" + render(boxes, (lists[page.relative_source_path],), shown)
        if f"{page.template}.html" not in known:
            page.template = page.default_template
        if settings["RELATIVE_URLS"] and page.url.endswith("/"):
            # An address that the doctor chose: from the disk it is a file too.
            page.override_url = f"{page.url}{settings['INDEX']}"
    for page in context.get("DIRECTORY", {}).values():
        shown = (
            common
            | page.shown
            | {
                "page": page,
                "directory": _page(generator, "COMMUNITIES_PAGES", page.lang),
            }
        )
        page._content = render(boxes, (page.component,), shown)


def _not_run(missing: list[str]) -> Problem:
    return Problem(
        N_("this article was not completed by: {names}."),
        N_("The kit is incomplete: put these back into PLUGINS, in the file pelicanconf.py."),
        {"names": ", ".join(missing)},
    )


def _page(generator: Any, setting: str, language: str) -> str:
    """Return the link to the page of a setting, empty where there is no such page."""
    path = generator.settings[setting].get(language, "")
    return f"{{filename}}/{path}" if (Path(generator.path) / path).is_file() else ""


def complete_feed(context: Any, feed: Any) -> None:
    """Make the links from a call to its source work outside the page, and titles plain text."""
    del context
    for item in feed.items:
        item["title"] = item["title"].replace(WORD_JOINER, "")
        for name in ("content", "description"):
            if item.get(name):
                item[name] = absolute_anchors(item[name], item["link"])


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_init.connect(keep_known_templates)
    signals.article_generator_finalized.connect(compose_articles)
    signals.page_generator_finalized.connect(compose_pages)
    signals.feed_generated.connect(complete_feed)
