"""The same content gives the same bytes, whatever the machine, the hour and the place."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.sites import DEMO, Built, Site

SAME = {
    "the same again": {},
    "another hash seed": {"PYTHONHASHSEED": "7"},
    "the Far East": {"TZ": "Asia/Tokyo"},
    "the far West": {"TZ": "Pacific/Pago_Pago"},
    "a French machine": {"LC_ALL": "fr_FR.UTF-8", "LANG": "fr_FR.UTF-8", "LANGUAGE": "fr"},
    "a machine without a language": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"},
    "no debugging": {"PYTHONOPTIMIZE": "1"},
}


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def assert_same(built: Built, demo: Built) -> None:
    """Assert that a site has the files of the demonstration, to the byte."""
    assert built.status == 0, built.said
    here, there = contents(built.output), contents(demo.output)
    assert here.keys() == there.keys()
    assert [name for name in here if here[name] != there[name]] == []


@pytest.mark.parametrize("environment", SAME.values(), ids=SAME)
def test_the_environment_changes_nothing(demo: Built, demo_site: Site, environment: dict[str, str]):
    """Neither Python's hashes, nor the zone, nor the language of the machine."""
    assert_same(demo_site.build(base="publishconf", **environment), demo)


@pytest.mark.parametrize("day", ["2027-12-27T23:59:59", "2026-03-29T02:30:00", "1999-12-31"])
def test_the_clock_changes_nothing(demo: Built, demo_site: Site, day: str):
    """Four hundred days later, in the hour that summer time takes away, or long before."""
    assert_same(demo_site.build(base="publishconf", on=day), demo)


ORDERS: dict[str, Callable[[Path], object]] = {
    "forwards": str,
    "backwards": lambda path: [-ord(letter) for letter in str(path)],
    "by size": lambda path: (path.stat().st_size, str(path)),
}


@pytest.mark.long
@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_the_place_the_order_and_the_dates_of_files_change_nothing(
    demo: Built, tmp_path: Path, order: Callable[[Path], object]
):
    """A copy has other inodes, dates and permissions than the original.

    A folder with spaces, accents and dots in its name is as good as any.
    """
    root = tmp_path / "Mon blog (été) .v2" / "a"
    root.mkdir(parents=True)
    site = Site(root)
    site.searched = True
    files = sorted((file for file in DEMO.rglob("*") if file.is_file()), key=order)
    for number, file in enumerate(files):
        copy = site.write(file.relative_to(DEMO).as_posix(), file.read_bytes())
        copy.chmod(0o600 if number % 2 else 0o755)
        os.utime(copy, (number * 10**6, number * 10**6))
    mask = os.umask(0o077)
    try:
        built = site.build(base="publishconf")
    finally:
        os.umask(mask)

    assert_same(built, demo)
