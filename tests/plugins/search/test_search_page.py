"""The page of search in a real browser: what comes first, by whom it is used, when it fails."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from plugins.search.spelling import spelling
from tests.support.sites import KIT, Built

QUERIES = tomllib.loads((KIT / "tests/data/search/queries.toml").read_text("utf-8"))
PLACES = {"fr": "recherche/", "en": "en/search/"}


@pytest.fixture(scope="module")
def address(local: Built, serve: Callable[[Path], str]) -> str:
    """Where the demonstration is served."""
    return serve(local.output)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A telephone."""
    page = browser.new_page(viewport={"width": 360, "height": 640})
    yield page
    page.close()


def ask(page: Page, words: str) -> None:
    """Search for some words, and wait for the answer."""
    field = page.get_by_role("searchbox")
    field.fill("")
    field.press("Enter")
    expect(page.locator(".search__status")).to_be_empty()
    field.fill(words)
    field.press("Enter")
    expect(page.locator(".search__status")).not_to_be_empty()


def first(page: Page, address: str) -> str:
    """Return the page that the first answer leads to."""
    link = page.locator(".search__link").first
    return (link.get_attribute("href") or "").removeprefix(address) if link.count() else ""


@pytest.mark.parametrize("language", PLACES)
def test_what_readers_type_has_its_page_first(page: Page, address: str, language: str):
    """Forty queries in French and twenty in English, written before there was an index."""
    page.goto(address + PLACES[language])
    found = {}
    for words in QUERIES[language]:
        ask(page, words)
        found[words] = first(page, address)

    assert found == QUERIES[language]


@pytest.mark.parametrize(
    ("typed", "said", "leads"),
    [
        (
            "hemocromatose",
            "Rien pour « hemocromatose ». Voici ce qu’il y a pour « hémochromatose ».",
            "hemochromatose/",
        ),
        (
            "autsime",
            "Rien pour « autsime ». Voici ce qu’il y a pour « autisme ».",
            "ror-et-autisme/",
        ),
        (
            "kératocône fusée",
            "Aucune page ne contient tous ces mots. Celles-ci en contiennent une partie.",
            "keratocone/",
        ),
        ("aidants", "1 page pour « aidants »", "communautes/compagnie-des-aidants/"),
        ("SAMU", "1 page pour « SAMU »", "contact/"),
        ("migraine", "Rien pour « migraine ».", ""),
        ("le la les", "pages pour « le la les »", None),
    ],
)
def test_what_is_not_there_is_said(
    page: Page, address: str, typed: str, said: str, leads: str | None
):
    """A mistyped word is corrected, some words are better than none, nothing is made up."""
    page.goto(f"{address}recherche/")
    ask(page, typed)
    words = " ".join(page.locator(".search__status").inner_text().split())

    assert said in words
    assert leads is None or first(page, address) == leads
    assert page.locator(".search__nothing").is_visible() == (leads == "")
    assert page.locator('.illness__call a[href="tel:15"]').is_visible()


def test_a_line_is_called_from_the_answer(page: Page, address: str):
    """Whoever searches how to end it sees the number as a button, before any site."""
    page.goto(f"{address}recherche/")
    ask(page, "suicide")
    answer = page.locator(".search__results > li").first

    assert answer.locator(".community__dial").get_attribute("href") == "tel:3114"
    assert answer.locator(".community__dial").inner_text() == "Appeler le 3114"


def test_nothing_is_loaded_nor_sent_before_and_after(page: Page, address: str):
    """The index is read once something is typed; what is typed is in no address, and not kept."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(f"{address}sla/")
    assert not [url for url in asked if url.startswith("pagefind")]
    page.goto(f"{address}recherche/")
    assert [url for url in asked if url.startswith("pagefind")] == ["pagefind/search.js"]
    ask(page, "hémochromatose")

    index = [url for url in asked if url.startswith("pagefind")]
    assert "pagefind/wasm.fr.pagefind" in index
    assert len(index) < 15
    assert not [url for url in asked if "chromatose" in url and not url.startswith("pagefind")]
    assert page.url == f"{address}recherche/"
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    page.locator(".search__link").first.click()
    page.wait_for_url("**/hemochromatose/")
    page.go_back()
    expect(page.locator(".search__link").first).to_be_visible()


@pytest.mark.parametrize("lost", ["pagefind.js", "wasm.fr.pagefind", "words.fr.txt"])
def test_a_search_that_fails_says_so(page: Page, address: str, lost: str):
    """Where a part cannot be read the page says so, and leads on; once it can, it searches."""

    def refuse(route: Route) -> None:
        route.abort()

    page.route(f"**/{lost}*", refuse)
    page.goto(f"{address}recherche/")
    ask(page, "reflux")
    expect(page.locator(".search__status")).to_contain_text("ne marche pas")
    assert page.locator(".search__nothing").is_visible()
    assert page.locator(".directory__index a").first.is_visible()


def test_without_javascript(browser: Browser, address: str):
    """There is no field that would do nothing, but what to do, whom to call, and the lists."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}recherche/")

    assert page.locator(".search__without").is_visible()
    assert not page.get_by_role("searchbox").is_visible()
    assert page.locator('.illness__call a[href="tel:3114"]').is_visible()
    assert page.locator(".directory__index a").count() > 30
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("words", ["suicide", "zzzz"])
def test_axe_finds_nothing_in_answers(browser: Browser, address: str, words: str, scheme: str):
    """What the script adds is as accessible as the rest, and told to who does not see it."""
    page = browser.new_page(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    page.goto(f"{address}recherche/")
    ask(page, words)
    found = Axe().run(page).response["violations"]
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []
    assert width <= 320


def test_what_is_typed_is_folded_as_what_is_indexed(page: Page, address: str):
    """The script and the plugin compare words in one way, however they are typed."""
    page.goto(f"{address}recherche/")
    ask(page, "L’ŒSOPHAGE, D’UN « BARRETT »\u202f!")
    assert first(page, address) == "oesophage-de-barrett/"
    for number in ("0 800 71 40 40", "08.00.71.40.40", "0\u202f800\u00a0714040"):
        assert spelling("fr").fold(number) == "0800714040"
        ask(page, number)
        assert first(page, address) == "communautes/autisme-info-service/"
