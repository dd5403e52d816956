"""A text as its reader reads it: without what typography adds or changes."""

from __future__ import annotations

from functools import lru_cache

# What typography adds or changes, and no reader reads.
TYPOGRAPHY = str.maketrans(
    {"’": "'", "\u2018": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "\u2060": None}
)


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    """Return a text without its spaces and with the plainest quotes: what a reader reads."""
    return "".join(text.translate(TYPOGRAPHY).split())
