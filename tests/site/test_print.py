"""An article on paper: what is left of it, whole, with where it comes from and how old it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pypdfium2 import PdfDocument

from tests.support.sites import Built

# What paper of A4 leaves between its margins of 15 mm, at 96 pixels an inch.
WIDTH = 680


@pytest.fixture(scope="module")
def address(local: Built, serve: Callable[[Path], str]) -> str:
    """Where the demonstration is served, on this machine only."""
    return serve(local.output)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page as wide as paper."""
    opened = browser.new_page(viewport={"width": WIDTH, "height": 1000})
    yield opened
    opened.close()


def test_a_printed_article_keeps_its_boxes(page: Page, address: str):
    """On paper the disclaimer, the sources and the communities are there, the menu is not."""
    page.goto(f"{address}depression/")
    page.emulate_media(media="print")
    seen = {
        name: page.locator(name).first.is_visible()
        for name in ("aside.disclaimer", "section.sources", "section.communities", "header nav")
    }

    assert seen == {
        "aside.disclaimer": True,
        "section.sources": True,
        "section.communities": True,
        "header nav": False,
    }


def test_paper_says_where_the_page_is_and_how_old(page: Page, address: str):
    """At its head; nothing stands below the last box, which would be alone on a last sheet."""
    page.goto(f"{address}menopause-et-coeur/")
    head = page.locator(".site-header__print")
    on_screen = head.is_visible()
    page.emulate_media(media="print")
    said = head.inner_text()
    last = page.locator(".communities").bounding_box()
    height = page.evaluate("document.documentElement.scrollHeight")
    way = page.locator(".disclaimer__help").is_visible()

    assert not on_screen
    assert said == "https://carnet.example/menopause-et-coeur/\nRelu le 26 octobre 2026"
    assert last
    assert height - last["y"] - last["height"] < 5
    # A link to another place of the page leads nowhere on paper.
    assert not way


def test_a_printed_article_can_be_used_with_a_pen(page: Page, address: str):
    """On paper, boxes to tick; an emergency card in black on white, in a frame of its own."""
    page.goto(f"{address}embolie-pulmonaire/")
    page.emulate_media(media="print")
    style = "node => (({color, borderStyle}) => [color, borderStyle])"
    card = page.locator(".care--emergency").evaluate(f"{style}(getComputedStyle(node))")
    bar = page.locator(".care--emergency .care__title").evaluate(
        "node => getComputedStyle(node).backgroundColor"
    )
    ticked = page.locator(".checklist li").first.evaluate(
        "node => getComputedStyle(node, '::before').borderStyle"
    )
    urgency = page.locator(".care__urgency").first.bounding_box()

    assert card == ["rgb(0, 0, 0)", "double"]
    assert bar == "rgba(0, 0, 0, 0)"
    assert ticked == "solid"
    assert urgency
    assert urgency["height"] > 10


def test_no_letter_is_cut_off_by_the_edge_of_paper(page: Page, address: str):
    """The number of a tenth source hangs beside its text, within what a browser prints."""
    page.goto(f"{address}depression/")
    printed = PdfDocument(page.pdf(prefer_css_page_size=True))
    texts = [sheet.get_textpage() for sheet in printed]
    left = min(
        text.get_charbox(place)[0]
        for text in texts
        for place in range(text.count_chars())
        if not text.get_text_range(place, 1).isspace()
    )

    assert re.search(r"^10\.", "\n".join(text.get_text_range() for text in texts), re.MULTILINE)
    # The area that is printed begins 15 mm from the edge.
    assert left >= 15 / 25.4 * 72


def test_the_map_of_communities_is_printed_on_a_sheet(page: Page, address: str):
    """That of a doctor who vetted some twenty-five holds on one page of A4, within its margins."""
    page.goto(f"{address}communautes/")
    page.emulate_media(media="print")
    height = page.evaluate("document.querySelector('#by-illness').getBoundingClientRect().height")

    # 297 mm less 34 mm of margins, at 96 pixels an inch.
    assert height <= (297 - 34) / 25.4 * 96


def test_a_helpline_is_printed_on_one_sheet(page: Page, address: str):
    """What only a screen can do, writing to the blog or going on, makes no second sheet."""
    page.goto(f"{address}communautes/3114/")

    assert len(PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))) == 1
