"""Read when a practice is open, as a doctor writes it, and say it again in a language.

``lundi au vendredi 8h30-12h, 14h-18h30``: the days, then the hours, in French or in English, in
full or short. What cannot be read is told, never guessed: a patient would stand before a closed
door.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from babel import Locale

from plugins.shared.i18n import translator
from plugins.shared.problems import N_, Problem
from plugins.shared.quotes import unaccented

# From Monday, in full and short, in French and in English.
_NAMES = (
    *("lundi monday lun mon lu mo", "mardi tuesday mar tue tues tu"),
    *("mercredi wednesday mer wed we", "jeudi thursday jeu thu thur thurs je th"),
    *(
        "vendredi friday ven fri ve fr",
        "samedi saturday sam sat sa",
        "dimanche sunday dim sun di su",
    ),
)
_DAY = {name: day for day, names in enumerate(_NAMES) for name in names.split()}
_TO = re.compile(r"\s*(?:[-–—]|\b(?:au?|to|until)\b)\s*")
_AND = re.compile(r"\s*(?:,|;|\b(?:et|and)\b)\s*")
_LEFT_OUT = re.compile(r"\b(?:du|le|les|de|from|on)\b|:\s*$")
_HOUR = re.compile(r"(\d{1,2})\s*(?:(?:h|:)\s*(\d{2})?)?")
_FIRST_FIGURE = re.compile(r"\d")
_LONGEST = 200
# Two days are named, more are a span.
_FEW = 2


@dataclass(frozen=True)
class Opening:
    """Hours on some days of the week, from 0 for Monday: each a beginning and an end."""

    days: tuple[int, ...]
    hours: tuple[tuple[time, time], ...]


def read_opening(line: str) -> Opening | None:
    """Return the days and the hours of a line, ``None`` where it cannot be read."""
    words = unaccented(line.replace("\u00a0", " ").replace("\u202f", " ")).casefold()
    figure = _FIRST_FIGURE.search(words)
    if figure is None or len(line) > _LONGEST:
        return None
    days = _read_days(_LEFT_OUT.sub(" ", words[: figure.start()]).strip())
    hours = _read_hours(words[figure.start() :].strip(" ."))
    return Opening(days, hours) if days and hours else None


def _read_days(words: str) -> tuple[int, ...]:
    """Return the days that some words name, in order; none where one is not known."""
    found: set[int] = set()
    for part in _AND.split(words.strip(" ,;:")):
        ends = [_DAY.get(end.strip(" .").removesuffix("s"), -1) for end in _TO.split(part)]
        if len(ends) not in (1, 2) or -1 in ends:
            return ()
        first, last = ends[0], ends[-1]
        found.update(day % 7 for day in range(first, last + (7 if last < first else 0) + 1))
    return tuple(sorted(found))


def _read_hours(words: str) -> tuple[tuple[time, time], ...]:
    """Return the hours that some words name; none unless each begins after the one before ends."""
    found: list[tuple[time, time]] = []
    for part in _AND.split(_LEFT_OUT.sub(" ", words)):
        ends = [_hour(end.strip()) for end in _TO.split(part.strip())]
        if len(ends) != 2:  # noqa: PLR2004 - a beginning and an end
            return ()
        first, last = ends
        if first is None or last is None or first >= last:
            return ()
        found.append((first, last))
    if any(before[1] > after[0] for before, after in pairwise(found)):
        return ()
    return tuple(found)


def _hour(words: str) -> time | None:
    match = _HOUR.fullmatch(words)
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - a clock


def read_hours(lines: Iterable[str]) -> tuple[Opening, ...]:
    """Return what of some lines can be read."""
    return tuple(opening for line in lines if (opening := read_opening(line)))


def check_hours(lines: Sequence[str]) -> list[Problem]:
    """Return a problem for each line of ``hours`` that cannot be read, or says a day again."""
    problems: list[Problem] = []
    known: set[int] = set()
    for line in lines:
        opening = read_opening(line)
        if opening is None:
            problems.append(
                Problem(
                    N_("“{words}” says no days and hours that can be read."),
                    N_(
                        "Write the days, then the hours: “Monday to Friday 9:00-12:00, 14:00-18:00”"
                    ),
                    {"words": line},
                    quote=line,
                    within="hours",
                )
            )
        elif known & set(opening.days):
            problems.append(
                Problem(
                    N_("“{words}” gives hours to a day that has some already."),
                    N_("Write each day once, with all its hours on its line."),
                    {"words": line},
                    quote=line,
                    within="hours",
                )
            )
        known.update(opening.days if opening else ())
    return problems


def in_words(openings: Iterable[Opening], language: str) -> list[tuple[str, str]]:
    """Return the days and the hours of some openings, as a reader of a language says them."""
    return [
        (days_in_words(opening.days, language), hours_in_words(opening.hours, language))
        for opening in openings
    ]


def days_in_words(days: Sequence[int], language: str) -> str:
    """Return some days of the week as a reader says them: ``Lundi au vendredi``."""
    names = Locale.parse(language).days["format"]["wide"]
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    say = translator(language)
    said: list[str] = []
    for run in runs:
        if len(run) > _FEW:
            first, last = names[run[0]], names[run[-1]]
            said.append(say(N_("{first} to {last}")).format(first=first, last=last))
        else:
            said += [names[day] for day in run]
    text = ", ".join(said)
    return text[:1].upper() + text[1:]


def hours_in_words(hours: Iterable[tuple[time, time]], language: str) -> str:
    """Return some hours as a reader says them: ``8 h 30 – 12 h``, ``8:30 – 12:00``."""
    spans = (f"{_said(a, language)}\u00a0\u2013\u00a0{_said(b, language)}" for a, b in hours)
    return ", ".join(spans)


def _said(hour: time, language: str) -> str:
    say = translator(language)
    # The French way leaves out the minutes of a full hour.
    pattern = say(N_("{hour}:{minute}")) if hour.minute else say(N_("{hour}:00"))
    return pattern.format(hour=hour.hour, minute=f"{hour.minute:02}")
