"""The pages of a large blog, looked at by every processor of the machine at once."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from .pages import Rules, Seen, audit_pages

# In pages: a process takes as long to begin as this many take to be looked at.
WORTH_ONE = 400
_MOST = 4


def audit_together(pages: dict[str, Path], rules: Rules) -> Seen:
    """Return what one process would see on all the pages, sooner."""
    names = list(pages)
    count = min(_MOST, os.cpu_count() or 1, 1 + len(names) // WORTH_ONE)
    # Neighbours are alike, an article and its translations: each takes its share of every kind.
    own, *others = [{name: pages[name] for name in names[n::count]} for n in range(count)]
    with _helpers(len(others)) as connections:
        for connection, share in zip(connections, others, strict=True):
            with suppress(OSError):
                connection.send((share, rules))
        seen = audit_pages(own, rules)
        for connection, share in zip(connections, others, strict=True):
            try:
                seen.merge(connection.recv())
            except (EOFError, OSError):
                # The system ended it, for want of memory: its share is still to be looked at.
                seen.merge(audit_pages(share, rules))
    return seen


@contextmanager
def _helpers(count: int) -> Iterator[list[Connection]]:
    """Start processes that wait for a share of the pages; end them whatever happens."""
    context = get_context("spawn")
    started = []
    try:
        with _deaf_to_interruption():
            for _ in range(count):
                ours, theirs = context.Pipe()
                process = context.Process(target=_help, args=(theirs,), daemon=True)
                process.start()
                theirs.close()
                started.append((process, ours))
        yield [connection for _, connection in started]
    finally:
        for process, connection in started:
            connection.close()
            process.terminate()
            process.join()


@contextmanager
def _deaf_to_interruption() -> Iterator[None]:
    """Let the processes started here leave Ctrl-C to the one that started them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _help(connection: Connection) -> None:
    """Look at a share of the pages, in a process of its own."""
    # Whoever asked may be gone.
    with suppress(EOFError, OSError):
        pages, rules = connection.recv()
        connection.send(audit_pages(pages, rules))
