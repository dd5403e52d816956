"""What was seen of a page while the site was being written counts if the page is still the same."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import DEMO
from spoiling import NEXT_BUILD, PAGE, TODAY, spoil

import commands.audit
from commands.audit import audit
from commands.audit.ahead import WORTH_IT, Ahead, looking_ahead


@contextmanager
def looking(site: Path) -> Iterator[Callable[[], Ahead | None]]:
    """Look ahead at a site as at a large one."""
    with looking_ahead(site, DEMO, TODAY, NEXT_BUILD, WORTH_IT) as ahead:
        yield ahead


@pytest.fixture(autouse=True)
def processors(monkeypatch: pytest.MonkeyPatch):
    """Let every machine have two."""
    monkeypatch.setattr(os, "cpu_count", lambda: 2)


@pytest.fixture
def spoilt(published: Path) -> Path:
    """A site with something to say of several pages."""
    spoil(published / PAGE, 'role="note"', "")
    spoil(published / "index.html", "<h1", "<h2")
    spoil(published / "404.html", 'href="', 'href="/nulle-part/')
    return published


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that this process looks at itself."""
    names: list[str] = []
    look = commands.audit.audit_page

    def counted(name, data, rules):
        names.append(name)
        return look(name, data, rules)

    monkeypatch.setattr(commands.audit, "audit_page", counted)
    return names


def pages(site: Path) -> set[str]:
    """Return the pages of a site, by path."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")}


def seen_of(site: Path, come: Callable[[], object] = lambda: None) -> Ahead:
    """Return what is seen ahead of a site, each page there for long enough even on a slow machine.

    ``come``: what happens once it is looked at.
    """
    for seconds in (2, 4, 8, 16, 32, 64):
        with looking(site) as ahead:
            come()
            time.sleep(seconds)
            seen = ahead()
        if seen and seen.pages.keys() == pages(site):
            return seen
    pytest.fail("the pages were not all looked at")


def test_ahead_the_same_is_seen(spoilt: Path, looked: list[str]):
    """The findings, in their order, and what was proven; no page is looked at twice."""
    alone = audit(spoilt, DEMO, TODAY, next_build=NEXT_BUILD)
    looked.clear()
    seen = seen_of(spoilt)

    assert len(alone.findings) >= 3
    assert audit(spoilt, DEMO, TODAY, next_build=NEXT_BUILD, ahead=seen) == alone
    assert looked == []
    assert not multiprocessing.active_children()


def test_a_page_that_changed_is_looked_at_again(published: Path, looked: list[str]):
    """A plugin may write a page twice, and half of it may have been there when it was looked at."""
    whole = (published / PAGE).read_bytes()
    (published / PAGE).write_bytes(whole[: len(whole) // 2])
    seen = seen_of(published)
    (published / PAGE).write_bytes(whole)
    assert audit(published, DEMO, TODAY, next_build=NEXT_BUILD, ahead=seen).findings == []
    assert looked == [PAGE]

    spoil(published / PAGE, 'role="note"', "")
    assert audit(published, DEMO, TODAY, next_build=NEXT_BUILD, ahead=seen).findings


def test_a_page_that_came_late_and_one_that_went(published: Path, looked: list[str]):
    """What was not seen is looked at; what is no more there is not counted."""
    shutil.copy(published / PAGE, late := published / "tard.html")
    seen = seen_of(published)
    late.unlink()
    shutil.copy(published / PAGE, published / "plus-tard.html")
    told = audit(published, DEMO, TODAY, next_build=NEXT_BUILD, ahead=seen)

    assert looked == ["plus-tard.html"]
    # The sitemap has no such page either.
    assert {name for name, _ in told.findings} == {"plus-tard.html", "sitemap.xml"}


def test_pages_are_seen_as_they_come(published: Path, tmp_path: Path):
    """Nothing is read, the content folder neither, before the first page is there."""
    site = tmp_path / "coming"
    with looking(site) as ahead:
        time.sleep(1)
        assert ahead() is None

    def come() -> None:
        time.sleep(1)
        shutil.copytree(published, site, dirs_exist_ok=True)

    assert seen_of(site, come).pages.keys() == pages(published)


def test_not_for_few_articles(published: Path):
    """A process takes longer to begin than a small site to be looked at."""
    with looking_ahead(published, DEMO, TODAY, NEXT_BUILD, WORTH_IT - 1) as ahead:
        assert not multiprocessing.active_children()
        assert ahead() is None


def test_not_on_one_processor(published: Path, monkeypatch: pytest.MonkeyPatch):
    """There it would only slow Pelican down."""
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    with looking(published) as ahead:
        assert not multiprocessing.active_children()
        assert ahead() is None


def test_nothing_is_lost_with_its_process(published: Path):
    """Where the system ends it, for want of memory, all is still to be looked at."""
    with looking(published) as ahead:
        for helper in multiprocessing.active_children():
            helper.kill()
            helper.join()
        assert ahead() is None


def test_it_ends_with_whoever_started_it(published: Path):
    """Interrupted, a build leaves nobody behind."""
    with pytest.raises(KeyboardInterrupt), looking(published):
        raise KeyboardInterrupt
    assert not multiprocessing.active_children()
