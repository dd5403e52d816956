"""Print a date of CSL-JSON: ``2002 Jul 25`` in English, ``25 juill 2002`` in French.

Rules: *Citing Medicine*, 2nd ed., chapter 1, “Date of Publication”, for the order, the
abbreviations and the ranges; its French mirrors the order that French reads.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .csl import Item, text

# Python refuses to read a number of thousands of figures.
_NUMBER = re.compile(r"\d{1,6}(?:\.0)?")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*)?")
_YEAR = re.compile(r"\d{4}")
_LAST_MONTH, _LAST_DAY = 12, 31

_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
    "fr": "janv févr mars avr mai juin juill août sept oct nov déc".split(),
}
_SEASONS = {
    "en": "Spring Summer Fall Winter".split(),
    "fr": "printemps été automne hiver".split(),
}
# Where CSL's own 1 to 4, Crossref's 13 to 16 and EDTF's 21 to 24 are one season.
_SEASON_NUMBERS = (*range(13, 17), *range(21, 25))


class _Moment(NamedTuple):
    """A date as far as it is known; ``month`` and ``day`` are words, empty when unknown."""

    year: str
    month: str = ""
    day: str = ""


def printed_date(item: Item, language: str, name: str = "issued") -> str:
    """Return a date or a range of dates; empty when there is none."""
    written = item.get(name)
    if not isinstance(written, dict):
        return _from_words(text(item, name), language)
    parts = written.get("date-parts")
    found = [_moment(part, language) for part in (parts[:2] if isinstance(parts, list) else ())]
    moments = [moment for moment in found if moment]
    if not moments:
        return _from_words(text(written, "literal") or text(written, "raw"), language)
    if not moments[0].month:
        moments[0] = moments[0]._replace(month=_season(text(written, "season"), language))
    printed = _range(moments[0], moments[-1], language)
    return f"[{printed}?]" if written.get("circa") else printed


def _from_words(words: str, language: str) -> str:
    """Return a date written in words, if it says a year: ``2024-05-03`` as any other date."""
    iso = _ISO.fullmatch(words)
    moment = _moment(iso.groups(), language) if iso else None
    if moment:
        return _one(moment, language)
    return words if _YEAR.search(words) else ""


def _moment(parts: object, language: str) -> _Moment | None:
    """Return year, month and day as far as they are numbers: ``[2020, null, 5]`` is 2020."""
    numbers = []
    for part in parts[:3] if isinstance(parts, list | tuple) else ():
        if not _NUMBER.fullmatch(str(part)):
            break
        numbers.append(int(float(str(part))))
    year, month, day = (*numbers, 0, 0, 0)[:3]
    if not year:
        return None
    if month in _SEASON_NUMBERS:
        return _Moment(str(year), _SEASONS[language][(month - 1) % 4])
    if not 1 <= month <= _LAST_MONTH:
        return _Moment(str(year))
    ordinal = "1er" if language == "fr" and day == 1 else str(day)
    return _Moment(
        str(year), _MONTHS[language][month - 1], ordinal if 1 <= day <= _LAST_DAY else ""
    )


def _season(written: str, language: str) -> str:
    """Return the season of a date: ``3`` and ``Fall`` are ``automne``, other words stay."""
    if written in ("1", "2", "3", "4"):
        return _SEASONS[language][int(written) - 1]
    names = {"autumn": 2} | {
        name.casefold(): n for names in _SEASONS.values() for n, name in enumerate(names)
    }
    known = names.get(written.casefold())
    return written if known is None else _SEASONS[language][known]


def _one(moment: _Moment, language: str) -> str:
    parts = [part for part in moment if part]
    return " ".join(parts if language == "en" else reversed(parts))


def _range(first: _Moment, last: _Moment, language: str) -> str:
    """Return ``2002 Apr 3-5`` or ``3-5 avr 2002``: what both dates share is written once."""
    if first.year == last.year:
        if not (first.month and last.month) or first == last:
            return _one(first, language)
        if first.month == last.month and not (first.day and last.day):
            return _one(first, language)
        shared = 2 if first.month == last.month else 1
        # English reads from the year on, French up to it: the other end goes without.
        if language == "en":
            last = _Moment(*[""] * shared, *last[shared:])
        else:
            first = _Moment(*[""] * shared, *first[shared:])
    return f"{_one(first, language)}-{_one(last, language)}"
