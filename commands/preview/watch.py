"""See that something was saved, however it was.

The folders are looked at and compared, not listened to. A listener loses a folder
that an editor or a synchronisation takes away for a moment, network drives tell it
nothing, and watchfiles 1.3 stops at a name that is not UTF-8 (“Unable to decode
path”). A look at a thousand files takes a few milliseconds.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from pathlib import Path

Seen = dict[str, tuple[int, ...]]

_OFTEN = 0.3
_QUIET = 0.15
# A burst of saves longer than this many looks is built as it stands, and again after.
_LOOKS = 20


def look(places: Iterable[Path]) -> Seen:
    """Return the state of every file in some places; what is not there is simply not seen."""
    seen: Seen = {}
    for paths in places:
        for folder, folders, files in os.walk(paths):
            folders[:] = [name for name in folders if not _is_leftover(name)]
            # A folder is seen too: its mode may keep it from being read.
            for path in [folder, *(os.path.join(folder, n) for n in files if not _is_leftover(n))]:  # noqa: PTH118 - a Path for each file takes three times as long
                _note(seen, path)
        if paths.is_file():
            _note(seen, str(paths))
    return seen


def _note(seen: Seen, path: str) -> None:
    try:
        state = os.stat(path)  # noqa: PTH116 - as above
    except OSError:
        return
    # A folder changes with each leftover that comes and goes in it.
    when = () if os.path.isdir(path) else (state.st_mtime_ns, state.st_size)  # noqa: PTH112
    seen[path] = (state.st_ino, state.st_mode, *when)


def _is_leftover(name: str) -> bool:
    """Tell whether a file is an editor's, a system's or Python's own."""
    return name.startswith((".", "#", "~")) or name.endswith("~") or name == "__pycache__"


def wait_for_change(places: list[Path], known: Seen, stopping: threading.Event) -> Seen | None:
    """Wait until something differs and then is quiet; return what is seen, ``None`` to stop."""
    while not stopping.wait(_OFTEN):
        seen = look(places)
        if seen == known:
            continue
        for _ in range(_LOOKS):
            if stopping.wait(_QUIET):
                return None
            again = look(places)
            if again == seen:
                break
            seen = again
        if seen != known:
            return seen
    return None
