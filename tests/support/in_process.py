"""Builds and commands in the test's own process, which is put back as it was before them.

A process of its own costs ten times what a small site takes to build: Python starts, imports, and
compiles every template. What Pelican and the settings change in a process is listed here, and
nowhere else: who listens to its signals, the log, modules, the locale, the zone of the clock, what
was remembered of articles. ``test_in_process.py`` builds one site, another, and the first again.
"""

from __future__ import annotations

import importlib
import io
import json
import locale
import logging
import os
import pkgutil
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, redirect_stderr, redirect_stdout
from pathlib import Path
from types import ModuleType

import pelican
import pelican.log
import time_machine
from blinker import Signal
from invoke.main import program
from pelican import signals
from pelican.contents import Content
from pelican.utils import memoized

import plugins
from commands import build, generate, publish, verify
from commands.cli.paths import Paths

KIT = Path(__file__).parents[2]
COMMANDS: dict[str, Callable[..., int]] = {
    "build": build.build,
    "check": build.check,
    "publish": publish.publish,
    "rollback": publish.rollback,
    "verify": verify.verify,
}
# Modules that each site has of its own.
SETTINGS = ("pelicanconf", "publishconf", "testconf")
_SIGNALS = [value for value in vars(signals).values() if isinstance(value, Signal)]
# What Pelican remembers of articles, for ever.
REMEMBERED = [value for value in vars(Content).values() if isinstance(value, memoized)]
# All of the kit before the first build: what a build imports first could not be put back.
for _module in pkgutil.walk_packages(plugins.__path__, "plugins."):
    importlib.import_module(_module.name)


@contextmanager
def nothing_left(root: Path) -> Iterator[None]:
    """Give the block a process as it was before any Pelican, and put everything back after it."""
    with ExitStack() as after:
        for keep in (_signals, _log, _modules, _machine):
            after.enter_context(keep(root))
        after.enter_context(warnings.catch_warnings())
        yield
    for function in REMEMBERED:
        function.cache.clear()


@contextmanager
def _signals(root: Path) -> Iterator[None]:
    """Have nobody listen to Pelican, and then whoever did before."""
    held = [getattr(s, n) for s in _SIGNALS for n in ("receivers", "_by_receiver", "_by_sender")]
    before = [(listeners, listeners.copy()) for listeners in held]
    for listeners in held:
        listeners.clear()
    try:
        yield
    finally:
        for listeners, kept in before:
            listeners.clear()
            listeners.update(kept)


@contextmanager
def _log(root: Path) -> Iterator[None]:
    """Keep the handlers and levels of the log, and what Pelican would not say twice."""
    top, own, filters = logging.getLogger(), logging.getLogger("pelican"), pelican.log.LimitFilter
    levels = (top.level, own.level, pelican.log.DEFAULT_LOG_HANDLER.level)
    handlers = list(top.handlers)
    fatal, least = pelican.log.FatalLogger.fatal_lvl, filters.LOGS_DEDUP_MIN_LEVEL
    top.handlers[:] = []
    pelican.log.DEFAULT_LOG_HANDLER.setLevel(logging.NOTSET)
    try:
        yield
    finally:
        top.handlers[:] = handlers
        top.setLevel(levels[0])
        own.setLevel(levels[1])
        pelican.log.DEFAULT_LOG_HANDLER.setLevel(levels[2])
        pelican.log.FatalLogger.fatal_lvl, filters.LOGS_DEDUP_MIN_LEVEL = fatal, least
        for said in (filters._ignore, filters._raised_messages, filters._group_count):
            said.clear()


@contextmanager
def _modules(root: Path) -> Iterator[None]:
    """Keep the modules there are, and what is in those of the kit: settings may change any."""
    path, writes = list(sys.path), sys.dont_write_bytecode
    before = {name: sys.modules.pop(name) for name in SETTINGS if name in sys.modules}
    known = set(sys.modules)
    inside = [
        (module, dict(vars(module)))
        for name, module in sys.modules.items()
        if name.startswith("plugins.")
    ]
    # A settings file written twice in a second would be taken for the first.
    sys.dont_write_bytecode = True
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path[:] = path
        sys.dont_write_bytecode = writes
        for name in set(sys.modules) - known:
            if name in SETTINGS or _stands_in(sys.modules[name], root):
                del sys.modules[name]
        sys.modules.update(before)
        for module, kept in inside:
            vars(module).clear()
            vars(module).update(kept)
        for place in [place for place in sys.path_importer_cache if place.startswith(str(root))]:
            del sys.path_importer_cache[place]


def _stands_in(module: ModuleType, root: Path) -> bool:
    return str(getattr(module, "__file__", None) or "").startswith(f"{root}/")


@contextmanager
def _machine(root: Path) -> Iterator[None]:
    """Keep the environment, the folder, the locale and the zone."""
    environment, folder, spoken = dict(os.environ), Path.cwd(), locale.setlocale(locale.LC_ALL)
    keyboard = sys.stdin
    try:
        yield
    finally:
        sys.stdin = keyboard
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(folder)
        locale.setlocale(locale.LC_ALL, spoken)
        time.tzset()


def run_pelican(
    arguments: Sequence[str], root: Path, env: Mapping[str, str], on: str = ""
) -> tuple[int, str, str]:
    """Run ``pelican`` in a site's folder; return its status, its standard output, what it said.

    ``on``: the day and hour that the machine's clock then shows.
    """
    return run_here(lambda: pelican.main([*arguments]), root, env, on)


def run_command(
    name: str, root: Path, env: Mapping[str, str], **options: bool
) -> tuple[int, str, str]:
    """Run a command of a blog; return its status, its standard output, what it said."""
    with pelican_here():
        return run_here(lambda: sys.exit(COMMANDS[name](Paths(root), **options)), root, env)


@contextmanager
def pelican_here() -> Iterator[None]:
    """Have builds of the block run Pelican in this process, not in one of its own."""
    before, generate.run = generate.run, _as_child
    try:
        yield
    finally:
        generate.run = before


def _as_child(
    command: list[str], folder: Path, env: Mapping[str, str], seconds: float, work: Path
) -> tuple[int, str]:
    """Do what ``commands.generate`` has another process do: the part of it that is Pelican."""
    arguments = command[command.index(str(generate.MEMORY)) + 1 :]
    # The templates of all sites are one file, and compiled once; “-e” comes last.
    own = (folder / "theme").resolve()
    theme = [f"THEME={json.dumps(str(own))}"] if own == KIT / "theme" else []
    status, out, said = run_pelican([*arguments, *theme], folder, env)
    return status, out + said


def run_task(
    words: Sequence[str], root: Path, env: Mapping[str, str], typed: str = ""
) -> tuple[int, str, str]:
    """Run a task of the ``tasks.py`` in a folder, by its name and options, as Invoke does."""
    arguments = ["invoke", "--search-root", str(root), *words]
    with pelican_here():
        return run_here(lambda: program.run(arguments), root, env, typed=typed)


def run_here(
    act: Callable[[], object], root: Path, env: Mapping[str, str], on: str = "", typed: str = ""
) -> tuple[int, str, str]:
    """Do what a process would do, in a folder with an environment; return what it would leave.

    ``typed``: what it reads, and then no more.
    """
    out, said = io.StringIO(), io.StringIO()
    with nothing_left(root), redirect_stdout(out), redirect_stderr(said):
        sys.stdin = io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
        os.environ.clear()
        os.environ.update(env)
        time.tzset()
        os.chdir(root)
        sys.path.insert(0, str(root))
        with time_machine.travel(on) if on else nullcontext():
            status = _status(act)
    return status, out.getvalue(), said.getvalue()


def _status(act: Callable[[], object]) -> int:
    """Return the exit status of a process that does this, as Python would end it."""
    try:
        act()
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        sys.stderr.write(f"{end.code}\n")
        return 1
    except Exception:  # noqa: BLE001 - as Python itself does
        traceback.print_exc()
        return 1
    return 0
