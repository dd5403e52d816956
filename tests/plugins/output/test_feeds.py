"""A feed has an id of its own, and a browser shows what it is and its articles."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from audit import audit
from plugins.output.feeds import readable
from plugins.shared import blog as settings
from tests.support.sites import ARTICLE, Built, Site
from tests.support.spoiling import spoil

TODAY = date(2026, 11, 22)
TITLE = "L’estomac & < lui"
ATOM = "{http://www.w3.org/2005/Atom}"
BLOG = settings.Site("A", "https://a.example", "fr", "FR")
OTHER = "a feed shows browsers what is none of its articles."


@pytest.fixture
def built(site: Site) -> Built:
    """A blog in two languages."""
    site.write("articles/estomac.md", ARTICLE.replace("L'estomac", "L'estomac & < lui"))
    site.write("articles/a.en.md", ARTICLE.replace("L'estomac", "Stomach\ninterests: None."))
    return site.build(base="publishconf")


def test_each_feed_has_an_id_of_its_own(site: Site, built: Built):
    """Its own address; whole, with its boxes, for programs; the audit agrees."""
    paths = sorted(built.output.rglob("*.atom.xml"))
    ids = [ET.parse(path).getroot().findtext(f"{ATOM}id") for path in paths]

    assert ids == [
        f"https://carnet.example/{path.relative_to(built.output).as_posix()}" for path in paths
    ]
    assert len(paths) == 4
    for path in paths:
        for entry in ET.parse(path).getroot().iter(f"{ATOM}entry"):
            boxes = ("disclaimer", "review", "sources", "communities")
            assert all(f'class="{box}' in (entry.findtext(f"{ATOM}content") or "") for box in boxes)
    assert audit(built.output, site.content, TODAY).findings == []


@pytest.mark.parametrize("kind", ["application/xml", "text/xml"])
def test_a_browser_shows_its_articles(
    built: Built, browser: Browser, serve, monkeypatch: pytest.MonkeyPatch, kind: str
):
    """Their titles as links, with a style, without a script; nothing made for programs."""
    monkeypatch.setitem(SimpleHTTPRequestHandler.extensions_map, ".xml", kind)
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{serve(built.output)}feeds/all.atom.xml")
    shown = page.locator("feed > div").inner_text()
    ground = page.locator("feed").evaluate("e => getComputedStyle(e).backgroundColor")
    hidden = page.locator("feed > :not(div)").evaluate_all(
        "all => all.every(e => !e.checkVisibility())"
    )
    page.locator("li a", has_text=TITLE).click(trial=True)
    page.context.close()

    assert "Cette page est un flux" in shown
    assert TITLE in shown
    assert "1er octobre 2026" in shown
    assert "<p>" not in shown
    assert hidden
    assert ground == "rgb(250, 246, 238)"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("all.atom.xml</id>", "fr.atom.xml</id>", "two feeds have the same id."),
        ('href="https://carnet.example/"', 'href="https://evil.example/"', OTHER),
        ("<h1>", '<h1 style="x">', OTHER),
        ("<h1>", "<h2>A</h2><h1>", OTHER),
        (">L’estomac &amp; &lt; lui</a>", ">Guérison</a>", OTHER),
    ],
)
def test_the_audit_looks_at_it(site: Site, built: Built, old: str, new: str, what: str):
    """An id twice; a link to another place, or under other words; any other element."""
    spoil(built.output / "feeds/all.atom.xml", old, new)

    found = audit(built.output, site.content, TODAY).findings
    assert what in {problem.what for _, problem in found}


def test_words_are_no_tags():
    """Titles and addresses are escaped; the feed that follows is what it was."""
    feed = (
        '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>&lt;b&gt;</title>'
        '<entry><title>C &amp; D</title><link href="https://a.example/en/c/?x=1&amp;y=2"/>'
        "<published>2026-10-01T00:00:00+02:00</published></entry></feed>"
    )
    made = readable(feed, "../theme/css/feed.css", BLOG, "fr")
    root = ET.fromstring(made)
    (link,) = [a for a in root.iter("{http://www.w3.org/1999/xhtml}a") if a.text == "C & D"]

    assert link.get("href") == "https://a.example/en/c/?x=1&y=2"
    assert link.get("lang") == "en"
    assert made.endswith(feed.partition('Atom">')[2])
    american = replace(BLOG, country="US")
    assert ">October 1, 2026</time>" in readable(feed, "../theme/css/feed.css", american, "en")


def test_another_theme_keeps_its_feeds(site: Site):
    """Without a sheet for them, they are shown as browsers do."""
    built = site.build("THEME = 'notmyidea'\nJINJA_ENVIRONMENT.pop('undefined')")

    assert "xml-stylesheet" not in Path(built.output, "feeds/all.atom.xml").read_text("utf-8")
