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

from .imports.dates import month_number, read_date
from .record import date_parts, plain

Date = dict[str, Any]

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
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
    """Return a date that is written in words, a range as two dates.

    What is no date beside the year is kept in the place of a season, whatever it is.
    """
    found, sure = read_date(written)
    if found and sure:
        return found
    year = _YEAR.search(written)
    if not year:
        return None
    rest = plain(f"{written[: year.start()]} {written[year.end() :]}")
    words = {"season": rest} if re.search(r"[^\W\d_]", rest) else {}
    return {"date-parts": [[int(year[0])]], **words}


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
