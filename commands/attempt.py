"""Do one thing to the site at a time, and end in one of a few known ways.

A command ends with 0; with 1, and words, when something keeps it from its work; with 128 plus
the number of the signal when it was interrupted: 130 at Ctrl-C, 143 at SIGTERM.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from filelock import FileLock, Timeout

from plugins.problems import N_

from .refusal import Refused, refusal
from .releases import Shelf
from .voice import Voice

INTERRUPTED = 130
FAILED = 1
# Seconds: as long as the longest publication.
PATIENCE = 1800


class Stopped(KeyboardInterrupt):
    """A signal asked the command to stop: what was under way is cleared away on the way out."""

    def __init__(self, number: int) -> None:
        self.status = 128 + number
        super().__init__(number)


def attempt(lock: Path, shelf: Shelf, voice: Voice, act: Callable[[], int]) -> int:
    """Hold the lock, act on the shelf, and return the exit status; say how it ended if not well."""
    status, before = FAILED, shelf.mark()
    try:
        with _stoppable(), _alone(lock, voice):
            before = shelf.mark()
            return act()
    except Stopped as stopped:
        status = stopped.status
        voice.tell(N_("Interrupted."))
    except Refused as refused:
        voice.show(refused.told(voice.say))
    except OSError as error:
        voice.show(refusal(error).told(voice.say))
    as_it_was = shelf.mark() == before
    voice.tell(N_("The site is as it was.") if as_it_was else N_("The new site is in place."))
    return status


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
def _stoppable() -> Iterator[None]:
    """Turn the signals that ask to stop into :class:`Stopped`, once, as long as the block lasts."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked = {
        number: signal.signal(number, _stop)
        for name in ("SIGINT", "SIGTERM", "SIGHUP")
        for number in [getattr(signal, name, None)]
        # “nohup” asks that the end of the terminal be no reason to stop.
        if number and not (name == "SIGHUP" and signal.getsignal(number) is signal.SIG_IGN)
    }
    try:
        yield
    finally:
        for number, before in asked.items():
            signal.signal(number, before)


def _stop(number: int, _frame: FrameType | None) -> None:
    """Stop here; a second signal must not keep the first from clearing up."""
    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    raise Stopped(number)
