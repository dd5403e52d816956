"""From a doctor's words to illnesses. Knows nothing of Pelican.

Official labels match 27 of 80 words doctors use, hence a vocabulary of our own
(``vocabulary.toml``) with French and English synonyms. A word that is not in it
is refused with what it may mean (:mod:`.suggestions`); a word that means two illnesses is refused
with both: a wrong illness would lead patients to the wrong community.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

from plugins.shared.icd10 import holds, width
from plugins.shared.problems import N_, Problem

from .suggestions import nearest, tokens

FOLDER = Path(__file__).parent
# WHO ICD-10: a letter, two digits, sometimes a decimal; a dagger or a prefix may be typed.
_CODE = re.compile(r"(?:(?:ICD|CIM)-?10[ :]*)?([A-Z]\d{2})(?:\.(\d)\w*)?[+*†]?$", re.IGNORECASE)


class _Bare(dict[int, int | None]):
    """What becomes of a character, by its number: nothing of an accent that stands by itself."""

    def __missing__(self, number: int) -> int | None:
        """Find it out once for each character there is."""
        self[number] = None if unicodedata.combining(chr(number)) else number
        return self[number]


_BARE = _Bare()


# The header's field, where a word that is refused stands.
FIELD = "conditions"
_MENTAL_HEALTH = "mental-health"
# For a code that no illness of the vocabulary holds: the disclaimer of its chapter.
_VARIANT_OF_CHAPTER = {"F": _MENTAL_HEALTH, "O": "pregnancy", "P": "child"}
_SELF_HARM = "X60-X84"


@dataclass(frozen=True)
class Condition:
    """An illness an article is about. ``codes``: WHO ICD-10 codes, or ranges of categories.

    ``symptom``: a complaint that many illnesses can give, and that names none of them.
    ``words_only``: no code leads to it, since its code holds more. ``children``: about children,
    hence for their parents, whatever its variant.
    """

    id: str
    fr: str
    en: str
    codes: tuple[str, ...]
    sex: str = ""
    rare: bool = False
    sensitive: bool = False
    variant: str = ""
    symptom: bool = False
    words_only: bool = False
    children: bool = False

    def label(self, language: str) -> str:
        """Return the name of the illness in a language."""
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True)
class Vocabulary:
    """The illnesses, the words that name one, the words that name several."""

    conditions: dict[str, Condition]
    words: dict[str, str]
    ambiguous: dict[str, tuple[str, ...]]
    categories: frozenset[str]
    # Of each normalised name, the words it was made of.
    parts: dict[str, tuple[str, ...]]
    # The names of each illness in a language, as they are written: the usual one first.
    names: dict[tuple[str, str], tuple[str, ...]]

    def names_in(self, language: str) -> list[str]:
        """Return all the names of illnesses in a language, in alphabetical order."""
        spoken = (names for (_, own), names in self.names.items() if own == language)
        return sorted({name for names in spoken for name in names}, key=str.casefold)

    def holding(self, code: str) -> Condition | None:
        """Return the narrowest illness that a code is one of."""
        able = [
            (width(own), len(condition.codes), condition.id)
            for condition in self.conditions.values()
            if not condition.words_only
            for own in condition.codes
            if holds(own, code)
        ]
        return self.conditions[min(able)[2]] if able else None

    @cached_property
    def single_words(self) -> frozenset[str]:
        """Return the normalised names that are one word: they can be met in a text."""
        return frozenset(name for name, words in self.parts.items() if len(words) == 1)

    @cached_property
    def _named(self) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
        """Return, by normalised name, the words that count of it, and what it stands for."""
        stands = {word: (id_,) for word, id_ in self.words.items()} | self.ambiguous
        return {name: (tokens(self.parts[name]), ids) for name, ids in stands.items()}

    def met_in(self, text: str, language: str) -> list[str]:
        """Return the ids of the illnesses that a text names in its language, in its order."""
        words = normalised_words(text)
        found = {
            id_: None
            for start, first in enumerate(words)
            for name, id_ in self._by_first_word.get((language, first), ())
            if words[start : start + len(name)] == name
        }
        return list(found)

    @cached_property
    def _by_first_word(self) -> dict[tuple[str, str], list[tuple[tuple[str, ...], str]]]:
        """Return the names that begin with a word in a language, with the illness of each."""
        begin: dict[tuple[str, str], list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for (id_, language), names in self.names.items():
            for name in map(normalised_words, names):
                begin[language, name[0]].append((name, id_))
        return begin

    def near(self, word: str) -> list[Condition]:
        """Return the illnesses that an unknown word may mean, the likeliest first."""
        said = tokens(normalised_words(word))
        return [self.conditions[id_] for id_ in nearest(normalise(word), said, self._named)]


@cache
def load_vocabulary(folder: Path = FOLDER) -> Vocabulary:
    """Return ``vocabulary.toml`` and ``categories.txt`` of a folder."""
    data = tomllib.loads((folder / "vocabulary.toml").read_text("utf-8"))
    categories = (folder / "categories.txt").read_text("utf-8").splitlines()
    conditions: dict[str, Condition] = {}
    words: dict[str, str] = {}
    names: dict[tuple[str, str], tuple[str, ...]] = {}
    parts: dict[str, tuple[str, ...]] = {}
    for row in data["condition"]:
        condition = Condition(
            id=row["id"],
            fr=row["fr"],
            en=row["en"],
            codes=tuple(row["icd10"]),
            sex=row.get("sex", ""),
            rare=row.get("rare", False),
            sensitive=row.get("sensitive", False),
            variant=row.get("variant", ""),
            symptom=row.get("symptom", False),
            words_only=row.get("words_only", False),
            children=row.get("children", False),
        )
        conditions[condition.id] = condition
        for language in ("fr", "en"):
            also = row.get(f"synonyms_{language}", ())
            names[condition.id, language] = (row[language], *also)
        named = [row["fr"], row["en"], *row.get("synonyms_fr", []), *row.get("synonyms_en", [])]
        own = {"".join(each): each for each in map(normalised_words, named)}
        words |= dict.fromkeys(own, condition.id)
        parts |= own
    ambiguous = {normalise(row["word"]): tuple(row["choices"]) for row in data["ambiguous"]}
    parts |= {normalise(row["word"]): normalised_words(row["word"]) for row in data["ambiguous"]}
    codes = frozenset(code for line in categories if line[0] != "#" for code in line.split())
    return Vocabulary(conditions, words, ambiguous, codes, parts, names)


def normalise(words: str) -> str:
    """Return words as they are compared: no accent, case, plural, space or hyphen."""
    return "".join(normalised_words(words))


def normalised_words(words: str) -> tuple[str, ...]:
    """Return each of some words as it is compared: no accent, case or plural."""
    text = words.lower().replace("œ", "oe").replace("æ", "ae")
    text = unicodedata.normalize("NFKD", text).translate(_BARE)
    return tuple(
        word[:-1] if len(word) > 3 and word[-1] in "sx" else word  # noqa: PLR2004
        for word in re.findall(r"[a-z0-9]+", text)
    )


def resolve(
    words: Iterable[str], vocabulary: Vocabulary, language: str
) -> tuple[tuple[Condition, ...], list[Problem]]:
    """Return the illnesses that words or codes name, and what must be corrected."""
    found: dict[str, Condition] = {}
    problems: list[Problem] = []
    for word in words:
        condition = _by_code(word, vocabulary) or _by_word(word, vocabulary)
        if condition:
            # “reflux, K21” is one illness.
            named = {code for other in found.values() for code in other.codes}
            if not (_CODE.match(word) and condition.codes[0] in named):
                found.setdefault(condition.id, condition)
        else:
            problems.append(_refuse(word, vocabulary, language))
    return tuple(found.values()), problems


def codes_of(
    word: str, vocabulary: Vocabulary, language: str
) -> tuple[tuple[str, ...], list[Problem]]:
    """Return the codes of the illness that a word names, and what must be corrected.

    For other files than an article, which have no header where the word could stand.
    """
    found, problems = resolve([word], vocabulary, language)
    codes = tuple(code for condition in found for code in condition.codes)
    return codes, [replace(problem, within="") for problem in problems]


def _by_code(word: str, vocabulary: Vocabulary) -> Condition | None:
    """Return the illness of an ICD-10 code. A national fifth digit is cut: I25.10 is I25.1.

    It is as sensitive, and has the same disclaimer, as the illness of the
    vocabulary that holds it: ``F32`` is depression.
    """
    match = _CODE.match(word.strip())
    if not match or match[1].upper() not in vocabulary.categories:
        return None
    code = match[1].upper() + (f".{match[2]}" if match[2] else "")
    holding = vocabulary.holding(code)
    if holding:
        return replace(holding, id=code, codes=(code,))
    of_chapter = _VARIANT_OF_CHAPTER.get(code[0], "")
    variant = _MENTAL_HEALTH if holds(_SELF_HARM, code) else of_chapter
    sensitive = variant == _MENTAL_HEALTH
    return Condition(code, code, code, (code,), sensitive=sensitive, variant=variant)


def _by_word(word: str, vocabulary: Vocabulary) -> Condition | None:
    name = normalise(word)
    if name in vocabulary.ambiguous:
        return None
    return vocabulary.conditions.get(vocabulary.words.get(name, ""))


def _refuse(word: str, vocabulary: Vocabulary, language: str) -> Problem:
    """Return the problem of a word that names no illness, or more than one."""
    name = normalise(word)
    if name in vocabulary.ambiguous:
        choices = [vocabulary.conditions[id_] for id_ in vocabulary.ambiguous[name]]
        return Problem(
            N_("“{word}” can mean several illnesses."),
            N_("Write one of: {choices}."),
            {"word": word, "choices": ", ".join(choice.label(language) for choice in choices)},
            quote=word,
            within=FIELD,
        )
    near = vocabulary.near(word)
    return Problem(
        N_("“{word}” is neither an illness of the list nor a known ICD-10 code."),
        N_("Did you mean: {near}? A code works too, for example K21.")
        if near
        else N_("Write its usual name, or its ICD-10 code, for example K21."),
        {"word": word, "near": ", ".join(condition.label(language) for condition in near)},
        quote=word,
        within=FIELD,
    )
