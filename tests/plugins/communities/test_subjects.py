"""Real subjects of articles lead to the right communities: ``tests/data/subjects.toml``."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

import pytest

from plugins.communities.catalogue import read_catalogue
from plugins.communities.core import SHOWN, Box, Index, match, needs_of
from plugins.communities.ledger import Vetted, Vetting
from plugins.conditions.core import load_vocabulary, resolve
from plugins.shared.blog import COUNTRIES
from plugins.shared.i18n import LANGUAGES
from tests.support.sites import KIT

DATA = tomllib.loads((KIT / "tests" / "data" / "subjects.toml").read_text("utf-8"))
SUBJECTS: list[dict[str, Any]] = DATA["subject"]
CATALOGUE, _ = read_catalogue(
    (KIT / "plugins" / "communities" / "catalogue.toml").read_text("utf-8")
)
VOCABULARY = load_vocabulary(KIT / "plugins" / "conditions")
DAY = date(2026, 11, 22)
ALL = Index(
    Vetted(facts, Vetting(id_, "recommended", DAY, "Dr Jeanne Exemple", DAY, date(2027, 5, 22)))
    for id_, facts in CATALOGUE.items()
    # What closed is never shown, whoever vetted it.
    if not facts.gone(DAY)
)


def box(subject: dict[str, Any]) -> Box:
    """Return what an article on a subject shows, were the whole catalogue vetted."""
    words = [word.strip() for word in subject["conditions"].split(",")]
    conditions, problems = resolve(words, VOCABULARY, subject["language"])
    assert problems == []
    needs = needs_of(conditions)
    return match(needs, ALL, subject["language"], subject["country"], home_language="fr")


def ids(found: tuple[Vetted, ...]) -> list[str]:
    """Return the ids of some communities, in order."""
    return [v.facts.id for v in found]


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject["title"])
def test_a_subject_leads_to_what_suits_it(subject: dict[str, Any]):
    """Nothing that does not suit, all that does but for the misses, in the order a doctor wants."""
    found = box(subject)

    assert ids(found.pinned) == subject.get("pinned", [])
    assert found.general == (not subject["expected"])
    assert (ids(found.shown) if not found.general else []) == subject["expected"]
    assert not set(subject.get("missed", {})) & set(subject["expected"])


def test_what_is_for_any_illness_is_for_any_illness():
    """Where nobody suits, what is shown names no other illness, and serves the blog's readers."""
    for subject in (subject for subject in SUBJECTS if not subject["expected"]):
        found = box(subject)

        assert found.shown
        assert all(v.facts.conditions == ("*",) for v in found.shown)


def test_a_miss_is_explained():
    """Each miss is of the catalogue, and is beyond the five or said to be filed elsewhere."""
    for subject in SUBJECTS:
        for id_, why in subject.get("missed", {}).items():
            assert id_ in CATALOGUE
            assert ("beyond" in why) == (len(subject["expected"]) == SHOWN), subject["title"]


def test_the_subjects_are_many_and_of_all_kinds():
    """At least sixty, in both languages, several countries, a third of which nobody suits."""
    assert len({subject["title"] for subject in SUBJECTS}) == len(SUBJECTS) >= 60
    assert {subject["language"] for subject in SUBJECTS} == set(LANGUAGES)
    assert {subject["country"] for subject in SUBJECTS} <= set(COUNTRIES)
    assert len({subject["country"] for subject in SUBJECTS}) >= 4
    assert sum(not subject["expected"] for subject in SUBJECTS) >= 15
    assert all(subject["reason"] for subject in SUBJECTS)


def test_the_misses_are_listed():
    """The page of the documents on matching has the counts and every miss, and no other."""
    shown = [id_ for subject in SUBJECTS for id_ in ids(_specific(subject))]
    missed = [
        (subject["title"], CATALOGUE[id_].name, why)
        for subject in SUBJECTS
        for id_, why in subject.get("missed", {}).items()
    ]
    wrong = [
        id_
        for subject in SUBJECTS
        for id_ in ids(_specific(subject))
        if id_ not in subject["expected"]
    ]
    rows = "".join(f"| {title} | {name} | {why} |\n" for title, name, why in missed)
    said = (
        f"| subjects | {len(SUBJECTS)} |\n"
        f"| of which nobody in the catalogue suits, and nobody is shown as if | "
        f"{sum(not subject['expected'] for subject in SUBJECTS)} |\n"
        f"| communities shown as suiting a subject | {len(shown)} |\n"
        f"| of which do not suit it | {len(wrong)} |\n"
        f"| communities that suit and are not shown | {len(missed)} |\n"
    )
    text = (KIT / "docs" / "matching.md").read_text("utf-8")

    assert wrong == []
    assert said in text
    assert text.endswith(
        f"| subject | community | why it is not shown |\n| --- | --- | --- |\n{rows}"
    )


def _specific(subject: dict[str, Any]) -> tuple[Vetted, ...]:
    """Return what is shown as suiting a subject, the crisis lines apart."""
    found = box(subject)
    return () if found.general else found.shown
