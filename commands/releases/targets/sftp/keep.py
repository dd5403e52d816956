"""Keep the key of a server in ``blog.toml``, all else in it as it was."""

from __future__ import annotations

from pathlib import Path

import tomlkit

from commands.cli.atomic_write import write_whole

_MARK = b"\xef\xbb\xbf"


def keep_host_key(settings: Path, fingerprint: str) -> None:
    """Write ``host_key`` under ``[publish]``, comments and order kept; a mark of order too."""
    data = settings.read_bytes()
    document = tomlkit.parse(data.removeprefix(_MARK).decode())
    document["publish"]["host_key"] = fingerprint
    mark = _MARK if data.startswith(_MARK) else b""
    write_whole(settings, mark + tomlkit.dumps(document).encode())
