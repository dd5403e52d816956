"""A built page shows what is in force, and a number to call before a place to go to."""

from __future__ import annotations

import tomllib

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.communities.catalogue import read_catalogue
from plugins.communities.ledger import Vetted, read_ledger
from tests.support.matching import CATALOGUE, FACTS, ROW, vetting
from tests.support.sites import ARTICLE, LEDGER, Site

HEAD = "---\ntitle: T\ndate: 2026-10-01\n"
BODY = "---\nUn [@chey2024].\n"


def links(html: str) -> list[str]:
    """Return where the box of communities leads to, other sites only."""
    nodes = LexborHTMLParser(html).css("section.communities .community__name")
    return [str(node.attributes["href"]) for node in nodes]


def test_a_build_shows_what_is_in_force(site: Site):
    """Matched, added, removed, lapsed, and a draft of one's own: each page has its own."""
    rows = {
        "afa-crohn-rch": "",
        "3114": "",
        "renaloo": "next_check = 2026-11-22",
        "mine": 'sentence.fr = "Une phrase."',
    }
    ledger = "".join(f"{ROW.replace('renaloo', id_)}{more}\n" for id_, more in rows.items())
    site.write("communities/vetting.toml", LEDGER + ledger)
    site.write(
        "communities/additions.toml",
        '[[community]]\nid = "mine"\nname = "Mienne"\nurl = "https://mine.example/"\n'
        'kind = "association"\nlanguages = ["fr"]\ncountries = ["FR"]\nconditions = ["L40"]\n',
    )
    site.write("articles/crohn.md", f"{HEAD}conditions: maladie de Crohn\n{BODY}")
    site.write("articles/rein.md", f"{HEAD}conditions: N18\n{BODY}")
    site.write("articles/humeur.md", f"{HEAD}conditions: dépression, Crohn\n{BODY}")
    site.write("articles/peau.md", f"{HEAD}conditions: L40\ncommunities: +afa-crohn-rch\n{BODY}")
    site.write("articles/moins.md", f"{HEAD}conditions: K50\ncommunities: -afa-crohn-rch\n{BODY}")
    site.write("articles/conges.md", f"{HEAD}kind: practice\n---\nFermé.\n")
    built = site.build(base="publishconf")
    afa, general = "https://www.afa.asso.fr", "https://www.france-assos-sante.org"

    assert built.status == 0, built.said
    assert links(built.page("crohn")) == [afa]
    assert links(built.page("rein")) == [general]
    assert links(built.page("humeur")) == ["https://3114.fr", afa]
    assert links(built.page("peau")) == [afa, "https://mine.example/"]
    assert "Une phrase." in built.page("peau")
    assert links(built.page("moins")) == [general]
    assert "communities__" not in built.page("conges")
    assert "communities/vetting.toml\n  !" in built.said
    assert 'community = "renaloo"' in built.said
    assert "renaloo.com" not in "".join(p.read_text("utf-8") for p in site.output.rglob("*.*ml"))


def test_a_build_refuses_what_it_cannot_show(site: Site):
    """Unknown ids in the ledger and in a header stop the publication, quoted."""
    site.write("communities/vetting.toml", LEDGER + ROW.replace("renaloo", "renalo"))
    site.write("articles/x.md", f"{HEAD}conditions: N18\ncommunities: +zzz, renaloo\n{BODY}")
    built = site.build()

    assert built.status == 1
    assert 'community = "renalo"' in built.said
    assert built.said.count("communities: +zzz, renaloo") == 2


@pytest.mark.parametrize(
    ("text", "name", "near"),
    [
        ('[[vettings]]\ncommunity = "arsla"\n', "vettings", "vetting"),
        ("fictionnal = true\n", "fictionnal", "fictional"),
        ('[[vetting]]\ncommunity = "arsla"\nnxt_check = 2026-12-01\n', "nxt_check", "next_check"),
    ],
)
def test_a_misspelt_name_of_the_ledger_is_told(text: str, name: str, near: str):
    """What nobody would read is told, with what was meant: a vetting would hold for too long."""
    _, problems = read_ledger(text, CATALOGUE, "fr")

    assert (name, near) in [(p.values.get("name"), p.values.get("near")) for p in problems]


@pytest.mark.parametrize(
    ("text", "name"),
    [('[[comunity]]\nid = "a"\n', "comunity"), ('[[community]]\nid = "a"\nurll = "x"\n', "urll")],
)
def test_a_misspelt_name_of_the_additions_is_told(text: str, name: str):
    """An addition under another name would never be shown."""
    _, problems = read_catalogue(text)

    assert name in [p.values.get("name") for p in problems]


def test_a_community_is_described_once():
    """Two descriptions of one community cannot both be right."""
    row = '[[community]]\nid = "a"\nname = "A"\nurl = "https://a.example"\nkind = "association"\n'
    _, problems = read_catalogue(row + row)

    assert [p.what for p in problems] == ["the community “{id}” is described twice."]


def test_the_number_that_the_doctor_found_is_called():
    """It comes before the catalogue's, which may have changed since."""
    found, problems = read_ledger(f'{LEDGER}\nphone = "01 23 45 67 89"\n', CATALOGUE, "fr")
    line = CATALOGUE["3114"]

    assert not problems
    assert Vetted(line, found[-1]).phone == "01 23 45 67 89"
    assert Vetted(line, vetting("3114")).phone == "3114"


@pytest.mark.parametrize("number", ["le 3114", "3114 puis 1", "1", "+", "javascript:x"])
def test_what_is_no_number_is_told(number: str):
    """A button that calls nothing would be worse than none."""
    _, problems = read_ledger(f'{LEDGER}\nphone = "{number}"\n', CATALOGUE, "fr")
    _, of_facts = read_catalogue(
        '[[community]]\nid = "a"\nname = "A"\nurl = "https://a.example"\nkind = "helpline"\n'
        f'languages = ["fr"]\ncountries = ["FR"]\nphone = "{number}"\n'
    )

    assert [problem.quote for problem in problems] == [number]
    assert [problem.values["names"] for problem in of_facts] == ["phone"]


def test_numbers_of_the_catalogue_have_their_source():
    """Each has the page where it was read, and the day."""
    rows = [row for row in tomllib.loads(FACTS)["community"] if row.get("phone")]

    assert rows
    assert all(row["phone_evidence"] and row["phone_read_on"] for row in rows)


def test_a_box_calls_before_it_leads(site: Site):
    """The number is the first thing of a helpline, then the site; the line's page is no forum's."""
    site.write("communities/vetting.toml", LEDGER.replace("france-assos-sante", "3114"))
    site.write("articles/estomac.md", ARTICLE.replace("reflux", "idées suicidaires"))
    built = site.build()
    assert built.status == 0, built.said

    links = LexborHTMLParser(built.page("estomac")).css("li.community--helpline a")
    assert links[0].attributes["href"] == "tel:3114"
    assert links[0].text() == "Appeler le 3114"
    assert links[1].attributes["href"] == "https://3114.fr"
    line = LexborHTMLParser(built.page("communautes/3114")).css_first(".profile").text()
    assert "Appeler le 3114" in line
    assert "Avant de vous inscrire" not in line
    assert "Modération" not in line
