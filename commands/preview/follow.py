"""Follow what is saved: show at once what can be shown, and build the whole after it."""

from __future__ import annotations

import threading
from contextlib import suppress
from pathlib import Path

from rich.console import Console

from commands.cli.paths import Paths
from plugins.shared.problems import N_, verdict

from .builds import Builds, Outcome
from .early import Early
from .moment import Moment
from .notice import NOT_YOURS
from .server import HOST
from .watch import Watch

WATCHED = ("content", "theme", "plugins", "audit", "commands", "pelicanconf.py")
# Of more texts saved in one go, the build shows them all.
_MOST_AT_ONCE = 5
# In seconds, and how often: a burst of saves is built once it is over, or as it stands.
_QUIET = 0.15
_LOOKS = 20
_WHOSE = N_(
    "This is the demonstration: what is said above is about its texts, not yours. To make it your "
    "blog, open a second window in this folder and type there: python3 tasks.py start"
)


def follow(
    paths: Paths, moment: Moment, console: Console, port: int, stopping: threading.Event
) -> None:
    """Build now, then at every save, until ``stopping``; show what can be shown of a save at once.

    ``port``: the one served at, to be told once there is something to see.
    """
    watch, early = Watch([paths.root / name for name in WATCHED], stopping), Early(paths)
    builder = _Builder(paths, moment, console, port, early, stopping)
    builder.start()
    try:
        while (change := watch.wait()) is not None:
            moment.saves += 1
            builder.saved.set()
            _show_at_once(*change, paths, moment, early)
    finally:
        stopping.set()
        builder.saved.set()
        builder.join()
        early.end()


def _show_at_once(
    changed: set[str], in_place: bool, paths: Paths, moment: Moment, early: Early
) -> None:
    """Show the pages of the texts that were saved; forget the blog if more than those changed.

    ``in_place``: every file that changed was there before, and still is.
    """
    folders = [paths.content / name for name in ("articles", "pages")]
    texts = [Path(file) for file in sorted(changed)]
    if not in_place or not all(
        text.suffix == ".md" and any(map(text.is_relative_to, folders)) for text in texts
    ):
        early.end()
        return
    outcome, saves = moment.now.outcome, moment.saves
    if outcome is None or not outcome.good:
        # What is on the page must not hide what is to be corrected.
        return
    for text in texts[:_MOST_AT_ONCE]:
        pages = early.render(text.relative_to(paths.content).as_posix())
        if pages:
            moment.show_early(pages, saves)


class _Builder(threading.Thread):
    """Builds whenever something was saved, one build at a time.

    What is saved during a build is built after it, however often it was saved.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what is shared with whoever watches
        self,
        paths: Paths,
        moment: Moment,
        console: Console,
        port: int,
        early: Early,
        stopping: threading.Event,
    ) -> None:
        super().__init__()
        self._paths, self._moment, self._early = paths, moment, early
        self._console, self._stopping = console, stopping
        self._builds = Builds(paths, stopping)
        self._first = N_("Your blog: {address} (to stop: Ctrl-C)"), f"http://{HOST}:{port}/"
        self.saved = threading.Event()

    def run(self) -> None:
        """Build now, and after every save, until asked to stop."""
        try:
            self._build()
            self._say(self._first[0], address=self._first[1])
            if _is_demonstration(self._paths):
                self._say(_WHOSE)
            # A build forgets that it was called: whether to stop is asked apart from that.
            while not self._stopping.is_set():
                self.saved.wait()
                self._wait_for_quiet()
                if not self._stopping.is_set() and self._build().good:
                    self._say(N_("Updated."))
        finally:
            self._builds.end()
            # Nobody would follow any more.
            self._stopping.set()

    def _build(self) -> Outcome:
        """Build, show what came of it, and say it."""
        self.saved.clear()
        saves = self._moment.saves
        with self._console.status(self._moment.now.say(N_("Building the site…"))):
            outcome = self._builds.build()
        if not self._stopping.is_set():
            self._moment.tell(outcome, saves)
            self._print(outcome)
            if outcome.good:
                self._early.begin()
            self._builds.get_ready()
        return outcome

    def _wait_for_quiet(self) -> None:
        for _ in range(_LOOKS):
            saves = self._moment.saves
            if self._stopping.wait(_QUIET) or saves == self._moment.saves:
                return

    def _print(self, outcome: Outcome) -> None:
        """Print what a build had to say: its problems, or what it printed when it told none."""
        say = self._moment.now.say
        parts = [] if outcome.good or outcome.to_correct else [say(NOT_YOURS), outcome.text]
        parts += [verdict(outcome.messages, say)] if outcome.messages else []
        for text in parts:
            self._console.print(text, markup=False)

    def _say(self, phrase: str, **values: str) -> None:
        if not self._stopping.is_set():
            self._console.print(self._moment.now.say(phrase).format(**values), markup=False)


def _is_demonstration(paths: Paths) -> bool:
    """Tell whether the blog is that of the doctor who does not exist."""
    with suppress(SystemExit, OSError):
        return paths.blog().blog.fictional
    return False
