"""Choose the disclaimer of an article. Knows nothing of Pelican."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from plugins.problems import N_, WARNING, Problem
from plugins.typography import typeset

# From the most to the least pressing: an article on depression in pregnancy says what to do first.
VARIANTS = ("emergency", "mental-health", "pregnancy", "child", "medication", "standard")
# What the sheets say that a doctor hands over.
HANDOUT = "handout"
_SHOWN_NUMBERS = 2


@dataclass(frozen=True)
class Disclaimer:
    """What is shown at the top of an article: a heading and sentences ready to print."""

    variant: str
    title: str
    text: Markup
    call: Markup


@dataclass(frozen=True)
class Texts:
    """The wording by variant and language, the numbers by country and use."""

    wording: dict[str, dict[str, dict[str, str]]]
    numbers: dict[tuple[str, str], tuple[str, ...]]


@cache
def load_texts(folder: Path) -> Texts:
    """Return ``texts.toml`` and ``numbers.toml`` of a folder."""
    wording: dict[str, Any] = tomllib.loads((folder / "texts.toml").read_text("utf-8"))
    numbers: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in tomllib.loads((folder / "numbers.toml").read_text("utf-8"))["number"]:
        place = (row["country"], row["use"])
        numbers[place] = (*numbers.get(place, ()), row["dial"])
    return Texts(wording, numbers)


def choose_variant(written: str, derived: Iterable[str]) -> tuple[str, list[Problem]]:
    """Return the variant the doctor wrote, else the most pressing of those derived."""
    if written:
        if written in VARIANTS:
            return written, []
        return "standard", [
            Problem(
                N_("“{value}” is not possible for {name}."),
                N_("Choose one of: {allowed}."),
                {"value": written, "name": "disclaimer", "allowed": ", ".join(VARIANTS)},
                quote=written,
            )
        ]
    found = set(derived)
    return next((variant for variant in VARIANTS if variant in found), "standard"), []


def missing_numbers(texts: Texts, country: str) -> list[Problem]:
    """Return a warning for each number that no page read gave for a country."""
    return [
        Problem(
            what,
            N_("Look it up on an official page; it is added in plugins/disclaimer/numbers.toml."),
            {"country": country},
            quote=f'country = "{country}"',
            level=WARNING,
        )
        for use, what in (
            ("emergency", N_("no emergency number is known for {country}: none is shown.")),
            ("suicide", N_("no suicide line is known for {country}: none is shown.")),
        )
        if (country, use) not in texts.numbers
    ]


def handout_notice(texts: Texts, country: str, variant: str, language: str) -> Disclaimer:
    """Return what the sheet of an illness says, with the numbers that its variant calls for."""
    return disclaimer(texts, variant, country, language, wording=HANDOUT)


def disclaimer(
    texts: Texts, variant: str, country: str, language: str, *, wording: str = ""
) -> Disclaimer:
    """Return the disclaimer of a variant, with the numbers of a country, in a language.

    ``wording``: the entry of the texts to take, that of the variant when empty.
    """
    words = texts.wording[wording or variant][language]
    return Disclaimer(
        variant=variant,
        title=words["title"],
        text=Markup(typeset(str(Markup.escape(words["text"])), language)),
        call=Markup(typeset(_call(texts, variant, country, language), language)),
    )


def _call(texts: Texts, variant: str, country: str, language: str) -> str:
    """Return the sentence that says whom to call, each number a link a telephone can dial."""
    say = texts.wording["call"][language]

    def dial(use: str) -> str:
        numbers = texts.numbers.get((country, use), ())[:_SHOWN_NUMBERS]
        return say["or"].join(say["one"].format(dial=_telephone(number)) for number in numbers)

    emergency, text_only = dial("emergency"), dial("text-only")
    if not emergency:
        sentence = say["no_number"]
    elif text_only:
        sentence = say["emergency_text_only"].format(emergency=emergency, text_only=text_only)
    else:
        sentence = say["emergency"].format(emergency=emergency)
    suicide = dial("suicide") if variant == "mental-health" else ""
    return f"{say['suicide'].format(suicide=suicide)} {sentence}" if suicide else sentence


def _telephone(number: str) -> Markup:
    """Return a number as a link. RFC 3966 allows figures and visual separators in ``tel:``."""
    return Markup('<a href="tel:{}">{}</a>').format(re.sub(r"[^\d+]", "", number), number)
