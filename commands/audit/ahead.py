"""A look at the pages of a large blog by another processor, while Pelican is still writing them.

What it saw of a page counts only if the page has the same bytes in the end (:mod:`.pages`), so that
nothing depends on the moment it looked.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import monotonic
from typing import NamedTuple

from .pages import Rules, Seen, audit_page, read_rules

# In articles: a process takes as long to begin as this many take to be looked at.
WORTH_IT = 150
# Seconds between two looks for new pages, and how many times longer than a look it is at least.
_PAUSE = 0.1
_REST = 5


class Ahead(NamedTuple):
    """What was seen of each page, and by which rules."""

    rules: Rules
    pages: dict[str, Seen]


@contextmanager
def looking_ahead(
    site: Path, content: Path, today: date, next_build: date, articles: int
) -> Iterator[Callable[[], Ahead | None]]:
    """Look at the pages as they come into ``site``; give what tells, in the end, what was seen.

    That is ``None`` where it was not worth it, for few articles or on one processor, and where the
    system ended the process that looked, for want of memory.
    """
    if articles < WORTH_IT or (os.cpu_count() or 1) == 1:
        yield lambda: None
        return
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(
        target=_look, args=(theirs, site, content, today, next_build), daemon=True
    )
    with _deaf_to_interruption():
        process.start()
    theirs.close()

    def seen() -> Ahead | None:
        with suppress(EOFError, OSError):
            ours.send(None)
            ahead: Ahead = ours.recv()
            return ahead
        return None

    try:
        yield seen
    finally:
        ours.close()
        process.terminate()
        process.join()


@contextmanager
def _deaf_to_interruption() -> Iterator[None]:
    """Let the process started here leave Ctrl-C to the one that started it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _look(asking: Connection, site: Path, content: Path, today: date, next_build: date) -> None:
    """Look at every new page until asked what was seen, in a process of its own."""
    # Whoever asks may be gone.
    with suppress(EOFError, OSError):
        rules: Rules | None = None
        pages: dict[str, Seen] = {}
        pause = _PAUSE
        while not asking.poll(pause):
            begun = monotonic()
            new = {name: path for name, path in _written(site) if name not in pages}
            pause = max(_PAUSE, _REST * (monotonic() - begun))
            if new and rules is None:
                # Pelican only writes once the content folder was found fit to be read.
                rules = read_rules(content, today, next_build)
            for name, path in new.items():
                if rules is None or asking.poll():
                    break
                pages[name] = audit_page(name, path.read_bytes(), rules)
        asking.recv()
        asking.send(Ahead(rules, pages) if rules else None)


def _written(site: Path) -> Iterator[tuple[str, Path]]:
    """Yield the pages of a site that is being written, by path."""
    for folder, _, files in os.walk(site):
        for name in files:
            if name.endswith(".html"):
                path = Path(folder, name)
                yield path.relative_to(site).as_posix(), path
