"""Every sentence that a disclaimer, a sheet or a page may say of whom to call, for a country."""

from __future__ import annotations

from typing import Any

from .folded import folded

CALL, HANDOUT, CONTACT, UNCONFIRMED = "call", "handout", "contact", "unconfirmed"
_TOLD_NUMBERS = 2
_VIOLENCE = "violence"
# The line that comes before the emergency numbers, and the one that comes after.
_BEFORE = {"mental-health": "suicide"}
_AFTER = {"child": "poison", "medication": "poison"}


def notices(
    texts: dict[str, Any], numbers: dict[str, Any], country: str
) -> dict[str, frozenset[str]]:
    """Return what a sheet may say, folded, by language: with a line before the rest, or without."""
    return {
        language: frozenset(
            folded(
                f"{wording['title']} {wording['text']} "
                f"{_call(texts[CALL][language], numbers['number'], country, variant, language)}"
            )
            for variant in ("", _VIOLENCE, *_BEFORE, *_AFTER)
        )
        for language, wording in texts[HANDOUT].items()
    }


def calls(
    texts: dict[str, Any], numbers: dict[str, Any], country: str
) -> dict[str, frozenset[str]]:
    """Return whom a page may tell to call, folded, by language: for any variant."""
    return {
        language: frozenset(
            folded(_call(say, numbers["number"], country, variant, language))
            for variant in ("", _VIOLENCE, *_BEFORE, *_AFTER)
        )
        for language, say in texts[CALL].items()
    }


def contact(texts: dict[str, Any], numbers: dict[str, Any], country: str) -> dict[str, str]:
    """Return what a page of contact says first, folded, by language."""
    return {
        language: folded(
            f"{wording['title']} {wording['text']} "
            f"{_call(texts[CALL][language], numbers['number'], country, '', language)}"
        )
        for language, wording in texts[CONTACT].items()
    }


def known_numbers(numbers: dict[str, Any], country: str) -> frozenset[str]:
    """Return the numbers of a country, in figures; none if no emergency number is among them."""
    rows = [row for row in numbers["number"] if row["country"] == country]
    if not any(row["use"] == "emergency" for row in rows):
        return frozenset()
    return frozenset("".join(filter(str.isdigit, row["dial"])) for row in rows)


def disclaimers(
    texts: dict[str, Any], numbers: dict[str, Any], country: str
) -> dict[str, dict[str, str]]:
    """Return every approved text, folded, by language and variant, for a country.

    Each variant is there a second time, “child+unconfirmed”, with the sentence on the evidence.
    """
    found: dict[str, dict[str, str]] = {}
    for variant, by_language in texts.items():
        if variant in (CALL, HANDOUT, CONTACT, UNCONFIRMED):
            continue
        for language, wording in by_language.items():
            say, rows = texts[CALL][language], numbers["number"]
            in_text = "{" in wording["text"]
            call = _call(say, rows, country, variant, language, messages=in_text)
            doubt = texts[UNCONFIRMED][language]["text"]
            danger = _dial(say, rows, country, "police", language)
            emergency = _dial(say, rows, country, "emergency", language) or say["services"]
            text = wording["text"].format(emergency=emergency, danger=danger or emergency)
            of_language = found.setdefault(language, {})
            for name, said in ((variant, text), (f"{variant}+{UNCONFIRMED}", f"{text} {doubt}")):
                # The number to call comes first, in the text or above it.
                parts = (said, call) if in_text else (call, said)
                of_language[name] = folded(" ".join((wording["title"], *parts)))
    return found


def _dial(
    say: dict[str, str], rows: list[dict[str, Any]], country: str, use: str, language: str
) -> str:
    """Return the first numbers of a use, in words; nothing where none is known."""
    found = [row for row in rows if (row["country"], row["use"]) == (country, use)]
    said = []
    for row in found[:_TOLD_NUMBERS]:
        hours = row.get("hours", {}).get(language, "")
        words = say["one_hours"] if hours else say["one"]
        said.append(words.format(dial=row["dial"], hours=hours))
    return say["or"].join(said)


def _call(  # noqa: PLR0913 - each is a part of the sentence
    say: dict[str, str],
    rows: list[dict[str, Any]],
    country: str,
    variant: str,
    language: str,
    *,
    messages: bool = False,
) -> str:
    """Return the sentences that say whom to call.

    ``messages``: the text before them has said the number; they add whom to write to.
    """

    def dial(use: str) -> str:
        return _dial(say, rows, country, use, language)

    def line(use: str) -> str:
        if not dial(use):
            return ""
        by_text = dial(f"{use}-text")
        return say[f"{use}_text" if by_text else use].format(**{use: dial(use)}, text=by_text)

    emergency = dial("emergency")
    by_text, registered = dial("text-only"), dial("text-registered")
    end = "_text_only" if by_text else "_text_registered" if registered else ""
    kind = "danger" if variant == _VIOLENCE else "emergency"
    after = dial(_AFTER.get(variant, ""))
    name = f"{kind}{end}" if emergency else "no_number"
    if messages:
        name = f"also{end}" if end else ""
    first = say.get(name, "").format(
        emergency=emergency,
        danger=dial("police") or emergency,
        text=by_text or registered,
        signs=say["signs"] if after else "",
    )
    lines = ("children", "women", "elders") if variant == _VIOLENCE else (_AFTER.get(variant, ""),)
    return " ".join(
        filter(None, [line(_BEFORE.get(variant, "")), first, *(line(use) for use in lines)])
    )
