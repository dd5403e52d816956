"""Odd and legitimate articles, all published at once: none is blocked, no word is lost."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.support.pictures import PNG
from tests.support.sites import SOURCES, Site

from .harness import Outcome, make_live, online, plain_spaces, publish
from .oddities import ODDITIES, Oddity

# What a plain page does not say: boxes of the kit around the text.
BOXES = "aside.disclaimer, section.sources, section.communities, .review, .glossary"
ZOTERO = {
    "id": "http://zotero.org/users/1/items/AB12",
    "type": "article-journal",
    "title": "Un titre en <i>italique</i>",
    "note": "PMID: 12345678\nPMCID: PMC1234567",
    "accessed": {"date-parts": [["2026", 10, 1]]},
    "issued": {"date-parts": [["2020"]]},
    "language": "fr",
    "author": [{"family": "Éluard", "given": "Ö."}, {"literal": "Groupe d’étude"}],
}
BOOK = {"id": "zotero", "type": "book", "title": "Un livre", "publisher": "Masson"}
PEOPLE = """
[[people]]
name = "Dr X"
specialty = "médecin"
interests = "Aucun lien."

[[people]]
name = "Dr Y"
specialty = "médecin"
interests = "Aucun lien."
"""


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Site, Outcome]:
    """A site with all the oddities, after it was published."""
    site = make_live(tmp_path_factory.mktemp("oddities"))
    sources = json.dumps([*json.loads(SOURCES), ZOTERO, BOOK])
    site.write("sources/sources.json", sources)
    site.write("images/point.png", PNG)
    blog = site.content / "blog.toml"
    site.write("blog.toml", blog.read_text("utf-8") + PEOPLE)
    for oddity in ODDITIES:
        site.write(oddity.path, oddity.text)
    return site, publish(site)


def test_no_oddity_is_blocked(published: tuple[Site, Outcome]):
    """Not one of them stops the publication."""
    assert published[1].status == 0, published[1].said


@pytest.mark.parametrize("oddity", ODDITIES, ids=[oddity.id for oddity in ODDITIES])
def test_an_oddity_is_read_in_full(oddity: Oddity, published: tuple[Site, Outcome]):
    """Its page says every letter that was written, in order, and nothing else."""
    address = oddity.address or oddity.id.lower()
    page = (online(published[0]) / address / "index.html").read_text("utf-8")
    tree = LexborHTMLParser(page)
    body = tree.css_first(".article__body")
    assert body
    assert len(body.css("aside.disclaimer")) == 1
    for box in body.css(BOXES):
        box.decompose()

    assert letters(body.text()) == letters(oddity.reads)
    for text in oddity.shows:
        assert text in plain_spaces(page)


def letters(text: str) -> str:
    """Return the letters and figures of a text, in order: typography changes what is between."""
    return "".join(re.findall(r"\w", unicodedata.normalize("NFC", text)))
