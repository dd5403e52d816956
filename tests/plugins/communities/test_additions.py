"""Additions in the doctor's own words are read as the catalogue's terms."""

from __future__ import annotations

import tomllib
from functools import partial
from pathlib import Path

import pytest

from plugins.communities.additions import in_terms
from plugins.communities.catalogue import communities_in
from plugins.communities.terms import misfits
from plugins.conditions.core import codes_of, load_vocabulary
from plugins.shared.kinds import KINDS, MODERATIONS
from tests.support.sites import ARTICLE, KIT, LEDGER, Site

CODES = partial(codes_of, vocabulary=load_vocabulary(), language="fr")
WORDS = tomllib.loads((KIT / "plugins/communities/words.toml").read_text("utf-8"))
MINE = """\
[[community]]
id = "mienne"
name = "Mienne"
url = "https://mienne.example/"
kind = "Ligne d’écoute"
legal_form = "reconnue"
legal_basis = "Lue"
languages = ["fr"]
countries = ["FR"]
conditions = ["reflux", "K50", "*rare"]
audience = ["proches", "patients"]
moderation = "bénévoles"
registration = "non"
"""


def test_words_are_terms():
    """What a doctor calls things is what the catalogue calls them; what it calls them stays."""
    tables, problems = in_terms(tomllib.loads(MINE), CODES)
    (facts,) = communities_in(tables, [])[0].values()

    assert problems == []
    assert facts.kind == "helpline"
    assert facts.read_form == "association loi 1901 reconnue d’utilité publique"
    assert facts.conditions == ("K21", "K50", "*rare")
    assert (facts.audience, facts.moderation) == (("carers", "patients"), "volunteers")
    assert in_terms(tables, CODES) == (tables, [])


@pytest.mark.parametrize("name", WORDS)
def test_every_term_is_one_of_the_catalogue(name: str):
    """No word stands for what nobody would read."""
    head = Path(KIT, "plugins/communities/catalogue.toml").read_text("utf-8").partition("\n\n")[0]
    for term in WORDS[name]:
        assert term in head
    assert name != "kind" or set(WORDS[name]) <= set(KINDS)
    assert name != "moderation" or set(WORDS[name]) <= set(MODERATIONS)


@pytest.mark.parametrize("value", ["3", '["a", 3]', "[[1]]", '{a = "b"}', '"club"'])
@pytest.mark.parametrize("name", ["kind", "conditions", "moderation", "legal_form"])
def test_what_is_no_word_is_left_to_be_refused(name: str, value: str):
    """Whatever was typed is told, never lost on the way, and stops nothing."""
    lines = [line for line in MINE.splitlines() if not line.startswith(name)]
    tables, problems = in_terms(tomllib.loads("\n".join([*lines, f"{name} = {value}"])), CODES)

    assert problems + communities_in(tables, [])[1] or (name, value) == ("legal_form", '"club"')


def test_a_blog_shows_what_was_described_in_words(site: Site):
    """The community of the doctor's own words stands under the article about its illness."""
    site.write("communities/additions.toml", MINE)
    site.write("communities/vetting.toml", LEDGER.replace("france-assos-sante", "mienne"))
    site.write("articles/estomac.md", ARTICLE)
    built = site.build()

    assert built.status == 0, built.said
    assert "https://mienne.example/" in built.page("estomac")
    assert "reconnue d’utilité publique" in built.page("communautes/mienne")


def test_an_unknown_illness_is_told_with_its_line(site: Site):
    """Its file and line, and what may have been meant."""
    site.write("communities/additions.toml", MINE.replace('"reflux"', '"refluxx"'))
    built = site.build()

    assert built.status == 1
    assert "communities/additions.toml\n  ✗ ligne 10" in built.said
    assert "reflux gastro-œsophagien" in built.said


@pytest.mark.parametrize(
    ("field", "written", "read"),
    [
        ("languages", '["FR", "fr", "En"]', ("fr", "en")),
        ("languages", '"FR"', ("fr",)),
        ("countries", '["fr", "FR", " be "]', ("FR", "BE")),
        ("countries", '["eu"]', ("EU",)),
        ("sex", '"femmes"', "female"),
        ("sex", '"Male"', "male"),
        (
            "audience",
            '["Patients", "PARENTS", "Médecins"]',
            ("patients", "parents", "professionals"),
        ),
    ],
)
def test_the_case_of_a_code_does_not_count(field: str, written: str, read: object):
    """What can mean one thing only is read so, once; what is read so stays so."""
    lines = [line for line in MINE.splitlines() if not line.startswith(field)]
    tables, _ = in_terms(tomllib.loads("\n".join([*lines, f"{field} = {written}"])), CODES)
    (facts,), problems = communities_in(tables, [])[0].values(), communities_in(tables, [])[1]

    assert problems == []
    assert getattr(facts, field) == read
    assert in_terms(tables, CODES) == (tables, [])


@pytest.mark.parametrize(
    ("field", "word", "near"),
    [
        ("countries", "France", "FR"),
        ("countries", "royaume-uni", "GB"),
        ("countries", "UK", "GB"),
        ("countries", "CA-QC", "CA"),
        ("countries", "ZZ", ""),
        ("countries", "partout", ""),
        ("languages", "français", "fr"),
        ("languages", "French", "fr"),
        ("languages", "fr-FR", "fr"),
        ("languages", "qq", ""),
        ("languages", "", ""),
        ("sex", "toutes", ""),
        ("audience", "tout le monde", ""),
    ],
)
@pytest.mark.parametrize("crisis", ["", "crisis = true\n"])
def test_a_code_that_would_match_nothing_is_refused(field: str, word: str, near: str, crisis: str):
    """A crisis line would never be pinned, and nobody would be told."""
    lines = [line for line in MINE.splitlines() if not line.startswith(field)]
    text = "\n".join([*lines, f'{field} = ["{word}"]' if field != "sex" else f'sex = "{word}"'])
    found, (problem, *others) = communities_in(
        in_terms(tomllib.loads(f"{text}\n{crisis}"), CODES)[0], []
    )

    assert (found, others) == ({}, [])
    assert (problem.values["value"], problem.values["name"]) == (word, field)
    assert problem.values["near"] == near
    assert problem.quote == f'"{word}"'


@pytest.mark.parametrize("field", ["languages", "countries"])
def test_a_line_says_where_it_answers(field: str):
    """A line without a country or a language is shown to nobody: it is told, unlike a forum."""
    text = "\n".join(line for line in MINE.splitlines() if not line.startswith(field))
    problems = communities_in(in_terms(tomllib.loads(text), CODES)[0], [])[1]
    forum = text.replace("Ligne d’écoute", "forum")

    assert [problem.values for problem in problems] == [{"missing": field}]
    assert communities_in(in_terms(tomllib.loads(forum), CODES)[0], [])[1] == []


def test_what_the_catalogue_holds_is_in_the_lists():
    """The lists know every code of the kit's own catalogue."""
    rows = tomllib.loads((KIT / "plugins/communities/catalogue.toml").read_text("utf-8"))
    assert [problem for row in rows["community"] for problem in misfits(row)] == []


def test_a_crisis_line_is_pinned_or_its_line_is_told(site: Site):
    """“fr” is the country FR; “France” stops the build, on its line rather than the name's."""
    crisis = MINE.replace("reflux", "dépression") + "crisis = true\n"
    site.write("communities/vetting.toml", LEDGER.replace("france-assos-sante", "mienne"))
    site.write("articles/estomac.md", ARTICLE.replace("reflux", "dépression"))
    site.write("communities/additions.toml", crisis.replace('["FR"]', '["fr"]'))
    built = site.build()
    assert built.status == 0, built.said
    assert "https://mienne.example/" in built.page("estomac")

    named = crisis.replace('["FR"]', '["France"]').replace('"Mienne"', '"Ligne France"')
    site.write("communities/additions.toml", named)
    refused = site.build()
    assert refused.status == 1
    said = refused.said.replace("\u00a0", " ")
    assert "communities/additions.toml\n  ✗ ligne 9" in said
    assert 'countries = ["France"]' in said
    assert "Vouliez-vous écrire « FR »" in said


def test_capitals_of_a_country_do_not_break_the_panorama(site: Site):
    """Two communities of one country, however each was written, stand on one branch."""
    other = (
        MINE.replace("mienne", "autre").replace('["FR"]', '["fr"]').replace('["fr"]', '["FR"]', 1)
    )
    site.write("communities/additions.toml", f"{MINE}\n{other}")
    site.write("pages/communautes.md", "---\ntitle: C\nslug: communautes\n---\nVérifiées.\n")
    row = LEDGER.replace("france-assos-sante", "mienne")
    site.write("communities/vetting.toml", f"{row}\n{row.replace('mienne', 'autre')}")
    site.write("articles/estomac.md", ARTICLE)
    built = site.build()

    assert built.status == 0, built.said
