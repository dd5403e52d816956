"""Which processes are at work in a folder."""

from __future__ import annotations

from pathlib import Path


def at_work(folder: Path) -> list[str]:
    """Return the command lines of the processes that name a folder, or work inside it."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            line = (
                (process / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            )
            place = (process / "cwd").readlink()
        except OSError:
            continue
        # That of one that ended, and was not waited for, is empty.
        if line and (str(folder) in line or place.is_relative_to(folder)):
            found.append(line)
    return found
