"""A community that the header of an article adds is shown, or it is said why not."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from plugins.communities.core import Index
from plugins.communities.ledger import Vetted
from plugins.communities.step import run
from plugins.shared.articles import Article
from plugins.shared.problems import WARNING
from tests.plugins.communities.test_communities import community
from tests.support.sites import ARTICLE, LEDGER, Site

DAY = date(2026, 11, 22)
FEMALE = SimpleNamespace(
    codes=("N80",),
    sex="female",
    rare=False,
    sensitive=False,
    variant="",
    children=False,
    symptom=False,
)


def told(*available: Vetted, header: str, kind: str = "medical") -> list[tuple[str, str]]:
    """Return what is told of the additions of a French article on women's health, and of which."""
    catalogue = {one.facts.id: one.facts for one in available}
    communities: Any = SimpleNamespace(
        catalogue=catalogue,
        index=Index(available),
        next_build=DAY,
        guide=SimpleNamespace(problems=lambda *_, **__: []),
    )
    fields = {"communities": header, "kind": kind}
    article = Article("a.md", "fr", "a", "A", DAY, header=fields)
    result = run(
        article, communities=communities, country="CA-QC", home_language="fr", conditions=[FEMALE]
    )
    assert all(problem.level == WARNING for problem in result.problems)
    return [(one.quote, one.what.partition(": ")[2]) for one in result.problems]


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({}, ""),
        ({"countries": "FR"}, ""),
        ({"languages": "en de"}, "it speaks another language ({languages})."),
        ({"languages": ""}, "it speaks another language ({languages})."),
        ({"sex": "male"}, "it is for people of the other sex."),
        ({"countries": "CA", "crisis": True}, ""),
        ({"countries": "FR", "crisis": True}, "this line answers elsewhere ({countries})."),
    ],
)
def test_one_that_is_not_shown_is_told(facts: dict[str, Any], why: str):
    """The language, the sex and the country of a line each have their words; the rest is shown."""
    found = told(community("mine", "Z99", **({"countries": "CA"} | facts)), header="+mine")

    assert found == ([("+mine", why)] if why else [])


def test_the_sixth_is_told():
    """An article shows five at most; those that are shown are not told."""
    ids = [f"c{number}" for number in range(6)]
    found = told(
        *(community(id_, "Z99", countries="CA") for id_ in ids),
        header=", ".join(f"+{id_}" for id_ in ids),
    )

    assert found == [("+c5", "an article shows {count} communities at most.")]


def test_one_that_is_added_and_taken_out_is_told():
    """Both signs cannot be meant."""
    found = told(community("mine", "Z99"), header="+mine, -mine")

    assert found == [("+mine", "the header takes it out as well.")]


def test_news_lead_nowhere():
    """News of the practice show no community: what their header adds is told."""
    assert told(community("mine", "Z99"), header="+mine", kind="practice") == [
        ("+mine", "news lead to no community.")
    ]


def test_a_build_says_it_with_the_line(site: Site):
    """A vetted community in English, on a French article: the article, its line, and why."""
    site.write(
        "communities/vetting.toml", LEDGER.replace("france-assos-sante", "mind-side-by-side")
    )
    field = "conditions: reflux\ncommunities: +mind-side-by-side"
    site.write("articles/estomac.md", ARTICLE.replace("conditions: reflux", field))
    built = site.build()

    assert built.status == 0, built.said
    said = built.said.replace("\u00a0", " ")
    assert "articles/estomac.md\n  ! ligne 5" in said
    assert "elle parle une autre langue que l’article (en)" in said
