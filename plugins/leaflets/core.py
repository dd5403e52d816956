"""What is on the leaflet of an article. Knows nothing of Pelican."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from plugins.shared.qr_codes import Code, code

from .boxes import CARDS, CHECKLIST, KEY_POINTS, WARNING, Box, boxes_of, called, plain


@dataclass(frozen=True)
class Leaflet:
    """What a reader takes away of an article.

    ``key_points``, ``cards``, ``warnings``, ``questions``: its boxes; ``sources``: those that these
    name, and ``others``, how many more its page has; ``until``: the last day on which the vettings
    of its communities all hold, ``None`` where there is none; ``here``: its page.
    """

    key_points: tuple[Box, ...]
    cards: tuple[Box, ...]
    warnings: tuple[Box, ...]
    questions: tuple[Box, ...]
    communities: tuple[Any, ...]
    sources: tuple[Any, ...]
    others: int
    until: date | None
    here: Code


@dataclass(frozen=True)
class Made:
    """A leaflet in the site: its path below it, and how heavy it is, in thousands of bytes."""

    path: str
    weight: int


def leaflet_of(article: Any, address: str) -> Leaflet:
    """Return what is on the leaflet of an article; ``address``: that of its page."""
    body = article.prepared.body
    boxes = boxes_of(body)
    named = called(body)
    entries = article.sources.entries
    sources = tuple(entry for entry in entries if entry.anchor in named) or tuple(entries)
    # Of a reference that was written by hand the address is printed, and is no link.
    sources = tuple(replace(entry, text=Markup(plain(entry.text))) for entry in sources)
    communities = (*article.communities.pinned, *article.communities.shown)
    ends = [vetted.end for vetted in communities]
    return Leaflet(
        key_points=_of(boxes, KEY_POINTS),
        cards=_of(boxes, *CARDS),
        warnings=_of(boxes, WARNING),
        questions=_of(boxes, CHECKLIST),
        communities=communities,
        sources=sources,
        others=len(entries) - len(sources),
        until=min(ends) - timedelta(days=1) if ends else None,
        here=code(address),
    )


def _of(boxes: list[Box], *kinds: str) -> tuple[Box, ...]:
    return tuple(box for box in boxes if box.kind in kinds)


def path_of(page: str) -> str:
    """Return the file of a leaflet by that of its page: ``reflux/reflux.pdf``.

    Its own name says what it is once it was saved among others.
    """
    path = PurePosixPath(page)
    return str(path.with_name(f"{path.parent.name}.pdf"))
