"""Where the cards stand: below the key points in an emergency, and one tap from the disclaimer."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from plugins.callouts.core import shape
from plugins.gate.words import lost
from plugins.shared.html import Move
from tests.support.callouts import FRANCE, HEADER, html_of
from tests.support.sites import Site


def test_a_disclaimer_leads_to_the_cards():
    """The first card’s section is one tap away from it: its heading above, else the card’s own."""
    html = '<h2 id="aide">Quand demander de l’aide</h2><h3 id="a">Urgence</h3><ul><li>x</li></ul>'
    _, found, _ = shape(html, "fr", FRANCE, "")
    _, alone, _ = shape(html.partition("</h2>")[2], "fr", FRANCE, "")
    _, none, _ = shape("<p>Rien.</p>", "fr", FRANCE, "")

    assert (found.help, alone.help, none.help) == ("aide", "a", "")


FAR = """## L'essentiel

- a

## Les causes

Long.

## Quand demander de l'aide

Appelez sans attendre.

### Urgence

- b

### Sans urgence

- c

## Et après

Fin.
"""


def order(text: str, *, urgent: bool) -> list[str]:
    """Return the headings of a text, in the order in which they stand."""
    html = html_of(text)
    page, care, _ = shape(html, "fr", FRANCE, text, urgent=urgent)
    assert lost(html, page, boxes=True, moved=care.moved) is None
    return [" ".join(node.text().split())[:9] for node in LexborHTMLParser(page).css("h2, h3")]


def test_in_an_emergency_the_cards_follow_the_key_points():
    """With their heading and the sentence below it; elsewhere they stay where they were typed."""
    points, causes, help_, after = "L’essenti", "Les cause", "Quand dem", "Et après"

    assert order(FAR, urgent=False) == [points, causes, help_, "Urgence v", "Sans urge", after]
    assert order(FAR, urgent=True) == [points, help_, "Urgence v", "Sans urge", causes, after]


def test_a_heading_that_holds_more_than_cards_stays():
    """The cards go alone, so that nothing below it comes under another heading."""
    text = FAR.replace("## Et après", "### Et après")

    assert order(text, urgent=True)[:3] == ["L’essenti", "Urgence v", "Sans urge"]
    assert "Quand dem" in order(text, urgent=True)[3:]


def test_a_word_that_is_lost_in_a_move_is_told():
    """The gate looks for every word, wherever it is said to stand."""
    html = "<p>un</p><p>deux</p><p>trois</p>"

    assert lost(html, "<p>trois</p><p>un</p><p>deux</p>", moved=Move(2, 3, 0)) is None
    assert lost(html, "<p>trois</p><p>deux</p>", moved=Move(2, 3, 0)) is not None
    assert lost(html, "<p>trois</p><p>un</p><p>deux</p>") is not None


def test_a_page_tells_whom_to_call_below_its_key_points(site: Site):
    """On the page of an emergency, the way from the disclaimer leads to the cards, moved or not."""
    site.write("articles/a.md", HEADER.replace("reflux", "infarctus") + FAR + "\n[@chey2024]\n")
    page = LexborHTMLParser(site.build().page("a"))
    names = [node.attributes["class"] for node in page.css(".article__body > section")][:3]
    way = page.css_first(".disclaimer__help > a")

    assert names == ["key-points", "care care--emergency", "care care--non-urgent"]
    assert page.css_first(str(way.attributes["href"])).text().startswith("Quand demander")
