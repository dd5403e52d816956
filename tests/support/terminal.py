"""A command that holds a terminal, as in a window, and what is typed there."""

from __future__ import annotations

import os
import pty
import select
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from tests.support.sites import Site
from tests.support.warm_starts import become, warm_up

# Seconds that a screen may stay silent before a test gives up.
PATIENCE = 60
# To read from the standard input, or to wait for it alone as readline does, as Linux numbers it on
# the processors of Intel and of ARM.
READING = ("0 0x0 ", "63 0x0 ", "270 0x1 ", "72 0x1 ")
# The keys that move the cursor, as a terminal sends them.
UP, LEFT = "\x1b[A", "\x1b[D"


def in_a_terminal(words: list[str], environment: dict[str, str], folder: Path) -> tuple[int, int]:
    """Start a command that holds a terminal; return its number, its keyboard.

    A Python that works on a blog is a copy of this one (see :mod:`.warm_starts`).
    """
    is_warm = words[0] == sys.executable and Site.at(folder).is_whole()
    if is_warm:
        warm_up()
    process, keyboard = pty.fork()
    if not process:
        # As in a new terminal, wherever these tests are run from (nohup).
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    if not process and is_warm:
        become(words, environment, folder)
    if not process:
        os.chdir(folder)
        os.execve(words[0], words, environment)
    return process, keyboard


def end(process: int) -> int:
    """Wait for a command, and return its exit status; one that waits for ever is killed."""
    last = time.monotonic() + PATIENCE
    while True:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > last:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            raise AssertionError(process)
        time.sleep(0.02)


def type_line(keyboard: int, line: str) -> None:
    """Wait for the command to wait for an answer, then type a line."""
    type_keys(keyboard, f"{line}\n")


def interrupt(keyboard: int) -> None:
    """Wait for the command to wait for an answer, then type Ctrl-C."""
    type_keys(keyboard, "\x03")


def type_keys(keyboard: int, keys: str) -> None:
    """Wait for the command to wait for an answer, then type some keys, Enter or not."""
    wait_until_asked(keyboard)
    os.write(keyboard, keys.encode())


def wait_until_asked(keyboard: int) -> None:
    """Wait until the command waits for an answer, before anything is typed or any signal sent.

    Between the last word of a question and the wait for its answer, Python only notes a signal, and
    hears of it once something is typed.
    """
    last = time.monotonic() + PATIENCE
    while True:
        # What is printed is taken away: a screen that is full holds the command up.
        while select.select([keyboard], [], [], 0.05)[0]:
            os.read(keyboard, 65536)
        if _is_waited_for(keyboard):
            return
        assert time.monotonic() < last


def _is_waited_for(keyboard: int) -> bool:
    """Tell whether the command in a terminal, or one it runs, asked the system for what is typed.

    Where the system does not say: whether the screen stays quiet for a while.
    """
    group = os.tcgetpgrp(keyboard)
    try:
        asked = [Path(f"/proc/{one}/syscall").read_text("ascii") for one in _processes(group)]
    except OSError:
        return not select.select([keyboard], [], [], 0.3)[0]
    return any(one.startswith(READING) for one in asked)


def _processes(group: int) -> list[int]:
    """Return the numbers of the processes of a group, its first one at least."""
    found = {group}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if os.getpgid(int(folder.name)) == group:
                found.add(int(folder.name))
    return sorted(found)


def read_until(keyboard: int, words: str) -> str:
    """Return what the screen shows, up to some words."""
    shown, last = b"", time.monotonic() + PATIENCE
    while words.encode() not in shown:
        assert time.monotonic() < last, shown.decode("utf-8", "replace")
        if select.select([keyboard], [], [], 0.3)[0]:
            try:
                shown += os.read(keyboard, 65536)
            except OSError:
                # The command ended, and its terminal with it.
                raise AssertionError(shown.decode("utf-8", "replace")) from None
    return shown.decode("utf-8", "replace")


def read_all(keyboard: int) -> str:
    """Return what the screen shows until the command ends, and its terminal with it."""
    shown, last = b"", time.monotonic() + PATIENCE
    while time.monotonic() < last:
        if select.select([keyboard], [], [], 0.3)[0]:
            try:
                shown += os.read(keyboard, 65536)
            except OSError:
                return shown.decode("utf-8", "replace")
    raise AssertionError(shown.decode("utf-8", "replace"))
