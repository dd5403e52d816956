"""How easy a text is to read, from the length of its sentences and of its words.

English: Flesch, 206.835 - 1.015 words a sentence - 84.6 syllables a word (Journal of Applied
Psychology 1948;32:221-33). French: its adaptation by Kandel and Moles, 207 - 1.015 words a
sentence - 73.6 syllables a word. A colon ends a sentence too, as with Flesch. From 0, very hard,
to 100, very easy; no source gives a threshold for health texts in French: 70 is taken as good.
"""

from __future__ import annotations

import re

GOOD = 70.0
_SENTENCE = re.compile(r"[.!?…:;](?=\s|$)")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_VOWELS = "aeiouyàâäéèêëîïôöùûüœæ"
_SYLLABLE = re.compile(f"[{_VOWELS}]+")
# What is written and not said: the e at the end of a word, before a plural or a verb's ending.
_SILENT = {"fr": re.compile(r"(?<=[^\W])(?:es?|ent)$"), "en": re.compile(r"(?<=[^\Wl])e[sd]?$")}
_WEIGHTS = {"fr": (207.0, 73.6), "en": (206.835, 84.6)}


def syllables(word: str, language: str) -> int:
    """Return the number of syllables of a word, one at least."""
    parts = re.split(r"[’'-]", word.lower())
    return max(1, sum(_of_part(part, language) for part in parts))


def _of_part(part: str, language: str) -> int:
    found = len(_SYLLABLE.findall(part))
    silent = found > 1 and _SILENT[language].search(part)
    return found - 1 if silent else found if len(part) > 1 else 0


def reading_ease(text: str, language: str) -> float:
    """Return the reading ease of a text in French or English."""
    words = _WORD.findall(text)
    sentences = max(1, len(_SENTENCE.findall(text)))
    highest, weight = _WEIGHTS[language]
    spoken = sum(syllables(word, language) for word in words)
    return highest - 1.015 * len(words) / sentences - weight * spoken / len(words)
