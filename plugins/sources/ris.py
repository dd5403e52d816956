"""A source as a record of RIS (Research Information Systems’ specification of 2011)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .csl import Item, event_title, text
from .dates import printed_date
from .edtf import edtf, in_words, season_in_words
from .exported import (
    INSIDE,
    KINDS,
    OTHER,
    PAPERS,
    WHOLE,
    WITH_NUMBER,
    custom_dates,
    family_name,
    field_text,
    is_one_name,
    kind_of,
    noted,
    noted_name,
    people_in,
    plain_line,
    status_note,
    tagged_line,
    whole_name,
)
from .status import doi

_ONE_DAY = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?")


def record(item: Item) -> str:
    """Return an item as a record, from ``TY`` to ``ER``: a line a field, ended by CR LF."""
    fields = [*_fields(item), ("ER", "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields)


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    kind = kind_of(item)
    yield "TY", KINDS.get(kind, OTHER)[1]
    yield "ID", plain_line(text(item, "id"))
    original = text(item, "original-title") if kind.startswith("article") else ""
    yield "TI", tagged_line(original or text(item, "title"))
    if original:
        yield "TT", tagged_line(text(item, "title"))
    left = ["medium", "status", "supplement-number", "part-number", "volume-title", "event-date"]
    left += ["available-date", "PMCID"] + ([] if original else ["original-title"])
    left += ["type"] if kind not in KINDS or kind == "article" else []
    tags = _tags(item, kind)
    alone: list[str] = []
    for role in ("author", "editor", "translator", "container-author"):
        tag = tags.pop(role, "")
        if tag:
            people = people_in(item, role)
            yield from ((tag, plain_line(_listed_name(person))) for person in people)
            # A name without a comma is an organisation’s.
            alone += [f"{role}: {noted_name(one)}" for one in people if is_one_name(one)]
        else:
            left.append(role)
    issued = edtf(item, "issued")
    if issued:
        yield "PY", issued[:4]
        one = _ONE_DAY.fullmatch(issued) and not season_in_words(item, "issued")
        yield "DA", issued.replace("-", "/") if one else printed_date(item, "en")
    elif in_words(item, "issued"):
        yield "PY", in_words(item, "issued")
    for name, tag in tags.items():
        value = field_text(item, name)
        if value and tag:
            yield tag, tagged_line(value)
        elif value:
            left.append(name)
    first, _, last = text(item, "page").partition("-")
    yield from ((tag, plain_line(page)) for tag, page in (("SP", first), ("EP", last)) if page)
    said = {
        "DO": doi(item.get("DOI")),
        "UR": text(item, "URL"),
        "Y2": edtf(item, "accessed").replace("-", "/"),
    }
    yield from ((tag, plain_line(value)) for tag, value in said.items() if value)
    notes = [status_note(item), *noted(item, left), *alone, *custom_dates(item)]
    yield from (("N1", tagged_line(note)) for note in notes if note)


def _tags(item: Item, kind: str) -> dict[str, str]:
    """Return the tags of RIS for the fields of one kind, in order; empty where there is none."""
    paper, inside, whole = kind in PAPERS, kind in INSIDE, kind in WHOLE
    series = bool(text(item, "collection-title"))
    event = event_title(item)
    # Beside pages, C7 says no more which of both stands in a reference.
    article_number = (paper and not text(item, "page")) or kind == "report"
    number = "C7" if article_number else "IS" if kind in WITH_NUMBER else ""
    meeting = kind == "paper-conference" and bool(text(item, "container-title") and event)
    return {
        "author": "AU",
        "editor": "A3" if kind in ("book", "report") else "A2",
        "translator": "" if kind == "paper-conference" else "A4",
        "container-author": "C2" if kind == "chapter" else "",
        "container-title": "C3" if meeting else "" if whole else "T2",
        "event-title": "T2" if meeting else "",
        "event-place": "C1" if kind == "paper-conference" else "",
        "container-title-short": "J2" if paper else "",
        "collection-title": "T2" if whole else "T3" if paper or inside else "",
        # A number of no series is left out by whoever reads it.
        "collection-number": "SV" if series and (kind == "book" or inside) else "",
        "volume": "VL",
        "issue": "IS" if paper else "",
        "number": number,
        "section": "SE" if kind in ("legislation", "article-newspaper") else "",
        "edition": "" if paper or kind == "software" else "ET",
        "version": "ET" if kind == "software" else "",
        "publisher": "PB",
        "publisher-place": "CY",
        "genre": "" if paper or kind == "article" else "M3",
        "language": "LA",
        "ISBN": "" if paper else "SN",
        "PMID": "AN",
    }


def _listed_name(person: dict[str, Any]) -> str:
    """Return ``Family, Given, Suffix``; an organisation whole, two commas where it has one.

    EndNote’s manual: the second comma keeps what follows from being a first name.
    """
    parts = (family_name(person), text(person, "given"), text(person, "suffix"))
    whole = whole_name(person).replace(", ", ",, ", 1)
    return whole or ", ".join(part for part in parts if part)
