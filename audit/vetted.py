"""The communities whose vetting is in force, read from the ledger and the catalogue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dateutil.relativedelta import relativedelta

from .inventory import Inventory, read_kit

_CATALOGUE = Path(__file__).parents[1] / "plugins" / "communities" / "catalogue.toml"
# The catalogue's “professional-forum”, a doctor's « forum de professionnels », « médecins ».
_PROFESSION = re.compile("profession|m(?:é|e\u0301?)decin|soignant|doctor", re.IGNORECASE)


def ledger_rows(inventory: Inventory) -> list[dict[str, Any]]:
    """Return the entries of the doctor's ledger, as they are written."""
    rows: list[dict[str, Any]] = inventory.ledger.get("vetting", [])
    return rows


def ends(
    rows: list[dict[str, Any]],
    facts: dict[str, dict[str, Any]],
    phones: dict[str, str],
    closed: dict[str, date],
) -> dict[str, date]:
    """Return the day from which each community is not shown any more, by its links.

    Its vetting holds no more, or it has closed.
    """
    return {
        link: min(end_of(row), closed.get(row["community"], date.max))
        for row in rows
        if row.get("community") in facts
        for link in (facts[row["community"]]["url"], phones.get(row["community"], ""))
        if link
    }


def closings(facts: dict[str, dict[str, Any]]) -> dict[str, date]:
    """Return the day on which each community closes, by its id, of those that say one."""
    found = {id_: _day(row.get("closed_on")) for id_, row in facts.items()}
    return {id_: day for id_, day in found.items() if day}


def phones(ledger: list[dict[str, Any]], facts: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Return each number to call, as a link, by id: the doctor's, else the catalogue's."""
    written = {id_: str(row.get("phone", "")) for id_, row in facts.items()}
    for row in ledger:
        if row.get("community") in facts and row.get("phone"):
            written[row["community"]] = str(row["phone"])
    return {
        id_: f"tel:{re.sub(r'[^0-9+]', '', number)}" for id_, number in written.items() if number
    }


def evidence(rows: list[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Return the addresses where what was found of each community was read, by its id."""
    return {row["community"]: tuple(row.get("evidence", ())) for row in rows if "community" in row}


def end_of(row: dict[str, Any]) -> date:
    """Return the day from which an entry of the ledger holds no more: twelve months at most."""
    vetted_on: date = row["vetted_on"]
    end: date = row.get("next_check", vetted_on + relativedelta(months=6))
    return min(end, vetted_on + relativedelta(months=12))


def known(inventory: Inventory) -> dict[str, dict[str, Any]]:
    """Return the facts, by id, of all communities: the kit's, then the doctor's own."""
    facts: dict[str, dict[str, Any]] = {}
    for tables in (read_kit(_CATALOGUE), inventory.additions):
        rows = tables.get("community", [])
        facts |= {row["id"]: row for row in rows if "id" in row and "url" in row}
    return facts


def vetted_rows(inventory: Inventory, days: Sequence[date]) -> dict[str, dict[str, Any]]:
    """Return the facts, by id, of the communities whose vetting is in force on all of some days.

    None of a community that has closed by then, or is part of another one.
    """
    facts = known(inventory)
    there = {id_: row for id_, row in facts.items() if not any(is_gone(row, day) for day in days)}
    rows = ledger_rows(inventory)
    return {
        row["community"]: there[row["community"]]
        for row in rows
        if row.get("community") in there and all(in_force(row, day) for day in days)
    }


def is_professional(row: dict[str, Any]) -> bool:
    """Tell whether a community is one of professionals, in the words of any who wrote the entry."""
    written = row.get("audience", [])
    readers = written if isinstance(written, list) else [written]
    alone = bool(readers) and all(_PROFESSION.search(str(one)) for one in readers)
    return alone or bool(_PROFESSION.search(str(row.get("kind", ""))))


def languages_of(row: dict[str, Any]) -> frozenset[str]:
    """Return the languages of a community: a list of words, or a single one, in any case."""
    written = row.get("languages", [])
    words = written if isinstance(written, list) else [written]
    return frozenset(str(word).strip().lower() for word in words)


def is_gone(row: dict[str, Any], day: date) -> bool:
    """Tell whether a community has closed by a day; one replaced without a date is gone."""
    closed_on = _day(row.get("closed_on"))
    return closed_on <= day if closed_on else bool(row.get("replaced_by"))


def in_force(row: dict[str, Any], day: date) -> bool:
    """Tell whether an entry of the ledger allows a link on a day.

    Recommended or reserved; an exchange in the six months before the vetting; until the next
    check, six months when none is written, twelve at most.
    """
    vetted_on, exchange = _day(row.get("vetted_on")), _day(row.get("last_exchange"))
    if not vetted_on or not exchange:
        return False
    end = _day(row.get("next_check", vetted_on + relativedelta(months=6)))
    return (
        row.get("verdict") in ("recommended", "reserved")
        and end is not None
        and exchange > vetted_on - relativedelta(months=6)
        and vetted_on <= day < min(end, vetted_on + relativedelta(months=12))
    )


def _day(value: object) -> date | None:
    """Return a day written as such; a day with an hour is none."""
    return value if isinstance(value, date) and not isinstance(value, datetime) else None
