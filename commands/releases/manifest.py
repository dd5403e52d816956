"""What a release is made of: the hash of every file, and of what it was made from.

``manifest.json`` stands beside the site, not in it. Whoever has it can tell the site, byte for
byte, from any other: before it is put in force, after, before it is sent, and in a year.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from plugins.communities.communities_json import FILE as COMMUNITIES

from .store import STATEMENT, Release, passed, set_mode, sync

MANIFEST = "manifest.json"
HOME = "index.html"
_NO_COMMIT_AFTER = 10
# Files for programs, that say on which day they were made.
_DATED = frozenset({STATEMENT, COMMUNITIES})


@dataclass(frozen=True)
class Manifest:
    """What ``manifest.json`` says.

    ``day`` of the build; ``commit`` of the checkout, ending with ``-dirty`` when files were
    changed since, empty without git; ``requirements``: the hash of the lock file; ``articles``:
    the source of each article's page; ``files``: the hash of each file of the site;
    ``demonstration``: its doctor does not exist; ``next_change``: see :mod:`.expiry`;
    ``pages``: the source of each page of the doctor's own.
    """

    day: str
    commit: str
    requirements: str
    articles: dict[str, str]
    files: dict[str, str]
    demonstration: bool = False
    next_change: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Return the hash of the whole site: two sites with the same are the same site."""
        return _digest(self.files)

    @property
    def seen(self) -> str:
        """Return the hash of what readers see: the same on another day, if nothing else changed."""
        return _digest({name: digest for name, digest in self.files.items() if name not in _DATED})


def seen(release: Release) -> str:
    """Return what tells a release from another for its readers; its name without a manifest."""
    manifest = read(release)
    return manifest.seen if manifest else release.name


def _digest(files: Mapping[str, str]) -> str:
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(files.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def hashes(site: Path) -> dict[str, str]:
    """Return the hash of every file of a site, by its path."""
    return {name: _hash(path) for name, path in files(site).items()}


def describe(site: Path, root: Path, day: str, articles: Mapping[str, str]) -> Manifest:
    """Return the manifest of a finished site, built from the checkout at ``root``."""
    lock = root / "requirements.txt"
    return Manifest(
        day=day,
        commit=commit(root),
        requirements=_hash(lock) if lock.is_file() else "",
        articles=dict(sorted(articles.items())),
        files=hashes(site),
    )


def write(manifest: Manifest, release: Release) -> None:
    """Write the manifest beside the site it describes."""
    text = json.dumps(asdict(manifest), indent=1, ensure_ascii=False)
    (release.folder / MANIFEST).write_text(f"{text}\n", "utf-8")


def read(release: Release) -> Manifest | None:
    """Return the manifest of a release; ``None`` when it has none that can be read."""
    try:
        data = json.loads((release.folder / MANIFEST).read_bytes())
        manifest = Manifest(**data)
        date.fromisoformat(manifest.day)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    tables = (manifest.articles, manifest.files, manifest.next_change, manifest.pages)
    return manifest if all(isinstance(table, dict) for table in tables) else None


def differences(site: Path, manifest: Manifest) -> list[str]:
    """Return the files in which a site differs from its manifest: changed, missing, added."""
    there = files(site)
    names = there.keys() | manifest.files.keys()
    return sorted(n for n in names if n not in there or _hash(there[n]) != manifest.files.get(n))


def is_sound(release: Release) -> bool:
    """Tell whether a release is what its manifest says, passed the gate, and has a home page."""
    manifest = read(release)
    return (
        manifest is not None
        and HOME in manifest.files
        and passed(release.site)
        and not differences(release.site, manifest)
    )


def files(site: Path) -> dict[str, Path]:
    """Return all that is in a site, by path, in a stable order; a link is not followed."""
    found = {}
    # The link to the site itself is: it is what readers go through.
    for folder, folders, names in os.walk(f"{site}{os.sep}"):
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in [*names, *links]:
            path = Path(folder, name)
            found[path.relative_to(site).as_posix()] = path
    return dict(sorted(found.items()))


def settle(release: Release) -> None:
    """Make a release readable by a web server, whatever the umask, and have it reach the disk."""
    for folder, _, names in os.walk(release.folder, topdown=False):
        for name in names:
            path = Path(folder, name)
            set_mode(path, 0o644)
            sync(path)
        set_mode(Path(folder), 0o755)
        sync(Path(folder))


def commit(root: Path) -> str:
    """Return the commit of a checkout, ``-dirty`` when files were changed since; else nothing."""
    command = ["git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    try:
        done = subprocess.run(
            command,
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=_NO_COMMIT_AFTER,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _hash(path: Path) -> str:
    """Return the hash of a file; of nothing that is no file."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
