"""Let nothing that a terminal, a pipe or a log cannot show end a command.

A pipe on Windows may know 256 letters, a log a hundred; the window may be closed, or ``head`` have
read enough. What a command did, and its exit status, do not depend on who listens.
"""

from __future__ import annotations

import codecs
import io
import os
import sys
from contextlib import suppress
from typing import TextIO

from unidecode import unidecode

_HANDLER = "serment"
# What unidecode has no letters for.
_DRAWN = {"✓": "v", "✗": "x", "→": "->", "↑": "^", "…": "...", "–": "-", "\u202f": " "}


def prepare() -> None:
    """Make standard output and standard error take whatever is written, wherever it goes."""
    codecs.register_error(_HANDLER, _spelt)
    for name in ("stdout", "stderr"):
        setattr(sys, name, _lasting(getattr(sys, name)))


def _lasting(stream: TextIO | None) -> TextIO:
    """Return a stream that writes to the same place as long as there is one."""
    if stream is None:
        # Closed before the command began.
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - stays open
    if isinstance(stream, io.TextIOWrapper) and not isinstance(stream.buffer, _Buffered):
        stream.reconfigure(errors=_HANDLER)
        if stream.isatty():
            # Windows writes to its console by other means than bytes.
            return stream
        with suppress(OSError, ValueError):
            stream.flush()
            raw = _Lasting(stream.fileno(), "wb", closefd=False)
            return io.TextIOWrapper(
                _Buffered(raw),
                encoding=stream.encoding,
                errors=_HANDLER,
                line_buffering=True,
                write_through=stream.write_through,
            )
    return stream


class _Buffered(io.BufferedWriter):
    """Tells a stream that was prepared already."""


class _Lasting(io.FileIO):
    """A file that takes what is written even when nobody reads it any more."""

    def write(self, data: object) -> int:
        """Write, and count as written what could not be."""
        view = memoryview(data)  # type: ignore[arg-type]
        with suppress(OSError):
            return super().write(view)
        return view.nbytes


def _spelt(error: UnicodeError) -> tuple[str, int]:
    """Spell what an encoding has no letter for with those that every one has."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    words = "".join(_DRAWN.get(letter) or unidecode(letter) or "?" for letter in lost)
    return words.encode("ascii", "replace").decode("ascii"), error.end
