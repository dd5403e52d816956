"""Build in a process of its own, started before it is needed; end it if asked to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commands.cli.paths import Paths
from commands.cli.runner import INTERRUPTED
from commands.pelican_child import STALE
from plugins.shared.problems import ERROR, Message, read_messages

FAILED = 1
# Asked of a process that builds; if the kit changed before, it answers ``STALE`` (:mod:`.once`).
WHEN_ASKED = "--when-asked"
_GRACE = 5.0
_LOOK = 0.05
# The end of what a build printed says why it failed; a theme in a loop may print for ever.
_READ = 16_000


@dataclass(frozen=True)
class Outcome:
    """What a build came to: its exit status, the problems it told, all that it printed."""

    status: int
    messages: tuple[Message, ...] = ()
    text: str = ""

    @property
    def good(self) -> bool:
        """Tell whether the site is in place."""
        return self.status == 0

    @property
    def to_correct(self) -> int:
        """Count the problems that the doctor can correct; a failure with none is not theirs."""
        return sum(problem.level == ERROR for problem in self.messages)


class Builds:
    """The builds of a preview, one at a time; not for two threads."""

    def __init__(self, paths: Paths, stopping: threading.Event) -> None:
        """Build a blog; ``stopping`` ends the build under way, with the processes it started."""
        self._paths, self._stopping = paths, stopping
        self._next: _Process | None = None

    def build(self) -> Outcome:
        """Build the site and return what came of it; never raises."""
        process, self._next = self._next, None
        try:
            outcome = process.outcome(self._stopping) if process and process.waits else None
            # A signal may have ended it while it waited.
            if outcome is None or outcome.status == STALE or outcome.status < 0:
                outcome = _Process(self._paths.root).outcome(self._stopping)
        except OSError as error:
            return Outcome(FAILED, text=str(error))
        finally:
            if process:
                process.end()
        return outcome

    def get_ready(self) -> None:
        """Start the process of the next build: importing what it needs takes a second."""
        with suppress(OSError):
            if self._next is None and not self._stopping.is_set():
                self._next = _Process(self._paths.root, WHEN_ASKED)

    def end(self) -> None:
        """End the process that waits."""
        if self._next:
            self._next.end()
            self._next = None


class _Process:
    """A process that builds a checkout, at once or when asked."""

    def __init__(self, root: Path, *when: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="serment-")
        folder = Path(self._folder.name)
        self._problems = folder / "problems.json"
        # A file, not a pipe: nobody waits for whoever would keep a pipe open.
        self._printed = (folder / "printed.txt").open("w+b")
        self._process = subprocess.Popen(
            # From its folder: a colon in the name of that one would end it in PYTHONPATH.
            [sys.executable, "-m", "commands.preview.once", str(root), *when],
            cwd=root,
            env=os.environ
            | {
                "SERMENT_PROBLEMS": str(self._problems),
                "PYTHONUTF8": "1",
                "NO_COLOR": "1",
                "COLUMNS": "200",
            },
            stdin=subprocess.PIPE,
            stdout=self._printed,
            stderr=subprocess.STDOUT,
            # Ctrl-C reaches the preview alone, which ends it.
            process_group=0,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )

    @property
    def waits(self) -> bool:
        """Tell whether it can still be asked."""
        return self._process.poll() is None

    def outcome(self, stopping: threading.Event) -> Outcome:
        """Have it build, and return what came of it."""
        assert self._process.stdin
        try:
            # Its status says why it does not listen.
            with suppress(OSError):
                self._process.stdin.write(b"\n")
                self._process.stdin.flush()
            status = _wait(self._process, stopping)
            self._printed.seek(max(0, self._printed.seek(0, os.SEEK_END) - _READ))
            text = self._printed.read().decode("utf-8", "replace").strip()
            return Outcome(status, tuple(read_messages(self._problems)), text)
        finally:
            self.end()

    def end(self) -> None:
        """End it, and put away what it left."""
        end(self._process)
        with suppress(OSError):
            assert self._process.stdin
            self._process.stdin.close()
        self._printed.close()
        self._folder.cleanup()


def _wait(process: subprocess.Popen[bytes], stopping: threading.Event) -> int:
    """Return the exit status of a build, or that of an interruption once it was ended."""
    try:
        while process.poll() is None:
            if stopping.is_set():
                return INTERRUPTED
            try:
                process.wait(_LOOK)
            except subprocess.TimeoutExpired:
                continue
    finally:
        end(process)
    return process.returncode


def end(process: subprocess.Popen[Any]) -> None:
    """End a build and all that it started: asked first, so that it clears up, then made to."""
    if process.poll() is None:
        _signal(process, interrupt=True)
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE)
    _signal(process, interrupt=False)
    process.wait()


def _signal(process: subprocess.Popen[Any], *, interrupt: bool) -> None:
    if sys.platform == "win32":
        if interrupt:
            process.send_signal(signal.CTRL_BREAK_EVENT)
        else:
            process.kill()
        return
    try:
        # Not as Ctrl-C: a shell starts what runs in the background deaf to it.
        os.killpg(process.pid, signal.SIGTERM if interrupt else signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        # Nobody is left in the group; macOS says so in its own way.
        return
