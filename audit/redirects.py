"""Former addresses: each leads to its text, by itself and by a link, and nothing else does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import quote, unquote, urlsplit

from plugins.shared.problems import N_, Problem

from .links import Links
from .page import Page

FILE = "_redirects"
_INDEX = "index.html"
# What is asked for as a file; all else is a folder, whatever its name.
_FILE = re.compile(r"\.(?:html?|shtml|php|aspx?|jsp|cfm)$", re.IGNORECASE)
# A host shows it for its folder.
_FOLDER = re.compile(r"(^|/)index\.html/?$", re.IGNORECASE)
_AT_ONCE = re.compile(r"0;\s*url=(\S+)")
_LEADS_ON = N_("a former address does not lead to its text, by itself and by a link.")


class Former(NamedTuple):
    """A former address: the text that names it, the page it leads to, its own path."""

    source: str
    target: str
    path: str


def read_redirects(
    named: Iterable[tuple[str, str, str]], settings: Mapping[str, object], own: str
) -> dict[str, Former]:
    """Return the former addresses of a content folder by the file of their page.

    ``named``: the source and the page of each text that readers meet, and an address it names.
    """
    rows = settings.get("redirects")
    listed = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    found: dict[str, Former] = {}
    for source, target, written in named:
        page, path = _file_of(written, own)
        found[page] = Former(source, target, path)
    for row in listed:
        page, path = _file_of(str(row.get("old", "")), own)
        found[page] = Former("blog.toml", _file_of(str(row.get("new", "")), own)[0], path)
    return {page: former._replace(target=_end(page, found)) for page, former in found.items()}


def _end(page: str, found: Mapping[str, Former]) -> str:
    """Return where an address leads once every other was followed."""
    met = {page}
    target = found[page].target
    while target in found and target not in met:
        met.add(target)
        target = found[target].target
    return target


def _file_of(written: str, own: str) -> tuple[str, str]:
    """Return the file that an address shows, and its path without the first slash."""
    path = normalize("NFC", unquote(written.strip().removeprefix(own))).lstrip("/")
    path = _FOLDER.sub(r"\1", path)
    if _FILE.search(path):
        return path, path
    path = f"{path.rstrip('/')}/" if path else ""
    return f"{path}{_INDEX}", path


def has_page(page: str) -> bool:
    """Tell whether a static host shows a file of this name as a page."""
    return page.endswith(".html")


def audit_refreshes(page: Page, former: Former | None, links: Links) -> Iterator[Problem]:
    """Yield what is wrong with where a page goes by itself: a former address alone goes anywhere.

    ``former``: what the page stands for, ``None`` for any other page.
    """
    if former is None:
        for content in page.refreshes:
            yield Problem(N_("the page leads elsewhere by itself."), quote=content)
        return
    asked = [match[1] for text in page.refreshes if (match := _AT_ONCE.fullmatch(text))]
    led = [node.attributes.get("href") or "" for node in page.tree.css("main a[href]")]
    canonical = [n.attributes.get("href") or "" for n in page.tree.css("link[rel=canonical]")]
    places = [
        {links.resolve(page.name, to).file for to in part} for part in (asked, led, canonical)
    ]
    whole = f"{links.own}/{quote(former.target.removesuffix(_INDEX), safe='/~+-.')}"
    fine = len(page.refreshes) == 1 and places == [{former.target}] * 3 and canonical == [whole]
    if not fine or "noindex" not in page.robots:
        yield Problem(_LEADS_ON, quote=former.path)


def audit_redirects_file(
    files: Mapping[str, Path], redirects: Mapping[str, Former], own: str
) -> Iterator[tuple[str, Problem]]:
    """Yield a problem unless ``_redirects`` says where each former address leads, and no more."""
    prefix = urlsplit(own).path
    wanted = {
        tuple(
            f"{prefix}/{quote(to, safe='/~+-.')}" for to in (f.path, f.target.removesuffix(_INDEX))
        )
        for f in redirects.values()
    }
    text = files[FILE].read_text("utf-8", "replace") if FILE in files else ""
    lines = [line.split(" ") for line in text.splitlines()]
    said = {(line[0], line[1]) for line in lines if len(line) == 3 and line[2] == "301"}  # noqa: PLR2004
    if said != wanted or len(lines) != len(wanted):
        yield FILE, Problem(N_("this file does not say where each former address leads."))
