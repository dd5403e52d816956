"""What an article can match is found without reading all that is vetted; labels say for whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.communities.catalogue import Community
from plugins.communities.core import Box, Index, Need, fit, match, needs_of
from plugins.communities.ledger import Vetted, Vetting
from plugins.conditions.core import load_vocabulary
from plugins.pipeline.compose import render
from plugins.shared.templates import environment
from tests.support.sites import KIT

DAY = date(2026, 11, 22)
VETTING = Vetting("mine", "recommended", DAY, "Dr Jeanne Exemple", DAY, date(2027, 5, 22))
FACTS = Community("mine", "Mienne", "https://mine.example", "association", languages=("fr",))


def community(*conditions: str, audience: tuple[str, ...] = ()) -> Vetted:
    """Return a vetted community for some codes and some readers."""
    return Vetted(replace(FACTS, conditions=conditions, audience=audience), VETTING)


def ranges(width: int) -> st.SearchStrategy[str]:
    """Return ranges of categories in one letter, of at most some width."""
    return st.builds(
        lambda letter, first, more: f"{letter}{first:02}-{letter}{min(first + more, 99):02}",
        st.sampled_from("CK"),
        st.integers(0, 99),
        st.integers(0, width),
    )


CODES = st.from_regex(r"[CK][0-9]{2}(\.[0-9])?", fullmatch=True)
CHAPTERS = st.sampled_from(["C00-D48", "K00-K93", "*", "*rare"])


@given(CODES | ranges(20), st.lists(CODES | ranges(60) | CHAPTERS, min_size=1, max_size=4))
def test_whatever_fits_is_found(code: str, patterns: list[str]):
    """The index hides nothing that matching by reading everything would show."""
    one, needs = community(*patterns), [Need((code,), rare=True)]

    assert not fit(one.facts, needs) or Index([one]).near(needs) == [one]


def test_the_index_holds_what_the_header_adds():
    """+id names one of any illness; an unknown id names nothing."""
    one = community("L40")

    assert Index([one]).near([Need(("K21",))], ["mine", "nobody"]) == [one]


def test_articles_for_parents():
    """On an illness of children, those for parents count whole; those for patients alone less."""
    conditions = load_vocabulary(KIT / "plugins" / "conditions").conditions
    child, adult = needs_of([conditions["bronchiolitis"], conditions["asthma"]])

    assert (child.readers, adult.readers) == ("parents", "patients")
    parents, patients = (
        community("J21", "J45", audience=(who,)) for who in ("parents", "patients")
    )
    assert fit(parents.facts, [child]) > fit(patients.facts, [child])
    assert fit(parents.facts, [adult]) < fit(patients.facts, [adult])
    assert fit(community("J45").facts, [adult]) == fit(patients.facts, [adult])


@pytest.mark.parametrize(
    ("audience", "labels"),
    [
        ((), []),
        (("patients", "carers", "teens"), []),
        (("carers",), ["pour les proches"]),
        (("parents", "carers"), ["pour les parents", "pour les proches"]),
        (("teens",), ["pour les adolescents"]),
        (("professionals", "teens"), ["pour les adolescents"]),
    ],
)
def test_for_whom_is_said(audience: tuple[str, ...], labels: list[str]):
    """A community that is not for the patients says for whom it is; the others say nothing."""
    found = match([Need(("K21",))], [community("K21", audience=audience)], "fr", "FR")
    article = SimpleNamespace(communities=found, slug="essai", lang="fr")
    context = {"article": article, "directory": "/", "VETTING_IS_FICTIONAL": False}
    html = render(environment([KIT / "theme" / "templates"]), ("communities",), context)
    everyone = ("proches", "parents", "adolescents", "patients")

    assert found != Box()
    assert [f"pour les {who}" for who in everyone if f"<li>pour les {who}</li>" in html] == sorted(
        labels, key=lambda label: everyone.index(label.rpartition(" ")[2])
    )
