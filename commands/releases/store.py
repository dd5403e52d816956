"""The folder of finished sites (releases), and the link to the one in force.

A site is written inside this folder, stored by one rename, and put in force by a link made aside
and renamed over the old one: a reader finds the old site or the new one at any instant, and so
does a machine that restarts after a power cut. Both renames stay within the folder, so that they
never cross from one disk to another (EXDEV), wherever it is.

Where links are impossible, a copy made beside takes the place of the folder by two renames.
Its promise is weaker: for an instant there is no site, and a machine that stops just there
leaves none until the next command, which puts the old one back.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from commands.cli.errors import CommandError
from plugins.shared.problems import N_

SITE = "site"
STATEMENT = "build.json"
# What begins with it is ours alone, and unfinished.
_UNFINISHED = ".serment-"


@dataclass(frozen=True)
class Release:
    """A finished site: ``folder`` holds ``site/``, its manifest and its SBOM."""

    folder: Path

    @property
    def name(self) -> str:
        """Return its name, which begins with its number."""
        return self.folder.name

    @property
    def number(self) -> int:
        """Return its rank: a later one has a higher number."""
        return int(self.name.partition("-")[0])

    @property
    def site(self) -> Path:
        """Return the folder to be read by all."""
        return self.folder / SITE


@dataclass(frozen=True)
class ReleaseStore:
    """Finished sites in ``folder``, of which ``link`` shows one.

    ``keep``: how many are kept, at least; ``as_folder``: ``link`` must be a plain folder.
    """

    link: Path
    folder: Path
    keep: int
    as_folder: bool = False

    def prepare(self) -> None:
        """Make the folder ready: what a command cut short left behind is put right or cleared.

        The caller holds the lock: nothing unfinished here is anyone's.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        self.recover()

    def recover(self) -> None:
        """Put the old site back if there is none, and clear away what is unfinished.

        The caller holds the lock. Only names of ours are touched.
        """
        self._put_back()
        if self.folder.is_dir():
            for entry in self.folder.iterdir():
                if entry.name.startswith(_UNFINISHED):
                    remove(entry)

    @contextmanager
    def staging(self) -> Iterator[Release]:
        """Lend an unfinished release, its site an empty folder; clear it away unless it is put."""
        work = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=self.folder))
        try:
            (work / SITE).mkdir()
            yield Release(work)
        finally:
            remove(work)

    def put(self, work: Release, label: str = "") -> Release:
        """Store a finished release, after all others, by one rename."""
        number = max((release.number for release in self.releases()), default=0) + 1
        set_mode(work.folder, 0o755)
        set_mode(work.site, 0o755)
        name = f"{number:06d}-{label}" if label else f"{number:06d}"
        release = Release(work.folder.rename(self.folder / name))
        sync(self.folder)
        return release

    def releases(self) -> list[Release]:
        """Return the releases, the newest first."""
        if not self.folder.is_dir():
            return []
        found = [
            Release(entry)
            for entry in self.folder.iterdir()
            if entry.name.partition("-")[0].isdecimal() and (entry / SITE).is_dir()
        ]
        return sorted(found, key=lambda release: (release.number, release.name), reverse=True)

    def linked(self) -> Release | None:
        """Return the release that the link leads to; ``None`` without one."""
        if not self.link.is_symlink():
            return None
        leads = self.link.parent / self.link.readlink()
        return next((r for r in self.releases() if _same(r.site, leads)), None)

    def mark(self) -> str:
        """Return what tells the site in force from the next one, by what it shows.

        An old site that only waits to be put back counts as in force.
        """
        shown = self.link if _there(self.link) else self._old
        if shown.is_symlink():
            return str(shown.readlink())
        return _hash_of(shown) if shown.is_dir() else ""

    def refuse_foreign(self) -> None:
        """Stop if what stands in the place of the site was not made by the kit."""
        link = self.link
        if link.is_symlink():
            ours = _same(link.parent / link.readlink().parent.parent, self.folder)
        elif link.is_dir():
            ours = passed(link) or not any(link.iterdir())
        else:
            ours = not link.exists()
        if not ours:
            raise CommandError(
                N_("“{folder}” holds something else than a site made here: it is left as it is."),
                N_("Move it elsewhere, or rename it, then try again."),
                {"folder": str(link)},
            )

    def switch(self, release: Release) -> bool:
        """Put a release in force. Tell whether that was done at once, in one rename."""
        self.refuse_foreign()
        remove(self._new)
        at_once = not self.as_folder and self._make_link(release)
        if not at_once:
            shutil.copytree(release.site, self._new, symlinks=True)
        replaced = at_once and (self.link.is_symlink() or not self.link.exists())
        if replaced:
            try:
                self._new.replace(self.link)
            except PermissionError:
                # Windows renames nothing over a link to a folder.
                replaced = False
        if not replaced:
            self._exchange()
        sync(self.link.parent)
        return replaced

    def withdraw(self) -> None:
        """Have no site in force."""
        self.refuse_foreign()
        remove(self.link)
        sync(self.link.parent)

    def discard(self, release: Release) -> None:
        """Delete a release; renamed first: a release is whole, or is not there."""
        gone = self.folder / f"{_UNFINISHED}gone-{release.name}"
        remove(release.folder.rename(gone))

    def prune(
        self, spare: Release | None = None, seen: Callable[[Release], str] | None = None
    ) -> None:
        """Clear away the oldest releases; never the one to spare, nor the one in force.

        ``seen`` tells what the readers of a release see. However often the same site was published,
        the last ones that differ stay: they are what one goes back to.
        """
        linked, kept = self.linked(), set[str]()
        for rank, release in enumerate(self.releases()):
            shows = seen(release) if seen else release.name
            differs = shows not in kept and len(kept) < self.keep
            if differs:
                kept.add(shows)
            if not differs and rank >= self.keep and release not in (spare, linked):
                self.discard(release)

    @property
    def _new(self) -> Path:
        return self.link.with_name(f"{_UNFINISHED}{self.link.name}.new")

    @property
    def _old(self) -> Path:
        return self.link.with_name(f"{_UNFINISHED}{self.link.name}.old")

    def _make_link(self, release: Release) -> bool:
        leads = os.path.relpath(release.site, self.link.parent)
        try:
            os.symlink(leads, self._new, target_is_directory=True)  # noqa: PTH211 - asks for less
        except (OSError, NotImplementedError):
            return False
        return True

    def _exchange(self) -> None:
        """Put what was made aside in place by two renames; the old back if that fails."""
        try:
            if _there(self.link):
                self.link.rename(self._old)
            self._new.rename(self.link)
        except BaseException:
            # Ctrl-C may come between the two as well.
            self._put_back()
            raise
        remove(self._old)

    def _put_back(self) -> None:
        if _there(self._old) and not _there(self.link):
            self._old.rename(self.link)
        for left in (self._new, self._old):
            remove(left)


def passed(site: Path) -> bool:
    """Tell whether a folder says of itself that it passed the gate."""
    try:
        said = json.loads((site / STATEMENT).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("gate") == "passed"


def remove(path: Path) -> None:
    """Take away a file, a link or a folder with all it holds; nothing if it is not there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Have a file or a folder reach the disk, where the system can do that for a folder."""
    if os.name == "nt" and path.is_dir():
        return
    # Windows flushes only what was opened to be written.
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        with where_possible():
            os.fsync(handle)
    finally:
        os.close(handle)


def set_mode(path: Path, mode: int) -> None:
    """Set who may read and write, on a disk that keeps note of it."""
    with where_possible():
        path.chmod(mode)


@contextmanager
def where_possible() -> Iterator[None]:
    """Do without what the disk does not know: a stick, a share of the network."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EPERM):
            raise


def _hash_of(folder: Path) -> str:
    """Return the hash of all that a folder shows; what cannot be read counts by its name."""
    known = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        known.update(f"{path.relative_to(folder)}\n".encode())
        if path.is_file():
            with suppress(OSError):
                known.update(hashlib.sha256(path.read_bytes()).digest())
    return known.hexdigest()


def _there(path: Path) -> bool:
    """Tell whether something has this name, a link to nowhere included."""
    return os.path.lexists(path)


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
