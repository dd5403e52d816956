"""What the content folder promises, by a reader that shares nothing with the plugins."""

from __future__ import annotations

import re
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from unidecode import unidecode

from .dates import NO_DAY, Dates, read_dates
from .own_address import read_own_address
from .redirects import Former, read_redirects

PUBLISHED, HIDDEN, DRAFT = "published", "hidden", "draft"
DRAFTS = "drafts/"
SUFFIXES = (".md", ".markdown", ".mkd", ".mdown")

# The addresses of the pages that write themselves from blog.toml, by the language of the blog.
NOTICE = {"fr": "mentions-legales", "en": "legal-notice"}
CONTACT = "contact"
_WRITTEN = {
    "fr": "contact politique-editoriale verification-des-communautes vie-privee accessibilite",
    "en": "contact editorial-policy how-communities-are-vetted privacy accessibility",
}

# French typography puts a space before the colon; after it, the reader asks for none.
_FIELD = re.compile(r"([^\W\d]\w*)[ \u00a0\u202f]*:(?!//)\s*(.*)$")
# What YAML writes before words that go on below: https://yaml.org/spec/1.2.2/#81-block-scalar-styles
_BLOCK = re.compile(r"[|>][+-]?\d?[+-]?")
# https://yaml.org/spec/1.2.2/#57-escaped-characters
_ESCAPED = re.compile(r"\\(?:([\"\\/])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
# What Pelican passes over, in the name of a file or of a folder above it: what editors, Word (~$),
# archives and the trash of a disk leave behind.
_LEFT_OVER = re.compile(
    r"[.#]|~\$|__macosx$|\$recycle\.bin$|icon\r$|desktop\.ini$|(?:eh)?thumbs.*\.db$"
    r"|.*(?:~|\.(?:tmp|bak|part|crdownload|download|lnk|url|webloc))$",
    re.IGNORECASE | re.DOTALL,
)
_ON_COMMUNITIES = ("pages/communautes.md", "pages/communautes.en.md")
_FENCES = ("---", "...")
# Names on a line, or below one another as a list, which read_header puts on a line.
_BETWEEN_NAMES = re.compile(r"[,;]|(?:\A|\s)-\s")


@dataclass(frozen=True)
class Article:
    """An article of the content folder: where its page must be, and what it must carry."""

    source: str
    page: str
    language: str
    status: str
    medical: bool = True
    disclaimer: str = ""
    dates: Dates = field(default_factory=Dates)
    # Who is said to have read it again, besides its author; nobody when empty.
    reviewer: str = ""
    # Who wrote it: each must be named, several may stand in one item.
    authors: tuple[str, ...] = ()
    # The name of who paid, as search engines are told it; nobody when empty.
    funder: str = ""
    # What it owes to a text of somebody else, as it is written.
    credit: str = ""
    # Hidden for want of a review, not because the doctor said so.
    lapsed: bool = False
    # A draft until the day of its publication, not because the doctor said so.
    planned: bool = False
    # Former addresses, as they are written.
    aliases: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """Return the day of its publication."""
        return self.dates.published

    @property
    def has_page(self) -> bool:
        """Tell whether readers may see it: hidden ones have an address that nothing leads to."""
        return self.status != DRAFT

    @property
    def address(self) -> str:
        """Return its address on the site, without what comes before."""
        return self.page.removesuffix("index.html")


@dataclass(frozen=True)
class Inventory:
    """The content folder: the blog, its articles, the doctor's pages by path, drafts apart.

    ``settings``, ``ledger``, ``additions``: blog.toml, vetting.toml and additions.toml, each read
    once for the whole audit.
    """

    own: str
    language: str
    country: str
    articles: tuple[Article, ...]
    pages: dict[str, str] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    ledger: dict[str, Any] = field(default_factory=dict)
    additions: dict[str, Any] = field(default_factory=dict)
    draft_pages: frozenset[str] = frozenset()
    # The former addresses, by the file of their page.
    redirects: dict[str, Former] = field(default_factory=dict)
    # The texts that have no page online, by their paths in the content folder.
    unpublished: frozenset[str] = frozenset()
    # The pages on the communities, drafts too: each language that has one has a directory.
    explained: frozenset[str] = frozenset()
    mail: str = ""

    @cached_property
    def by_page(self) -> dict[str, Article]:
        """Return the articles that have a page, by its path."""
        return {article.page: article for article in self.articles if article.has_page}

    @cached_property
    def published(self) -> list[Article]:
        """Return the articles that are listed and in the feeds."""
        return [article for article in self.articles if article.status == PUBLISHED]

    @cached_property
    def hidden(self) -> list[Article]:
        """Return the articles that have a page and stand in no list."""
        return [article for article in self.articles if article.status == HIDDEN]

    def of(self, page: str) -> Inventory:
        """Return what of the content folder one page is held against.

        An article's page is held against its own header; a list, against those that are hidden.
        """
        own = self.by_page.get(page)
        listed = () if page.startswith(DRAFTS) else tuple(self.hidden)
        return replace(
            self,
            articles=(own,) if own else listed,
            pages={page: self.pages[page]} if page in self.pages else {},
            draft_pages=self.draft_pages & {page},
            unpublished=frozenset(),
            redirects={page: self.redirects[page]} if page in self.redirects else {},
            explained=frozenset(),
            mail="",
        )


def read_inventory(content: Path, today: date) -> Inventory:
    """Return what a content folder promises on a day."""
    settings = read_toml(content / "blog.toml")
    blog = settings.get("blog", {})
    language = str(blog.get("language", "fr"))
    pages = list(_pages(content, language))
    own = read_own_address(str(blog.get("address", "")))
    articles = tuple(_with_originals(list(_articles(content, language, settings, today)), language))
    return Inventory(
        own=own,
        language=language,
        country=str(blog.get("country", "")),
        articles=articles,
        pages=_written(content, language, articles)
        | {page: source for page, source, status in pages if status != DRAFT},
        settings=settings,
        ledger=read_toml(content / "communities" / "vetting.toml"),
        additions=read_toml(content / "communities" / "additions.toml"),
        redirects=read_redirects(
            [(a.source, a.page, old) for a in articles if a.has_page for old in a.aliases]
            + list(_aliases_of_pages(content, language)),
            settings,
            own,
        ),
        draft_pages=frozenset(page for page, _, status in pages if status == DRAFT),
        unpublished=frozenset(
            [source for _, source, status in pages if status == DRAFT]
            + [article.source for article in articles if not article.has_page]
        ),
        explained=frozenset(source for _, source, _ in pages if source in _ON_COMMUNITIES),
        mail=str(settings.get("communities", {}).get("mail", "")),
    )


def _written(content: Path, language: str, articles: tuple[Article, ...]) -> dict[str, str]:
    """Return the pages that write themselves, in each language that readers meet."""
    met = {article.language for article in articles if article.has_page}
    met |= {
        said
        for _, header, _, said in _sources(content, "pages", language)
        if _status(header) != DRAFT
    }
    return {
        _page(slug, said, language): "blog.toml"
        for slug in f"{NOTICE[language]} {_WRITTEN[language]}".split()
        for said in {language, *met}
    }


def read_toml(path: Path) -> dict[str, Any]:
    """Return a TOML file as data; nothing when there is none."""
    return tomllib.loads(read_text(path)) if path.is_file() else {}


def read_text(path: Path) -> str:
    """Return the text of a file: accents as one character, which macOS parts from their letters."""
    return unicodedata.normalize("NFC", path.read_bytes().decode("utf-8-sig", "replace"))


@cache
def read_kit(path: Path) -> dict[str, Any]:
    """Return a TOML file of the kit's own as data, read once: nobody writes in it meanwhile."""
    return read_toml(path)


def _articles(
    content: Path, default: str, settings: dict[str, Any], today: date
) -> Iterator[Article]:
    doctor, rules = settings.get("doctor", {}), settings.get("review", {})
    for source, header, name, language in _sources(content, "articles", default):
        slug = header.get("slug") or address(name)
        dates, status = read_dates(header, rules, today), _status(header)
        planned = status != DRAFT and dates.published > today
        lapsed = status == PUBLISHED and dates.lapsed
        yield Article(
            source=source,
            page=_page(slug, language, default),
            language=language,
            status=DRAFT if planned else HIDDEN if lapsed else status,
            medical=header.get("kind", "").lower() != "practice",
            disclaimer=header.get("disclaimer", ""),
            dates=dates,
            reviewer=header.get("reviewer", ""),
            authors=_authors(header, doctor),
            funder=_funder(header, doctor),
            credit=header.get("credit", ""),
            lapsed=lapsed,
            planned=planned,
            aliases=_listed(header.get("aliases", "")),
        )


def _listed(written: str) -> tuple[str, ...]:
    """Return the items of a field, on a line or below one another."""
    parts = _BETWEEN_NAMES.split(written)
    return tuple(item for part in parts if (item := part.strip("[]\"' ")))


def _authors(header: dict[str, str], doctor: dict[str, Any]) -> tuple[str, ...]:
    """Return who wrote an article, a line or a list of names; the doctor when it says nothing."""
    for written in (header.get("authors"), header.get("author"), doctor.get("name")):
        names = _listed(str(written or ""))
        if names:
            return names
    return ()


def _funder(header: dict[str, str], doctor: dict[str, Any]) -> str:
    """Return the name of who paid; an article that says by itself how inherits none."""
    inherited = "" if header.get("funding") else str(doctor.get("funder", ""))
    return header.get("funder") or inherited


def _with_originals(articles: list[Article], default: str) -> Iterator[Article]:
    """Yield each article; a translation last reviewed before its original knows of that."""
    reviewed = {
        article.page: article.dates.reviewed
        for article in articles
        if article.language == default and article.has_page
    }
    for article in articles:
        original = reviewed.get(article.page.removeprefix(f"{article.language}/"), NO_DAY)
        if article.language != default and article.dates.reviewed < original:
            yield replace(article, dates=replace(article.dates, original=original))
        else:
            yield article


def _pages(content: Path, default: str) -> Iterator[tuple[str, str, str]]:
    """Yield the path, the source and the status of every page of the doctor.

    DRAFT_PAGE_SAVE_AS of pelicanconf.py puts drafts in a folder of their own.
    """
    for source, header, name, language in _sources(content, "pages", default):
        status = _status(header)
        page = _page(header.get("slug") or address(name), language, default)
        usual = f"{DRAFTS}{page}" if status == DRAFT else page
        yield header.get("save_as") or usual, source, status


def _aliases_of_pages(content: Path, default: str) -> Iterator[tuple[str, str, str]]:
    """Yield the source, the page and a former address of each page of the doctor that has some."""
    for source, header, name, language in _sources(content, "pages", default):
        if _status(header) != DRAFT:
            page = _page(header.get("slug") or address(name), language, default)
            for old in _listed(header.get("aliases", "")):
                yield source, header.get("save_as") or page, old


def _sources(
    content: Path, folder: str, default: str
) -> Iterator[tuple[str, dict[str, str], str, str]]:
    """Yield the path, the header, the name and the language of every text of a folder."""
    for file in sorted((content / folder).rglob("*")):
        # As Pelican is told to: leftovers of editors and of macOS are no texts.
        below = file.relative_to(content / folder)
        left_over = any(_LEFT_OVER.match(part) for part in below.parts)
        if file.suffix.lower() in SUFFIXES and not left_over and file.is_file():
            header = read_header(read_text(file))
            name, _, language = file.stem.partition(".")
            language = (header.get("lang") or language or default).lower()
            yield file.relative_to(content).as_posix(), header, name, language


def _page(slug: str, language: str, default: str) -> str:
    return f"{slug}/index.html" if language == default else f"{language}/{slug}/index.html"


def _status(header: dict[str, str]) -> str:
    return header.get("status", "").lower() or PUBLISHED


def read_header(text: str) -> dict[str, str]:
    """Return the fields of a header by lower-case name, YAML or ``Key: value``.

    A value may go on, indented or as a list, on the lines below its name.
    """
    text = text.lstrip()
    fields: dict[str, str] = {}
    last = ""
    # Line by line, as far as the header goes: what follows need not be parted.
    for number, found in enumerate(_LINE.finditer(text)):
        line = found[1]
        if number and (line.strip() in _FENCES or not (line.strip() or text.startswith("---"))):
            break
        match = _FIELD.match(line)
        if match:
            last = match[1].lower()
            value = (match[2] or "").strip()
            fields[last] = "" if _BLOCK.fullmatch(value) else _unquoted(value)
        elif last and line.startswith((" ", "\t", "- ")):
            fields[last] = _unquoted(f"{fields[last]} {line.strip()}".strip())
    return fields


def _unquoted(value: str) -> str:
    """Return a value without the quotes around it, escapes undone."""
    mark = value[:1]
    if len(value) == 1 or mark not in ("'", '"') or value[-1] != mark:
        return value
    bare = value[1:-1].replace("''", "'") if mark == "'" else _ESCAPED.sub(_unescaped, value[1:-1])
    return bare.strip()


def _unescaped(found: re.Match[str]) -> str:
    """Return the character that an escape stands for; as it was written if there is none."""
    if found[1]:
        return found[1]
    number = int(found[2] or found[3] or found[4], 16)
    return chr(number) if number <= sys.maxunicode else found[0]


def address(name: str) -> str:
    """Return a file's name as part of an address: ``L'été`` gives ``l-ete``."""
    return "-".join(re.findall(r"[a-z0-9]+", unidecode(unicodedata.normalize("NFC", name)).lower()))
