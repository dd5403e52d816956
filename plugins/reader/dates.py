"""Read the dates of a header, and propose the date that was meant by one written otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache

from babel import Locale

from plugins.shared.clock import YEARS
from plugins.shared.i18n import LANGUAGES
from plugins.shared.quotes import unaccented
from plugins.shared.unseen import IGNORABLE

# ISO 8601, as other generators and editors export it too.
_ISO_DATE = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:(?P<hour>[ T]\d{2}:\d{2})(?::\d{2}(?:\.\d{1,9})?)?)?"
    r" ?(?:Z|[+-]\d{2}:?\d{2})?"
)
_BETWEEN = r"\s*[-\u2010-\u2015\u2212/.,\s]\s*"
_YEAR_FIRST = re.compile(
    rf"(\d{{4}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{1,2}})|(\d{{4}})(\d\d)(\d\d)"
)
_YEAR_LAST = re.compile(rf"(\d{{1,2}}){_BETWEEN}(\d{{1,2}}){_BETWEEN}(\d{{4}})", re.ASCII)
# 22 juillet 2011, July 22, 2011: with a month in letters, which figure is the year is plain.
_WORD = re.compile(r"[^\W\d_]+|\d+")
_HOUR = re.compile(r"[T\s,]+(?:à\s*|at\s*)?\d{1,2}\s*[:h].*$", re.IGNORECASE)


def read_date(text: str) -> date | None:
    """Return the day of an ISO 8601 date (``2026-11-22``, a time may follow), or ``None``."""
    match = _ISO_DATE.fullmatch(text)
    if not match:
        return None
    try:
        day = datetime.fromisoformat(match["day"] + (match["hour"] or "")).date()
    except ValueError:
        return None
    return day if day.year in YEARS else None


def readings(text: str) -> list[date]:
    """Return the days that a date written otherwise may mean, the day before the month first.

    None where the year has two figures, or no such day exists.
    """
    text = _HOUR.sub("", " ".join(IGNORABLE.sub("", text).split())).strip(" \"'.,")
    return list(dict.fromkeys(_possible(text)))


def _possible(text: str) -> Iterator[date]:
    match = _YEAR_FIRST.fullmatch(text)
    if match:
        yield from _day(*(int(part) for part in match.groups() if part))
        return
    match = _YEAR_LAST.fullmatch(text)
    if match:
        first, second, year = (int(part) for part in match.groups())
        yield from _day(year, second, first)
        yield from _day(year, first, second)
        return
    words = [unaccented(word).casefold() for word in _WORD.findall(text)]
    figures = [int(word) for word in words if word.isdecimal() and word.isascii()]
    months = {_months()[word] for word in words if word in _months()}
    if len(figures) == 2 and len(months) == 1:  # noqa: PLR2004 - a day and a year
        yield from _day(max(figures), months.pop(), min(figures))


def _day(year: int, month: int, day: int) -> Iterator[date]:
    """Yield a day if there is one."""
    try:
        found = date(year, month, day)
    except (ValueError, OverflowError):
        return
    if found.year in YEARS:
        yield found


@cache
def _months() -> dict[str, int]:
    """Return the months by their names, whole or shortened, in the languages of the kit."""
    return {
        unaccented(name).casefold().rstrip("."): number
        for language in LANGUAGES
        for width in ("abbreviated", "wide")
        for number, name in Locale.parse(language).months["format"][width].items()
    }
