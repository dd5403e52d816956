"""Dates are year-month-day in English, day-month-year in French, and never invented."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.vancouver_items import date, item, plain


def shown(issued: Any) -> tuple[str, str]:
    """Return a date as printed in English and in French."""
    return tuple(
        plain(item(issued=issued), language).removeprefix("Titre. ").removesuffix(".")
        for language in ("en", "fr")
    )


@pytest.mark.parametrize(
    ("parts", "english", "french"),
    [
        ((2024,), "2024", "2024"),
        ((2024, 1), "2024 Jan", "janv 2024"),
        ((2024, 2, 3), "2024 Feb 3", "3 févr 2024"),
        ((2024, 12, 31), "2024 Dec 31", "31 déc 2024"),
        (("2024", "8", "1"), "2024 Aug 1", "1er août 2024"),
        (("2024", "08", "01"), "2024 Aug 1", "1er août 2024"),
        ((2024.0, 8.0), "2024 Aug", "août 2024"),
        ((2024, None), "2024", "2024"),
        ((2024, 0), "2024", "2024"),
        ((2024, 99), "2024", "2024"),
        ((2024, 2, 45), "2024 Feb", "févr 2024"),
        ((2024, 13), "2024 Spring", "printemps 2024"),
        ((2024, 24), "2024 Winter", "hiver 2024"),
    ],
)
def test_dates(parts: tuple[Any, ...], english: str, french: str):
    """A date is printed as far as it is known."""
    assert shown(date(*parts)) == (english, french)


@pytest.mark.parametrize(
    ("first", "last", "english", "french"),
    [
        ((1993,), (2026,), "1993-2026", "1993-2026"),
        ((2022, 4), (2022, 6), "2022 Apr-Jun", "avr-juin 2022"),
        ((2002, 4, 3), (2002, 4, 5), "2002 Apr 3-5", "3-5 avr 2002"),
        ((2002, 4, 1), (2002, 4, 5), "2002 Apr 1-5", "1er-5 avr 2002"),
        ((2002, 4, 30), (2002, 5, 2), "2002 Apr 30-May 2", "30 avr-2 mai 2002"),
        ((2019, 12), (2020, 1), "2019 Dec-2020 Jan", "déc 2019-janv 2020"),
        ((2020, 5), (2020, 5), "2020 May", "mai 2020"),
        ((2020, 5), (2020,), "2020 May", "mai 2020"),
        ((2020, 5, 3), (2020, 5), "2020 May 3", "3 mai 2020"),
        ((2020,), (None,), "2020", "2020"),
    ],
)
def test_ranges(first: tuple[Any, ...], last: tuple[Any, ...], english: str, french: str):
    """What both ends share is written once."""
    assert shown({"date-parts": [list(first), list(last)]}) == (english, french)


@pytest.mark.parametrize(
    ("issued", "english", "french"),
    [
        ({"raw": "2024-05-03"}, "2024 May 3", "3 mai 2024"),
        ({"literal": "2024-05"}, "2024 May", "mai 2024"),
        ({"raw": "2024-05-03T10:00:00Z"}, "2024 May 3", "3 mai 2024"),
        ("2024-05-03", "2024 May 3", "3 mai 2024"),
        (2024, "2024", "2024"),
        ({"literal": "vers 1950"}, "vers 1950", "vers 1950"),
        ({"date-parts": [[2024]], "season": 3}, "2024 Fall", "automne 2024"),
        ({"date-parts": [[2024]], "season": "Fall"}, "2024 Fall", "automne 2024"),
        ({"date-parts": [[2024]], "season": "Autumn"}, "2024 Autumn", "automne 2024"),
        ({"date-parts": [[2024]], "season": "Apr-Jun"}, "2024 Apr-Jun", "avr-juin 2024"),
        ({"date-parts": [[2024, 5]], "season": "Fall"}, "2024 May", "mai 2024"),
        ({"date-parts": [[1950]], "circa": True}, "[1950?]", "[1950?]"),
    ],
)
def test_other_ways_to_write_a_date(issued: Any, english: str, french: str):
    """Zotero, PubMed and hands write dates otherwise."""
    assert shown(issued) == (english, french)


@pytest.mark.parametrize(
    "issued",
    [
        None,
        {},
        [],
        0,
        "",
        "x",
        {"date-parts": []},
        date(),
        date(None),
        date(0),
        date([]),
        {"raw": "x"},
    ],
)
def test_a_missing_date_is_said_to_be_unknown(issued: Any):
    """Crossref deposits empty dates: NLM says that the date is unknown."""
    assert shown(issued) == ("[date unknown]", "[date inconnue]")


def test_a_preprint_or_a_page_without_date_says_so_too():
    """Not only articles."""
    assert plain(item("article")) == "Titre [Preprint]. [date unknown]."
    assert plain(item("webpage")) == "Titre [Internet]. [date unknown]."


@pytest.mark.parametrize("status", ["in press", "Forthcoming", "à paraître", "sous presse"])
def test_what_is_not_yet_published_says_so(status: str):
    """NLM’s word is “Forthcoming”, and no volume can be known."""
    article = item(status=status, issued=date(2027), volume="1")

    assert plain(article, "en") == "Titre. Forthcoming 2027."
    assert plain(item("book", status=status), "fr") == "Titre. À paraître."


@pytest.mark.parametrize(
    ("accessed", "french"),
    [(date(2026, 11, 1), "cité le 1er nov 2026"), (date(2026, 11), "cité en nov 2026")],
)
def test_the_day_of_reading(accessed: dict[str, Any], french: str):
    """French says “le” before a day, “en” before a month or a year."""
    page = item("webpage", accessed=accessed, URL="https://a.example")

    assert f"[{french}]" in plain(page, "fr")


def test_an_article_on_line_before_its_issue():
    """The two dates of an article are said when they differ."""
    article = item(issued=date(2002, 11, 15), volume="100")

    assert plain(article | {"available-date": date(2002, 7, 5)}).endswith(";100. Epub 2002 Jul 5.")
    assert plain(article | {"available-date": date(2002, 11, 15)}).endswith(";100.")
