"""Read one line that was typed. The end of what is typed is told from an empty line."""

from __future__ import annotations

import sys

from commands.cli.console import Console
from plugins.shared.problems import N_

from .questions import LONGEST


class Ended(Exception):  # noqa: N818 - nothing went wrong: nobody is there any more
    """Nothing more will be typed."""


def line(console: Console) -> str:
    """Return the next line, without its line feed; raise :class:`Ended` when there is none."""
    while True:
        try:
            # A little more than is used, so that an endless line does not fill the memory.
            raw = sys.stdin.buffer.readline(LONGEST * 8)
        except ValueError:
            # A keyboard that was closed.
            raise Ended from None
        if not raw:
            raise Ended
        while len(raw) == LONGEST * 8 and not raw.endswith(b"\n"):
            rest = sys.stdin.buffer.readline(LONGEST * 8)
            if len(rest) < LONGEST * 8 or rest.endswith(b"\n"):
                break
        try:
            typed = raw.decode(sys.stdin.encoding or "utf-8").strip()
        except UnicodeDecodeError:
            console.say(N_("The letters of this answer cannot be read. Write it again."))
            continue
        if len(typed) <= LONGEST:
            return typed
        console.say(N_("This answer is too long: {most} characters at most."), most=LONGEST)
