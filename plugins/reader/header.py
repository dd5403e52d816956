"""Find where a header begins and ends, and part it into its fields, line by line.

A header is YAML between two lines of ``---``, Pelican's plain ``Key: value`` lines up to the first
empty one, or, refused, what other programs write: TOML between ``+++``, a fence of other dashes. A
line that belongs to no field is told where it stands, and what follows it is read all the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from plugins.shared.fields import FIELDS, in_english
from plugins.shared.problems import ERROR, N_, WARNING, Problem
from plugins.shared.quotes import quoted
from plugins.shared.unseen import MARGIN

FENCE = "---"
_TOML = "+++"
_ENDS = (FENCE, "...")

# The name may be quoted, as other programs export it, and stand before a French space.
_FIELD = re.compile(
    r"""(?P<quote>["']?)(?P<name>[^\W\d][\w-]*)(?P=quote)[ \t\u00a0\u202f]*:"""
    r"""(?P<space>[ \t\u00a0\u202f]*)(?P<value>.*)$"""
)
_TOML_FIELD = re.compile(r"(?P<name>[A-Za-z]\w*)[ \t]*=[ \t]*(?P<value>.*)$")
_MARGIN = re.compile(rf"[{MARGIN}]*")
# Three dashes that an editor made one of, or put a backslash before, or that were not three.
_RULE = re.compile(r"(?:\\?[-\u2010-\u2015\u2212_*=~]){2,}|[\u2012-\u2015]|(?:[-*_] ){2,}[-*_]")
_BLOCK = re.compile(r"[|>][-+\d]{0,2}(?:[ \t]+#.*)?$")
_CLOSERS = {"[": "]", "{": "}", '"': '"', "'": "'"}

_WRAPPED = N_("this line of the header begins with no “name:”. Is it the end of the line before?")
_NOT_CLOSED = N_("the header is not closed before this line.")
_JOIN = N_(
    "If it is, put it at the end of that line. If the text begins here, close the header above "
    "it with a line ---."
)
_JOIN_PLAIN = N_(
    "If it is, put it at the end of that line. If the text begins here, leave an empty line "
    "above it."
)


@dataclass
class Chunk:
    """The lines of one field: its name, what stands after the colon, the lines that continue it.

    ``index`` counts the lines of the file from 0; ``more`` keeps each as it was typed, with its
    own index.
    """

    name: str
    value: str
    index: int
    written: str
    more: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_sentence(self) -> bool:
        """Tell whether the value is one text, rather than a list, a date or a choice."""
        known = FIELDS.get(in_english(self.name))
        return known is not None and known.type == "text"

    @property
    def is_block(self) -> bool:
        """Tell whether the value is the lines below, set back: ``summary: |``."""
        return bool(_BLOCK.match(self.value))

    @property
    def is_open(self) -> bool:
        """Tell whether a bracket or a quote that the value begins with is not closed yet."""
        closer = _CLOSERS.get(self.value[:1])
        last = self.more[-1][1].rstrip() if self.more else self.value[1:]
        return closer is not None and not last.endswith(closer)


@dataclass
class Header:
    """The fields of a header in order, the index of the line below it, what is wrong with it."""

    body: int
    chunks: list[Chunk] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def find_header(lines: Sequence[str]) -> Header | None:
    """Return the header of a file, given by its lines; ``None`` without one."""
    first = next((n for n, line in enumerate(lines) if _seen(line)), None)
    if first is None:
        return None
    opening = _seen(lines[first])
    if opening in (FENCE, _TOML):
        return _Fenced(lines, first, opening).read()
    following = next((line for line in lines[first + 1 :] if _seen(line)), "")
    if _RULE.fullmatch(opening) and _as_field(_set_left(following)):
        header = _Fenced(lines, first, FENCE).read()
        header.problems.insert(
            0,
            _problem(
                N_("the header does not begin with three hyphens."),
                N_("Write --- on this line, and on the line below the header."),
                lines,
                first,
            ),
        )
        return header
    return _Plain(lines, first).read() if _as_field(opening) else None


def as_known_field(line: str) -> tuple[str, str] | None:
    """Return the English name and the value of a line that is a field we know, else ``None``."""
    match = _FIELD.match(line)
    name = in_english(match["name"].lower()) if match else ""
    return (name, match["value"].strip()) if match and name in FIELDS else None


def _as_field(line: str) -> re.Match[str] | None:
    """Return the parts of a line that is a field. Without a space, the name has to be known."""
    match = _FIELD.match(line)
    spaced = match and (match["space"] or not match["value"])
    return match if spaced or as_known_field(line) else None


def _seen(line: str) -> str:
    """Return a line without what nobody sees at both ends."""
    start = _MARGIN.match(line)
    end = _MARGIN.match(line[::-1])
    return line[start.end() if start else 0 : len(line) - (end.end() if end else 0)]


def _set_left(line: str) -> str:
    match = _MARGIN.match(line)
    return line[match.end() if match else 0 :]


def _problem(what: str, fix: str, lines: Sequence[str], index: int, level: str = ERROR) -> Problem:
    return Problem(what, fix, {}, quoted(lines[index]), index + 1, level)


class _Reading:
    """The lines of a header while they are read, one after the other."""

    def __init__(self, lines: Sequence[str], first: int) -> None:
        self.lines = lines
        self.first = first
        self.chunks: list[Chunk] = []
        self.problems: list[Problem] = []
        self._told = -1

    def take(self, index: int, *, indent: str = "") -> bool:
        """Take one line; return False where it belongs to no field."""
        line = self.lines[index].removeprefix(indent)
        chunk = self.chunks[-1] if self.chunks else None
        known = as_known_field(_set_left(line))
        if chunk and chunk.is_block and (line[:1] in " \t" or not line.strip()):
            chunk.more.append((index, line))
        elif not line.strip() or (chunk and chunk.is_open and not known):
            if chunk:
                chunk.more.append((index, line))
        elif known and _set_left(line) != line:
            self._begin(index, _set_left(line))
            self.tell(
                N_("this line of the header is set back: it would belong to the line before."),
                N_("Take out what stands before its first letter."),
                index,
            )
        elif chunk and (line[:1] in " \t" or (not chunk.value and line.startswith("- "))):
            chunk.more.append((index, line))
        elif _as_field(line):
            self._begin(index, line)
        else:
            return False
        return True

    def _begin(self, index: int, line: str) -> None:
        match = _FIELD.match(line)
        if match:
            written = self.lines[index].strip()
            self.chunks.append(Chunk(match["name"].lower(), match["value"].strip(), index, written))

    def tell_wrapped(self, index: int, fix: str) -> None:
        """Tell a line that belongs to no field, once for several that follow one another."""
        if self._told != index - 1:
            self.tell(_WRAPPED, fix, index)
        self._told = index
        # Of a sentence it is the end; of a list it would make another word.
        if self.chunks and self.chunks[-1].is_sentence and not self.chunks[-1].is_block:
            self.chunks[-1].more.append((index, f" {self.lines[index]}"))

    def tell(self, what: str, fix: str, index: int, level: str = ERROR) -> None:
        """Note what is wrong with a line."""
        self.problems.append(_problem(what, fix, self.lines, index, level))

    @cached_property
    def _known(self) -> list[int]:
        """Where a field that we know stands."""
        return [n for n, line in enumerate(self.lines) if as_known_field(line)]

    @cached_property
    def blanks(self) -> list[int]:
        """Where the lines are that hold nothing."""
        return [n for n, line in enumerate(self.lines) if not line.strip()]

    def has_field(self, begin: int, end: int) -> bool:
        """Tell whether a field that we know stands on one of some lines."""
        return bisect_left(self._known, begin) < bisect_left(self._known, end)

    def next_blank(self, begin: int, end: int) -> int:
        """Return the first of some lines that holds nothing, ``end`` without one."""
        place = bisect_left(self.blanks, begin)
        return min(end, self.blanks[place]) if place < len(self.blanks) else end

    def ending(self, body: int) -> Header:
        """Return the header that ends above a line."""
        return Header(body, self.chunks, self.problems)


class _Plain(_Reading):
    """A header of plain lines, up to the first empty one."""

    def read(self) -> Header:
        lines, top = self.lines, self.lines[self.first]
        indent = top[: len(top) - len(_set_left(top))]
        end = self.next_blank(self.first, len(lines))
        for index in range(self.first, end):
            if _seen(lines[index]) == FENCE:
                return self.ending(index + 1)
            if self.take(index, indent=indent):
                continue
            self.tell_wrapped(index, _JOIN_PLAIN)
            if not self.has_field(index + 1, end):
                # It may be the text as well.
                self.chunks[-1].more = [(n, line) for n, line in self.chunks[-1].more if n < index]
                return self.ending(index)
        return self.ending(min(end + 1, len(lines)))


class _Fenced(_Reading):
    """A header between two lines of ``---``, or, refused, of ``+++``."""

    def __init__(self, lines: Sequence[str], first: int, fence: str) -> None:
        super().__init__(lines, first)
        self.is_toml = fence == _TOML
        ends = (_TOML,) if self.is_toml else _ENDS
        later = range(first + 1, len(lines))
        self.end = next((n for n in later if lines[n].startswith(ends) and self._ends(n)), None)

    def _ends(self, index: int) -> bool:
        return _seen(self.lines[index]) in (*_ENDS, _TOML)

    def read(self) -> Header:
        if self.is_toml:
            return self._read_toml()
        lines, begin = self.lines, self.first + 1
        last = len(lines) if self.end is None else self.end
        top = next((lines[n] for n in range(begin, last) if lines[n].strip()), "")
        indent = top[: len(top) - len(top.lstrip(" \t"))]
        for index in range(begin, last):
            line = lines[index].removeprefix(indent)
            if self.chunks and _RULE.fullmatch(line.strip()) and not self.chunks[-1].is_block:
                self.tell(
                    N_("the header does not end with three hyphens."),
                    N_("Write --- on this line, and nothing else."),
                    index,
                )
                return self.ending(index + 1)
            if self.take(index, indent=indent):
                continue
            if line.startswith("#") and (self.end is not None or not self._is_text(index, last)):
                self.tell(
                    N_("this line of the header begins with #: it is a note that nobody reads."),
                    N_("If it belongs to the line before, put it at the end of that line."),
                    index,
                    WARNING,
                )
            elif self._is_text(index, last):
                return self._not_closed(index)
            else:
                self.tell_wrapped(index, _JOIN)
                if not self.chunks and not self.has_field(index + 1, last):
                    return self.ending(index if self.end is None else last + 1)
        if self.end is None:
            return self._not_closed(None)
        return self.ending(last + 1)

    def _is_text(self, index: int, last: int) -> bool:
        """Tell whether a line that belongs to no field is the text: the header was not closed."""
        if not self.chunks:
            return False
        blank = self.next_blank(index, last)
        if self.end is None:
            return not self.has_field(index + 1, blank)
        gap = not self.lines[index - 1].strip() or blank < last
        return gap and not self.has_field(index + 1, last)

    def _not_closed(self, text: int | None) -> Header:
        """Return a header that the text, from a line on, or the end of the file cuts short."""
        lines = self.lines
        told = text
        if text is None:
            told = max(n for n in range(self.first, len(lines)) if lines[n].strip())
            text = told + 1
        else:
            while not lines[text - 1].strip() or lines[text - 1].startswith("#"):
                text -= 1
            self.problems = [p for p in self.problems if p.line <= text]
        if self.chunks:
            self.chunks[-1].more = [(n, line) for n, line in self.chunks[-1].more if n < text]
        self.tell(_NOT_CLOSED, N_("Write a line --- where the header ends."), told or 0)
        return self.ending(text)

    def _read_toml(self) -> Header:
        lines = self.lines
        last = self.next_blank(self.first, len(lines)) if self.end is None else self.end
        for index in range(self.first + 1, last):
            match = _TOML_FIELD.match(lines[index])
            if match:
                written = lines[index].strip()
                self.chunks.append(Chunk(match["name"].lower(), match["value"], index, written))
            elif self.chunks and self.chunks[-1].is_open:
                self.chunks[-1].more.append((index, lines[index]))
        self.tell(
            N_("this header is written as another program wants it, with +++ and =."),
            N_("Write --- in place of +++, and “name: value” in place of “name = value”."),
            self.first,
        )
        return self.ending(last if self.end is None else last + 1)
