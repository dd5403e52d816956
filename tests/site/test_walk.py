"""A worried reader on a small telephone, without JavaScript: the answer and the call are near."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.site.test_practice import PRACTICE
from tests.support.sites import BLOG, Built, Site

SCREEN = {"width": 360, "height": 640}


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A telephone that runs no script."""
    context = browser.new_context(viewport=SCREEN, java_script_enabled=False)
    yield context.new_page()
    context.close()


def top(page: Page, selector: str) -> float:
    """Return how many screens down a thing begins."""
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"] / SCREEN["height"]


def test_from_home_to_an_appointment(reader: Page, site: Site, serve: Callable[[Path], str]):
    """The appointment and the telephone are on the first screen of the home page, or just below."""
    site.write("blog.toml", f"{BLOG}{PRACTICE}")
    reader.goto(serve(site.build().output))

    assert top(reader, ".practice__call") < 1.3
    assert reader.locator(".practice__call").first.get_attribute("href", timeout=1000) == (
        "https://rendez-vous.example.org/dr"
    )


@pytest.mark.parametrize("name", ["embolie-pulmonaire", "depression", "sla"])
def test_an_article_answers_first(
    reader: Page, local: Built, serve: Callable[[Path], str], name: str
):
    """Its first sentence is seen at once; whom to call, a tap away."""
    reader.goto(f"{serve(local.output)}{name}/")

    assert top(reader, ".article__lede") < 1.3
    assert reader.locator('.disclaimer a[href^="tel:"]').first.is_visible()
    reader.locator(".disclaimer__help > a").click()
    assert 0 <= top(reader, ".care") < 1.3


def test_the_number_comes_next_for_who_skips(
    reader: Page, local: Built, serve: Callable[[Path], str]
):
    """On the page of an illness with suicidal thoughts, the 3114 follows the skip link."""
    reader.goto(f"{serve(local.output)}maladies/depression/")
    reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    reader.keyboard.press("Tab")

    assert reader.locator("a:focus").get_attribute("href") == "tel:3114"
