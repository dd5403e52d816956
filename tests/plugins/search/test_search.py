"""What the search finds, how words are compared, and a machine without its program."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.search import index
from plugins.search.documents import Document, copy_of, known_words, plain
from plugins.search.spelling import spelling
from tests.support.pictures import PNG
from tests.support.sites import ARTICLE, BLOG, Built, Site

SEARCH = "recherche/index.html"
MENU = ">Rechercher</a>"


@pytest.fixture
def site(site: Site) -> Site:
    """A small blog with a search."""
    site.searched = True
    return site


def answers(site: Path) -> dict[str, dict[str, Any]]:
    """Return what the search of a site can answer, by page."""
    found = {}
    for file in (site / "pagefind/fragment").iterdir():
        one = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[one["url"].removeprefix("/")] = one
    return found


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("L’asthme de l'enfant", "asthme de enfant"),
        ("Qu’est-ce que l’œdème ?", "est ce que oedème ?"),
        ("gastro\u2011entérite, co\u00advid-19", "gastro entérite, covid 19"),
        ("le 31 14, le 01\u00a045.42\u202f59 59", "le 3114, le 0145425959"),
        ("de 2003-2004", "de 2003 2004"),
        ("aujourd’hui, la presqu’île", "aujourdhui, la île"),
        ("ﬁbre, H₂O, ex æquo", "fibre, h2o, ex aequo"),
    ],
)
def test_words_of_french_are_compared(typed: str, compared: str):
    """Apostrophes, ligatures, hyphens and the spaces of numbers part no word from itself."""
    assert spelling("fr").fold(typed) == compared


def test_words_of_another_language_are_compared():
    """What stands after an English apostrophe is left out; an unknown language has its words."""
    assert spelling("en").fold("Barrett’s l'oesophagus doesn't") == "barrett loesophagus doesn"
    assert spelling("eo").fold("l’œdème") == "loedème"


def test_a_copy_holds_what_is_looked_for():
    """Each name counts once, the title most; what readers see is kept as it was written."""
    document = Document(
        "sla/index.html",
        "fr",
        "Article",
        "Qu’est-ce que la <SLA> ?",
        "L’essentiel",
        names=("maladie de Charcot", "Charcot"),
        text="<p>Un <b>mus</b>cle<sup>2</sup></p><ul><li>un</li><li>deux</li></ul>",
    )
    html = copy_of(document)

    assert html.count("charcot") == 1
    assert "<p>un muscle</p>\n<p>un</p>\n<p>deux</p>" in html
    assert 'data-is="Qu’est-ce que la &lt;SLA&gt; ?"' in html
    assert known_words([document]) == ["charcot", "essentiel", "maladie"]
    assert plain("<p>Quoi\u202f?</p>") == "Quoi\u202f?"


def test_what_the_search_finds(local: Built):
    """Articles, illnesses with one, communities, words, the page of contact; nothing else."""
    found = answers(local.output)

    assert {one["meta"]["kind"] for page, one in found.items() if page.count("/") == 1} == {
        "Article",
        "Contact",
        "Lexique",
    }
    assert "maladies/depression/" in found
    assert "maladies/asthme/" not in found  # it has no article
    assert "communautes/atoute/" not in found  # its vetting has lapsed
    assert found["communautes/3114/"]["meta"]["dials"] == "3114"
    assert found["communautes/3114/"]["meta"]["call"] == "Appeler le 3114"
    assert "mentions-legales/" not in found
    assert not [one for one in found.values() if "ne remplace pas" in one["content"]]
    assert "crise cardiaque" in found["menopause-et-coeur/"]["content"]


def test_what_is_not_published_is_not_found(site: Site):
    """A draft and a hidden article are in no answer, nor are their words."""
    for status in ("draft", "hidden"):
        text = ARTICLE.replace("L'estomac", f"Secret {status}").replace(
            "date:", f"status: {status}\ndate:"
        )
        site.write(f"articles/{status}.md", text)
    built = site.build()

    assert built.status == 0, built.said
    assert "estomac/" in answers(built.output)
    assert not [page for page in answers(built.output) if "draft" in page or "hidden" in page]
    assert "secret" not in (built.output / "pagefind/words.fr.txt").read_text("utf-8")


def test_an_article_that_opens_with_a_picture(site: Site):
    """Its summary, which the index holds too, leads to the picture from the feed as well."""
    site.write("images/estomac.png", PNG)
    site.write("articles/image.md", ARTICLE.replace("Un", "![Vu]({static}/images/estomac.png) un"))
    built = site.build()

    assert built.status == 0, built.said
    feed = (built.output / "feeds" / "all.atom.xml").read_text("utf-8")
    assert "{static}" not in feed
    assert feed.count("images/estomac.png") == 2


def test_a_machine_without_the_program(site: Site, monkeypatch: pytest.MonkeyPatch):
    """There is no page and no link, the build says so and goes on."""
    monkeypatch.setattr(index, "get_executable", None)
    built = site.build()

    assert built.status == 0, built.said
    assert "Pagefind, n’existe pas pour cet ordinateur" in built.said
    assert not (built.output / SEARCH).exists()
    assert not (built.output / "pagefind").exists()
    assert MENU not in built.page("estomac")


def test_an_english_blog_has_english_addresses(site: Site):
    """There the page is at search/, and that of French articles in their folder."""
    site.write("blog.toml", BLOG.replace('language = "fr"', 'language = "en"'))
    site.write("articles/estomac.md", ARTICLE.replace("reflux", "acid reflux"))
    site.write("articles/estomac.fr.md", ARTICLE)
    built = site.build()

    assert built.status == 0, built.said
    assert "What are you looking for?" in built.page("search")
    assert "Que cherchez-vous" in built.page("fr/recherche")
    assert {"estomac/", "fr/estomac/"} <= answers(built.output).keys()


def test_the_line_of_one_country_is_no_example_in_another(site: Site):
    """Somebody in distress would dial it: the page names the numbers of its own country alone."""
    american = BLOG.replace('language = "fr"', 'language = "en"').replace('"FR"', '"US"')
    site.write("blog.toml", american)
    site.write("articles/estomac.md", ARTICLE.replace("reflux", "acid reflux"))
    built = site.build()

    assert built.status == 0, built.said
    assert "988" in built.page("search")
    assert "3114" not in built.page("search")


def test_a_blog_that_wants_none(site: Site):
    """The setting takes the search away, and nothing is said of it."""
    built = site.build("SEARCH = False")

    assert built.status == 0, built.said
    assert "Pagefind" not in built.said
    assert not (built.output / SEARCH).exists()
    assert MENU not in built.page("estomac")


def test_every_page_leads_to_it(local: Built):
    """From any page, in its language, and search engines are asked to leave it out."""
    for page in local.output.rglob("*.html"):
        html = page.read_text("utf-8")
        menu = LexborHTMLParser(html).css_first("header nav")
        links = {link.text(): str(link.attributes["href"]) for link in menu.css("a")}
        if 'lang="en"' in html[:60]:
            assert links["Search"].endswith("search/index.html"), page
        else:
            assert links["Rechercher"].endswith("recherche/index.html"), page
    assert '<meta name="robots" content="noindex">' in (local.output / SEARCH).read_text("utf-8")


def test_nothing_of_it_is_on_other_pages(local: Built):
    """No other page has a script or a field."""
    for page in local.output.rglob("*.html"):
        html = page.read_text("utf-8")
        assert ("search.js" in html) == ("wasm-unsafe-eval" in html), page
        assert ("<input" in html) == ("search.js" in html), page
