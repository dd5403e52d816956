"""What machines read of the communities says what the ledger and the catalogue say, no more."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from plugins.shared.problems import N_, Problem

from .approved import end_of, folded, in_force, is_gone
from .inventory import read_kit, read_toml
from .structure import has_unseen

FILE = "communautes.json"

_CATALOGUE = Path(__file__).parents[1] / "plugins" / "communities" / "catalogue.toml"
_HEAD = {"format": "serment-communities", "version": 1}
_PARTS = frozenset({*_HEAD, "day", "blog", "communities", "vettings"})
_TEXTS = frozenset(
    "id name url site kind operator legal_form legal_basis sex moderation registration "
    "last_known_activity url_evidence replaced_by".split()
)
_LISTS = frozenset("languages countries conditions audience evidence".split())
_BY_LANGUAGE = frozenset("about moderation_note funding_note".split())
_SIGNS = frozenset({"crisis", "sells_data"})
_DAYS = frozenset({"closed_on", "read_on"})
_DASHES = re.compile(r"-{2,3}|[–—]")
_REFUSED = "refused"

Row = dict[str, Any]


@dataclass
class Given:
    """What is given to other programs: how many communities, how many well, what is wrong."""

    count: int = 0
    problems: list[tuple[str, Problem]] = field(default_factory=list)
    good: int = 0


def audit_communities_json(files: dict[str, Path], content: Path, days: Sequence[date]) -> Given:
    """Return what is wrong with the file, and how many communities are in it as they must be."""
    expected = dict(_expected(content, days))
    given = Given(len(expected))
    if FILE not in files:
        given.problems = [(FILE, Problem(N_("the file for other programs is missing.")))]
        return given
    try:
        said = json.loads(files[FILE].read_bytes())
        rows, vettings = (_by(said[part], name) for part, name in _KEYS.items())
    except (ValueError, RecursionError, KeyError, TypeError):
        given.problems = [(FILE, Problem(N_("the file for other programs cannot be read.")))]
        return given
    problems = list(_audit_head(said, content, days[0]))
    # As it is read, not as it is written: JSON may name a character by its number.
    if has_unseen(json.dumps(said, ensure_ascii=False).encode("utf-8", "replace")):
        problems.append(
            Problem(N_("the page holds characters that nobody can see, or that were lost."))
        )
    # Of one that is refused no fact is given: nothing leads to it.
    refused = {id_ for id_, (facts, _) in expected.items() if not facts}
    problems += (
        Problem(
            N_("a community is given to other programs although nothing in force says so."),
            quote=id_,
        )
        for id_ in sorted(({*rows, *vettings} - expected.keys()) | (refused & rows.keys()))
    )
    for id_, (facts, decision) in expected.items():
        if (facts and id_ not in rows) or id_ not in vettings:
            problems.append(
                Problem(N_("a community is missing from the file for other programs."), quote=id_)
            )
        elif _same(rows.get(id_, {}), facts) and _same(vettings[id_], decision):
            given.good += 1
        else:
            problems.append(_unlike(id_))
    given.problems = [(FILE, problem) for problem in problems]
    return given


_KEYS = {"communities": "id", "vettings": "community"}


def _by(rows: Any, name: str) -> dict[str, Row]:
    """Return some objects by a name that each must have, each once."""
    found = {str(row[name]): row for row in rows}
    if len(found) != len(rows):
        raise ValueError
    return found


def _unlike(quote: str) -> Problem:
    return Problem(
        N_("the file for other programs says something else than your files."), quote=quote
    )


def _audit_head(said: Row, content: Path, today: date) -> Iterator[Problem]:
    """Yield what is wrong with what the file says of itself and of the blog."""
    ledger = read_toml(content / "communities" / "vetting.toml")
    blog = read_toml(content / "blog.toml")
    own, doctor = blog.get("blog", {}), blog.get("doctor", {})
    wanted = {
        **{name: own.get(name, "") for name in ("title", "address", "language", "country")},
        "doctor": doctor.get("name", ""),
        "fictional": bool(ledger.get("fictional")),
    }
    right = _HEAD | {"day": today.isoformat()}
    yield from (_unlike(name) for name, value in right.items() if said.get(name) != value)
    if not _same(said["blog"], wanted):
        yield _unlike("blog")
    yield from (_unlike(name) for name in sorted(said.keys() - _PARTS))


def _expected(content: Path, days: Sequence[date]) -> Iterator[tuple[str, tuple[Row, Row]]]:
    """Yield the facts and the decision of each community that must be in the file, by id."""
    rows: dict[str, Row] = {}
    for tables in (read_kit(_CATALOGUE), read_toml(content / "communities" / "additions.toml")):
        day = {"read_on": tables["collected_on"]} if "collected_on" in tables else {}
        rows |= {row["id"]: day | row for row in tables.get("community", []) if "id" in row}
    ledger = read_toml(content / "communities" / "vetting.toml").get("vetting", [])
    for entry in ledger:
        row = rows.get(entry.get("community"))
        if row is None:
            continue
        shown = all(in_force(entry, day) and not is_gone(row, day) for day in days)
        if shown:
            facts = {name: _fact(name, value) for name, value in row.items()}
            yield entry["community"], (facts, _decision(entry))
        elif _is_told_refusal(entry, days) and not any(is_gone(row, day) for day in days):
            yield entry["community"], ({}, _decision(entry) | {"name": row.get("name")})


def _fact(name: str, value: Any) -> Any:
    """Return a fact that is given away, in the kind it has there; nothing of any other."""
    if name in _LISTS:
        words = value if isinstance(value, list) else [value]
        return [word for word in words if isinstance(word, str)]
    if name in _BY_LANGUAGE:
        return _by_language(value)
    kind: type = date if name in _DAYS else bool if name in _SIGNS else str
    known = name in _TEXTS | _DAYS | _SIGNS
    return value if known and type(value) is kind else None


def _by_language(value: Any) -> Row:
    """Return words by language; a name that is no code of a language is left out."""
    said = value if isinstance(value, dict) else {}
    return {name: words for name, words in said.items() if re.fullmatch("[a-z]{2}", name)}


def _is_told_refusal(entry: Row, days: Sequence[date]) -> bool:
    """Tell whether a refusal is in force, and has its reason for readers."""
    said = _by_language(entry.get("reason"))
    if entry.get("verdict") != _REFUSED or not any(said.values()):
        return False
    try:
        return all(entry["vetted_on"] <= day < end_of(entry) for day in days)
    except (KeyError, TypeError):
        return False


def _decision(entry: Row) -> Row:
    """Return what is told of an entry of the ledger."""
    refused = entry["verdict"] == _REFUSED
    kept = ["community", "verdict", "vetted_on", "vetted_by", "last_exchange"]
    kept += [] if refused else ["criteria", "evidence"]
    found = {name: entry[name] for name in kept if name in entry}
    said = "reason" if refused else "sentence"
    return found | {said: _by_language(entry.get(said)), "holds_until": end_of(entry)}


def _same(said: Any, wanted: Row) -> bool:
    """Tell whether an object of the file says what a table of TOML says, empty values apart."""
    return isinstance(said, dict) and _comparable(said) == _comparable(wanted)


def _comparable(value: Any) -> Any:
    """Return data to compare: a single word where a list may stand, no typography, no empty value.

    Where a program would see no difference there is none: dates are words, false is left out.
    """
    if isinstance(value, dict):
        found = {name: _comparable(one) for name, one in value.items()}
        return {name: one for name, one in found.items() if one}
    if isinstance(value, list):
        return [one for one in map(_comparable, value) if one]
    if isinstance(value, str):
        words = _DASHES.sub("-", value).replace("...", "…")
        return folded(words).replace("``", '"').replace("''", '"')
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    return value
