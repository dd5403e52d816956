"""Ask the doctor, and take silence for no."""

from __future__ import annotations

import sys

from commands.cli.console import Console
from plugins.shared.problems import N_

_CHOICE = N_("(yes/no)")
_YES = ("o", "oui", "y", "yes")


def ask(console: Console, phrase: str, **values: object) -> str:
    """Return what is typed after a question, empty when nobody answers."""
    console.say(phrase, **values)
    try:
        return sys.stdin.readline().strip()
    except ValueError:
        # Bytes that are no text, or a keyboard that was closed.
        return ""


def agrees(console: Console, phrase: str, **values: object) -> bool:
    """Tell whether the answer to a question is yes."""
    return (
        ask(console, f"{console.translate(phrase)} {console.translate(_CHOICE)}", **values).lower()
        in _YES
    )
