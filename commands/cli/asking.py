"""Ask the doctor in the terminal, and read what is typed, a line at a time.

Where the system has GNU readline, a line is typed with the keys of an editor, and ↑ types the word
that goes back.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence

from plugins.shared.files import address
from plugins.shared.problems import N_

from .console import Console

try:
    import readline
except ImportError:
    # Windows, whose own terminal edits what is typed.
    _EDITS = False
else:
    _EDITS = True

# The longest answer, in characters.
LONGEST = 500
_CHOICE = N_("(yes/no)")
_YES, _NO = ("o", "oui", "y", "yes"), ("n", "non", "no")
# What is typed to go to the question before: a word, or the key ↑ where nothing else reads it.
_BACK = N_("back")
_BACK_WORDS = frozenset({"retour", "back", "<", "\x1b[a", "\x1boa"})
_UP = ("\\e[A", "\\eOA")
_KEY = "\x1b"


class Ended(Exception):  # noqa: N818 - nothing went wrong: nobody is there any more
    """Nothing more will be typed."""


class Back(Exception):  # noqa: N818 - a wish, not an error
    """The question before is wanted again."""


def in_order(
    count: int, ask: Callable[[int], None], is_asked: Callable[[int], bool] = lambda _: True
) -> None:
    """Ask so many questions by their place, from 0; :class:`Back` leads to the one before.

    ``ask``: asks the question at a place; ``is_asked``: whether it is worth asking.
    """
    place = 0
    while place < count:
        if not is_asked(place):
            place += 1
            continue
        try:
            ask(place)
        except Back:
            before = filter(is_asked, range(place - 1, -1, -1))
            place = next(before, place)
        else:
            place += 1


def line(
    console: Console, longest: int = LONGEST, *, back: bool = False, names: Iterable[str] = ()
) -> str:
    """Return the next line, without its line feed; raise :class:`Ended` when there is none.

    ``back``: whether there is a question before; raises :class:`Back` when it is wanted again.
    ``names``: what the key Tab completes, where :func:`completes` says that it does.
    """
    while True:
        try:
            typed = _typed(console, longest * 8, back=back, names=names).strip()
        except UnicodeDecodeError:
            console.say(N_("The letters of this answer cannot be read. Write it again."))
            continue
        if back and typed.lower() in _BACK_WORDS:
            raise Back
        if _KEY in typed:
            console.say(N_("A key that is no letter was typed. Write your answer again."))
        elif len(typed) > longest:
            console.say(N_("This answer is too long: {most} characters at most."), most=longest)
        else:
            return typed


def completes() -> bool:
    """Tell whether a line is typed with the keys of an editor."""
    return _EDITS and sys.stdin.isatty() and sys.stdout.isatty()


def _typed(console: Console, most: int, *, back: bool, names: Iterable[str]) -> str:
    """Return what is typed next, up to ``most`` bytes of it: more would fill the memory."""
    try:
        if completes():
            _set_keys(console.translate(_BACK) if back else "", list(names))
            return input()
        raw = sys.stdin.buffer.readline(most)
    except UnicodeDecodeError:
        raise
    except (EOFError, ValueError):
        # A keyboard that was closed.
        raise Ended from None
    if not raw:
        raise Ended
    while len(raw) == most and not raw.endswith(b"\n"):
        rest = sys.stdin.buffer.readline(most)
        if len(rest) < most or rest.endswith(b"\n"):
            break
    return raw.decode(sys.stdin.encoding or "utf-8")


def _set_keys(word: str, names: Sequence[str]) -> None:
    """Have ↑ type a word in the place of what stands there, and Enter; Tab complete a name."""

    def complete(begun: str, number: int) -> str | None:
        fit = [name for name in names if address(name).startswith(address(begun))]
        # Between commas there are spaces.
        gap = begun[: len(begun) - len(begun.lstrip())]
        return f"{gap}{fit[number]}" if begun.strip() and number < len(fit) else None

    readline.set_auto_history(False)
    readline.set_completer(complete)
    readline.set_completer_delims(",")
    readline.parse_and_bind("tab: complete" if names else "tab: self-insert")
    # Several lines that are pasted are as many answers, as where nothing edits them.
    readline.parse_and_bind("set enable-bracketed-paste off")
    does = f'"\\C-e\\C-u{word}\\C-m"' if word else "previous-history"
    for key in _UP:
        readline.parse_and_bind(f'"{key}": {does}')


def show_numbered(console: Console, names: Sequence[str]) -> None:
    """Show names one below the other, each with its number from 1."""
    console.show("\n".join(f"  {number}. {name}" for number, name in enumerate(names, 1)))


def place_of(typed: str, count: int) -> int | None:
    """Return the place, from 0, of what a typed number stands for; ``None`` for anything else."""
    return int(typed) - 1 if typed.isdecimal() and 1 <= int(typed) <= count else None


def yes_or_no(console: Console, *, default: bool | None = None, back: bool = False) -> bool:
    """Return yes or no, asked again for anything else; Enter is the default where there is one.

    ``back``: as in :func:`line`.
    """
    while True:
        typed = line(console, back=back).lower()
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
