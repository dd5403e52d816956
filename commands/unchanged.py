"""Know that a build would make the very site that is in place, without making it.

A release that was built here keeps, beside its site, the digest of all that it was made from, that
of the site itself, and what was said of it. The next build looks for the same inputs and the same
site, by the bytes and not by dates, before Pelican is even started. Where anything cannot be told
for certain, the answer is no: the site is built. A publication never asks.

An input is: every file of the checkout but what the commands write themselves, the tests, and what
begins with a dot at its root; the day; Python, the installed packages by their versions, and the
rules of the blog's time zone. Nothing else decides (:func:`commands.generate.environment`).
"""

from __future__ import annotations

import os
import stat
import sys
import zoneinfo
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from operator import itemgetter
from pathlib import Path
from typing import Any

from commands.cli.paths import Paths
from commands.releases.store import Release
from plugins.shared.blog import BlogUnreadable, load_blog
from plugins.shared.problems import Message
from plugins.shared.sealed import read_sealed, write_sealed

RECORD = "made-from.json"
_NEVER_READ = frozenset({"tests", "mutants", "node_modules"})


class UncertainError(Exception):
    """Something among the inputs is no plain file and no folder, or cannot be read."""


@dataclass(frozen=True)
class State:
    """What a build is made from.

    ``inputs``: the digest of it; ``moment``: that of when each file was last changed, by which a
    change is seen that was taken back while the site was being built.
    """

    inputs: str
    moment: str


@dataclass(frozen=True)
class Known:
    """What was said of the site in place: the problems of its sources, the file of each page."""

    messages: list[Message]
    articles: dict[str, str]


def state(paths: Paths, settings: str, day: date) -> State | None:
    """Return what a build by a settings file, on a day, would be made from; ``None``: unknown."""
    blog = paths.blog()
    published = paths.published(blog)
    # By their names at the root alone: no part of the kit is a folder to publish into.
    places = (paths.output, published.link, published.folder)
    written = {place.name for place in places if place.parent == paths.root}
    zone = next(
        (file for place in zoneinfo.TZPATH if (file := Path(place, blog.blog.timezone)).is_file()),
        None,
    )
    facts = [str(paths.root), settings, day.isoformat(), sys.version, sys.platform]
    packages = {info.name for place in sys.path for info in Path(place).glob("*.dist-info")}
    try:
        facts.append(sha256(zone.read_bytes()).hexdigest() if zone else "")
        files, moments = _digests(paths.root, written | _NEVER_READ)
        if load_blog(paths.content / "blog.toml") != blog:
            # Saved since this command read it.
            return None
    except (OSError, UncertainError, BlogUnreadable):
        return None
    parts = [*facts, *sorted(packages), files]
    return State(sha256("\n".join(parts).encode()).hexdigest(), moments)


def remember(work: Release, before: State | None, after: State | None, known: Known) -> None:
    """Note in an unfinished release what it was made from, if that stood still meanwhile."""
    if before is None or before != after:
        return
    with suppress(OSError, UncertainError):
        record: dict[str, Any] = {"inputs": before.inputs, "site": _digests(work.site)[0]}
        write_sealed(work.folder / RECORD, record | asdict(known))


def still_there(release: Release | None, now: State | None) -> Known | None:
    """Return what was said of the site in place if a build would make that very site again."""
    if release is None or now is None:
        return None
    record = read_sealed(release.folder / RECORD)
    if record.get("inputs") != now.inputs:
        return None
    with suppress(OSError, UncertainError, TypeError, KeyError):
        if record["site"] == _digests(release.site)[0]:
            return Known([Message(**one) for one in record["messages"]], record["articles"])
    return None


def _digests(folder: Path, leave_out: Collection[str] = ()) -> tuple[str, str]:
    """Return the digest of all that is in a folder, and that of when it was changed last.

    ``leave_out``: names right inside it; with these, what begins with a dot there too.
    """
    known, moments = sha256(), sha256()
    for name, entry in sorted(_inside(folder, leave_out), key=itemgetter(0)):
        # A part of the kit may stand elsewhere, under a link at the root.
        found = entry.stat()
        kind = f"{name}\n{found.st_mode} {entry.is_symlink()}\n".encode("utf-8", "surrogatepass")
        known.update(kind)
        if stat.S_ISREG(found.st_mode):
            known.update(sha256(Path(entry).read_bytes()).digest())
        moments.update(kind + f"{found.st_mtime_ns} {found.st_ctime_ns}\n".encode())
    return known.hexdigest(), moments.hexdigest()


def _inside(folder: Path, leave_out: Collection[str]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield every file and folder by its path; raises where a link or a device is among them."""
    waiting = [
        (entry.name, entry)
        for entry in os.scandir(folder)
        if not (leave_out and (entry.name in leave_out or entry.name.startswith(".")))
    ]
    at_the_root = {name for name, _ in waiting}
    while waiting:
        name, entry = waiting.pop()
        if entry.is_symlink() and name not in at_the_root:
            raise UncertainError(name)
        if entry.is_dir():
            if entry.name == "__pycache__":
                continue
            waiting += [(f"{name}/{one.name}", one) for one in os.scandir(entry)]
        elif not entry.is_file():
            raise UncertainError(name)
        yield name, entry
