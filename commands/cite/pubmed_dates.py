"""The dates of a PubMed record, and which of them an article is cited by.

NLM, *Use of Article and ArticleDate Attribute Values in Creating the Source Area of the
MEDLINE/PubMed Citation Display*, and *MEDLINE/PubMed XML Element Descriptions*, “PubDate”:
``PubModel`` says whether the date of the issue or that of the electronic version comes first.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date
from typing import Any

from .imports.dates import month_number
from .record import date_parts, plain

Date = dict[str, Any]

# “1998 Dec 26-1999 Jan 2”, “2013 Jan-Mar”, “2015 Dec 19-26”
_MOMENT = (
    r"(?:(?P<year{0}>[12]\d{{3}})\s*)?(?:(?P<month{0}>[a-z]{{3,9}})\.?\s*)?(?P<day{0}>\d{{1,2}})?"
)
_RANGE = re.compile(
    rf"{_MOMENT.format(1)}\s*[-\u2010-\u2015/]\s*{_MOMENT.format(2)}", re.IGNORECASE
)
_YEARS = re.compile(r"([12]\d{3})(?:\s*[-\u2010-\u2015/]\s*([12]\d{3}|\d{2}))?")
# “Lancet. 2010 Feb 6;375(9713):445. doi: 10.1016/…”
_REFERENCE = re.compile(r"\b([12]\d{3}) (\w{3}) (\d{1,2})\b")


def publication_dates(article: ET.Element) -> tuple[Date | None, dict[str, Any]]:
    """Return the date an article is cited by, and the fields of its other dates."""
    paper = article.find("MedlineCitation/Article")
    if paper is None:
        return None, {}
    issue = _date_in(paper, "Journal/JournalIssue/PubDate")
    online = _date_in(paper, "ArticleDate")
    if article.findtext("PubmedData/PublicationStatus") == "aheadofprint":
        return online or issue, {"status": "ahead of print"}
    model = paper.get("PubModel", "")
    if not online or not issue:
        return issue or online, {}
    if model == "Electronic-eCollection":
        return online, {"custom": {"ecollection": issue}}
    if model == "Electronic-Print":
        return online, {"custom": {"print": issue}}
    return issue, {"available-date": online} if model in ("Print-Electronic", "") else {}


def _date_in(node: ET.Element, path: str) -> Date | None:
    found = node.find(path)
    return None if found is None else date_of(found)


def date_of(node: ET.Element) -> Date | None:
    """Return a date of PubMed: ``2024 Dec 11``, ``2024 Fall``, ``1998 Dec-1999 Jan``."""
    year = plain(node.findtext("Year"))
    month, day = plain(node.findtext("Month")), plain(node.findtext("Day"))
    season = plain(node.findtext("Season"))
    if year and not season:
        number = str(_month(month) or month)
        if not month or number.isdecimal():
            return date_parts(year, number, day)
    written = " ".join(filter(None, (year, season or month, day)))
    return medline_date(written or plain(node.findtext("MedlineDate")))


def medline_date(written: str) -> Date | None:
    """Return a date that is written in words, a range as two dates, a season as one."""
    ends = _RANGE.fullmatch(written)
    found = _two(ends) if ends else None
    if found:
        return found
    years = _YEARS.search(written)
    if not years:
        return None
    rest = plain(f"{written[: years.start()]} {written[years.end() :]}")
    first, last = years.groups()
    last = f"{first[:2]}{last}" if last and len(last) < len(first) else last
    parts = [[int(first)], *([[int(last)]] if last else [])]
    alone = _single(first, rest)
    if alone and not last:
        return alone
    return {"date-parts": parts, **({"season": rest} if rest else {})}


def _single(year: str, rest: str) -> Date | None:
    """Return a year, or a year with a month and a day in words."""
    match = re.fullmatch(r"([a-z]{3,9})\.?(?:\s+(\d{1,2}))?", rest, re.IGNORECASE)
    month = _month(match[1]) if match else 0
    if match and month:
        return date_parts(year, str(month), match[2] or "")
    return None if rest else date_parts(year)


def _two(ends: re.Match[str]) -> Date | None:
    """Return both ends of a range, what the second leaves out taken from the first."""
    first = (ends["year1"], _month(ends["month1"]), ends["day1"])
    if not first[0] or not first[1] or bool(ends["month2"]) != bool(_month(ends["month2"])):
        return None
    year = ends["year2"] or first[0]
    # “2015 Dec 19-26”: the second end is a day of the same month.
    month = _month(ends["month2"]) or (first[1] if ends["day2"] and not ends["year2"] else 0)
    parts = [
        date_parts(first[0], str(first[1]), first[2] or ""),
        date_parts(year, str(month or ""), ends["day2"] or ""),
    ]
    return {"date-parts": [part["date-parts"][0] for part in parts if part]}


def _month(name: str | None) -> int:
    """Return the number of a month, 0 for no month: ``Mar`` and ``March``, never ``Marble``."""
    return month_number((name or "").lower().rstrip("."))


def book_dates(book: ET.Element, whole: ET.Element) -> tuple[Date | None, dict[str, Any]]:
    """Return the years of a book, open where it goes on, and the days of one of its chapters."""
    first, last = _date_in(whole, "BeginningDate"), _date_in(whole, "EndingDate")
    issued = _date_in(whole, "PubDate") or first
    if first:
        end = last["date-parts"][0] if last else [0]
        issued = {"date-parts": [first["date-parts"][0], end]}
    days = {
        "contributed": _date_in(book, "ContributionDate"),
        "revised": _date_in(book, "DateRevised"),
    }
    custom = {name: day for name, day in days.items() if day}
    return issued, {"custom": custom} if custom else {}


def day_in(reference: str) -> str:
    """Return year-month-day from the reference of a notice; empty when it names no day."""
    match = _REFERENCE.search(reference)
    month = _month(match[2]) if match else 0
    return _iso(match[1], str(month), match[3]) if match and month else ""


def released(article: ET.Element) -> str:
    """Return the last day that PubMed Central gives for its copy to be free, empty for none."""
    dates = article.iterfind("PubmedData/History/PubMedPubDate[@PubStatus='pmc-release']")
    days = [
        _iso(*(plain(day.findtext(part)) for part in ("Year", "Month", "Day"))) for day in dates
    ]
    return max(days, default="")


def _iso(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
