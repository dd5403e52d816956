"""Connect the step ``legal`` to Pelican."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.contents import Page

from plugins.shared.i18n import translator
from plugins.shared.problems import ERROR
from plugins.shared.templates import KIT_TEMPLATES, environment
from plugins.shared.typography import typeset

from .core import READ_ON, missing_fields
from .pages import KINDS, Kind


def write_pages(generator: Any) -> None:
    """Add the pages that write themselves, and say what the law still lacks.

    Each has ``legal_parts``: what the pipeline puts before the doctor's own words, and after.
    """
    settings = generator.settings
    blog, main = settings["BLOG"], settings["DEFAULT_LANG"]
    stops = settings["LEGAL_FIELDS"] == ERROR
    settings["REPORT"].add("blog.toml", missing_fields(blog, stops=stops))
    languages = [main, *sorted(set(_languages(generator)) - {main})]
    made = {
        (kind.name, language): _page_of(generator, kind, language)
        for kind in KINDS
        for language in languages
    }
    boxes = environment([Path(generator.theme) / "templates", KIT_TEMPLATES])
    for (name, language), page in made.items():
        context = {
            "BLOG": blog,
            "page": page,
            "READ_ON": READ_ON,
            "has_search": settings["SEARCH"],
            **{name: generator.context[name] for name in ("CRITERIA", "OPENINGS", "CLOSING")},
            "at": {
                kind.name: f"{{filename}}/{made[kind.name, language].relative_source_path}"
                for kind in KINDS
            },
        }
        written = boxes.get_template(f"pages/{name}.{language}.html").render(context)
        first = _first(boxes, generator.context, name, language)
        page.legal_parts = first, typeset(written, language)
    for kind in KINDS:
        _list(generator, [made[kind.name, language] for language in languages])


def _first(boxes: Any, context: Any, name: str, language: str) -> str:
    """Return what a page says before all else: whom to call, where one may write."""
    if name != "contact":
        return ""
    notice = context["CONTACT_NOTICE"](language)
    return str(boxes.get_template("components/emergency.html").render(notice=notice))


def _languages(generator: Any) -> Iterator[str]:
    """Yield the languages of all that readers may see."""
    context = generator.context
    originals = chain(
        context["articles"], context["hidden_articles"], generator.pages, generator.hidden_pages
    )
    for original in originals:
        yield from (version.lang for version in (original, *original.translations))


def _page_of(generator: Any, kind: Kind, language: str) -> Any:
    """Return the doctor's own page of a kind in a language, or a new one without words."""
    settings = generator.settings
    main = settings["DEFAULT_LANG"]
    slug = kind.slugs[main]
    for page in chain(generator.pages, generator.translations):
        if (page.slug, page.lang) == (slug, language):
            return page
    say = translator(language)
    name = f"{slug}.md" if language == main else f"{slug}.{language}.md"
    page = Page(
        "",
        {
            "title": typeset(say(kind.title), language),
            "summary": typeset(say(kind.summary), language),
            "slug": slug,
            "lang": language,
        },
        settings,
        # Where the doctor would put a file of her own, so that links to it lead here.
        str(Path(generator.path, settings["PAGE_PATHS"][0], name)),
        generator.context,
    )
    generator.add_source_path(page)
    return page


def _list(generator: Any, versions: list[Any]) -> None:
    """List the versions of a page, the blog's language first, each knowing of the others."""
    for page in versions:
        for known in (generator.pages, generator.translations):
            if page in known:
                known.remove(page)
        page.translations = [other for other in versions if other is not page]
    generator.pages.append(versions[0])
    generator.translations.extend(versions[1:])


def register() -> None:
    """Connect to Pelican."""
    signals.page_generator_finalized.connect(write_pages)
