"""Run Pelican in this process, within bounds. Started by :mod:`commands.generate` alone.

Needs nothing but the standard library until Pelican is imported. Arguments: the memory allowed
in bytes, then Pelican's own; without these, they are waited for, and the environment with them, as
a line of JSON on the standard input. Meanwhile the kit is imported; if its code is another when
they come, nothing is built: ``STALE`` is the exit status.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import runpy
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).absolute().parents[1]
# The status of no other program: sysexits.h has 64 to 78.
STALE = 90
# Objects of each generation (:func:`gc.set_threshold`): each text that is read leaves thousands.
_OFTEN_ENOUGH = (50_000, 20, 50)
# What takes a while to read of the kit's own, by where it is kept for the rest of the process.
_READ_ONCE = {
    "plugins.communities.catalogue": "kit_catalogue",
    "plugins.conditions.core": "load_vocabulary",
    "plugins.disclaimer.core": "load_texts",
}


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


def stamps() -> list[tuple[str, int, int]]:
    """Return what tells the files of code, as they are now, from what they are once one changes."""
    found = []
    for folder, inside, names in os.walk(ROOT / "plugins", followlinks=True):
        inside[:] = sorted(name for name in inside if name != "__pycache__")
        found += [os.path.join(folder, name) for name in sorted(names)]  # noqa: PTH118 - texts: a path for each costs more
    known = ((path, os.stat(path)) for path in found)  # noqa: PTH116
    return [(path, stat.st_mtime_ns, stat.st_ctime_ns) for path, stat in known]


def get_ready() -> None:
    """Import Pelican and the plugins, and read what the kit itself holds: nothing of the doctor's.

    What cannot be imported is said by the build.
    """
    with suppress(Exception):
        importlib.import_module("pelican")
        for file in sorted(ROOT.glob("plugins/*/plugin.py")):
            importlib.import_module(f"plugins.{file.parent.name}.plugin")
        for module, function in _READ_ONCE.items():
            getattr(importlib.import_module(module), function)()
        i18n = importlib.import_module("plugins.shared.i18n")
        for language in i18n.LANGUAGES:
            i18n.catalogue(language)


def keep_what_is_read() -> None:
    """Have Python look less often for what nobody holds any more.

    What is read of a blog stays until its pages are written: to walk through all of it time and
    again took a twentieth of a build.
    """
    gc.freeze()
    gc.set_threshold(*_OFTEN_ENOUGH)


def wait_for_arguments() -> None:
    """Take the arguments and the environment from the standard input; end with whoever holds it."""
    line = sys.stdin.readline()
    if not line:
        sys.exit(1)
    arguments, environment = json.loads(line)
    sys.argv[1:] = arguments
    os.environ.update(environment)


if __name__ == "__main__":
    # Not by PYTHONPATH, which a colon in the name of the kit's folder would end.
    sys.path.insert(0, str(ROOT))
    limit_memory(int(sys.argv.pop(1)))
    if not sys.argv[1:]:
        before = stamps()
        get_ready()
        wait_for_arguments()
        if stamps() != before:
            sys.exit(STALE)
    keep_what_is_read()
    threading.Thread(target=follow, args=(sys.stdin.fileno(),), daemon=True).start()
    runpy.run_module("pelican", run_name="__main__", alter_sys=True)
    # The site is written: to take apart, one by one, all that was read of a large blog took as long
    # as a twentieth of its build.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
