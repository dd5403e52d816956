"""What keeps a command from ending well, said in one sentence instead of a traceback."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

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


_Meant = tuple[Phrase, str]
_UNREADABLE: _Meant = (
    N_("“{file}” cannot be read."),
    N_("Allow it to be read (its properties, “permissions”), then try again."),
)
_UNWRITABLE: _Meant = (
    N_("“{file}” cannot be written."),
    N_("Close what is using it, or ask for the right to write there."),
)
_MISPLACED: _Meant = (
    N_("A folder stands in the place of a file, or a file in that of a folder: “{file}”."),
    N_("Move it elsewhere, or rename it, then try again."),
)
_ELSE: _Meant = (N_("The machine refused: {reason} ({file})."), "")
# https://man7.org/linux/man-pages/man3/errno.3.html
_MEANT: dict[int, _Meant] = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), (FULL, "")),
    **dict.fromkeys((errno.EACCES, errno.EPERM), _UNWRITABLE),
    **dict.fromkeys((errno.EISDIR, errno.ENOTDIR), _MISPLACED),
    errno.EROFS: (N_("“{file}” is on a disk that can only be read."), ""),
    errno.ELOOP: (
        N_("“{file}” is a link that leads to itself."),
        N_("Put the file itself in its place, then try again."),
    ),
}


def from_os_error(error: OSError) -> CommandError:
    """Return what an error of the system means to the person who started the command."""
    values = {"file": error.filename or "", "reason": error.strerror or str(error)}
    forbidden = error.errno in (errno.EACCES, errno.EPERM)
    if forbidden and _unreadable(error.filename):
        what, fix = _UNREADABLE
    else:
        what, fix = _MEANT.get(
            error.errno or 0, (N_("The machine refused: {reason} ({file})."), "")
        )
    return CommandError(what, fix, values)


def _unreadable(name: object) -> bool:
    """Tell whether something is there that may not be read, or that stands in such a folder."""
    with suppress(TypeError, ValueError):
        path = Path(os.fsdecode(name))  # type: ignore[arg-type]
        if not os.access(path.parent, os.X_OK):
            return True
        return os.path.lexists(path) and not os.access(path, os.R_OK)
    return False
