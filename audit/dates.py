"""The dates of an article, read from its header a second time, and what its page must say of them.

A review overdue and a translation older than its original are said right after the disclaimer,
on the page and in the feeds. A page that nobody reviewed for long asks to be left out of search
engines, and no list leads to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta
from selectolax.lexbor import LexborNode

from plugins.shared.problems import N_, Problem

from .page import HIDING

if TYPE_CHECKING:
    from .inventory import Article

NO_DAY = date.min
# What a sentence needs at least to say anything, in characters.
_SENTENCE = 40
_MONTHS = 12
_MOST_MONTHS = 36
_YEARS = range(1900, 2200)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Dates:
    """When an article was published and reviewed, when again, and whether that day has come."""

    published: date = NO_DAY
    reviewed: date = NO_DAY
    due: date = NO_DAY
    overdue: bool = False
    lapsed: bool = False
    # The day from which no list has it any more, for want of a review.
    hidden: date = NO_DAY
    modified: date = NO_DAY
    # Every day that its history names.
    history: frozenset[date] = frozenset()
    # The last review of the original, when it came after that of this translation.
    original: date | None = None


def read_day(text: str) -> date:
    """Return the day that a value of a header begins with."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return NO_DAY
    return day if day.year in _YEARS else NO_DAY


def read_dates(header: Mapping[str, str], rules: Mapping[str, Any], today: date) -> Dates:
    """Return the dates of an article; ``rules``: the table [review] of blog.toml."""
    published = read_day(header.get("date", ""))
    reviewed = read_day(header["reviewed"]) if header.get("reviewed") else published
    modified = read_day(header.get("modified", ""))
    history = frozenset(read_day(found) for found in _DAY.findall(header.get("changes", "")))
    if reviewed == NO_DAY:
        return Dates(published, modified=modified, history=history)
    written = read_day(header["review_by"]) if header.get("review_by") else NO_DAY
    due = reviewed + _months(rules, "months") if written == NO_DAY else written
    hidden = due + _months(rules, "hidden_after")
    return Dates(
        published,
        reviewed,
        due,
        overdue=today >= due,
        lapsed=today >= hidden,
        hidden=hidden,
        modified=modified,
        history=history,
    )


def _months(rules: Mapping[str, Any], name: str) -> relativedelta:
    number = rules.get(name, _MONTHS)
    known = isinstance(number, int) and 1 <= number <= _MOST_MONTHS
    return relativedelta(months=number if known else _MONTHS)


def audit_dates(review: LexborNode, article: Article) -> Iterator[Problem]:
    """Yield a problem unless the box of dates holds each of them. The history does not count."""
    shown = {
        node.attributes.get("datetime")
        for node in review.css("time[datetime]")
        if not _within(node, "review__changes", review)
    }
    dates = article.dates
    if not {str(day) for day in (dates.published, dates.reviewed, dates.due)} <= shown:
        yield Problem(N_("the dates of publication, review and next review are not all there."))


def _within(node: LexborNode, name: str, box: LexborNode) -> bool:
    """Tell whether an element of a box stands in one of a class."""
    place = node.parent
    while place is not None and place != box:
        if name in (place.attributes.get("class") or "").split():
            return True
        place = place.parent
    return False


def audit_caution(cautions: list[LexborNode], article: Article, *, seen: bool) -> Iterator[Problem]:
    """Yield what is wrong with what a page says at its top of its dates.

    ``seen``: nothing around it, nor on it, hides it.
    """
    dates = article.dates
    wanted: dict[str, tuple[date, ...]] = {}
    if dates.overdue:
        wanted["caution__overdue"] = (dates.due,)
    if dates.original:
        wanted["caution__translation"] = (dates.reviewed, dates.original)
    if len(cautions) != bool(wanted):
        yield Problem(
            N_("a page says at its top what is overdue or older than its original, and only then.")
        )
        return
    for caution in cautions:
        if not seen or not _follows_disclaimer(caution):
            yield Problem(N_("what the page says of its dates does not stand at its top, seen."))
        messages = {name: caution.css(f"p.{name}") for name in ("caution__overdue", *wanted)}
        if any(
            len(nodes) != (name in wanted) or not all(map(_is_plain, nodes))
            for name, nodes in messages.items()
        ):
            yield Problem(N_("what the page says of its dates is not what it must say."))
            continue
        for name, days in wanted.items():
            (node,) = messages[name]
            written = tuple(t.attributes.get("datetime") for t in node.css("time[datetime]"))
            if written != tuple(map(str, days)) or len(node.text(strip=True)) < _SENTENCE:
                yield Problem(
                    N_("what the page says of its dates is not what it must say."),
                    quote=" ".join(node.text().split()),
                )


def _is_plain(node: LexborNode) -> bool:
    """Tell whether a sentence has nothing on it, nor in it, that could hide it."""
    return all(
        part.tag in ("p", "time", "a")
        and not HIDING & part.attributes.keys()
        and all(c.startswith("caution__") for c in (part.attributes.get("class") or "").split())
        for part in node.css("*")
    )


def _follows_disclaimer(caution: LexborNode) -> bool:
    before = caution.prev
    while before is not None and not before.is_element_node:
        if (before.text_content or "").strip():
            return False
        before = before.prev
    return (
        before is not None
        and before.tag == "aside"
        and "disclaimer" in (before.attributes.get("class") or "").split()
    )
