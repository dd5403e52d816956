"""Choose the disclaimer of an article. Knows nothing of Pelican."""

from __future__ import annotations

import re
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
VARIANTS = (
    *("emergency", "violence", "mental-health", "pregnancy", "child", "medication", "standard"),
)
# What the sheets say that a doctor hands over.
HANDOUT = "handout"
# What the page on how to reach the doctor says before all else.
CONTACT = "contact"
# Says of any variant that research has not confirmed all that follows.
UNCONFIRMED = "unconfirmed"
_SHOWN_NUMBERS = 2
VIOLENCE = "violence"
# The line that a variant shows before the emergency numbers.
_BEFORE = {"mental-health": "suicide"}
# The line that a variant shows after them: where signs are grave, nobody calls the poison centre.
_AFTER = {"child": "poison", "medication": "poison"}
# The lines that listen to those who suffer violence: none is for an emergency.
_LISTENING = ("children", "women", "elders")
# Where a text calls by itself: at an emergency, in danger.
_IN_TEXT = re.compile(r"\{(?:emergency|danger)\}")
# The emergency lines for those who cannot speak or hear, the simplest first.
_TEXTS = ("text-only", "text-registered")


@dataclass(frozen=True)
class Disclaimer:
    """What is shown at the top of an article: a heading and sentences ready to print.

    ``calls_in_text``: the text says first whom to call, and ``call`` how else to reach them.
    ``numbers``: those of the country, by use, for whatever else in the article says whom to call.
    """

    variant: str
    title: str
    text: Markup
    call: Markup
    unconfirmed: bool = False
    calls_in_text: bool = False
    numbers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Texts:
    """The wording by variant and language, the numbers by country and use.

    ``hours``: when a line answers, by language, for those that do not answer day and night;
    ``answering``: who answers the emergency numbers of a country, in its own words.
    """

    wording: dict[str, dict[str, dict[str, str]]]
    numbers: dict[tuple[str, str], tuple[str, ...]]
    hours: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    answering: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def of_country(self, country: str) -> dict[str, tuple[str, ...]]:
        """Return the numbers to call in a country (ISO 3166-1), by use."""
        return {use: dials for (place, use), dials in self.numbers.items() if place == country}


@cache
def load_texts(folder: Path = FOLDER) -> Texts:
    """Return ``texts.toml`` and ``numbers.toml`` of a folder."""
    wording: dict[str, Any] = tomllib.loads((folder / "texts.toml").read_text("utf-8"))
    numbers: dict[tuple[str, str], tuple[str, ...]] = {}
    hours: dict[tuple[str, str], dict[str, str]] = {}
    answering: dict[str, tuple[str, ...]] = {}
    for row in tomllib.loads((folder / "numbers.toml").read_text("utf-8"))["number"]:
        place = (row["country"], row["use"])
        numbers[place] = (*numbers.get(place, ()), row["dial"])
        if "hours" in row:
            hours[row["country"], row["dial"]] = row["hours"]
        if row["use"] == "emergency":
            answering[row["country"]] = (*answering.get(row["country"], ()), row["who"])
    return Texts(wording, numbers, hours, answering)


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
            within="disclaimer",
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
    says = _Saying(texts, country, language)
    text = str(Markup.escape(words["text"])).format(emergency=says.emergency, danger=says.danger)
    in_text = bool(_IN_TEXT.search(words["text"]))
    call = says.call(variant, in_text=in_text)
    return Disclaimer(
        variant=variant,
        title=words["title"],
        text=Markup(typeset(text, language)),
        call=Markup(typeset(call, language)),
        calls_in_text=in_text,
        numbers=texts.of_country(country),
    )


class _Saying:
    """Says whom to call in a country, in a language, each number a link a telephone can dial."""

    def __init__(self, texts: Texts, country: str, language: str) -> None:
        self._texts, self._country, self._language = texts, country, language
        self._say = texts.wording["call"][language]
        self.emergency = self._dial("emergency") or self._say["services"]
        self.danger = self._dial("police") or self.emergency

    def _has(self, use: str) -> bool:
        return (self._country, use) in self._texts.numbers

    def _dial(self, use: str) -> str:
        """Return the first numbers of a use, with their hours if they do not always answer."""
        said = []
        for number in self._texts.numbers.get((self._country, use), ())[:_SHOWN_NUMBERS]:
            hours = self._texts.hours.get((self._country, number), {}).get(self._language, "")
            form = self._say["one_hours" if hours else "one"]
            said.append(form.format(dial=phone_link(number), hours=hours))
        return self._say["or"].join(said)

    def call(self, variant: str, *, in_text: bool) -> str:
        """Return the sentences on whom to call; ``in_text``: the text has the numbers already."""
        line = _BEFORE.get(variant, "")
        after = _AFTER.get(variant, "")
        lines = _LISTENING if variant == VIOLENCE else (after,)
        said = [
            self._line(line),
            self._first(
                "danger" if variant == VIOLENCE else "emergency", in_text=in_text, grave=after
            ),
            *(self._line(use) for use in lines),
        ]
        return " ".join(sentence for sentence in said if sentence)

    def _first(self, kind: str, *, in_text: bool, grave: str) -> str:
        """Return the sentence with the emergency numbers, or only how to write to them.

        ``grave``: the line that follows, if some signs must not wait for it.
        """
        text = next((use for use in _TEXTS if self._has(use)), "")
        if in_text:
            name = f"also_{text.replace('-', '_')}" if text else ""
        elif not self._has("emergency"):
            name = "no_number"
        else:
            name = f"{kind}_{text.replace('-', '_')}" if text else kind
        signs = self._say["signs"] if self._has(grave) else ""
        return (
            self._say[name].format(
                emergency=self.emergency, danger=self.danger, text=self._dial(text), signs=signs
            )
            if name
            else ""
        )

    def _line(self, use: str) -> str:
        """Return the sentence of a line, and how to write to it; nothing where it is not known."""
        if not self._has(use):
            return ""
        name = f"{use}_text" if self._has(f"{use}-text") else use
        return self._say[name].format(**{use: self._dial(use)}, text=self._dial(f"{use}-text"))
