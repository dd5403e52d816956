"""What the catalogue says of a question already, for the doctor to confirm with Enter. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from plugins.communities.criteria import NO, UNKNOWN, YES
from plugins.shared.kinds import MODERATIONS
from plugins.shared.problems import N_, Phrase

# How the codes of the catalogue on registration are said.
REGISTRATIONS: dict[str, Phrase] = {
    "yes": N_("Needed"),
    "no": N_("Not needed"),
    "reading open": N_("Not needed to read"),
    "reading open, posting needs an account": N_("Not needed to read; an account to write"),
    "reading of public communities open, posting needs an account": N_(
        "Not needed to read its public communities; an account to write"
    ),
}


def known(
    facts: Mapping[str, Any], language: str, translate: Callable[[str], str]
) -> dict[str, str]:
    """Return the answers that facts of the catalogue give, by the name of the question.

    ``facts``: an entry as it is written; ``language``: that of the answers, whose words
    ``translate`` gives. Of what the catalogue does not say there is no answer; it never judges.
    """
    registration = REGISTRATIONS.get(str(facts.get("registration", "")))
    found = {
        "operator": str(facts.get("operator", "")),
        "moderation": _moderation(facts, language, translate),
        "funding": _said(facts, "funding_note", language),
        "data_sale": YES if facts.get("sells_data") is True else "",
        "registration": translate(registration) if registration else "",
    }
    return {name: answer for name, answer in found.items() if answer}


def _moderation(facts: Mapping[str, Any], language: str, translate: Callable[[str], str]) -> str:
    """Return who moderates, and how."""
    who = str(facts.get("moderation", UNKNOWN))
    if who == "none":
        return NO
    named = translate(MODERATIONS[who]) if who in MODERATIONS and who != UNKNOWN else ""
    how = _said(facts, "moderation_note", language)
    return f"{named} ({how})" if named and how else named or how


def _said(facts: Mapping[str, Any], name: str, language: str) -> str:
    """Return a text of a community in a language; what is in another is no answer."""
    said = facts.get(name)
    return str(said.get(language, "")) if isinstance(said, dict) else ""
