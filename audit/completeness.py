"""Every text of the content folder has its page; every page comes from somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path, PurePosixPath
from unicodedata import normalize
from urllib.parse import unquote

from plugins.shared.problems import N_, Problem

from .directory import Directory
from .inventory import DRAFT, DRAFTS, SUFFIXES, Inventory
from .redirects import has_page

_IMAGES, _TEXTS = "images/", (*SUFFIXES, ".toml", ".json")
# Made by the kit, without a text of the doctor.
_MADE = frozenset({"index.html", "404.html", "articles/index.html"})
_LISTING = re.compile(r"(?:rubrique|mot-cle)/[^/]+/index\.html")
# In Markdown, “\_” is “_” (CommonMark 0.31, 2.4).
_ESCAPES = re.compile(r"\\(?=[^\w\s]|_)")
_FOLLOWING = re.compile(r"((?:.+/)?)page/([1-9]\d*)/index\.html")

_NOT_YET = N_("a draft, or an article planned for a later day, is among the published pages.")

Found = tuple[str, Problem]


def audit_completeness(
    files: dict[str, Path], inventory: Inventory, directory: Directory, *, drafts: bool
) -> Iterator[Found]:
    """Yield the articles and pages that are missing, and the drafts that are there."""
    # A draft may have the address of what it will replace.
    others = {*inventory.by_page, *inventory.pages}
    for article in inventory.articles:
        if article.has_page and article.page not in files:
            yield article.page, _missing(article.source)
        elif not article.has_page and article.page in files.keys() - others:
            yield article.page, Problem(_NOT_YET, quote=article.source)
    for page, source in inventory.pages.items():
        if page not in files:
            yield page, _missing(source)
    for page, former in inventory.redirects.items():
        if page not in files and has_page(page):
            yield page, Problem(N_("a former address has no page."), quote=former.path)
    for page in sorted(directory.pages - files.keys()):
        yield page, Problem(N_("a page that the build says it made is missing."))
    for page in sorted(directory.lapsed):
        yield page, Problem(N_("a community has its page although no vetting of it is in force."))
    if not drafts:
        for name in files:
            if name.startswith(DRAFTS):
                yield name, Problem(_NOT_YET, quote=name)


def audit_early_images(files: dict[str, Path], content: Path, inventory: Inventory) -> list[Found]:
    """Return the images that only texts without a page name: they are seen before their day."""
    images = {name: PurePosixPath(name).name for name in files if name.startswith(_IMAGES)}
    if not (images and inventory.unpublished):
        return []
    public, early = [""], [""]
    for file in sorted(content.rglob("*.*")):
        if file.suffix.lower() in _TEXTS and file.is_file():
            source = file.relative_to(content).as_posix()
            text = _ESCAPES.sub("", file.read_bytes().decode("utf-8", "replace"))
            text = unquote(unescape(text))
            (early if source in inventory.unpublished else public).append(_plain(text))
    first, others = "\n".join(early), "\n".join(public)
    return [
        (name, Problem(N_("only a text that is not published yet shows this image."), quote=image))
        for name, image in images.items()
        if _names(image, first) and not _names(image, others)
    ]


def _plain(text: str) -> str:
    """Return a text however its accents and capitals are typed."""
    return normalize("NFC", text).lower()


def _names(image: str, text: str) -> bool:
    """Tell whether a text, made plain, names a file."""
    pattern = rf"(?:^|[^\w.-]){re.escape(_plain(image))}(?:$|[^\w-])"
    return re.search(pattern, text, re.MULTILINE) is not None


def _missing(source: str) -> Problem:
    return Problem(N_("the page of {source} is missing."), values={"source": source})


def audit_strays(
    files: dict[str, Path],
    inventory: Inventory,
    directory: Directory,
    led: dict[str, set[str]],
    *,
    drafts: bool,
) -> Iterator[Found]:
    """Yield the pages that come from no text, no vetting in force and no illness.

    ``led``: where each page leads. A list is known by it: a category or a keyword has a page
    because an article of ours has it, and then leads to it; the second page of a list because
    the first leads to it.
    """
    known = {*inventory.by_page, *inventory.pages, *directory.pages, *inventory.redirects, *_MADE}
    for page in inventory.by_page:
        known |= {name for name in led.get(page, ()) if _LISTING.fullmatch(name)}
    if drafts:
        known |= {f"{DRAFTS}{a.address}index.html" for a in inventory.articles if a.status == DRAFT}
        known |= inventory.draft_pages
    for name in files:
        if name.endswith(".html") and name not in known and not _follows(name, known, led):
            yield name, Problem(N_("this page comes from no text of yours."))


def _follows(name: str, known: set[str], led: dict[str, set[str]]) -> bool:
    """Tell whether a page is the second, third… of a known list, and the one before leads to it."""
    match = _FOLLOWING.fullmatch(name)
    if not match:
        return False
    first, number = f"{match[1]}index.html", int(match[2])
    before = first if number == 2 else f"{match[1]}page/{number - 1}/index.html"  # noqa: PLR2004
    is_list = first in known and (first in _MADE or _LISTING.fullmatch(first))
    return bool(is_list and number > 1 and name in led.get(before, ()))
