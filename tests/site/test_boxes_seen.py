"""Every box of the built pages, looked at in Chromium: seen, in order, and nothing over it.

The second opinion on the list of rules that the audit accepts (``audit/styles.py``). Continuous
integration looks at every page of the blog every week (``--all``), at a few before a change lands.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.sampling import some
from tests.site.test_site import articles
from tests.support.sites import Built
from tests.support.stylesheet import theme_sheet
from tests.support.visibility import SIGHTS, hidden, open_in

PAGES = [*articles(), "contact", "communautes"]


@pytest.mark.parametrize("name", SIGHTS)
def test_every_box_is_seen(browser: Browser, demo: Built, name: str, everything: bool):
    """On a telephone, a desktop and paper, by day, by night and in forced colours."""
    page = open_in(browser, demo.output, SIGHTS[name])
    found = {one: hidden(page, one, SIGHTS[name]) for one in some(PAGES, everything=everything)}
    page.close()

    assert {one: said for one, said in found.items() if said} == {}


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        (".disclaimer{font:normal 0/0 serif}", "not drawn"),
        (".disclaimer__text{font-size:9px}", "too small"),
        (".disclaimer{zoom:.01}", "not drawn"),
        ("body::after{content:'';position:fixed;inset:0;background:#fff}", "covered"),
        (".article__body{display:flex;flex-direction:column}.disclaimer{order:99}", "out of order"),
        (".review__text,.review__value{color:var(--color-paper)}", "contrast"),
        (".disclaimer__text{opacity:.2}", "faint"),
        (".sources{margin-inline-start:200vw}", "off the screen"),
        (".communities{visibility:hidden}", "invisible"),
        (".review{margin-block-start:2000px}", "empty pixels"),
        (".communities{display:none}", "not drawn"),
        (".sources__list{clip-path:inset(50%)}", "cut"),
        (".review{transform:translateX(-200vw)}", "off the screen"),
    ],
)
def test_what_hides_a_box_is_seen(browser: Browser, demo: Built, rule: str, says: str):
    """The look itself is good for something: each kind of trick is told."""
    sight = SIGHTS["telephone-light"]
    page = open_in(browser, demo.output, sight, f"{theme_sheet()}\n{rule}")
    found = hidden(page, "depression", sight)
    page.close()

    assert any(says in one for one in found), found
