"""The facts about communities: no endorsement. Knows nothing of Pelican."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from plugins.shared import icd10
from plugins.shared.contact_links import is_phone
from plugins.shared.files import read_toml
from plugins.shared.kinds import (
    HELPLINE,
    KINDS,
    MODERATIONS,
    OPENINGS,
    PROFESSIONAL_FORUM,
    PROFESSIONALS,
)
from plugins.shared.problems import N_, Problem, unknown_names
from plugins.shared.typography import typeset

from .terms import misfits

# The kit's own facts, and what the doctor adds to them or corrects.
CATALOGUE = Path(__file__).parent / "catalogue.toml"
ADDITIONS = "communities/additions.toml"

_TEXTS = tuple(
    "id name url phone operator sex replaced_by legal_form legal_basis registration".split()
)
_NEEDED = ("id", "name", "url", "kind")
_FOR_LINES = ("languages", "countries")
_LISTS = frozenset({"languages", "countries", "conditions", "audience"})
# By language.
_SAID = ("about", "hours", "moderation_note", "funding_note")
# Facts that are kept beside those that are shown, and where they were read.
_KEPT = (
    "confidence editorial_review evidence last_known_activity note phone_evidence phone_read_on "
    "read_on site tier url_evidence"
).split()
# The day that all of a catalogue was collected, above its entries.
COLLECTED = "collected_on"
# ISO 639-1, as tables by language are keyed.
LANGUAGE = re.compile(r"[a-z]{2}")
# An id is part of the address of a page; two of these are pages of their own.
ID = re.compile(r"(?!(?:criteres|criteria)$)[a-z0-9]+(?:-[a-z0-9]+)*")
READ = "read"
PATTERN = re.compile(icd10.PATTERN)


@dataclass(frozen=True)
class Community:
    """The facts about a community, as the catalogue has them.

    ``open_to_patients``: what they may do in a community of professionals, a name of ``OPENINGS``;
    ``phone``: the number of a helpline or of a service, as it is printed; ``hours``: when it is
    answered, by language.
    """

    id: str
    name: str
    url: str
    kind: str
    phone: str = ""
    hours: Mapping[str, str] = field(default_factory=dict)
    operator: str = ""
    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    sex: str = ""
    crisis: bool = False
    about: Mapping[str, str] = field(default_factory=dict)
    moderation: str = "unknown"
    moderation_note: Mapping[str, str] = field(default_factory=dict)
    closed_on: date | None = None
    replaced_by: str = ""
    legal_form: str = ""
    legal_basis: str = ""
    registration: str = "unknown"
    funding_note: Mapping[str, str] = field(default_factory=dict)
    sells_data: bool = False
    open_to_patients: str = "unknown"

    @property
    def is_professional(self) -> bool:
        """Tell whether it is one of professionals: no place to send patients to for support."""
        return self.kind == PROFESSIONAL_FORUM or self.audience == (PROFESSIONALS,)

    @property
    def is_company(self) -> bool:
        """Tell whether a company runs it, for profit, as far as a source says."""
        return self.kind == "company-platform" or self.read_form == "company"

    @property
    def read_form(self) -> str:
        """Return its legal form if a source said it; one that is assumed is not told."""
        return self.legal_form if self.legal_basis == READ else ""

    def end(self, of_vetting: date) -> date:
        """Return the day from which it is not shown: a vetting's end, or its own where earlier."""
        return min(of_vetting, self.closed_on or date.max)

    def gone(self, day: date) -> bool:
        """Tell whether the community has closed by a day, or is part of another one."""
        return self.closed_on <= day if self.closed_on else bool(self.replaced_by)


def read_catalogue(text: str) -> tuple[dict[str, Community], list[Problem]]:
    """Return the communities of a catalogue by id, and what must be corrected in it."""
    return communities_in(*read_toml(text))


def communities_in(
    tables: Mapping[str, Any], unreadable: list[Problem]
) -> tuple[dict[str, Community], list[Problem]]:
    """Return the communities of a catalogue that was read, as :func:`read_catalogue` does."""
    known = list(Community.__dataclass_fields__)
    rows, problems = rows_in(tables, unreadable, "community", [*known, *_KEPT], [COLLECTED])
    found: dict[str, Community] = {}
    for row in rows:
        # A line answers in its own country and language: without them it would never be shown.
        lines = _FOR_LINES if row.get("crisis") is True or row.get("kind") == HELPLINE else ()
        missing = [name for name in (*_NEEDED, *lines) if not row.get(name)]
        if missing:
            problems.append(
                Problem(
                    N_("a community lacks: {missing}."),
                    N_("Complete it, as the catalogue does."),
                    {"missing": ", ".join(missing)},
                    quote=f'id = "{row["id"]}"' if row.get("id") else "",
                )
            )
            continue
        unusable = _unusable(row)
        if unusable:
            problems.append(
                Problem(
                    N_("these values of a community cannot be used: {names}."),
                    N_("Write them as the catalogue does: its first lines say what is possible."),
                    {"names": ", ".join(unusable)},
                    quote=f'id = "{row["id"]}"',
                )
            )
            continue
        unfit = list(misfits(row))
        if unfit:
            problems += unfit
            continue
        for name in _SAID:
            problems += check_by_language(name, row.get(name, {}), row["id"])
        if row["id"] in found:
            problems.append(
                Problem(
                    N_("the community “{id}” is described twice."),
                    N_("Keep one of the two descriptions."),
                    {"id": row["id"]},
                    quote=f'id = "{row["id"]}"',
                )
            )
        values = {name: ready(name, value) for name, value in row.items() if name in known}
        found[row["id"]] = Community(**values)
    return found, problems


@cache
def kit_catalogue() -> tuple[Mapping[str, Any], Mapping[str, Community]]:
    """Return the kit's own catalogue, as it is written and as it is read: once in a process."""
    tables, _ = read_toml(CATALOGUE.read_text("utf-8"))
    return tables, communities_in(tables, [])[0]


def joined(catalogue: Mapping[str, Community], day: date) -> dict[str, list[str]]:
    """Return, by the id of a community, the names of those that are part of it by a day."""
    found: dict[str, list[str]] = {}
    for facts in catalogue.values():
        if facts.replaced_by and facts.gone(day):
            found.setdefault(facts.replaced_by, []).append(facts.name)
    return {id_: sorted(names, key=str.casefold) for id_, names in found.items()}


def unknown_successors(catalogue: Mapping[str, Community]) -> list[Problem]:
    """Return a problem for each community that is said to be part of one that is not there."""
    return [
        Problem(
            N_("“{other}”, which “{id}” is said to be part of, is no other community."),
            N_("Write the “id” of the community that took its place, or closed_on alone."),
            {"id": facts.id, "other": facts.replaced_by},
            quote=f'replaced_by = "{facts.replaced_by}"',
        )
        for facts in catalogue.values()
        if facts.replaced_by
        and (facts.replaced_by not in catalogue or facts.replaced_by == facts.id)
    ]


def ready(name: str, value: Any) -> Any:
    """Return a value of a TOML file as the rest uses it.

    A list becomes a tuple, and so does a single word where a list is expected; a
    text by language is typeset.
    """
    if name in _LISTS:
        return tuple(value) if isinstance(value, list) else (str(value),)
    if isinstance(value, dict):
        return {language: typeset(str(text), language) for language, text in value.items()}
    return value


def check_by_language(name: str, words: Mapping[str, object], id_: str) -> Iterator[Problem]:
    """Yield each part of a text by language that is no words, or in no language: nobody reads it.

    ``name`` of the text, ``id_`` of the community it is about.
    """
    for language, said in words.items():
        if not LANGUAGE.fullmatch(language) or not isinstance(said, str):
            yield Problem(
                N_("“{name}.{language}” of the community “{id}” cannot be read."),
                N_('Write words between quotes, after a language: {name}.fr = "…"'),
                {"name": name, "language": language, "id": id_},
                quote=f"{name}.{language}",
            )


def _unusable(row: dict[str, Any]) -> list[str]:
    """Return the names of the values of a community that cannot be used."""
    patterns = ready("conditions", row.get("conditions", []))
    wrong = {
        "kind": str(row["kind"]) not in KINDS,
        "conditions": not all(PATTERN.fullmatch(str(pattern)) for pattern in patterns),
        "moderation": str(row.get("moderation", "unknown")) not in MODERATIONS,
        "open_to_patients": str(row.get("open_to_patients", "unknown")) not in OPENINGS,
        **{name: not isinstance(row.get(name, False), bool) for name in ("crisis", "sells_data")},
        # A date with an hour is a datetime: type() tells them apart, isinstance() does not.
        "closed_on": type(row.get("closed_on", date.max)) is not date,
        **{name: not isinstance(row.get(name, ""), str) for name in _TEXTS},
        **{name: not _is_list(row.get(name, [])) for name in _LISTS - {"conditions"}},
        **{name: not isinstance(row.get(name, {}), dict) for name in _SAID},
    }
    wrong["id"] = wrong["id"] or not ID.fullmatch(row["id"])
    wrong["phone"] = wrong["phone"] or not (row.get("phone", "") == "" or is_phone(row["phone"]))
    wrong["url"] = wrong["url"] or not row["url"].startswith(("https://", "http://"))
    return [name for name, is_wrong in wrong.items() if is_wrong]


def _is_list(value: object) -> bool:
    """Tell whether a value is words, or a list of words."""
    return all(isinstance(item, str) for item in (value if isinstance(value, list) else [value]))


def rows_in(
    tables: Mapping[str, Any],
    unreadable: list[Problem],
    name: str,
    fields: Sequence[str],
    beside: Sequence[str] = (),
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return the tables ``[[name]]`` of a TOML text that was read, and what nobody would read.

    ``unreadable``: why the text could not be read, if it could not. ``fields`` are those of each
    table, ``beside`` the names that may stand above them.
    """
    if unreadable:
        return [], unreadable
    problems = unknown_names(tables, [name, *beside])
    rows = tables.get(name, [])
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        unknown = dict.fromkeys(field for row in rows for field in row if field not in fields)
        return rows, problems + unknown_names(unknown, fields)
    return [], [
        *problems,
        Problem(
            N_("each entry begins with double brackets: [[{name}]]."),
            N_("Double the brackets: [[{name}]]"),
            {"name": name},
            quote=f"[{name}]",
        ),
    ]
