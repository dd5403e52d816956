"""What a test does to a shared folder is not there any more for the next."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.folders import Restored


def rewrite(folder: Path) -> None:
    """Write as many bytes in the same place, and hide when."""
    file = folder / "a" / "b.html"
    before = file.stat()
    file.write_text("deux", "utf-8")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def all_at_once(folder: Path) -> None:
    """Take away, add, move, replace one kind by another."""
    shutil.rmtree(folder / "a")
    (folder / "a").write_text("un", "utf-8")
    (folder / "c.html").unlink()
    (folder / "c.html").mkdir()
    (folder / "c.html" / "d").mkdir()
    (folder / "e").symlink_to(folder / "a")
    (folder / "f").rename(folder / "g")


CHANGES = [
    rewrite,
    all_at_once,
    lambda folder: (folder / "a" / "b.html").chmod(0o600),
    lambda folder: (folder / "f").chmod(0o700),
    shutil.rmtree,
]


def contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return the kind, the rights and the bytes of all that is in a folder."""
    return {
        str(path.relative_to(folder)): (
            path.lstat().st_mode,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in folder.rglob("*")
    }


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_is_put_back(tmp_path: Path, change: Callable[[Path], None]):
    """Whatever was done to it, the folder is as it was, more than once."""
    original = tmp_path / "original"
    (original / "a").mkdir(parents=True)
    (original / "f" / "h").mkdir(parents=True)
    (original / "f" / "h" / "i.html").write_text("deux", "utf-8")
    (original / "a" / "b.html").write_text("un !", "utf-8")
    (original / "c.html").write_text("trois", "utf-8")
    copy = Restored(original, tmp_path / "copy")
    for _ in range(2):
        change(copy.folder)
        assert contents(copy.folder) != contents(original)
        copy.restore()

        assert contents(copy.folder) == contents(original)
