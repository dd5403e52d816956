"""Killed at a moment that nobody chose, a command leaves the old site or the new one."""

from __future__ import annotations

import signal
import time

import pytest

from tests.sampling import some
from tests.support.publishing import (
    WORDS,
    both,
    leftovers,
    live,
    orphans,
    prepare_next,
    publish,
    retell,
    run,
    start,
    tree,
)
from tests.support.sites import Site


@pytest.mark.parametrize("command", ["publish", "build"])
def test_stopped_at_any_time(site: Site, command: str, everything: bool):
    """The same when the moment is not chosen: while Pelican reads, writes, or is audited."""
    known = both(site, command)
    prepare_next(site, command, known)
    begun = time.monotonic()
    process = start(site, command)
    process.communicate(timeout=120)
    assert process.returncode == 0
    took = time.monotonic() - begun
    for point in some(range(12), everything=everything):
        prepare_next(site, command, known)
        process = start(site, command)
        time.sleep(took * (point + 1) / 13)
        number = (signal.SIGKILL, signal.SIGTERM, signal.SIGINT)[point % 3]
        process.send_signal(number)
        process.communicate(timeout=60)

        assert tree(live(site, command)) in known.values(), point
        assert orphans(site) == [], point
    retell(site, WORDS[0])

    assert run(site, command).returncode == 0
    assert tree(live(site, command)) == known[WORDS[0]]
    assert leftovers(site) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_while_pelican_runs(site: Site, number: int):
    """The answer comes at once, in words, and Pelican is ended with its command."""
    publish(site)
    before = tree(site.root / "public")
    for copy in range(100):
        article = (site.content / "articles" / "estomac.md").read_text("utf-8")
        site.write(f"articles/copie-{copy}.md", article)
    process = start(site, "publish")
    until = time.monotonic() + 60
    while not list((site.root / "releases").glob(".*/site/copie-*")):
        assert process.poll() is None
        assert time.monotonic() < until
        time.sleep(0.01)
    process.send_signal(number)
    _, said = process.communicate(timeout=60)

    assert process.returncode == 128 + number
    assert "Interrompu." in said
    assert "Le site n’a pas changé." in said
    assert tree(site.root / "public") == before
    assert orphans(site) == []
    assert leftovers(site) == []
