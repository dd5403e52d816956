"""Keep words of French together: a line never ends at some of the spaces that were typed.

Each rule puts a space in the place of another, so that the length of a text never changes.
"""

from __future__ import annotations

import re

from .flow import BORDER, OPAQUE
from .markup import NBSP, NNBSP
from .words import (
    ABBREVIATIONS,
    COUNTED,
    LETTERED,
    MONTHS,
    NUMBERED,
    PREFIXES,
    TITLES,
    UNITS,
    UNITS_WITH_PREFIX,
)

# Every pattern begins with the space, of which a text has far fewer than of places between signs;
# in what is behind it, “.” stands for that space, which may be the end of a line as it was typed.
# What begins a paragraph is after nothing.
_BEFORE_HIGH_SIGNS = re.compile(rf"[ \n](?=[;!?])(?<=[^ \n{BORDER}].)", re.DOTALL)
_BEFORE_OTHER_SIGNS = re.compile(
    rf"[ \n](?=:(?![\w/:])|[%‰€](?![\w}}]))(?<=[^ \n{BORDER}].)", re.DOTALL
)
# The sign between two figures: a sum, a range, a ratio, “2 x 500 mg”.
_OPERATOR = r"(?:[-+–—−*/÷=:±≈<>≤≥]|&[gl]t;)(?=[ \n][-+−]?[0-9])|[x×](?=[ \n]?[0-9])"
_AFTER_A_FIGURE = re.compile(
    rf"[ \n](?:(?<=[0-9½¼¾⅓⅔⁰¹²³⁴⁵⁶⁷⁸⁹′″].)"
    rf"(?=(?:(?:{PREFIXES})?(?:{UNITS_WITH_PREFIX})(?:[²³23])?|{UNITS}|{COUNTED}|{MONTHS})(?![\w’'])"
    rf"|/[a-zA-Zµ]|av\.|apr?\.|{_OPERATOR})"
    rf"|(?<=[1I]er.)(?=(?:{MONTHS}|siècle)(?!\w))"
    r"|(?:(?<=[IVXivx0-9]e.)|(?<=[IVXivx0-9]ᵉ.))(?=siècles?\b))",
    re.DOTALL,
)
_ABBREVIATED = r"(?<=\bM\..)|(?<=\bMM\..)|(?<=\bp\..)|(?<=\b[cC]f\..)|(?<=\bfig\..)|(?<=\b[nN]°.)"
_INSIDE = re.compile(
    rf"[ \n](?:(?<=[.°].)(?=\S)(?:{_ABBREVIATED})"
    r"|(?=al\.)(?<=\bet.)|(?=Hg\b)(?<=\bmm.)|(?=H[2₂]O\b)(?<=\bcm.)"
    r"|(?=(?:cent|mille)\b)(?<=[0-9].pour.)|(?=[x×/][ \n\u00a0][0-9])(?<=\w.))",
    re.DOTALL,
)
# A figure, with its sign or without; a capital; the particle of a name.
_BEFORE_NAMES = re.compile(r"[ \n](?=[-−+±~≈]?[0-9]|[A-ZÀ-ÖØ-Þ]|d(?:e[ \n]|’))")
_ROMAN = re.compile(
    r"(?:(?:XC|XL|LX{0,3}|X{1,3})(?:IX|IV|VI{0,3}|I{1,3})?|IX|IV|VI{0,3}|I{1,3})(?:er|re)?(?![\w’'])"
)
_LETTER = re.compile(r"[A-Z][0-9]{0,2}(?![\w’'])")
_INITIALS = re.compile(r"[A-ZÀ-Þ]\.(?:-?[A-ZÀ-Þ]\.)*")
_SIGNS = frozenset("≥ ≤ > < = ± ≈ ~ × x + - − &gt; &lt; /".split())
# Before the initials of somebody: neither “la vitamine D. Le lait” nor “Martin P. Le mal de dos”.
_BEFORE_INITIALS = TITLES | frozenset("et par de avec selon chez pour dans à docteur".split())
# At the beginning of a paragraph these may count: “A. Un, B. Deux”.
_ENUMERATED = frozenset("A. B. C. D. E. F. I. V. X.".split())
_TIMES = frozenset("h min m".split())
# In signs: no word of the lists is longer.
_LONGEST = 18
# In signs: “Le”, “En” and “Du” are no names.
_SHORTEST = 2


def joined_words(text: str) -> str:
    """Return the text with the spaces that keep its words, figures and signs together."""
    text = _BEFORE_HIGH_SIGNS.sub(NNBSP, text)
    text = _BEFORE_OTHER_SIGNS.sub(NBSP, text)
    text = _AFTER_A_FIGURE.sub(NBSP, text)
    text = _INSIDE.sub(NBSP, text)
    return _BEFORE_NAMES.sub(_joined, text)


def _joined(match: re.Match[str]) -> str:
    """Return the space between a word and a figure or a capital."""
    text, place = match.string, match.start()
    words = text[max(0, place - _LONGEST) : place].rpartition(BORDER)[2].split()
    if not words or text[place - 1].isspace():
        return match[0]
    word = words[-1].rpartition(OPAQUE)[2].rpartition("’")[2].lstrip("([«“\u2018")
    before = words[-2] if len(words) > 1 else ""
    after = text[place + 1]
    if after.isalpha():
        joins = _joins_name(word, before, text, place + 1)
    else:
        joins = _joins_figure(word, before, text, place + 1)
    return NBSP if joins else match[0]


def _joins_figure(word: str, before: str, text: str, place: int) -> bool:
    """Tell whether a word, or a sign, stays with the figure that follows it."""
    if word in _SIGNS or _is_abbreviation(word) or word.lower() in NUMBERED:
        return True
    after_figure = before[-1:].isdigit()
    if word in _TIMES:
        return after_figure and text[place].isdigit()
    return after_figure and word in ("–", "—", "*", "÷", ":") and before.isdigit()


def _joins_name(word: str, before: str, text: str, place: int) -> bool:
    """Tell whether a word stays with the capital, or the particle, that follows it."""
    if word in TITLES:
        return True
    if not text[place].isupper():
        return False
    roman = bool(_ROMAN.match(text, place))
    if word.lower() in LETTERED or _is_abbreviation(word):
        return roman or bool(_LETTER.match(text, place))
    if _INITIALS.fullmatch(word):
        if not before:
            return word not in _ENUMERATED
        return before in _BEFORE_INITIALS or bool(_INITIALS.fullmatch(before))
    # “Louis XIV”, “stade IV”.
    return roman and (word.lower() in NUMBERED or _is_name(word))


def _is_abbreviation(word: str) -> bool:
    return word in ABBREVIATIONS or (word[1:].islower() and word.lower() in ABBREVIATIONS)


def _is_name(word: str) -> bool:
    return len(word) > _SHORTEST and word[0].isupper() and not word.isupper()
