"""The four dates of an article, never confused. Knows nothing of Pelican.

An edit is not a review: a review is of the whole page, by someone named (NHS
digital service manual, “Review date”). The next one is due at most three years
later (NHS standard for health content; PIF TICK). Overdue, a page says so; a set
time later it lapses: it keeps its address, and leaves every list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from plugins.shared.problems import N_, WARNING, Problem

from .changes import Change

LONGEST = relativedelta(years=3)
# The doctor is warned this long before a review is due.
NOTICE = relativedelta(days=90)


class Holding(NamedTuple):
    """How long a review holds, and how long after that a page stays listed: in months."""

    months: int
    hidden_after: int


@dataclass(frozen=True)
class Original:
    """The text that a translation is older than: its file, its language, its last review."""

    path: str
    lang: str
    reviewed: date
    listed: bool


@dataclass(frozen=True)
class Review:
    """The dates of an article, who reviewed it, what ties of interest its author has.

    ``reviewer``: someone else than the author, empty when there is none.
    ``changed_since``: edited after the last review. ``lapsed``: out of the lists.
    ``original``: for a translation that is older than its original's last review.
    """

    published: date
    modified: date | None
    reviewed: date
    reviewer: str
    due: date
    overdue: bool
    interests: str
    lapsed: bool = False
    changes: tuple[Change, ...] = ()
    original: Original | None = None

    @property
    def changed_since(self) -> bool:
        """Tell whether the page was edited after its last review, of which the edit is no part."""
        return self.modified is not None and self.modified > self.reviewed


def next_review(reviewed: date, written: date | None, holding: Holding) -> tuple[date, date]:
    """Return the day on which the next review is due, and that on which the page lapses."""
    due = written or reviewed + relativedelta(months=holding.months)
    return due, due + relativedelta(months=holding.hidden_after)


def review(  # noqa: PLR0913 - each is one field of the header
    *,
    published: date,
    modified: date | None,
    reviewed: date | None,
    due: date | None,
    reviewer: str,
    interests: str,
    holding: Holding,
    today: date,
    changes: tuple[Change, ...] = (),
) -> tuple[Review, list[Problem]]:
    """Return the dates as they are shown, and what is wrong or soon due.

    Without ``reviewed``, the page was last reviewed when it was published; without
    ``due``, it is due again ``holding.months`` later.
    """
    # The line from which the next review follows.
    counted = ("review_by", due) if due else ("reviewed", reviewed) if reviewed else None
    reviewed = reviewed or published
    due, lapses = next_review(reviewed, due, holding)
    problems = []
    for name, day, what in (
        ("modified", modified, N_("the change is dated {day}, after today.")),
        ("reviewed", reviewed, N_("the review is dated {day}, after today.")),
    ):
        if day and day > today and not (name == "reviewed" and day == published):
            problems.append(
                Problem(
                    what,
                    N_(
                        "Write the day on which it was done. For this blog today is {today} (a "
                        "demonstration has its own day: “as_of”, in blog.toml)."
                    ),
                    {"day": day.isoformat(), "today": today.isoformat()},
                    quote=f"{name}: {day.isoformat()}",
                )
            )
    if modified and modified < published:
        problems.append(
            Problem(
                N_("the change is dated {day}, before the publication."),
                N_("Correct one of the two dates, or take “modified” out."),
                {"day": modified.isoformat()},
                quote=f"modified: {modified.isoformat()}",
            )
        )
    if due < reviewed:
        problems.append(
            Problem(
                N_("the next review comes before the last one."),
                N_("Write a later day after “review_by”, or take the line out."),
                quote=f"review_by: {due.isoformat()}",
            )
        )
    if due > reviewed + LONGEST:
        problems.append(
            Problem(
                N_("the next review is more than three years after the last one."),
                N_("Choose an earlier “review_by”: health standards ask for three years at most."),
                quote=f"review_by: {due.isoformat()}",
            )
        )
    if not interests:
        problems.append(
            Problem(
                N_("nothing says whether you have ties of interest."),
                N_(
                    "Say which, or that there are none: interests: … in this header, or "
                    'interests = "…" in blog.toml, under [doctor] or the [[people]] who wrote it.'
                ),
            )
        )
    overdue, lapsed = due <= today, lapses <= today
    if due <= today + NOTICE:
        name, day = counted or ("date", published)
        problems.append(
            Problem(
                _due(overdue=overdue, lapsed=lapsed),
                N_(
                    "Read the whole page again, then write “reviewed: {today}” in the header; if "
                    "it holds “review_by”, change that too."
                ),
                {
                    "day": due.isoformat(),
                    "today": today.isoformat(),
                    "lapses": lapses.isoformat(),
                },
                quote=f"{name}: {day.isoformat()}",
                level=WARNING,
            )
        )
    found = Review(
        published, modified, reviewed, reviewer, due, overdue, interests, lapsed, changes
    )
    return found, problems


def _due(*, overdue: bool, lapsed: bool) -> str:
    """Return what is said of a review that is due, soon or already."""
    if lapsed:
        return N_("the review was due on {day}: the page is out of the lists until it is done.")
    if overdue:
        return N_(
            "the review was due on {day}: the page says so, and leaves the lists on {lapses}."
        )
    return N_("the next review is due on {day}.")
