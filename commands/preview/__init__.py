"""Show the site on this machine only, and build it again at every save.

``watch`` sees that something was saved, ``builds`` builds in a process of its own,
``server`` shows what came of it: the new site, or the last good one with the
problems on top (``notice``), or, while there is none, the problems alone.

It ends at Ctrl-C or SIGTERM, with status 0, and takes everything it started along.
"""

from __future__ import annotations

import secrets
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count

from rich.console import Console

from commands.cli.paths import Paths
from commands.cli.runner import signals_to_stop
from plugins.shared.i18n import LANGUAGES, translator
from plugins.shared.problems import N_, verdict

from .builds import Outcome, rebuild
from .notice import NOT_YOURS
from .server import HOST, Server, Shown
from .watch import look, wait_for_change

WATCHED = ("content", "theme", "plugins", "audit", "commands", "pelicanconf.py")
PORTS = 20


class _Moment:
    """What is shown now. Replaced whole, so that a page never mixes two builds."""

    def __init__(self, paths: Paths) -> None:
        self._place = paths
        self._start = secrets.token_hex(4)
        self._numbers = count()
        self._language = LANGUAGES[0]
        self.now = self._next(None)

    def tell(self, outcome: Outcome) -> None:
        """Show what a build came to."""
        self.now = self._next(outcome)

    def _next(self, outcome: Outcome | None) -> Shown:
        # A blog.toml half written: the problems say so, in the language known so far.
        with suppress(SystemExit, OSError):
            self._language = Paths(self._place.root).blog().blog.language
        version = f"{self._start}-{next(self._numbers)}"
        return Shown(version, outcome, self._language, translator(self._language))


def preview(paths: Paths, port: int = 8000) -> int:
    """Build, serve on this machine, build again at every save, until Ctrl-C. Returns 0.

    ``port``: the first to try; the next free one is taken. Returns 1 if there is none.
    """
    console = Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)
    moment = _Moment(paths)
    say = moment.now.say
    server = _listen(paths, port, moment)
    if server is None:
        messages = say(N_("No port from {first} to {last} is free. Choose another: --port 9000."))
        console.print(messages.format(first=port, last=port + PORTS - 1), markup=False)
        return 1
    if port not in (0, server.port):
        messages = say(N_("Port {port} is taken, perhaps by another preview: here it is {other}."))
        console.print(messages.format(port=port, other=server.port), markup=False)
    with _until_stopped() as stopping:
        serving = threading.Thread(target=server.serve_forever, args=(0.1,))
        serving.start()
        try:
            _follow(paths, moment, console, server.port, stopping)
        finally:
            server.stop()
            serving.join()
    return 0


def _listen(paths: Paths, port: int, moment: _Moment) -> Server | None:
    """Return a server on the first free port from ``port`` on; ``None`` if there is none."""
    for candidate in range(port, port + PORTS):
        try:
            return Server(candidate, paths.output, lambda: moment.now)
        except (OSError, OverflowError):
            continue
    return None


@contextmanager
def _until_stopped() -> Iterator[threading.Event]:
    """Lend an event that Ctrl-C, SIGTERM and a closed window set, as long as the block lasts."""
    stopping = threading.Event()
    asked = {
        number: signal.signal(number, lambda *_: stopping.set()) for number in signals_to_stop()
    }
    try:
        yield stopping
    finally:
        for number, before in asked.items():
            signal.signal(number, before)


def _follow(
    paths: Paths, moment: _Moment, console: Console, port: int, stopping: threading.Event
) -> None:
    """Build now, then at every save. One build at a time; what is saved meanwhile is seen after."""
    watched = [paths.root / name for name in WATCHED]
    seen = look(watched)
    address = f"http://{HOST}:{port}/"
    first = True
    while not stopping.is_set():
        with console.status(moment.now.say(N_("Building the site…"))):
            outcome = rebuild(paths, stopping)
        if stopping.is_set():
            return
        moment.tell(outcome)
        _print(console, moment.now)
        if first:
            said = moment.now.say(N_("Your blog: {address} (to stop: Ctrl-C)"))
            console.print(said.format(address=address), markup=False)
        elif outcome.good:
            console.print(moment.now.say(N_("Updated.")), markup=False)
        first = False
        changed = wait_for_change(watched, seen, stopping)
        if changed is None:
            return
        seen = changed


def _print(console: Console, shown: Shown) -> None:
    """Print what a build had to say: its problems, or what it printed when it told none."""
    outcome = shown.outcome
    if outcome is None:
        return
    parts = [] if outcome.good or outcome.to_correct else [shown.say(NOT_YOURS), outcome.text]
    parts += [verdict(outcome.messages, shown.say)] if outcome.messages else []
    for text in parts:
        console.print(text, markup=False)
