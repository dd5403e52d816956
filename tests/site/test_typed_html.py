"""Whatever HTML is typed, an article is refused in words, or a browser shows its boxes whole."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.support.sites import ARTICLE, BLOG, KIT, LEDGER, SOURCES, Site
from tests.support.tricks import TRICKS

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
BOXES = ("aside.disclaimer", "section.sources", "section.communities")

# What a reader could see of a box: its words, where it is, and what is really on top there. What
# only leads elsewhere is not printed.
SEEN = """
selector => [...document.querySelectorAll(selector)].map(box => {
    const parts = [box, ...box.querySelectorAll("p:not(.communities__more), li")];
    return {
        words: box.innerText,
        main: Boolean(box.closest("main")),
        parts: parts.map(part => {
            part.scrollIntoView({block: "center"});
            const place = part.getBoundingClientRect();
            const style = getComputedStyle(part);
            let opacity = 1;
            for (let up = part; up; up = up.parentElement) opacity *= getComputedStyle(up).opacity;
            const [x, y] = [place.x + place.width / 2, place.y + place.height / 2];
            const top = document.elementFromPoint(x, y);
            return {
                width: place.width, height: place.height, left: place.left,
                beyond: place.right - document.documentElement.clientWidth,
                visibility: style.visibility, direction: style.direction,
                size: parseFloat(style.fontSize),
                faint: /rgba.*, 0\\)$|transparent/.test(style.color),
                opacity, covered: !box.contains(top),
            };
        }),
    };
})
"""


@dataclass(frozen=True)
class Tried:
    """What the kit made of the tricks: those it refused, with its words; where the others are."""

    refused: dict[str, list[str]]
    address: str


def build(site: Site) -> tuple[int, dict[str, list[str]]]:
    """Build, and return the status and what stops each article."""
    messages = site.root / "told.json"
    messages.unlink(missing_ok=True)
    built = site.build(SERMENT_PROBLEMS=str(messages))
    problems: list[dict[str, Any]] = (
        json.loads(messages.read_text("utf-8")) if messages.is_file() else []
    )
    refused: dict[str, list[str]] = {}
    for problem in problems:
        if problem["level"] == "error":
            refused.setdefault(Path(problem["file"]).stem, []).append(problem["what"])
    assert built.status == 0 or refused, built.said
    return built.status, refused


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> Tried:
    """One article per trick; those that are refused are taken away, and the others published."""
    site = Site(tmp_path_factory.mktemp("tricks"))
    site.write("blog.toml", BLOG)
    site.write("sources/sources.json", SOURCES)
    site.write("communities/vetting.toml", LEDGER)
    site.write("images/a.png", PIXEL)
    for name, trick in TRICKS.items():
        site.write(f"articles/{name}.md", f"{ARTICLE}\n{trick}")
    refused: dict[str, list[str]] = {}
    for _ in range(3):
        status, found = build(site)
        if status == 0:
            break
        refused |= found
        for name in found:
            (site.content / "articles" / f"{name}.md").unlink(missing_ok=True)
    assert status == 0, found
    return Tried(refused, serve(site.output).rstrip("/"))


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A telephone."""
    opened = browser.new_page(viewport={"width": 390, "height": 844})
    yield opened
    opened.close()


def seen(page: Page, address: str) -> dict[str, Any]:
    """Return what a browser shows of the boxes, on the screen and on paper, after a check."""
    page.goto(address)
    words = {}
    for medium in ("screen", "print"):
        page.emulate_media(media=medium)
        for selector in BOXES:
            (box,) = page.evaluate(SEEN, selector)
            assert box["main"], selector
            for part in box["parts"]:
                assert part["width"] >= 40, (selector, part)
                assert part["height"] >= 10, (selector, part)
                assert part["left"] >= 0, (selector, part)
                assert part["beyond"] <= 1, (selector, part)
                assert part["size"] >= 11, (selector, part)
                assert part["opacity"] == 1, (selector, part)
                assert part["visibility"] == "visible", (selector, part)
                assert part["direction"] == "ltr", (selector, part)
                assert not part["faint"], (selector, part)
                assert not part["covered"], (selector, part)
            words[medium, selector] = box["words"]
    return words


@pytest.fixture(scope="module")
def approved(tried: Tried, page: Page) -> dict[str, Any]:
    """What an article without a trick shows."""
    return seen(page, f"{tried.address}/nothing/")


def test_an_article_without_a_trick_shows_the_approved_words(approved: dict[str, Any]):
    """The words of the disclaimer are those that doctors have proof-read."""
    wording = tomllib.loads((KIT / "plugins" / "disclaimer" / "texts.toml").read_text("utf-8"))
    # What typography adds, so that a hyphen does not end a line, is not seen.
    shown = " ".join(approved["screen", "aside.disclaimer"].replace("\u2060", "").split())

    assert " ".join(wording["standard"]["fr"]["title"].split()) in shown
    assert " ".join(wording["standard"]["fr"]["text"].split()) in shown


@pytest.mark.parametrize("name", TRICKS)
def test_no_trick_hides_a_box(tried: Tried, page: Page, approved: dict[str, Any], name: str):
    """An article is refused with a message, or its boxes are seen, with the approved words."""
    if name in tried.refused:
        assert all(tried.refused[name])
        return
    shown = seen(page, f"{tried.address}/{name}/")

    for medium in ("screen", "print"):
        disclaimer = (medium, "aside.disclaimer")
        assert shown[disclaimer] == approved[disclaimer]
        for selector in BOXES[1:]:
            lines = approved[medium, selector].splitlines()
            assert [line for line in lines if line not in shown[medium, selector]] == []


def test_some_tricks_are_harmless_and_some_refused(tried: Tried):
    """Neither is the whole list refused for another reason, nor is nothing."""
    assert 20 <= len(tried.refused) <= len(TRICKS) - 20
