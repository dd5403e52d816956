"""Ask the doctor in the terminal, and read what is typed, a line at a time."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from plugins.shared.problems import N_

from .console import Console

# The longest answer, in characters.
LONGEST = 500
_CHOICE = N_("(yes/no)")
_YES, _NO = ("o", "oui", "y", "yes"), ("n", "non", "no")


class Ended(Exception):  # noqa: N818 - nothing went wrong: nobody is there any more
    """Nothing more will be typed."""


def line(console: Console, longest: int = LONGEST) -> str:
    """Return the next line, without its line feed; raise :class:`Ended` when there is none."""
    # A little more than is used, so that an endless line does not fill the memory.
    most = longest * 8
    while True:
        try:
            raw = sys.stdin.buffer.readline(most)
        except ValueError:
            # A keyboard that was closed.
            raise Ended from None
        if not raw:
            raise Ended
        while len(raw) == most and not raw.endswith(b"\n"):
            rest = sys.stdin.buffer.readline(most)
            if len(rest) < most or rest.endswith(b"\n"):
                break
        try:
            typed = raw.decode(sys.stdin.encoding or "utf-8").strip()
        except UnicodeDecodeError:
            console.say(N_("The letters of this answer cannot be read. Write it again."))
            continue
        if len(typed) <= longest:
            return typed
        console.say(N_("This answer is too long: {most} characters at most."), most=longest)


def show_numbered(console: Console, names: Sequence[str]) -> None:
    """Show names one below the other, each with its number from 1."""
    console.show("\n".join(f"  {number}. {name}" for number, name in enumerate(names, 1)))


def place_of(typed: str, count: int) -> int | None:
    """Return the place, from 0, of what a typed number stands for; ``None`` for anything else."""
    return int(typed) - 1 if typed.isdecimal() and 1 <= int(typed) <= count else None


def yes_or_no(console: Console, *, default: bool | None = None) -> bool:
    """Return yes or no, asked again for anything else; Enter is the default where there is one."""
    while True:
        typed = line(console).lower()
        if not typed and default is not None:
            return default
        if typed in (*_YES, *_NO):
            return typed in _YES
        console.say(N_("Write yes or no."))


def ask(console: Console, phrase: str, longest: int = LONGEST, **values: object) -> str:
    """Return what is typed after a question, empty when nobody answers."""
    console.say(phrase, **values)
    try:
        return line(console, longest)
    except Ended:
        return ""


def agrees(console: Console, phrase: str, **values: object) -> bool:
    """Tell whether the answer to a question is yes; Enter and silence are no."""
    console.say(f"{console.translate(phrase)} {console.translate(_CHOICE)}", **values)
    try:
        return yes_or_no(console, default=False)
    except Ended:
        return False
