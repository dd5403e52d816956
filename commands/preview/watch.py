"""See that something was saved, however it was.

The folders are looked at and compared. A listener (watchfiles) only tells when to look at once:
it loses a folder that an editor or a synchronisation takes away for a moment, network drives tell
it nothing, and version 1.3 stops at a name that is not UTF-8 (“Unable to decode path”). A look at a
thousand files takes a few milliseconds.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from watchfiles import watch

Seen = dict[str, tuple[int, ...]]

# In seconds: between two looks, and before listening anew where that failed.
_OFTEN = 0.3
_AGAIN = 2.0
# In milliseconds: what the system tells within it is one change.
_GROUPED = 10


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


class Watch:
    """Some places, looked at until something differs."""

    def __init__(self, places: list[Path], stopping: threading.Event) -> None:
        """Look at the places now; ``stopping`` ends every waiting."""
        self._places = places
        self._stopping = stopping
        self._seen = look(places)
        self._moved = threading.Event()
        # It only wakes whoever looks: without it, a save is seen a moment later.
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while not self._stopping.is_set():
            # A name that is no text, a folder that went, a system that can listen to no more.
            with suppress(Exception):
                for _ in watch(
                    *self._places,
                    watch_filter=None,
                    debounce=_GROUPED,
                    step=1,
                    stop_event=self._stopping,
                    rust_timeout=1000,
                    raise_interrupt=False,
                    ignore_permission_denied=True,
                ):
                    self._moved.set()
            self._stopping.wait(_AGAIN)

    def wait(self) -> tuple[set[str], bool] | None:
        """Wait until something differs; return which files, ``None`` to stop.

        And whether all of them were there before and are still.
        """
        while not self._stopping.is_set():
            self._moved.wait(_OFTEN)
            self._moved.clear()
            seen, known = look(self._places), self._seen
            if seen != known:
                self._seen = seen
                changed = {path for path, _ in seen.items() ^ known.items()}
                return changed, changed <= seen.keys() & known.keys()
        return None
