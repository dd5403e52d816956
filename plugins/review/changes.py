"""The reasoned history of an article, from its header. Knows nothing of Pelican.

A correction sets right what was wrong, an update adds what became known, a review
is of the whole page: only the last one counts as a review.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from plugins.shared.problems import N_, Problem

CORRECTION, UPDATE, REVIEW = "correction", "update", "review"
# As a doctor may write them, in English and in French.
KINDS = {
    CORRECTION: CORRECTION,
    UPDATE: UPDATE,
    "mise à jour": UPDATE,
    REVIEW: REVIEW,
    "relecture": REVIEW,
}

_CHANGE = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})\s+(?P<kind>[^\W\d][^:]*?)\s*:\s*(?P<text>\S.*)")
_FORM = N_("Write it as one line: - 2026-03-02 correction: what was wrong. Kinds: {kinds}.")


@dataclass(frozen=True)
class Change:
    """One change of an article: when, of which kind, and what was changed."""

    day: date
    kind: str
    text: str


def read_changes(
    lines: Iterable[str], *, published: date, reviewed: date, today: date
) -> tuple[tuple[Change, ...], list[Problem]]:
    """Return the changes that can be shown, newest first, and what is wrong with the others.

    ``lines``: ``2026-03-02 correction: what was wrong``, in any order.
    """
    changes: list[Change] = []
    problems: list[Problem] = []
    for line in lines:
        change, problem = _read(line)
        if change:
            problem = _misdated(change, published, reviewed, today)
        if problem:
            problems.append(Problem(problem.what, problem.fix, problem.values, quote=line))
        elif change:
            changes.append(change)
    return tuple(sorted(changes, key=lambda change: change.day, reverse=True)), problems


def last_edit(changes: Iterable[Change]) -> date | None:
    """Return the day of the newest change that is no review."""
    return max((change.day for change in changes if change.kind != REVIEW), default=None)


def _read(line: str) -> tuple[Change | None, Problem | None]:
    """Return the change that a line tells, or what is wrong with the line."""
    kinds = ", ".join(KINDS)
    match = _CHANGE.fullmatch(" ".join(unicodedata.normalize("NFC", line).split()))
    if not match:
        return None, Problem(N_("this change cannot be read."), _FORM, {"kinds": kinds})
    written = match["kind"].lower()
    if written not in KINDS:
        near = get_close_matches(written, KINDS, n=1)
        return None, Problem(
            N_("“{kind}” is no kind of change."),
            N_("Did you mean “{near}”?") if near else _FORM,
            {"kind": match["kind"], "near": "".join(near), "kinds": kinds},
        )
    try:
        day = date.fromisoformat(match["day"])
    except ValueError:
        return None, Problem(
            N_("this date cannot be read."),
            N_("Write year-month-day with figures, for example 2026-11-22."),
        )
    return Change(day, KINDS[written], match["text"]), None


def _misdated(change: Change, published: date, reviewed: date, today: date) -> Problem | None:
    """Return what is wrong with the day of a change, beside the other dates of its article."""
    values = {"day": change.day.isoformat(), "published": published.isoformat()}
    if change.day > today:
        return Problem(
            N_("this change is dated {day}, after today."),
            N_("Write the day on which it was done."),
            values,
        )
    if change.day < published:
        return Problem(
            N_("this change is dated {day}, before the publication, on {published}."),
            N_("Correct one of the two dates, or take this line out."),
            values,
        )
    if change.kind == REVIEW and change.day > reviewed:
        return Problem(
            N_("a review of {day} is among the changes, but “reviewed” does not say so."),
            N_("If the whole page was read again, write “reviewed: {day}”; if not, “update” here."),
            values,
        )
    return None
