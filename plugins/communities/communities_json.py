"""What a blog tells machines of its communities: ``communautes.json``. Knows nothing of Pelican.

Facts on one side, which another blog may take; this doctor's decisions on the other, which it may
not. ``docs/communities.md`` describes the format, ``docs/communities.schema.json`` holds it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from .catalogue import COLLECTED, LANGUAGE, Community
from .ledger import REFUSED, Vetted, Vetting

# What machines read, at the root of the site.
FILE = "communautes.json"
FORMAT = "serment-communities"
# Raised when a reader of the former version would misread the file; not for a fact more.
VERSION = 1

# The facts that are given away, in order, by the kind of their value. The notes of whoever
# collected them are for whoever vets.
TEXTS = (
    *("id", "name", "url", "site", "phone", "kind", "operator", "legal_form", "legal_basis", "sex"),
    *("moderation", "registration", "last_known_activity", "url_evidence", "replaced_by"),
)
LISTS = ("languages", "countries", "conditions", "audience", "evidence", "phone_evidence")
BY_LANGUAGE = ("about", "hours", "moderation_note", "funding_note")
DAYS = ("closed_on", "read_on", "phone_read_on")
SIGNS = ("crisis", "sells_data")
_ORDER = (
    *("id", "name", "url", "site", "phone", "hours", "phone_evidence", "phone_read_on"),
    *("kind", "crisis", "operator"),
    *("legal_form", "legal_basis"),
    *("languages", "countries", "conditions", "sex", "audience", "about", "moderation"),
    *(
        "moderation_note",
        "funding_note",
        "sells_data",
        "registration",
        "last_known_activity",
        "url_evidence",
    ),
    *("closed_on", "replaced_by", "evidence", "read_on"),
)
# Keeps words together on the screen, and tells programs nothing.
_WORD_JOINER = "\u2060"


def document(  # noqa: PLR0913, PLR0917 - each is a part of the file
    blog: Mapping[str, object],
    rows: Mapping[str, Mapping[str, Any]],
    catalogue: Mapping[str, Community],
    shown: Iterable[Vetted],
    ledger: Iterable[Vetting],
    today: date,
    next_build: date,
) -> dict[str, Any]:
    """Return the whole file as data.

    ``blog``: who publishes it; ``rows``: the facts as they are written, by id, and ``catalogue``:
    as they are read; ``shown``: what is vetted and in force. A refusal is told only with its
    reason, and as long as it holds.
    """
    refused = [
        one
        for one in ledger
        if told_refusal(one, today, next_build) and not catalogue[one.community].gone(next_build)
    ]
    vettings = sorted([*(v.vetting for v in shown), *refused], key=lambda one: one.community)
    return {
        "format": FORMAT,
        "version": VERSION,
        "day": today.isoformat(),
        "blog": {name: _joined(value) for name, value in blog.items()},
        # One that is refused is named, and leads nowhere.
        "communities": [facts(rows[one.community]) for one in vettings if one.verdict != REFUSED],
        "vettings": [_vetting(one, catalogue[one.community]) for one in vettings],
    }


def told_refusal(vetting: Vetting, today: date, next_build: date) -> bool:
    """Tell whether a refusal is published: it has its reason, and holds until the next build."""
    holds = vetting.vetted_on <= today and next_build < vetting.next_check
    return vetting.verdict == REFUSED and holds and bool(_by_language(vetting.reason))


def text_of(data: Mapping[str, Any]) -> str:
    """Return the file as it is written."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def rows_of(catalogues: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the facts of some catalogues that were read, as written, by id; the last one wins.

    The day that a catalogue was collected is the day that each of its entries was read.
    """
    found = {}
    for tables in catalogues:
        day = {"read_on": tables[COLLECTED]} if COLLECTED in tables else {}
        rows = tables.get("community", [])
        for row in rows if isinstance(rows, list) else []:
            if isinstance(row, dict) and row.get("id"):
                found[str(row["id"])] = day | row
    return found


def days_read(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, date]:
    """Return the day that the facts about each community were read, where it is known, by id."""
    return {
        id_: day
        for id_, row in rows.items()
        if isinstance(day := row.get("read_on"), date) and not isinstance(day, datetime)
    }


def facts(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts about a community that may be given away, what is of no use left out."""
    found = {name: _plain(name, row.get(name)) for name in _ORDER}
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def _plain(name: str, value: Any) -> Any:
    """Return a fact as JSON has it, nothing if it is not of its kind."""
    if name in LISTS:
        words: Sequence[Any] = value if isinstance(value, list) else [value]
        return [word for word in words if isinstance(word, str) and word]
    if name in BY_LANGUAGE:
        return _by_language(value)
    if name in DAYS:
        is_day = isinstance(value, date) and not isinstance(value, datetime)
        return value.isoformat() if is_day else None
    if name in SIGNS:
        return value is True or None
    return value if isinstance(value, str) else None


def _by_language(value: Any) -> dict[str, str]:
    """Return words by language, as programs read them."""
    said = value if isinstance(value, Mapping) else {}
    return {
        language: _joined(words)
        for language, words in said.items()
        if LANGUAGE.fullmatch(language) and isinstance(words, str) and words.strip()
    }


def _joined(value: Any) -> Any:
    """Return words without what only a screen needs."""
    return value.replace(_WORD_JOINER, "") if isinstance(value, str) else value


def _vetting(vetting: Vetting, about: Community) -> dict[str, Any]:
    """Return a decision on a community as JSON has it: what was found of one that is shown only."""
    found: dict[str, Any] = {
        "community": vetting.community,
        "verdict": vetting.verdict,
        "vetted_on": vetting.vetted_on.isoformat(),
        "vetted_by": _joined(vetting.vetted_by),
        "last_exchange": vetting.last_exchange.isoformat(),
        "holds_until": about.end(vetting.next_check).isoformat(),
    }
    if vetting.verdict == REFUSED:
        found |= {"name": _joined(about.name), "reason": _by_language(vetting.reason)}
    else:
        found |= {
            "sentence": _by_language(vetting.sentence),
            "criteria": dict(vetting.criteria),
            "evidence": list(vetting.evidence),
        }
    return {name: value for name, value in found.items() if value}
