"""Additions in the doctor's own words are read as the catalogue's terms."""

from __future__ import annotations

import tomllib
from functools import partial
from pathlib import Path

import pytest

from plugins.communities.additions import in_terms
from plugins.communities.catalogue import communities_in
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
