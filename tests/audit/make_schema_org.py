"""Make audit/schema_org.json, the table of schema.org that the audit reads.

The package ``schema-dts`` of npm (Apache-2.0) says in TypeScript what schema.org’s own release says
in RDF: each type, what it is a kind of, its properties, what each may hold. To follow a new
release, in a folder of its own::

    npm pack schema-dts && tar xzf schema-dts-*.tgz
    python tests/audit/make_schema_org.py package

then read what changed. A build never runs this.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

TABLE = Path(__file__).parents[2] / "audit" / "schema_org.json"

_TYPE = re.compile(r"export type (\w+?)(?:<TContent[^=]*= never>)? = ([^;]+);")
_OWN = re.compile(r"interface (\w+)Base (?:extends [^{]+)?\{(.*?)\n\}", re.DOTALL)
_PROPERTY = re.compile(r'(/\*\*(?:(?!\*/).)*\*/)\s*"(\w+)"\?: SchemaValue<([^"]+), "', re.DOTALL)
_MEMBER = re.compile(r'"https://schema\.org/(\w+)"')
# Other vocabularies that schema.org’s names are likened to are named by their addresses.
_OURS = re.compile(r"[A-Z0-9][A-Za-z0-9]*")
# What no property is of, and what TypeScript calls otherwise.
_NOT_SAID = {"IdReference", "string", "number", "boolean"}


def make(text: str, version: str) -> dict[str, object]:
    """Return the table of a ``schema.d.ts``.

    ``types``: for each type, what it is a kind of, and its own properties. ``ranges``: for each
    property, the types of what it may hold. ``members``: for each enumeration, its values.
    ``superseded``: properties that schema.org asks to replace.
    """
    parents: dict[str, set[str]] = {}
    members: dict[str, list[str]] = {}
    for name, union in _TYPE.findall(text):
        kind = name.lstrip("_")
        if name.endswith("Leaf") or not _OURS.fullmatch(kind):
            continue
        parents.setdefault(kind, set())
        for word in re.findall(r"(?<![\w\"/.])\w+", re.sub(r'"[^"]*"|<[^>]*>', "", union)):
            part = word.lstrip("_")
            if not part.endswith("Leaf") and _OURS.fullmatch(part) and part not in _NOT_SAID:
                parents.setdefault(part, set()).add(kind)
        values = sorted(set(_MEMBER.findall(union)))
        if values:
            members[kind] = values
    own: dict[str, set[str]] = {}
    ranges: dict[str, set[str]] = {}
    superseded: set[str] = set()
    for name, body in _OWN.findall(text):
        for comment, word, held in _PROPERTY.findall(body):
            own.setdefault(name.lstrip("_"), set()).add(word)
            ranges.setdefault(word, set()).update(
                part.strip().lstrip("_") for part in held.split("|")
            )
            if "@deprecated" in comment:
                superseded.add(word)
    return {
        "version": f"schema-dts {version}",
        "types": {
            kind: [" ".join(sorted(above)), " ".join(sorted(own.get(kind, ())))]
            for kind, above in sorted(parents.items())
        },
        "ranges": {
            word: " ".join(sorted(held - _NOT_SAID)) for word, held in sorted(ranges.items())
        },
        "members": {kind: " ".join(values) for kind, values in sorted(members.items())},
        "superseded": sorted(superseded),
    }


def write(table: dict[str, object]) -> str:
    """Return the table as JSON, an entry a line, so that a new release can be read as a change."""
    parts = []
    for name, value in table.items():
        if isinstance(value, dict):
            rows = ",\n".join(
                f"{json.dumps(key)}:{json.dumps(row, separators=(',', ':'))}"
                for key, row in value.items()
            )
            parts.append(f"{json.dumps(name)}:{{\n{rows}\n}}")
        else:
            parts.append(f"{json.dumps(name)}:{json.dumps(value, separators=(',', ':'))}")
    return "{" + ",\n".join(parts) + "}\n"


if __name__ == "__main__":
    package = Path(sys.argv[1])
    release = json.loads((package / "package.json").read_text("utf-8"))["version"]
    made = make((package / "dist" / "schema.d.ts").read_text("utf-8"), release)
    TABLE.write_text(write(made), "utf-8")
