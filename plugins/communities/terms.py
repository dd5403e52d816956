"""The closed lists of the facts about a community: for whom it is, and where. Pure.

An entry of the catalogue, one of the doctor's and one that another blog offers are held to the same
lists. A code that is in none of them would match nothing, and a crisis line vanish without a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from babel import Locale

from plugins.shared.files import address
from plugins.shared.i18n import LANGUAGES
from plugins.shared.kinds import PROFESSIONALS
from plugins.shared.problems import N_, Problem

SEXES = ("female", "male")
AUDIENCES = ("patients", "carers", "parents", "teens", PROFESSIONALS)
_LANGUAGE = re.compile("[a-z]{2}")
_COUNTRY = re.compile("[A-Z]{2}")
# What CLDR names beside the countries of ISO 3166-1, EU and XK: islands, groups, codes for tests.
_NO_COUNTRY = frozenset("AC CP CQ DG EA EZ IC QO TA UN XA XB ZZ".split())
# What people write for a code that ISO gave another name.
_MEANT = {"countries": {"uk": "GB"}}


def is_language(word: str) -> bool:
    """Tell whether a word is the code of a language, as articles have it (ISO 639-1)."""
    return bool(_LANGUAGE.fullmatch(word)) and word in Locale("en").languages


def is_country(word: str) -> bool:
    """Tell whether a word is the code of a country (ISO 3166-1 alpha-2), or EU."""
    known = word in Locale("en").territories and word not in _NO_COUNTRY
    return bool(_COUNTRY.fullmatch(word)) and known


# Whether a word may stand in a fact, by the name of the fact.
ALLOWED: Mapping[str, Callable[[str], bool]] = {
    "languages": is_language,
    "countries": is_country,
    "sex": SEXES.__contains__,
    "audience": AUDIENCES.__contains__,
}
_CHOICES: Mapping[str, Sequence[str]] = {"sex": SEXES, "audience": AUDIENCES}
_ONE_OF = N_("Choose one of: {allowed}.")
_REMEDIES = {
    "languages": N_("Write each language as a code of two small letters (ISO 639-1): fr, en…"),
    "countries": N_("Write each country as a code of two capitals (ISO 3166-1): FR, BE, CH, CA…"),
    "sex": _ONE_OF,
    "audience": _ONE_OF,
}
_CASES: Mapping[str, Callable[[str], str]] = {"languages": str.lower, "countries": str.upper}


def in_case(name: str, word: str) -> str:
    """Return the code of a language or of a country as ISO writes it: “fr” is the country FR."""
    folded = _CASES.get(name, str)(word.strip())
    return folded if ALLOWED.get(name, bool)(folded) else word


def misfits(row: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield a problem for each word of a community's facts that is in none of the lists.

    What is no word at all is left to who looks at the kinds of values.
    """
    for name, allowed in ALLOWED.items():
        written = row.get(name, [])
        # No sex at all is how the catalogue says everyone.
        words = written if isinstance(written, list) else [written] if written else []
        for word in words:
            if isinstance(word, str) and not allowed(word):
                near = _meant(name, word)
                yield Problem(
                    N_("“{value}” is not possible for {name}."),
                    N_("Did you mean “{near}”?") if near else _REMEDIES[name],
                    {
                        "value": word,
                        "name": name,
                        "near": near,
                        "allowed": ", ".join(_CHOICES.get(name, ())),
                    },
                    # With its quotes: the same word may be a part of the name above it.
                    quote=f'"{word}"',
                    within=name,
                )


def _meant(name: str, word: str) -> str:
    """Return the code of the language or country that a word names, or is a region of."""
    if name in _CHOICES:
        return ""
    whole = in_case(name, re.split("[-_]", word)[0])
    return whole if ALLOWED[name](whole) else _by_name(name).get(address(word), "")


@cache
def _by_name(name: str) -> Mapping[str, str]:
    """Return the codes of languages, or of countries, by their names in the blog's languages."""
    part = "languages" if name == "languages" else "territories"
    found = {
        address(said): code
        for language in LANGUAGES
        for code, said in getattr(Locale(language), part).items()
        if ALLOWED[name](code)
    }
    return {**found, **_MEANT.get(name, {})}
