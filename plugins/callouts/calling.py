"""The words that say to call, by language: what ``calling.toml`` holds, ready to be looked for."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from plugins.shared.quotes import unaccented

_WORDS = Path(__file__).with_name("calling.toml")
SPACES = r"[\s\u00a0\u202f]"
# The last day of a month: no greater number is read as one.
_LAST_DAY = 31


class Words(NamedTuple):
    """What a language writes around a number: see ``calling.toml``."""

    verbs: str
    close: str
    endings: str
    calls: re.Pattern[str]
    before: re.Pattern[str]
    dated: re.Pattern[str]
    counted: re.Pattern[str]
    answers: re.Pattern[str]

    def is_day(self, before: str, number: str, after: str) -> bool:
        """Tell whether figures count something, or are the day of a date: “avant le 15”."""
        if self.counted.match(after):
            return True
        figures = number.strip()
        day = figures.isdigit() and int(figures) <= _LAST_DAY
        return day and bool(self.dated.search(before))


@cache
def words() -> dict[str, Words]:
    """Return the words of each language."""
    found = tomllib.loads(_WORDS.read_text("utf-8"))
    return {language: _of_language(row) for language, row in found.items()}


@cache
def unaccented_words() -> dict[str, Words]:
    """Return them as a heading is read: without accents."""
    found = tomllib.loads(unaccented(_WORDS.read_text("utf-8")))
    return {language: _of_language(row) for language, row in found.items()}


def _of_language(row: dict[str, str]) -> Words:
    whole = dict(row)
    for name in ("verbs", "close", "months"):
        whole = {key: value.replace(f"<{name}>", row[name]) for key, value in whole.items()}
    return Words(
        whole["verbs"],
        whole["close"],
        whole["endings"],
        re.compile(rf"\b(?:{whole['calls']}){SPACES}*$", re.I),
        re.compile(whole["joins"], re.I),
        re.compile(rf"\b(?:{whole['dated']}){SPACES}*$", re.I),
        re.compile(rf"{SPACES}*(?:{whole['counted']})\b", re.I),
        re.compile(rf"{SPACES}+(?:{whole['answers']})\b", re.I),
    )
