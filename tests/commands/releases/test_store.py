"""A shelf of sites, and the link to the one in force."""

from __future__ import annotations

import errno
import itertools
import json
import os
import threading
from pathlib import Path

import pytest

from commands.cli.errors import CommandError
from commands.releases.store import Release, ReleaseStore

PAGES = 40


def shelf_in(folder: Path, keep: int = 3, *, as_folder: bool = False) -> ReleaseStore:
    """Return a shelf beside the link ``public``."""
    store = ReleaseStore(folder / "public", folder / "releases", keep, as_folder=as_folder)
    store.prepare()
    return store


def put(store: ReleaseStore, words: str) -> Release:
    """Put a site of forty pages, all with the same words, on the shelf."""
    with store.staging() as work:
        for number in range(PAGES):
            (work.site / f"{number}.html").write_text(words, "utf-8")
        (work.site / "build.json").write_text(json.dumps({"gate": "passed"}), "utf-8")
        return store.put(work, "label")


def shown(store: ReleaseStore) -> str:
    """Return what all the pages of the site in force say."""
    (words,) = {(store.link / f"{n}.html").read_text("utf-8") for n in range(PAGES)}
    return words


def forbid_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Be a system that allows no links."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "symlink", refuse)


def test_releases_are_numbered_in_order(tmp_path: Path):
    """The newest comes first, whatever the day says: numbers grow."""
    store = shelf_in(tmp_path)
    names = [put(store, words).name for words in ("un", "deux", "trois")]

    assert names == ["000001-label", "000002-label", "000003-label"]
    assert [release.name for release in store.releases()] == names[::-1]


def test_numbers_go_on_past_their_width(tmp_path: Path):
    """The millionth release is newer than the one before."""
    store = shelf_in(tmp_path)
    first = put(store, "avant")
    first.folder.rename(store.folder / "999999-label")

    assert put(store, "après").name == "1000000-label"
    assert store.releases()[0].name == "1000000-label"


def test_the_link_is_relative(tmp_path: Path):
    """The blog's folder can be moved as a whole."""
    (tmp_path / "here").mkdir()
    store = shelf_in(tmp_path / "here")
    store.switch(put(store, "un"))
    (tmp_path / "here").rename(tmp_path / "there")

    assert (tmp_path / "there" / "public" / "0.html").read_text("utf-8") == "un"


def test_ten_thousand_reads_during_twenty_switches(tmp_path: Path):
    """Whoever reads through the link meets no missing file, and only whole sites."""
    store = shelf_in(tmp_path)
    releases = [put(store, words) for words in ("un", "deux", "trois")]
    store.switch(releases[0])
    reads, missing = [0, 0], []
    stop = threading.Event()

    def read(reader: int) -> None:
        for number in itertools.cycle(range(PAGES)):
            if stop.is_set():
                return
            try:
                words = (store.link / f"{number}.html").read_text("utf-8")
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
            store.switch(releases[switches % 3])
            switches += 1
    stop.set()
    for reader in readers:
        reader.join()

    assert missing == []
    assert sum(reads) >= 10_000
    assert switches >= 20


def test_three_releases_are_kept(tmp_path: Path):
    """The oldest go; never the one in force, nor the one that is spared."""
    store = shelf_in(tmp_path)
    first, second, *others = (put(store, str(number)) for number in range(7))
    store.switch(second)
    store.prune(spare=first)

    assert {r.name for r in store.releases()} == {
        release.name for release in (first, second, *others[-3:])
    }
    assert shown(store) == "1"


def test_work_that_is_not_put_is_cleared(tmp_path: Path):
    """What was not put on the shelf is not there."""
    store = shelf_in(tmp_path)
    with store.staging() as work:
        (work.site / "index.html").write_text("à demi", "utf-8")

    assert list(store.folder.iterdir()) == []


def test_leftovers_are_cleared(tmp_path: Path):
    """So is what a command cut short had no time to clear, without a look at what it is."""
    store = shelf_in(tmp_path)
    store.switch(put(store, "un"))
    (store.folder / ".serment-half").mkdir()
    (store.folder / ".serment-half" / "site").mkdir()
    (store.folder / ".serment-file").write_text("x", "utf-8")
    (tmp_path / ".serment-public.new").symlink_to("nowhere")
    store.prepare()

    assert [entry.name for entry in store.folder.iterdir()] == ["000001-label"]
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["public", "releases"]


def test_nothing_foreign_is_replaced(tmp_path: Path):
    """A folder, a file or a link that is not a site made here stays as it is."""
    store = shelf_in(tmp_path)
    release = put(store, "un")
    for make in (
        lambda: (store.link.mkdir(), (store.link / "photo.jpg").write_text("x", "utf-8")),
        lambda: store.link.write_text("x", "utf-8"),
        lambda: store.link.symlink_to(tmp_path),
    ):
        make()
        with pytest.raises(CommandError, match="holds something else"):
            store.switch(release)
        assert os.path.lexists(store.link)
        if store.link.is_dir() and not store.link.is_symlink():
            assert (store.link / "photo.jpg").read_text("utf-8") == "x"
            (store.link / "photo.jpg").unlink()
            store.link.rmdir()
        else:
            store.link.unlink()


def test_a_folder_made_before_becomes_a_link(tmp_path: Path):
    """A site that stands there as a plain folder is replaced, once, by the link."""
    store = shelf_in(tmp_path)
    store.link.mkdir()
    (store.link / "build.json").write_text('{"gate": "passed"}', "utf-8")

    assert not store.switch(put(store, "un"))
    assert store.link.is_symlink()
    assert store.switch(put(store, "deux"))
    assert shown(store) == "deux"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["public", "releases"]


def test_without_links_a_folder_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A system without links gets a folder, and is told that the promise is weaker."""
    forbid_links(monkeypatch)
    store = shelf_in(tmp_path)
    for words in ("un", "deux"):
        assert not store.switch(put(store, words))
        assert shown(store) == words

    assert not store.link.is_symlink()
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["public", "releases"]


def test_a_folder_where_a_link_was(tmp_path: Path):
    """A host that needs a folder gets one in the place of the link."""
    store = shelf_in(tmp_path)
    store.switch(put(store, "un"))
    as_folder = shelf_in(tmp_path, as_folder=True)
    as_folder.switch(put(as_folder, "deux"))

    assert not store.link.is_symlink()
    assert shown(store) == "deux"


def test_the_old_site_returns_when_the_second_move_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """If the new folder cannot be moved, the old one is put back."""
    forbid_links(monkeypatch)
    store = shelf_in(tmp_path)
    store.switch(put(store, "un"))
    release = put(store, "deux")
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if self.name == ".serment-public.new":
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="Input/output"):
        store.switch(release)

    assert shown(store) == "un"


@pytest.mark.parametrize("new", [True, False])
def test_the_old_site_returns_after_a_stop_between_two_moves(tmp_path: Path, new: bool):
    """A machine that stopped between the two moves has its old site back at the next command."""
    store = shelf_in(tmp_path, as_folder=True)
    store.switch(put(store, "un"))
    store.link.rename(tmp_path / ".serment-public.old")
    if new:
        (tmp_path / ".serment-public.new").mkdir()
    store.prepare()

    assert shown(store) == "un"
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["public", "releases"]


def test_everything_stays_on_one_disk(tmp_path: Path):
    """Work is done where it will stay: no rename crosses from a disk to another (EXDEV)."""
    store = shelf_in(tmp_path)
    with store.staging() as work:
        assert work.folder.parent == store.folder


def test_names_of_others_are_left(tmp_path: Path):
    """A hidden file that the doctor, or another program, keeps there is not the kit's to clear."""
    store = shelf_in(tmp_path)
    kept = [store.folder / ".git", store.folder / ".DS_Store", tmp_path / ".public.old"]
    for path in kept:
        path.write_text("x", "utf-8")
    store.prepare()

    assert all(path.read_text("utf-8") == "x" for path in kept)


@pytest.mark.parametrize("at", [1, 2])
def test_ctrl_c_between_two_moves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int):
    """Interrupted after the first move or the second, there is a whole site at once."""
    store = shelf_in(tmp_path, as_folder=True)
    store.switch(put(store, "un"))
    before, release = store.mark(), put(store, "deux")
    rename, moves = Path.rename, itertools.count(1)

    def interrupt(self: Path, target: Path) -> Path:
        moved = rename(self, target)
        if next(moves) == at:
            raise KeyboardInterrupt
        return moved

    monkeypatch.setattr(Path, "rename", interrupt)
    with pytest.raises(KeyboardInterrupt):
        store.switch(release)

    assert shown(store) == ("un" if at == 1 else "deux")
    assert (store.mark() == before) == (at == 1)
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
    store = shelf_in(tmp_path)
    store.switch(put(store, "un"))

    assert shown(store) == "un"
