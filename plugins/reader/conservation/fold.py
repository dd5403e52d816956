"""Fold a text to the tokens that are compared: runs of letters or figures, and signs.

What typography may change later counts for nothing: the kind of a quote, of a dash or of a space.
Nothing else is folded: capitals, accents and raised figures stay what they are, since 103 is not
10³.
"""

from __future__ import annotations

import re

# What stands in a folded text for a change of place or of shape, which is no word and yet means
# something: code points that no character will ever have, and that a file may not hold (the gate
# refuses them).
RAISED, LOWERED, STRUCK, END = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
CODE, HEADING, NOTE, CALL, CONTENTS = "\ufdd4", "\ufdd5", "\ufdd6", "\ufdd7", "\ufdd8"
# What each of them is when nothing was made of it, and it is printed as typed.
TYPED = {
    RAISED: "^",
    LOWERED: "~",
    STRUCK: "~~",
    END: "",
    CODE: "",
    HEADING: "",
    NOTE: "[^",
    CALL: "[",
    CONTENTS: "[TOC]",
}

TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
_FOLDED = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b“”„‟«»\u2039\u203a'\u2032\u2033", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
    # What shows the state of a box to tick: the one typed, [x], is read as the first.
    | {"☒": "☑", "\ufeff": None}
)


def fold(text: str) -> str:
    """Return a text with one sign for all quotes, one for all dashes."""
    return text.translate(_FOLDED)


def tokens(text: str) -> list[str]:
    """Return the tokens of a text, folded."""
    return TOKEN.findall(fold(text))
