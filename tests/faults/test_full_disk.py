"""A disk that fills up, a folder that cannot be written: one sentence, and the old site."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.publishing import leftovers, publish, retell, run, tree
from tests.support.sites import Site, small

FULL = "Le disque est plein. Faites de la place, puis recommencez."
TENTHS = range(10)


@pytest.fixture(scope="module")
def disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Callable[[int], dict]]]:
    """A blog published on a disk of its own, and what leaves a disk so many bytes.

    A small disk in memory where one may be mounted; elsewhere, files may not grow beyond a size.
    """
    where = tmp_path_factory.mktemp("disk")
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "none", str(where)]
    mounted = bool(shutil.which("mount")) and not subprocess.run(mount, check=False).returncode

    def leave(size: int) -> dict[str, str]:
        if not mounted:
            return {"LARGEST": str(size // 8)} if size else {}
        state = os.statvfs(where)
        used = (state.f_blocks - state.f_bfree) * state.f_frsize
        options = f"remount,size={used + size if size else 64 * 1024**2}"
        subprocess.run(["mount", "-o", options, str(where)], check=True)
        return {}

    try:
        site = small(where)
        publish(site)
        yield site, leave
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(where)], check=True)


def weight(folder: Path) -> int:
    """Return how much a folder takes on the disk, in whole pages of 4096 bytes."""
    return sum(4096 + (path.stat().st_size + 4095) // 4096 * 4096 for path in folder.rglob("*"))


@pytest.mark.parametrize("tenths", TENTHS)
def test_the_disk_fills_up(disk: tuple[Site, Callable[[int], dict]], tenths: int):
    """Whatever the moment the disk is full, the site is as it was, and goes on once there is room.

    The room left goes from next to nothing to nearly what a release takes.
    """
    site, leave = disk
    before = tree(site.root / "public")
    retell(site, f"Texte {tenths}")
    needed = weight((site.root / "public").resolve().parent)
    limits = leave(4096 + needed * tenths // 14)
    try:
        done = run(site, "publish", **limits)
    finally:
        leave(0)

    assert done.returncode == 1, done.stderr
    assert FULL in done.stderr
    assert "Traceback" not in done.stderr
    assert "Le site n’a pas changé." in done.stderr
    assert tree(site.root / "public") == before

    publish(site)
    assert f"Texte {tenths}" in (site.root / "public" / "estomac" / "index.html").read_text()
    assert leftovers(site) == []


@pytest.mark.parametrize("largest", [100, 2_000, 8_000])
def test_files_that_may_not_grow(site: Site, largest: int):
    """A quota is a full disk: the same sentence, the same old site."""
    assert run(site, "build").returncode == 0
    before = tree(site.output)
    retell(site, "Texte nouveau " * 1000)
    done = run(site, "build", LARGEST=str(largest))

    assert done.returncode == 1
    assert FULL in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(site.output) == before


@pytest.mark.parametrize("place", [".", "releases", ".build"])
def test_a_folder_that_may_not_be_written(site: Site, place: str):
    """Without the right to write, it says where, and the site stays."""
    publish(site)
    before = tree(site.root / "public")
    retell(site, "Texte nouveau")
    if place == ".build":
        shutil.rmtree(site.root / ".build")
        place = "."
    folder = site.root / place
    folder.chmod(0o555)
    # The superuser may write everywhere: give that right up.
    drop = ["setpriv", "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    done = run(site, "publish", before=drop)
    folder.chmod(0o755)

    assert done.returncode == 1
    assert "ne peut pas être écrit" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(site.root / "public") == before
