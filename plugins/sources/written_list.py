"""The final list of an article: its references, by key, identifier and number.

Knows nothing of Pelican.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plugins.shared.problems import N_, Phrase, Problem

from .entries import status_as_written
from .final_list import Line
from .findable import CORRECT, NO_IDENTIFIER, misspelt, why_not
from .grammar import Call, parse_name, parse_names
from .identifiers import ISBN, URL, Identifier, is_year, read_identifier, what_else
from .library import Library, fold
from .messages import remark, unknown_line
from .status import Status
from .written import Written, automatic_key, naming, read_reference

# How many short names one remark gives.
_TOLD = 10
_SHORT_ISBN = 10


class WrittenList:
    """The lines of the list at the end of one article, then those of its header."""

    def __init__(self, library: Library, language: str, length: int = 0) -> None:
        """Start empty; ``length``: how many lines the file has, 0 where it is not known."""
        self.problems: list[Problem] = []
        # What was written by hand, by id: a library's, or the short name after an @.
        self.references: dict[str, Written] = {}
        self._library = library
        self._language = language
        self._length = length
        self._lines: dict[str, Line] = {}
        self._numbers: dict[int, list[str]] = {}
        self._names: dict[str, str] = {}
        self._given: set[str] = set()
        # What is called by something else than a short name, or not at all.
        self._unnamed: set[str] = set()
        self._words: dict[str, str] = {}

    @property
    def ids(self) -> list[str]:
        """The sources of the list, in its order."""
        return list(self._lines)

    def numbered(self, number: int) -> list[str]:
        """Return the sources of the line that has a number."""
        return self._numbers.get(number, [])

    def find(self, call: Call) -> str | None:
        """Return the id of the reference written by hand that a call names."""
        named = read_identifier(call.key, call.scheme)
        found = None if call.scheme else self._names.get(fold(call.key))
        return found or (self._names.get(named.name) if named else None)

    @property
    def highest(self) -> int:
        """The highest number of a line, 0 without any."""
        return max(self._numbers, default=0)

    def status(self, id_: str) -> Status:
        """Return what became of a reference written by hand."""
        return status_as_written(self._library, self.references[id_], id_, self._language)

    def place(self, id_: str) -> tuple[str, int]:
        """Return the words of the line that names a source, and its number in the file."""
        line = self._lines[id_]
        return line.words, self._line(line)

    def read(self, lines: Iterable[Line]) -> None:
        """Read every line: what it names, or what it says."""
        lines = list(lines)
        self._given = {fold(key) for line in lines if (key := parse_name(line.words)[0])}
        for line in lines:
            for id_ in self._read(line):
                self._lines.setdefault(id_, line)
                if line.number:
                    self._numbers.setdefault(line.number, []).append(id_)

    def _line(self, line: Line) -> int:
        return self._length + 1 - line.back if self._length and line.back else 0

    def _read(self, line: Line) -> list[str]:
        key, words = parse_name(line.words)
        if key and self._is_taken(key, line):
            key = ""
        calls = parse_names(words)
        ids = [id_ for call in calls if (id_ := self._named(call, key, line))]
        if not calls:
            ids = [self._written(words, key, line)]
        if key:
            self._names.update({fold(key): id_ for id_ in ids[:1]})
        return ids

    def _is_taken(self, key: str, line: Line) -> bool:
        """Tell whether a short name is that of something else, and say so."""
        if self._library.find(key):
            what = N_("“{key}” is the short name of a source of sources/sources.json.")
        elif fold(key) in self._names:
            what = N_("two lines of the list have the short name “{key}”.")
        else:
            return False
        fix = N_("Choose another short name for this line.")
        self.problems.append(Problem(what, fix, {"key": key}, line.words, self._line(line)))
        return True

    def _named(self, call: Call, key: str, line: Line) -> str | None:
        """Return the source that a line names without a word more."""
        id_ = self._library.find(call.key, call.scheme) or self.find(call)
        if id_ or not self._library.readable:
            return id_
        named = read_identifier(call.key, call.scheme)
        # Ten figures alone are an ISBN, and four a year, by chance too.
        short = named and named.kind == ISBN and len(named.value) == _SHORT_ISBN
        by_chance = not call.scheme and (is_year(call.key) or short)
        if named is None or by_chance or what_else(call.key):
            self.problems.append(unknown_line(call, line, self._line(line), self._library))
            return None
        fix = N_("Write who, what and when before it; or: python3 tasks.py cite --article FILE")
        what = (
            N_("this source is only an address: readers see neither its title nor its date.")
            if named.kind == URL
            else N_("this source is only a number: readers see neither its title nor its date.")
        )
        self.problems.append(remark(what, fix, line.words, self._line(line)))
        id_ = self._written(call.written, key, line, named)
        self._unnamed.add(id_)
        return id_

    def _written(self, words: str, key: str, line: Line, named: Identifier | None = None) -> str:
        """Return the id of a reference written by hand, and note what is wrong with it.

        ``named``: the publication whose number its words are, if they are no more.
        """
        if words in self._words:
            return self._words[words]
        written = read_reference(words, self._language)
        if named:
            written = naming(written, named)
        known = self._library.named(written.identifiers)
        if known and known in self.references:
            self._tell(
                line,
                N_("two lines of the list are the same publication: only the first is shown."),
                N_("Put what they say into one line."),
            )
            return known
        own = key or automatic_key(written.plain, self._is_known)
        id_ = known or f"@{own}"
        self._words[words] = id_
        self.references[id_] = replace(written, key=known or own)
        self._names.setdefault(fold(own), id_)
        for one in written.identifiers:
            self._names.setdefault(one.name, id_)
        if self._refuses(written, line):
            self._unnamed.add(id_)
        return id_

    def _is_known(self, key: str) -> bool:
        return bool(self._library.find(key)) or key in self._given or key in self._names

    def _refuses(self, written: Written, line: Line) -> bool:
        """Note what keeps a reference from being found, and tell whether anything does."""
        before = len(self.problems)
        reasons = why_not(written)
        wrong = misspelt(written.plain)
        if reasons:
            self._tell(line, *reasons)
        if wrong:
            self._tell(line, NO_IDENTIFIER, CORRECT, words=wrong)
        if written.astray:
            self._tell(
                line,
                N_("the link to “{address}” leads to no page."),
                N_("Write the address whole: https://…"),
                address=written.astray,
            )
        return len(self.problems) > before

    def _tell(self, line: Line, what: Phrase, fix: Phrase, **values: object) -> None:
        self.problems.append(Problem(what, fix, values, line.words, self._line(line)))

    def never_called(self, ids: Iterable[str]) -> list[Problem]:
        """Return a remark on the references that no call leads to, with their short names."""
        uncalled = [
            id_
            for id_ in ids
            if id_ in self.references
            and id_ not in self._library.items
            and id_ not in self._unnamed
            and fold(self.references[id_].key) not in self._given
        ]
        if not uncalled:
            return []
        calls = [f"[@{self.references[id_].key}]" for id_ in uncalled]
        names = ", ".join(calls[:_TOLD]) + ("…" if len(calls) > _TOLD else "")
        what = N_("no sentence leads to these references of the list.")
        fix = N_("To lead to them from the end of a sentence, write there: {names}.")
        return [remark(what, fix, *self.place(uncalled[0]), names=names)]
