"""What the formats for reference managers share: kinds of source, names, notes, plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from .csl import Item, event_title, text
from .dates import printed_date
from .edtf import edtf, season_in_words
from .printed_fields import CUSTOM_DATES, DATES, NAMES
from .status import status_of
from .vancouver import rich_text

# Type of CSL: of BibLaTeX, of RIS.
KINDS = {
    "article-journal": ("article", "JOUR"),
    "article-magazine": ("article", "MGZN"),
    "article-newspaper": ("article", "NEWS"),
    "article": ("online", "GEN"),
    "bill": ("legislation", "BILL"),
    "book": ("book", "BOOK"),
    "chapter": ("incollection", "CHAP"),
    "dataset": ("dataset", "DATA"),
    "entry-dictionary": ("inreference", "DICT"),
    "entry-encyclopedia": ("inreference", "ENCYC"),
    "legal_case": ("jurisdiction", "CASE"),
    "legislation": ("legislation", "STAT"),
    "manuscript": ("unpublished", "MANSCPT"),
    "pamphlet": ("booklet", "PAMP"),
    "paper-conference": ("inproceedings", "CPAPER"),
    "patent": ("patent", "PAT"),
    "post-weblog": ("online", "BLOG"),
    "report": ("report", "RPRT"),
    "software": ("software", "COMP"),
    "standard": ("standard", "STAND"),
    "thesis": ("thesis", "THES"),
    "webpage": ("online", "ELEC"),
}
OTHER = ("misc", "GEN")
# Crossref’s own names, which some exports keep.
_SYNONYMS = {
    "journal-article": "article-journal",
    "posted-content": "article",
    "book-chapter": "chapter",
    "dissertation": "thesis",
}
PAPERS = frozenset("article-journal article-magazine article-newspaper".split())
INSIDE = frozenset("chapter paper-conference entry-dictionary entry-encyclopedia".split())
# What RIS calls T2 there is the series.
WHOLE = frozenset("book report thesis software".split())
WITH_NUMBER = frozenset("report patent legislation standard bill".split())
MARKUP = re.compile(r"<(/?)(i|sub|sup)>")


def kind_of(item: Item) -> str:
    """Return the type of an item, in the words of CSL 1.0.2."""
    kind = text(item, "type")
    return _SYNONYMS.get(kind, kind)


def status_note(item: Item) -> str:
    """Return what became of a source, for whoever reads it without the box."""
    status = status_of(item)
    if not status.words:
        return ""
    return " ".join(part for part in (status.words, str(status.since or ""), status.notice) if part)


def noted(item: Item, names: Iterable[str]) -> Iterator[str]:
    """Yield, for what a format has no field for, the lines that Zotero reads in a note.

    Zotero’s documentation, “Citing Fields from Extra”: ``available-date: 2020-07-05``.
    """
    for name in names:
        if name in DATES:
            season = season_in_words(item, name)
            value = printed_date(item, "en", name) if season else edtf(item, name)
            yield from [f"{name}: {value}"] if value else ()
        elif name in NAMES:
            yield from (f"{name}: {noted_name(person)}" for person in people_in(item, name))
        elif field_text(item, name):
            yield f"{name}: {plain_line(field_text(item, name))}"


def field_text(item: Item, name: str) -> str:
    """Return what an item has in a field of CSL 1.0.2, or under the name it had before."""
    return event_title(item) if name == "event-title" else text(item, name)


def noted_name(person: dict[str, Any]) -> str:
    """Return a name as Zotero’s “Extra” has it; the strokes say that one name is a person’s."""
    if is_one_name(person):
        return f"{plain_line(family_name(person))} ||"
    suffix = text(person, "suffix")
    parts = [family_name(person), text(person, "given"), *([suffix] if suffix else [])]
    return plain_line(whole_name(person) or " || ".join(parts))


def is_one_name(person: dict[str, Any]) -> bool:
    """Tell whether a person is known by the family’s name alone."""
    return bool(family_name(person)) and not (
        whole_name(person) or text(person, "given") or text(person, "suffix")
    )


def custom_dates(item: Item) -> Iterator[str]:
    """Yield the dates that CSL has no variable for, as lines of a note (EDTF)."""
    custom = item.get("custom")
    known = custom if isinstance(custom, dict) else {}
    dates = ((name, edtf(known, name)) for name in sorted(CUSTOM_DATES))
    yield from (f"{name}: {value}" for name, value in dates if value)


def people_in(item: Item, role: str) -> list[dict[str, Any]]:
    """Return those who are named in a role, as CSL has them."""
    people = item.get(role)
    each = people if isinstance(people, list) else []
    named = [{"literal": one} if isinstance(one, str) else one for one in each]
    return [one for one in named if isinstance(one, dict) and (whole_name(one) or family_name(one))]


def whole_name(person: dict[str, Any]) -> str:
    """Return a name that stands whole: an organisation’s, or one word that is all there is."""
    named = text(person, "literal") or text(person, "name")
    return named or ("" if family_name(person) else text(person, "given"))


def family_name(person: dict[str, Any]) -> str:
    """Return the last name with its particles, “de la Fuente”; empty where there is none."""
    particles = (text(person, "dropping-particle"), text(person, "non-dropping-particle"))
    return " ".join(part for part in (*particles, text(person, "family")) if part)


def tagged_line(words: str) -> str:
    """Return a text on one line, with the tags of titles that are printed."""
    return " ".join(unescape(unescape(str(rich_text(words)))).split())


def plain_line(words: str) -> str:
    """Return a text on one line, without the tags of titles."""
    return MARKUP.sub("", tagged_line(words))
