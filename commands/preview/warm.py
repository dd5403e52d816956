"""Render the page of an article again, in a process that keeps the rest of the blog in memory.

Started by :mod:`.early` alone. Reads the blog once, as a build does, and writes nothing; then, for
each line of standard input that names an article, reads that text again and answers with its page.
What depends on all articles (related ones, lists) stays as it was: the build that follows is the
whole truth, this is what the doctor sees meanwhile.

Arguments: the folder of the checkout, a folder of its own, the memory allowed in bytes, the seconds
in which the blog is to be read.
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).absolute().parents[2]
# Not by PYTHONPATH, which a colon in the name of the kit's folder would end.
sys.path.insert(0, str(ROOT))

from pelican import ArticlesGenerator, Pelican, StaticGenerator, signals  # noqa: E402
from pelican.contents import Article  # noqa: E402
from pelican.settings import read_settings  # noqa: E402
from pelican.writers import Writer  # noqa: E402

from commands.pelican_child import limit_memory  # noqa: E402
from plugins.output.picture_tags import with_pictures  # noqa: E402
from plugins.output.pictures import Drawn  # noqa: E402
from plugins.pipeline.plugin import take_results  # noqa: E402
from plugins.shared.problems import Report  # noqa: E402

# No page takes longer but one that a build would be stopped over.
_SECONDS_OF_A_PAGE = 3.0

# Where an article is, and among which others.
_PLACES = ("save_as", "status", "lang", "template", "category", "tags", "conditions", "navigation")


class _Kept(StringIO):
    """A file that is not on the disk, and can be read once it is closed."""

    text = ""

    def close(self) -> None:
        self.text = self.getvalue()
        super().close()


class _InMemory(Writer):  # type: ignore[misc]
    """Pelican's writer of pages, for one page that nobody keeps."""

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> _Kept:  # noqa: ARG002 - the parent's arguments
        self.page = _Kept()
        return self.page


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
        self._generator = next(g for g in generators if isinstance(g, ArticlesGenerator))
        assert isinstance(generators[-1], StaticGenerator)

    def render(self, path: str) -> tuple[str, str]:
        """Return the page of an article below the site, and its HTML; empty where a build must.

        ``path``: of the text, below the content folder. A build must where the page would move or
        leave the lists, and where the text has something to correct.
        """
        articles = self._settings["ARTICLES"]
        before = articles.get(path)
        if before is None:
            return "", ""
        report = self._settings["REPORT"] = Report(held=self._settings["HELD_WORDS"])
        article = self._read(path)
        take_results(article)
        if any(getattr(article, name, None) != getattr(before, name, None) for name in _PLACES):
            return "", ""
        article.translations = before.translations
        self._generator.add_source_path(article)
        self._generator.add_static_links(article)
        self._settings["COMPLETE"](article)
        article.refresh_metadata_intersite_links()
        if report.errors:
            return "", ""
        articles[path] = article
        return article.save_as, self._page(article)

    def _read(self, path: str) -> Any:
        return self._generator.readers.read_file(
            base_path=self._generator.path,
            path=path,
            content_class=Article,
            context=self._context,
            preread_signal=signals.article_generator_preread,
            preread_sender=self._generator,
            context_signal=signals.article_generator_context,
            context_sender=self._generator,
        )

    def _page(self, article: Any) -> str:
        settings = self._settings
        writer = _InMemory(settings["OUTPUT_PATH"], settings)
        writer.write_file(
            article.save_as,
            self._generator.get_template(article.template),
            self._context,
            relative_urls=settings["RELATIVE_URLS"],
            article=article,
            category=article.category,
            override_output=hasattr(article, "override_save_as"),
            url=article.url,
            blog=True,
        )
        pictures = Drawn(settings["PICTURE_CACHE"]).remembered()
        return with_pictures(
            writer.page.text, article.save_as, pictures, settings["BLOG"].blog.address
        )


def main(root: Path, output: Path, seconds: float) -> None:
    """Answer for as long as whoever started this process asks; ``seconds``: to read the blog in."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    # Whatever Pelican prints, the build says.
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for number in (sys.stdout.fileno(), sys.stderr.fileno()):
        os.dup2(nowhere, number)
    with _within(seconds):
        blog = Blog(root, output)
    answers.write("[]\n")
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
