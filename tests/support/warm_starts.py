"""A Python that starts warm: a copy of the tests' process, made to look as if it had just started.

To start, to import, to compile a thousand patterns costs a Python two seconds of processor before
the first page of a site. A copy has all that behind it, and is a process like any other: it has its
signals, its group, its folder, its environment, its pipes and its own end, and so has whatever it
starts. What it has not is a command line (the list of processes shows that of the tests) and the
options of Python itself: where those are the subject, or the kit was changed, a Python is started.
"""

from __future__ import annotations

import atexit
import gc
import os
import runpy
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
import types
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any, NoReturn

from tests.support.in_process import KIT, nothing_left, run_command
from tests.support.sites import Site, small

# What :class:`subprocess.Popen` has the system do. No other place of it starts a process.
_START = subprocess._fork_exec  # type: ignore[attr-defined]
_LAST_FILE = 1 << 20


@contextmanager
def warm_starts(site: Site | None = None) -> Iterator[None]:
    """Have each Python that the block starts, and those that it starts, be a copy of this one.

    ``site``: the checkout it works on; where its kit was changed, a Python is started.
    """
    if site and not site.is_whole():
        yield
        return
    warm_up()
    subprocess._fork_exec = _start  # type: ignore[attr-defined]
    try:
        yield
    finally:
        subprocess._fork_exec = _START  # type: ignore[attr-defined]


@cache
def warm_up() -> None:
    """Build a small site: what it takes to build one, copies have behind them."""
    with tempfile.TemporaryDirectory() as folder:
        run_command("build", small(Path(folder)).root, dict(os.environ))


def _start(  # noqa: PLR0913, PLR0917 - as Popen calls it
    command: Sequence[str | bytes],
    programs: object,
    close_files: bool,
    kept: Sequence[int],
    folder: Any,
    environment: list[bytes] | None,
    stdin: int,
    to_stdin: int,
    from_stdout: int,
    stdout: int,
    from_stderr: int,
    stderr: int,
    from_start: int,
    started: int,
    restore: bool,
    session: bool,
    group: int,
    *others: Any,
) -> int:
    """Start a command; return the number of its process."""
    words = [os.fsdecode(word) for word in command]
    if words[0] != sys.executable:
        number: int = _START(
            *(command, programs, close_files, kept, folder, environment, stdin, to_stdin),
            *(from_stdout, stdout, from_stderr, stderr, from_start, started),
            *(restore, session, group, *others),
        )
        return number
    if process := os.fork():
        return process
    with suppress(BaseException):
        if session:
            os.setsid()
        elif group >= 0:
            os.setpgid(0, group)
        for ours, theirs in ((stdin, 0), (stdout, 1), (stderr, 2)):
            if ours not in (-1, theirs):
                os.dup2(ours, theirs)
        _close_all_but({*kept} - {started})
        pairs = [os.fsdecode(pair).partition("=") for pair in environment or ()]
        chosen = {name: value for name, _, value in pairs}
        become(words, dict(os.environ) if environment is None else chosen, folder or Path.cwd())
    os._exit(255)


def _close_all_but(kept: set[int]) -> None:
    """Close every file of this process but the standard ones and some others."""
    least = 3
    for number in [*sorted(kept), _LAST_FILE]:
        os.closerange(least, number)
        least = number + 1


def become(words: Sequence[str], environment: dict[str, str], folder: str | Path) -> NoReturn:
    """Be the Python that some words start, in a process that was just copied, to its end."""
    # What the tests left would close files by their numbers, which are those of others now.
    gc.freeze()
    atexit._clear()
    os.chdir(folder)
    # The file by which the tests speak to theirs was closed, and its number is another's.
    resource_tracker._resource_tracker._fd = None  # type: ignore[attr-defined]
    # To its end: it is never left.
    state = ExitStack()
    state.enter_context(nothing_left(Path(folder)))
    os.environ.clear()
    os.environ.update(environment)
    _forget_handlers()
    warnings.resetwarnings()
    warnings.simplefilter("ignore", DeprecationWarning)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", errors=errors, closefd=False)  # noqa: SIM115
        for number, mode, errors in (
            (0, "r", "surrogateescape"),
            (1, "w", "surrogateescape"),
            (2, "w", "backslashreplace"),
        )
    )
    status = _status(list(words[1:]))
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    os._exit(status)


def _forget_handlers() -> None:
    """Have each signal do what it does to a Python that starts; one that is ignored stays so."""
    for number in signal.valid_signals():
        if callable(signal.getsignal(number)):
            signal.signal(number, signal.SIG_DFL)
    if signal.getsignal(signal.SIGINT) == signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _status(words: list[str]) -> int:
    """Run a program as Python would; return its exit status. Ctrl-C ends the process."""
    try:
        _run(words)
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return (end.code or 0) & 0xFF
        sys.stderr.write(f"{end.code}\n")
        return 1
    except KeyboardInterrupt:
        traceback.print_exc()
        sys.stderr.flush()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGINT)
    except BaseException:  # noqa: BLE001 - as Python itself does
        traceback.print_exc()
        return 1
    return 0


def _run(words: list[str]) -> None:
    """Run ``-c CODE``, ``-m MODULE`` or a file, with its arguments."""
    is_safe = words[0] == "-P"
    kind, *arguments = words[is_safe:]
    own = [os.environ["PYTHONPATH"]] if os.environ.get("PYTHONPATH") else []
    sys.path[:] = [*own, *(place for place in sys.path if place not in ("", str(KIT)))]
    if kind in ("-c", "-m"):
        what, *arguments = arguments
        sys.path[:0] = [] if is_safe else [str(Path.cwd())]
        sys.argv = [kind, *arguments]
        main = sys.modules["__main__"] = types.ModuleType("__main__")
        if kind == "-c":
            exec(compile(what, "<string>", "exec"), vars(main))
        else:
            runpy.run_module(what, run_name="__main__", alter_sys=True)
        return
    sys.path[:0] = [] if is_safe else [str(Path(kind).parent)]
    sys.argv = [kind, *arguments]
    runpy.run_path(kind, run_name="__main__")
