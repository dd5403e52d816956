"""Run Pelican in a process of its own, within bounds, and trust little of what it says.

It is started with an environment made for it, in a group of its own that is ended whole when the
time is over, when the command is interrupted, or when the command itself is killed. It may use
``MEMORY`` bytes (see :mod:`.pelican_child` for the systems that hold to it) and a time that grows
with the number of articles.

Pelican's ``--fatal warnings`` is not used: it stops at the first warning, and hears none of those
that ``-q`` or a filter keep quiet. The gate (:mod:`plugins.gate`) hears every one from the moment
the settings are read, says all of them at once, and any of them stops the build.

An exit status of 0 is not believed either: interrupted, Pelican answers 0. It must have said
``Done:``, and the audit reads what it wrote.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import IO, Any

from commands.cli.errors import FULL, CommandError
from plugins.shared.clock import build_day
from plugins.shared.problems import ERROR, N_, Message, read_messages
from plugins.shared.raster import is_picture

from .pelican_child import STALE

MEMORY = 4 * 1024**3
# Seconds: ten times what a slow machine needs, and no more than a doctor waits for.
LEAST_TIME = 45.0
TIME_OF_AN_ARTICLE = 0.1
# One of 10 MB, drawn in four widths and three kinds on a slow machine.
TIME_OF_A_PICTURE = 15.0
TIME_OF_A_LEAFLET = 3.0
_GRACE = 5.0
# The end of what is printed says why; a theme in a loop may print for ever.
_READ = 64 * 1024
# No cache of Pelican's is ever read: it is a pickle, and a prepared one runs what it likes.
_OVERRIDES = ("CACHE_CONTENT=false", "LOAD_CONTENT_CACHE=false")
# The tasks that build before all else.
_BUILDING = frozenset({"build", "check", "publish"})
_MACHINE = ("PYTHON", "PELICAN", "LC_", "LANG", "TZ", "SERMENT_PROBLEMS", "SOURCE_DATE_EPOCH")


@dataclass(frozen=True)
class Generated:
    """What Pelican did: whether it ended well, the problems the gate told, all that it printed."""

    good: bool
    messages: list[Message]
    printed: str

    @property
    def explained(self) -> bool:
        """Tell whether the gate told what stops the build: remarks explain no failure."""
        return any(one.level == ERROR for one in self.messages)


class Ready:
    """A Pelican that imported the kit, and waits to be told what to build: once, or never."""

    def __init__(self, root: Path) -> None:
        """Start it for a checkout; raises ``OSError`` where the system allows no more of them."""
        self.root = root
        self._printed = tempfile.TemporaryFile()  # noqa: SIM115 - closed by end
        # What depends on the build comes with its arguments.
        env = environment(os.environ, build_day(), root)
        self._process = _start(_pelican(root), root, env, self._printed)

    @property
    def pid(self) -> int:
        """Return the number of its process."""
        return self._process.pid

    @property
    def waits(self) -> bool:
        """Tell whether it still waits: the system may have ended it, for want of memory."""
        return self._process.poll() is None

    def run(self, arguments: list[str], env: Mapping[str, str], seconds: float) -> tuple[int, str]:
        """Have it build; return its exit status and the end of what it printed."""
        assert self._process.stdin
        # Its status says why it does not listen.
        with suppress(OSError):
            self._process.stdin.write(f"{json.dumps([arguments, dict(env)])}\n".encode())
            self._process.stdin.flush()
        try:
            return _wait(self._process, seconds), _end_of(self._printed)
        finally:
            self.end()

    def end(self) -> None:
        """End it, whatever it does; a second time, nothing: its number may be another's by then."""
        if self._printed.closed:
            return
        if self._process.stdin:
            self._process.stdin.close()
        _end(self._process)
        self._printed.close()


# Started by the process that this is, for the build that it is about to make.
_early: list[Ready] = []


def start_early(root: Path, words: Sequence[str]) -> None:
    """Have Pelican import the kit while the command that will ask for it is itself imported.

    ``words``: the command as it was typed. Only where there is another processor to do it.
    """
    if set(words[:1]) <= _BUILDING and words and (os.cpu_count() or 1) > 1:
        # Without it, the build starts its own.
        with suppress(OSError):
            _early.append(Ready(root))
            atexit.register(_early[-1].end)


def generate(  # noqa: PLR0913, PLR0917 - what a build depends on
    root: Path,
    settings: str,
    work: Path,
    day: date,
    seconds: float,
    overrides: Sequence[str] = (),
    ready: Ready | None = None,
) -> Generated:
    """Build the site of a checkout into ``work/site``, by the settings file of that name.

    ``day``: the day of the build; ``seconds``: what it may take, see :func:`time_allowed`;
    ``overrides``: settings that take the place of the file's, ``NAME=value`` in JSON; ``ready``: a
    process that was started for it, else that of :func:`start_early` is, if there is one.
    """
    problems = work / "problems.json"
    file = str(root / settings)
    arguments = [
        str(root / "content"),
        "-s",
        file,
        "-o",
        str(work / "site"),
        "-e",
        *_OVERRIDES,
        f"SETTINGS_FILE={json.dumps(file)}",
        *overrides,
    ]
    env = environment(os.environ, day, problems)
    if ready is None and _early and _early[-1].root == root:
        ready = _early.pop()
    status, printed = STALE, ""
    if ready and ready.waits:
        status, printed = ready.run(arguments, env, seconds)
    if status == STALE:
        status, printed = run([*_pelican(root), *arguments], root, env, seconds, work)
    generated = Generated(status == 0 and "Done:" in printed, read_messages(problems), printed)
    problems.unlink(missing_ok=True)
    if status and not generated.explained:
        # A full disk leaves no room for the reasons either, and that of temporary files is one.
        folders = (work, tempfile.gettempdir())
        full = any(shutil.disk_usage(folder).free < _READ for folder in folders)
        if full or "No space left on device" in printed or "File too large" in printed:
            raise CommandError(FULL)
        if "MemoryError" in printed:
            raise CommandError(
                N_("The build needs more memory than it is allowed."),
                N_("Take back your last change: a file may be very large."),
            )
    return generated


def _pelican(root: Path) -> list[str]:
    """Return the command that is given Pelican's arguments, or waits for them."""
    return [sys.executable, "-P", str(root / "commands" / "pelican_child.py"), str(MEMORY)]


def counted(content: Path) -> tuple[int, int]:
    """Return how many articles and pictures a content folder holds, about."""
    articles = sum(1 for _ in (content / "articles").rglob("*.md"))
    return articles, sum(1 for path in (content / "images").rglob("*.*") if is_picture(path))


def time_allowed(articles: int, pictures: int, leaflets: int = 0) -> float:
    """Return how many seconds a build may take that draws so many pictures and leaflets, about."""
    drawn = TIME_OF_A_PICTURE * pictures + TIME_OF_A_LEAFLET * leaflets
    return LEAST_TIME + TIME_OF_AN_ARTICLE * articles + drawn


def environment(given: Mapping[str, str], day: date, problems: Path) -> dict[str, str]:
    """Return the environment Pelican runs in: what the machine needs, and nothing that decides.

    The day is said, so that midnight does not fall between the build and its audit.
    """
    kept = {name: value for name, value in given.items() if not name.upper().startswith(_MACHINE)}
    noon = datetime.combine(day, time(12), tzinfo=UTC)
    return kept | {
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONSAFEPATH": "1",
        "LC_ALL": "C",
        "TZ": "UTC",
        # What breaks is printed one place a line.
        "COLUMNS": "1000",
        "SOURCE_DATE_EPOCH": str(int(noon.timestamp())),
        "SERMENT_PROBLEMS": str(problems),
    }


def run(
    command: list[str], folder: Path, env: Mapping[str, str], seconds: float, work: Path
) -> tuple[int, str]:
    """Run a command in a folder to its end; return its exit status and the end of what it printed.

    What it prints is kept in a nameless file in ``work`` meanwhile. Whatever ends this function
    ends the command and all that it started.
    """
    # A file, not a pipe: it takes no memory, and nobody waits for whoever would keep it open.
    with tempfile.TemporaryFile(dir=work) as printed:
        process = _start(command, folder, env, printed)
        return _wait(process, seconds), _end_of(printed)


def _start(
    command: list[str], folder: Path, env: Mapping[str, str], printed: IO[bytes]
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        cwd=folder,
        env=env,
        # Held open: its end tells the process that nobody waits any more.
        stdin=subprocess.PIPE,
        stdout=printed,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


def _wait(process: subprocess.Popen[bytes], seconds: float) -> int:
    """Return the exit status of a process, once all that it started is ended with it."""
    lifeline, process.stdin = process.stdin, None
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise CommandError(
            N_("The build took more than {seconds} seconds: it was stopped."),
            N_("Take back your last change: a text may be very unusual."),
            {"seconds": round(seconds)},
        ) from None
    finally:
        _end(process)
        if lifeline:
            lifeline.close()
    return process.returncode


def _end_of(printed: IO[bytes]) -> str:
    """Return the end of what was printed into a file."""
    printed.seek(max(0, printed.seek(0, os.SEEK_END) - _READ))
    return printed.read().decode("utf-8", "replace")


def _end(process: subprocess.Popen[Any]) -> None:
    """End a process and all that it started."""
    if hasattr(os, "killpg"):
        # Nobody may be left in the group; macOS says so in its own way.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
