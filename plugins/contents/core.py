"""Find the headings of a text and how long it takes to read. Knows nothing of Pelican."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plugins.shared.html import CALL, HEADING, ids, top_blocks, words_of

# Fewer headings are seen at a glance.
LONG = 4
# A slow reader's pace: who worries, or reads of a new subject, does not skim.
_WORDS_A_MINUTE = 180
_WORD = re.compile(r"\w[\w'’-]*")
_LEVEL = "2"


@dataclass(frozen=True)
class Heading:
    """A heading that a list leads to: the place it names, its words."""

    place: str
    words: str


@dataclass(frozen=True)
class Contents:
    """What a text holds. ``headings``: none where the text is short; ``minutes``: at least one."""

    headings: tuple[Heading, ...] = ()
    minutes: int = 1


def contents(body: str) -> Contents:
    """Return the headings of a text, in order, and the minutes that it takes to read."""
    found = tuple(_headings(body))
    words = len(_WORD.findall(words_of(CALL.sub("", body))))
    minutes = max(1, round(words / _WORDS_A_MINUTE))
    return Contents(found if len(found) >= LONG else (), minutes)


def _headings(body: str) -> Iterator[Heading]:
    """Yield the headings of the second level that stand in the text or begin a box of it."""
    for block in top_blocks(body):
        match = HEADING.search(block.html) if block.level or block.tag == "section" else None
        if match is None or match[1] != _LEVEL:
            continue
        places, words = ids(match[2]), words_of(CALL.sub("", match[3]))
        if places and words:
            yield Heading(places[0], words)
