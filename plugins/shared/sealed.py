"""A file that begins with its own digest: whole and unspoilt, or not read at all."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

# In bytes: nothing that is kept of a text, or of a site, weighs as much.
_HEAVIEST = 64 * 1024 * 1024


def read_sealed(file: Path) -> dict[str, Any]:
    """Return the table that a file holds; an empty one if it is not whole."""
    with suppress(ValueError, RecursionError):
        found = json.loads(read_sealed_bytes(file) or b"")
        return found if isinstance(found, dict) else {}
    return {}


def read_sealed_bytes(file: Path) -> bytes | None:
    """Return what a file holds; ``None`` if it is not whole."""
    with suppress(OSError):
        if file.is_file() and file.stat().st_size <= _HEAVIEST:
            told, _, data = file.read_bytes().partition(b"\n")
            if sha256(data).hexdigest().encode() == told:
                return data
    return None


def write_sealed(file: Path, table: dict[str, Any]) -> None:
    """Write a table whole, or not at all; raises ``OSError``."""
    write_sealed_bytes(file, json.dumps(table, ensure_ascii=True, separators=(",", ":")).encode())


def write_sealed_bytes(file: Path, data: bytes) -> None:
    """Write what a file is to hold whole, or not at all; raises ``OSError``."""
    # By this process alone: two may write the same file.
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(sha256(data).hexdigest().encode() + b"\n" + data)
        unfinished.replace(file)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise
