"""Take the boxes of an article's body for paper: key points, care cards, warnings, questions.

Knows nothing of Pelican. The body is the reader's safe HTML, in which the callouts have made each
box a ``section`` of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from plugins.shared.html import HEADING, pieces, top_blocks, words_of

KEY_POINTS, WARNING, CHECKLIST = "key-points", "warning", "checklist"
# The most pressing first: who holds the paper may read no further.
CARDS = ("emergency", "urgent", "non-urgent")
_BOX = re.compile(r'<section class="(?:care care--)?([a-z-]+)"[^<>]*>(.*)</section>', re.DOTALL)
_CALLED = re.compile(r'href="#([^"]+)" role="doc-biblioref"')
# The level above a heading says how urgent it is in words of its own.
_URGENCY = re.compile(r'<span class="care__urgency">(.*?)</span>', re.DOTALL)
# What stays an element on paper, and of a link nothing but a number to call.
_KEPT = frozenset(
    "p ul ol li strong b em i sup sub br dl dt dd blockquote q abbr table thead tbody tr".split()
)
# WeasyPrint breaks a line at its first space where the last is one that does not break.
_BEFORE_CALL = re.compile(r"[\s\u00a0\u202f]+(?=<sup\b)")
_LANGUAGE = re.compile(r'\slang="[^"]*"')
_DIAL = re.compile(r'\shref="(tel:[^"]*)"')


@dataclass(frozen=True)
class Box:
    """A box: its kind, its heading and what is below, as the HTML of a leaflet.

    ``urgency``: of a care card, how urgent it is, in words.
    """

    kind: str
    title: Markup
    body: Markup
    urgency: str = ""


def boxes_of(body: str) -> list[Box]:
    """Return the boxes of a body that a leaflet shows, in its order."""
    kinds = (KEY_POINTS, *CARDS, WARNING, CHECKLIST)
    found = [box for block in top_blocks(body) for box in _box(block.html, kinds)]
    return sorted(found, key=lambda box: kinds.index(box.kind))


def _box(html: str, kinds: tuple[str, ...]) -> Iterator[Box]:
    match = _BOX.match(html.strip())
    heading = HEADING.search(match[2]) if match else None
    if match is None or heading is None or match[1] not in kinds:
        return
    urgency = _URGENCY.search(heading[3])
    title = _URGENCY.sub("", heading[3])
    yield Box(
        match[1],
        Markup(plain(title).strip()),
        Markup(plain(match[2][heading.end() :]).strip()),
        words_of(urgency[1]).rstrip(" :\u00a0\u202f") if urgency else "",
    )


def plain(html: str) -> str:
    """Return HTML with the elements that paper has a use for, without ids, classes and links.

    A number to call stays a link: the leaflet may be read on a telephone.
    """
    made, links = [], []
    for text, tag, name in pieces(_BEFORE_CALL.sub("", html)):
        made.append(text)
        kind = name.lstrip("/")
        if kind == "a":
            if name == "a":
                links.append(bool(dial := _DIAL.search(tag)))
                made.append(f'<a href="{dial[1]}">' if dial else "")
            elif links and links.pop():
                made.append("</a>")
        elif kind in _KEPT or kind in ("td", "th"):
            language = _LANGUAGE.search(tag)
            end = tag if name.startswith("/") else f"<{name}{language[0] if language else ''}>"
            made.append(end)
    return "".join(made)


def called(body: str) -> set[str]:
    """Return the places in the list of sources that the boxes of a leaflet name."""
    found = (block.html for block in top_blocks(body) if _BOX.match(block.html.strip()))
    return {anchor for html in found for anchor in _CALLED.findall(html)}
