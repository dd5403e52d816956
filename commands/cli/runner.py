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

from commands.releases.store import Shelf
from plugins.shared.problems import N_, Phrase, printed, tell

from .console import Voice
from .crash import unforeseen
from .errors import Refused, refusal
from .paths import Place

INTERRUPTED = 130
FAILED = 1
# Seconds: as long as the longest publication.
PATIENCE = 1800


class Stopped(KeyboardInterrupt):
    """A signal asked the command to stop: what was under way is cleared away on the way out."""

    def __init__(self, number: int) -> None:
        self.status = 128 + number
        super().__init__(number)


def attempt(place: Place, shelf: Shelf, voice: Voice, act: Callable[[], int]) -> int:
    """Hold the lock, act on the shelf, and return the exit status; say how it ended if not well."""
    status, before = FAILED, None
    try:
        with stoppable(), _alone(place.lock, voice):
            before = shelf.mark()
            with _recovering(shelf):
                return act()
    except Stopped as stopped:
        status = stopped.status
        voice.tell(N_("Interrupted."))
    except Refused as refused:
        voice.show(refused.told(voice.say))
    except OSError as error:
        voice.show(refusal(error).told(voice.say))
    except Exception as error:  # noqa: BLE001 - whatever it is, the doctor sees no traceback
        voice.show(broke(place, voice, error))
    as_it_was = before is None or shelf.mark() == before
    voice.tell(N_("The site is as it was.") if as_it_was else N_("The new site is in place."))
    return status


@contextmanager
def _recovering(shelf: Shelf) -> Iterator[None]:
    """Leave the shelf in order however the block ends, as the next command would find it."""
    try:
        yield
    except BaseException:
        # What it ended for matters more than what cannot be cleared.
        with suppress(OSError):
            shelf.recover()
        raise


def broke(place: Place, voice: Voice, error: Exception) -> str:
    """Keep where an error nobody foresaw came from in a file; return what is said of it."""
    with suppress(OSError):
        place.failure.write_text("".join(traceback.format_exception(error)), "utf-8")
    kept = place.failure.relative_to(place.root).as_posix()
    return printed(tell([unforeseen(error, place.root, kept)], voice.say), voice.say)


def conversation(place: Place, voice: Voice, act: Callable[[], int], interrupted: Phrase) -> int:
    """Act, and return the exit status; say how it ended if not well: never a traceback.

    For commands that ask and write, but build nothing. ``interrupted``: what is said to Ctrl-C.
    """
    try:
        with stoppable():
            return act()
    except Stopped as stopped:
        voice.tell(interrupted)
        return stopped.status
    except Refused as refused:
        voice.show(refused.told(voice.say))
    except OSError as error:
        voice.show(refusal(error).told(voice.say))
    except Exception as error:  # noqa: BLE001 - whatever it is, the doctor sees no traceback
        with suppress(OSError):
            place.workshop.mkdir(exist_ok=True)
        voice.show(broke(place, voice, error))
    return FAILED


@contextmanager
def _alone(lock: Path, voice: Voice) -> Iterator[None]:
    """Hold the lock; say that another command holds it, and wait for its end."""
    lock.parent.mkdir(exist_ok=True)
    held = FileLock(lock)
    try:
        held.acquire(timeout=0)
    except Timeout:
        voice.tell(N_("Another build or publication is under way: this one waits for its end."))
        try:
            held.acquire(timeout=PATIENCE)
        except Timeout:
            raise Refused(
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
