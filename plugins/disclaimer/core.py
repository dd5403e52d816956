"""Choose the disclaimer of an article. Knows nothing of Pelican."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from plugins.shared.contact_links import phone_link
from plugins.shared.problems import N_, WARNING, Problem
from plugins.shared.typography import typeset

FOLDER = Path(__file__).parent
# From the most to the least pressing: an article on depression in pregnancy says what to do first.
VARIANTS = ("emergency", "mental-health", "pregnancy", "child", "medication", "standard")
# What the sheets say that a doctor hands over.
HANDOUT = "handout"
# What the page on how to reach the doctor says before all else.
CONTACT = "contact"
# Says of any variant that research has not confirmed all that follows.
UNCONFIRMED = "unconfirmed"
_SHOWN_NUMBERS = 2
# The line that a variant shows before the emergency numbers.
_LINES = {"mental-health": "suicide", "child": "poison", "medication": "poison"}
# The emergency lines for those who cannot speak or hear, the simplest first.
_TEXTS = ("text-only", "text-registered")


@dataclass(frozen=True)
class Disclaimer:
    """What is shown at the top of an article: a heading and sentences ready to print.

    ``numbers``: those of the country, by use, for whatever else in the article says whom to call.
    """

    variant: str
    title: str
    text: Markup
    call: Markup
    unconfirmed: bool = False
    numbers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Texts:
    """The wording by variant and language, the numbers by country and use."""

    wording: dict[str, dict[str, dict[str, str]]]
    numbers: dict[tuple[str, str], tuple[str, ...]]


@cache
def load_texts(folder: Path = FOLDER) -> Texts:
    """Return ``texts.toml`` and ``numbers.toml`` of a folder."""
    wording: dict[str, Any] = tomllib.loads((folder / "texts.toml").read_text("utf-8"))
    numbers: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in tomllib.loads((folder / "numbers.toml").read_text("utf-8"))["number"]:
        place = (row["country"], row["use"])
        numbers[place] = (*numbers.get(place, ()), row["dial"])
    return Texts(wording, numbers)


def choose_variant(
    written: Iterable[str], derived: Iterable[str]
) -> tuple[str, bool, list[Problem]]:
    """Return the variant, whether the evidence is said to be unconfirmed, and what is wrong.

    ``written``: the words of the header; ``derived``: the variants of the illnesses, of which the
    most pressing counts where the header names none.
    """
    words = list(written)
    allowed = (*VARIANTS, UNCONFIRMED)
    problems = [
        Problem(
            N_("“{value}” is not possible for {name}."),
            N_("Choose one of: {allowed}."),
            {"value": word, "name": "disclaimer", "allowed": ", ".join(allowed)},
            quote=word,
        )
        for word in words
        if word not in allowed
    ]
    chosen = [word for word in words if word in VARIANTS] or list(derived)
    variant = next((variant for variant in VARIANTS if variant in chosen), "standard")
    return variant, UNCONFIRMED in words, problems


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
    return _disclaimer(texts, texts.wording[HANDOUT][language], variant, country, language)


def contact_notice(texts: Texts, country: str, language: str) -> Disclaimer:
    """Return what the page of contact says first: an emergency is not written, it is called."""
    return _disclaimer(texts, texts.wording[CONTACT][language], CONTACT, country, language)


def disclaimer(
    texts: Texts, variant: str, country: str, language: str, *, unconfirmed: bool = False
) -> Disclaimer:
    """Return the disclaimer of a variant, with the numbers of a country, in a language."""
    words = dict(texts.wording[variant][language])
    if unconfirmed:
        words["text"] += f" {texts.wording[UNCONFIRMED][language]['text']}"
    made = _disclaimer(texts, words, variant, country, language)
    return replace(made, unconfirmed=unconfirmed)


def _disclaimer(
    texts: Texts, words: Mapping[str, str], variant: str, country: str, language: str
) -> Disclaimer:
    return Disclaimer(
        variant=variant,
        title=words["title"],
        text=Markup(typeset(str(Markup.escape(words["text"])), language)),
        call=Markup(typeset(_call(texts, variant, country, language), language)),
        numbers={use: dials for (place, use), dials in texts.numbers.items() if place == country},
    )


def _call(texts: Texts, variant: str, country: str, language: str) -> str:
    """Return the sentence that says whom to call, each number a link a telephone can dial."""
    say = texts.wording["call"][language]

    def dial(use: str) -> str:
        numbers = texts.numbers.get((country, use), ())[:_SHOWN_NUMBERS]
        return say["or"].join(say["one"].format(dial=phone_link(number)) for number in numbers)

    emergency = dial("emergency")
    text = next((use for use in _TEXTS if (country, use) in texts.numbers), "")
    if not emergency:
        sentence = say["no_number"]
    elif text:
        kind = f"emergency_{text.replace('-', '_')}"
        sentence = say[kind].format(emergency=emergency, text=dial(text))
    else:
        sentence = say["emergency"].format(emergency=emergency)
    use = _LINES.get(variant, "")
    line = dial(use)
    return f"{say[use].format(**{use: line})} {sentence}" if line else sentence
