"""The sheets to hand over: each code is the address beside it, and what they say still holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from datetime import timedelta
from functools import lru_cache

import segno
from selectolax.lexbor import LexborNode

from plugins.shared.problems import N_, Problem

from .approved import Approved
from .boxes import audit_calls
from .folded import folded
from .links import Links
from .page import Page

# ISO/IEC 18004: the white around a code, in modules.
_QUIET = 4
_RUN = re.compile(r"M(\d{1,3}) (\d{1,3})h(\d{1,3})v1h-(\d{1,3})z")


def audit_handout(page: Page, approved: Approved, links: Links) -> Iterator[Problem]:
    """Yield what is wrong with the codes, the notice and the last day of a sheet."""
    items = page.tree.css(".handout__list > li")
    ends = []
    for item in items:
        link = item.css_first("a[href]")
        href = (link.attributes.get("href") or "") if link else ""
        target = links.resolve(page.name, href)
        whole = href if target.scheme else f"{links.own}/{_address(target.file or '')}"
        black = modules(item)
        if not href or black != expected(whole, mask(black)):
            yield Problem(
                N_("a QR code leads to something else than the address beside it."), quote=href
            )
        if target.scheme and href in approved.ends:
            ends.append(approved.ends[href])
    if len(ends) != len(items) - 1 or len(page.tree.css(".handout svg")) != len(items):
        yield Problem(N_("a sheet to hand over has no community, or not one page of the blog."))
    notices = page.tree.css("aside.handout__notice")
    said = {folded(notice.text()) for notice in notices}
    if len(notices) != 1 or not said <= approved.notices.get(page.language, frozenset()):
        yield Problem(N_("a sheet to hand over does not say the approved words."))
    for notice in notices:
        yield from audit_calls(notice)
    until = [
        node.attributes.get("datetime") or "" for node in page.tree.css(".handout__until time")
    ]
    if ends and until != [(min(ends) - timedelta(days=1)).isoformat()]:
        yield Problem(
            N_("a sheet to hand over claims to hold for longer, or for less, than it does.")
        )


def _address(file: str) -> str:
    return file.removesuffix("index.html")


def modules(item: LexborNode) -> set[tuple[int, int]]:
    """Return the black modules of the only drawing of an item, by column and row; none if odd."""
    drawings, paths = item.css("svg"), item.css("svg path")
    if len(drawings) != 1 or len(paths) != 1:
        return set()
    outline = paths[0].attributes.get("d") or ""
    if _RUN.sub("", outline):
        return set()
    return {
        (int(x) + step, int(y))
        for x, y, width, back in _RUN.findall(outline)
        if width == back
        for step in range(int(width))
    }


def mask(black: Set[tuple[int, int]]) -> int:
    """Return which of the eight masks a code says that it was drawn with.

    ISO/IEC 18004, 7.9: three bits of the format, beside the upper left corner, themselves masked
    by 101. Of a code that says another than it has, the modules are not those expected.
    """
    bits = [(_QUIET + column, _QUIET + 8) in black for column in (2, 3, 4)]
    return 4 * (not bits[0]) + 2 * bits[1] + (not bits[2])


@lru_cache(maxsize=1024)
def expected(address: str, drawn_with: int) -> frozenset[tuple[int, int]]:
    """Return the black modules of an address's code under a mask, by column and row.

    A code leads to the same address under any mask; to try all eight takes ten times as long.
    """
    matrix = segno.make(address, error="m", micro=False, mask=drawn_with).matrix
    return frozenset(
        (x, y)
        for y, row in enumerate(matrix, start=_QUIET)
        for x, black in enumerate(row, start=_QUIET)
        if black
    )
