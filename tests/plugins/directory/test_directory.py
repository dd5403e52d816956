"""The pages of illnesses and communities: what each gathers, and where it stands."""

from __future__ import annotations

from collections import Counter
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from plugins.communities.catalogue import read_catalogue
from plugins.communities.core import Index, communities_for
from plugins.communities.ledger import Vetted, Vetting
from plugins.conditions.core import load_vocabulary, resolve
from plugins.directory.core import Illness, illness_page, illnesses
from tests.support.sites import KIT

VOCABULARY = load_vocabulary(KIT / "plugins" / "conditions")
CATALOGUE, _ = read_catalogue(
    (KIT / "plugins" / "communities" / "catalogue.toml").read_text("utf-8")
)
DAY = date(2026, 11, 22)


def vetted(*ids: str) -> list[Vetted]:
    """Return some communities of the catalogue as vetted."""
    return [
        Vetted(CATALOGUE[id_], Vetting(id_, "recommended", DAY, "Dr X", DAY, date(2027, 5, 22)))
        for id_ in ids
    ]


def article(title: str, conditions: str, language: str = "fr", day: date = DAY) -> Any:
    """Return an article about some illnesses, as Pelican and the conditions plugin leave it."""
    found, problems = resolve(conditions.split(", "), VOCABULARY, language)
    assert problems == []
    return SimpleNamespace(title=title, conditions=found, lang=language, date=day)


def gathered(
    articles: list[Any], *ids: str, language: str = "fr", country: str = "FR"
) -> dict[str, Illness]:
    """Return the illnesses that have a page, by name."""
    index = Index(vetted(*ids))

    def find(condition: Any, spoken: str) -> Any:
        return communities_for(index, condition, spoken, country=country, home_language="fr")

    found = illnesses(VOCABULARY.conditions, articles, language, "fr", find)
    return {illness.name: illness for illness in found}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_illness_has_an_address_of_its_own(language: str):
    """No two names of the vocabulary make one address."""
    pages = Counter(illness_page(c, language, "fr") for c in VOCABULARY.conditions.values())

    assert [page for page, count in pages.items() if count > 1] == []
    assert all(page.count("/") == 2 + (language != "fr") for page in pages)


def test_an_illness_gathers_its_articles_and_communities():
    """Its articles in that language, the newest first; its communities, and no one else's."""
    old, new = article("A", "reflux", day=date(2025, 1, 1)), article("B", "K21, hémochromatose")
    other = article("C", "reflux", "en")
    found = gathered([old, new, other], "renaloo")

    assert [a.title for a in found["Reflux gastro-œsophagien"].articles] == ["B", "A"]
    assert found["Reflux gastro-œsophagien"].communities.general
    assert [a.title for a in found["Hémochromatose"].articles] == ["B"]
    assert [v.facts.id for v in found["Dialyse"].communities.shown] == ["renaloo"]
    assert "Asthme" not in found


def test_nothing_vetted_nothing_written():
    """With an empty ledger and no article no illness has a page."""
    assert gathered([]) == {}


def test_a_code_without_a_name_has_no_page():
    """A code is no title; the article's own box leads its readers."""
    assert gathered([article("A", "A02")]) == {}


def test_those_in_another_language_are_told_apart():
    """A reader of the blog's own language is told of all; one of another, of what speaks it."""
    index = Index(vetted("macmillan", "renaloo"))
    suited = communities_for(
        index, VOCABULARY.conditions["dialysis"], "en", country="FR", home_language="fr"
    )

    assert [v.facts.id for v in suited.elsewhere] == ["renaloo"]
    assert suited.own == {"renaloo"}
    assert gathered([], "renaloo", language="en") == {}
    assert gathered([], "macmillan", language="en")["Cancer"].save_as == (
        "en/conditions/cancer/index.html"
    )
    (french,) = gathered([], "macmillan").values()
    assert [v.facts.id for v in french.elsewhere] == ["macmillan"]


def test_a_family_gives_no_page_to_each_of_its_illnesses():
    """What is for all cancers makes no page for every one of them, but is on those there are."""
    alone = gathered([], "macmillan")
    written = gathered([article("A", "cancer du sein")], "macmillan", "vivre-comme-avant")

    assert list(alone) == ["Cancer"]
    assert [v.facts.id for v in written["Cancer du sein"].elsewhere] == ["macmillan"]
