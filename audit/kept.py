"""What an earlier audit saw of a page is not looked for again on the same bytes, by the same rules.

Of a page on which nothing was found only; whatever was found is found anew. What is kept is the
caller's: a publication gives none, and is audited whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import fields, is_dataclass
from datetime import date
from hashlib import sha256
from typing import Any, Protocol

from .links import Target
from .results import CHECKS, Record

_PLAIN = (str, int, float, date, bytes, type(None))


class Kept(Protocol):
    """What was seen of pages, by a key that tells their bytes and their rules from any others."""

    def get(self, key: str) -> Any:
        """Return what is kept under a key, ``None`` if nothing is."""

    def put(self, key: str, seen: Any) -> None:
        """Keep what JSON holds under a key."""

    def save(self) -> None:
        """Keep for another audit what this one asked for or put. Never fails."""


class Fingerprints:
    """Digests of values of the audit's own types, the same in every process; each is made once."""

    def __init__(self) -> None:
        # With the value: another one would else take its place in memory.
        self._known: dict[int, tuple[Any, bytes]] = {}

    def of(self, value: Any) -> bytes:
        """Return what tells a value from any other. Raises ``TypeError`` for a foreign type."""
        if isinstance(value, _PLAIN):
            return f"{type(value).__name__} {value!r}".encode("utf-8", "surrogatepass")
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = value, self._digest(value)
        return known[1]

    def _digest(self, value: Any) -> bytes:
        if is_dataclass(value):
            # Another name begins what was worked out of the rest.
            names = [field.name for field in fields(value) if not field.name.startswith("_")]
            parts = [
                part for name in names for part in (name.encode(), self.of(getattr(value, name)))
            ]
        elif isinstance(value, Mapping):
            parts = sorted(self.of(key) + b"=" + self.of(one) for key, one in value.items())
        elif isinstance(value, Set):
            parts = sorted(map(self.of, value))
        elif isinstance(value, list | tuple):
            parts = [*map(self.of, value)]
        else:
            raise TypeError(type(value))
        digest = sha256(type(value).__name__.encode())
        for part in parts:
            digest.update(b"%d:" % len(part))
            digest.update(part)
        return digest.digest()


def to_json(record: Record, targets: list[Target], rest: list[Any]) -> list[Any]:
    """Return what was seen of a page on which nothing was found, as lists, texts and numbers."""
    counts = [[CHECKS.index(what), *count] for what, count in record.counts.items()]
    return [counts, [[*target] for target in targets], *rest]


def from_json(seen: list[Any]) -> tuple[Record, list[Target], list[Any]]:
    """Return what :func:`to_json` was given."""
    counts, targets, *rest = seen
    record = Record(counts={CHECKS[number]: [good, of] for number, good, of in counts})
    return record, [Target(*target) for target in targets], rest
