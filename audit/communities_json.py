"""What machines read of the communities: only what is vetted, as the build declared it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from plugins.shared.problems import N_, Problem

from .approved import Approved
from .inventory import Inventory
from .structure import has_unseen
from .vetted import end_of, is_gone, known

FILE = "communautes.json"
_REFUSED = "refused"

Row = dict[str, Any]


@dataclass
class Given:
    """What is given to other programs: how many communities, how many well, what is wrong."""

    count: int = 0
    problems: list[tuple[str, Problem]] = field(default_factory=list)
    good: int = 0


def audit_communities_json(
    files: Mapping[str, Path],
    inventory: Inventory,
    approved: Approved,
    days: Sequence[date],
    declared: str,
) -> Given:
    """Return what is wrong with the file, and how many communities are in it as they must be.

    ``declared``: the SHA-256 of its bytes, as the build says.
    """
    refused = frozenset(_refused(inventory, days))
    given = Given(len(approved.by_id) + len(refused))
    if FILE not in files:
        given.problems = [(FILE, Problem(N_("the file for other programs is missing.")))]
        return given
    data = files[FILE].read_bytes()
    try:
        said = json.loads(data)
        rows, vettings = _by(said["communities"], "id"), _by(said["vettings"], "community")
        # As it is read, not as it is written: JSON may name a character by its number.
        unseen = has_unseen(json.dumps(said, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError, KeyError, TypeError):
        given.problems = [(FILE, Problem(N_("the file for other programs cannot be read.")))]
        return given
    problems = list(_unvetted(rows, vettings, approved, refused))
    wrong = {problem.quote for problem in problems}
    given.good = len({*approved.by_id, *refused} - wrong)
    if unseen:
        problems.append(
            Problem(N_("the page holds characters that nobody can see, or that were lost."))
        )
    if sha256(data).hexdigest() != declared:
        problems.append(Problem(N_("the file for other programs is not the one that was made.")))
    given.problems = [(FILE, problem) for problem in problems]
    return given


def _by(rows: Any, name: str) -> dict[str, Row]:
    """Return some objects by a name that each must have, each once."""
    found = {str(row[name]): row for row in rows}
    if len(found) != len(rows):
        raise ValueError
    return found


def _unvetted(
    rows: Mapping[str, Row],
    vettings: Mapping[str, Row],
    approved: Approved,
    refused: frozenset[str],
) -> Iterator[Problem]:
    """Yield what the file gives of communities that the ledger does not, or does not give."""
    given = N_("a community is given to other programs although nothing in force says so.")
    missing = N_("a community is missing from the file for other programs.")
    elsewhere = N_("a community is given to other programs at another address.")
    # Of one that is refused no fact is given: nothing leads to it.
    unfounded = (rows.keys() - approved.by_id.keys()) | (
        vettings.keys() - approved.by_id.keys() - refused
    )
    yield from (Problem(given, quote=id_) for id_ in sorted(unfounded))
    lacking = (approved.by_id.keys() - rows.keys()) | (
        (approved.by_id.keys() | refused) - vettings.keys()
    )
    yield from (Problem(missing, quote=id_) for id_ in sorted(lacking))
    for id_, url in approved.by_id.items():
        if id_ in rows and rows[id_].get("url") != url:
            yield Problem(elsewhere, quote=id_)
    for id_, vetting in vettings.items():
        if (vetting.get("verdict") == _REFUSED) != (id_ in refused):
            yield Problem(given, quote=id_)


def _refused(inventory: Inventory, days: Sequence[date]) -> Iterator[str]:
    """Yield the communities whose refusal is in force, and has its reason for readers."""
    facts = known(inventory)
    for entry in inventory.ledger.get("vetting", []):
        reason = entry.get("reason")
        said = isinstance(reason, dict) and any(str(words).strip() for words in reason.values())
        id_ = str(entry.get("community"))
        # What has closed is not spoken of any more.
        there = not any(is_gone(facts.get(id_, {}), day) for day in days)
        if entry.get("verdict") == _REFUSED and said and there and _holds(entry, days):
            yield id_


def _holds(entry: Row, days: Sequence[date]) -> bool:
    try:
        return all(entry["vetted_on"] <= day < end_of(entry) for day in days)
    except (KeyError, TypeError):
        return False
