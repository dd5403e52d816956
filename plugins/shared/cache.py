"""What was worked out of a text is kept for the next build, while nothing it came from changes.

A file for each text, and one for the whole site, in the folder that the setting ``TEXT_CACHE``
names (``.build/cache/`` under ``tasks.py build``, ``check`` and ``preview``; a publication and a
plain ``pelican`` have none). They hold typed JSON, never pickle, and the last result only of each
work that was done, so that the folder is bounded by the content. The key of a result is the digest
of all that it was worked out from, the code and the data of the kit included. What is torn, stale,
edited by hand or of another version is worked out anew, and the whole folder may be deleted at any
time.

https://reproducible-builds.org/docs/: the same inputs give the same bytes, with it or without.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from cattrs import BaseValidationError

from .sealed import read_sealed, write_sealed
from .typed_json import from_json, to_json

T = TypeVar("T")

# In the place of the path of a text.
_WHOLE_SITE = ""
# In the place of the digest of the kit, where nothing is kept for another build.
_THIS_BUILD = "this build"

# At the root of a checkout: the settings, and the lock of the packages.
_AT_THE_ROOT = ("*.py", "*.toml", "requirements*.txt")


def digest(parts: Iterable[str]) -> str:
    """Return the digest of some texts, which no other texts in that number and order have."""
    known = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        known.update(b"%d:" % len(data))
        known.update(data)
    return known.hexdigest()


def as_text(value: Any) -> str:
    """Return what tells a value of the kit's own types from any other, to be part of a key."""
    if type(value) is str:
        # As it stands: long ones are many. No JSON begins with that letter.
        return f"s{value}"
    return json.dumps(to_json(value, type(value)), ensure_ascii=False)


@cache
def _returned_by(function: Callable[..., Any]) -> Any:
    """Return the type that a function declares to return."""
    return get_type_hints(function)["return"]


def of_the_kit(root: Path, parts: Iterable[str] = ("plugins",)) -> str:
    """Return the digest of all that the kit in a folder does to a text.

    The folders of its ``parts`` and their data, its settings, Python, and the packages by their
    versions.
    """
    known = sha256(sys.version.encode())
    files = [file for pattern in _AT_THE_ROOT for file in root.glob(pattern)]
    for part in parts:
        for folder, inside, names in os.walk(root / part, followlinks=True):
            inside[:] = [name for name in inside if name != "__pycache__"]
            files += [Path(folder, name) for name in names]
    for file in sorted(files):
        known.update(f"{file.relative_to(root).as_posix()}\n".encode("utf-8", "surrogatepass"))
        known.update(sha256(file.read_bytes()).digest())
    packages = {
        info.name for place in sys.path if place for info in Path(place).glob("*.dist-info")
    }
    known.update("\n".join(sorted(packages)).encode())
    return known.hexdigest()


class Kept:
    """What is kept of one text: the last result of each work, with its key."""

    def __init__(
        self, found: dict[str, Any] | None = None, kit: str = "", *, saved: bool = True
    ) -> None:
        """Begin with what an earlier build left; ``kit``: see :func:`of_the_kit`.

        Without either, nothing is kept and every work is done. ``saved``: what was found is on the
        disk.
        """
        self._found = found or {}
        self._kit = kit
        self._saved = saved
        self.results: dict[str, Any] = {}

    def get(self, work: str, came_from: Iterable[str], kind: Any, make: Callable[[], T]) -> T:
        """Return what ``make`` returns, of the type ``kind``; without calling it if it is kept.

        ``work``: a name for what is done, once a text; ``came_from``: all that ``make`` reads,
        but for what the kit itself holds.
        """
        if not self.keeps:
            return make()
        key = digest((self._kit, work, *came_from))
        found = self._found.get(work)
        if isinstance(found, list) and found[:1] == [key]:
            with suppress(ValueError, TypeError, LookupError, BaseValidationError):
                value: T = from_json(found[1], kind)
                self.results[work] = found
                return value
        value = make()
        self.results[work] = [key, to_json(value, kind)]
        return value

    def call(self, function: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Return what a pure function returns; it is not called again for the same arguments."""
        if not self.keeps:
            return function(*arguments, **named)
        came_from = [as_text(value) for value in arguments]
        came_from += [f"{name}={as_text(value)}" for name, value in named.items()]
        kind = _returned_by(function)
        work = f"{function.__module__}.{function.__qualname__}"
        return self.get(work, came_from, kind, lambda: function(*arguments, **named))

    def forget(self, work: str) -> None:
        """Keep nothing of a work after all."""
        self.results.pop(work, None)

    @property
    def keeps(self) -> bool:
        """Tell whether anything is kept at all."""
        return bool(self._kit)

    @property
    def is_new(self) -> bool:
        """Tell whether what is to be kept differs from what was."""
        return not self._saved or self.results != self._found


class Cache:
    """What is kept of every text, by its path in the content folder."""

    def __init__(self, folder: str, root: Path, kit: str = "") -> None:
        """Keep it in a folder; where none is named, in memory if ``kit`` is, else nowhere.

        ``root``: that of the kit.
        """
        self._folder = Path(folder) if folder else None
        self._kit = of_the_kit(root) if folder else kit
        self.elsewhere: Callable[[str], dict[str, Any] | None] | None = None
        self._kept: dict[str, Kept] = {}
        self._site: Kept | None = None

    @property
    def of_site(self) -> Kept:
        """Return what is kept of no text in particular: codes, sheets, files beside pages."""
        if self._site is None:
            self._site = self._read(_WHOLE_SITE)
        return self._site

    def of(self, path: str) -> Kept:
        """Return what is kept of a text."""
        if path not in self._kept:
            self._kept[path] = self._read(path)
        return self._kept[path]

    def _read(self, path: str) -> Kept:
        found = self.elsewhere(path) if self.elsewhere else None
        if found is not None:
            return Kept(found, self.share(), saved=False)
        if self._folder is None:
            return Kept(None, self._kit)
        return Kept(read_sealed(self._folder / self._name(path)), self._kit)

    def lacks(self, path: str, file: Path) -> bool:
        """Tell whether nothing is kept of the text in a file, or only of what it was before."""
        if self._folder is None:
            return True
        try:
            kept = (self._folder / self._name(path)).stat().st_mtime_ns
            return kept < file.stat().st_mtime_ns
        except OSError:
            return True

    def share(self) -> str:
        """Return what another process of this build makes its keys with: see :class:`Kept`."""
        return self._kit or _THIS_BUILD

    def save_site(self) -> None:
        """Write down what is new of the whole site, once it is written. Never fails."""
        if self._folder is not None and self._site and self._site.is_new:
            with suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                write_sealed(self._folder / self._name(_WHOLE_SITE), self._site.results)

    def save_texts(self) -> None:
        """Write down what is new of the texts, and forget those that are gone. Never fails."""
        if self._folder is None:
            return
        # No room, no right to write: the next build does it all anew.
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            for path, kept in self._kept.items():
                if kept.is_new:
                    write_sealed(self._folder / self._name(path), kept.results)
            names = {self._name(path) for path in (*self._kept, _WHOLE_SITE)}
            for entry in [*os.scandir(self._folder)]:
                if entry.name not in names:
                    Path(entry.path).unlink()
        self._kept.clear()

    def _name(self, path: str) -> str:
        """Return the name of the file of a text: another kit finds none, and knows that at once."""
        return f"{digest([self._kit, path])[:32]}.json"
