"""A long article lists what it holds, beside the text or folded, and says how long it takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from plugins.contents.core import LONG, contents
from plugins.reader.dialect import extensions
from plugins.reader.markup import reduce_markup
from tests.support.sites import Built

MARKDOWN = Markdown(extensions=extensions(), output_format="html")
LINES = st.sampled_from(
    [
        *("", "mot", "- mot", "## Un", "## Deux & *trois*", "## Un", "### Quatre", "# Cinq"),
        *("> ## Cité", "## [^1]", "##", "- ## Point", "## Six[^1]", "[^1]: note", "<h2>Sept</h2>"),
    ]
)


@given(st.lists(LINES, max_size=20))
def test_each_heading_is_led_to(lines: list[str]):
    """Whatever was written, each entry names one place of the text, in order, in its words."""
    body = reduce_markup(MARKDOWN.reset().convert("\n".join(lines)))
    page, found = LexborHTMLParser(body), contents(body)
    places = [node.attributes.get("id") for node in page.css("h2")]
    listed = [heading.place for heading in found.headings]

    assert len(listed) == 0 or len(listed) >= LONG
    assert [place for place in places if place in listed] == listed
    assert all(heading.words.strip() for heading in found.headings)
    assert found.minutes >= 1


def test_calls_are_no_part_of_a_heading():
    """The number of a source or of a note says nothing in a list."""
    call = '<sup class="sources-call"><a href="#source-a">1</a></sup>'
    body = "".join(f'<h2 id="h{n}">Titre {n} &amp; suite{call}</h2><p>a</p>' for n in range(LONG))

    assert [heading.words for heading in contents(body).headings][:2] == [
        "Titre 0 & suite",
        "Titre 1 & suite",
    ]


@pytest.mark.parametrize(("words", "minutes"), [(0, 1), (180, 1), (540, 3), (1800, 10)])
def test_the_minutes_are_those_of_the_text(words: int, minutes: int):
    """A slow reader's pace, never nothing."""
    assert contents(f"<p>{'mot ' * words}</p>").minutes == minutes


@pytest.fixture(scope="module")
def address(local: Built, serve: Callable[[Path], str]) -> str:
    """Where the demonstration is served, on this machine only."""
    return serve(local.output)


def test_the_list_is_folded_on_a_telephone(browser: Browser, address: str):
    """One line, until the reader asks; then each entry leads to its heading."""
    page = browser.new_page(viewport={"width": 360, "height": 640})
    page.goto(f"{address}sla/")
    entry = page.locator(".contents__list a").nth(1)
    folded = entry.is_visible()
    page.locator(".contents summary").press("Enter")
    place = entry.get_attribute("href") or "none"
    entry.click()
    top = page.locator(place).bounding_box()
    page.close()

    assert not folded
    assert top
    assert 0 <= top["y"] < 640


def test_the_list_stays_beside_the_text(browser: Browser, address: str):
    """Where there is a column for it, it is open and seen at every place of the text."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{address}sla/#sources-sla-fr")
    first, last = page.locator(".contents__list a").first, page.locator(".contents__list a").last
    seen = [link.bounding_box() for link in (first, last)]
    body = page.locator(".article__body").bounding_box()
    page.close()

    assert body
    for box in seen:
        assert box
        assert 0 <= box["y"] < 800
        assert box["x"] + box["width"] <= body["x"]
