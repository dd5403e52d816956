"""Render the page of a text again, in a process that keeps the rest of the blog in memory.

Started by :mod:`.early` alone. Reads the blog once, as a build does, and writes nothing; then, for
each line of standard input that names an article or a page, reads that text again and answers with
its page, and with those of the lists whose card of it is another. What else depends on all texts
(related articles, menus) stays as it was: the build that follows is the whole truth, this is what
the doctor sees meanwhile.

Arguments: the folder of the checkout, a folder of its own, the memory allowed in bytes, the seconds
in which the blog is to be read.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).absolute().parents[2]
# Not by PYTHONPATH, which a colon in the name of the kit's folder would end.
sys.path.insert(0, str(ROOT))

from pelican import (  # noqa: E402
    ArticlesGenerator,
    PagesGenerator,
    Pelican,
    StaticGenerator,
    signals,
)
from pelican.contents import Article, Page  # noqa: E402
from pelican.settings import read_settings  # noqa: E402
from pelican.writers import Writer  # noqa: E402

from commands.pelican_child import limit_memory  # noqa: E402
from plugins.output.picture_tags import with_pictures  # noqa: E402
from plugins.output.pictures import Drawn  # noqa: E402
from plugins.pipeline.plugin import take_results  # noqa: E402
from plugins.shared.problems import Report  # noqa: E402

# No page takes longer but one that a build would be stopped over.
_SECONDS_OF_A_PAGE = 3.0

# Where a text is, and among which others.
_PLACES = ("save_as", "status", "lang", "template", "category", "tags", "conditions", "navigation")
# What a list shows of an article.
_CARD = ("title", "summary", "review")


class _InMemory(Writer):  # type: ignore[misc]
    """Pelican's writer of pages, for some pages that nobody keeps, by their paths below the site.

    Of a list, the pages that show an article.
    """

    def __init__(self, settings: Any, article: Any = None) -> None:
        super().__init__(settings["OUTPUT_PATH"], settings)
        self._article = article
        self.pages: dict[str, str] = {}

    def write_file(self, name: str, template: Any, context: Any, *given: Any, **named: Any) -> None:
        """Render a page, or each page of a list."""

        def render(shown: Any) -> None:
            lists = filter(None, (shown.get("articles_page"), shown.get("dates_page")))
            if self._article is None or any(self._article in one.object_list for one in lists):
                self.pages[shown["output_file"]] = template.render(shown)

        named["relative_urls"] = self.settings["RELATIVE_URLS"]
        super().write_file(name, _Template(render), context, *given, **named)

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> StringIO:  # noqa: ARG002 - the parent's arguments
        return StringIO()


class _Template:
    """What Pelican's writer takes for a template."""

    def __init__(self, render: Callable[[Any], None]) -> None:
        self._render = render

    def render(self, shown: Any) -> str:
        """Have a page rendered, and give the writer nothing to write."""
        self._render(shown)
        return ""


class Blog:
    """The blog as it was last built, in memory."""

    def __init__(self, root: Path, output: Path) -> None:
        """Read the blog at ``root``; ``output``: a folder that no page is ever written to."""
        given = {
            "PATH": str(root / "content"),
            "OUTPUT_PATH": str(output),
            "TEXT_CACHE": str(root / ".build" / "cache"),
            "PICTURE_CACHE": str(root / ".build" / "pictures"),
        }
        self._settings = read_settings(str(root / "pelicanconf.py"), override=given)
        pelican = Pelican(self._settings)
        self._context = self._settings | {
            "generated_content": {},
            "static_links": set(),
            "static_content": {},
            "localsiteurl": self._settings["SITEURL"],
        }
        generators = [
            kind(
                context=self._context,
                settings=self._settings,
                path=pelican.path,
                theme=pelican.theme,
                output_path=pelican.output_path,
            )
            for kind in pelican._get_generator_classes()
        ]
        for generator in generators:
            if hasattr(generator, "generate_context"):
                generator.generate_context()
        self._articles = next(g for g in generators if isinstance(g, ArticlesGenerator))
        self._pages = next(g for g in generators if isinstance(g, PagesGenerator))
        assert isinstance(generators[-1], StaticGenerator)

    def render(self, path: str) -> dict[str, str]:
        """Return the page of a text, first, and its lists, by their paths below the site.

        ``path``: of the text, below the content folder. Nothing where only a build can tell: where
        the page would move or leave the lists, and where the text has something to correct.
        """
        self._settings["REPORT"] = Report(held=self._settings["HELD_WORDS"])
        pages = self._of_article(path) or self._of_page(path)
        pictures = Drawn(self._settings["PICTURE_CACHE"]).remembered()
        address = self._settings["BLOG"].blog.address
        return {name: with_pictures(html, name, pictures, address) for name, html in pages.items()}

    def _of_article(self, path: str) -> dict[str, str]:
        generator, articles = self._articles, self._settings["ARTICLES"]
        before = articles.get(path)
        if before is None:
            return {}
        article = _read(generator, path, Article, "article")
        take_results(article)
        if _has_moved(article, before):
            return {}
        if not self._complete(article, before, generator, "COMPLETE"):
            return {}
        articles[path] = article
        lists = [generator.articles, generator.dates, *generator.tags.values()]
        lists += [listed for _, listed in generator.categories]
        lists += [other.translations for other in articles.values()]
        _put_in_place(article, before, lists)
        own = _InMemory(self._settings)
        own.write_file(
            article.save_as,
            generator.get_template(article.template),
            self._context,
            article=article,
            category=article.category,
            override_output=hasattr(article, "override_save_as"),
            url=article.url,
            blog=True,
        )
        if article.date != before.date or all(
            getattr(article, name) == getattr(before, name) for name in _CARD
        ):
            return own.pages
        listing = _InMemory(self._settings, article)
        generator.generate_direct_templates(listing.write_file)
        generator.generate_tags(listing.write_file)
        generator.generate_categories(listing.write_file)
        return own.pages | listing.pages

    def _of_page(self, path: str) -> dict[str, str]:
        generator = self._pages
        shown = (generator.pages, generator.translations)
        before = next((p for known in shown for p in known if p.relative_source_path == path), None)
        if before is None:
            return {}
        page = _read(generator, path, Page, "page")
        if hasattr(before, "legal_parts"):
            page.legal_parts = before.legal_parts
        if _has_moved(page, before):
            return {}
        if not self._complete(page, before, generator, "COMPLETE_PAGE"):
            return {}
        versions = [other.translations for known in shown for other in known]
        _put_in_place(page, before, (*shown, *versions))
        own = _InMemory(self._settings)
        own.write_file(
            page.save_as,
            generator.get_template(page.template),
            self._context,
            page=page,
            override_output=hasattr(page, "override_save_as"),
            url=page.url,
        )
        return own.pages

    def _complete(self, text: Any, before: Any, generator: Any, complete: str) -> bool:
        """Put a text together as a build does; tell whether it has nothing to correct.

        ``before``: what it was; ``complete``: the setting that names what puts it together.
        """
        text.translations = before.translations
        generator.add_source_path(text)
        generator.add_static_links(text)
        self._settings[complete](text)
        text.refresh_metadata_intersite_links()
        return not self._settings["REPORT"].errors


def _read(generator: Any, path: str, kind: type, name: str) -> Any:
    """Read a text as Pelican's generator of its kind does."""
    return generator.readers.read_file(
        base_path=generator.path,
        path=path,
        content_class=kind,
        context=generator.context,
        preread_signal=getattr(signals, f"{name}_generator_preread"),
        preread_sender=generator,
        context_signal=getattr(signals, f"{name}_generator_context"),
        context_sender=generator,
    )


def _has_moved(text: Any, before: Any) -> bool:
    """Tell whether a text is elsewhere now, or among others."""
    return any(getattr(text, name, None) != getattr(before, name, None) for name in _PLACES)


def _put_in_place(text: Any, before: Any, lists: Iterable[list[Any]]) -> None:
    """Have lists hold a text where they held what it was before."""
    for known in lists:
        known[:] = [text if one is before else one for one in known]


def main(root: Path, output: Path, seconds: float) -> None:
    """Answer for as long as whoever started this process asks; ``seconds``: to read the blog in."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    # Whatever Pelican prints, the build says.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for number in (sys.stdout.fileno(), sys.stderr.fileno()):
        os.dup2(nowhere, number)
    with _within(seconds):
        blog = Blog(root, output)
    answers.write("{}\n")
    answers.flush()
    for line in sys.stdin:
        with _within(_SECONDS_OF_A_PAGE):
            answer = blog.render(json.loads(line))
        answers.write(f"{json.dumps(answer)}\n")
        answers.flush()


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """End this process if the block lasts longer, even where Python itself is in a loop."""
    faulthandler.dump_traceback_later(seconds, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


if __name__ == "__main__":
    limit_memory(int(sys.argv[3]))
    main(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[4]))
