"""The keyring of the system, where a working one answers soon; a headless machine has none."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any

# A keyring may wait for somebody who is not there.
SECONDS = 2.0
# Of a backend: what lies below may write in plain text, or nowhere.
_SAFE = 1


def stored(host: str, user: str) -> str:
    """Return the password that is kept for an account; empty where there is none, or no keyring."""

    def look() -> str:
        backend = _backend()
        return (backend.get_password(_service(host), user) or "") if backend else ""

    return _within(SECONDS, look) or ""


def works() -> bool:
    """Tell whether a keyring answers that keeps passwords safely."""
    return _within(SECONDS, lambda: _backend() is not None) is True


def keep(host: str, user: str, password: str) -> bool:
    """Keep the password of an account; tell whether it is kept."""

    def write() -> bool:
        backend = _backend()
        if backend:
            backend.set_password(_service(host), user, password)
        return backend is not None

    return _within(SECONDS, write) is True


def _service(host: str) -> str:
    return f"serment {host}"


def _backend() -> Any:
    """Return the keyring of the system; ``None`` for one that is none, or keeps nothing safe."""
    # It looks for the services of the desktop, and takes a while.
    import keyring  # noqa: PLC0415

    backend = keyring.get_keyring()
    parts = getattr(backend, "backends", None) or [backend]
    return backend if all(part.priority >= _SAFE for part in parts) else None


def _within(seconds: float, act: Callable[[], Any]) -> Any:
    """Return what an act returns if it does so in time; ``None`` otherwise, whatever it raised."""
    answers: queue.Queue[Any] = queue.Queue()

    def run() -> None:
        # A keyring that is locked, refused or broken is as good as none.
        with suppress(Exception):
            answers.put(act())
            return
        answers.put(None)

    threading.Thread(target=run, daemon=True).start()
    try:
        return answers.get(timeout=seconds)
    except queue.Empty:
        return None
