"""Build in a process of its own, see what comes out, and end it if asked to."""

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
from typing import IO, Any

from commands.cli.paths import Paths
from commands.cli.runner import INTERRUPTED
from plugins.shared.problems import ERROR, Message, read_messages

FAILED = 1
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


def rebuild(paths: Paths, stopping: threading.Event) -> Outcome:
    """Build the site and return what came of it; never raises.

    ``stopping`` ends the build under way, with the processes it started.
    """
    try:
        with tempfile.TemporaryDirectory(prefix="serment-") as folder:
            return _run(paths, Path(folder), stopping)
    except OSError as error:
        return Outcome(FAILED, text=str(error))


def _run(paths: Paths, folder: Path, stopping: threading.Event) -> Outcome:
    problems = folder / "problems.json"
    environment = os.environ | {
        "SERMENT_PROBLEMS": str(problems),
        "PYTHONUTF8": "1",
        "NO_COLOR": "1",
        "COLUMNS": "200",
    }
    # From its folder: a colon in the name of that one would end it in PYTHONPATH.
    command = [sys.executable, "-m", "commands.preview.once", str(paths.root)]
    # A file, not a pipe: nobody waits for whoever would keep a pipe open.
    with (folder / "printed.txt").open("w+b") as printed:
        status = _wait(_start(command, paths.root, environment, printed), stopping)
        printed.seek(max(0, printed.tell() - _READ))
        text = printed.read().decode("utf-8", "replace").strip()
    return Outcome(status, tuple(read_messages(problems)), text)


def _start(
    command: list[str], folder: Path, environment: dict[str, str], printed: IO[bytes]
) -> subprocess.Popen[bytes]:
    """Start a command in a group of its own: Ctrl-C reaches the preview alone, which ends it."""
    return subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=printed,
        stderr=subprocess.STDOUT,
        process_group=0,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


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
        os.killpg(process.pid, signal.SIGINT if interrupt else signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        # Nobody is left in the group; macOS says so in its own way.
        return
