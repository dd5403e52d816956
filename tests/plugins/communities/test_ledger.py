"""What the doctor wrote of a community holds as long as it may, and what is wrong is told."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.communities.catalogue import read_catalogue
from plugins.communities.ledger import lapses, read_ledger, vetted
from plugins.shared.problems import WARNING
from tests.support.matching import CATALOGUE, ROW, TODAY, YESTERDAY, ids, vetting
from tests.support.sites import BLOG, LEDGER, Site


def test_a_vetting_holds_six_months():
    """Without an end, a vetting lapses after six months."""
    (decision,), problems = read_ledger(ROW, CATALOGUE, "fr")

    assert problems == []
    assert decision.next_check == date(2027, 4, 12)


@pytest.mark.parametrize(
    ("language", "folder", "name"),
    [
        ("fr", "communautes", "Dr\u00a0Jeanne «\u00a0Jo\u00a0» L’Exemple"),
        ("en", "communities", "Dr Jeanne “Jo” L’Exemple"),
    ],
)
def test_who_vetted_is_typeset_as_the_blog_is(site: Site, language: str, folder: str, name: str):
    """A name is typeset as the other names of the blog are: English quotes on an English one."""
    doctor = """'Dr Jeanne "Jo" L’Exemple'"""
    site.write("blog.toml", BLOG.replace('language = "fr"', f'language = "{language}"'))
    site.write("communities/vetting.toml", LEDGER.replace('"Dr Jeanne Exemple"', doctor))

    built = site.build()

    assert built.status == 0, built.said
    assert name in built.page(f"{folder}/france-assos-sante")
    assert name in (built.output / "communautes.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("written", "held"),
    [
        (date(2026, 12, 1), date(2026, 12, 1)),
        (date(2027, 10, 12), date(2027, 10, 12)),
        (date(2027, 10, 13), date(2027, 10, 12)),
        (date(2040, 1, 1), date(2027, 10, 12)),
    ],
)
def test_a_vetting_holds_twelve_months_at_most(written: date, held: date):
    """An end further away than a year is brought back to a year."""
    (decision,), _ = read_ledger(f"{ROW}next_check = {written}\n", CATALOGUE, "fr")

    assert decision.next_check == held


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ({}, True),
        ({"verdict": "reserved"}, True),
        ({"verdict": "refused"}, False),
        ({"vetted_on": TODAY}, True),
        ({"vetted_on": TODAY + timedelta(days=1)}, False),
        ({"next_check": TODAY + timedelta(days=1)}, True),
        ({"next_check": TODAY}, False),
        ({"next_check": YESTERDAY}, False),
        ({"vetted_on": date(2026, 10, 12), "last_exchange": date(2026, 4, 13)}, True),
        ({"vetted_on": date(2026, 10, 12), "last_exchange": date(2026, 4, 12)}, False),
        ({"vetted_on": date(2026, 10, 12), "last_exchange": date(2020, 1, 1)}, False),
        ({"vetted_on": date(2026, 8, 31), "last_exchange": date(2026, 2, 28)}, False),
    ],
)
def test_what_is_in_force(changes: dict[str, Any], shown: bool):
    """Not refused, not to come, not lapsed on the day, and alive when it was vetted."""
    available = vetted([vetting("renaloo", **changes)], CATALOGUE, TODAY)

    assert ids(tuple(available)) == ["renaloo"] * shown


def test_what_nobody_vetted_is_never_available():
    """An empty ledger shows nothing, however many communities are known."""
    decisions, problems = read_ledger("", CATALOGUE, "fr")

    assert (vetted(decisions, CATALOGUE, TODAY), problems) == ([], [])


@pytest.mark.parametrize("name", ["verdict", "vetted_on", "vetted_by", "last_exchange"])
def test_a_vetting_lacks_something(name: str):
    """Each thing that a vetting must say is asked for, and it is not in force without."""
    text = "\n".join(line for line in ROW.splitlines() if not line.startswith(name))
    decisions, (problem,) = read_ledger(text, CATALOGUE, "fr")

    assert decisions == []
    assert (problem.values["name"], problem.quote) == (name, 'community = "renaloo"')


@pytest.mark.parametrize("name", ["vetted_on", "last_exchange", "next_check"])
def test_a_date_between_quotes_is_refused(name: str):
    """A date written as a text is told, not guessed."""
    lines = [line for line in ROW.splitlines() if not line.startswith(name)]
    decisions, (problem,) = read_ledger(
        "\n".join([*lines, f'{name} = "2026-10-12"']), CATALOGUE, "fr"
    )

    assert (decisions, problem.values["name"]) == ([], name)


def test_an_unknown_community_is_shown_with_the_nearest():
    """A slip in an id leads to the id that was meant."""
    decisions, (problem,) = read_ledger(ROW.replace("renaloo", "renalo"), CATALOGUE, "fr")

    assert decisions == []
    assert (problem.values["near"], problem.quote) == ("renaloo", 'community = "renalo"')


def test_a_community_vetted_twice():
    """The second decision is told; the first one holds."""
    (decision,), (problem,) = read_ledger(
        ROW + ROW.replace("recommended", "refused"), CATALOGUE, "fr"
    )

    assert decision.verdict == "recommended"
    assert problem.quote == 'community = "renaloo"'


def test_an_unknown_verdict():
    """A verdict is one of three."""
    decisions, (problem,) = read_ledger(ROW.replace("recommended", "bien"), CATALOGUE, "fr")

    assert decisions == []
    assert problem.values["allowed"] == "recommended, reserved, refused"


@pytest.mark.parametrize(
    "text", ["[[vetting]\n", 'vetting = "', "x = 2026-13-01\n", "[[vetting]]\na"]
)
def test_a_broken_ledger(text: str):
    """A ledger that cannot be read shows nothing, and is told with a line."""
    decisions, (problem,) = read_ledger(text, CATALOGUE, "fr")

    assert decisions == []
    assert problem.quote in text


def test_everything_wrong_in_the_ledger_is_said_at_once():
    """One fault hides neither the other faults nor the good decisions."""
    text = (
        ROW
        + ROW.replace("renaloo", "nobody")
        + ROW.replace("renaloo", "afa-crohn-rch").replace("verdict", "opinion")
    )
    decisions, problems = read_ledger(text, CATALOGUE, "fr")

    assert [decision.community for decision in decisions] == ["renaloo"]
    assert [problem.quote for problem in problems] == [
        "opinion",
        'community = "nobody"',
        'community = "afa-crohn-rch"',
    ]


@pytest.mark.parametrize(
    ("changes", "warned"),
    [
        ({}, False),
        ({"next_check": TODAY + timedelta(days=31)}, False),
        ({"next_check": TODAY + timedelta(days=30)}, True),
        ({"next_check": TODAY}, True),
        ({"next_check": TODAY - timedelta(days=400)}, True),
        ({"last_exchange": date(2026, 1, 1)}, True),
        ({"next_check": TODAY, "verdict": "refused"}, False),
        ({"last_exchange": date(2026, 1, 1), "verdict": "refused"}, False),
    ],
)
def test_the_doctor_is_warned_of_what_vanishes(changes: dict[str, Any], warned: bool):
    """Thirty days before, and ever after, a warning names the community; nothing is stopped."""
    problems = lapses([vetting("renaloo", **changes)], TODAY)

    assert [p.quote for p in problems] == ['community = "renaloo"'] * warned
    assert all(problem.level == WARNING for problem in problems)


@pytest.mark.parametrize(("days", "shown"), [(6, False), (7, False), (8, True)])
def test_a_link_that_would_lapse_between_two_builds(days: int, shown: bool):
    """What lapses by the next build is hidden in this one, and the doctor is told."""
    decision = vetting("renaloo", next_check=TODAY + timedelta(days=days))
    next_build = TODAY + timedelta(days=7)
    (problem,) = lapses([decision], TODAY, next_build)

    assert bool(vetted([decision], CATALOGUE, TODAY, next_build)) == shown
    assert vetted([decision], CATALOGUE, TODAY)
    assert ("by the next build" in problem.what) != shown


def test_a_build_shows_nothing_that_lapses_before_the_next(site: Site):
    """The page does not carry a link whose vetting ends in the week, and the doctor knows why."""
    site.write("communities/vetting.toml", LEDGER + "next_check = 2026-11-29\n")
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert "france-assos-sante.org" not in built.page("estomac")
    assert "d’ici la prochaine construction du blog" in built.said
    site.write("communities/vetting.toml", LEDGER + "next_check = 2026-11-30\n")
    assert "france-assos-sante.org" in site.build(base="publishconf").page("estomac")


@given(
    st.sampled_from(["recommended", "reserved", "refused"]),
    *[st.dates(date(2024, 1, 1), date(2028, 1, 1))] * 4,
    st.integers(0, 60),
)
def test_nothing_vanishes_without_a_word(  # noqa: PLR0913, PLR0917 - each decides
    verdict: str,
    vetted_on: date,
    last_exchange: date,
    next_check: date,
    today: date,
    every: int,
):
    """A decision made by today is in force until the next build, refused, or warned about."""
    decision = vetting(
        "renaloo",
        verdict=verdict,
        vetted_on=min(vetted_on, today),
        last_exchange=last_exchange,
        next_check=next_check,
    )
    next_build = today + timedelta(days=every)
    warned = lapses([decision], today, next_build)

    assert decision.in_force(next_build) or verdict == "refused" or warned
    assert not (decision.in_force(today) and verdict == "refused")


# The additions.


def test_an_addition_lacks_something():
    """A community of the doctor's own says at least what it is and where."""
    found, (problem,) = read_catalogue('[[community]]\nid = "mine"\nname = "Mine"\n')

    assert found == {}
    assert (problem.values["missing"], problem.quote) == ("url, kind", 'id = "mine"')


def test_broken_additions():
    """Broken TOML is told with its line."""
    found, (problem,) = read_catalogue('[[community]]\nid = "mine\n')

    assert found == {}
    assert (problem.line, problem.quote) == (2, 'id = "mine')
