"""Show the page of a text, and its lists, before the build that its save calls for.

A process keeps the blog of the last good build in memory (:mod:`.warm`) and renders one page again
in less time than an eye takes to move. It may be slow to begin, or gone: then the build alone shows
what was saved.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO

from commands.cli.paths import Paths
from commands.generate import MEMORY, counted, environment, time_allowed

from .builds import end

# A long-lived Pelican grows a little with each page: after so many, another takes its place.
_PAGES = 300


class Early:
    """The process that renders one page at a time; at most one, and none is no fault."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._process: subprocess.Popen[str] | None = None
        self._ready = threading.Event()
        self._pages = 0
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Start the process, if there is none; it takes as long as reading the whole blog."""
        with self._lock, suppress(OSError, SystemExit):
            if self._process is None:
                self._start()

    def _start(self) -> None:
        root = self._paths.root
        self._folder = tempfile.TemporaryDirectory(prefix="serment-")
        folder = Path(self._folder.name)
        day = self._paths.blog().build_day()
        seconds = time_allowed(*counted(self._paths.content))
        script = root / "commands" / "preview" / "warm.py"
        self._process = subprocess.Popen(
            [sys.executable, "-P", str(script), str(root), str(folder), str(MEMORY), str(seconds)],
            cwd=root,
            env=environment(os.environ, day, folder / "problems.json"),
            # Held open by this process alone: its end ends the other.
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            # Ctrl-C reaches the preview alone, which ends it.
            process_group=0,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        self._ready, self._pages = threading.Event(), 0
        threading.Thread(target=_wait, args=(self._process.stdout, self._ready)).start()

    @property
    def is_ready(self) -> bool:
        """Tell whether the process has read the blog."""
        return self._ready.is_set()

    def render(self, text: str) -> dict[str, str]:
        """Return the page of a text, first, and the lists that show it anew: the HTML of each.

        By their paths below the site; ``text``: that of an article or a page, below the content
        folder. Nothing where only a build can tell.
        """
        process = self._process
        if process is None or not self.is_ready:
            return {}
        assert process.stdin
        assert process.stdout
        self._pages += 1
        try:
            process.stdin.write(f"{json.dumps(text)}\n")
            process.stdin.flush()
            pages: dict[str, str] = json.loads(process.stdout.readline())
        except (OSError, ValueError):
            # It came to an end: for want of time or of memory, or over an unusual text.
            self.end()
            return {}
        if self._pages >= _PAGES:
            self.end()
        return pages

    def end(self) -> None:
        """End the process: what it knows of the blog is no longer so."""
        with self._lock:
            if self._process is None:
                return
            end(self._process)
            for pipe in filter(None, (self._process.stdin, self._process.stdout)):
                with suppress(OSError):
                    pipe.close()
            self._process = None
            self._folder.cleanup()


def _wait(answers: IO[str], ready: threading.Event) -> None:
    """Wait for the process to have read the blog."""
    with suppress(OSError, ValueError):
        if answers.readline():
            ready.set()
