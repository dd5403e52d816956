"""Dates as reference managers and PubMed write them, as dates of CSL.

``2019 Jul-Aug``, ``2016 Winter``, ``Feb 25`` beside a year, ``2021///Spring``, ``2013-21`` (EDTF,
which BibLaTeX uses), ``25 février 2021``. A day or a month that could be two is left out and told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any

from babel import Locale
from unidecode import unidecode

# Those that reference managers in European languages write months in.
_LOCALES = ("en", "fr", "de", "es", "it", "pt", "nl")
_SEASONS = {
    1: "spring printemps fruhling primavera lente voorjaar",
    2: "summer ete sommer verano estate verao zomer",
    3: "autumn fall automne herbst otono autunno outono herfst",
    4: "winter hiver invierno inverno",
}
_CIRCA = frozenset("c ca circa about approximately env environ vers um".split())
_PASSED_OVER = frozenset(
    "the of le de du and et epub published publie on in st nd rd th er".split()
)
_LAST_MONTH, _LAST_DAY, _LONG_YEAR = 12, 31, 4
# EDTF: 21 is spring, 24 winter.
_FIRST_SEASON, _LAST_SEASON = 21, 24
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_ISO = re.compile(r"([12]\d{3})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?(?:[T ]\d\d:?\d\d.*)?")
_COMPACT = re.compile(r"([12]\d{3})(\d\d)(\d\d)")
_OF_RIS = re.compile(r"(\d{4})?/(\d{0,2})/(\d{0,2})(?:/(.*))?")
_YEARS = re.compile(r"([12]\d{3})\s?[-/]\s?(\d\d)")
# After a slash, figures that begin with no year are a month and a day, no end of a range.
_FIGURES = re.compile(r"\s*\d{1,3}\b[\d/]*\s*|\s*\d{1,2}/.*")
_DASHES = re.compile(r"[\u2010-\u2015]|-{2,}")
# MEDLINE: “1976-1977 Winter”, “2013 1st Quart”; a book that goes on: “2024 Jan-”.
_OF_TWO_YEARS = re.compile(r"([12]\d{3})\s?[-/]\s?([12]\d{3})\s+(\w+)|(\w+)\s+(\d{4})-(\d{4})")
_QUARTER = re.compile(
    r"(?:([12]\d{3})\s+)?([1-4])(?:st|nd|rd|th|er|e|[èe]me)\s+(?:quart(?:er)?|trim(?:estre)?)\.?"
    r"(?:\s+([12]\d{3}))?",
    re.IGNORECASE,
)
_QUARTERS = "1st 2nd 3rd 4th".split()
_GOES_ON = re.compile(r"(.*[^\s/-])\s*([-/])")
_OLDEST = 1000
# “2019 Christmas”, “Michaelmas Term 2019”: words that stand where a month or a season does.
_YEARS_ALONE = r"(?P<year>[12]\d{3})(?:-(?P<last>[12]\d{3}))?"
_ONE_WORD = r"[^\W\d_]+\.?"
_OCCASION = re.compile(
    rf"(?:{_YEARS_ALONE}\s+)?(?P<words>{_ONE_WORD}(?:[\s/'’-]+{_ONE_WORD}){{0,2}})"
)
_OCCASION_FIRST = re.compile(
    rf"(?P<words>{_ONE_WORD}(?:[\s/'’-]+{_ONE_WORD}){{0,2}})\s+{_YEARS_ALONE}"
)
# Words beside a year that say how a text stands, not when it appeared.
_STATES = frozenset(
    "accepted appear available copyright early first forthcoming line online paraitre presse press "
    "print printing received reprint reprinted revised submitted unpublished updated view".split()
)


@dataclass(frozen=True)
class _Part:
    """A date as far as it is known; ``month`` from 21 on is a season. ``sure``: all was read."""

    year: int = 0
    month: int = 0
    day: int = 0
    circa: bool = False
    sure: bool = True


def read_date(words: str, year: str = "", *, edtf: bool = False) -> tuple[dict[str, Any], bool]:
    """Return a date of CSL, empty for none, and whether all of it was understood.

    ``year``: what another field says, for words that lack it. ``edtf``: ``2013-21`` is a spring.
    """
    written = re.sub(r"\b[c©](?=\d{4})", "", _DASHES.sub("-", words).strip(" .,;()"))
    if not re.search(r"[1-9]|[^\W\d_]", written):
        # 0000/00/00 means that there is none.
        return {}, True
    special = _season_of_years(written) or _quarter(written, year) or _occasion(written, year)
    if special:
        return special, True
    begun = _GOES_ON.fullmatch(written)
    if begun and (edtf or begun[2] == "-"):
        first, sure = read_date(begun[1], year, edtf=edtf)
        if sure and len(first.get("date-parts", ())) == 1:
            return first | {"date-parts": [*first["date-parts"], [0]]}, True
    found = _range(written, year, edtf=edtf)
    if not found:
        return {}, False
    return _csl(found), all(part.sure for part in found)


def _season_of_years(written: str) -> dict[str, Any]:
    """Return one season of two years, ``1976-1977 Winter``; empty for anything else."""
    match = _OF_TWO_YEARS.fullmatch(written)
    if not match:
        return {}
    first, last = match[1] or match[5], match[2] or match[6]
    word = unidecode(match[3] or match[4]).casefold()
    season = 0 if word == "autumn" else _season(word)
    known = season and int(first) < int(last)
    return {"date-parts": [[int(first)], [int(last)]], "season": str(season)} if known else {}


def _quarter(written: str, year: str) -> dict[str, Any]:
    """Return a quarter of a year, in MEDLINE’s words, for which CSL has none."""
    match = _QUARTER.fullmatch(written)
    known = match and (match[1] or match[3] or year)
    if not match or not known or not re.fullmatch(r"[12]\d{3}", known):
        return {}
    return {"date-parts": [[int(known)]], "season": f"{_QUARTERS[int(match[2]) - 1]} Quart"}


def _occasion(written: str, year: str) -> dict[str, Any]:
    """Return a year with the words that stand for its season, ``2019 Christmas``; empty for none.

    They are kept as they are, and so is ``Autumn``, which CSL’s numbers would print as ``Fall``.
    """
    circa = re.fullmatch(r"\[(.*)\?\]", written)
    bare = circa[1] if circa else written
    match = _OCCASION.fullmatch(bare) or _OCCASION_FIRST.fullmatch(bare)
    known = re.fullmatch(r"[12]\d{3}", (match["year"] or year) if match else "")
    if not match or not known:
        return {}
    words = [unidecode(word).casefold() for word in _TOKEN.findall(match["words"])]
    seen = _Seen()
    for word in words:
        seen.take(word)
    # Seasons of one year are dates; those of two years, words.
    known_season = seen.sure and "autumn" not in words and not match["last"]
    if known_season or seen.months or not _STATES.isdisjoint(words):
        return {}
    years = [int(one) for one in (known[0], match["last"]) if one]
    dated = {"date-parts": [[one] for one in years], "season": match["words"]}
    return dated | ({"circa": True} if circa or seen.circa else {})


def _csl(parts: list[_Part]) -> dict[str, Any]:
    """Return one date or two as CSL writes them: a season alone has a field of its own."""
    first = parts[0]
    dated: dict[str, Any] = {"date-parts": [_numbers(part) for part in parts]}
    if len(parts) == 1 and first.month >= _FIRST_SEASON:
        dated = {"date-parts": [[first.year]], "season": str(first.month - _FIRST_SEASON + 1)}
    return dated | ({"circa": True} if any(part.circa for part in parts) else {})


def _numbers(part: _Part) -> list[int]:
    numbers = [part.year, part.month, part.day]
    return numbers[: numbers.index(0)] if 0 in numbers else numbers


def _range(written: str, year: str, *, edtf: bool) -> list[_Part]:
    """Return one date, or the two ends of a range; none if no year is known."""
    figures = _one(written, edtf=edtf)
    one = figures or _words(written)
    if one and (figures or one.sure):
        return _with_year([one], year)
    ends = _ends(written, edtf=edtf)
    if ends:
        return _with_year(ends, year)
    return _with_year([one], year) if one else []


def _one(written: str, *, edtf: bool) -> _Part | None:
    """Return a date written in figures, the year first; ``None`` for anything else."""
    bare = written.rstrip("~?%/ ")
    circa = any(sign in written[len(bare) :] for sign in "~?%")
    bare = bare.strip("[]")
    compact = _COMPACT.fullmatch(bare)
    match = compact or _ISO.fullmatch(bare)
    if match:
        year, month, day = (int(number or 0) for number in match.groups())
        if _FIRST_SEASON <= month <= _LAST_SEASON and edtf:
            return _Part(year, month, circa=circa)
        if month <= _LAST_MONTH:
            return _dated(year, month, day, circa=circa)
        return None
    return _of_ris(written)


def _of_ris(written: str) -> _Part | None:
    """Return a date of RIS: ``2012/05//``, ``2021///Spring``."""
    match = _OF_RIS.fullmatch(written)
    if not match:
        return None
    year, month, day = (int(number or 0) for number in match.groups()[:3])
    other = _words(match[4]) if match[4] else None
    if other and not month:
        return replace(other, year=other.year or year)
    if month > _LAST_MONTH:
        return None
    found = _dated(year, month, day, circa=False)
    return _unless(found, sure=not match[4] or bool(other))


def _dated(year: int, month: int, day: int, *, circa: bool) -> _Part:
    """Return a date, without the day that its month does not have."""
    if not month:
        return _Part(year, 0, 0, circa, not day)
    if not day:
        return _Part(year, month, 0, circa)
    try:
        date(year or 2000, month, day)
    except ValueError:
        return _Part(year, month, 0, circa, sure=False)
    return _Part(year, month, day, circa)


def _ends(written: str, *, edtf: bool) -> list[_Part]:
    """Return the two ends of a range, what they share filled in; none if it is no range."""
    years = _YEARS.fullmatch(written)
    if years:
        # 1998-99
        first, end = int(years[1]), int(years[1]) // 100 * 100 + int(years[2])
        return [_Part(first), _Part(end)] if end > first else []
    for sign in ("/", " to ", "_", "-", "&"):
        left, found, right = written.partition(sign)
        if not found or not left.strip() or (sign == "/" and _FIGURES.fullmatch(right)):
            continue
        if not right.strip(" ./"):
            # BibLaTeX: 2012/ has no end.
            alone = _one(left.strip(), edtf=edtf) or _words(left)
            return [alone] if alone else []
        if right.count(sign) and sign == "-":
            left, _, right = written.rpartition(" -") if " -" in written else (left, sign, right)
        begun, ended = (_one(end.strip(), edtf=edtf) or _words(end) for end in (left, right))
        both = _joined(begun, ended) if begun and ended else []
        if both:
            return both
    return []


def _joined(first: _Part, last: _Part) -> list[_Part]:
    """Return both ends of a range, each with what only the other says; none if they do not fit."""
    if not (first.sure and last.sure):
        return []
    last = replace(last, year=last.year or first.year)
    first = replace(first, year=first.year or last.year)
    if last.day and not last.month:
        last = replace(last, month=first.month)
    if first.day and not first.month:
        first = replace(first, month=last.month)
    if (first.day and not first.month) or (last.day and not last.month):
        return []
    return [first] if first == last else [first, last]


def _with_year(parts: list[_Part], year: str) -> list[_Part]:
    """Return dates with the year of another field where they have none."""
    match = re.search(r"(?<!\d)[12]\d{3}(?!\d)", year)
    known = int(match[0]) if match else 0
    dated = [replace(part, year=part.year or known) for part in parts]
    whole = [_dated_again(part) for part in dated if part.year]
    return whole if len(whole) == len(parts) else []


def _dated_again(part: _Part) -> _Part:
    if part.month > _LAST_MONTH or not part.month:
        return replace(part, day=0, sure=part.sure and not (part.day and not part.month))
    again = _dated(part.year, part.month, part.day, circa=part.circa)
    return replace(again, sure=again.sure and part.sure)


@dataclass
class _Seen:
    """The words of a date, each taken for what it can be. ``sure``: all were."""

    months: list[int] = field(default_factory=list)
    seasons: list[int] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    small: list[int] = field(default_factory=list)
    circa: bool = False
    sure: bool = True

    def take(self, token: str) -> None:
        """Take one word, in small letters without accents."""
        if token.isdecimal():
            self._number(token)
        elif token in _CIRCA:
            self.circa = True
        elif month_number(token):
            self.months.append(month_number(token))
        elif _season(token):
            self.seasons.append(_season(token))
        elif token not in _PASSED_OVER and token not in _weekdays():
            self.sure = False

    def _number(self, token: str) -> None:
        if len(token) == _LONG_YEAR and int(token) >= _OLDEST:
            self.years.append(int(token))
        elif len(token) < _LONG_YEAR - 1 and 1 <= int(token) <= _LAST_DAY:
            self.small.append(int(token))
        else:
            self.sure = False


def _words(written: str) -> _Part | None:
    """Return a date in which a month or a season may be a word; ``None`` if it says nothing."""
    seen = _Seen(circa="?" in written or "~" in written)
    for token in _TOKEN.findall(unidecode(written).casefold()):
        seen.take(token)
    if not (seen.months or seen.seasons or seen.years or seen.small):
        return None
    year, circa, sure = (seen.years or [0])[0], seen.circa, seen.sure
    several = len(seen.years) > 1 or len(seen.months) + len(seen.seasons) > 1
    if several or (seen.seasons and seen.small):
        return _Part(year, sure=False, circa=circa)
    if seen.seasons:
        return _Part(year, _FIRST_SEASON - 1 + seen.seasons[0], 0, circa, sure)
    if not seen.months:
        return _figures(written, year, seen.small, circa=circa, sure=sure)
    if len(seen.small) > 1:
        return _Part(year, seen.months[0], 0, circa, sure=False)
    day = (seen.small or [0])[0]
    return _unless(_dated(year, seen.months[0], day, circa=circa), sure=sure)


def _unless(part: _Part, *, sure: bool) -> _Part:
    """Return a date that is in doubt when the words around it were not all understood."""
    return replace(part, sure=part.sure and sure)


def _figures(written: str, year: int, small: list[int], *, circa: bool, sure: bool) -> _Part:
    """Return a date in figures, the year last: ``25/02/2021``, but not ``03/05/2021``."""
    if not small or not sure:
        return _Part(year, 0, 0, circa, sure)
    if len(small) == 1:
        if year and small[0] <= _LAST_MONTH:
            return _Part(year, small[0], 0, circa, sure)
        # A day alone, the end of a range: its month is the other end’s.
        return _Part(year, 0, small[0], circa, sure=sure and not year)
    one, other = small[:2]
    if len(small) > 2 or (year and not written.strip().endswith(str(year))):  # noqa: PLR2004
        return _Part(year, sure=False, circa=circa)
    if one == other or (one <= _LAST_MONTH) != (other <= _LAST_MONTH):
        day, month = (one, other) if one > _LAST_MONTH or one == other else (other, one)
        return _unless(_dated(year, month, day, circa=circa), sure=sure)
    return _Part(year, sure=False, circa=circa)


def month_number(word: str) -> int:
    """Return the number of the month that a word names, in lower case; 0 for no month."""
    return _months().get(word) or _months().get(word[:3] if word.startswith("sept") else "", 0)


@cache
def _months() -> dict[str, int]:
    """Return the names of months, without accents or full stops; those of two months left out."""
    known: dict[str, set[int]] = {}
    for locale in _LOCALES:
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale(locale).months[form][width].items():
                    word = unidecode(str(name)).casefold().strip(". ")
                    known.setdefault(word, set()).add(number)
    return {word: numbers.pop() for word, numbers in known.items() if len(numbers) == 1}


@cache
def _weekdays() -> frozenset[str]:
    return frozenset(
        unidecode(str(name)).casefold().strip(". ")
        for locale in _LOCALES
        for width in ("wide", "abbreviated")
        for name in Locale(locale).days["format"][width].values()
    )


def _season(word: str) -> int:
    return next((number for number, names in _SEASONS.items() if word in names.split()), 0)
