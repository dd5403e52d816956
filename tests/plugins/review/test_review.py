"""An article says when it was published, changed and reviewed, by whom, and when next."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from plugins.review.core import Holding, Review, review
from plugins.shared.problems import ERROR, WARNING, Problem
from tests.support.sites import ARTICLE, BLOG, Site

TODAY = date(2026, 11, 22)
FEBRUARY = date(2026, 2, 28)


def dated(**changes: Any) -> tuple[Review, list[Problem]]:
    """Review an article published in October 2026, but for some changes."""
    values: dict[str, Any] = {
        "published": date(2026, 10, 1),
        "modified": None,
        "reviewed": None,
        "due": None,
        "reviewer": "Dr Jeanne Exemple",
        "interests": "Aucun lien d’intérêt.",
        "today": TODAY,
    }
    holding = Holding(changes.pop("months", 12), hidden_after=12)
    return review(holding=holding, **values | changes)


def levels(problems: list[Problem]) -> list[str]:
    """Return how grave each problem is."""
    return [problem.level for problem in problems]


def test_a_new_article_was_reviewed_when_published():
    """Without other dates, the review is of the day of publication, the next a year later."""
    found, problems = dated()

    assert problems == []
    assert found == Review(
        published=date(2026, 10, 1),
        modified=None,
        reviewed=date(2026, 10, 1),
        reviewer="Dr Jeanne Exemple",
        due=date(2027, 10, 1),
        overdue=False,
        interests="Aucun lien d’intérêt.",
    )


def test_an_edit_is_no_review():
    """A change of the text does not move the review."""
    found, _ = dated(modified=date(2026, 11, 20))

    assert found.modified == date(2026, 11, 20)
    assert found.reviewed == date(2026, 10, 1)
    assert found.due == date(2027, 10, 1)
    assert found.changed_since


def test_an_edit_before_the_review_is_part_of_it():
    """What was changed before the whole page was read again needs no remark."""
    found, _ = dated(modified=date(2026, 11, 20), reviewed=date(2026, 11, 20))

    assert not found.changed_since


def test_the_next_review_counts_from_the_last():
    """A new review moves the next one."""
    found, _ = dated(published=date(2020, 1, 1), reviewed=date(2026, 11, 2))

    assert (found.published, found.due) == (date(2020, 1, 1), date(2027, 11, 2))


@pytest.mark.parametrize(
    ("reviewed", "months", "due"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2024, 2, 29), 36, date(2027, 2, 28)),
        (date(2026, 10, 1), 36, date(2029, 10, 1)),
    ],
)
def test_months_end_where_they_end(reviewed: date, months: int, due: date):
    """Six months after 31 August is the last day of February; three years is no fault."""
    found, problems = dated(reviewed=reviewed, months=months, published=date(2024, 1, 1))

    assert found.due == due
    assert ERROR not in levels(problems)


def test_the_doctor_s_own_date_wins():
    """``review_by`` is taken as written."""
    assert dated(due=date(2027, 5, 2))[0].due == date(2027, 5, 2)


@pytest.mark.parametrize(("reviewed", "wrong"), [(TODAY, 0), (TODAY + timedelta(days=1), 1)])
def test_a_review_is_not_of_tomorrow(reviewed: date, wrong: int):
    """A review dated after today stops the publication, quoted."""
    _, problems = dated(reviewed=reviewed)

    assert levels(problems) == [ERROR] * wrong
    assert all(problem.quote == "reviewed: 2026-11-23" for problem in problems)


def test_an_article_of_tomorrow_waits_for_its_day():
    """A publication dated after today is planned, and counts as reviewed on its day."""
    found, problems = dated(published=TODAY + timedelta(days=1))

    assert problems == []
    assert found.reviewed == TODAY + timedelta(days=1)


@pytest.mark.parametrize(("due", "wrong"), [(date(2029, 10, 1), 0), (date(2029, 10, 2), 1)])
def test_a_review_holds_three_years_at_most(due: date, wrong: int):
    """A next review more than three years away stops the publication, quoted."""
    _, problems = dated(due=due)

    assert levels(problems) == [ERROR] * wrong
    assert all(problem.quote == "review_by: 2029-10-02" for problem in problems)


def test_nothing_said_of_interests():
    """An article that says nothing of its author's ties is not published."""
    _, (problem,) = dated(interests="")

    assert problem.level == ERROR


@pytest.mark.parametrize(
    ("due", "warned", "overdue"),
    [
        (TODAY + timedelta(days=91), False, False),
        (TODAY + timedelta(days=90), True, False),
        (TODAY + timedelta(days=1), True, False),
        (TODAY, True, True),
        (TODAY - timedelta(days=1), True, True),
    ],
)
def test_a_review_that_is_due_is_a_warning(due: date, warned: bool, overdue: bool):
    """Three months before, the doctor is warned; on the day, the page says so too."""
    found, problems = dated(published=date(2026, 1, 1), due=due)

    assert levels(problems) == [WARNING] * warned
    assert all(problem.quote == f"review_by: {due}" for problem in problems)
    assert found.overdue == overdue


@pytest.mark.parametrize(
    ("header", "quote"),
    [({}, "date: 2025-10-01"), ({"reviewed": date(2025, 11, 1)}, "reviewed: 2025-11-01")],
)
def test_the_line_that_a_review_follows_from_is_quoted(header: dict[str, date], quote: str):
    """Without “review_by”, the day of the last review is shown; without it, that of publication."""
    _, (problem,) = dated(published=date(2025, 10, 1), **header)

    assert problem.quote == quote


@pytest.mark.parametrize(("late", "lapsed"), [(0, True), (1, False)])
def test_a_page_lapses_a_year_after_its_review_was_due(late: int, lapsed: bool):
    """On the very day, twelve months after, and not before."""
    due = date(2025, 11, 22) + timedelta(days=late)
    found, (problem,) = dated(published=date(2023, 1, 1), due=due)

    assert found.overdue
    assert found.lapsed == lapsed
    assert ("out of the lists" in problem.what) == lapsed


def test_everything_wrong_is_said_at_once():
    """A review to come, too long and without interests is three problems."""
    _, problems = dated(reviewed=date(2027, 1, 1), due=date(2031, 1, 1), interests="")

    assert levels(problems) == [ERROR] * 3


DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))


@given(DAYS, st.none() | DAYS, st.none() | DAYS, st.integers(1, 36), DAYS)
def test_an_article_past_its_review_always_says_so(
    published: date, reviewed: date | None, due: date | None, months: int, today: date
):
    """Whatever the dates, what is due on the day is overdue, and the doctor is told."""
    found, problems = dated(
        published=published, reviewed=reviewed, due=due, months=months, today=today
    )

    assert found.overdue == (found.due <= today)
    assert found.overdue or not found.lapsed
    assert not found.overdue or WARNING in levels(problems)
    assert found.reviewed <= max(today, published) or ERROR in levels(problems)


def test_a_build_shows_the_dates(site: Site):
    """Four dates, the reviewer and the ties of interest stand under the article."""
    site.write(
        "articles/revu.md",
        "---\ntitle: Revu\ndate: 2022-03-01\nmodified: 2026-10-20\nreviewed: 2026-10-25\n"
        "reviewer: Dr Paul Martin\nreview_by: 2027-04-25\ninterests: Invité par l'ARS.\n"
        "conditions: reflux\n---\nUn [@chey2024].\n",
    )
    site.write(
        "articles/vieux.md",
        "---\ntitle: Vieux\ndate: 2022-03-01\nconditions: reflux\n---\nUn [@chey2024].\n",
    )
    built = site.build(base="publishconf")
    (box,) = LexborHTMLParser(built.page("revu")).css("section.review")

    assert built.status == 0, built.said
    assert [node.attributes["datetime"] for node in box.css("time")] == [
        "2022-03-01",
        "2026-10-20",
        "2026-10-25",
        "2027-04-25",
    ]
    assert "1er mars 2022" in box.text()
    assert "Dr Paul Martin" in box.text().replace("\u00a0", " ")
    assert "Invité par l’ARS." in box.text()
    assert "caution" not in built.page("revu")
    assert "caution__overdue" in built.page("vieux")
    assert "articles/vieux.md\n  ! ligne 3" in built.said


def test_a_build_asks_for_interests(site: Site):
    """Without a statement in the blog or in the header, nothing is published."""
    site.write("blog.toml", BLOG.replace("Aucun lien d’intérêt.", ""))
    built = site.build()

    assert built.status == 1
    assert "articles/estomac.md\n  ✗" in built.said
    assert "interests" in built.said


def test_a_change_before_the_publication_is_told(site: Site):
    """A page cannot have been changed before it was there."""
    text = ARTICLE.replace("date: 2026-10-01", "date: 2026-10-01\nmodified: 2026-09-30")
    site.write("articles/estomac.md", text)
    built = site.build()

    assert built.status == 1
    assert (
        "articles/estomac.md\n  ✗ ligne 4\u00a0: la modification est datée du 2026-09-30"
        in built.said
    )
