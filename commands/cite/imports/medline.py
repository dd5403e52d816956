"""Read MEDLINE, which PubMed saves as ``.nbib`` or “PubMed”: a tag of four columns, a dash.

Tags: NLM, *MEDLINE/PubMed Data Element (Field) Descriptions*. The line ``SO`` says which of its
dates NLM prints, and how: ``2024 Sep 27;7(3):ooae099. eCollection 2024 Oct.``
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from commands.cite.record import language, ordered, plain, rich
from commands.cite.status import PUBMED, Fact, bare
from plugins.shared.problems import N_
from plugins.sources import status
from plugins.sources.csl import Item, in_brackets

from .dates import read_date
from .entry import Entry, Export, Field, Imported, belong_to_none, unread
from .people import Name, named, person
from .tagged import Dialect, as_column, records

_USED = frozenset(
    "PMID TI TT BTI CTI VTI FAU AU CN FED ED TA JT DP DEP VI IP PG LID AID LA PT PMC PB PL ISBN EN "
    "SO PST CTDT DRDT RIN RRI ECI EIN CRI UIN".split()
)
# Abstracts, subject headings, addresses, numbers and days of NLM’s own, links to other papers.
_LEFT_OUT = frozenset(
    "AB AD AIDE AUID CDAT CI CIN CN COI COIS COL CON CRDT CRF CTI DA DCOM DDIN DRIN EA ECF EDAT "
    "EFR EIO EIR EIS FIR FPS GN GR GS IR IRAD IS JID LR MH MHDA MID NM OAB OABL OCI OID ORI OT OTO "
    "OWN PHST PMCR PRIN PROF PS PUBM RF RN ROF RPF RPI RRF SB SFM SI SPIN SSIN STAT TA UOF".split()
)
TAGS = _USED | _LEFT_OUT
_DIALECT = Dialect(as_column(4, TAGS), "PMID", "", frozenset(("TI", "BTI", "TT")))
_NOT_AVAILABLE = re.compile(r"\[?\s*not available\s*\]?", re.IGNORECASE)
_SUFFIX = re.compile(r"(.+)\s((?:Jr|Sr|[1-9](?:st|nd|rd|th)|I{2,3}|IV)\.?)")
_MARKED = re.compile(r"(.*?)\s*\[(\w+)\]")
_TOLD = (
    ("RIN", status.RETRACTED),
    ("RRI", status.RETRACTED),
    ("ECI", status.CONCERN),
    ("EIN", status.CORRECTED),
    ("CRI", status.CORRECTED),
)
_NOTICE = re.compile(r"\b([12]\d{3} \w{3} \d{1,2})\b")
_NOTICES = ("Retraction of Publication", "Retraction Notice", "Published Erratum")
_IS_NOTICE = N_("“{record}” is the notice about a publication, not the publication itself.")
_CITE_IT = N_("If you meant the publication, add that one.")
_NO_TITLE = N_("this record has no title: it was not read.")
_EXPORT = N_("Export it again, or add it by its DOI or its PubMed number.")


def read_medline(text: str) -> Export:
    """Return what each record of a MEDLINE file became."""
    found, stray = records(text, _DIALECT)
    return Export([_record(fields) for fields in found], belong_to_none(stray))


def _record(fields: list[Field]) -> Imported:
    entry = Entry(fields, fields[0].line)
    languages = [code for value in entry.all("LA") if (code := language(value))]
    title, original = _titles(entry, languages)
    pmid = plain(entry.first("PMID"))
    entry.record = pmid or title[:60]
    if not title:
        return unread(_NO_TITLE, _EXPORT, fields[0].value, entry.line)
    types = [plain(kind) for kind in entry.all("PT")]
    # PubMed’s letters here are those of a typewriter.
    book = rich(entry.first("BTI")).rstrip(".").replace("((R))", "®")
    item: Item = {
        "type": _type(entry, types, book),
        "title": title,
        "original-title": original,
        "author": list(_people(entry, "FAU", "AU", "CN")),
        "editor": list(_people(entry, "FED", "ED")),
        "language": ", ".join(_title_first(languages, title, original)),
        "volume": plain(entry.first("VI")),
        "issue": plain(entry.first("IP")),
        "edition": plain(entry.first("EN")),
        "volume-title": rich(entry.first("VTI")),
        "collection-title": rich(entry.first("CTI")),
        "PMID": pmid if pmid.isdecimal() else "",
        "PMCID": plain(entry.first("PMC")),
        "custom": {"publication_types": types} if types else {},
        **_numbers(entry),
        **_publisher(entry, book),
    }
    _dates(entry, item)
    facts = list(_facts(entry, types))
    if entry.first("ROF", "ECF") or any(kind in _NOTICES for kind in types):
        entry.note(_IS_NOTICE, _CITE_IT, quote=title)
    entry.tell_the_rest(_LEFT_OUT)
    return Imported(ordered(item), entry.problems, facts)


def _type(entry: Entry, types: list[str], book: str) -> str:
    if book:
        return "chapter" if entry.first("TI") else "book"
    return "article" if "Preprint" in types else "article-journal"


def _titles(entry: Entry, spoken: list[str]) -> tuple[str, str]:
    """Return the title and, where it is NLM’s translation, the title as published.

    A translation stands in brackets, which stay where it is alone. An English title without
    brackets, of an article that is in English too, is none.
    """
    title, own = rich(entry.first("TI", "BTI")).rstrip("."), rich(entry.first("TT")).rstrip(".")
    own = in_brackets(own) or own
    if _NOT_AVAILABLE.fullmatch(title):
        return own or "[Not Available]", ""
    inside = in_brackets(title)
    if "en" in spoken:
        return (inside if inside and spoken == ["en"] else title), ""
    if title and own:
        return inside or title, own
    return title or own, ""


def _title_first(languages: list[str], title: str, original: str) -> list[str]:
    """Return the languages of an article, that of its title first."""
    english = "en" in languages and not original and title != "[Not Available]"
    return sorted(dict.fromkeys(languages), key=lambda code: english and code != "en")


def _people(entry: Entry, whole: str, short: str, group: str = "") -> Iterator[Name]:
    """Yield names in the order of the file: the whole one where it is there, else the initials."""
    before = ""
    for written in entry.in_order(whole, short, *([group] if group else [])):
        value = rich(written.value)
        if written.name == whole:
            family, _, given = (part.strip() for part in value.partition(","))
            suffixed = _SUFFIX.fullmatch(given)
            yield named(family, *(suffixed.groups() if suffixed else (given,)))
        elif written.name == group:
            yield {"literal": value.rstrip(".")}
        elif before != whole:
            yield person(value)
        before = written.name


def _numbers(entry: Entry) -> Item:
    """Return the DOI, and the pages, for which an article number stands."""
    marked = [_MARKED.fullmatch(value) for value in entry.all("LID", "AID")]
    named_by = [(match[2].lower(), plain(match[1])) for match in marked if match]
    doi = next((value for kind, value in named_by if kind == "doi" and bare(value)), "")
    pii = next((value for kind, value in named_by if kind == "pii"), "")
    accession = next((value for kind, value in named_by if kind == "bookaccession"), "")
    url = f"https://www.ncbi.nlm.nih.gov/books/{accession}/" if accession else ""
    return {"DOI": doi, "page": plain(entry.first("PG")) or pii, "URL": url}


def _publisher(entry: Entry, book: str) -> Item:
    """Return the journal, or the book and who published it: ``PL`` is a journal’s country."""
    short, place = plain(entry.first("TA")), plain(entry.first("PL"))
    isbn = re.match(r"[\dXx-]{10,17}", plain(entry.first("ISBN")))
    if book:
        return {
            "container-title": book if entry.first("TI") else "",
            "publisher": plain(entry.first("PB")),
            "publisher-place": place,
            "ISBN": isbn[0].replace("-", "") if isbn else "",
            "medium": "Internet" if any("[bookaccession]" in v for v in entry.all("AID")) else "",
        }
    return {
        "container-title": rich(entry.first("JT")) or short,
        "container-title-short": short,
        # What a record of PubMed’s does not have, and other programs write.
        "publisher": plain(entry.first("PB")),
    }


def _dates(entry: Entry, item: Item) -> None:
    """Put in the dates that NLM prints for this record."""
    custom = item["custom"]
    for tag, name in (("CTDT", "contributed"), ("DRDT", "revised")):
        custom[name], _ = _read(entry, tag, entry.first(tag))
    issue, _ = _read(entry, "DP", entry.first("DP"))
    electronic, _ = _read(entry, "DEP", entry.first("DEP"))
    source = plain(entry.first("SO"))
    printed = _printed(source, plain(entry.first("TA")))
    item["issued"] = read_date(printed)[0] or issue or electronic
    for word, name in (("eCollection", "ecollection"), ("Print", "print")):
        later = re.search(rf"\b{word} (\d{{4}}[^.;:]*)\.", source)
        custom[name] = read_date(later[1])[0] if later else {}
    online = re.search(r"\bEpub (\d{4}[^.;:]*)\.", source)
    ahead = entry.first("PST") == "aheadofprint" or "ahead of print" in source
    if ahead:
        item["status"] = "Epub ahead of print"
        item["issued"] = electronic or item["issued"]
    elif online or (not source and electronic != item["issued"]):
        item["available-date"] = read_date(online[1])[0] if online else electronic
    item["custom"] = {name: value for name, value in custom.items() if value}


def _printed(source: str, journal: str) -> str:
    """Return the date in ``Lancet. 1998 Feb 28;351(9103):637-41.``, empty for none."""
    after = source.removeprefix(journal).removeprefix(" [Preprint]") if journal else ""
    match = re.match(r"\. (\d{4}[^.;:]*)", after)
    return match[1] if match else ""


def _read(entry: Entry, tag: str, value: str) -> tuple[dict[str, object], bool]:
    date, sure = read_date(value)
    if value and not sure:
        entry.doubt(tag, value)
    return date, sure


def _facts(entry: Entry, types: list[str]) -> Iterator[Fact]:
    """Yield what the record says became of the publication since."""
    if "Retracted Publication" in types:
        yield Fact(status.RETRACTED, PUBMED)
    for tag, state in _TOLD:
        for notice in entry.all(tag):
            day = _NOTICE.search(notice)
            parts = read_date(day[1])[0].get("date-parts", [[]])[0] if day else []
            since = "-".join(f"{part:02}" for part in parts)
            yield Fact(state, PUBMED, since, bare(notice).rstrip(".;,"))
    if "Preprint" in types:
        for published in entry.all("UIN"):
            yield Fact(status.REPLACED, PUBMED, replacement=bare(published).rstrip(".;,"))
