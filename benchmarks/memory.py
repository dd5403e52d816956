"""What a process and all that it started hold in memory at one moment, on Linux."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def held(pid: int) -> float:
    """Return the megabytes that a process and those it started hold together.

    What several share counts once: each page of memory by its proportion (``Pss`` of proc(5)). Of a
    process that ends meanwhile, nothing.
    """
    return sum(map(_own, _tree(pid))) / 1024


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = file.read_text("utf-8").split()
        except OSError:
            continue
        for child in children:
            yield from _tree(int(child))


def _own(pid: int) -> int:
    """Return the kilobytes of one process."""
    try:
        held = Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8")
    except OSError:
        return 0
    return int(held.partition("\nPss:")[2].partition("kB")[0] or 0)
