"""What was seen of a page while the site was being written counts if the page is still the same."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

import audit as whole_site
from audit import Audit, parallel
from audit.pages import Look, Seen
from audit.parallel import WORTH_IT, auditing, written_since
from tests.support.sites import Site, small
from tests.support.spoiling import NEXT_BUILD, TODAY, spoil

PAGE = "estomac/index.html"


def content_of(site: Path) -> Path:
    """Return the content that a site was made of: it is beside it."""
    return site.parent / "content"


def audit(site: Path) -> Audit:
    """Return the audit of a site by this process alone."""
    return whole_site.audit(site, content_of(site), TODAY, next_build=NEXT_BUILD)


@contextmanager
def watching(site: Path, articles: int = WORTH_IT) -> Iterator[Callable[[], Audit]]:
    """Audit a site from its first pages on, as a large one."""
    with auditing(site, content_of(site), TODAY, NEXT_BUILD, articles, drafts=False) as finished:
        yield finished


@pytest.fixture(autouse=True)
def processors(monkeypatch: pytest.MonkeyPatch):
    """Let every machine have two."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.fixture(scope="module")
def blog(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small blog, as it is published."""
    site = small(tmp_path_factory.mktemp("blog"))
    built = site.build(base="publishconf")
    assert built.status == 0, built.said
    return site


@pytest.fixture
def published(blog: Site, tmp_path: Path) -> Path:
    """A copy of it, free to be spoilt."""
    (tmp_path / "content").symlink_to(blog.content)
    return Path(shutil.copytree(blog.output, tmp_path / "published"))


@pytest.fixture
def spoilt(published: Path) -> Path:
    """A site with something to say of several pages."""
    spoil(published / PAGE, 'role="note"', "")
    spoil(published / "index.html", "<h1", "<h2")
    spoil(published / "404.html", 'href="', 'href="/nulle-part/')
    return published


class Watched:
    """A watch in this process, and the pages looked at: early, and once all was written."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.early: list[str] = []
        self.late: list[str] = []
        self._is_written = False
        first = Look.at

        def noted(look: Look, name: str, data: bytes) -> Seen:
            (self.late if self._is_written else self.early).append(name)
            return first(look, name, data)

        monkeypatch.setattr(Look, "at", noted)

    def of(self, site: Path, change: Callable[[], object] = lambda: None) -> Audit:
        """Return the audit of a site that is changed after all of its pages were looked at."""
        ours, theirs = multiprocessing.Pipe()
        given = (theirs, site, content_of(site), TODAY, NEXT_BUILD, False)
        thread = Thread(target=parallel.watch, args=given, daemon=True)
        thread.start()
        there = pages(site)
        for _ in range(600):
            if there <= set(self.early):
                break
            time.sleep(0.1)
        change()
        self._is_written = True
        ours.send(None)
        assert ours.poll(60), "the watch ended without a word"
        messages: Audit = ours.recv()
        thread.join()
        return messages


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """A watch in this process."""
    return Watched(monkeypatch)


def pages(site: Path) -> set[str]:
    """Return the pages of a site, by path."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")}


def test_another_process_tells_the_same(spoilt: Path):
    """The findings, in their order, and what was proven."""
    alone = audit(spoilt)
    with watching(spoilt) as finished:
        assert multiprocessing.active_children()
        messages = finished()

    assert len(alone.findings) >= 3
    assert messages == alone
    assert not multiprocessing.active_children()


def test_no_page_is_looked_at_twice(spoilt: Path, watched: Watched):
    """What was seen early is not looked at again, and is told all the same."""
    messages = watched.of(spoilt)

    assert sorted(watched.early) == sorted(pages(spoilt))
    assert watched.late == []
    assert messages == audit(spoilt)


def test_a_page_that_changed_is_looked_at_again(published: Path, watched: Watched):
    """A plugin may write a page twice, and half of it may have been there when it was looked at."""
    whole = (published / PAGE).read_bytes()
    (published / PAGE).write_bytes(whole[: len(whole) // 2])

    assert watched.of(published, lambda: (published / PAGE).write_bytes(whole)).findings == []
    assert watched.late == [PAGE]


def test_a_page_spoilt_after_it_was_seen(published: Path, watched: Watched):
    """Nothing that was seen before speaks for the bytes that are published."""
    messages = watched.of(published, lambda: spoil(published / PAGE, 'role="note"', ""))

    assert {name for name, _ in messages.findings} == {PAGE}


def test_a_page_that_came_late_and_one_that_went(published: Path, watched: Watched):
    """What was not seen is looked at; what is no more there is not counted."""
    shutil.copy(published / PAGE, early := published / "tot.html")
    messages = watched.of(published, lambda: early.rename(published / "tard.html"))

    assert watched.late == ["tard.html"]
    # The sitemap has no such page either.
    assert {name for name, _ in messages.findings} == {"tard.html", "sitemap.xml"}


def test_pages_are_seen_as_they_come(published: Path, tmp_path: Path):
    """Nothing is read, the content folder neither, before the first page is there."""
    with watching(site := tmp_path / "coming") as finished:
        time.sleep(1)
        shutil.copytree(published, site)
        assert finished() == audit(published)


def test_each_look_sees_what_is_new(tmp_path: Path):
    """A new page, in a new folder or in one that was there; what did not change is not read."""
    folders: dict[str, int] = {}

    def look() -> set[str]:
        return {path.relative_to(tmp_path).as_posix() for path in written_since(tmp_path, folders)}

    for name in ("index.html", "a/index.html", "en/b/index.html", "en/style.css"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    assert look() == {"index.html", "a/index.html", "en/b/index.html"}
    assert look() == set()

    (tmp_path / "en/c").mkdir()
    (tmp_path / "en/c/index.html").write_text("x", "utf-8")
    assert look() == {"en/c/index.html"}

    (tmp_path / "en/b/index.html").unlink()
    shutil.rmtree(tmp_path / "a")
    assert look() == {"index.html"}


def test_not_for_few_articles(published: Path):
    """A process takes longer to begin than a small site to be looked at."""
    with watching(published, WORTH_IT - 1) as finished:
        assert not multiprocessing.active_children()
        assert finished() == audit(published)


def test_not_on_one_processor(published: Path, monkeypatch: pytest.MonkeyPatch):
    """There it would only slow Pelican down."""
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    with watching(published):
        assert not multiprocessing.active_children()


def test_nothing_is_lost_with_its_process(spoilt: Path):
    """Where the system ends it, for want of memory, all is looked at by this one."""
    with watching(spoilt) as finished:
        for helper in multiprocessing.active_children():
            helper.kill()
            helper.join()
        assert finished() == audit(spoilt)


def test_it_ends_with_whoever_started_it(published: Path):
    """Interrupted, a build leaves nobody behind."""
    with pytest.raises(KeyboardInterrupt), watching(published):
        raise KeyboardInterrupt
    assert not multiprocessing.active_children()
