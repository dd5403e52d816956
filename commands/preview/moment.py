"""Hold what the preview shows at a moment: the last build, and what was saved since."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Mapping
from contextlib import suppress
from itertools import count

from commands.cli.paths import Paths
from plugins.shared.i18n import LANGUAGES, translator

from .builds import Outcome
from .server import Shown


class Moment:
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
        # How many there had been when the build that is shown began.
        self._built = -1
        self.changed = threading.Condition()
        self._show(None)

    def tell(self, outcome: Outcome, saves: int) -> None:
        """Show what a build came to that began after so many saves."""
        with self._lock:
            self._built = saves
            self._early = {page: it for page, it in self._early.items() if it[0] > saves}
            self._show(outcome)

    def show_early(self, pages: Mapping[str, str], saves: int) -> None:
        """Show pages as they were after so many saves; the build that follows takes their place.

        Where that build was the quicker one, its pages stay.
        """
        with self._lock:
            if saves > self._built:
                self._early |= {page: (saves, html) for page, html in pages.items()}
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
