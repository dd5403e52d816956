"""Read the HTML that the reader made: its tags, its words, the elements at its top.

That HTML is safe: every element is closed, every attribute stands between double quotes. Whatever
it is given instead, each pattern takes a time that grows with the length of the text only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import TypeVar

T = TypeVar("T")

VOID = frozenset({"br", "hr", "img", "wbr", "col"})

# A name and its attributes are read in one way only, and end where another tag would begin.
_TAG = re.compile(r'(<(/?)([a-zA-Z][^\s/<>"]*+)(?>(?:[^"<>]|"[^"]*+")*)>)')
_ANY_TAG = re.compile(r"<[^<>]*>")
# It begins with what is looked for letter by letter, which is fast: a text has many spaces.
_ID = re.compile(r'id="(?<=\sid=")([^"]*)"')
_LINK = re.compile(r"""<(?:a|img)\b[^<>]*?\s(href|src)="([^"]*)\"""")
# They stop where another would begin: what is never closed costs its length only.
HEADING = re.compile(r"<h([1-6])\b([^<>]*)>((?:(?!<h[1-6]\b).)*?)</h\1>", re.DOTALL)
# A call to a source or to a note, which stand below the whole text only.
CALL = re.compile(
    r'<sup (?:class="sources-call"|id="fnref[^"]*")>(?:(?!<sup\b).)*?</sup>', re.DOTALL
)


@dataclass(frozen=True)
class Block:
    """An element that stands at the top of a text, with what follows its end."""

    tag: str
    html: str

    @property
    def level(self) -> int:
        """Return the level of a heading, 0 for anything else."""
        return int(self.tag[1]) if self.tag in ("h2", "h3", "h4", "h5", "h6") else 0


@dataclass(frozen=True)
class Move:
    """Some of the blocks at the top of a text stand before an earlier one than they were typed.

    ``first`` and ``end``: which, by their places in the text as typed; ``to``: before which block.
    """

    first: int
    end: int
    to: int

    def of(self, blocks: Sequence[T]) -> list[T]:
        """Return the blocks of a text in the order in which they stand: all of them, once each."""
        first, end = max(self.first, self.to), max(self.first, self.to, self.end)
        return [
            *blocks[: self.to],
            *blocks[first:end],
            *blocks[self.to : first],
            *blocks[end:],
        ]


def pieces(html: str) -> Iterator[tuple[str, str, str]]:
    """Yield each text with the tag that follows it, and the name of that tag: ``p``, ``/p``.

    The last text is followed by nothing. All texts and tags together are the whole.
    """
    parts = _TAG.split(html)
    for place in range(0, len(parts) - 1, 4):
        text, tag, end, name = parts[place : place + 4]
        yield text, tag, end + name.lower()
    yield parts[-1], "", ""


def top_blocks(html: str) -> Iterator[Block]:
    """Yield the elements at the top of a text whose elements are all closed."""
    start, depth, first = 0, 0, ""
    for match in _TAG.finditer(html):
        name = match[3].lower()
        if not match[2]:
            if not depth:
                if match.start() > start:
                    yield Block(first, html[start : match.start()])
                    start = match.start()
                first = name
            depth += name not in VOID
        elif depth:
            depth -= 1
    if start < len(html):
        yield Block(first, html[start:])


def words_of(html: str) -> str:
    """Return the words of a piece of HTML."""
    return unescape(_ANY_TAG.sub("", html)).strip()


def ids(html: str) -> list[str]:
    """Return the ids of some elements, or of one tag: the places that a link can lead to."""
    return _ID.findall(html)


def links(html: str) -> Iterator[tuple[str, str]]:
    """Yield ``href`` or ``src`` of each link and image, with its value as it is written."""
    return ((match[1], match[2]) for match in _LINK.finditer(html))
