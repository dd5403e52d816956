"""Where the password of an account comes from; it is never printed, nor in ``blog.toml``.

A variable of the environment (the secret of a CI) decides. Else the keyring of the system is asked,
where a working one answers within two seconds; else the doctor, each time, three times at most.
Once it let her in, she may have the keyring keep it.
"""

from __future__ import annotations

import getpass
import os

from commands.cli.asking import agrees
from commands.cli.console import Console
from commands.releases.targets.tool import can_answer
from plugins.shared.problems import N_

from . import keyring_of_system

_TRIES = 3


class Passwords:
    """The passwords to try for one account, one after the other."""

    def __init__(self, variable: str, host: str, user: str, console: Console) -> None:
        self._variable, self._host, self._user, self._console = variable, host, user, console
        self._typed, self._asked, self._looked = "", 0, False

    def given(self) -> str | None:
        """Return that of the environment; ``None`` without one."""
        return os.environ.get(self._variable)

    def another(self) -> str | None:
        """Return one that was not tried yet; ``None`` when there is none, or nobody to ask."""
        if self._variable in os.environ:
            return None
        if not self._looked:
            self._looked = True
            kept = keyring_of_system.stored(self._host, self._user)
            if kept:
                return kept
        if not can_answer() or self._asked == _TRIES:
            return None
        if self._asked:
            self._console.say(N_("The server refused this password."))
        prompt = self._console.translate(N_("Password of {name} (nothing shows as you type): "))
        self._asked += 1
        self._typed = getpass.getpass(prompt.format(name=f"{self._user}@{self._host}"))
        return self._typed

    def accepted(self) -> None:
        """Have the keyring keep the password that was typed, if the doctor says so."""
        if not self._typed or not keyring_of_system.works():
            return
        phrase = N_("Shall the keyring of this computer keep this password?")
        if agrees(self._console, phrase) and keyring_of_system.keep(
            self._host, self._user, self._typed
        ):
            self._console.say(N_("It is kept there, and asked no more on this computer."))
