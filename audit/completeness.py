"""Every text of the content folder has its page; every page comes from somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from plugins.shared.problems import N_, Problem

from .directory import Directory
from .inventory import DRAFT, DRAFTS, Inventory

# Made by the kit, without a text of the doctor.
_MADE = frozenset({"index.html", "404.html", "articles/index.html"})
_LISTING = re.compile(r"(?:rubrique|mot-cle)/[^/]+/index\.html")
_FOLLOWING = re.compile(r"((?:.+/)?)page/([1-9]\d*)/index\.html")

Found = tuple[str, Problem]


def audit_completeness(
    files: dict[str, Path], inventory: Inventory, directory: Directory, *, drafts: bool
) -> Iterator[Found]:
    """Yield the articles and pages that are missing, and the drafts that are there."""
    for article in inventory.articles:
        if article.has_page and article.page not in files:
            yield article.page, _missing(article.source)
        elif not article.has_page and article.page in files:
            yield (
                article.page,
                Problem(N_("a draft is among the published pages."), quote=article.source),
            )
    for page, source in inventory.pages.items():
        if page not in files:
            yield page, _missing(source)
    for page in sorted(directory.pages - files.keys()):
        yield page, Problem(N_("a page that the build says it made is missing."))
    for page in sorted(directory.lapsed):
        yield page, Problem(N_("a community has its page although no vetting of it is in force."))
    if not drafts:
        for name in files:
            if name.startswith(DRAFTS):
                yield name, Problem(N_("a draft is among the published pages."), quote=name)


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
    known = {*inventory.by_page, *inventory.pages, *directory.pages, *_MADE}
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
