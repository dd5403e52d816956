"""A wide table scrolls in a region that has a name and that the keyboard reaches."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from plugins.pipeline.tables import scrollable
from tests.site.test_pages import RULES, validate
from tests.support.browser import see
from tests.support.sites import ARTICLE, Site

PIECES = st.lists(
    st.sampled_from(
        ["<table>", "</table>", "<th>Dose</th>", "<tr>", "</tr>", "mot", "<p>", "</p>"]
    ),
    max_size=20,
).map("".join)
WIDE = """
| Médicament | Dose initiale | Dose maximale | Concentration | Précaution |
|---|---|---|---|---|
| Paracétamol | 1 000 mg | 4 000 mg/j | 0,0000001234567 g/l | Insuffisance hépatocellulaire |
"""


@given(PIECES)
def test_nothing_is_lost_around_tables(html: str):
    """Whatever is open or closed, what was there is there, in order."""
    made = scrollable(html, "fr")
    kept = iter(made)

    assert all(letter in kept for letter in html)
    assert made.count("</div>") == made.count("<div ")


def test_each_table_has_a_name_of_its_own():
    """Its number, and the heads of its columns, without the calls to sources."""
    call = '<sup class="sources-call">[1]</sup>'
    table = f"<table><tr><th>Dose &lt; 1 g{call}</th><th></th><th>Jour</th></tr></table>"
    regions = LexborHTMLParser(scrollable(table * 2 + "<table></table>", "fr")).css(".table-region")

    assert [region.attributes["aria-label"] for region in regions] == [
        "Tableau 1\u00a0: Dose < 1 g, Jour",
        "Tableau 2\u00a0: Dose < 1 g, Jour",
        "Tableau 3",
    ]


def test_a_table_in_a_table_stays_in_it():
    """One region, around the outer one."""
    html = "<table><tr><td><table></table></td></tr></table>"

    assert scrollable(html, "en").count("table-region") == 1


def test_a_wide_table_scrolls_by_the_keys(
    site: Site, browser: Browser, serve: Callable[[Path], str]
):
    """On 320 pixels the page does not move, the table does; no number is on two lines."""
    site.write("articles/a.md", ARTICLE.replace("L'estomac", "Doses") + WIDE)
    built = site.build()
    assert built.status == 0, built.said
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{serve(built.output)}a/")
    region = page.locator(".table-region")
    region.focus()
    page.keyboard.press("ArrowRight")
    see(page, "document.querySelector('.table-region').scrollLeft > 0")
    lines = page.evaluate(
        "[...document.querySelectorAll('td')].filter(cell => /\\d/.test(cell.textContent))"
        ".map(cell => { const range = document.createRange();"
        " range.selectNodeContents(cell); return range.getClientRects().length; })"
    )
    wide = page.evaluate("document.documentElement.scrollWidth")
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    page.emulate_media(media="print")
    overflow = region.evaluate("node => getComputedStyle(node).overflowX")
    page.close()

    assert wide <= 320
    assert lines == [1, 1, 1]
    assert [rule["id"] for rule in found] == []
    assert overflow == "visible"
    assert validate("--html", str(built.output / "a" / "index.html")) == []
