"""A folder that many tests may spoil: what one of them changed is put back before the next."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

# Nothing for a folder: what changed in it is told by its files.
State = tuple[int, ...]


class Restored:
    """A copy of a folder; :meth:`restore` copies again what is no longer as it was copied.

    A file is known by its place on the disk, its size and its last change, which no program can
    set: three milliseconds for the demonstration, where a copy takes two hundred.
    """

    def __init__(self, original: Path, copy: Path) -> None:
        self.folder = copy
        self._original = original
        shutil.copytree(original, copy)
        self._states = _states(copy)

    def restore(self) -> None:
        """Make the copy what it was."""
        found = _states(self.folder)
        changed = {name for name, state in found.items() if self._states.get(name) != state}
        # What is in a folder before the folder.
        for name in sorted(changed, reverse=True):
            path = self.folder / name
            shutil.rmtree(path) if stat.S_ISDIR(found[name][0]) else path.unlink()
        self.folder.mkdir(exist_ok=True)
        for name in sorted(self._states):
            path = self.folder / name
            if os.path.lexists(path):
                continue
            if stat.S_ISDIR(self._states[name][0]):
                path.mkdir()
                shutil.copystat(self._original / name, path)
            else:
                shutil.copy2(self._original / name, path)
                self._states[name] = _state(path.lstat())


def _states(folder: Path) -> dict[str, State]:
    """Return the state of each file and folder below a folder, by its path."""
    found: dict[str, State] = {}
    waiting = [""] if folder.is_dir() else []
    while waiting:
        inside = waiting.pop()
        for entry in os.scandir(folder / inside):
            name = f"{inside}{entry.name}"
            found[name] = _state(entry.stat(follow_symlinks=False))
            if entry.is_dir(follow_symlinks=False):
                waiting.append(f"{name}/")
    return found


def _state(status: os.stat_result) -> State:
    if stat.S_ISDIR(status.st_mode):
        return (status.st_mode,)
    return (status.st_mode, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
