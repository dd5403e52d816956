"""Read RIS in the dialects of Zotero, EndNote, Scopus, Web of Science, PubMed and publishers.

A tag means one thing for a journal and another for a book: ``T2`` is the journal, the book of a
chapter, the series of a book. What RIS has no tag for stands in notes, as in Zotero’s “Extra”.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from commands.cite.books import isbn_in
from commands.cite.record import ordered, plain, rich
from commands.cite.status import bare
from plugins.shared.problems import N_
from plugins.sources.csl import Item

from . import ris_tags
from .dates import read_date
from .entry import Entry, Export, Field, Imported, belong_to_none, unread
from .languages import spoken
from .notes import clarified, read_note
from .people import Name, listed
from .tagged import Dialect, as_column, records

_DIALECT = Dialect(
    as_column(4, ris_tags.TAGS), "TY", "ER", frozenset(("TI", "T1", "CT", "BT", "TT"))
)
_NO_TITLE = N_("this record has no title: it was not read.")
_EXPORT = N_("Export it again, or add it by its DOI or its PubMed number.")
_NO_TYPE = N_("“{record}”: its kind is not said, or not known: it is read as {name}.")
_SAID = {"article-journal": N_("an article"), "document": N_("a document")}
_LOOK = N_("Look at the reference that was added.")
_TWO_DATES = N_("“{record}”: two dates disagree; “{name}” was not kept.")
_COMPARE = N_("Correct the date in content/sources/sources.json if that one is right.")
_HEADER = re.compile(r"(?:Provider|Database|Content|Record|Export Date|Source):?\b.*", re.I)
_PUBMED_NUMBER = re.compile(r"(?:PMID|MEDLINE|PubMed(?: ID)?)?\s*:?\s*(\d{1,8})", re.IGNORECASE)
_OF_PUBMED = re.compile(r"pubmed|medline|\bnlm\b|scopus|web of science|zotero", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:-{1,3}|[\u2010-\u2015])\s*")
# “n° 12”, “p. 3”, as French publishers write them.
_LABEL = re.compile(
    r"^(?:vol(?:ume)?\b\.?|n[°ºo]\.?|t(?:ome)?\.|pp?\.)\s*(?=[\dIVXLSe])", re.IGNORECASE
)
_VERSION = re.compile(r"^v(?:ersion)?[. ]{0,2}(?=\d)", re.IGNORECASE)
_IN_PRESS = re.compile(r"(?:article )?in[ -]press|forthcoming|à paraître|sous presse", re.I)
_DATABASE = re.compile(
    r"https?://(?:[\w-]+\.)*(?:scopus\.com|webofscience\.com|webofknowledge\.com|embase\.com"
    r"|ebscohost\.com|proquest\.com|ovid\.com|pubmed\.ncbi\.nlm\.nih\.gov"
    r"|ncbi\.nlm\.nih\.gov/pubmed)/",
    re.IGNORECASE,
)


def read_ris(text: str) -> Export:
    """Return what each record of a RIS file became; one that is not ended is still one."""
    found, stray = records(text, _DIALECT)
    lines = [line for line in stray if not _HEADER.fullmatch(line.value)]
    # Web of Science ends its files by a tag of its own.
    whole = [fields for fields in found if any(one.value for one in fields)]
    return Export([read_fields(fields) for fields in whole], belong_to_none(lines))


def read_fields(fields: list[Field]) -> Imported:
    """Return what one record of tagged fields became, wherever the tags come from."""
    entry = Entry(fields, fields[0].line if fields else 0)
    notes = read_note(entry.all("N1", "M2", "M1"))
    title = rich(entry.first("TI", "T1", "CT"))
    kind = notes.pop("type", "") or ris_tags.TYPES.get(entry.first("TY").upper().strip(), "")
    if not title and kind in ("book", "", "report"):
        title = rich(entry.first("BT"))
    title = title.rstrip(".")
    if not title:
        return unread(_NO_TITLE, _EXPORT, " ".join(f.value for f in fields[:3]), entry.line)
    entry.record = rich(entry.first("ID"))[:60] or title[:60]
    if not kind:
        kind = _guessed(entry)
        entry.note(_NO_TYPE, _LOOK, quote=entry.first("TY") or title, name=_SAID[kind])
    item: Item = {
        "id": rich(entry.first("ID")),
        "type": kind,
        "title": title,
        "language": spoken(entry, "LA"),
        "volume": _LABEL.sub("", plain(entry.first("VL"))),
        "publisher": rich(entry.first("PB", "PU")),
        **_people(entry, kind),
        **_containers(entry, kind),
        **_numbers(entry, kind),
        **_translation(entry, kind, title),
        **_dates(entry, kind),
        **_identifiers(entry),
    }
    item = _as_preprint(entry, item)
    if item.get("volume") and item.get("page"):
        # Databases keep the words “in press” after the issue came out.
        item.pop("status", None)
    # A field of its own says it better than a note, and knows its kind.
    item = {name: value for name, value in item.items() if value}
    item = notes | item | clarified(item, notes)
    entry.tell_the_rest(ris_tags.LEFT_OUT)
    return Imported(ordered(item), entry.problems)


def _guessed(entry: Entry) -> str:
    """Return the kind of a record that does not say it: with a journal, an article."""
    of_a_journal = entry.first("JO", "JF", "JA", "J2") or (entry.first("T2") and entry.first("VL"))
    return "article-journal" if of_a_journal else "document"


def _people(entry: Entry, kind: str) -> dict[str, list[Name]]:
    authors = listed(entry.all("AU", "A1"))
    second, third = listed(entry.all("A2")), listed(entry.all("A3"))
    editors = listed(entry.all("ED"))
    if entry.first("TY") == "EDBOOK" and not editors:
        authors, editors = [], authors
    # Of a book, A2 is who edits the series, which is not printed; A3, the book.
    if kind in ("book", "report"):
        editors = editors or third or ([] if authors else second)
    else:
        editors = editors or second
    translators = listed(entry.all("A4")) if kind != "paper-conference" else []
    found = {"author": authors, "editor": editors, "translator": translators}
    if kind == "chapter":
        found["container-author"] = listed(v for v in entry.all("C2") if not _is_number(v))
    return found


def _is_number(value: str) -> bool:
    return bool(re.fullmatch(r"(?:PMC)?\s*\d+", value.strip()))


def _containers(entry: Entry, kind: str) -> Item:
    """Return what a source is in: a journal, a book, a site, a series, a conference."""
    second, third = rich(entry.first("T2")), rich(entry.first("T3"))
    whole = rich(entry.first("JF")) or second
    short = rich(entry.first("J2", "JA", "J1", "JI", "J9"))
    old = rich(entry.first("JO"))
    paths = rich(entry.first("CY", "PP", "CP", "PI"))
    found: Item = {"publisher-place": paths}
    if kind.startswith("article"):
        whole = whole or rich(entry.first("BT")) or old or short or third
        found |= {"container-title": whole, "container-title-short": short or old}
        if found["container-title-short"] == whole:
            found["container-title-short"] = ""
        if kind != "article-journal":
            found["section"] = rich(entry.first("SE"))
        if third and third != whole:
            found["collection-title"] = third
    elif kind in ("chapter", "paper-conference", "entry-dictionary", "entry-encyclopedia"):
        proceedings = rich(entry.first("C3"))
        book = proceedings or second or rich(entry.first("BT")) or rich(entry.first("JF")) or old
        found |= {"container-title": book, "collection-title": third}
        found["collection-number"] = plain(entry.first("SV"))
        if kind == "paper-conference":
            event = second if proceedings and second != proceedings else ""
            found |= {"event-title": event or (old if old != book else "")}
            found["event-place"] = rich(entry.first("C1"))
    elif kind in ("book", "report", "thesis", "software", "map"):
        found |= {"collection-title": second or third}
        if found["collection-title"] and kind == "book":
            found["collection-number"] = plain(entry.first("SV", "M1"))
    else:
        found |= {"container-title": whole or third, "section": rich(entry.first("SE"))}
    return found


def _numbers(entry: Entry, kind: str) -> Item:
    """Return issue, pages, article number, edition, and what numbers else a kind has."""
    first, last = (_LABEL.sub("", plain(entry.first(tag))) for tag in ("SP", "EP"))
    pages = _RANGE.sub("-", f"{first}-{last}" if first and last and last != first else first)
    if "-" in first:
        pages = _RANGE.sub("-", first)
    number = plain(entry.first("C7", "AR"))
    serial = " ".join(entry.all("SN"))
    found: Item = {"genre": _genre(entry, kind)}
    if kind.startswith("article"):
        issue = _LABEL.sub("", plain(entry.first("IS"))) or next(
            (v for v in entry.all("M1") if _is_short(v)), ""
        )
        # An article number stands for its pages, unless those are of the issue.
        counted = "-" in pages and not pages.startswith("1-")
        found |= {"issue": issue, "number": "" if counted else number}
        # EndNote has the first page in SE too.
        start = plain(entry.first("SE")) if kind == "article-journal" else ""
        pages = pages or start
        return found | {"page": "" if pages == number else pages}
    found |= {"edition": rich(entry.first("ET")), "ISBN": isbn_in(serial)}
    if kind in ("software", "dataset"):
        found["version"] = _VERSION.sub("", found.pop("edition"))
    elif kind == "report":
        own = plain(serial) if not re.search(r"\d{4}-\d{3}[\dXx]|^[\d -]{10,}$", serial) else ""
        found["number"] = own or number or plain(entry.first("IS", "M1"))
        found["page"] = pages if "-" in pages else ""
    elif kind in ("legislation", "bill", "standard", "patent"):
        found["number"] = plain(entry.first("IS", "M1")) or plain(serial)
        found["page"] = pages
    elif kind in ("book", "thesis", "manuscript"):
        # Here SP is how many pages there are, and IS how many volumes.
        entry.all("IS", "M1")
    else:
        entry.all("IS", "M1")
        found["page"] = pages
    return found


def _is_short(value: str) -> bool:
    """Tell a number from a note: both stand in M1."""
    return len(value) < 30 and ":" not in value  # noqa: PLR2004


def _genre(entry: Entry, kind: str) -> str:
    """Return the kind of a thesis or of a report; that of an article is a database’s word."""
    written = [rich(value) for value in entry.all("M3") if not bare(value)]
    if kind.startswith("article") or not written:
        return ""
    return "" if written[0].casefold() in ("article", "book", "chapter", "webpage") else written[0]


def _translation(entry: Entry, kind: str, title: str) -> Item:
    """Return the two titles of a translated article: RIS has its translation in ``TT``.

    Of a book, CSL's original title is another one: that of the book it was translated from.
    """
    if not kind.startswith("article"):
        return {}
    translated = rich(entry.first("TT")).rstrip(".")
    if not translated or translated.casefold() == title.casefold():
        return {}
    return {"title": translated, "original-title": title}


def _dates(entry: Entry, kind: str) -> Item:
    """Return the days: of publication, on line, of reading.

    The year is that of ``PY`` or ``Y1``; of the dates that agree with it, the most precise.
    """
    years = entry.in_order("PY", "Y1")
    year = next((m[0] for f in years if (m := re.search(r"[12]\d{3}", f.value))), "")
    best: dict[str, Any] = {}
    for written in [*years, *entry.in_order("DA", "PD")]:
        date, sure = read_date(written.value, year)
        found_in = date.get("date-parts", [[0]])[0][0] if date else 0
        if date and year and str(found_in) != year:
            entry.note(
                _TWO_DATES, _COMPARE, quote=written.value, line=written.line, name=written.name
            )
            continue
        if not sure and not _IN_PRESS.search(written.value):
            entry.doubt(written.name, written.value)
        if len(str(date)) > len(str(best)):
            best = date
    found: Item = {"issued": best, "accessed": _day(entry, "Y2")}
    # EndNote has the day on line where a book has its edition.
    if kind == "article-journal":
        found["available-date"] = _day(entry, "ET")
    said = " ".join([*entry.all("M3"), *(f.value for f in years), *entry.all("DA")])
    if entry.first("TY") == "INPR" or _IN_PRESS.search(said):
        found["status"] = "in press"
    return found


def _day(entry: Entry, tag: str) -> dict[str, Any]:
    value = entry.first(tag)
    date, sure = read_date(value)
    if value and not sure:
        entry.doubt(tag, value)
    return date


def _identifiers(entry: Entry) -> Item:
    """Return DOI, PubMed numbers and address, wherever a dialect puts them."""
    links = [link for value in entry.all("UR", "LK", "L2") for link in re.split(r"[;\s]+", value)]
    pages = [link for link in links if re.match(r"https?://\S", link)]
    resolver = next((link for link in pages if re.match(r"https?://(?:dx\.)?doi\.org/", link)), "")
    doi = next((d for v in (*entry.all("DO", "M3", "L3"), resolver) if (d := _doi(v))), "")
    if links and not pages:
        entry.doubt("UR", links[0])
    pmid = _pubmed_number(entry, pages)
    pmcid = next((v for v in entry.all("C2") if re.fullmatch(r"PMC\d+", v.strip())), "")
    # The page of a database opens for its subscribers only, and PubMed’s is linked by its number.
    shut = _DATABASE if doi or pmid else re.compile("(?!)")
    own = [link for link in pages if link != resolver and not shut.match(link)]
    return {"DOI": doi, "PMID": pmid, "PMCID": pmcid, "URL": own[0] if own else ""}


def _doi(written: str) -> str:
    match = re.search(r"10\.\d{4,9}(?:\.\d+)*/\S+", written)
    return match[0].rstrip(".,;") if match else ""


def _pubmed_number(entry: Entry, links: Iterable[str]) -> str:
    """Return the number of PubMed: Scopus has it in ``C2``, PubMed in ``AN``, others in a link."""
    sure = [m for value in entry.all("PM", "C2") if (m := _PUBMED_NUMBER.fullmatch(value.strip()))]
    if sure:
        return sure[0][1]
    base = " ".join(entry.all("DB", "DP"))
    for value in entry.all("AN"):
        match = _PUBMED_NUMBER.fullmatch(value.strip())
        named = match and not value.strip()[0].isdecimal()
        if match and (named or not base or _OF_PUBMED.search(base)):
            return match[1]
    found = (re.search(r"pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(\d{1,8})\b", link) for link in links)
    return next((match[1] for match in found if match), "")


def _as_preprint(entry: Entry, item: Item) -> Item:
    """Return a record of a preprint server as a preprint, whatever its type is called."""
    names = [str(item.get("container-title") or ""), str(item.get("publisher") or "")]
    messages = "preprint" in " ".join(entry.all("M3", "TY")).casefold()
    server = next((n for n in names if n.casefold().startswith(ris_tags.PREPRINTS)), "")
    if item["type"] not in ("article-journal", "article", "document") or not (messages or server):
        return item
    return item | {"type": "article", "container-title": server or names[0]}


def with_tag(field: Field, tag: str) -> Field:
    """Return a field under the tag that RIS gives it."""
    return replace(field, name=tag)
