"""A text as its reader reads it: without what typography adds or changes."""

from __future__ import annotations

import re
from functools import lru_cache

# What typography adds or changes, and no reader reads.
TYPOGRAPHY = str.maketrans(
    {"’": "'", "\u2018": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "\u2060": None}
)
# What it makes of signs that are typed: “--”, “...”, 5' and 5".
_PLAIN = str.maketrans({"—": "-", "…": "...", "′": "'", "″": '"'})
_RUN = re.compile(r"-{2,}")


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    """Return a text without its spaces and with the plainest quotes: what a reader reads."""
    plain = _RUN.sub("-", text.translate(TYPOGRAPHY).translate(_PLAIN))
    return "".join(plain.split()).replace("etc...", "etc.")
