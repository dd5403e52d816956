"""What the build says that it made: the pages of the directory, and the bytes of some files.

It is written before any page is, in ``build.json``, and checked as it stands: each is there, and
nothing else is. What would harm a reader if it were wrong is derived a second time, elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

STATEMENT = "build.json"


@dataclass(frozen=True)
class Declared:
    """``directory``: the topic of each page of it; ``files``: the SHA-256 of some files, in hex."""

    directory: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


def read_declared(site: Path) -> Declared:
    """Return what the build of a site declared; nothing where it cannot be read."""
    try:
        said = json.loads((site / STATEMENT).read_bytes())["declared"]
        return Declared(
            {str(page): str(topic) for page, topic in said["directory"].items()},
            {str(name): str(digest) for name, digest in said["files"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Declared()
