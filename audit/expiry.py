"""The first day on which a site, left as it is, would no longer be what its content folder gives.

A vetting ends, a community closes, a review falls due, an article comes to its day, a closing of
the practice has to be announced: a site that nobody builds again says nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from .approved import Approved
from .inventory import DRAFT, PUBLISHED, Inventory

VETTING, REVIEW, UNLISTED, PLANNED, CLOSING = "vetting", "review", "unlisted", "planned", "closing"
# A community closes.
GONE = "gone"
# So long before it a closing is announced.
_NOTICE = timedelta(days=7)


class Change(NamedTuple):
    """What changes on a day: the kind, and the community's id or the article's file."""

    day: date
    kind: str
    name: str = ""


def next_change(inventory: Inventory, approved: Approved, today: date) -> Change | None:
    """Return what changes first after a day; ``None`` where nothing ever does."""
    changes = (*_of_texts(inventory), *_of_vettings(approved), *_of_closing(inventory.settings))
    return min((change for change in changes if change.day > today), default=None)


def _of_texts(inventory: Inventory) -> Iterator[Change]:
    for article in inventory.articles:
        if article.planned:
            yield Change(article.day, PLANNED, article.source)
        elif article.status != DRAFT:
            yield Change(article.dates.due, REVIEW, article.source)
            if article.status == PUBLISHED:
                yield Change(article.dates.hidden, UNLISTED, article.source)


def _of_vettings(approved: Approved) -> Iterator[Change]:
    for id_, address in approved.by_id.items():
        if address in approved.ends:
            end = approved.ends[address]
            yield Change(end, GONE if approved.closings.get(id_) == end else VETTING, id_)


def _of_closing(settings: dict[str, Any]) -> Iterator[Change]:
    practice = settings.get("practice", {})
    first, last = practice.get("closed_from"), practice.get("closed_until")
    if isinstance(first, date) and isinstance(last, date):
        yield Change(first - _NOTICE, CLOSING)
        yield Change(last + timedelta(days=1), CLOSING)
