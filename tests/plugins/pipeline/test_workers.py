"""The articles of a large blog are read by several processes, and nothing of it is seen."""

from __future__ import annotations

import os
from typing import Any

import pytest

from plugins.pipeline import workers
from plugins.pipeline.workers import Workers
from tests.support.publishing import built, publish
from tests.support.sites import ARTICLE, Site

TEXTS = 6
WRONG = ARTICLE.replace("chey2024", "inconnu")


@pytest.fixture
def large(site: Site) -> Site:
    """A blog whose articles are worth another process, one of them with a mistake to tell."""
    for number in range(TEXTS):
        text = ARTICLE.replace("court", f"numéro {number}, guérit 90 % des stéatoses,")
        site.write(f"articles/texte-{number}.md", text.replace("L'estomac", f"Le {number}"))
    return site


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Have few texts be worth another process; return those of which its answer is waited for."""
    found: list[str] = []
    take = Workers.take

    def waiting(self: Workers, text: str) -> dict[str, Any] | None:
        known = take(self, text)
        # The other process reads them in the other order: the first comes last.
        while known is None and self._pipes:
            known = take(self, text)
        if known is not None:
            found.append(text)
        return known

    monkeypatch.setattr(workers, "WORTH_IT", TEXTS)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    monkeypatch.setattr(Workers, "take", waiting)
    return found


def test_the_site_is_the_same(large: Site, taken: list[str], monkeypatch: pytest.MonkeyPatch):
    """Every byte and every word, from the texts and from what was kept of them."""
    together = built(large.root)
    assert together[0] == 0
    assert len(taken) == TEXTS + 1
    kept = built(large.root)

    monkeypatch.setattr(workers, "WORTH_IT", 1_000)
    (large.content / "articles/texte-0.md").touch()
    warm = built(large.root)
    (large.root / ".build/cache").rename(large.root / ".build/aside")
    large.output.unlink()
    alone = built(large.root)

    assert together == kept == warm == alone


def test_mistakes_are_said_once(large: Site, taken: list[str], monkeypatch: pytest.MonkeyPatch):
    """What stops the build is said as by one process."""
    large.write("articles/texte-3.md", WRONG)
    together = built(large.root)
    assert "articles/texte-3.md" in taken

    monkeypatch.setattr(workers, "WORTH_IT", 1_000)
    assert together[0] == 1
    assert together[1].count("est inconnue") == 1
    assert together == built(large.root)


def test_a_process_that_is_lost(large: Site, monkeypatch: pytest.MonkeyPatch):
    """What nobody answers is worked out by the build."""
    alone = built(large.root)
    (large.root / ".build/cache").rename(large.root / ".build/aside")
    large.output.unlink()
    monkeypatch.setattr(workers, "WORTH_IT", TEXTS)
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    began: list[Workers] = []

    def killed(*arguments: Any) -> Workers:
        began.append(Workers(*arguments))
        began[0]._processes[0].kill()
        return began[0]

    monkeypatch.setattr(workers, "Workers", killed)

    assert built(large.root) == alone
    assert began


def test_a_publication_keeps_nothing(large: Site, taken: list[str]):
    """It is shared between processes too, and leaves nothing for the next one."""
    publish(large)

    assert len(taken) == TEXTS + 1
    assert not (large.root / ".build/cache").exists()
