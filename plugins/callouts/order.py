"""Where the cards stand in an emergency: below the key points. Knows nothing of Pelican.

Who reads an article on an emergency looks for whom to call, and for little else. What the doctor
typed further down is taken up, and her words stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from plugins.shared.html import Block, Move

from .headings import KEY_POINTS, LEVELS


class Box(NamedTuple):
    """A box of a text: what it is, and which of the blocks at the top of the text it holds."""

    kind: str
    first: int
    end: int


def cards_first(blocks: Sequence[Block], boxes: Sequence[Box]) -> Move | None:
    """Return how the cards come below the key points; ``None`` where they stay.

    The first cards that follow one another, with the heading above them where it is theirs alone.
    They stay where there are no key points, or where they come first already.
    """
    points = next((box for box in boxes if box.kind == KEY_POINTS), None)
    cards = [box for box in boxes if box.kind in LEVELS]
    if points is None or not cards or cards[0].first < points.first:
        return None
    end = cards[0].end
    for card in cards[1:]:
        if card.first == end:
            end = card.end
    first = _heading_above(blocks, boxes, cards[0].first, end)
    return Move(first, end, points.end) if first > points.end else None


def _heading_above(blocks: Sequence[Block], boxes: Sequence[Box], first: int, end: int) -> int:
    """Return the place of the heading that some cards are all of, but for a paragraph between.

    That of the first card if there is none: the heading of another box (“## Attention”) is its own.
    """
    place = first - 1
    if place > 0 and blocks[place].tag == "p":
        place -= 1
    if place < 0 or not 0 < blocks[place].level < blocks[first].level:
        return first
    if any(box.first == place for box in boxes):
        return first
    goes_on = end < len(blocks) and blocks[end].level > blocks[place].level
    return first if goes_on else place
