"""Which files are the kit's own: of the kit that is here, and of one in a ZIP file."""

from __future__ import annotations

import errno
import hashlib
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from commands.cli.errors import CommandError
from commands.cli.paths import Paths
from plugins.shared.problems import N_
from plugins.shared.sealed import read_sealed, write_sealed

from .undo import RECORD

# At the root of the kit. A folder that is not here may be the doctor's: a theme of hers.
_OWN = frozenset(
    ".ci .github .gitignore .gitlab-ci.yml audit benchmarks CHANGELOG.md commands CONTRIBUTING.md "
    "docs LICENSE pelicanconf.py plugins publishconf.py pyproject.toml README.md "
    "requirements-test.txt requirements.txt tasks.py tests theme".split()
)
# Without these it is another archive.
_TELLING = ("tasks.py", "requirements.txt", "plugins/__init__.py", "commands/__init__.py")
_MADE = frozenset({"__pycache__", ".DS_Store"})
_MOST_FILES, _MOST_BYTES = 20_000, 400 * 1024 * 1024


def is_own(name: str) -> bool:
    """Tell whether a file of a checkout may be the kit's."""
    parts = PurePosixPath(name).parts
    return bool(parts) and parts[0] in _OWN and _MADE.isdisjoint(parts)


def files_here(root: Path) -> dict[str, str]:
    """Return the hash of each file that stands where the kit's do."""
    found = {}
    for name in sorted(_OWN):
        top = root / name
        for file in [top] if top.is_file() else sorted(top.rglob("*")):
            path = file.relative_to(root).as_posix()
            if file.is_file() and is_own(path):
                found[path] = digest(file.read_bytes())
    return found


def remember(paths: Paths, files: Mapping[str, str] | None = None) -> None:
    """Keep which files the kit has, and their hashes, before anybody changes one.

    ``files``: those of a kit that just took its place; else those that are here, the first time.
    """
    record = paths.work_folder / RECORD
    if files is None and record.is_file():
        return
    paths.work_folder.mkdir(exist_ok=True)
    write_sealed(record, {"files": dict(files_here(paths.root) if files is None else files)})


def remembered(paths: Paths) -> dict[str, str]:
    """Return what is known of the kit as it came; empty where that is not known."""
    files = read_sealed(paths.work_folder / RECORD).get("files")
    return {str(k): str(v) for k, v in files.items()} if isinstance(files, dict) else {}


# What zipfile raises at a file that is cut short, encrypted, or something else; it seeks before the
# beginning of some, which the system calls an invalid argument.
_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError)


def extract(archive: Path, target: Path) -> dict[str, str]:
    """Write the kit's files of a ZIP file into a folder, and return their hashes.

    Raises :class:`CommandError` for a file that is no ZIP, or holds no kit.
    """
    values = {"file": str(archive)}
    if archive.is_dir():
        raise CommandError(
            N_("{file} is a folder, not the ZIP file that was downloaded."),
            N_(
                "Safari opens that file by itself: compress the folder (right click), then give "
                "the file that this makes."
            ),
            values,
        )
    try:
        with zipfile.ZipFile(archive) as whole:
            names = _names_in(whole)
            for name, inside in names.items():
                path = target / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(whole.read(inside))
    except FileNotFoundError:
        raise CommandError(N_("There is no file {file}."), "", values) from None
    except (*_DAMAGED, OSError) as error:
        # What the system refuses is no fault of the file: a full disk, a folder that is closed.
        if isinstance(error, OSError) and error.errno != errno.EINVAL:
            raise
        raise CommandError(
            N_("{file} is no ZIP file, or a damaged one."), N_("Download it again."), values
        ) from None
    return {name: digest((target / name).read_bytes()) for name in names}


def _names_in(whole: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """Return each file of the kit by its path; an archive has them in a folder of its own."""
    entries = [one for one in whole.infolist() if not one.is_dir()]
    telling = [one.filename for one in entries if one.filename.endswith("tasks.py")]
    head = min(telling, key=len, default="").removesuffix("tasks.py")
    found = dict(_plain(entries, head))
    too_much = sum(one.file_size for one in found.values()) > _MOST_BYTES
    if too_much or len(found) > _MOST_FILES or not found.keys() >= set(_TELLING):
        raise CommandError(
            N_("This ZIP file does not hold the kit."),
            N_("Download the whole kit, and give that file as it came."),
        )
    return found


def _plain(entries: list[zipfile.ZipInfo], head: str) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    for one in entries:
        name = one.filename.removeprefix(head)
        inside = one.filename.startswith(head) and ".." not in PurePosixPath(name).parts
        plain = not stat.S_ISLNK(one.external_attr >> 16) and "\\" not in name and ":" not in name
        if inside and plain and is_own(name):
            yield name, one


def digest(data: bytes) -> str:
    """Return what tells the bytes of a file from others, whatever ends its lines."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()
