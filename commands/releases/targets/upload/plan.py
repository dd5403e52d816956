"""What must be sent, in which order, and what of it the server is known to hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from commands.releases.manifest import Manifest

# The name, on the server, of the list of what was sent there. Nothing leads to it.
STATE = ".serment.json"
# A file whose bytes there are not known: one that a cut may have spoilt.
_UNKNOWN = ""


@dataclass(frozen=True)
class Held:
    """A file as it was sent: the hash of its bytes, its size, and when the server says it came."""

    digest: str
    size: int = 0
    modified: int = 0


@dataclass(frozen=True)
class Plan:
    """What to do: ``batches`` to send one after the other, then what to take away."""

    batches: list[list[str]]
    removed: list[str]

    @property
    def sent(self) -> list[str]:
        """Return all that is to be sent."""
        return [name for batch in self.batches for name in batch]


def make_plan(manifest: Manifest, held: Mapping[str, Held]) -> Plan:
    """Return how to make of what is held what a manifest says.

    What is new comes first, then the articles that changed, then the pages that lead to them, then
    the feeds and the map of the site; what is gone, once nothing leads to it: pages first.
    """
    ranked: dict[tuple[bool, int], list[str]] = {}
    for name, digest in manifest.files.items():
        known = held.get(name)
        if known is None or known.digest != digest:
            ranked.setdefault((known is not None, _rank(name, manifest)), []).append(name)
    removed = sorted(held.keys() - manifest.files.keys(), key=lambda n: (-_rank(n, manifest), n))
    return Plan([sorted(ranked[rank]) for rank in sorted(ranked)], removed)


def _rank(name: str, manifest: Manifest) -> int:
    """Return how late a file is sent among those that are new, or among those that changed."""
    if name in manifest.articles:
        return 1
    if name.endswith(".html"):
        return 2
    return 3 if name.endswith((".xml", ".json")) else 0


def under_way(held: Mapping[str, Held], plan: Plan) -> dict[str, Held]:
    """Return what is known of the server while a plan is carried out, wherever that is cut."""
    return {**held, **dict.fromkeys(plan.sent, Held(_UNKNOWN))}


def write_state(held: Mapping[str, Held]) -> bytes:
    """Return the list of what is on the server, for the next time."""
    files = {name: asdict(one) for name, one in sorted(held.items())}
    return json.dumps({"files": files}, ensure_ascii=False, indent=0).encode()


def read_state(data: bytes) -> dict[str, Held]:
    """Return what was on the server the last time; nothing of what cannot be read, or leads out."""
    try:
        files = json.loads(data)["files"]
        return {name: Held(**one) for name, one in files.items() if _is_inside(name)}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _is_inside(name: str) -> bool:
    """Tell whether a name is that of a file of the site: whoever writes there may write any."""
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts


def folders_of(names: list[str]) -> Iterator[str]:
    """Yield the folders that files stand in, each after the one above it."""
    known = {str(parent) for name in names for parent in PurePosixPath(name).parents}
    yield from sorted(known - {"."}, key=lambda folder: (folder.count("/"), folder))
