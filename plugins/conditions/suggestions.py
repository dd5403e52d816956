"""Find the illnesses that an unknown word may mean: a slip of the finger, or words in common.

Letters alone mislead: “Anémie de l’enfant” is spelled nearly like “maltraitance des enfants”. A
word is near only if it is the same but for one letter, or if it says all of an illness’s name and
more (“arthrose du genou droit”), or a part of it that is more than a word (“cancer utérus”). What
is added to a name of one word must be of the patient or of the course (“anémie de l’enfant”):
a thick drop (“goutte épaisse”) is no gout. Where nothing holds nothing is suggested: no suggestion
is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

MOST = 5
# Shorter than this, one letter makes another word: AVC, SPA.
_LONG_ENOUGH = 5
# Words that join others, in French and in English.
_JOINING = frozenset(
    "a au aux avec ce chez d dans de des du en et l la le les ou par pour sans sur un une "
    "an and at by for from in of on or the to with without".split()
)
# After these a letter is a name, even if it joins elsewhere: vitamin A, hepatitis D.
_LETTERED = frozenset("group groupe hepatite hepatiti type vitamin vitamine".split())
_FIGURES = {"un": "1", "deu": "2", "one": "1", "two": "2", "i": "1", "ii": "2"}
# What is spelled in several ways and heard as one.
_SOUNDS = (
    ("ph", "f"), ("th", "t"), ("rh", "r"), ("y", "i"), ("oe", "e"), ("ae", "e"), ("ai", "e"),
    ("ei", "e"), ("h", ""),
)  # fmt: skip
# What may be added to the name of an illness and leave it that illness.
_QUALIFYING = frozenset(
    "adolescent adulte age agee aigu aigue ancien ancienne bebe bilateral bilaterale chronique "
    "debutant droit droite enceinte enfant femme garcon gauche grave grossesse homme jeune leger "
    "legere modere moderee nourrisson patient persistant persistante personne recidivant "
    "recidivante recurrent recurrente senior severe sujet "
    "acute adult baby child children chronic elderly girl infant left men mild moderate old older "
    "people pregnancy pregnant right toddler woman women young".split()
)
# Letters that are heard or typed for one another. Any other consonant makes another word: dystonia
# is no dysphonia.
_ALIKE = (frozenset("aeiou"), frozenset("ckqsxz"), frozenset("gj"), frozenset("mn"))
# A figure or a single letter tells one illness from another: type 2, hepatitis B, vitamin B12.
_TELLING = re.compile(r"[a-z]?\d+|[a-z]")


def tokens(normalised: Iterable[str]) -> tuple[str, ...]:
    """Return the words that count of a phrase, each as :func:`core.normalised_words` gives it."""
    words = tuple(normalised)
    # “un” is a figure after another word, an article before one.
    figures = [_FIGURES.get(word, word) if place else word for place, word in enumerate(words)]
    before = ("", *figures)
    return tuple(
        word
        for last, word in zip(before, figures, strict=False)
        if word not in _JOINING or last in _LETTERED
    )


@cache
def sound(name: str) -> str:
    """Return a normalised word as it is heard, roughly: spelling that cannot be heard is gone."""
    for written, heard in _SOUNDS:
        name = name.replace(written, heard)
    return re.sub(r"(.)\1+", r"\1", name)


def within_one_letter(one: str, other: str) -> bool:
    """Tell whether a letter added, left out, misheard, or two exchanged make one word the other."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), None)
    if start is None:
        return True
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    if short[start + 1 :] == long[start + 1 :]:
        return any({short[start], long[start]} <= letters for letters in _ALIKE)
    exchanged = short[start + 1 : start + 2] + short[start]
    return long[start : start + 2] == exchanged and short[start + 2 :] == long[start + 2 :]


def nearest(
    name: str, said: tuple[str, ...], named: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
) -> list[str]:
    """Return the ids of what a word may mean, the likeliest first; none where nothing is near.

    ``name`` and ``said``: the word, normalised, and the words that count of it. ``named``: by
    normalised name, the words that count of it, and the ids it stands for.
    """
    misspelt = _misspelt(name, said, named)
    found = misspelt or _sharing(said, named)
    return list(dict.fromkeys(id_ for known in found for id_ in named[known][1]))[:MOST]


def _misspelt(
    name: str, said: tuple[str, ...], named: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
) -> list[str]:
    """Return the names that are the word but for a letter; of those, the exactly heard first."""
    heard = sound(name)
    if len(name) < _LONG_ENOUGH:
        return []
    near = [
        known
        for known, (words, _) in named.items()
        if within_one_letter(heard, sound(known)) and _are_alike(said, words)
    ]
    return sorted(near, key=lambda known: sound(known) != heard)


def _are_alike(said: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Tell whether no short word differs: kidney and breast (“rein”, “sein”) are a letter apart.

    Words that are not as many were joined or parted: “burn out”.
    """
    if len(said) != len(words):
        return _telling(said) == _telling(words)
    return all(
        sound(one) == sound(other) or min(len(one), len(other)) >= _LONG_ENOUGH
        for one, other in zip(said, words, strict=True)
    )


def _sharing(
    said: tuple[str, ...], named: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
) -> list[str]:
    """Return the names that share words with a phrase, those that share the most first.

    A name whose words are all in another one that was found adds nothing: “angine de poitrine
    instable” is near “angine de poitrine”, not “angine”.
    """
    asked = set(said)
    found = {}
    for known, (words, ids) in named.items():
        # A word with several meanings is near none of them.
        if len(ids) == 1 and _shares(said, words) and _telling(said) <= _telling(words):
            found[known] = frozenset(words) & asked
    return sorted(
        (
            known
            for known, common in found.items()
            if not any(common < other for other in found.values())
        ),
        key=lambda known: (-len(found[known]), len(named[known][0])),
    )


def _shares(said: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Tell whether a phrase says all of a name, or a name all of a phrase of two words or more.

    To a name of one word only what qualifies may be added.
    """
    added = set(said) - set(words)
    if len(words) == 1:
        return words[0] in said and added <= _QUALIFYING
    return (bool(words) and set(words) <= set(said)) or (len(said) > 1 and not added)


def _telling(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in words if _TELLING.fullmatch(word))
