"""What keeps a command from ending well, said in one sentence instead of a traceback."""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping

from plugins.shared.problems import N_, Phrase

FULL = N_("The disk is full. Free some space, then try again.")


class CommandError(Exception):
    """The command goes no further: what is wrong, and what to do."""

    def __init__(
        self, what: Phrase, fix: str = "", values: Mapping[str, object] | None = None
    ) -> None:
        self.what = what
        self.fix = fix
        self.values = values or {}
        super().__init__(what)

    def rendered(self, say: Callable[[str], str]) -> str:
        """Return the sentences, in the language of ``say``."""
        phrases = [say(phrase) for phrase in (self.what, self.fix) if phrase]
        values = {
            name: say(value) if isinstance(value, Phrase) else value
            for name, value in self.values.items()
        }
        return " ".join(phrases).format(**values)


def from_os_error(error: OSError) -> CommandError:
    """Return what an error of the system means to the person who started the command."""
    values = {"file": error.filename or "", "reason": error.strerror or str(error)}
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return CommandError(FULL)
    if error.errno == errno.EROFS:
        return CommandError(N_("“{file}” is on a disk that can only be read."), "", values)
    if error.errno in (errno.EACCES, errno.EPERM):
        return CommandError(
            N_("“{file}” cannot be written."),
            N_("Close what is using it, or ask for the right to write there."),
            values,
        )
    return CommandError(N_("The machine refused: {reason} ({file})."), "", values)
