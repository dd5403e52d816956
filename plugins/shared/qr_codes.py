"""An address as a QR code, as a path of black squares, and as one types it.

ISO/IEC 18004. Knows nothing of Pelican.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

import segno

# ISO/IEC 18004: a code is read only with four modules of white around it.
_QUIET = 4
# The longest address that one types without a mistake, in characters; a longer one gives its site.
_TYPED = 44


@dataclass(frozen=True)
class Code:
    """An address as a QR code and in words; of a number to call, ``tel:…`` and its figures.

    ``outline``: the black of the code as the path of a drawing; ``size``: its side, in modules,
    the white around it included.
    """

    url: str
    words: str
    outline: str
    size: int


@lru_cache(maxsize=1024)
def code(url: str) -> Code:
    """Return an address as a code that a telephone reads, a seventh of it hidden or more."""
    # Micro QR codes are read by few telephones.
    matrix = segno.make(url, error="m", micro=False).matrix
    return Code(url, short(url), outline(matrix), len(matrix) + 2 * _QUIET)


def outline(matrix: Iterable[Iterable[int]]) -> str:
    """Return the black modules as a path, a rectangle for each run in a row."""
    pieces = []
    for y, row in enumerate(matrix, start=_QUIET):
        start = None
        for x, black in enumerate([*row, 0], start=_QUIET):
            if black and start is None:
                start = x
            elif not black and start is not None:
                pieces.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
                start = None
    return "".join(pieces)


def short(url: str) -> str:
    """Return an address as one types it: without what a browser adds by itself.

    Of one that is long, the site only: the code leads to the very page.
    """
    parts = urlsplit(url)
    site = parts.netloc.removeprefix("www.")
    whole = f"{site}{parts.path}{'?' if parts.query else ''}{parts.query}".rstrip("/")
    return whole if len(whole) <= _TYPED else site
