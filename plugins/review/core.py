"""The four dates of an article, never confused. Knows nothing of Pelican.

An edit is not a review: a review is of the whole page, by someone named (NHS
digital service manual, “Review date”). The next one is due at most three years
later (NHS standard for health content; PIF TICK).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from plugins.problems import N_, WARNING, Problem

LONGEST = relativedelta(years=3)
# The doctor is warned this long before a review is due.
NOTICE = relativedelta(days=90)


@dataclass(frozen=True)
class Review:
    """The dates of an article, who reviewed it, what ties of interest its author has."""

    published: date
    modified: date | None
    reviewed: date
    reviewer: str
    due: date
    overdue: bool
    interests: str


def review(  # noqa: PLR0913 - each is one field of the header
    *,
    published: date,
    modified: date | None,
    reviewed: date | None,
    due: date | None,
    reviewer: str,
    interests: str,
    months: int,
    today: date,
) -> tuple[Review, list[Problem]]:
    """Return the dates as they are shown, and what is wrong or soon due.

    Without ``reviewed``, the page was last reviewed when it was published; without
    ``due``, it is due again ``months`` later.
    """
    reviewed = reviewed or published
    due = due or reviewed + relativedelta(months=months)
    problems = []
    for name, day, what in (
        ("date", published, N_("the publication is dated {day}, after today.")),
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
                    'interests = "…" under [doctor] in blog.toml.'
                ),
            )
        )
    overdue = due <= today
    if due <= today + NOTICE:
        problems.append(
            Problem(
                N_("the review was due on {day}: the page says so.")
                if overdue
                else N_("the next review is due on {day}."),
                N_(
                    "Read the whole page again, then write “reviewed: {today}” in the header; if "
                    "it holds “review_by”, change that too."
                ),
                {"day": due.isoformat(), "today": today.isoformat()},
                level=WARNING,
            )
        )
    return Review(published, modified, reviewed, reviewer, due, overdue, interests), problems
