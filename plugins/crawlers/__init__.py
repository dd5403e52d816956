"""Write what programs that visit a site look for: sitemap, ``robots.txt``, ``security.txt``.

The sitemap lists every page that lets itself be found, each article with the day
it last changed as its reader knows it, never the day of the build: ``modified``,
else ``date``. Hidden articles, drafts and the page of lost addresses stay out.
``.well-known/security.txt`` is written only when ``blog.toml`` has a ``mail``
under ``[contact]``. Nothing here stops a publication; the audit compares the
sitemap with the content folder.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from pelican import ArticlesGenerator, PagesGenerator, signals

from plugins.articles import every_article

from .core import ROBOTS, SECURITY, SITEMAP, is_to_be_found, robots, security, sitemap

_CHANGED = "SITEMAP_DATES"


def note_dates(generators: list[Any]) -> None:
    """Note the day on which each text last changed, ``None`` for one that must not be found."""
    articles = next(g for g in generators if isinstance(g, ArticlesGenerator))
    pages = next(g for g in generators if isinstance(g, PagesGenerator))
    written = [*every_article(articles), *pages.pages, *pages.translations, *pages.hidden_pages]
    written += [*pages.hidden_translations, *pages.draft_pages, *pages.draft_translations]
    articles.settings[_CHANGED] = {
        content.save_as: _changed(content) if content.status == "published" else None
        for content in written
    }


def _changed(content: Any) -> date:
    """Return the day of the last change; of a page that names none, no day is known."""
    day = getattr(content, "modified", None) or getattr(content, "date", None)
    return day.date() if day else date.min


def write_files(pelican: Any) -> None:
    """Write the three files."""
    settings, output = pelican.settings, Path(pelican.settings["OUTPUT_PATH"])
    blog, known = settings["BLOG"], settings[_CHANGED]
    pages: dict[str, date | None] = {}
    for path in output.rglob("*.html"):
        file = path.relative_to(output).as_posix()
        day = known.get(file, date.min)
        if day and is_to_be_found(path.read_text("utf-8")):
            pages[file] = day if day > date.min else None
    _write(output / SITEMAP, sitemap(blog.blog.address, pages))
    _write(output / ROBOTS, robots(blog.blog.address))
    if blog.contact.mail:
        (output / SECURITY).parent.mkdir(exist_ok=True)
        _write(
            output / SECURITY,
            security(
                blog.blog.address, blog.contact.mail, blog.blog.language, settings["BUILD_DAY"]
            ),
        )


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8", newline="\n")


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(note_dates)
    signals.finalized.connect(write_files)
