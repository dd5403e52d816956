"""Read the lines of a list into a tree of items. Pure: knows nothing of Markdown's parser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .signs import begins_a_value

# What sets words apart after a marker: a French keyboard often types a no-break space there.
_SPACE = "[ \u00a0\u202f\u2009]"
# A hyphen or a star marks a list wherever it begins a line; the others where they begin several.
STRONG = "-*+"
# Typed on a phone or a Mac; pasted from Word (its second level is an “o”, its third a square, and
# its own font shows private characters).
WEAK = "•·∙●○◦▪■‣\u2043➢–—\uf0b7\uf0a7\uf0d8\uf076"
# How deep Word means a bullet to stand, which it pastes without setting it back.
_WORD_LEVEL = {"o": 1, "○": 1, "◦": 1, "§": 2, "▪": 2, "■": 2, "\uf0a7": 2}
_MARKER = re.compile(
    rf"(?P<indent> *)(?:(?P<bullet>[{re.escape(STRONG + WEAK)}]|[o§](?=  ))"
    rf"|(?P<number>0|[1-9]\d{{0,3}})(?P<end>[.)])|(?P<letter>[a-zA-Z])\))"
    rf"(?:{_SPACE}+(?P<words>\S.*)|{_SPACE}*$)"
)
# “-fever” over “-cough”, without a space: a list too, where it begins several lines.
_TIGHT = re.compile(rf"(?P<indent> *)(?P<bullet>[-{WEAK}])(?P<words>[^\W\d_].*)")
_RULE = re.compile(r" {0,3}(?:(?:-[ ]*){3,}|(?:_[ ]*){3,}|(?:\*[ ]*){3,})$")
_HEADING = re.compile(r"#{1,6}[^#]")
# In columns: how far an item must be set back to stand inside of the one above it.
_STEP = 2
# Nobody reads a list that deep; the lines below it stay, one level up.
_DEEPEST = 20
# A line that begins with a number far from the one before is a sentence that was wrapped.
_FAR = 10


@dataclass(frozen=True)
class Marker:
    """What a line of a list begins with."""

    indent: int
    begins: int
    words: str
    number: int | None = None
    kind: str = "ul"
    weak: bool = False
    tight: bool = False
    sign: str = ""


@dataclass
class Item:
    """One item: its number, its blocks of text and the lists between them, in order."""

    indent: int
    begins: int
    number: int | None = None
    parts: list[str | List] = field(default_factory=list)

    def add(self, line: str, *, new_block: bool) -> None:
        """Add a line to the last block of text, or begin a block with it."""
        if new_block or not self.parts or isinstance(self.parts[-1], List):
            self.parts.append(line)
        else:
            self.parts[-1] += f"\n{line}"


@dataclass
class List:
    """A list: ``ul``, ``ol`` or, lettered, ``a`` or ``A``; loose where empty lines part it."""

    kind: str
    items: list[Item] = field(default_factory=list)
    loose: bool = False


def marker_of(line: str) -> Marker | None:
    """Return the marker that a line begins with, ``None`` for words."""
    match = _MARKER.match(line)
    if match is None:
        return _without_space(line)
    words = match["words"] or ""
    indent = len(match["indent"])
    begins = match.start("words") if words else match.end()
    bullet = match["bullet"]
    if bullet:
        if _RULE.match(line) or (bullet == "+" and begins_a_value(words)):
            return None
        indent += _STEP * _WORD_LEVEL.get(bullet, 0)
        return Marker(indent, begins, words, weak=bullet not in STRONG, sign=bullet)
    if not words:
        return None
    if match["number"]:
        return Marker(indent, begins, words, int(match["number"]), "ol", weak=match["end"] == ")")
    kind = "a" if match["letter"].islower() else "A"
    return Marker(indent, begins, words, ord(match["letter"].lower()) - ord("a") + 1, kind, True)


def _without_space(line: str) -> Marker | None:
    match = _TIGHT.match(line)
    if match is None:
        return None
    indent = len(match["indent"])
    return Marker(indent, indent + 1, match["words"], weak=True, tight=True, sign=match["bullet"])


def first_of_list(lines: Sequence[str], start: int, following: Sequence[str]) -> int | None:
    """Return the index of the line where a list begins, from ``start`` on; ``None`` without one.

    ``following``: the first lines of the blocks below, for a list whose items stand apart.
    """
    for index in range(start, len(lines)):
        marker = marker_of(lines[index])
        if marker and begins(marker, lines, index, alone=index == start, following=following):
            return index
    return None


def begins(
    marker: Marker,
    lines: Sequence[str],
    index: int,
    *,
    alone: bool,
    following: Sequence[str] = (),
) -> bool:
    """Tell whether a marker begins a list; ``alone``: no line of words stands right above it."""
    if marker.tight:
        # Two lines, one below the other: a dash in a sentence stands alone.
        below = marker_of(lines[index + 1]) if index + 1 < len(lines) else None
        return below is not None and below.kind == "ul"
    if marker.kind == "ul" and not marker.weak:
        return True
    if alone and marker.kind == "ol" and not marker.weak:
        return True
    after = _next(marker.kind, lines, index) or _next(marker.kind, following, -1)
    if marker.number is None:
        return after is not None
    counts = after is not None and after.number == marker.number + 1
    return counts and (alone or marker.number == 1)


def _next(kind: str, lines: Sequence[str], index: int) -> Marker | None:
    """Return the next marker of a kind below a line."""
    markers = (marker_of(lines[n]) for n in range(index + 1, len(lines)))
    return next((marker for marker in markers if marker and marker.kind == kind), None)


def is_minus(lines: Sequence[str], index: int, above: str | None) -> bool:
    """Tell whether a hyphen alone before a figure is a minus: “- 3 kg en un mois”.

    ``above``: the words of the paragraph before the block; ``None`` after anything else.
    """
    marker = marker_of(lines[index])
    if not marker or marker.sign not in "-–—" or not re.match(r"[\d.,½¼]", marker.words):
        return False
    if _next("ul", lines, index):
        return False
    before = lines[index - 1] if index else above
    return before is not None and not before.rstrip().endswith(":")


class Reader:
    """Reads a list line after line; what it does not take belongs to what follows the list."""

    def __init__(self, first: Marker, expected: int | None = None) -> None:
        """Begin with the marker of the first line.

        ``expected``: the number that goes on with the numbered list above this one: bullets below
        “1.” that are not set back end where “2.” begins.
        """
        self._expected = expected
        self.list = List(first.kind)
        self._open: list[tuple[List, Item]] = []
        self._append(self.list, first)

    def take(self, lines: Sequence[str], start: int, *, after_blank: bool) -> int:
        """Take lines from ``start`` on, and return the index of the first that is not taken.

        ``after_blank``: they stand below an empty line; else right below the line before.
        """
        for index in range(start, len(lines)):
            if not self._take(lines, index, after_blank=after_blank and index == start):
                return index
        return len(lines)

    def _take(self, lines: Sequence[str], index: int, *, after_blank: bool) -> bool:
        line = lines[index]
        marker = marker_of(line)
        if marker and self._take_item(marker, lines, index, after_blank=after_blank):
            return True
        indent = len(line) - len(line.lstrip(" "))
        if after_blank:
            if marker and indent < self._open[0][1].indent + _STEP:
                return False
            return self._take_set_back(line, indent)
        if (marker and self._ends_list(marker, lines, index)) or _ends(line):
            return False
        item = self._open[-1][1]
        item.add(line[min(indent, item.begins) :], new_block=False)
        return True

    def _take_set_back(self, line: str, indent: int) -> bool:
        """Take a paragraph below an empty line, where it is set back below an item."""
        open_ = list(self._open)
        while open_ and indent < open_[-1][1].indent + _STEP:
            open_.pop()
        if not open_:
            return False
        self._open = open_
        list_, item = open_[-1]
        list_.loose = True
        item.add(line[min(indent, item.begins) :], new_block=True)
        return True

    def _take_item(
        self, marker: Marker, lines: Sequence[str], index: int, *, after_blank: bool
    ) -> bool:
        """Take the line of a new item, where it belongs to this list."""
        open_ = list(self._open)
        while len(open_) > 1 and marker.indent < open_[-1][1].indent:
            open_.pop()
        list_, item = open_[-1]
        inside = marker.indent >= item.indent + _STEP and len(open_) < _DEEPEST
        if inside:
            if not begins(marker, lines, index, alone=after_blank):
                return False
            self._open = open_
            new = List(marker.kind)
            if after_blank:
                list_.loose = True
            item.parts.append(new)
            self._append(new, marker)
            return True
        if list_.kind != marker.kind:
            if len(open_) == 1 or not begins(marker, lines, index, alone=after_blank):
                return False
            self._open = open_[:-1]
            new = List(marker.kind)
            self._open[-1][1].parts.append(new)
            self._append(new, marker)
            return True
        if not after_blank and not _goes_on(marker, item):
            return False
        self._open = open_[:-1]
        list_.loose = list_.loose or after_blank
        self._append(list_, marker)
        return True

    def _ends_list(self, marker: Marker, lines: Sequence[str], index: int) -> bool:
        """Tell whether a marker of another kind begins a list after this one."""
        if marker.kind == self.list.kind:
            return False
        goes_on = marker.number is not None and marker.number == self._expected
        return goes_on or begins(marker, lines, index, alone=False)

    def _append(self, list_: List, marker: Marker) -> None:
        item = Item(marker.indent, marker.begins, marker.number)
        if marker.words:
            item.parts.append(marker.words)
        list_.items.append(item)
        self._open.append((list_, item))


def _ends(line: str) -> bool:
    """Tell whether a line that is not set back ends a list by itself: a heading, a rule."""
    return bool(_HEADING.match(line) or _RULE.match(line))


def _goes_on(marker: Marker, before: Item) -> bool:
    """Tell whether a numbered line right below an item is the next one, rather than a sentence."""
    return marker.number is None or abs(marker.number - (before.number or 0)) <= _FAR
