"""Show the site on this machine only, and build it again at every save.

``watch`` sees that something was saved, and ``follow`` has it shown: ``early`` renders the page of
an article at once, from a blog kept in memory (``warm``); ``builds`` builds and checks the whole in
a process of its own; ``server`` serves what is shown at the ``moment``: the new site, or the last
good one with the problems on top (``notice``), or, while there is none, the problems alone.

It ends at Ctrl-C or SIGTERM, with status 0, and takes everything it started along.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from commands.cli.paths import Paths
from commands.cli.runner import signals_to_stop
from plugins.shared.problems import N_

from .follow import follow
from .moment import Moment
from .server import Server

PORTS = 20


def preview(paths: Paths, port: int = 8000) -> int:
    """Build, serve on this machine, build again at every save, until Ctrl-C. Returns 0.

    ``port``: the first to try; the next free one is taken. Returns 1 if there is none.
    """
    console = Console(stderr=True, soft_wrap=True, highlight=False, emoji=False)
    moment = Moment(paths)
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
            follow(paths, moment, console, server.port, stopping)
        finally:
            server.stop()
            serving.join()
    return 0


def _listen(paths: Paths, port: int, moment: Moment) -> Server | None:
    """Return a server on the first free port from ``port`` on; ``None`` if there is none."""
    for candidate in range(port, port + PORTS):
        try:
            return Server(candidate, paths.output, lambda: moment.now, changed=moment.changed)
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
