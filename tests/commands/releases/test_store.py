"""A shelf of sites, and the link to the one in force."""

from __future__ import annotations

import errno
import itertools
import json
import os
import threading
from pathlib import Path

import pytest

from commands.cli.errors import Refused
from commands.releases.store import Release, Shelf

PAGES = 40


def shelf_in(folder: Path, keep: int = 3, *, as_folder: bool = False) -> Shelf:
    """Return a shelf beside the link ``public``."""
    shelf = Shelf(folder / "public", folder / "releases", keep, as_folder=as_folder)
    shelf.prepare()
    return shelf


def put(shelf: Shelf, words: str) -> Release:
    """Put a site of forty pages, all with the same words, on the shelf."""
    with shelf.workshop() as work:
        for number in range(PAGES):
            (work.site / f"{number}.html").write_text(words, "utf-8")
        (work.site / "build.json").write_text(json.dumps({"gate": "passed"}), "utf-8")
        return shelf.put(work, "label")


def shown(shelf: Shelf) -> str:
    """Return what all the pages of the site in force say."""
    (words,) = {(shelf.link / f"{n}.html").read_text("utf-8") for n in range(PAGES)}
    return words


def forbid_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be a system that allows no links."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "symlink", refuse)


def test_releases_are_numbered_in_order(tmp_path: Path):
    """The newest comes first, whatever the day says: numbers grow."""
    shelf = shelf_in(tmp_path)
    names = [put(shelf, words).name for words in ("un", "deux", "trois")]

    assert names == ["000001-label", "000002-label", "000003-label"]
    assert [release.name for release in shelf.releases()] == names[::-1]


def test_numbers_go_on_past_their_width(tmp_path: Path):
    """The millionth release is newer than the one before."""
    shelf = shelf_in(tmp_path)
    first = put(shelf, "avant")
    first.folder.rename(shelf.folder / "999999-label")

    assert put(shelf, "après").name == "1000000-label"
    assert shelf.releases()[0].name == "1000000-label"


def test_the_link_is_relative(tmp_path: Path):
    """The blog's folder can be moved as a whole."""
    (tmp_path / "here").mkdir()
    shelf = shelf_in(tmp_path / "here")
    shelf.switch(put(shelf, "un"))
    (tmp_path / "here").rename(tmp_path / "there")

    assert (tmp_path / "there" / "public" / "0.html").read_text("utf-8") == "un"


def test_ten_thousand_reads_during_twenty_switches(tmp_path: Path):
    """Whoever reads through the link meets no missing file, and only whole sites."""
    shelf = shelf_in(tmp_path)
    releases = [put(shelf, words) for words in ("un", "deux", "trois")]
    shelf.switch(releases[0])
    reads, missing = [0, 0], []
    stop = threading.Event()

    def read(reader: int) -> None:
        for number in itertools.cycle(range(PAGES)):
            if stop.is_set():
                return
            try:
                words = (shelf.link / f"{number}.html").read_text("utf-8")
            except OSError as error:
                missing.append(error)
            else:
                if words not in ("un", "deux", "trois"):
                    missing.append(words)
            reads[reader] += 1

    readers = [threading.Thread(target=read, args=(reader,)) for reader in (0, 1)]
    for reader in readers:
        reader.start()
    switches = 0
    while switches < 20 or sum(reads) < 10_000:
        if sum(reads) >= 500 * switches:
            shelf.switch(releases[switches % 3])
            switches += 1
    stop.set()
    for reader in readers:
        reader.join()

    assert missing == []
    assert sum(reads) >= 10_000
    assert switches >= 20


def test_three_releases_are_kept(tmp_path: Path):
    """The oldest go; never the one in force, nor the one that is spared."""
    shelf = shelf_in(tmp_path)
    first, second, *others = (put(shelf, str(number)) for number in range(7))
    shelf.switch(second)
    shelf.prune(spare=first)

    assert {r.name for r in shelf.releases()} == {
        release.name for release in (first, second, *others[-3:])
    }
    assert shown(shelf) == "1"


def test_work_that_is_not_put_is_cleared(tmp_path: Path):
    """What was not put on the shelf is not there."""
    shelf = shelf_in(tmp_path)
    with shelf.workshop() as work:
        (work.site / "index.html").write_text("à demi", "utf-8")

    assert list(shelf.folder.iterdir()) == []


def test_leftovers_are_cleared(tmp_path: Path):
    """So is what a command cut short had no time to clear, without a look at what it is."""
    shelf = shelf_in(tmp_path)
    shelf.switch(put(shelf, "un"))
    (shelf.folder / ".serment-half").mkdir()
    (shelf.folder / ".serment-half" / "site").mkdir()
    (shelf.folder / ".serment-file").write_text("x", "utf-8")
    (tmp_path / ".serment-public.new").symlink_to("nowhere")
    shelf.prepare()

    assert [entry.name for entry in shelf.folder.iterdir()] == ["000001-label"]
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["public", "releases"]


def test_nothing_foreign_is_replaced(tmp_path: Path):
    """A folder, a file or a link that is not a site made here stays as it is."""
    shelf = shelf_in(tmp_path)
    release = put(shelf, "un")
    for make in (
        lambda: (shelf.link.mkdir(), (shelf.link / "photo.jpg").write_text("x", "utf-8")),
        lambda: shelf.link.write_text("x", "utf-8"),
        lambda: shelf.link.symlink_to(tmp_path),
    ):
        make()
        with pytest.raises(Refused, match="holds something else"):
            shelf.switch(release)
        assert os.path.lexists(shelf.link)
        if shelf.link.is_dir() and not shelf.link.is_symlink():
            assert (shelf.link / "photo.jpg").read_text("utf-8") == "x"
            (shelf.link / "photo.jpg").unlink()
            shelf.link.rmdir()
        else:
            shelf.link.unlink()


def test_a_folder_made_before_becomes_a_link(tmp_path: Path):
    """A site that stands there as a plain folder is replaced, once, by the link."""
    shelf = shelf_in(tmp_path)
    shelf.link.mkdir()
    (shelf.link / "build.json").write_text('{"gate": "passed"}', "utf-8")

    assert not shelf.switch(put(shelf, "un"))
    assert shelf.link.is_symlink()
    assert shelf.switch(put(shelf, "deux"))
    assert shown(shelf) == "deux"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["public", "releases"]


def test_without_links_a_folder_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A system without links gets a folder, and is told that the promise is weaker."""
    forbid_links(monkeypatch)
    shelf = shelf_in(tmp_path)
    for words in ("un", "deux"):
        assert not shelf.switch(put(shelf, words))
        assert shown(shelf) == words

    assert not shelf.link.is_symlink()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["public", "releases"]


def test_a_folder_where_a_link_was(tmp_path: Path):
    """A host that needs a folder gets one in the place of the link."""
    shelf = shelf_in(tmp_path)
    shelf.switch(put(shelf, "un"))
    as_folder = shelf_in(tmp_path, as_folder=True)
    as_folder.switch(put(as_folder, "deux"))

    assert not shelf.link.is_symlink()
    assert shown(shelf) == "deux"


def test_the_old_site_returns_when_the_second_move_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """If the new folder cannot be moved, the old one is put back."""
    forbid_links(monkeypatch)
    shelf = shelf_in(tmp_path)
    shelf.switch(put(shelf, "un"))
    release = put(shelf, "deux")
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name == ".serment-public.new":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="Input/output"):
        shelf.switch(release)

    assert shown(shelf) == "un"


@pytest.mark.parametrize("new", [True, False])
def test_the_old_site_returns_after_a_stop_between_two_moves(tmp_path: Path, new: bool):
    """A machine that stopped between the two moves has its old site back at the next command."""
    shelf = shelf_in(tmp_path, as_folder=True)
    shelf.switch(put(shelf, "un"))
    shelf.link.rename(tmp_path / ".serment-public.old")
    if new:
        (tmp_path / ".serment-public.new").mkdir()
    shelf.prepare()

    assert shown(shelf) == "un"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["public", "releases"]


def test_everything_stays_on_one_disk(tmp_path: Path):
    """Work is done where it will stay: no rename crosses from a disk to another (EXDEV)."""
    shelf = shelf_in(tmp_path)
    with shelf.workshop() as work:
        assert work.folder.parent == shelf.folder


def test_names_of_others_are_left(tmp_path: Path):
    """A hidden file that the doctor, or another program, keeps there is not the kit's to clear."""
    shelf = shelf_in(tmp_path)
    kept = [shelf.folder / ".git", shelf.folder / ".DS_Store", tmp_path / ".public.old"]
    for path in kept:
        path.write_text("x", "utf-8")
    shelf.prepare()

    assert all(path.read_text("utf-8") == "x" for path in kept)


@pytest.mark.parametrize("at", [1, 2])
def test_ctrl_c_between_two_moves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int):
    """Interrupted after the first move or the second, there is a whole site at once."""
    shelf = shelf_in(tmp_path, as_folder=True)
    shelf.switch(put(shelf, "un"))
    before, release = shelf.mark(), put(shelf, "deux")
    rename, moves = Path.rename, itertools.count(1)

    def interrupt(self: Path, target: Path) -> Path:
        moved = rename(self, target)
        if next(moves) == at:
            raise KeyboardInterrupt
        return moved

    monkeypatch.setattr(Path, "rename", interrupt)
    with pytest.raises(KeyboardInterrupt):
        shelf.switch(release)

    assert shown(shelf) == ("un" if at == 1 else "deux")
    assert (shelf.mark() == before) == (at == 1)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["public", "releases"]


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP, errno.EPERM])
def test_a_disk_that_knows_neither_rights_nor_flushes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
):
    """On a stick or a share that refuses chmod and fsync the site is put in force all the same."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    monkeypatch.setattr(Path, "chmod", refuse)
    shelf = shelf_in(tmp_path)
    shelf.switch(put(shelf, "un"))

    assert shown(shelf) == "un"
