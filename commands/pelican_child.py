"""Run Pelican in this process, within bounds. Started by :mod:`commands.generate` alone.

Needs nothing but the standard library until Pelican is imported. Arguments: the memory allowed
in bytes, then Pelican's own.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading
from pathlib import Path


def follow(lifeline: int) -> None:
    """End this process and all it started once whoever started it is gone.

    The other end of the pipe is closed by the system whatever happened to the command, even when
    it had no time to say good-bye (SIGKILL): no Pelican goes on alone.
    """
    while os.read(lifeline, 1):
        continue
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


def limit_memory(most: int) -> None:
    """Have the system refuse this process more memory than ``most`` bytes.

    Linux and most Unix systems hold to it; macOS takes note and does not; Windows has no such
    limit.
    """
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


if __name__ == "__main__":
    # Not by PYTHONPATH, which a colon in the name of the kit's folder would end.
    sys.path.insert(0, str(Path(__file__).absolute().parents[1]))
    limit_memory(int(sys.argv.pop(1)))
    threading.Thread(target=follow, args=(sys.stdin.fileno(),), daemon=True).start()
    runpy.run_module("pelican", run_name="__main__", alter_sys=True)
