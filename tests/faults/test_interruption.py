"""Killed at any moment, a command leaves the old site or the new one, and nothing behind."""

from __future__ import annotations

import os
import signal

import pytest

from tests.sampling import some
from tests.support.publishing import (
    WORDS,
    both,
    leftovers,
    live,
    operations,
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
@pytest.mark.parametrize(
    ("number", "stride"), [(signal.SIGKILL, 1), (signal.SIGTERM, 3), (signal.SIGINT, 3)]
)
def test_stopped_before_any_operation(
    site: Site, command: str, number: int, stride: int, everything: bool
):
    """Wherever it stops among renames, links and removals, the site is the old or the new one.

    A signal that asks is answered with 128 plus its number, and nothing is left behind even
    before the next command; what SIGKILL leaves behind goes with the next one.
    """
    known = both(site, command)
    points = range(1, operations(site, command) + 1, stride)
    for at in some(points, everything=everything):
        prepare_next(site, command, known)
        done = run(site, command, KILL=str(int(number)), AT=str(at))

        expected = -signal.SIGKILL if number == signal.SIGKILL else 128 + number
        assert done.returncode == expected, (at, done.stderr)
        assert "Traceback" not in done.stderr, at
        assert tree(live(site, command)) in known.values(), at
        assert orphans(site) == [], at
    retell(site, WORDS[0])

    assert run(site, command).returncode == 0
    assert tree(live(site, command)) == known[WORDS[0]]
    assert leftovers(site) == []
    assert len(points) >= 4


def test_killed_before_the_first_site(site: Site, everything: bool):
    """Where nothing was published yet there is nothing, or the whole site; never a part."""
    count = operations(site, "publish")
    whole = tree(site.root / "public")
    for at in some(range(1, count + 1, 3), everything=everything):
        (site.root / "public").unlink(missing_ok=True)
        done = run(site, "publish", "allow_removal", KILL=str(int(signal.SIGKILL)), AT=str(at))

        assert done.returncode == -signal.SIGKILL
        assert tree(site.root / "public") in ("", whole), at


def test_a_stopped_command_gives_its_place_up(site: Site):
    """A command that was killed holds nobody else back."""
    process = start(site, "publish", KILL=str(int(signal.SIGSTOP)), AT="5")
    os.waitpid(process.pid, os.WUNTRACED)
    process.kill()
    process.communicate(timeout=60)

    assert publish(site).returncode == 0
