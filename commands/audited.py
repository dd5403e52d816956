"""Keep what the audit saw of each page for the next build, in one file for each settings file.

In ``.build/audited/``: JSON with its own digest, bound to the code of the kit and to the packages.
What is torn, edited or of another version is not read; it holds no more pages than the site has,
and may be deleted at any time. ``build``, ``check`` and ``preview`` use it, a publication never.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from commands.cli.paths import Paths
from plugins.shared.cache import of_the_kit
from plugins.shared.sealed import read_sealed, write_sealed


class Audited:
    """What is kept of an earlier audit, read when it is first asked for."""

    def __init__(self, paths: Paths, settings: str) -> None:
        """Keep what is seen of the site that a settings file makes."""
        self._file: Path = paths.audited / f"{settings}.json"
        self._kit = of_the_kit(paths.root, ("plugins", "audit"))
        self._found: dict[str, Any] | None = None
        self._used: dict[str, Any] = {}

    def get(self, key: str) -> Any:
        """Return what is kept under a key, ``None`` if nothing is."""
        if self._found is None:
            table = read_sealed(self._file)
            self._found = table["pages"] if table.get("kit") == self._kit else {}
        if key in self._found:
            self._used[key] = self._found[key]
        return self._found.get(key)

    def put(self, key: str, seen: Any) -> None:
        """Keep what JSON holds under a key."""
        self._used[key] = seen

    def save(self) -> None:
        """Write down what was asked for or put, and forget the rest; without room, nothing."""
        if self._used != self._found:
            with suppress(OSError):
                self._file.parent.mkdir(exist_ok=True)
                write_sealed(self._file, {"kit": self._kit, "pages": self._used})
