"""Several processes see on the pages what one sees, whatever happens to them."""

from __future__ import annotations

import multiprocessing
import os
from pathlib import Path

import pytest
from conftest import DEMO
from spoiling import PAGE, TODAY, spoil

from commands.audit import audit, sharing


@pytest.fixture
def spoilt(published: Path) -> Path:
    """A site with something to say of several pages."""
    spoil(published / PAGE, 'role="note"', "")
    spoil(published / "index.html", "<h1", "<h2")
    spoil(published / "404.html", 'href="', 'href="/nulle-part/')
    return published


def share(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Have even a small site shared among four; return how many processes were there, each time."""
    there: list[int] = []
    look = sharing.audit_pages

    def counted(*given):
        there.append(len(multiprocessing.active_children()))
        return look(*given)

    monkeypatch.setattr(sharing, "WORTH_ONE", 5)
    monkeypatch.setattr(os, "cpu_count", lambda: 8)
    monkeypatch.setattr(sharing, "audit_pages", counted)
    return there


def test_together_they_see_the_same(spoilt: Path, monkeypatch: pytest.MonkeyPatch):
    """The findings, in their order, and what was proven are those of one process."""
    alone = audit(spoilt, DEMO, TODAY)
    there = share(monkeypatch)
    together = audit(spoilt, DEMO, TODAY)

    assert there == [3]
    assert len(alone.findings) >= 3
    assert together == alone
    assert not multiprocessing.active_children()


def test_a_share_is_not_lost_with_its_process(spoilt: Path, monkeypatch: pytest.MonkeyPatch):
    """Where the system ends the helpers, for want of memory, their pages are looked at here."""
    alone = audit(spoilt, DEMO, TODAY)
    there = share(monkeypatch)
    look = sharing.audit_pages

    def killing(*given):
        for helper in multiprocessing.active_children():
            helper.kill()
            helper.join()
        return look(*given)

    monkeypatch.setattr(sharing, "audit_pages", killing)

    assert audit(spoilt, DEMO, TODAY) == alone
    assert len(there) == 4
    assert not multiprocessing.active_children()
