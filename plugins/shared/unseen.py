"""Tell what a reader sees of a text from what nobody sees.

Unicode 16, “Default_Ignorable_Code_Point” (DerivedCoreProperties.txt): what takes no room and draws
nothing; the fillers of Hangul and the empty cell of Braille are letters and signs that draw nothing
either. Some of them have their use between the letters of another alphabet, or inside of an emoji.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Soft hyphen, joiner of graphemes, Arabic mark, Hangul fillers, Khmer vowels, Mongolian selectors,
# zero-width spaces and joiners, marks of direction, word joiner and invisible operators, empty cell
# of Braille, variation selectors, mark of byte order, annotations, shorthand, music, tags.
_IGNORABLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
IGNORABLE = re.compile(f"[{_IGNORABLE}]")
# What is passed over before a line says anything.
MARGIN = f"\\s{_IGNORABLE}"
_SEEN = frozenset("LNPS")
_JOINERS = "\u200c\u200d"
_MARKS_OF_DIRECTION = "\u061c\u200e\u200f"
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_KEYCAPS = "0123456789#*"
# A flag of a part of a country: a black flag, then tags.
_FLAG = "\U0001f3f4"
_TAGS = "".join(map(chr, range(0xE0020, 0xE0080)))
_LONGEST_FLAG = 10
# Where the alphabets that join their letters begin: Latin, Greek, Cyrillic and Armenian end before.
_OTHER_ALPHABETS = "\u0590"


def is_seen(text: str) -> bool:
    """Tell whether a text holds at least one letter, figure or sign that a reader sees."""
    return any(unicodedata.category(one)[0] in _SEEN and not IGNORABLE.match(one) for one in text)


def stray(text: str) -> Iterator[int]:
    """Yield where a text holds a character that nobody sees and that is of no use there."""
    for match in IGNORABLE.finditer(text):
        if not _is_of_use(text, match.start()):
            yield match.start()


def _is_of_use(text: str, index: int) -> bool:
    """Tell whether an invisible character changes how its neighbours are drawn."""
    one = text[index]
    before, after = text[index - 1 : index] if index else "", text[index + 1 : index + 2]
    of_use = False
    if one in _JOINERS:
        of_use = before >= _OTHER_ALPHABETS and after >= _OTHER_ALPHABETS
    elif one in _MARKS_OF_DIRECTION:
        line = text[text.rfind("\n", 0, index) + 1 :].partition("\n")[0]
        of_use = any(unicodedata.bidirectional(other) in _RIGHT_TO_LEFT for other in line)
    elif "\ufe00" <= one <= "\ufe0f":
        of_use = bool(before) and (before in _KEYCAPS or unicodedata.category(before)[0] == "S")
    elif "\U000e0020" <= one <= "\U000e007f":
        of_use = text[max(0, index - _LONGEST_FLAG) : index].rstrip(_TAGS).endswith(_FLAG)
    elif "\U000e0100" <= one <= "\U000e01ef":
        of_use = unicodedata.category(before or " ") == "Lo"
    elif one == "\u2800":
        of_use = any("\u2801" <= other <= "\u28ff" for other in (before, after) if other)
    return of_use
