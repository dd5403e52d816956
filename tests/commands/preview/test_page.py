"""The preview in a real browser: the page follows what is saved, and says what is wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.commands.preview.test_preview import BROKEN, Preview, start
from tests.site.test_pages import RULES
from tests.support.browser import see
from tests.support.sites import ARTICLE, Site

LONG = ARTICLE + "\nUne ligne.\n" * 200
WAIT = 30_000
# What a page says that is shown before its build.
CHECKING = "Vérification en cours"


@pytest.fixture
def previewed(site: Site) -> Iterator[Preview]:
    """A preview of a small blog, its first build done."""
    preview = start(site)
    try:
        preview.wait(lambda: preview.builds() == 1)
        yield preview
    finally:
        preview.process.terminate()
        preview.process.wait()


@pytest.fixture
def said() -> list[str]:
    """What the browser's console said."""
    return []


@pytest.fixture
def page(browser: Browser, said: list[str]) -> Iterator[Page]:
    """A telephone's page, its console written down."""
    opened = browser.new_page(viewport={"width": 390, "height": 844})
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    opened.close()


def test_the_problems_come_and_go_by_themselves(previewed: Preview, page: Page, said: list[str]):
    """Nobody reloads: a bad save puts the problems on top, its correction takes them away."""
    page.goto(f"{previewed.address}estomac/")
    alert = page.get_by_role("alert")
    expect(alert).to_have_count(0)

    previewed.site.write("articles/estomac.md", BROKEN)
    expect(alert).to_contain_text("ligne 6", timeout=WAIT)
    expect(alert).to_contain_text("Un texte court [@inconnu].")
    expect(page.locator("main")).to_contain_text("Un texte court")
    assert alert.bounding_box()["y"] == 0

    previewed.site.write("articles/estomac.md", ARTICLE.replace("court", "corrigé"))
    expect(page.locator("main")).to_contain_text("Un texte corrigé", timeout=WAIT)
    expect(alert).to_have_count(0)
    assert said == []


def test_the_place_in_the_page_is_kept(previewed: Preview, page: Page):
    """A refresh leaves the reader where they were."""
    previewed.site.write("articles/estomac.md", LONG)
    previewed.shows("<p>Une")
    page.goto(f"{previewed.address}estomac/")
    expect(page.get_by_text(CHECKING)).to_have_count(0, timeout=WAIT)
    # A page that is not whole yet is too short to be scrolled that far.
    see(page, "document.readyState === 'complete'")
    page.evaluate("window.scrollTo(0, 3000)")
    see(page, "window.scrollY === 3000")
    previewed.site.write("articles/estomac.md", LONG.replace("court", "nouveau"))
    expect(page.locator("main")).to_contain_text("Un texte nouveau", timeout=WAIT)
    expect(page.get_by_text(CHECKING)).to_have_count(0, timeout=WAIT)
    see(page, "window.scrollY === 3000")


def test_the_problems_are_readable_by_anyone(previewed: Preview, page: Page):
    """By day and by night: no rule of WCAG broken, nothing wider than a phone, keys suffice."""
    previewed.site.write("articles/estomac.md", BROKEN.replace("court", "court " + "x" * 300))
    previewed.shows('role="alert"')
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{previewed.address}estomac/")
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
    page.set_viewport_size({"width": 320, "height": 600})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.get_by_role("alert").bounding_box()["height"] < 0.75 * 600

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".serment-preview__problems").is_hidden()
    page.keyboard.press("Enter")
    assert page.locator(".serment-preview__problems").is_visible()
    page.emulate_media(media="print")
    assert page.get_by_role("alert").count() == 0


def test_a_first_failure_becomes_the_blog_by_itself(site: Site, page: Page, said: list[str]):
    """The page of the problems has no fault of its own, and turns into the blog once corrected."""
    site.write("articles/estomac.md", BROKEN)
    preview = start(site)
    try:
        preview.wait(lambda: preview.builds() == 1)
        page.goto(preview.address)
        expect(page.get_by_role("main")).to_contain_text("« inconnu » est inconnue")
        found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
        site.write("articles/estomac.md", ARTICLE)
        expect(page.get_by_role("main")).to_contain_text("L’estomac", timeout=WAIT)
    finally:
        preview.stop()
    # What Chromium says of a page with status 503, and of nothing else.
    assert [text for text in said if "503" not in text] == []


def test_a_script_in_the_site_stays_forbidden(previewed: Preview, page: Page, said: list[str]):
    """Only the preview's own script runs: another, even from the same address, is refused."""
    output = previewed.site.output
    (output / "x.js").write_text("document.title = 'attaque'", "utf-8")
    html = (output / "index.html").read_text("utf-8")
    html = html.replace("</body>", '<script src="/x.js"></script></body>')
    (output / "index.html").write_text(html, "utf-8")
    page.goto(previewed.address)

    assert page.title() != "attaque"
    assert any("Content Security Policy" in text for text in said)


def test_a_stopped_preview_says_so(previewed: Preview, page: Page):
    """When the preview ends, the page says that it no longer follows; started again, it follows."""
    page.goto(f"{previewed.address}estomac/")
    previewed.stop()
    expect(page.get_by_role("status")).to_contain_text("L’aperçu est arrêté", timeout=WAIT)
    again = start(previewed.site, previewed.port)
    try:
        expect(page.get_by_role("status")).to_have_count(0, timeout=WAIT)
        again.wait(lambda: again.builds() == 1)
        again.site.write("articles/estomac.md", ARTICLE.replace("court", "repris"))
        expect(page.locator("main")).to_contain_text("Un texte repris", timeout=WAIT)
    finally:
        again.stop()


def test_many_tabs_are_served(browser: Browser, previewed: Preview):
    """A tab holds no connection, of which a browser has six: the seventh follows like the first."""
    context = browser.new_context()
    tabs = [context.new_page() for _ in range(7)]
    for tab in tabs:
        tab.goto(f"{previewed.address}estomac/")
    previewed.site.write("articles/estomac.md", ARTICLE.replace("court", "partout"))
    for tab in tabs:
        tab.bring_to_front()
        expect(tab.locator("main")).to_contain_text("Un texte partout", timeout=WAIT)
    context.close()
