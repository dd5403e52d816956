"""The letters of what the kit draws itself: leaflets, pictures for sharing. See theme/fonts/."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parents[2] / "theme" / "fonts"
BOLD, REGULAR = _FOLDER / "serment-sans-bold.ttf", _FOLDER / "serment-sans-regular.ttf"
FONTS = (BOLD, REGULAR)
# What keeps words together or lets them break has no shape.
_UNSEEN = frozenset({0x2060, 0xAD})


def lacking(text: str) -> str:
    """Return the first sign of a text that the letters lack; nothing if none is."""
    known = _signs()
    return next((sign for sign in text if ord(sign) not in known and not sign.isspace()), "")


@cache
def _signs() -> frozenset[int]:
    """Return the code points that every weight of the letters has."""
    # Loaded by the builds that draw something, and no other.
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    return frozenset.intersection(*(frozenset(TTFont(f).getBestCmap()) for f in FONTS)) | _UNSEEN
