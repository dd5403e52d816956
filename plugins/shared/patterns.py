r"""Look for words in sentences by patterns that stand in a TOML file, a language each.

A file holds, for each language, ``words``, parts of patterns that are written ``<name>`` in others,
and a list of rules::

    [fr.words]
    who = "médecins?|cliniques?"
    [[fr.rule]]
    kind = "praise"                  what it tells of
    letters = "meilleur"             ``a|b``: without one of these, each the beginning of a word,
                                     the pattern is not even tried
    find = '''(?:les?|la) meilleure?s? <who>\b'''
    unless = '''\b(?:pas|aucune?)\b'''    before the words, in their sentence: they are harmless
    never = '''\bimaginons\b'''           anywhere in the sentence: likewise
    needs = '''\bhier\b'''                anywhere in the sentence: without it, they are harmless
    illness = true                   an illness of the vocabulary follows in the sentence
    quoted = true                    also looked for in what somebody else says
    cased = true                     looked for in a sentence as it is written, capitals and all

Patterns see small letters, plain spaces and ’; letters are always small. They begin at the
border of a word, which is not
written: searching for it makes a search ten times longer. Pure.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from .quotes import unaccented

_PART = re.compile(r"<([a-z_]+)>")
_NAME = re.compile(r"\w+")
# How many letters of a word tell it from most others.
_KEY = 4
_IN_QUOTES = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
# Stands between two blocks of a text: no text holds it.
BORDER = "\x02"


@dataclass(frozen=True)
class Pattern:
    """One rule of a file, ready to be looked for: see the head of this module.

    Its patterns are compiled where its letters are met: to compile all takes longer than a text.
    """

    kind: str
    letters: tuple[str, ...]
    find: str
    unless: str = ""
    never: str = ""
    needs: str = ""
    illness: bool = False
    quoted: bool = False
    cased: bool = False

    def is_in(self, sentence: str, illnesses: Collection[str] = ()) -> bool:
        """Tell whether a sentence, folded unless the pattern is cased, says what is looked for.

        ``illnesses``: the names of the vocabulary, of one word, without accent or plural.
        """
        text = sentence if self.quoted else _IN_QUOTES.sub("", sentence)
        found = next(self._starts(text), None)
        if found is None or (self.never and _compiled(self.never).search(text)):
            return False
        if self.needs and not _compiled(self.needs).search(text):
            return False
        # Each is looked for once, however often the words are there.
        excused = _compiled(self.unless).search(text) if self.unless else None
        latest = excused.end() - 1 if excused else len(text)
        if self.illness:
            latest = min(latest, _last_illness(text, illnesses))
        return found <= latest

    def _starts(self, text: str) -> Iterator[int]:
        """Yield where the words begin, at the border of a word."""
        for match in _compiled(self.find).finditer(text):
            start = match.start()
            if not (start and text[start - 1].isalnum() and text[start].isalnum()):
                yield start


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class Passages:
    """A text whose blocks are parted by ``BORDER``, in which letters are looked for all at once."""

    def __init__(self, text: str) -> None:
        """Fold a text, and note where its blocks begin, and how its words do."""
        self._whole = flat(text)
        self.folded = self._whole.split(BORDER)
        self._starts = [0, *accumulate(len(block) + 1 for block in self.folded)]
        self._beginnings = {word[:_KEY] for word in set(_NAME.findall(self._whole))}

    def holding(self, letters: Iterable[str]) -> set[int]:
        """Return the numbers of the blocks that hold any of some letters, in small letters."""
        held: set[int] = set()
        for one in letters:
            # Most are not there: their first word would begin as no word of the text does.
            if (key := _key(one)) and key not in self._beginnings:
                continue
            at = self._whole.find(one)
            while at >= 0:
                block = bisect_right(self._starts, at) - 1
                held.add(block)
                at = self._whole.find(one, self._starts[block + 1])
        return held

    def suspected(self, patterns: Iterable[Pattern]) -> dict[int, list[Pattern]]:
        """Return, by the number of a block, the patterns whose letters it holds."""
        found: dict[int, list[Pattern]] = {}
        for pattern in patterns:
            for block in self.holding(pattern.letters):
                found.setdefault(block, []).append(pattern)
        return found


# A text is looked at for its style, then for what may harm.
@lru_cache(maxsize=4)
def passages_of(text: str) -> Passages:
    """Return the passages of a text."""
    return Passages(text)


@cache
def _key(letters: str) -> str:
    """Return how the first word of some letters begins; nothing where a figure or sign does."""
    word = _NAME.match(letters.lstrip())
    return word[0][:_KEY] if word and not word[0][0].isdigit() else ""


def flat(text: str) -> str:
    """Return a text as patterns see it, each character where it was."""
    for space in ("\n", "\t", "\u00a0", "\u202f"):
        text = text.replace(space, " ")
    text = text.replace("'", "’")
    small = text.lower()
    if len(small) == len(text):
        return small
    # “İ” becomes two characters.
    return "".join(letter.lower()[0] for letter in text)


def names_illness(text: str, illnesses: Collection[str]) -> bool:
    """Tell whether a text holds the name of an illness, in one word."""
    return any(_as_compared(word) in illnesses for word in _NAME.findall(text))


def _last_illness(text: str, illnesses: Collection[str]) -> int:
    """Return where the last name of an illness begins in a text; -1 without one."""
    named = (m.start() for m in _NAME.finditer(text) if _as_compared(m[0]) in illnesses)
    return max(named, default=-1)


@cache
def _as_compared(word: str) -> str:
    plain = unaccented(word.replace("œ", "oe").replace("æ", "ae"))
    return plain[:-1] if len(plain) > 3 and plain[-1] in "sx" else plain  # noqa: PLR2004


@cache
def load_patterns(file: Path, language: str) -> tuple[Pattern, ...]:
    """Return the rules of a file for a language; those for French where it has none of its own."""
    data = tomllib.loads(file.read_text("utf-8"))
    part: dict[str, Any] = data.get(language, data["fr"])
    words: dict[str, str] = {}
    for name, written in part.get("words", {}).items():
        words[name] = _whole(written, words)
    return tuple(_read(part["rule"], words))


def _read(rules: Iterable[dict[str, Any]], words: dict[str, str]) -> Iterator[Pattern]:
    for rule in rules:
        given: dict[str, Any] = {
            name: _whole(rule[name], words)
            for name in ("find", "unless", "never", "needs")
            if name in rule
        }
        given |= {name: True for name in ("illness", "quoted", "cased") if rule.get(name)}
        yield Pattern(rule["kind"], tuple(rule["letters"].split("|")), **given)


def _whole(written: str, words: dict[str, str]) -> str:
    """Return a pattern with its parts put in."""
    return _PART.sub(lambda part: f"(?:{words[part[1]]})", written.replace("\n", ""))
