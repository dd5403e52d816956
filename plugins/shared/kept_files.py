"""Files that a build made and the next one takes again, in a folder of ``.build/``.

What is not whole is not there (:mod:`.sealed`), and the folder may be deleted at any time.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from .sealed import read_sealed_bytes, write_sealed_bytes


class KeptFiles:
    """What was made in earlier builds, in a folder; nothing is kept where none is named.

    ``used``: the names that this build asked for.
    """

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder) if folder else None
        self.used: set[str] = set()

    def get(self, name: str) -> bytes | None:
        """Return a file that was made before, ``None`` if it is not there or not whole."""
        self.used.add(name)
        return read_sealed_bytes(self._folder / name) if self._folder else None

    def put(self, name: str, data: bytes) -> None:
        """Keep what was made; without room or right to write, it is made again next time."""
        if self._folder is None:
            return
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            write_sealed_bytes(self._folder / name, data)

    def get_or_make(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Return a file that was made before; else have it made, and keep it."""
        data = self.get(name)
        if data is None:
            data = make()
            self.put(name, data)
        return data

    def forget_others(self) -> None:
        """Take away what this build had no use for."""
        if self._folder and self._folder.is_dir():
            with suppress(OSError):
                for path in [*self._folder.iterdir()]:
                    if path.name not in self.used:
                        path.unlink()
