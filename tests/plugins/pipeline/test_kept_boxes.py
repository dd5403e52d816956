"""The boxes of an article are rendered again only where they could show something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from plugins.pipeline import plugin
from tests.support.publishing import run
from tests.support.sites import ARTICLE, Site

ENGLISH = ARTICLE.replace("L'estomac", "The stomach").replace("Un texte court", "A short text")


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The articles whose boxes were rendered, in order."""
    names: list[str] = []
    first = plugin.render

    def noted(boxes: Any, parts: Any, given: Any) -> str:
        if "disclaimer" in parts:
            names.append(given["article"].relative_source_path)
        return first(boxes, parts, given)

    monkeypatch.setattr(plugin, "render", noted)
    return names


@pytest.fixture
def built(site: Site, rendered: list[str]) -> Site:
    """A small blog in two languages that was built."""
    site.write("articles/foie.md", ARTICLE.replace("L'estomac", "Le foie"))
    site.write("articles/foie.en.md", ENGLISH)
    assert run(site, "build").returncode == 0
    assert len(rendered) == 3
    rendered.clear()
    return site


def _edit(name: str, old: str, new: str) -> Callable[[Site], object]:
    return lambda site: site.edit(name, old, new)


def _own_box(site: Site) -> None:
    with (site.own("theme") / "templates/components/disclaimer.html").open(
        "a", encoding="utf-8"
    ) as box:
        box.write("<!-- mine -->")


ALL = {"articles/estomac.md", "articles/foie.md", "articles/foie.en.md"}
CHANGES: dict[str, tuple[Callable[[Site], object], set[str]]] = {
    "a page": (
        lambda site: site.write("pages/a-propos.md", "---\ntitle: Moi\n---\nBonjour.\n"),
        set(),
    ),
    "a sentence": (
        lambda site: site.write("articles/estomac.md", f"{ARTICLE}\nUne phrase de plus.\n"),
        {"articles/estomac.md"},
    ),
    "the ledger": (_edit("communities/vetting.toml", "2026-10-05", "2026-10-06"), ALL),
    "the doctor": (_edit("blog.toml", "Aucun lien", "Nul lien"), ALL),
    "a source": (_edit("sources/sources.json", "Treatment of", "Treatment for"), ALL),
    "a box of the theme": (_own_box, ALL),
    # It names its original, which is newer.
    "the original": (
        _edit("articles/foie.md", "date:", "reviewed: 2026-11-01\ndate:"),
        {"articles/foie.md", "articles/foie.en.md", "articles/estomac.md"},
    ),
}


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_what_has_boxes_rendered_again(built: Site, rendered: list[str], change: str):
    """Those that could show the change, and no others."""
    edit, expected = CHANGES[change]
    edit(built)
    assert run(built, "build", here=True).returncode == 0

    assert set(rendered) == expected


def test_a_publication_renders_all(built: Site, rendered: list[str]):
    """It reads nothing of what was kept."""
    assert run(built, "publish").returncode == 0

    assert set(rendered) == ALL
