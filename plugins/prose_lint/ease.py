"""How easily a text reads, by two published formulas: a hint of where to begin, never a mark.

The NHS recommends such scores for nothing but setting priorities; no source gives a threshold for
health texts, so the bands are wide. French: Kandel and Moles, 1958; English: Flesch, 1948.
"""

from __future__ import annotations

import re

KANDEL_MOLES, FLESCH = "Kandel-Moles", "Flesch"
# Under this, hard; above 70, easy.
HARD = 50

_BETWEEN_WORDS = str.maketrans(dict.fromkeys('.,;:!?…«»“”"()[]–—/•', " "))
_VOWELS = "aeiouyàâäéèêëîïôöùûüœæ"
_GROUP = re.compile(f"[{_VOWELS}]+")
# “table”, “tables”, “portent”; “the rule”, “used”: an ending that is written and not said.
_SILENT = {
    "fr": re.compile(rf"[{_VOWELS}][^\W\d_{_VOWELS}]+(?:es?|ent)\b"),
    "en": re.compile(rf"[{_VOWELS}][^\W\d_{_VOWELS}]+(?:e|ed)\b"),
}


def count_words(text: str) -> int:
    """Return the number of words; what an apostrophe joins is one."""
    return len(text.translate(_BETWEEN_WORDS).split())


def count_syllables(text: str, language: str) -> int:
    """Return about how many syllables are said."""
    folded = text.casefold()
    silent = _SILENT.get(language, _SILENT["fr"])
    return len(_GROUP.findall(folded)) - len(silent.findall(folded))


def reading_ease(text: str, sentences: int, language: str) -> float:
    """Return the ease of a text of some sentences: about 100 for very easy, 0 for very hard."""
    words = max(1, count_words(text))
    by_sentence = words / max(1, sentences)
    by_word = count_syllables(text, language) / words
    if language == "en":
        return 206.835 - 1.015 * by_sentence - 84.6 * by_word
    return 207 - 1.015 * by_sentence - 73.6 * by_word
