"""Only files of known kinds, whole, real, and images as the doctor gave them, saying no more."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from posixpath import splitext

from plugins.shared.problems import N_, Problem

from .image_metadata import essence, is_silent, turn
from .kept import Kept
from .reduced import FOLDER, HEIC, JPEG, shows
from .search import is_of_search

_KINDS = frozenset(
    ".html .css .svg .png .jpg .jpeg .webp .avif .gif .ico .woff2 .pdf .xml .txt .json .bib "
    ".ris".split()
)
# What hosts and robots ask for, at the root of the site alone.
_NAMES = frozenset(
    {"_headers", "_redirects", ".htaccess", ".nojekyll", "CNAME", "robots.txt", "build.json"}
    | {"manifest.webmanifest"}
)
# The only folder whose name begins with a dot, and its only file (RFC 8615, RFC 9116).
_WELL_KNOWN, SECURITY = ".well-known", ".well-known/security.txt"
_MAY_BE_EMPTY = frozenset({".nojekyll"})
# Cameras write their endings in capitals.
_GIVEN = frozenset(".svg .png .jpg .jpeg .webp .avif .gif .pdf".split())
# What the kit draws anew, to be lighter.
_DRAWN = frozenset(".png .jpg .jpeg .webp .avif".split())
_OF_THE_THEME = "theme/"

Found = tuple[str, Problem]


def walk(site: Path) -> tuple[dict[str, Path], list[Found]]:
    """Return the regular files of a site by path, sorted, and what is none or of no known kind."""
    files: dict[str, Path] = {}
    problems: list[Found] = []
    # Texts, not paths: there are thousands.
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        for entry in os.scandir(site / folder):
            name = f"{folder}{entry.name}"
            if entry.is_dir(follow_symlinks=False) and (
                name == _WELL_KNOWN or not entry.name.startswith(".")
            ):
                waiting.append(f"{name}/")
                continue
            status = entry.stat(follow_symlinks=False)
            if not stat.S_ISREG(status.st_mode):
                problems.append((name, Problem(N_("this is not an ordinary file."))))
                continue
            files[name] = Path(entry.path)
            problems += ((name, problem) for problem in _audit_file(name, status.st_size))
    return dict(sorted(files.items())), problems


def _audit_file(path: str, size: int) -> Iterator[Problem]:
    name = path.rpartition("/")[2]
    ending = splitext(name)[1]
    kind = ending in _KINDS or ending.lower() in _GIVEN
    known = path in _NAMES or (kind and not name.startswith(".")) or is_of_search(path)
    if path.startswith(f"{_WELL_KNOWN}/"):
        known = path == SECURITY
    if not known:
        yield Problem(N_("no file of this kind belongs to a blog."))
    if size == 0 and name not in _MAY_BE_EMPTY:
        yield Problem(N_("this file is empty."))


def audit_images(
    files: dict[str, Path], content: Path, kept: Kept | None = None
) -> tuple[int, list[Found]]:
    """Return how many images and documents are those of the doctor, and those that are not.

    Of an image, what draws it is compared: all that it said beside is taken out on the way.
    ``kept``: what an earlier audit saw of the pictures that are made smaller.
    """
    given = {name: path for name, path in files.items() if _is_given(name)}
    problems: list[Found] = []
    if not given:
        return 0, problems
    sources: dict[str, list[Path]] = {}
    for path in content.rglob("*"):
        sources.setdefault(path.name, []).append(path)
    for name, path in given.items():
        kind, data = path.suffix.lower(), path.read_bytes()
        if name.startswith(FOLDER):
            # What it shows is held against the file that it stands for, see reduced.py.
            same = kind in _DRAWN
        else:
            given_as = [*sources.get(path.name, ()), *_of_a_telephone(path.name, sources)]
            same = any(_same(kind, data, s, kept) for s in given_as if s.is_file())
        if not same:
            problems.append((name, Problem(N_("this image is not the one you gave."))))
        elif not is_silent(kind, data):
            problems.append(
                (name, Problem(N_("this image says where, when or by whom it was made.")))
            )
    return len(given) - len(problems), problems


def _of_a_telephone(name: str, sources: dict[str, list[Path]]) -> list[Path]:
    """Return the photographs that no browser shows, of which a JPEG of the same name is made."""
    stem, ending = splitext(name)
    is_heic = ending == JPEG and stem.lower().endswith(HEIC)
    return sources.get(stem, []) if is_heic else []


def _same(kind: str, data: bytes, source: Path, kept: Kept | None) -> bool:
    """Tell whether a published image draws what a file of the doctor does, the same side up.

    The same parts of the file, byte for byte; or, of a picture made smaller, the same points.
    """
    given, drawn = source.read_bytes(), essence(kind, data)
    same = drawn is not None and drawn == essence(kind, given)
    if same and turn(kind, data) == turn(kind, given):
        return True
    lighter = len(data) < len(given) or source.suffix.lower() in HEIC
    return kind in _DRAWN and lighter and shows(data, given, kept)


def _is_given(name: str) -> bool:
    return splitext(name)[1].lower() in _GIVEN and not name.startswith(_OF_THE_THEME)
