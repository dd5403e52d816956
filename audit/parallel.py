"""The audit of a large blog by another processor, from its first pages on.

While Pelican still writes, pages are looked at as they come. What was seen of a page counts only if
the page has the same bytes in the end (:mod:`.pages`), so that nothing depends on the moment it was
looked at; and all is looked at anew if the other process is lost.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from . import Audit, audit
from .kept import Kept
from .pages import EarlyLook, Look, read_rules

# In articles: a process takes as long to begin as this many take to be looked at.
WORTH_IT = 150
# Seconds between two looks for new pages.
_PAUSE = 0.1


@contextmanager
def auditing(  # noqa: PLR0913
    site: Path,
    content: Path,
    today: date,
    next_build: date,
    articles: int,
    *,
    drafts: bool,
    kept: Kept | None = None,
) -> Iterator[Callable[[], Audit]]:
    """Audit a site that is being written; give what returns its audit once it is finished.

    By another process where that is worth it: for many articles, on two processors or more.
    ``articles``: how many there are, about; the rest is as in :func:`~audit.audit`.
    """
    alone = partial(audit, site, content, today, next_build=next_build, drafts=drafts, kept=kept)
    if articles < WORTH_IT or (os.cpu_count() or 1) == 1:
        yield alone
        return
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(
        target=watch, args=(theirs, site, content, today, next_build, drafts, kept), daemon=True
    )
    with _deaf_to_interruption():
        process.start()
    theirs.close()

    def audited() -> Audit:
        # The system may have ended the process, for want of memory.
        with suppress(EOFError, OSError):
            ours.send(None)
            messages: Audit = ours.recv()
            return messages
        return alone()

    try:
        yield audited
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


def watch(  # noqa: PLR0913, PLR0917 - what the process is given
    asking: Connection,
    site: Path,
    content: Path,
    today: date,
    next_build: date,
    drafts: bool,
    kept: Kept | None = None,
) -> None:
    """Look at every page that comes until asked for the audit of the site, and send it."""
    # Whoever asks may be gone.
    with suppress(EOFError, OSError):
        early: EarlyLook | None = None
        folders: dict[str, int] = {}
        while not asking.poll(_PAUSE):
            for path in written_since(site, folders):
                if early is None:
                    # Pelican only writes once the content folder was found fit to be read.
                    rules = read_rules(site, content, today, next_build)
                    early = EarlyLook(Look(rules, kept), {})
                if asking.poll():
                    break
                name = path.relative_to(site).as_posix()
                if name not in early.pages:
                    early.pages[name] = early.look.at(name, path.read_bytes())
        asking.recv()
        asking.send(
            audit(
                site, content, today, next_build=next_build, drafts=drafts, early=early, kept=kept
            )
        )


def written_since(site: Path, folders: dict[str, int]) -> Iterator[Path]:
    """Yield the pages in those folders of a site that changed since an earlier look.

    ``folders``: when each that was looked into had changed last, in nanoseconds; brought up to
    date. There are as many as articles: to look into all of them each time would keep both the disk
    and Pelican busy.
    """
    waiting = [*folders] or [str(site)]
    while waiting:
        folder = waiting.pop()
        # One may be gone by now.
        with suppress(OSError):
            changed = os.stat(folder).st_mtime_ns  # noqa: PTH116 - texts: a path for each costs more
            if folders.get(folder) == changed:
                continue
            folders[folder] = changed
            for entry in [*os.scandir(folder)]:
                if entry.is_dir(follow_symlinks=False):
                    if entry.path not in folders:
                        waiting.append(entry.path)
                elif entry.name.endswith(".html"):
                    yield Path(entry.path)
