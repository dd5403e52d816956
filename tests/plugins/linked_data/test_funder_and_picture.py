"""What other sites and search engines are told of an article: who paid, which picture it shows."""

from __future__ import annotations

import json
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.identity.core import identify
from plugins.linked_data.core import first_picture
from plugins.linked_data.facts import Page, Picture, Practice, Who
from plugins.linked_data.facts import Site as Described
from plugins.shared.blog.people import Person, check_funder
from tests.support.pictures import IMAGES
from tests.support.sites import BLOG, SOURCES, Built, Site
from tests.support.spoiling import findings

PAID = "Ce blog est payé par la Fondation de l’Essai."
SITE = Described("https://carnet.example", "Le carnet", "fr", "FR", Who("Dr A"), Practice())
AT = Page("estomac/", "L’estomac", "fr")


def article(lines: str = "", body: str = "Un texte [@chey2024].") -> str:
    """Return an article with some more lines in its header."""
    return f"---\ntitle: T\ndate: 2026-10-01\nconditions: reflux\n{lines}---\n{body}\n"


def posting(built: Built, name: str = "estomac") -> dict[str, Any]:
    """Return what search engines are told of an article."""
    assert built.status == 0, built.said
    (script,) = LexborHTMLParser(built.page(name)).css("script")
    nodes = json.loads(script.text())["@graph"]
    (found,) = (node for node in nodes if node["@type"] == "BlogPosting")
    return dict(found)


def pictured(built: Built, name: str = "estomac") -> dict[str, str]:
    """Return what Open Graph says of the picture of an article."""
    metas = LexborHTMLParser(built.page(name)).css('meta[property^="og:image"]')
    return {m.attributes["property"] or "": m.attributes["content"] or "" for m in metas}


def test_who_paid_is_named(site: Site):
    """By blog.toml for all articles, by a header for one: the name alone, as an organisation."""
    line = f'funding = "{PAID}"\nfunder = "Fondation de l\'Essai"\n'
    site.write("blog.toml", f"{BLOG}{line}")
    site.write(
        "articles/deux.md", article("funding: Payé par Ville & Santé.\nfunder: Ville & Santé\n")
    )
    site.write("articles/trois.md", article("funding: Payé par son auteur.\n"))
    built = site.build(base="publishconf")

    assert posting(built)["funder"] == {"@type": "Organization", "name": "Fondation de l'Essai"}
    assert posting(built, "deux")["funder"] == {"@type": "Organization", "name": "Ville & Santé"}
    # A sentence of its own, and nobody singled out in it.
    assert "funder" not in posting(built, "trois")
    assert findings(built.output, site.content) == []


@pytest.mark.parametrize(
    ("funder", "funding", "is_named"),
    [
        ("Fondation de l’Essai", PAID, True),
        ("fondation  de l'essai", PAID, True),
        ("Fondation", PAID, True),
        ("Fond", PAID, False),
        ("ondation", PAID, False),
        ("Laboratoire X", PAID, False),
        ("Laboratoire X", "", False),
        ("", "", True),
        ("C++ (SA)", "Payé par C++ (SA).", True),
    ],
)
def test_a_funder_stands_in_the_sentence(funder: str, funding: str, is_named: bool):
    """Search engines are told a name only if readers are: whole words, whatever the apostrophe."""
    assert (list(check_funder(funder, funding, funder)) == []) == is_named


def test_a_funder_whom_readers_do_not_see_is_refused(site: Site):
    """In an article and in blog.toml: the file, the line, the words, what to do; in French."""
    site.write(
        "articles/deux.md", article("funding: Payé par son auteur.\nfunder: Laboratoire X\n")
    )
    built = site.build()
    messages = built.said.replace("\u00a0", " ")

    assert built.status == 1
    assert "articles/deux.md" in messages
    assert "ligne 6 : « Laboratoire X » ne figure pas dans « funding »" in messages
    assert "funder: Laboratoire X" in messages
    assert "Écrivez ce nom dans la phrase « funding »" in messages

    site.write("blog.toml", f'{BLOG}funding = "{PAID}"\nfunder = "Laboratoire X"\n')
    whole = site.build().said.replace("\u00a0", " ")
    assert "blog.toml" in whole
    assert "ligne 14 : « Laboratoire X » ne figure pas" in whole


def test_an_article_inherits_no_funder_beside_its_own_sentence():
    """The pure core takes what it is given, and refuses a name that the sentence lacks."""
    people = [Person("Dr A", "")]

    found, problems = identify([], "", people, funding="Payé par B.", funder="B")
    assert (found.funder, problems) == ("B", [])
    _, (problem,) = identify([], "", people, funding="Payé par B.", funder="C")
    assert problem.quote == "funder: C"


def test_the_french_name_of_the_field_is_understood(site: Site):
    """“financeur” is answered with the field that it most likely stands for."""
    site.write("articles/deux.md", article("financeur: X\n"))

    assert "Vouliez-vous écrire «\u00a0funder\u00a0»" in site.build().said


@pytest.mark.parametrize("where", ["{static}/images/", "{static}../images/", "{attach}/images/"])
def test_the_first_picture_is_the_articles(site: Site, where: str):
    """Its whole address and its words, for other sites and search engines; the second is not."""
    site.write("images/genou droit.png", IMAGES[".png"][0])
    site.write("images/deux.jpg", IMAGES[".jpg"][0])
    name = "genou%20droit.png" if "attach" not in where else "deux.jpg"
    text = (
        f'Un [@chey2024].\n\n![Le "genou" & sa rotule]({where}{name})\n\n![autre]({where}deux.jpg)'
    )
    site.write("articles/estomac.md", article(body=text))
    built = site.build(base="publishconf")
    messages = pictured(built)

    assert built.status == 0, built.said
    assert messages["og:image"].startswith("https://carnet.example/")
    assert messages["og:image"].endswith(name)
    assert messages["og:image:alt"] == 'Le "genou" & sa rotule'
    assert posting(built)["image"] == messages["og:image"]
    assert findings(built.output, site.content) == []


def test_no_picture_is_made_up(site: Site):
    """An article without one, or with a drawing only, tells of none but its card, if any."""
    svg = "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0h1'/></svg>"
    site.write("images/x.svg", svg)
    site.write("articles/deux.md", article(body="Un [@chey2024].\n\n![x]({static}/images/x.svg)"))
    built = site.build("SHARE_PICTURES = False", "publishconf")

    for name in ("estomac", "deux"):
        assert pictured(built, name) == {}
        assert "image" not in posting(built, name)


@pytest.mark.parametrize(
    ("html", "picture"),
    [
        ('<img alt="a &amp; b" src="../images/x.PNG">', Picture("images/x.PNG", "a & b")),
        ('<img src="../images/x.webp" alt="">', Picture("images/x.webp")),
        (
            '<img src="../images/x.svg" alt="a"><img src="/images/y.gif" alt="b">',
            Picture("images/y.gif", "b"),
        ),
        ('<img src="https://autre.example/x.png" alt="a">', None),
        ('<img src="https://carnet.example.evil/x.png" alt="a">', None),
        ('<p>&lt;img src="x.png"&gt;</p>', None),
        ('<img alt="src=&quot;x.png&quot;">', None),
        ('<img src="', None),
        ("", None),
    ],
)
def test_which_picture_is_the_first(html: str, picture: Picture | None):
    """The first of this site that networks draw; its address is made whole."""
    found = first_picture(SITE, AT, html)

    assert found == (
        picture and Picture(f"https://carnet.example/{picture.address}", picture.words)
    )


def test_a_translation_cites_what_its_original_does(site: Site):
    """T1: one that cites more, or less, is remarked upon with the names; nothing is stopped."""
    items = json.loads(SOURCES)
    site.write(
        "sources/sources.json",
        json.dumps([*items, items[0] | {"id": "b", "DOI": "10.1234/b", "PMID": "1", "title": "B"}]),
    )
    site.write("articles/estomac.en.md", article("interests: None.\n", "A text [@b]."))
    built = site.build()
    messages = built.said.replace("\u00a0", " ")

    assert built.status == 0, messages
    assert "seule cette traduction, ou seul son original, cite : b, chey2024." in messages
    site.write("articles/estomac.en.md", article("interests: None.\n", "A text [@chey2024]."))
    assert "seule cette traduction" not in site.build().said
