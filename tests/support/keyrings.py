"""Keyrings of a system, as they may be: one that works, one that waits, one that hides nothing."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from keyring.backend import KeyringBackend


class Working(KeyringBackend):  # type: ignore[misc]
    """Keeps passwords in the file that the variable SERMENT_TEST_KEYRING names."""

    priority = 5

    def get_password(self, service: str, username: str) -> str | None:
        """Return what is kept."""
        return self._read().get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a password."""
        self._file.write_text(json.dumps(self._read() | {f"{service}/{username}": password}))

    @property
    def _file(self) -> Path:
        return Path(os.environ["SERMENT_TEST_KEYRING"])

    def _read(self) -> dict[str, str]:
        return dict(json.loads(self._file.read_text())) if self._file.is_file() else {}


class Waiting(Working):
    """Waits for somebody to unlock it."""

    def get_password(self, service: str, username: str) -> str | None:
        """Wait."""
        time.sleep(20)
        return super().get_password(service, username)


class Locked(Working):
    """Was not unlocked."""

    def get_password(self, service: str, username: str) -> str | None:
        """Refuse."""
        raise RuntimeError(service, username)


class Plain(Working):
    """Keeps all for anybody to read."""

    priority = 0.5
