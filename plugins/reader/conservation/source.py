"""Hold the tokens of a source with their places, and tell which of its signs may go."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from .compare import Difference
from .fold import CALL, CODE, END, HEADING, LOWERED, RAISED, STRUCK, TOKEN, fold
from .scanned import Mark, Piece

# What each of these is where nothing was made of it, and it stands on the page as it was typed.
_AS_TYPED = {
    RAISED: ("^",),
    LOWERED: ("~",),
    STRUCK: ("~~",),
    CALL: ("[",),
    END: ("^", "~", "~~", "]"),
    HEADING: ("",),
    CODE: ("",),
    "☐": ("[]",),
    "☑": ("[x]", "[X]"),
}
# Signs that are only told of where they stand on the page as typed.
_RAW = frozenset({"^", "~", "~~"})
# So many steps are enough for any passage that somebody typed.
_MOST_STEPS = 100_000


class _Sign(NamedTuple):
    """A character of a source: where it stands, and what it may be on the page."""

    place: int
    ways: tuple[str, ...]


class Source:
    """The tokens of a text, in order, and the signs between them that belong to constructs."""

    def __init__(self, written: str, pieces: Sequence[Piece], marks: Sequence[Mark]) -> None:
        self._written = written
        self._pieces = pieces
        self._text = fold("".join(words for _, words in pieces))
        # Folding takes one character away, which no piece is made of: see ``fold``.
        self._starts = list(accumulate((len(fold(words)) for _, words in pieces), initial=0))
        found = list(TOKEN.finditer(self._text))
        self.tokens = [match[0] for match in found]
        self._spans = [match.span() for match in found]
        self._marks = sorted(marks, key=lambda mark: mark.place)
        self._at = [mark.place for mark in self._marks]

    def _place(self, character: int) -> int:
        """Return the place in the file of a character of the text."""
        piece = bisect_right(self._starts, character) - 1
        if piece >= len(self._pieces):
            return len(self._written)
        return self._pieces[piece][0] + character - self._starts[piece]

    def place(self, token: int) -> int:
        """Return the place of a token in the file; the end of the last one, of those after it."""
        if token < len(self._spans):
            return self._place(self._spans[token][0])
        return self._place(self._spans[-1][1] - 1) + 1 if self._spans else 0

    def typed(self, start: int, end: int) -> str:
        """Return some tokens as they were typed, with the signs between."""
        if start >= end:
            return ""
        return self._written[self.place(start) : self._place(self._spans[end - 1][1] - 1) + 1]

    def line(self, token: int) -> str:
        """Return the line of the file on which a token stands."""
        place = self.place(token)
        return self._written[self._written.rfind("\n", 0, place) + 1 :].partition("\n")[0]

    def after(self, mark: Mark) -> str:
        """Return the beginning of what follows a sign."""
        end = mark.place + len(mark.typed)
        return self._written[end : end + 20]

    def marks(self, start: int, end: int) -> list[Mark]:
        """Return the signs that may go, from the token before some others to the one after."""
        first = self._place(self._spans[start - 1][1] - 1) if start else 0
        last = self.place(end) if end < len(self._spans) else len(self._written)
        return self._marks[bisect_left(self._at, first) : bisect_right(self._at, last)]

    def printed(self, found: Difference, body: Sequence[str]) -> list[Mark] | None:
        """Return the signs that stand on the page as typed, ``None`` if more than that differs."""
        shown = "".join(body[found.at : found.to])
        bounds = set(accumulate(map(len, body[found.at : found.to]), initial=0))
        items = list(self._items(found))
        if len(items) * (len(shown) + 1) > _MOST_STEPS:
            return None
        # From each place of what is shown: the first way to come there, as the marks it took.
        ways: dict[int, tuple[Mark, ...]] = {0: ()}
        for item in items:
            reached: dict[int, tuple[Mark, ...]] = {}
            for place, taken in ways.items():
                if isinstance(item, bool):
                    if (place in bounds) is item:
                        reached.setdefault(place, taken)
                elif isinstance(item, Mark):
                    reached.setdefault(place, taken)
                    typed = "".join(TOKEN.findall(fold(item.typed)))
                    if typed and shown.startswith(typed, place):
                        reached.setdefault(place + len(typed), (*taken, item))
                else:
                    for word in item.ways:
                        if shown.startswith(word, place):
                            raw = word in _RAW and word != item.ways[0]
                            marks = (*taken, Mark(item.place, word, "raised")) if raw else taken
                            reached.setdefault(place + len(word), marks)
            ways = reached
        way = ways.get(len(shown))
        return None if way is None else list(way)

    def _items(self, found: Difference) -> Iterator[Mark | bool | _Sign]:
        """Yield the characters of some tokens, as what each may be, and the signs between them.

        Between two characters: whether a token ends there, ``True``, or must not.
        """
        marks = self.marks(found.start, found.end)
        for token in range(found.start, found.end):
            start, end = self._spans[token]
            for character in range(start, end):
                place, parted = self._place(character), False
                while marks and marks[0].place <= place:
                    parted = True
                    yield marks.pop(0)
                if not parted and (character > start or token > found.start):
                    yield character == start
                sign = self._text[character]
                number = sign == "." and self._written[place : place + 1] == ")"
                yield _Sign(place, (sign, ")") if number else (sign, *_AS_TYPED.get(sign, ())))
        yield from marks
