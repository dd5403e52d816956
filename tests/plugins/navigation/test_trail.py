"""Every page says what stands above it, in its own language."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from plugins.navigation.trail import Crumb, article_trail, directory_trail
from tests.support.sites import Built

HOME = Crumb("Accueil", "index.html", "fr")
COMMUNITIES = Crumb("Communautés", "communautes/index.html", "fr")


class Made(NamedTuple):
    """A page of the directory."""

    title: Markup
    save_as: str


PAGES = {
    ("illnesses", "fr"): Made(Markup("De A à Z"), "maladies/index.html"),
    ("illness/asthma", "fr"): Made(Markup("Asthme &amp; co"), "maladies/asthme/index.html"),
}


@pytest.mark.parametrize(
    ("topic", "names"),
    [
        ("illnesses", []),
        ("illness/asthma", ["Accueil", "De A à Z"]),
        ("handout/asthma", ["Accueil", "De A à Z", "Asthme & co"]),
        ("community/renaloo", ["Accueil", "Communautés"]),
        ("criteria", ["Accueil", "Communautés"]),
    ],
)
def test_what_stands_above_a_page(topic: str, names: list[str]):
    """The list it is in, and what it is the sheet of."""
    trail = directory_trail(HOME, topic, "fr", PAGES, COMMUNITIES)

    assert [crumb.name for crumb in trail] == names


def test_what_is_not_there_is_not_named():
    """No page of all communities, no page of a category."""
    assert directory_trail(HOME, "criteria", "fr", {}, None) == ()
    assert article_trail(HOME, None) == ()


@pytest.mark.parametrize(
    ("name", "trail"),
    [
        ("sla", ["Accueil", "Cerveau et moral"]),
        ("en/ror-et-autisme", []),
        ("maladies/depression/fiche", ["Accueil", "Les maladies de A à Z", "Dépression"]),
        ("en/conditions/autism", ["Home", "Illnesses from A to Z"]),
        ("contact", []),
    ],
)
def test_a_page_leads_back(demo: Built, name: str, trail: list[str]):
    """In the language of the page; nothing where the menu leads already."""
    links = LexborHTMLParser(demo.page(name)).css(".breadcrumb a")

    assert [link.text() for link in links] == trail


def test_the_menu_leads_to_the_illnesses(demo: Built):
    """From A to Z, in the language of the page, as does each other entry."""
    french, english = (
        {
            link.text(): link.attributes["href"]
            for link in LexborHTMLParser(html).css(".site-header__list a")
        }
        for html in (demo.page("sla"), demo.page("en/ror-et-autisme"))
    )

    assert french["Maladies"] == "https://carnet.example/maladies/"
    assert english["Illnesses"] == "https://carnet.example/en/conditions/"
    assert "Articles" in french
    assert "Articles" not in english


def test_a_key_word_has_a_page_from_three_articles_on(demo: Built):
    """Of fewer, it leads nowhere, and is not shown."""
    page = LexborHTMLParser(demo.page("helicobacter-pylori"))

    assert [link.text() for link in page.css(".article-footer__tags a")] == ["estomac"]
    assert page.css_first(".article-footer__tags").text(strip=True) == "estomac"
    assert "article-footer__tags" not in demo.page("depression")
    assert [path.name for path in (demo.output / "mot-cle").iterdir()] == ["estomac"]
