"""Keep a dash with the words it encloses: “le mot – bref – est dit”."""

from __future__ import annotations

import re

from .flow import BORDER
from .markup import NBSP

_SPACES = (" ", "\n")
_DASH = re.compile(rf"(?<![^ \n{BORDER}])[–—](?=[ \n.,;:!?…)»{BORDER}]|$)")
# Where a sentence ends, what a dash opened is closed.
_END = re.compile(rf"{BORDER}|[.!?…](?:[ \u00a0\u202f]?[»”)])?[ \n](?=[A-ZÀ-ÖØ-Þ«“])")


def joined_dashes(text: str) -> str:
    """Return the text with no line's end inside of a dash; its length never changes.

    A dash opens or closes in turn; one that begins a paragraph, as in a dialogue, does neither.
    """
    if "–" not in text and "—" not in text:
        return text
    signs = list(text)
    opened, last = False, 0
    for match in _DASH.finditer(text):
        place = match.start()
        opened = opened and not _END.search(text, last, place)
        last = place
        begins = text[place - 1 : place] in ("", BORDER)
        ends = text[place + 1 : place + 2] not in _SPACES
        if begins or not (opened or ends):
            if not ends and text[place + 2 : place + 3] not in _SPACES:
                signs[place + 1] = NBSP
            opened = not begins
        else:
            if text[place - 2 : place - 1] not in _SPACES:
                signs[place - 1] = NBSP
            opened = False
    return "".join(signs)
