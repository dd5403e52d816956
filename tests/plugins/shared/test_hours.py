"""When a practice is open: read as doctors write it, said again as readers read it."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.shared.blog.hours import (
    Opening,
    check_hours,
    days_in_words,
    hours_in_words,
    read_opening,
)

WEEK = (0, 1, 2, 3, 4)
DAY = ((time(8, 30), time(12)), (time(14), time(18, 30)))
SPANS = st.lists(st.times(), min_size=2, max_size=6, unique=True).map(
    lambda found: [time(one.hour, one.minute) for one in sorted(found)]
)


@pytest.mark.parametrize(
    "line",
    [
        "lundi au vendredi 8h30-12h, 14h-18h30",
        "Lundi-vendredi : 08:30-12:00, 14:00-18:30",
        "du lundi au vendredi de 8 h 30 à 12 h et de 14 h à 18 h 30",
        "lundi, mardi, mercredi, jeudi et vendredi 8h30–12h ; 14h–18h30",
        "Lun-Ven 8h30 - 12h00, 14h - 18h30",
        "les lundis, mardis, mercredis, jeudis et vendredis 8h30 à 12h, 14h à 18h30",
        "Monday to Friday 8:30 to 12:00 and 14:00 to 18:30",
        "Mon-Fri: 8:30-12, 14-18:30",
        "Mo-Fr 08:30-12:00,14:00-18:30",
    ],
)
def test_what_a_doctor_writes(line: str):
    """The words that come to mind are read alike."""
    assert read_opening(line) == Opening(WEEK, DAY)


@pytest.mark.parametrize(
    "line",
    [
        *("", "sur rendez-vous", "lundi", "8h-12h", "lundi matin", "lundi 8h", "lundi 12h-8h"),
        *("lundi 8h-12h, 11h-14h", "lundi 25h-26h", "lundi 8h75-9h", "lundredi 8h-12h"),
        *("lundi au mardi au jeudi 8h-9h", "lundi 8h-12h sauf jours fériés", "lundi 8h-12h-14h"),
    ],
)
def test_what_cannot_be_read_is_told(line: str):
    """With the doctor's own words; nobody stands before a closed door."""
    assert read_opening(line) is None
    (problem,) = check_hours([line])
    assert problem.quote == line


def test_a_day_is_said_once():
    """Two lines for one day would be two answers."""
    first, second = "lundi au vendredi 8h-12h", "mercredi 14h-18h"
    (problem,) = check_hours([first, second, "samedi 9h-12h"])

    assert problem.quote == second


@given(st.sets(st.integers(0, 6), min_size=1), SPANS, st.sampled_from(["fr", "en"]))
def test_what_is_said_is_read_again(days: set[int], ends: list[time], language: str):
    """Days and hours in words say what was read, no more and no less."""
    spans = tuple((a, b) for a, b in zip(ends[::2], ends[1::2], strict=False) if a < b)
    spans = tuple(s for i, s in enumerate(spans) if not i or spans[i - 1][1] <= s[0])
    if not spans:
        return
    chosen = tuple(sorted(days))
    line = f"{days_in_words(chosen, language)} : {hours_in_words(spans, language)}"

    assert read_opening(line) == Opening(chosen, spans)


@given(st.text(max_size=60))
def test_any_words_are_read_or_told(line: str):
    """Never a traceback; what is read has days and hours in order."""
    opening = read_opening(line)

    assert bool(opening) != bool(check_hours([line]))
    if opening:
        assert opening.days
        assert all(first < last for first, last in opening.hours)
