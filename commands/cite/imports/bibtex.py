"""Read BibTeX and BibLaTeX, as Zotero, JabRef, Mendeley and Google Scholar write them.

Fields: P. Kime and others, *The biblatex package* (manual 3.20), and BibTeX’s own. Names are split
before LaTeX is decoded, so that ``{Haute Autorité de Santé}`` stays whole.
"""

from __future__ import annotations

import re
from typing import Any

from commands.cite.books import isbn_in
from commands.cite.crossref import csl_type
from commands.cite.record import ordered, plain, rich, with_subtitles
from plugins.shared.problems import N_, Problem
from plugins.sources.csl import Item

from .bibtex_file import Parsed, read_file
from .bibtex_names import names_of
from .dates import read_date
from .entry import Entry, Export, Imported, unread
from .languages import spoken
from .latex import as_text, verbatim
from .notes import clarified, read_note
from .people import Name
from .ris_tags import PREPRINTS

_TYPES = {
    **dict.fromkeys(("article", "periodical", "suppperiodical"), "article-journal"),
    "review": "review",
    "magazine": "article-magazine",
    "newspaper": "article-newspaper",
    **dict.fromkeys("book mvbook collection mvcollection proceedings".split(), "book"),
    **dict.fromkeys("mvproceedings reference mvreference manual monograph".split(), "book"),
    **dict.fromkeys("inbook incollection suppbook suppcollection bookinbook".split(), "chapter"),
    "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "booklet": "pamphlet",
    "misc": "document",
    "unpublished": "manuscript",
    "dataset": "dataset",
    "data": "dataset",
    "software": "software",
    "patent": "patent",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
    "standard": "standard",
    "video": "motion_picture",
    "movie": "motion_picture",
    "audio": "song",
    "artwork": "graphic",
    "letter": "personal_communication",
}
_PAPERS = frozenset("article-journal article-magazine article-newspaper review article".split())
_NUMBERED = frozenset(
    "report patent legislation standard software document manuscript dataset".split()
)
_CHAPTERS = frozenset("chapter paper-conference entry-dictionary entry-encyclopedia".split())
_LEFT_OUT = frozenset(
    "abstract annote annotation addendum bdsk-file-1 bdsk-url-1 bdsk-url-2 biburl bibsource ccode "
    "citekey copyright creationdate date-added date-modified eissn entrysubtype eventtitleaddon "
    "file groups hyphenation ids indextitle interhash intrahash issn keyword keywords label "
    "language_orig library localfile mendeley-groups mendeley-tags modificationdate mrnumber "
    "nlmuniqueid numpages options owner pagetotal pubmedid_note priority ranking readstatus "
    "researcherid-numbers shortauthor shorttitle shorthand sortkey sorttitle timestamp uuid "
    "venue_type web_url username volumes zbl zblnumber bookpagination pagination crossref xref "
    "xdata related relatedtype relatedstring key article-doi keywords-plus affiliation "
    "author-email cited-references number-of-cited-references times-cited journal-iso "
    "unique-id doc-delivery-number da research-areas web-of-science-categories "
    "oa esi-highly-cited-paper esi-hot-paper funding-acknowledgement funding-text "
    "orcid-numbers usage-count-last-180-days usage-count-since-2013 early-access-date "
    "web-of-science-index source affiliations abbrev_source_title coden references "
    "correspondence_address author_keywords index_keywords funding_details pmcid_note "
    "hal_id hal_version hal_local_reference pdf publication_stage publication-stage "
    "document_type day month_numeric gradelevel "
    "organization_address origlanguage origdate urldate_raw internal-note articleno".split()
)
_NO_TITLE = N_("this entry has no title: it was not read.")
_EXPORT = N_("Export it again, or add it by its DOI or its PubMed number.")
_NO_TYPE = N_("“{record}”: its kind, “{name}”, is not known: it is read as a document.")
_HOW = N_("“{record}”: “{name}” has no place in a reference: it was left out.")
_LOOK = N_("Look at the reference that was added.")
# What LaTeX left as it is written.
_COMMAND = re.compile(r"\\[A-Za-z]{2,}")
_DASH = re.compile(r"\s*(?:-{1,3}|[\u2010-\u2015])\s*")
_ARXIV = re.compile(r"arxiv(?:\s+preprint)?[\s:]+(?:arxiv:)?\s*([\w.-]+/?\d{4,}(?:v\d+)?)", re.I)
_PUBSTATES = {
    "inpress": "in press",
    "forthcoming": "forthcoming",
    "submitted": "submitted",
    "inpreparation": "in preparation",
    "prepublished": "Epub ahead of print",
}
_IN_PRESS = re.compile(r"in press|forthcoming|to appear|à paraître|sous presse", re.IGNORECASE)
_AHEAD = re.compile(r"ahead of print|epub", re.IGNORECASE)
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_KINDS_OF_THESIS = ("phdthesis", "mathesis", "bathesis", "candthesis", "techreport", "resreport")


def read_bibtex(text: str) -> Export:
    """Return what each entry of a BibTeX file became."""
    file = read_file(text)
    found = [Imported(problems=[o]) if isinstance(o, Problem) else _imported(o) for o in file.found]
    return Export(found, file.stray)


def _imported(parsed: Parsed) -> Imported:
    entry = parsed.entry
    title = _title(entry, "title", "subtitle", "titleaddon")
    if not title and parsed.kind not in _CHAPTERS:
        title = _title(entry, "booktitle", "booksubtitle")
    if not title:
        return unread(_NO_TITLE, _EXPORT, f"@{parsed.kind}{{{parsed.key},", entry.line)
    notes = read_note([_noted(v) for v in entry.all("note", "extra", "comment")])
    known = notes.get("type") or _TYPES.get(parsed.kind)
    kind = known or csl_type(parsed.kind)
    if not known and kind == "document":
        entry.note(_NO_TYPE, _LOOK, quote=f"@{parsed.kind}", name=parsed.kind)
    item: Item = {
        "id": parsed.key,
        "type": kind,
        "title": title,
        "author": [*names_of(entry.first("author")), *_groups(entry)],
        "editor": names_of(entry.first("editor")),
        "translator": names_of(entry.first("translator")),
        "container-author": names_of(entry.first("bookauthor")),
        "language": spoken(entry, "langid", "language", read=as_text),
        "volume": _text(entry, "volume"),
        "part-number": _text(entry, "part"),
        "edition": _edition(_text(entry, "edition")),
        "publisher": _text(entry, "publisher", "institution", "school", "organization"),
        "publisher-place": _text(entry, "address", "location", "place"),
        "version": _text(entry, "version"),
        "original-title": _text(entry, "origtitle"),
        "chapter-number": _text(entry, "chapter"),
        "event-title": _title(entry, "eventtitle"),
        "event-place": _text(entry, "venue"),
        **_containers(entry, kind),
        **_numbers(entry, kind),
        **_identifiers(entry),
    }
    _dates(entry, item)
    if "type" not in notes:
        _kind_of(item)
    item["genre"] = _genre(entry, kind)
    item.pop("arxiv", None)
    item = {name: value for name, value in item.items() if value}
    for name, value in item.items():
        if isinstance(value, str) and _COMMAND.search(value):
            entry.doubt(name, value)
    item = notes | item | clarified(item, notes)
    item.pop("chapter-number", None)
    entry.tell_the_rest(_LEFT_OUT)
    return Imported(ordered(item), entry.problems)


def _groups(entry: Entry) -> list[Name]:
    """Return the group that wrote a work beside its authors: ``RECOVERY``."""
    named = as_text(entry.first("collaboration"))
    return [{"literal": named}] if named else []


def _text(entry: Entry, *names: str) -> str:
    """Return the first of some fields, and take note of the others."""
    found = [as_text(value) for value in entry.all(*names)]
    return next((value for value in found if value), "")


def _edition(words: str) -> str:
    """Return an edition as a number where it is a word: ``Second``."""
    return str(_ORDINALS.index(words.casefold()) + 1) if words.casefold() in _ORDINALS else words


def _title(entry: Entry, *names: str) -> str:
    """Return a title and its subtitle: ``Main: sub``, or ``Main? Sub``."""
    return with_subtitles("", *(as_text(entry.first(name)) for name in names)).rstrip(".")


def _containers(entry: Entry, kind: str) -> Item:
    """Return what a source is in, and its series."""
    journal = _title(entry, "journaltitle", "journalsubtitle") or _text(entry, "journal")
    book = _title(entry, "booktitle", "booksubtitle", "booktitleaddon")
    main = _title(entry, "maintitle", "mainsubtitle")
    short = _text(entry, "shortjournal", "journalabbreviation", "journalabbr", "journal-abbrev")
    series = _text(entry, "series")
    found: Item = {"collection-title": series, "container-title-short": short}
    if kind in _CHAPTERS:
        found["container-title"] = book or journal or main
    else:
        found["container-title"] = journal or book
    if main and kind == "book":
        found["volume-title"] = _title(entry, "title", "subtitle")
        found["title"] = main
    elif main and book:
        found |= {"container-title": main, "volume-title": book}
    if short and short == found["container-title"]:
        found["container-title-short"] = ""
    return found


def _numbers(entry: Entry, kind: str) -> Item:
    number, issue = _text(entry, "number"), _text(entry, "issue")
    pages = _DASH.sub("-", as_text(entry.first("pages", "page").replace("--", "-")))
    eid = _text(entry, "eid", "article-number", "articlenumber", "artnum", "art_number")
    found: Item = {"page": "" if pages == eid else pages, "number": eid}
    if kind in _PAPERS:
        return found | {"issue": number or issue}
    if kind in _NUMBERED:
        return found | {"number": number or eid}
    # The number of a book is its place in a series.
    return found | {"collection-number": number if entry.first("series") else ""}


def _identifiers(entry: Entry) -> Item:
    """Return DOI, numbers and address; ``eprint`` is a number of the server that is named."""
    how = entry.first("howpublished")
    link = re.search(r"https?://[^\s{}]+", verbatim(how)) if how else None
    noted = " ".join(verbatim(value) for value in entry.all("note", "annote"))
    in_note = re.search(r"https?://[^\s{}]+", noted)
    written = [verbatim(value) for value in entry.all("url", "link", "bdsk-url-1")]
    each = [one for value in written for one in value.split()]
    urls = [*each, *(m[0] for m in (link, in_note) if m)]
    doi = _doi(verbatim(entry.first("doi"))) or next(
        (_doi(u) for u in urls if re.match(r"https?://(?:dx\.)?doi\.org/", u)), ""
    )
    pages = [
        u.rstrip(".,;")
        for u in urls
        if re.match(r"https?://\S", u) and not re.match(r"https?://(?:dx\.)?doi\.org/", u)
    ]
    for value in written:
        if value and not re.match(r"https?://\S", value):
            entry.doubt("url", value)
    if how and not link:
        entry.note(_HOW, _LOOK, quote=how, name=rich(as_text(how)))
    isbn = isbn_in(entry.first("isbn"))
    if entry.first("isbn") and not isbn:
        entry.doubt("isbn", entry.first("isbn"))
    found: Item = {
        "DOI": doi,
        "PMID": _figures(entry.first("pmid", "pubmedid")),
        "PMCID": plain(entry.first("pmcid", "pmc")),
        "ISBN": isbn,
        "URL": pages[0] if pages else "",
    }
    return found | {name: value for name, value in _eprint(entry).items() if not found.get(name)}


def _figures(written: str) -> str:
    match = re.fullmatch(r"\D*(\d{1,9})\D*", written)
    return match[1] if match else ""


def _doi(written: str) -> str:
    match = re.search(r"10\.\d{4,9}(?:\.\d+)*/\S+", written)
    return match[0].rstrip(".,;") if match else ""


def _eprint(entry: Entry) -> Item:
    """Return what ``eprint`` names: an article of PubMed, PubMed Central, arXiv or HAL."""
    number = verbatim(entry.first("eprint", "arxivid"))
    server = entry.first("eprinttype", "archiveprefix").strip(" {}").casefold()
    entry.all("primaryclass", "eprintclass")
    if not number:
        return {}
    found: Item = {}
    if server in ("pubmed", "pmid", "medline"):
        found = {"PMID": _figures(number)}
    elif server in ("pmc", "pmcid", "pubmedcentral"):
        found = {"PMCID": number if number.upper().startswith("PMC") else f"PMC{number}"}
    elif server.startswith("hal"):
        found = {"URL": f"https://hal.science/{number}"}
    elif server == "arxiv" or (not server and re.fullmatch(r"\d{4}\.\d{4,5}(?:v\d+)?", number)):
        found = {"arxiv": number.removeprefix("arXiv:")}
    elif re.match(r"https?://", number):
        found = {"URL": number}
    else:
        entry.doubt("eprint", entry.first("eprint", "arxivid"))
    return found


def _dates(entry: Entry, item: Item) -> None:
    """Put in the dates of a source, and whether it is printed yet."""
    year, month, day = (entry.first(name) for name in ("year", "month", "day"))
    date = entry.first("date")
    words = date or " ".join(filter(None, (as_text(year), as_text(month), as_text(day))))
    if not date and month and re.fullmatch(r"\s*\{?\d{1,2}\}?\s*", month):
        number = re.sub(r"\D", "", month)
        words = f"{as_text(year)}-{int(number):02}" + (f"-{int(day):02}" if day.isdecimal() else "")
    season = as_text(entry.first("issue"))
    state = entry.first("pubstate").strip(" {}").casefold()
    note = " ".join(entry.all("note"))
    if _IN_PRESS.search(f"{words} {note}") or state:
        item["status"] = _PUBSTATES.get(state, state or "in press")
        words = re.sub(r"[^\d/-]+", " ", words) if _IN_PRESS.search(words) else words
    elif _AHEAD.search(note):
        item["status"] = "Epub ahead of print"
    item["issued"] = _date(entry, "date" if date else "year", words)
    dated = _season_of(item["issued"], words, season, beside=bool(entry.first("number")))
    if dated:
        item["issued"] = dated
        item["issue"] = item.get("issue", "") if entry.first("number") else ""
    accessed = entry.first("urldate", "lastchecked", "lastvisited", "lastaccessed", "accessdate")
    noted = re.search(r"(?:accessed|consulté|visited|retrieved)\D{0,12}(\d.*|\w+ \d.*)", note, re.I)
    item["accessed"] = read_date(accessed or (noted[1].rstrip(".)} ") if noted else ""))[0]
    item["event-date"] = read_date(entry.first("eventdate"), edtf=True)[0]


def _date(entry: Entry, name: str, words: str) -> dict[str, Any]:
    found, sure = read_date(words.replace("~", " ") if name == "year" else words, edtf=True)
    if words.strip() and not sure:
        entry.doubt(name, entry.first(name) or words)
    return found


def _season_of(issued: dict[str, Any], words: str, season: str, *, beside: bool) -> dict[str, Any]:
    """Return a date with the season that BibLaTeX has in the place of the issue, empty for none.

    Words that name no season we know are one only ``beside`` the number of an issue.
    """
    found, sure = read_date(season, str(issued.get("date-parts", [[words]])[0][0]))
    named = found.get("season", "")
    if not sure or not found or (not named and re.search(r"\d", season)):
        return {}
    if not beside and named == season and not re.search(r"\d|autumn", season, re.IGNORECASE):
        return {}
    only_years = all(len(day) == 1 for day in issued.get("date-parts", ()))
    return issued | {"season": named} if named and issued and only_years else found


def _kind_of(item: Item) -> None:
    """Make of a record of a preprint server a preprint, of a page with an address a page."""
    journal = str(item.get("container-title") or "")
    arxiv = item.pop("arxiv", "")
    match = _ARXIV.match(journal)
    if match or arxiv:
        if match or not journal or journal.casefold().startswith("arxiv"):
            number = arxiv or (match[1] if match else "")
            item |= {"type": "article", "container-title": "arXiv", "number": number, "issue": ""}
    elif journal.casefold().startswith(PREPRINTS) and item["type"] in _PAPERS:
        item["type"] = "article"
        if re.fullmatch(r"(?:19|20)\d\d-\d\d", item["page"]):
            # The beginning of the number, which Google Scholar takes for pages.
            item["page"] = ""
    if item["type"] == "document" and item.get("URL") and not item.get("DOI"):
        item["type"] = "webpage" if not item.get("number") else "report"


def _genre(entry: Entry, kind: str) -> str:
    """Return the kind that ``type`` says in words; biblatex’s own words for a thesis say none."""
    genre = as_text(entry.first("type", "entrysubtype"))
    known = _KINDS_OF_THESIS if kind in ("thesis", "report") else ("article", "journal article")
    return "" if genre.casefold() in known else genre


def _noted(written: str) -> str:
    """Return a note line by line, as :func:`~.notes.read_note` reads it."""
    return "\n".join(as_text(line) for line in written.split("\n"))
