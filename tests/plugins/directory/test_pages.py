"""The panorama with 300 communities, in a real browser: read, opened, printed by anybody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from plugins.communities.catalogue import read_catalogue
from tests.plugins.directory.test_life import PANORAMA
from tests.site.test_pages import RULES, address, open_page, validate
from tests.support.sites import BLOG, KIT, SOURCES, Built, Site

# Fixtures of a neighbour are found by their names.
__all__ = ["address"]

COUNT = 300
CATALOGUE = (KIT / "plugins" / "communities" / "catalogue.toml").read_text("utf-8")
KNOWN = [
    id_ for id_, facts in read_catalogue(CATALOGUE)[0].items() if not facts.gone(date(2026, 11, 29))
]
ENTRY = """\
[[community]]
id = "autre-{n}"
name = "Association d’entraide n° {n}, section départementale"
url = "https://autre-{n}.example/"
kind = "{kind}"
operator = "Fédération n° {n}"
languages = ["{language}"]
countries = ["{country}"]
conditions = ["{letter}{code:02}", "K50"]
"""
VETTING = """\
[[vetting]]
community = "{id}"
verdict = "recommended"
vetted_on = 2026-11-01
vetted_by = "Dr Jeanne Exemple"
last_exchange = 2026-10-30
"""
KINDS = "association association-forum helpline general-forum company-platform".split()


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A blog that vetted the whole catalogue and as many more as make 300."""
    site = Site(tmp_path_factory.mktemp("many"))
    site.write("blog.toml", f'{BLOG}\n[communities]\nmail = "doc@carnet.example"\n')
    site.write("sources/sources.json", SOURCES)
    site.write("pages/communautes.md", PANORAMA)
    others = range(COUNT - len(KNOWN))
    entries = [
        ENTRY.format(
            n=n,
            kind=KINDS[n % len(KINDS)],
            language=("fr", "en", "nl")[n % 3],
            country=("FR", "BE", "CH")[n % 3],
            letter="GJKMN"[n % 5],
            code=n % 60 + 10,
        )
        for n in others
    ]
    site.write("communities/additions.toml", "\n".join(entries))
    ids = [*KNOWN, *(f"autre-{n}" for n in others)]
    site.write("communities/vetting.toml", "\n".join(VETTING.format(id=id_) for id_ in ids))
    built = site.build()
    assert built.status == 0, built.said
    return built


@pytest.fixture
def panorama(browser: Browser, address: str) -> Iterator[Page]:
    """The panorama on a narrow phone, without any script."""
    context = browser.new_context(viewport={"width": 320, "height": 700}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}communautes/")
    yield page
    context.close()


@pytest.mark.parametrize(
    ("place", "scheme"),
    [("", "light"), ("#in-digestion", "light"), ("#in-digestion", "dark"), ("#by-kind", "dark")],
)
def test_axe_finds_nothing_in_the_panorama(browser: Browser, address: str, place: str, scheme: str):
    """Whole or opened somewhere, no rule of WCAG 2.2 AA that a machine can check is broken."""
    page = open_page(browser, f"{address}communautes/{place}", scheme=scheme)
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    page.close()

    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in found] == []


@pytest.mark.parametrize(
    "place",
    [
        *("communautes/", "communautes/#in-digestion", "communautes/#by-country"),
        *("communautes/autre-7/", "maladies/maladie-de-crohn/", "communautes/criteres/"),
    ],
)
def test_nothing_of_300_overflows_a_narrow_screen(browser: Browser, address: str, place: str):
    """At 320 pixels nothing is read by scrolling sideways."""
    page = open_page(browser, address + place, width=320)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert width <= 320


def test_links_open_the_map_without_a_script(panorama: Page, address: str):
    """From the whole to a branch, and back; from one way to look at it to another."""
    inside = panorama.locator("#in-digestion .map__inside")
    other = panorama.locator("#in-skin")
    assert not inside.is_visible()
    panorama.locator("#in-digestion > .map__title").click()
    assert inside.is_visible()
    assert not other.is_visible()
    panorama.locator("#by-illness > .map__out a").click()
    assert other.is_visible()
    panorama.locator('.directory__view[href="#by-country"]').click()
    assert not other.is_visible()
    panorama.locator("#country-be > .map__title").click()
    names = panorama.locator("#country-be .map__name")
    assert names.first.is_visible()
    assert panorama.url == f"{address}communautes/#country-be"
    names.first.click()
    assert "/communautes/" in panorama.url
    assert panorama.locator(".profile__link").is_visible()


def test_every_community_is_in_every_tree(local: Built, browser: Browser, address: str):
    """By illness, by kind, by country, by language: all 300, each with its page."""
    page = open_page(browser, f"{address}communautes/")
    led = page.evaluate(
        "Object.fromEntries([...document.querySelectorAll('.map:not(#illnesses)')].map(map =>"
        " [map.id, [...new Set([...map.querySelectorAll('.map__name')].map(a => a.href))]]))"
    )
    page.close()

    assert list(led) == ["by-illness", "by-kind", "by-country", "by-language"]
    assert {name: len(found) for name, found in led.items()} == dict.fromkeys(led, COUNT)
    assert len({frozenset(found) for found in led.values()}) == 1
    files = {href.removeprefix(address) for href in led["by-kind"]}
    assert all((local.output / name).is_file() for name in files)


def test_the_panorama_is_nested_lists_without_css(browser: Browser, address: str):
    """Without its style sheet everything is read, in lists inside lists, by any browser."""
    page = browser.new_page()
    page.route("**/*.css", lambda route: route.abort())
    page.goto(f"{address}communautes/")
    hidden = page.evaluate(
        "[...document.querySelectorAll('.map a')].filter(a => !a.checkVisibility()).length"
    )
    nested = page.locator("ul > li > ul > li > ul > li > a.map__name").count()
    page.close()

    assert hidden == 0
    assert nested > 100


def test_the_panorama_is_printed_open(browser: Browser, address: str):
    """On paper its tree by illness is open and whole, and what only a screen can follow is not."""
    page = open_page(browser, f"{address}communautes/#in-digestion", width=794)
    page.emulate_media(media="print")
    hidden = page.evaluate(
        "[...document.querySelectorAll('#by-illness .map__name')]"
        ".filter(a => !a.checkVisibility()).length"
    )
    others = page.locator("#by-kind, #by-country, .directory__views, .map__dots").all()
    seen = [other for other in others if other.is_visible()]
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.close()

    assert hidden == 0
    assert seen == []
    assert wide <= 794


def test_the_pages_of_300_are_valid(local: Built):
    """The Nu validator finds no error in the panorama, nor in a page of each kind."""
    names = ("communautes", "communautes/carenity", "maladies/maladie-de-crohn")
    pages = [str(local.output / name / "index.html") for name in (*names, "communautes/criteres")]

    assert validate("--html", *pages) == []
