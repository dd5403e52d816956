"""Make the site twice, with what earlier builds left and from the texts alone, and compare."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from commands.cli.console import Console
from commands.cli.paths import Paths
from commands.cli.runner import FAILED, run_exclusively
from commands.releases.manifest import hashes
from plugins.shared.problems import N_

from .audited import Audited
from .build import LOCAL, ONLINE, Made, kept_in, make, pages_kept_in

# Of more files that differ, these say enough.
_NAMED = 10
_SAME = N_("{settings}: made from the texts alone, the site is the same to the byte.")
_DIFFERS = N_(
    "{settings}: made from the texts alone, the site, or what is said of it, is not the same. "
    "{names} Delete the folder .build/, and report this where you downloaded the kit."
)


def verify(paths: Paths) -> int:
    """Say whether the site, and all that is said of it, are what the texts alone give.

    For the blog as it is seen on this machine, and as it is published. Writes nothing that stays.
    """
    console = Console(paths.blog())
    store = paths.builds()

    def act() -> int:
        store.prepare()
        status = 0
        for settings in (LOCAL, ONLINE):
            with ExitStack() as both:
                warm, clean = (both.enter_context(store.staging()) for _ in range(2))
                kept = Audited(paths, settings)
                overrides = (kept_in(paths), *pages_kept_in(warm, store.linked()))
                known = make(paths, settings, warm, console, overrides, kept)
                alone = make(paths, settings, clean, console)
                found = _differences(warm.site, clean.site)
            same = not found and _said(known) == _said(alone)
            status = status if same else FAILED
            names = " ".join([*found[:_NAMED], "…"] if len(found) > _NAMED else found)
            console.say(_SAME if same else _DIFFERS, settings=settings, names=names)
        return status

    return run_exclusively(paths, store, console, act)


def _said(made: Made) -> tuple[object, ...]:
    """Return all that is said of a site."""
    return made.good, made.day, made.messages, made.audit


def _differences(one: Path, other: Path) -> list[str]:
    """Return the files that two folders do not hold alike, by their paths, in order."""
    first, second = hashes(one), hashes(other)
    return sorted(
        name for name in first.keys() | second.keys() if first.get(name) != second.get(name)
    )
