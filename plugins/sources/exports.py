"""The sources in the formats that other programs read: CSL-JSON, BibTeX, RIS.

For reference managers (Zotero, JabRef, EndNote): whoever reads an article may take its sources
along, and ``cite --import`` brings them in as they were printed. Knows nothing of Pelican. Formats:
CSL-JSON 1.0.2; BibTeX as BibLaTeX reads it, in UTF-8; RIS, Research Information Systems’
specification of 2011.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import unescape
from typing import Any

from .csl import Item, text
from .dates import printed_date
from .edtf import edtf, in_words, season_in_words
from .printed_fields import CUSTOM_DATES, DATES, NAMES
from .status import doi, status_of
from .vancouver import rich_text

# Type of CSL: of BibLaTeX, of RIS.
_KINDS = {
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
_OTHER = ("misc", "GEN")
# Crossref’s own names, which some exports keep.
_SYNONYMS = {
    "journal-article": "article-journal",
    "posted-content": "article",
    "book-chapter": "chapter",
    "dissertation": "thesis",
}
# Kinds of which the format has no word of its own: a note says which one it is.
_UNTOLD_BY_BIBLATEX = frozenset(
    "article article-magazine article-newspaper bill entry-dictionary post-weblog".split()
)
_PAPERS = frozenset("article-journal article-magazine article-newspaper".split())
_INSIDE = frozenset("chapter paper-conference entry-dictionary entry-encyclopedia".split())
# What RIS calls T2 there is the series.
_WHOLE = frozenset("book report thesis software".split())
_WITH_NUMBER = frozenset("report patent legislation standard bill".split())
# Fields of CSL as BibLaTeX names them for every kind, in the order they are written in.
_OF_BIBLATEX = {
    "original-title": "origtitle",
    "container-title-short": "shortjournal",
    "volume": "volume",
    "part-number": "part",
    "collection-title": "series",
    "edition": "edition",
    "version": "version",
    "publisher": "publisher",
    "publisher-place": "location",
    "event-title": "eventtitle",
    "event-place": "venue",
    "genre": "type",
    "language": "langid",
    "ISBN": "isbn",
    "PMID": "pmid",
    "PMCID": "pmcid",
}
_ROLES = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "container-author": "bookauthor",
}
_MARKUP = re.compile(r"<(/?)(i|sub|sup)>")
_COMMANDS = {"i": r"\textit{", "sub": r"\textsubscript{", "sup": r"\textsuperscript{"}
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "{}%&$#_"},
    }
)
# What stands in the place of a last name where a list goes on.
_OTHERS = ("et al.", "et al", "others")
_ONE_DAY = re.compile(r"\d{4}(?:-(?:0\d|1[0-2])(?:-\d\d)?)?")
# Words that are read again as the season of a date; others stand where an issue has its number.
_WORDS = re.compile(r"[^\W\d_]+(?:[\s/'’-]+[^\W\d_]+)*")
# What LaTeX would make one sign of.
_LIGATURES = re.compile(r"-(?=-)|`(?=`)|'(?=')")
_NO_KEY = re.compile(r"[^\w.:/+-]+")


def csl_json(items: Iterable[Item]) -> str:
    """Return items as CSL-JSON, without what the kit adds for itself."""
    shared = ",\n".join(_once(_shared, item) for item in items)
    return f"[\n{shared}\n]\n" if shared else "[]\n"


def bibtex(items: Iterable[Item]) -> str:
    """Return items as BibLaTeX, an entry each, an empty line between two."""
    return "\n".join(_once(_entry, item) for item in items)


def ris(items: Iterable[Item]) -> str:
    """Return items as RIS records: a line a field, ended as the format asks (CR LF)."""
    return "".join(_once(_lines, item) for item in items)


# The files beside an article, by the end of their names.
FORMATS = {"json": csl_json, "bib": bibtex, "ris": ris}


def _once(write: Callable[[Item], str], item: Item) -> str:
    """Return an item as it is written, once for all the articles that cite it."""
    return _written(write, json.dumps(item))


@lru_cache(maxsize=8192)
def _written(write: Callable[[Item], str], item: str) -> str:
    return write(json.loads(item))


def _said(item: Item) -> str:
    """Return what became of a source, for whoever reads it without the box."""
    status = status_of(item)
    if not status.words:
        return ""
    return " ".join(part for part in (status.words, str(status.since or ""), status.notice) if part)


def _kind(item: Item) -> str:
    kind = text(item, "type")
    return _SYNONYMS.get(kind, kind)


def _noted(item: Item, names: Iterable[str]) -> Iterator[str]:
    """Yield, for what a format has no field for, the lines that Zotero reads in a note.

    Zotero’s documentation, “Citing Fields from Extra”: ``available-date: 2020-07-05``.
    """
    for name in names:
        if name in DATES:
            season = season_in_words(item, name)
            value = printed_date(item, "en", name) if season else edtf(item, name)
            yield from [f"{name}: {value}"] if value else ()
        elif name in NAMES:
            yield from (f"{name}: {_noted_name(person)}" for person in _people(item, name))
        elif text(item, name):
            yield f"{name}: {_plain(text(item, name))}"


def _noted_name(person: dict[str, Any]) -> str:
    """Return a name as Zotero’s “Extra” has it; the strokes say that one name is a person’s."""
    if _is_one_name(person):
        return f"{_plain(_family(person))} ||"
    suffix = text(person, "suffix")
    parts = [_family(person), text(person, "given"), *([suffix] if suffix else [])]
    return _plain(_whole(person) or " || ".join(parts))


def _is_one_name(person: dict[str, Any]) -> bool:
    """Tell whether a person is known by the family’s name alone."""
    return bool(_family(person)) and not (
        _whole(person) or text(person, "given") or text(person, "suffix")
    )


def _noted_season(item: Item) -> Iterator[str]:
    """Yield a date with words that BibLaTeX has no field for: ``issued: 2019 Christmas``."""
    season = season_in_words(item, "issued")
    if _WORDS.fullmatch(season):
        yield f"issued: {printed_date(item, 'en')}"


def _custom_dates(item: Item) -> Iterator[str]:
    custom = item.get("custom")
    known = custom if isinstance(custom, dict) else {}
    dates = ((name, edtf(known, name)) for name in sorted(CUSTOM_DATES))
    yield from (f"{name}: {value}" for name, value in dates if value)


def _shared(item: Item) -> str:
    """Return an item as it stands in a list of CSL-JSON."""
    kept = {name: value for name, value in item.items() if name != "custom"}
    notes = [text(item, "note"), _said(item), *_custom_dates(item)]
    said = "\n".join(note for note in notes if note)
    shared = [kept | {"note": said} if said else kept]
    return json.dumps(shared, ensure_ascii=False, indent=2).removeprefix("[\n").removesuffix("\n]")


def _entry(item: Item) -> str:
    kind = _kind(item)
    theirs = _KINDS.get(kind, _OTHER)[0]
    fields = [("title", f"{{{_latex(text(item, 'title'))}}}")]
    for role, name in _ROLES.items():
        fields.append((name, " and ".join(_latex_name(person) for person in _people(item, role))))
    inside = kind in _INSIDE
    fields.append(("booktitle" if inside else "journaltitle", _value(item, "container-title")))
    fields += [(to, _value(item, name)) for name, to in _OF_BIBLATEX.items()]
    numbers, left = _numbers(item, kind)
    fields += numbers
    if kind in _UNTOLD_BY_BIBLATEX or theirs == _OTHER[0]:
        left.append("type")
    season = [*_noted_season(item)]
    left += ["event-date"] if season_in_words(item, "event-date") else []
    notes = [_said(item), *_noted(item, left), *season, *_custom_dates(item)]
    fields += [
        ("pages", _latex(text(item, "page")).replace("-", "--")),
        ("date", edtf(item, "issued") or _latex(in_words(item, "issued"))),
        ("issue", "" if season else _latex(season_in_words(item, "issued"))),
        ("eventdate", edtf(item, "event-date")),
        ("doi", _latex(doi(item.get("DOI")))),
        ("url", _latex(text(item, "URL"))),
        ("urldate", edtf(item, "accessed")),
        ("note", "\n    ".join(_latex(note) for note in notes if note)),
    ]
    key = _NO_KEY.sub("-", text(item, "id"))
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields if value]
    return f"@{theirs}{{{key},\n{''.join(lines)}}}\n"


def _value(item: Item, name: str) -> str:
    return _latex(text(item, name) or (text(item, "event") if name == "event-title" else ""))


def _numbers(item: Item, kind: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the numbers of an item as BibLaTeX names them for its kind, and what is left over."""
    left = ["available-date", "medium", "section", "status", "supplement-number", "volume-title"]
    issue, number, series = (_value(item, n) for n in ("issue", "number", "collection-number"))
    if kind in _PAPERS:
        return [("number", issue), ("eid", number)], [*left, "collection-number"]
    if kind in _WITH_NUMBER:
        return [("number", number)], [*left, "issue", "collection-number"]
    if series and text(item, "collection-title") and kind in (_WHOLE | _INSIDE):
        return [("number", series)], [*left, "issue", "number"]
    return [], [*left, "issue", "number", "collection-number"]


def _lines(item: Item) -> str:
    fields = [*_record(item), ("ER", "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields)


def _record(item: Item) -> Iterator[tuple[str, str]]:
    kind = _kind(item)
    yield "TY", _KINDS.get(kind, _OTHER)[1]
    yield "ID", _plain(text(item, "id"))
    original = text(item, "original-title") if kind.startswith("article") else ""
    yield "TI", _rich(original or text(item, "title"))
    if original:
        yield "TT", _rich(text(item, "title"))
    left = ["medium", "status", "supplement-number", "part-number", "volume-title", "event-date"]
    left += ["available-date", "PMCID"] + ([] if original else ["original-title"])
    left += ["type"] if kind not in _KINDS or kind == "article" else []
    tags = _tags(item, kind)
    alone: list[str] = []
    for role in ("author", "editor", "translator", "container-author"):
        tag = tags.pop(role, "")
        if tag:
            people = _people(item, role)
            yield from ((tag, _plain(_listed_name(person))) for person in people)
            # A name without a comma is an organisation’s.
            alone += [f"{role}: {_noted_name(one)}" for one in people if _is_one_name(one)]
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
        value = text(item, name) or (text(item, "event") if name == "event-title" else "")
        if value and tag:
            yield tag, _rich(value)
        elif value:
            left.append(name)
    first, _, last = text(item, "page").partition("-")
    yield from ((tag, _plain(page)) for tag, page in (("SP", first), ("EP", last)) if page)
    said = {
        "DO": doi(item.get("DOI")),
        "UR": text(item, "URL"),
        "Y2": edtf(item, "accessed").replace("-", "/"),
    }
    yield from ((tag, _plain(value)) for tag, value in said.items() if value)
    notes = [_said(item), *_noted(item, left), *alone, *_custom_dates(item)]
    yield from (("N1", _rich(note)) for note in notes if note)


def _tags(item: Item, kind: str) -> dict[str, str]:
    """Return the tags of RIS for the fields of one kind, in order; empty where there is none."""
    paper, inside, whole = kind in _PAPERS, kind in _INSIDE, kind in _WHOLE
    series = bool(text(item, "collection-title"))
    event = text(item, "event-title") or text(item, "event")
    # Beside pages, C7 says no more which of both stands in a reference.
    article_number = (paper and not text(item, "page")) or kind == "report"
    number = "C7" if article_number else "IS" if kind in _WITH_NUMBER else ""
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


def _people(item: Item, role: str) -> list[dict[str, Any]]:
    """Return those who are named in a role, as CSL has them."""
    people = item.get(role)
    each = people if isinstance(people, list) else []
    named = [{"literal": one} if isinstance(one, str) else one for one in each]
    return [one for one in named if isinstance(one, dict) and (_whole(one) or _family(one))]


def _whole(person: dict[str, Any]) -> str:
    """Return a name that stands whole: an organisation’s, or one word that is all there is."""
    named = text(person, "literal") or text(person, "name")
    return named or ("" if _family(person) else text(person, "given"))


def _family(person: dict[str, Any]) -> str:
    particles = (text(person, "dropping-particle"), text(person, "non-dropping-particle"))
    return " ".join(part for part in (*particles, text(person, "family")) if part)


def _listed_name(person: dict[str, Any]) -> str:
    """Return ``Family, Given, Suffix``; an organisation whole, two commas where it has one.

    EndNote’s manual: the second comma keeps what follows from being a first name.
    """
    parts = (_family(person), text(person, "given"), text(person, "suffix"))
    whole = _whole(person).replace(", ", ",, ", 1)
    return whole or ", ".join(part for part in parts if part)


def _latex_name(person: dict[str, Any]) -> str:
    """Return ``Family, Suffix, Given``; an organisation in braces, which keep it whole."""
    whole = text(person, "literal") or text(person, "name")
    if whole.casefold() in _OTHERS:
        return "others"
    if whole:
        return f"{{{_latex(whole)}}}"
    family, suffix, given = _family(person), text(person, "suffix"), text(person, "given")
    if bool(family) != bool(given):
        # BibLaTeX’s long form: one name, “de Gaulle”, is no first name and last name.
        parts = {"family": family or given, "suffix": suffix}
        return ", ".join(f"{name}={{{_latex(part)}}}" for name, part in parts.items() if part)
    return _latex(", ".join(part for part in (family, suffix, given) if part))


def _latex(words: str) -> str:
    """Return a text as LaTeX: its signs written out, its italics and scripts as commands."""
    rich, plain = _rich(words), _plain(words)
    if "<" not in rich or str(rich_text(rich)).count("&lt;") != plain.count("<"):
        return _escaped(plain)
    pieces = _MARKUP.split(rich)
    # Between the pieces of text stand the slash and the name of each tag.
    found = [_escaped(pieces[0])]
    for closing, tag, piece in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        found += ["}" if closing else _COMMANDS[tag], _escaped(piece)]
    return "".join(found)


def _escaped(words: str) -> str:
    return _LIGATURES.sub(r"\g<0>{}", words.translate(_LATEX))


def _rich(words: str) -> str:
    """Return a text on one line, with the tags of titles that are printed."""
    return " ".join(unescape(unescape(str(rich_text(words)))).split())


def _plain(words: str) -> str:
    """Return a text on one line, without the tags of titles."""
    return _MARKUP.sub("", _rich(words))
