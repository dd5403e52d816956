"""A worried reader on a small telephone: the answer and the call are near.

Without JavaScript, but for the search, which needs it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.site.test_practice import PRACTICE
from tests.support.sites import ARTICLE, BLOG, Built, Site

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
    """The appointment and the telephone are on the first screen of the home page: one tap each."""
    site.write("blog.toml", f"{BLOG}{PRACTICE}")
    reader.route("https://rendez-vous.example.org/**", lambda asked: asked.fulfill(body="Agenda"))
    reader.goto(serve(site.build().output))

    assert top(reader, '.practice__call[href^="tel:"]') < 1
    reader.locator(".practice__call").first.click()
    assert reader.url == "https://rendez-vous.example.org/dr"


def test_from_home_to_an_article(browser: Browser, local: Built, serve: Callable[[Path], str]):
    """By the keyboard alone, to what an article says of a heart attack, and to whom to call."""
    page = browser.new_page(viewport=SCREEN)
    page.goto(serve(local.output))
    page.get_by_role("link", name="Rechercher").press("Enter")
    page.get_by_role("searchbox").press_sequentially("crise cardiaque")
    expect(page.locator(".search__status")).to_contain_text("3")
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/menopause-et-coeur/")

    assert top(page, ".article__lede") < 1.3
    # Of which the notice that this doctor does not exist takes a sixth.
    assert top(page, '.disclaimer a[href^="tel:"]') < 1.5
    page.close()


@pytest.mark.parametrize("name", ["embolie-pulmonaire", "depression", "sla"])
def test_an_article_answers_first(
    reader: Page, local: Built, serve: Callable[[Path], str], name: str
):
    """Its first sentence is seen at once; whom to call, a tap away."""
    reader.goto(f"{serve(local.output)}{name}/")

    assert top(reader, ".article__lede") < 1.3
    assert top(reader, '.disclaimer a[href^="tel:"]') < 1.45
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


def test_a_page_on_violence_opens_with_whom_to_call(
    reader: Page, site: Site, serve: Callable[[Path], str]
):
    """The police first, then the lines for children, for women, for whoever is frail: all seen."""
    site.write("articles/estomac.md", ARTICLE.replace("reflux", "violences conjugales"))
    built = site.build()
    assert built.status == 0, built.said
    (page,) = (
        path.parent.relative_to(built.output).as_posix()
        for path in built.output.glob("maladies/*/index.html")
        if "3919" in path.read_text("utf-8")
    )
    reader.goto(f"{serve(built.output)}{page}/")
    called = [link.get_attribute("href") for link in reader.locator(".illness__call a").all()]

    assert called == [f"tel:{number}" for number in ("17", "112", "114", "119", "3919", "3977")]
    assert top(reader, 'a[href="tel:3919"]') < 1
    for key in ("Tab", "Enter", "Tab"):
        reader.keyboard.press(key)
    assert reader.locator("a:focus").get_attribute("href") == "tel:17"


def test_a_source_is_read_and_left_by_keyboard(
    reader: Page, local: Built, serve: Callable[[Path], str]
):
    """A call leads to its source, whose last link leads back to the call, in what is seen."""
    reader.goto(f"{serve(local.output)}menopause-et-coeur/")
    call = reader.locator('[role="doc-biblioref"][aria-label="source 4"]').first
    call.press("Enter")
    assert 0 <= top(reader, ".sources__entry:target") < 1
    back = reader.locator(".sources__entry:target .sources__back")
    for _ in range(3):
        reader.keyboard.press("Tab")
        if back.evaluate("link => link === document.activeElement"):
            break
    reader.keyboard.press("Enter")

    assert reader.url.endswith(f"#{call.get_attribute('id')}")
    assert 0 <= top(reader, f"#{call.get_attribute('id')}") < 1
    reader.keyboard.press("Shift+Tab")
    reader.keyboard.press("Tab")
    assert call.evaluate("link => link === document.activeElement")
