"""Write a date of CSL-JSON as EDTF (ISO 8601-2), which other programs read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .csl import Item, text
from .dates import goes_on

_SEASONS = {
    name: str(number % 4 + 1)
    for number, name in enumerate(
        "spring summer fall winter printemps été automne hiver 1 2 3 4".split()
    )
}
_NAMES = {"1": "Spring", "2": "Summer", "3": "Fall", "4": "Winter"}


def in_words(item: Item, name: str) -> str:
    """Return a date in the words it was written in."""
    written = item.get(name)
    if not isinstance(written, dict):
        return text(item, name)
    return text(written, "literal") or text(written, "raw")


def edtf(item: Mapping[str, Any], name: str) -> str:
    """Return a date of CSL as EDTF, which BibLaTeX reads: ``2024-09``, ``2019-03/2019-05``.

    ISO 8601-2: months 21 to 24 are the seasons, ``~`` says that a date is not certain, and nothing
    after ``/`` that it goes on.
    """
    written = item.get(name)
    parts = written.get("date-parts") if isinstance(written, dict) else None
    days = [_iso(part) for part in parts[:2]] if isinstance(parts, list) else []
    days = [day for day in days if day]
    if not days or not isinstance(written, dict):
        return ""
    season = _SEASONS.get(text(written, "season").casefold())
    if season and len(days) == 1 and len(days[0]) == len("2024"):
        days[0] += f"-2{season}"
    end = "/" if goes_on(parts) else "~" if written.get("circa") else ""
    return "/".join(days) + end


def season_in_words(item: Mapping[str, Any], name: str) -> str:
    """Return the season of a date that EDTF cannot write: ``1st Quart``, a winter of two years."""
    written = item.get(name)
    season = text(written, "season") if isinstance(written, dict) else ""
    year = edtf(item, name)
    if not season or not year or "-" in year:
        return ""
    return _NAMES.get(season, season)


def _iso(parts: object) -> str:
    """Return year, month and day as far as they are known: ``2024-09``."""
    known: list[str] = []
    for part in parts if isinstance(parts, list) else ():
        if not str(part).isdecimal() or not int(str(part)[:6]):
            break
        known.append(str(part).zfill(4 if not known else 2))
    return "-".join(known[:3])
