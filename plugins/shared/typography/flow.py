"""Lay the texts of a page end to end, so that a rule sees what stands beyond a tag.

``**5** mg`` is a number and its unit, whatever tags stand between them. In a flow, the tags inside
of a sentence take no room; those that end one are a :data:`BORDER`; code, an address, a passage in
another language or a picture is one :data:`OPAQUE` sign, which no rule may take for words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from .markup import open_texts, split_markup

BORDER = "\x01"
OPAQUE = "\x02"

# HTML, “Phrasing content”: all others end a sentence.
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i img input ins kbd label map mark math q "
    "ruby s samp small span strong strike sub sup svg time tt u var wbr".split()
)
# An empty element that stands for something, that of a call among them.
_STANDS_FOR = re.compile(r"<(?:img|input|data)\b|<[a-z]+ [^>]*data-calls=")
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
# An address is read whole, but for the punctuation that ends its sentence; in one way only, so
# that it costs no more than its length.
_ADDRESS = re.compile(
    r"((?:\b[a-zA-Z][a-zA-Z0-9+.-]{0,15}://|\bwww\.|(?<![\w.,/…])10\.[0-9]{4,9}/)"
    r"[^\s<>\"«»“”′″]*[^\s<>\"«»“”′″.,;:!?…)'’\]]"
    r"|(?<![\w.+-])(?:[oO]')?[\w.+-]++@[\w-]++(?:\.[\w-]++)+)"
)
_MAY_BE_ADDRESS = ("://", "www.", "@", "10.")


class Flow:
    """A page whose texts can be changed; ``text`` is what of it a rule reads."""

    def __init__(self, html: str, closed: re.Pattern[str] | None = None) -> None:
        """Take the HTML of a page; what stands inside a tag that ``closed`` matches is opaque."""
        pieces = split_markup(html)
        opened = set(open_texts(pieces, closed))
        # Each piece of the page, and where it begins in the text; ``None`` for what is not kept
        # apart, since the text itself holds it.
        self._pieces: list[str | None] = []
        self._starts: list[int] = []
        shown: list[str] = []
        length = 0
        for kept, seen in _laid_out(pieces, opened):
            self._pieces.append(kept)
            self._starts.append(length)
            shown.append(seen)
            length += len(seen)
        self.text = "".join(shown)

    def sub(self, pattern: re.Pattern[str], replacement: str) -> None:
        """Put the same words in the place of each match, whatever their lengths."""
        self.edit(
            (match.start(), match.end(), replacement) for match in pattern.finditer(self.text)
        )

    def edit(self, edits: Iterable[tuple[int, int, str]]) -> None:
        """Put words in the place of others: begin, end, words; in order, and never overlapping.

        A tag at the begin of what is replaced stays before it, one at its end stays after it.
        """
        texts: list[str] = []
        place, moved, piece = 0, 0, 0
        starts, count = self._starts, len(self._starts)
        for begin, end, words in edits:
            while piece < count and starts[piece] <= begin:
                starts[piece] += moved
                piece += 1
            while piece < count and starts[piece] < end:
                starts[piece] = begin + moved + min(starts[piece] - begin, len(words))
                piece += 1
            texts += [self.text[place:begin], words]
            place = end
            moved += len(words) - (end - begin)
        if not texts:
            return
        for index in range(piece, count):
            starts[index] += moved
        self.text = "".join([*texts, self.text[place:]])

    def change(self, function: Callable[[str], str]) -> None:
        """Put what a function makes of each text between two tags in its place."""
        ends = [*self._starts, len(self.text)][1:]
        spans = zip(self._pieces, self._starts, ends, strict=True)
        texts = [(start, end) for piece, start, end in spans if piece is None]
        self.edit([(start, end, function(self.text[start:end])) for start, end in texts])

    def html(self) -> str:
        """Return the page as it is now."""
        ends = [*self._starts, len(self.text)][1:]
        return "".join(
            self.text[start:end] if piece is None else piece
            for piece, start, end in zip(self._pieces, self._starts, ends, strict=True)
        )


def _laid_out(pieces: list[str], opened: set[int]) -> Iterator[tuple[str | None, str]]:
    """Yield what is kept apart of each piece of a page, ``None`` for words, and what is seen."""
    for index, piece in enumerate(pieces):
        if index % 2:
            yield piece, _seen(piece)
        elif index not in opened:
            if piece:
                yield piece, OPAQUE
        elif any(mark in piece for mark in _MAY_BE_ADDRESS):
            for place, part in enumerate(_ADDRESS.split(piece)):
                yield (part, OPAQUE) if place % 2 else (None, part)
        else:
            yield None, piece


@lru_cache(maxsize=1024)
def _seen(tag: str) -> str:
    """Return what a rule sees of a tag or a comment."""
    match = _TAG_NAME.match(tag)
    if match and match[1].lower() not in _INLINE:
        return BORDER
    return OPAQUE if _STANDS_FOR.match(tag) else ""
