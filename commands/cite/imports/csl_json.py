"""Read CSL-JSON, as Zotero exports it: every field that is printed is kept.

Dates come in many shapes (flat, in a list, in words); titles hold ``<span class="nocase">``; what
Zotero has no field for stands in ``note``, a line each.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from commands.cite.record import ordered, plain, rich
from plugins.shared.problems import N_
from plugins.sources.csl import Item
from plugins.sources.dates import goes_on
from plugins.sources.printed_fields import DATES, IDENTIFIERS, KEPT, NAMES, TEXTS
from plugins.sources.status import doi

from .dates import read_date
from .entry import Entry, Export, Field, Imported, unread
from .notes import read_note
from .people import Name, person

_NO_OBJECT = N_("this is no reference: it was not read.")
_NO_TITLE = N_("“{record}” has no title: it was not read.")
_ZOTERO = N_("“{record}” is in Zotero’s own form: it was not read.")
_AS_CSL = N_("In Zotero: File, Export, format “CSL JSON”.")
_NO_TYPE = N_("“{record}”: its kind is not said: it is read as a document.")
_LOOK = N_("Look at the reference that was added.")
_LEFT_OUT = frozenset(
    "abstract annote archive archive-place archive_location archive_collection authority curator "
    "call-number categories citation-key citation-label citation-number collection-editor "
    "composer contributor dimensions director division executive-producer guest host illustrator "
    "first-reference-note-number interviewer ISSN issn jurisdiction keyword locator narrator "
    "number-of-pages number-of-volumes organizer original-date original-publisher page-first "
    "original-publisher-place performer producer recipient references reviewed-author "
    "reviewed-genre reviewed-title scale script-writer series-creator shortTitle source submitted "
    "title-short year-suffix chapter-number part-title editorial-director multi "
    "system_id".split()
)
# What older versions of CSL, and Crossref, call them.
_ALIASES = {
    "journalAbbreviation": "container-title-short",
    "shortContainerTitle": "container-title-short",
    "issue-number": "issue",
    "publisher-location": "publisher-place",
    "article-number": "number",
    "doi": "DOI",
    "url": "URL",
    "isbn": "ISBN",
    "pmid": "PMID",
    "pmcid": "PMCID",
}
_PARTS = (
    *("family", "given", "suffix", "dropping-particle", "non-dropping-particle"),
    *("literal", "name"),
)
_MOST = 3


def read_csl_json(text: str) -> Export | None:
    """Return what each item of a CSL-JSON export became; ``None`` for what is no JSON."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    items = data.get("items", [data]) if isinstance(data, dict) else data
    return Export([_imported(one) for one in items] if isinstance(items, list) else [])


def _imported(written: Any) -> Imported:
    if not isinstance(written, dict):
        return unread(_NO_OBJECT, _AS_CSL, json.dumps(written, ensure_ascii=False))
    record = plain(written.get("id")) or plain(written.get("key")) or "?"
    if "itemType" in written:
        return unread(_ZOTERO, _AS_CSL, plain(written.get("title")) or record, record=record)
    title = _first(written.get("title")) or _first(written.get("title-short"))
    if not title:
        quote = json.dumps(written, ensure_ascii=False)
        return unread(_NO_TITLE, _LOOK, quote, record=record)
    names = {name: _ALIASES.get(name, name) for name in written}
    fields = [Field(name, _shown(value)) for name, value in written.items()]
    entry = Entry(fields, record=record)
    item: Item = {"type": entry.first("type") or "document"}
    if not entry.first("type"):
        entry.note(_NO_TYPE, _LOOK, quote=title)
    for name, value in written.items():
        to = names[name]
        if to in KEPT and to not in item:
            entry.all(name)
            item[to] = _value(entry, name, to, value)
    notes = read_note(written.get("note"))
    if isinstance(item.get("custom"), dict):
        item["custom"] = notes.pop("custom", {}) | item["custom"]
    item = notes | {name: value for name, value in item.items() if value not in (None, "", [], {})}
    item["title"] = title
    if not item.get("page") and plain(written.get("page-first")):
        item["page"] = plain(written["page-first"])
    if item.get("DOI"):
        item["DOI"] = doi(item["DOI"])
    entry.tell_the_rest(_LEFT_OUT)
    return Imported(ordered(item), entry.problems)


def _first(value: Any) -> str:
    """Return a text, or the one that a list holds, as Crossref has it."""
    return rich(value[0] if _is_one(value) else value)


def _shown(value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    return plain(value) or json.dumps(value, ensure_ascii=False)


def _value(entry: Entry, name: str, to: str, value: Any) -> Any:
    """Return one value in the form that is printed."""
    if to in DATES:
        return _date(entry, name, value)
    if to in NAMES:
        return list(_people(value))
    if to in TEXTS or to in IDENTIFIERS:
        number = isinstance(value, float) and value.is_integer()
        text = rich(int(value)) if number else _first(value)
        if not text and value not in (None, "", [], {}):
            entry.doubt(name, _shown(value))
        return text
    return value


def _is_one(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 1


def _people(value: Any) -> Iterator[Name]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            parts = {part: plain(one.get(part)) for part in _PARTS}
            yield {part: text for part, text in parts.items() if text}
        elif plain(one):
            yield person(plain(one))


def _date(entry: Entry, name: str, value: Any) -> dict[str, Any]:
    """Return a date as CSL 1.0.2 has it; one in words is read, and kept as it is if that fails."""
    one = value[0] if _is_one(value) and isinstance(value[0], dict) else value
    if not isinstance(one, dict):
        return _in_words(entry, name, plain(one))
    parts = one.get("date-parts")
    if parts and not isinstance(parts, list):
        # One year, or a date in figures, without the lists around it.
        parts = [parts]
    flat = isinstance(parts, list) and parts and not isinstance(parts[0], list)
    if isinstance(parts, list) and re.fullmatch(r"\d{4}-.*", _first(_first_of(parts))):
        return _in_words(entry, name, _first(_first_of(parts)))
    dated = [_numbers(part) for part in ([parts] if flat else parts or []) if _numbers(part)]
    if not dated and plain(one.get("year")):
        # citeproc before 1.0, and Mendeley.
        dated = [_numbers([one.get(part) for part in ("year", "month", "day")])]
    if not dated or not dated[0]:
        words = plain(one.get("literal")) or plain(one.get("raw"))
        if not words and re.search(r"\d", _shown(value)):
            entry.doubt(name, _shown(value))
        return _in_words(entry, name, words)
    # A range whose end is the year 0 goes on.
    found: dict[str, Any] = {"date-parts": [*dated, [0]] if goes_on(parts) else dated[:2]}
    season = plain(one.get("season"))
    if season:
        found["season"] = season
    return found | ({"circa": True} if one.get("circa") else {})


def _first_of(parts: list[Any]) -> Any:
    """Return the first of some parts of a date, or of the parts of its first day."""
    return parts[0][0] if parts and isinstance(parts[0], list) and parts[0] else parts[:1]


def _numbers(parts: Any) -> list[int]:
    """Return year, month and day as far as they are numbers, ``["2019", "03"]`` too."""
    numbers: list[int] = []
    for part in parts[:_MOST] if isinstance(parts, list) else ():
        text = plain(int(part) if isinstance(part, float) and part.is_integer() else part)
        if not text.isdecimal() or int(text[:6]) < 1 or len(text) > _MOST + 1:
            break
        numbers.append(int(text))
    return numbers


def _in_words(entry: Entry, name: str, words: str) -> dict[str, Any]:
    found, sure = read_date(words, edtf=True)
    if words and not sure:
        entry.doubt(name, _shown(next(f.value for f in entry.fields if f.name == name)))
        # Words that say a year are printed as they are.
        return {"literal": words}
    return found
