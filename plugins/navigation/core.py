"""Read the place of an article in a series. Knows nothing of Pelican."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plugins.shared.problems import N_, Problem

FIELD = "series"

_PLACED = re.compile(r"\s*(?P<name>\S(?:.*\S)?)\s*,\s*(?P<place>[1-9]\d{0,2})\s*", re.DOTALL)


@dataclass(frozen=True)
class Series:
    """A series, by its name, and the place of an article in it, from 1."""

    name: str
    place: int


def read_series(written: str) -> tuple[Series | None, list[Problem]]:
    """Return what the field ``series`` says; nothing where it is empty or lacks the place."""
    if not written.strip():
        return None, []
    match = _PLACED.fullmatch(written)
    if match:
        return Series(match["name"], int(match["place"])), []
    return None, [
        Problem(
            N_("“{words}” does not say which place the article has in its series."),
            N_("Write the name of the series, a comma and a number: “Sleep, 2”."),
            {"words": written.strip()},
            quote=written.strip(),
            within=FIELD,
        )
    ]
