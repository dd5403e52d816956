"""Find the line of a file on which some words stand: the only place that looks for one."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property, lru_cache
from html import unescape
from itertools import accumulate

# In characters: what of a line, and of a sentence, is shown back.
_LINE, _SENTENCE = 200, 160
# In words: enough to find a sentence again, however it was typeset and wherever its lines break.
_BEGINNING = 6
# In characters: shorter words stand on many lines by chance.
TELLING = 8
_END = re.compile(r"\r\n|\r|\n")
# What Markdown may put inside of a word: 1^er^, H~2~O, **e**tc.
_MARKS = re.compile(r"[*_^~`\\]")
_WORD = re.compile(r"[^\W_]+")


class Lines:
    """The lines of a text, in which words are looked for: each search returns a quote and a line.

    The quote is the whole line, ready for a problem, and empty with 0 where nothing is found.
    """

    def __init__(self, text: str, first: int = 1, *, longest: int | None = _LINE) -> None:
        """Take a text whose first line is ``first`` of its file; quotes are cut at ``longest``."""
        self._lines = _END.split(text)
        self._first = first
        self._longest = longest

    def typed(self, words: str, within: str = "") -> tuple[str, int]:
        """Find what was typed to the letter, as words rather than inside of one.

        ``within``: the field of a header, or of a TOML file, in which it is looked for first.
        """
        as_words = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        lines = enumerate(self._lines if words else ())
        held = [n for n, line in lines if words in line or words in unescape(line)]
        begins = self._begins(within) if within else 0
        below = [n for n in held if n >= begins] or held
        whole = (n for n in below if as_words.search(self._lines[n]))
        return self._at(next(whole, below[0] if below else None))

    def _begins(self, name: str) -> int:
        """Return the index of the line where a field of the header begins; 0 without one."""
        field = re.compile(rf"\s*{re.escape(name)}\s*[:=]", re.IGNORECASE)
        return next((n for n, line in enumerate(self._lines) if field.match(line)), 0)

    def matching(self, pattern: re.Pattern[str]) -> tuple[str, int]:
        """Find the first line that holds a pattern."""
        return self._at(
            next((n for n, line in enumerate(self._lines) if pattern.search(line)), None)
        )

    def printed(self, passage: str) -> tuple[str, int]:
        """Find a passage of the page: a line of its own, else the line where it begins.

        Typography, accents, capitals and Markdown's marks do not count.
        """
        words = _folded(passage)
        if not words:
            return self.typed(passage)
        if words in self._folded:
            return self._at(self._folded.index(words))
        beginning = " ".join(words.split()[:_BEGINNING])
        start = f" {' '.join(self._folded)} ".find(f" {beginning} ")
        return (
            self._at(bisect_right(self._starts, start) - 1) if start >= 0 else self.typed(passage)
        )

    def passage(self, words: str, within: str = "") -> tuple[str, int]:
        """Find what was typed to the letter, else some words whose typography changed since."""
        found = self.typed(words, within)
        if found[1] or "<" in words or len(words) < TELLING or len(words.split()) == 1:
            return found
        return self.printed(words)

    def _at(self, index: int | None) -> tuple[str, int]:
        if index is None:
            return "", 0
        return self._lines[index].strip()[: self._longest], index + self._first

    @cached_property
    def _folded(self) -> list[str]:
        return [_folded(unescape(line)) for line in self._lines]

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins, once all are one after the other with a space between."""
        return [0, *accumulate(len(line) + 1 for line in self._folded)][:-1]


@lru_cache(maxsize=4)
def lines_of(text: str) -> Lines:
    """Return the lines of an article: every step that looks for one folds them once."""
    return Lines(text)


def place(text: str, index: int) -> tuple[str, int]:
    """Return the line where an index of a text stands, as a quote and a number from 1."""
    line = text.count("\n", 0, index) + 1
    return quoted(text.split("\n")[line - 1]), line


def quoted(line: str) -> str:
    """Return a line of a file as a problem quotes it: its beginning, where it is long."""
    return line.strip()[:_LINE]


def shortened(sentence: str) -> str:
    """Return a sentence as it is shown back, cut where it is long."""
    cut = len(sentence) > _SENTENCE
    return f"{sentence[:_SENTENCE].rstrip()}…" if cut else sentence


def unaccented(text: str) -> str:
    """Return a text without accents."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _folded(text: str) -> str:
    """Return the words of a text as they are compared, with one space between."""
    return " ".join(_WORD.findall(unaccented(_MARKS.sub("", text)).casefold()))
