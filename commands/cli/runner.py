"""Do one thing to the site at a time, and end in one of a few known ways.

A command ends with 0; with 1, and words, when something keeps it from its work; with 128 plus
the number of the signal when it was interrupted: 130 at Ctrl-C, 143 at SIGTERM.
"""

from __future__ import annotations

import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from filelock import FileLock, Timeout

from commands.releases.store import ReleaseStore
from plugins.shared.problems import N_, Phrase, printed, render

from .console import Console
from .crash import unforeseen
from .errors import CommandError, from_os_error
from .paths import Paths

INTERRUPTED = 130
FAILED = 1
# Seconds: as long as the longest publication.
PATIENCE = 1800


class Stopped(KeyboardInterrupt):
    """A signal asked the command to stop: what was under way is cleared away on the way out."""

    def __init__(self, number: int) -> None:
        self.status = 128 + number
        super().__init__(number)


def run_exclusively(
    paths: Paths, store: ReleaseStore, console: Console, act: Callable[[], int]
) -> int:
    """Hold the lock, act, and return the exit status; print how it ended if not well."""
    status, before = FAILED, None
    try:
        with stoppable(), _alone(paths.lock, console):
            before = store.mark()
            with _recovering(store):
                return act()
    except Stopped as stopped:
        status = stopped.status
        console.say(N_("Interrupted."))
    except CommandError as refused:
        console.show(refused.rendered(console.translate))
    except OSError as error:
        console.show(from_os_error(error).rendered(console.translate))
    except Exception as error:  # noqa: BLE001 - whatever it is, the doctor sees no traceback
        console.show(broke(paths, console, error))
    as_it_was = before is None or store.mark() == before
    console.say(N_("The site is as it was.") if as_it_was else N_("The new site is in place."))
    return status


@contextmanager
def _recovering(store: ReleaseStore) -> Iterator[None]:
    """Leave the shelf in order however the block ends, as the next command would find it."""
    try:
        yield
    except BaseException:
        # What it ended for matters more than what cannot be cleared.
        with suppress(OSError):
            store.recover()
        raise


def broke(paths: Paths, console: Console, error: Exception) -> str:
    """Keep where an error nobody foresaw came from in a file; return what is said of it."""
    with suppress(OSError):
        paths.failure.write_text("".join(traceback.format_exception(error)), "utf-8")
    kept = paths.failure.relative_to(paths.root).as_posix()
    return printed(
        render([unforeseen(error, paths.root, kept)], console.translate), console.translate
    )


def run_dialogue(
    paths: Paths, console: Console, act: Callable[[], int], interrupted: Phrase
) -> int:
    """Act, and return the exit status; say how it ended if not well: never a traceback.

    For commands that ask and write, but build nothing. ``interrupted``: what is said to Ctrl-C.
    """
    try:
        with stoppable():
            return act()
    except Stopped as stopped:
        console.say(interrupted)
        return stopped.status
    except CommandError as refused:
        console.show(refused.rendered(console.translate))
    except OSError as error:
        console.show(from_os_error(error).rendered(console.translate))
    except Exception as error:  # noqa: BLE001 - whatever it is, the doctor sees no traceback
        with suppress(OSError):
            paths.work_folder.mkdir(exist_ok=True)
        console.show(broke(paths, console, error))
    return FAILED


@contextmanager
def _alone(lock: Path, console: Console) -> Iterator[None]:
    """Hold the lock; say that another command holds it, and wait for its end."""
    lock.parent.mkdir(exist_ok=True)
    held = FileLock(lock)
    try:
        held.acquire(timeout=0)
    except Timeout:
        console.say(N_("Another build or publication is under way: this one waits for its end."))
        try:
            held.acquire(timeout=PATIENCE)
        except Timeout:
            raise CommandError(
                N_("Another build or publication has been under way for {minutes} minutes."),
                N_("End it, then try again."),
                {"minutes": PATIENCE // 60},
            ) from None
    try:
        yield
    finally:
        held.release()


@contextmanager
def stoppable() -> Iterator[None]:
    """Turn the signals that ask to stop into :class:`Stopped`, once, as long as the block lasts."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked = {number: signal.signal(number, _stop) for number in signals_to_stop()}
    try:
        yield
    finally:
        for number, before in asked.items():
            signal.signal(number, before)


def _stop(number: int, _frame: FrameType | None) -> None:
    """Stop here; a second signal must not keep the first from clearing up."""
    for asked in signals_to_stop():
        signal.signal(asked, signal.SIG_IGN)
    raise Stopped(number)


def signals_to_stop() -> list[int]:
    """Return the signals that ask a command to stop: Ctrl-C, SIGTERM, the window is closed.

    ``nohup`` asks that the end of the terminal be no reason to.
    """
    found = [getattr(signal, name, None) for name in ("SIGINT", "SIGTERM")]
    hang_up = getattr(signal, "SIGHUP", None)
    if hang_up and signal.getsignal(hang_up) is not signal.SIG_IGN:
        found.append(hang_up)
    return [number for number in found if number]
