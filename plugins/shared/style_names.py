"""Short names of the theme's custom properties, for what readers load.

In the theme a colour or a size is named by its role, and each rule says that name again. In a
published sheet it is a letter or two, by its place in ``tokens.css``: a fifteenth of the sheet,
compressed. ``output`` gives the short names, the audit reads them back.
"""

from __future__ import annotations

import re
from string import ascii_letters

# Not the end of a class: ``.care--urgent``.
NAME = re.compile(r"(?<![\w-])--[A-Za-z][\w-]*")
_GIVEN = re.compile(rf"({NAME.pattern})\s*:")


def short_names(tokens: str) -> dict[str, str]:
    """Return the short name of each custom property that a sheet of tokens gives a value."""
    names = dict.fromkeys(_GIVEN.findall(tokens))
    return {name: f"--{_letters(place)}" for place, name in enumerate(names)}


def _letters(place: int) -> str:
    """Return a place as letters: from a to Z, then from aa on."""
    rest, place = divmod(place, len(ascii_letters))
    return ascii_letters[place] + (_letters(rest - 1) if rest else "")
