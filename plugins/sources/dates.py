"""Print a date of CSL-JSON: ``2002 Jul 25`` in English, ``25 juill 2002`` in French.

Rules: *Citing Medicine*, 2nd ed., chapter 1, “Date of Publication”, for the order, the
abbreviations and the ranges; its French mirrors the order that French reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from .csl import Item, text

# Python refuses to read a number of thousands of figures.
_NUMBER = re.compile(r"\d{1,6}(?:\.0)?")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:T.*)?")
_YEAR = re.compile(r"\d{4}")
_DATE_WORD = re.compile(r"[^\W\d_]+|\d(?:st|nd|d|rd|th) quart(?:er)?\b", re.IGNORECASE)
_OPEN = {"en": "{}-", "fr": "depuis {}"}
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
    season = "" if moments[0].month else _season(text(written, "season"), language)
    if len(moments) == 1:
        moments[0] = moments[0]._replace(month=moments[0].month or season)
    printed = _range(moments[0], moments[-1], language)
    if season and len(moments) > 1:
        # “1976-1977 Winter”: one season of two years.
        printed = _one(_Moment(printed, season), language)
    if goes_on(parts):
        printed = _OPEN[language].format(printed)
    return f"[{printed}?]" if written.get("circa") else printed


def goes_on(parts: object) -> bool:
    """Tell whether a range has no end yet: its second date is the year 0."""
    last = parts[1] if isinstance(parts, list) and len(parts) > 1 else None
    return isinstance(last, list) and last[:1] == [0]


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
    return _DATE_WORD.sub(_WORDS[language], written)


def _known_words(language: str) -> Callable[[re.Match[str]], str]:
    """Return what puts a word of a date, as PubMed or an export writes it, in a language."""
    known = {"autumn": "Autumn" if language == "en" else _SEASONS[language][2]}
    for names, own in ((_SEASONS, _SEASONS[language]), (_MONTHS, _MONTHS[language])):
        known |= {
            name.casefold(): own[n] for words in names.values() for n, name in enumerate(words)
        }

    def put(word: re.Match[str]) -> str:
        quarter = re.match(r"(\d)\w* q", word[0], re.IGNORECASE)
        if quarter and language == "fr":
            return f"{'1er' if quarter[1] == '1' else f'{quarter[1]}e'} trim"
        return known.get(word[0].casefold(), word[0])

    return put


_WORDS = {language: _known_words(language) for language in _MONTHS}


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
