"""Write words as they are compared. Knows nothing of Pelican.

``search.js`` does the same to what is typed; ``tests/plugins/search/test_search_page.py`` compares
both in a browser.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

_LANGUAGES = Path(__file__).with_name("languages.toml")
# Soft hyphens, word joiners and their like tell where a line may be broken, and nothing else.
_UNSEEN = re.compile("[\u00ad\u200b\u2060]")
_APOSTROPHE = re.compile("[\u2018\u2019\u02bc`\u00b4]")
_DASH = re.compile(r"[-\u2010-\u2015]")
# 3 11 4, 01.45.42.59.59 and 1 000 are numbers.
_PARTED = re.compile(r"(?<=\d)[ .](?=\d)")


@dataclass(frozen=True)
class Spelling:
    """What of a language's words is not compared: see ``languages.toml``."""

    elided: str = ""
    endings: str = ""
    ignored: str = ""

    @cached_property
    def _elision(self) -> re.Pattern[str]:
        return re.compile(rf"(^|[^\w'])(?:{_any_of(self.elided)})'(?=\w)")

    @cached_property
    def _ending(self) -> re.Pattern[str]:
        return re.compile(rf"'(?:{_any_of(self.endings)})(?!\w)")

    def fold(self, text: str) -> str:
        """Return words as they are compared; accents are left to Pagefind, which folds them."""
        text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text).lower())
        text = text.replace("œ", "oe").replace("æ", "ae")
        text = self._elision.sub(r"\1", _APOSTROPHE.sub("'", text))
        text = self._ending.sub("", text).replace("'", "")
        return _DASH.sub(" ", _PARTED.sub("", text))


def _any_of(words: str) -> str:
    """Return the pattern of any of some words; of none, what matches nothing."""
    return "|".join(words.split()) or r"(?!)"


@cache
def spelling(language: str) -> Spelling:
    """Return how words are compared in a language, as they are written in one that is not known."""
    languages = tomllib.loads(_LANGUAGES.read_text("utf-8"))
    found = languages.get(language, {})
    return Spelling(**{name: " ".join(words.split()) for name, words in found.items()})
