"""The data for search engines speak the language of schema.org, and no word of their own.

A property belongs to some types only: ``reviewedBy`` to a page, never to an article; ``jobTitle``
to a person, never to a practice. A program that reads the data passes over what is misplaced or
misspelt without a word, so nobody would ever know. ``vocabulary.json`` is made from schema.org's
own release by ``tests/audit/make_schema_org.py``, and says of which.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from plugins.shared.problems import N_, Problem

CONTEXT = "https://schema.org"

_ABOUT_ITSELF = frozenset({"@id", "@type"})
_ON_TOP = frozenset({"@context", "@graph"})
_ONLY_NAMED = frozenset({"@id"})
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
    table = json.loads(Path(__file__).with_name("schema_org.json").read_bytes())
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


class _Properties(NamedTuple):
    """The properties that some types have together, and those of them that take any words."""

    allowed: frozenset[str]
    worded: frozenset[str]


def audit_schema_org(data: object) -> Iterator[Problem]:
    """Yield what some JSON-LD says that schema.org does not understand: once each, in order."""
    if not isinstance(data, dict) or data.get("@context") != CONTEXT:
        yield Problem(N_("the data for search engines do not say that they speak schema.org."))
        return
    top = {name: value for name, value in data.items() if name not in _ON_TOP}
    waiting: list[Any] = [*several(data.get("@graph", [])), *([top] if top else [])]
    waiting.reverse()
    while waiting:
        thing = waiting.pop()
        if not isinstance(thing, dict):
            yield _unknown(str(thing)[:100])
            continue
        if thing.keys() == _ONLY_NAMED:
            continue
        kinds = _kinds(thing)
        properties = _properties(kinds)
        if properties is None:
            lost = (kind for kind in kinds if kind not in vocabulary().above)
            yield _unknown(", ".join(lost) or "@type")
            continue
        inner: list[Any] = []
        for name, value in thing.items():
            # Most values are words where words may stand.
            if isinstance(value, str) and name in properties.worded and value.strip():
                continue
            if name not in _ABOUT_ITSELF:
                yield from _audit_property(kinds[0], name, value, properties)
            if isinstance(value, dict | list) and not name.startswith("@"):
                inner += (one for one in several(value) if isinstance(one, dict))
        waiting += reversed(inner)


@lru_cache(1000)
def _properties(kinds: tuple[str, ...]) -> _Properties | None:
    """Return the properties of a thing of some types; ``None`` if there are none, or unknown."""
    known = vocabulary()
    if not kinds or not known.above.keys() >= set(kinds):
        return None
    allowed = frozenset().union(*(known.properties[kind] for kind in set(kinds)))
    worded = {name for name in allowed if not known.ranges[name].isdisjoint(_WORDS)}
    return _Properties(allowed, frozenset(worded - known.superseded))


def _audit_property(
    kind: str, name: str, value: object, properties: _Properties
) -> Iterator[Problem]:
    """Yield what is wrong with a property of a thing, and with what it holds."""
    known, said = vocabulary(), f"{kind}.{name}"
    if name not in properties.allowed:
        yield _unknown(said)
    elif name in known.superseded:
        yield Problem(N_("schema.org has another word for {name} by now."), values={"name": said})
    elif not all(_fits(one, known.ranges[name]) for one in several(value)):
        yield Problem(
            N_("{name} holds something else than schema.org expects."),
            values={"name": said},
            quote=json.dumps(value, ensure_ascii=False)[:200],
        )


def _fits(value: object, held: frozenset[str]) -> bool:
    """Tell whether a value is of one of the types that a property may hold."""
    if isinstance(value, dict):
        return _may_stand(_kinds(value), held)
    if isinstance(value, bool):
        return "Boolean" in held
    if isinstance(value, int | float):
        return not held.isdisjoint({"Number", "Integer", "Float"})
    if not isinstance(value, str) or not value.strip():
        return False
    if not held.isdisjoint(_WORDS):
        return True
    return any(kind in held and form.fullmatch(value) for kind, form in _WRITTEN.items()) or any(
        value.removeprefix(f"{CONTEXT}/") in names and vocabulary().above[kind] & held
        for kind, names in vocabulary().members.items()
    )


@lru_cache(1000)
def _may_stand(kinds: tuple[str, ...], held: frozenset[str]) -> bool:
    """Tell whether a thing of some types is of one that a property may hold."""
    # What has no type, or none that is known, is looked at by itself.
    return not kinds or any(vocabulary().above.get(kind, held) & held for kind in kinds)


def _kinds(thing: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(map(str, several(thing.get("@type", []))))


def several(value: object) -> list[Any]:
    """Return a value as a list: JSON-LD writes one as itself."""
    return value if isinstance(value, list) else [value]


def _unknown(name: str) -> Problem:
    return Problem(
        N_("schema.org knows no {name}: search engines would not understand it."),
        values={"name": name},
    )
