"""Connect what is made of the written site to Pelican."""

from __future__ import annotations

from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from pelican import ArticlesGenerator, PagesGenerator, StaticGenerator, signals
from pelican.contents import Content
from pelican.writers import Writer

from plugins.shared.articles import every_article
from plugins.shared.cache import Kept
from plugins.shared.files import files_below
from plugins.shared.image_metadata import strip

from .feeds import make_readable
from .kept_back import kept_back
from .kept_pages import KeptPages
from .page_signatures import KeptTemplate, shown_of_the_site
from .picture_tags import lighten
from .security_headers import FILE, HTACCESS, REDIRECTS, headers_file, htaccess
from .sitemap import write_files
from .stylesheet import bundle, shorten_names
from .web_manifest import write_web_manifest

_CHANGED = "SITEMAP_DATES"
# What pages of each kind, and feeds in a browser, name: each imports the sheets it is made of.
_SHEETS = ("article.css", "list.css", "page.css", "directory.css", "search.css", "feed.css")
_TOKENS = "tokens.css"


class PageWriter(Writer):  # type: ignore[misc]
    """Pelican's writer, which renders a page only if the last release has another."""

    def __init__(self, output_path: str, settings: Any) -> None:
        super().__init__(output_path, settings)
        self._pages = settings["PAGES"] = KeptPages(settings["LAST_RELEASE"], settings["RELEASE"])
        self._site: str | None = None

    def write_file(self, name: str, template: Any, context: Any, *given: Any, **named: Any) -> None:
        """Write a page, or each page of a list."""
        if self._pages.are_noted:
            if self._site is None:
                self._site = shown_of_the_site(self.settings, context)
            if self._site:
                template = KeptTemplate(template, self._pages, self._site)
        super().write_file(name, template, context, *given, **named)
        # Pelican would hold the text of every page that it wrote until the end of the build.
        Content.get_content.cache.clear()


def bundle_stylesheets(output: Path, theme: str, kept: Kept) -> None:
    """Write the sheet of each kind of page as one; take away those that it is made of.

    ``kept``: what an earlier build left of the site.
    """
    folder = output / theme / "css"
    came_from = [
        f"{path.relative_to(output)} {sha256(path.read_bytes()).hexdigest()}"
        for path in sorted((output / theme).rglob("*.css"))
    ]
    imported: set[Path] = set()
    for sheet in (folder / name for name in _SHEETS if (folder / name).is_file()):
        text, paths = kept.get(
            f"sheet {sheet.name}", came_from, tuple[str, list[str]], partial(_bundled, sheet)
        )
        sheet.write_text(text, "utf-8")
        imported |= {folder / path for path in paths}
    for path in imported:
        path.unlink()
    for parent in {path.parent for path in imported} - {folder}:
        parent.rmdir()


def _bundled(sheet: Path) -> tuple[str, list[str]]:
    text, paths = bundle(
        sheet.read_text("utf-8"), lambda path: (sheet.parent / path).read_text("utf-8")
    )
    tokens = sheet.parent / _TOKENS
    return (shorten_names(text, tokens.read_text("utf-8")) if tokens.is_file() else text), paths


def strip_images(folder: Path) -> None:
    """Take out of the images of a folder all that does not draw them."""
    for path in sorted(folder.rglob("*.*")):
        data = path.read_bytes() if path.is_file() else b""
        stripped = strip(path.suffix.lower(), data) if data else data
        if stripped != data:
            # A new file: the one that is there could be a link to the doctor's own.
            path.unlink()
            path.write_bytes(stripped)


def look_at_texts(generators: list[Any]) -> None:
    """Note the day on which each text last changed; keep back the images of unpublished ones."""
    articles = next(g for g in generators if isinstance(g, ArticlesGenerator))
    pages = next(g for g in generators if isinstance(g, PagesGenerator))
    written = [*every_article(articles), *pages.pages, *pages.translations, *pages.hidden_pages]
    written += [*pages.hidden_translations, *pages.draft_pages, *pages.draft_translations]
    # ``None`` for one that must not be found.
    articles.settings[_CHANGED] = {
        content.save_as: _changed(content) if content.status == "published" else None
        for content in written
    }
    without_page = {c.relative_source_path for c in written if not c.save_as}
    for generator in generators:
        if isinstance(generator, StaticGenerator):
            given = {file.relative_source_path: file for file in generator.staticfiles}
            back = kept_back(Path(articles.path), without_page, given)
            generator.staticfiles[:] = [file for path, file in given.items() if path not in back]


def _changed(content: Any) -> date:
    """Return the day of the last change; of a page that names none, no day is known."""
    day = getattr(content, "modified", None) or getattr(content, "date", None)
    return day.date() if day else date.min


def complete(pelican: Any) -> None:
    """Complete the written site."""
    settings, output = pelican.settings, Path(pelican.settings["OUTPUT_PATH"])
    address = settings["BLOG"].blog.address
    theme = settings["THEME_STATIC_DIR"]
    bundle_stylesheets(output, theme, settings["KEPT"].of_site)
    write_web_manifest(output, theme, settings["SITENAME"], settings["DEFAULT_LANG"])
    written = files_below(output, ".html", ".xml")
    feeds = [path for path in written if path.name.endswith(".atom.xml")]
    make_readable(output, feeds, theme, settings["BLOG"].blog)
    for folder in settings["STATIC_PATHS"]:
        strip_images(output / folder)
    lighten(output, written, settings["STATIC_PATHS"], settings["PICTURE_CACHE"], address)
    (output / FILE).write_text(headers_file(), "utf-8", newline="\n")
    former = settings["REDIRECTS"]
    texts = {HTACCESS: htaccess(address, former[HTACCESS])}
    if former[REDIRECTS]:
        texts[REDIRECTS] = former[REDIRECTS]
    for name, text in texts.items():
        (output / name).write_text(text, "utf-8", newline="\n")
    pages = [path for path in written if path.suffix == ".html"]
    write_files(output, pages, settings["BLOG"], settings[_CHANGED], settings["BUILD_DAY"])
    settings["PAGES"].save(output, settings["STATIC_PATHS"])
    settings["KEPT"].save_site()


def write_pages(pelican: Any) -> type[Writer]:
    """Have Pelican write pages with the kit's own writer."""
    del pelican
    return PageWriter


def register() -> None:
    """Connect to Pelican."""
    signals.get_writer.connect(write_pages)
    signals.all_generators_finalized.connect(look_at_texts)
    signals.finalized.connect(complete)
