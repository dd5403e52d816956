"""Read the articles of a large blog on the other processors too, and take them through their steps.

Each process begins with the last texts while Pelican begins with the first: they meet. What a
process finds of a text is taken as what is kept of an earlier build (:mod:`plugins.shared.cache`),
under the key of all that it came from: one that is late, lost or given other settings costs time,
and changes nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from plugins.shared.cache import Cache

# What a process does: it answers with what it finds of each text, in order. It is given the
# settings file, the paths of the texts, and what keys are made with.
Reading = Callable[[Connection, str, Sequence[str], str], None]

# In texts that are to be read: a process takes as long to begin as this many take.
WORTH_IT = 100
# More would wait for one another's answers.
_MOST = 7


class Workers:
    """The processes that read texts of a build, and what they found so far."""

    def __init__(self, read: Reading, settings_file: str, texts: Sequence[str], kit: str) -> None:
        """Start a process for each other processor, to ``read``.

        ``texts``: the paths below the content folder, in the order in which they will be asked
        for; ``kit``: see :class:`~plugins.shared.cache.Kept`.
        """
        context = get_context("spawn")
        count = min(_others(), _MOST)
        self._found: dict[str, dict[str, Any]] = {}
        self._pipes: list[Connection] = []
        self._processes = []
        for number in range(count):
            ours, theirs = context.Pipe(duplex=False)
            shared = [*reversed(texts)][number::count]
            process = context.Process(
                target=read, args=(theirs, settings_file, shared, kit), daemon=True
            )
            process.start()
            # Of theirs, theirs alone is open: it ends with the process.
            theirs.close()
            self._pipes.append(ours)
            self._processes.append(process)

    def take(self, text: str) -> dict[str, Any] | None:
        """Return what was found of a text, ``None`` if nothing was yet."""
        for pipe in [*self._pipes]:
            try:
                while pipe.poll():
                    path, results = pipe.recv()
                    self._found[path] = results
            except (EOFError, OSError):
                # It read all of its texts, or came to an end.
                self._pipes.remove(pipe)
        return self._found.pop(text, None)

    def end(self) -> None:
        """End the processes: every text is read."""
        for process in self._processes:
            process.terminate()
            process.join()
        for pipe in self._pipes:
            pipe.close()
        self._pipes.clear()
        self._found.clear()


def start(read: Reading, settings: dict[str, Any], texts: Sequence[str]) -> Workers | None:
    """Start the processes of a build, to ``read``, where they are worth it: none else.

    ``texts``: the paths of all articles, in the order in which they are read.
    """
    if not settings["SETTINGS_FILE"] or len(texts) < WORTH_IT or not _others():
        return None
    kept: Cache = settings["KEPT"]
    new = [path for path in texts if kept.lacks(path, Path(settings["PATH"], path))]
    if len(new) < WORTH_IT:
        return None
    return Workers(read, settings["SETTINGS_FILE"], new, kept.share())


def _others() -> int:
    return (os.cpu_count() or 1) - 1
