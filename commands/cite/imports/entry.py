"""One record of an exported file: its fields while it is read, then what was made of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from commands.cite.status import Fact
from plugins.shared.problems import N_, WARNING, Phrase, Problem
from plugins.sources.csl import Item

_NOT_KEPT = N_("“{record}”: “{name}” is not understood: it was left out.")
_CHECK = N_("If readers need it, add it to content/sources/sources.json.")
_MISREAD = N_("“{record}”: the value of “{name}” is not wholly understood.")
_COMPARE = N_("Compare the reference that was added with your reference manager.")
_NO_RECORD = N_("this line belongs to no reference.")
_NOTHING = N_("If it is a part of one, export the file again.")
_LONGEST = 160


@dataclass(frozen=True)
class Field:
    """One field as it stands in the file: ``line`` counts from 1, 0 where lines mean nothing."""

    name: str
    value: str
    line: int = 0


@dataclass
class Imported:
    """What became of one record: ``item`` is empty when it could not be read.

    ``problems`` says what was not understood in it; ``facts``, what the file says became of it.
    """

    item: Item = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)


@dataclass
class Export:
    """What a file holds: every record, in order, and what is wrong with the file as a whole."""

    records: list[Imported] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Entry:
    """The fields of one record. Each is taken by whoever reads it: what nobody took is told."""

    def __init__(self, fields: Iterable[Field], line: int = 0, record: str = "") -> None:
        self.fields = list(fields)
        self.line = line
        self.record = record
        self.problems: list[Problem] = []
        self._taken: set[str] = set()

    def all(self, *names: str) -> list[str]:
        """Return the values of some fields that are not empty, in the order of ``names``."""
        self._taken.update(names)
        return [f.value for name in names for f in self.fields if f.name == name and f.value]

    def first(self, *names: str) -> str:
        """Return the first value of the first of some fields that has one."""
        return next(iter(self.all(*names)), "")

    def in_order(self, *names: str) -> list[Field]:
        """Return the fields of some names that are not empty, in the order of the file."""
        self._taken.update(names)
        return [f for f in self.fields if f.name in names and f.value]

    def doubt(self, name: str, value: str) -> None:
        """Note that a value was not understood, or not all of it."""
        found = next((f for f in self.fields if f.name == name and f.value == value), None)
        line = found.line if found else self.line
        self.note(_MISREAD, _COMPARE, quote=value, line=line, name=name)

    def note(self, what: Phrase, fix: Phrase, *, quote: str, line: int = 0, name: str = "") -> None:
        """Note something that the doctor should know of this record."""
        values = {"record": self.record, "name": name}
        self.problems.append(
            Problem(what, fix, values, quote=_short(quote), line=line or self.line, level=WARNING)
        )

    def tell_the_rest(self, ignored: Iterable[str]) -> None:
        """Note the fields that nobody took, but for those that are left out on purpose."""
        known = self._taken.union(ignored)
        for left in self.fields:
            if left.name not in known and left.value:
                self.note(_NOT_KEPT, _CHECK, quote=left.value, line=left.line, name=left.name)


def unread(what: Phrase, fix: Phrase, quote: str, line: int = 0, **values: object) -> Imported:
    """Return a record that could not be read."""
    return Imported(problems=[Problem(what, fix, values, quote=_short(quote), line=line)])


def belong_to_none(stray: Iterable[Field]) -> list[Problem]:
    """Return a problem for each line of a file that is in no record."""
    return [
        Problem(_NO_RECORD, _NOTHING, quote=_short(line.value), line=line.line, level=WARNING)
        for line in stray
    ]


def _short(quote: str) -> str:
    """Return what is quoted, on one line, not too long."""
    line = re.sub(r"\s+", " ", quote).strip()
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
