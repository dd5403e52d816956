"""Whoever follows the saves stops when asked, whatever was saved at that moment."""

from __future__ import annotations

import threading
import time
from io import StringIO

from rich.console import Console

from commands.cli.paths import Paths
from commands.preview.builds import Outcome
from commands.preview.early import Early
from commands.preview.follow import _Builder
from commands.preview.moment import Moment
from tests.support.sites import Site


def test_it_stops_between_a_save_and_its_build(site: Site):
    """Asked to while it waits for a burst of saves to be over, it does not wait for another one."""
    paths, said, stopping = Paths(site.root), StringIO(), threading.Event()
    early = Early(paths)
    builder = _Builder(paths, Moment(paths), Console(file=said), 8000, early, stopping)
    builder.daemon = True
    builder.start()
    until = time.monotonic() + 60
    while "Votre blog" not in said.getvalue():
        assert time.monotonic() < until
        time.sleep(0.01)
    builder.saved.set()
    # In the time of quiet, before the build that would forget that it was called.
    time.sleep(0.05)
    stopping.set()
    builder.saved.set()
    builder.join(30)
    early.end()

    assert not builder.is_alive()


def test_what_a_build_shows_is_not_hidden_by_an_earlier_answer(site: Site):
    """A page rendered for a save, whose build was quicker, would be “being checked” for ever."""
    moment = Moment(Paths(site.root))
    moment.saves = 1
    moment.show_early({"a/index.html": "one"}, 1)
    assert moment.now.early == {"a/index.html": "one"}

    moment.saves = 2
    moment.tell(Outcome(0), 1)
    moment.show_early({"a/index.html": "late"}, 1)
    assert moment.now.early == {}

    moment.show_early({"a/index.html": "two"}, 2)
    assert moment.now.early == {"a/index.html": "two"}
