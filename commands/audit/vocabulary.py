"""The data for search engines speak the language of schema.org, and no word of their own.

A property belongs to some types only: ``reviewedBy`` to a page, never to an article; ``jobTitle``
to a person, never to a practice. A program that reads the data passes over what is misplaced or
misspelt without a word, so nobody would ever know. ``vocabulary.json`` is made from schema.org's
own release by ``tests/make_vocabulary.py``, and says of which.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from plugins.problems import N_, Problem

CONTEXT = "https://schema.org"

_ABOUT_ITSELF = frozenset({"@id", "@type"})
_ON_TOP = frozenset({"@context", "@graph"})
_WORDS = frozenset({"Text", "URL", "CssSelectorType", "XPathType", "PronounceableText"})
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?")
_DURATION = re.compile(r"P(?=[\dT])(\d+[YMWD])*(T(\d+[HMS])+)?")
# A value written as text, of types that are neither words nor names of a list.
_WRITTEN = {
    "Date": _DAY,
    "DateTime": _DAY,
    "Duration": _DURATION,
    "Time": re.compile(r"\d{2}:\d{2}(:\d{2})?"),
}


@dataclass(frozen=True)
class Vocabulary:
    """The types of schema.org with all above them, their properties, and what those may hold."""

    version: str
    above: Mapping[str, frozenset[str]]
    properties: Mapping[str, frozenset[str]]
    ranges: Mapping[str, frozenset[str]]
    members: Mapping[str, frozenset[str]]
    superseded: frozenset[str]


@cache
def vocabulary() -> Vocabulary:
    """Return the table, read once."""
    table = json.loads(Path(__file__).with_name("vocabulary.json").read_bytes())
    parents = {kind: row[0].split() for kind, row in table["types"].items()}
    own = {kind: frozenset(row[1].split()) for kind, row in table["types"].items()}
    above = {kind: frozenset(_with_those_above(kind, parents)) for kind in parents}
    return Vocabulary(
        version=table["version"],
        above=above,
        properties={
            kind: frozenset().union(*(own[one] for one in kinds)) for kind, kinds in above.items()
        },
        ranges={name: frozenset(held.split()) for name, held in table["ranges"].items()},
        members={kind: frozenset(names.split()) for kind, names in table["members"].items()},
        superseded=frozenset(table["superseded"]),
    )


def _with_those_above(kind: str, parents: Mapping[str, list[str]]) -> Iterator[str]:
    waiting = [kind]
    while waiting:
        one = waiting.pop()
        yield one
        waiting += parents[one]


def audit_vocabulary(data: object) -> Iterator[Problem]:
    """Yield what some JSON-LD says that schema.org does not understand: once each, in order."""
    if not isinstance(data, dict) or data.get("@context") != CONTEXT:
        yield Problem(N_("the data for search engines do not say that they speak schema.org."))
        return
    top = {name: value for name, value in data.items() if name not in _ON_TOP}
    waiting: list[Any] = [*_several(data.get("@graph", [])), *([top] if top else [])]
    waiting.reverse()
    while waiting:
        thing = waiting.pop()
        if not isinstance(thing, dict):
            yield _unknown(str(thing)[:100])
            continue
        if thing.keys() == {"@id"}:
            continue
        kinds = [str(kind) for kind in _several(thing.get("@type", []))]
        lost = [kind for kind in kinds if kind not in vocabulary().above]
        if lost or not kinds:
            yield _unknown(", ".join(lost) or "@type")
            continue
        yield from _audit_properties(thing, kinds)
        waiting += [
            one
            for name, value in reversed(thing.items())
            if not name.startswith("@")
            for one in reversed(_several(value))
            if isinstance(one, dict)
        ]


def _audit_properties(thing: Mapping[str, Any], kinds: list[str]) -> Iterator[Problem]:
    """Yield the properties of one thing that its types do not have, or that hold something else."""
    known = vocabulary()
    allowed = frozenset().union(*(known.properties[kind] for kind in dict.fromkeys(kinds)))
    for name, value in thing.items():
        if name in _ABOUT_ITSELF:
            continue
        said = f"{kinds[0]}.{name}"
        if name not in allowed:
            yield _unknown(said)
        elif name in known.superseded:
            yield Problem(
                N_("schema.org has another word for {name} by now."), values={"name": said}
            )
        elif not all(_fits(one, known.ranges[name]) for one in _several(value)):
            yield Problem(
                N_("{name} holds something else than schema.org expects."),
                values={"name": said},
                quote=json.dumps(value, ensure_ascii=False)[:200],
            )


def _fits(value: object, held: frozenset[str]) -> bool:
    """Tell whether a value is of one of the types that a property may hold."""
    known = vocabulary()
    if isinstance(value, dict):
        kinds = [str(kind) for kind in _several(value.get("@type", []))]
        # What has no type, or none that is known, is looked at by itself.
        return not kinds or any(known.above.get(kind, held) & held for kind in kinds)
    if isinstance(value, bool):
        return "Boolean" in held
    if isinstance(value, int | float):
        return not held.isdisjoint({"Number", "Integer", "Float"})
    if not isinstance(value, str) or not value.strip():
        return False
    if held & _WORDS:
        return True
    return any(kind in held and form.fullmatch(value) for kind, form in _WRITTEN.items()) or any(
        value.removeprefix(f"{CONTEXT}/") in names and known.above[kind] & held
        for kind, names in known.members.items()
    )


def _several(value: object) -> list[Any]:
    """Return a value as a list: JSON-LD writes one as itself."""
    return value if isinstance(value, list) else [value]


def _unknown(name: str) -> Problem:
    return Problem(
        N_("schema.org knows no {name}: search engines would not understand it."),
        values={"name": name},
    )
