"""Show the site on this machine only, and build it again at every save.

``watch`` sees that something was saved; ``early`` renders the page of an article at once, from a
blog kept in memory; ``builds`` builds and checks the whole in a process of its own; ``server``
shows what came of it: the new site, or the last good one with the problems on top (``notice``), or,
while there is none, the problems alone.

It ends at Ctrl-C or SIGTERM, with status 0, and takes everything it started along.
"""

from __future__ import annotations

import secrets
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

from rich.console import Console

from commands.cli.paths import Paths
from commands.cli.runner import signals_to_stop
from plugins.shared.i18n import LANGUAGES, translator
from plugins.shared.problems import N_, verdict

from .builds import Outcome, rebuild
from .early import Early
from .notice import NOT_YOURS
from .server import HOST, Server, Shown
from .watch import Watch

WATCHED = ("content", "theme", "plugins", "audit", "commands", "pelicanconf.py")
PORTS = 20
# Of more texts saved in one go, the build shows them all.
MOST_AT_ONCE = 5
_QUIET = 0.15
_LOOKS = 20


class _Moment:
    """What is shown now. Replaced whole, so that a page never mixes two builds."""

    def __init__(self, paths: Paths) -> None:
        self._place = paths
        self._start = secrets.token_hex(4)
        self._builds = -1
        self._language = LANGUAGES[0]
        self._lock = threading.Lock()
        # The pages rendered before their build, and after which save.
        self._early: dict[str, tuple[int, str]] = {}
        self._versions = count()
        self.saves = 0
        self.changed = threading.Condition()
        self._show(None)

    def tell(self, outcome: Outcome, saves: int) -> None:
        """Show what a build came to that began after so many saves."""
        with self._lock:
            self._early = {page: it for page, it in self._early.items() if it[0] > saves}
            self._show(outcome)

    def show_early(self, page: str, html: str) -> None:
        """Show a page as it was just saved; the build that follows takes its place."""
        with self._lock:
            self._early[page] = (self.saves, html)
            self._show(self.now.outcome, built=False)

    def _show(self, outcome: Outcome | None, *, built: bool = True) -> None:
        # A blog.toml half written: the problems say so, in the language known so far.
        with suppress(SystemExit, OSError):
            self._language = Paths(self._place.root).blog().blog.language
        self._builds += built
        version = f"{self._start}.{next(self._versions)}-{self._builds}"
        early = {page: html for page, (_, html) in self._early.items()}
        self.now = Shown(version, outcome, self._language, translator(self._language), early)
        with self.changed:
            self.changed.notify_all()


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


def _follow(
    paths: Paths, moment: _Moment, console: Console, port: int, stopping: threading.Event
) -> None:
    """Build now, then at every save; show what can be shown of a save at once."""
    watch = Watch([paths.root / name for name in WATCHED], stopping)
    early = Early(paths)
    saved = threading.Event()
    saved.set()

    def build() -> None:
        _build_at_every_save(paths, moment, console, port, early, saved, stopping)

    building = threading.Thread(target=build)
    building.start()
    try:
        while (change := watch.wait()) is not None:
            moment.saves += 1
            saved.set()
            _show_at_once(*change, paths, moment, early)
    finally:
        stopping.set()
        saved.set()
        building.join()
        early.end()


def _show_at_once(
    changed: set[str], in_place: bool, paths: Paths, moment: _Moment, early: Early
) -> None:
    """Show the pages of the articles that were saved; forget what is known if it is more than that.

    ``in_place``: every file that changed was there before, and still is.
    """
    articles = paths.content / "articles"
    texts = [Path(file) for file in sorted(changed)]
    if not in_place or not all(
        text.suffix == ".md" and text.is_relative_to(articles) for text in texts
    ):
        early.end()
        return
    outcome = moment.now.outcome
    if outcome is None or not outcome.good:
        # What is on the page must not hide what is to be corrected.
        return
    for text in texts[:MOST_AT_ONCE]:
        found = early.render(text.relative_to(paths.content).as_posix())
        if found:
            moment.show_early(*found)


def _build_at_every_save(  # noqa: PLR0913, PLR0917 - all that is shared with whoever watches
    paths: Paths,
    moment: _Moment,
    console: Console,
    port: int,
    early: Early,
    saved: threading.Event,
    stopping: threading.Event,
) -> None:
    """Build whenever something was saved. One at a time; what is saved meanwhile is built after."""
    first = True
    while saved.wait() and not stopping.is_set():
        if not first:
            _wait_for_quiet(moment, stopping)
        saved.clear()
        saves = moment.saves
        with console.status(moment.now.say(N_("Building the site…"))):
            outcome = rebuild(paths, stopping)
        if stopping.is_set():
            return
        moment.tell(outcome, saves)
        _print(console, moment.now)
        if first:
            said = moment.now.say(N_("Your blog: {address} (to stop: Ctrl-C)"))
            console.print(said.format(address=f"http://{HOST}:{port}/"), markup=False)
        elif outcome.good:
            console.print(moment.now.say(N_("Updated.")), markup=False)
        first = False
        if outcome.good:
            early.begin()


def _wait_for_quiet(moment: _Moment, stopping: threading.Event) -> None:
    """Wait for a burst of saves to end; a long one is built as it stands, and again after."""
    for _ in range(_LOOKS):
        saves = moment.saves
        if stopping.wait(_QUIET) or saves == moment.saves:
            return


def _print(console: Console, shown: Shown) -> None:
    """Print what a build had to say: its problems, or what it printed when it told none."""
    outcome = shown.outcome
    if outcome is None:
        return
    parts = [] if outcome.good or outcome.to_correct else [shown.say(NOT_YOURS), outcome.text]
    parts += [verdict(outcome.messages, shown.say)] if outcome.messages else []
    for text in parts:
        console.print(text, markup=False)
