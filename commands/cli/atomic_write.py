"""Write a file whole or not at all."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file: the old one until the new one is on the disk, whole.

    The folders above are made, and a link leads where it led. Nothing is touched when nothing
    changes.
    """
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    target = path.resolve()
    # Nobody reads a name that ends so, should a power cut leave it there.
    temporary = target.with_name(f"{target.name}~")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.is_file():
            shutil.copymode(target, temporary)
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _settle(target.parent)


def _settle(folder: Path) -> None:
    """Have the new name of a file outlive a power cut, on the systems that can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
