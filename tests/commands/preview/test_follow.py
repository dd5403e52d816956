"""Whoever follows the saves stops when asked, whatever was saved at that moment."""

from __future__ import annotations

import threading
import time
from io import StringIO

from rich.console import Console

from commands.cli.paths import Paths
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
