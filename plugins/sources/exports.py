"""The sources in the formats that other programs read: CSL-JSON, BibTeX, RIS.

For reference managers (Zotero, JabRef, EndNote): whoever reads an article may take its sources
along. Knows nothing of Pelican. Formats: CSL-JSON 1.0.2; BibTeX as BibLaTeX reads it, in UTF-8;
RIS, Research Information Systems’ specification of 2011.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from .csl import Item, text
from .status import doi, status_of

# Type of CSL: of BibLaTeX, of RIS.
_KINDS = {
    "article-journal": ("article", "JOUR"),
    "journal-article": ("article", "JOUR"),
    "article-magazine": ("article", "MGZN"),
    "article-newspaper": ("article", "NEWS"),
    "article": ("online", "GEN"),
    "posted-content": ("online", "GEN"),
    "book": ("book", "BOOK"),
    "chapter": ("incollection", "CHAP"),
    "book-chapter": ("incollection", "CHAP"),
    "paper-conference": ("inproceedings", "CPAPER"),
    "report": ("report", "RPRT"),
    "thesis": ("thesis", "THES"),
    "dissertation": ("thesis", "THES"),
    "dataset": ("dataset", "DATA"),
    "webpage": ("online", "ELEC"),
    "post-weblog": ("online", "BLOG"),
}
_OTHER = ("misc", "GEN")
# Fields of CSL, as BibLaTeX and RIS name them, in the order they are written in.
_FIELDS = (
    ("container-title", "journaltitle", "T2"),
    ("container-title-short", "shortjournal", "J2"),
    ("volume", "volume", "VL"),
    ("issue", "number", "IS"),
    ("edition", "edition", "ET"),
    ("publisher", "publisher", "PB"),
    ("publisher-place", "location", "CY"),
    ("genre", "type", "M3"),
    ("language", "langid", "LA"),
    ("ISBN", "isbn", "SN"),
    ("PMID", "pmid", "AN"),
)
_BOOK_TITLES = frozenset({"incollection", "inproceedings"})
_MARKUP = re.compile(r"</?(?:i|sub|sup)>")
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "{}%&$#_"},
    }
)
_NO_KEY = re.compile(r"[^\w.:/+-]+")


def csl_json(items: Iterable[Item]) -> str:
    """Return items as CSL-JSON, without what the kit adds for itself."""
    shared = []
    for item in items:
        kept = {name: value for name, value in item.items() if name != "custom"}
        said = _said(item)
        shared.append(kept | {"note": said} if said else kept)
    return json.dumps(shared, ensure_ascii=False, indent=2) + "\n"


def bibtex(items: Iterable[Item]) -> str:
    """Return items as BibLaTeX, an entry each, an empty line between two."""
    return "\n".join(_entry(item) for item in items)


def ris(items: Iterable[Item]) -> str:
    """Return items as RIS records: a line a field, ended as the format asks (CR LF)."""
    lines = [f"{tag}  - {value}" for item in items for tag, value in [*_record(item), ("ER", "")]]
    return "".join(f"{line}\r\n" for line in lines)


# The files beside an article, by the end of their names.
FORMATS = {"json": csl_json, "bib": bibtex, "ris": ris}


def _said(item: Item) -> str:
    """Return what became of a source, for whoever reads it without the box."""
    status = status_of(item)
    if not status.words:
        return ""
    return " ".join(part for part in (status.words, str(status.since or ""), status.notice) if part)


def _entry(item: Item) -> str:
    kind = _KINDS.get(text(item, "type"), _OTHER)[0]
    fields = [("title", f"{{{_latex(text(item, 'title'))}}}")]
    for role in ("author", "editor"):
        names = " and ".join(_latex_name(person) for person in _people(item, role))
        fields.append((role, names))
    for name, theirs, _ in _FIELDS:
        to = "booktitle" if name == "container-title" and kind in _BOOK_TITLES else theirs
        fields.append((to, _latex(text(item, name))))
    fields += [
        ("pages", _latex(text(item, "page").replace("-", "--"))),
        ("date", _day(item, "issued")),
        ("doi", _latex(doi(item.get("DOI")))),
        ("url", _latex(text(item, "URL"))),
        ("urldate", _day(item, "accessed")),
        ("note", _latex(_said(item))),
    ]
    key = _NO_KEY.sub("-", text(item, "id"))
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields if value]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _record(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", _KINDS.get(text(item, "type"), _OTHER)[1]
    yield "ID", _plain(text(item, "id"))
    yield "TI", _plain(text(item, "title"))
    for role, tag in (("author", "AU"), ("editor", "A2")):
        for person in _people(item, role):
            yield tag, _plain(_listed_name(person))
    issued = _day(item, "issued")
    if issued:
        yield "PY", issued[:4]
        yield "DA", issued.replace("-", "/")
    for name, _, tag in _FIELDS:
        if text(item, name):
            yield tag, _plain(text(item, name))
    first, _, last = text(item, "page").partition("-")
    yield from ((tag, _plain(page)) for tag, page in (("SP", first), ("EP", last)) if page)
    said = {"DO": doi(item.get("DOI")), "UR": text(item, "URL"), "N1": _said(item)}
    yield from ((tag, _plain(value)) for tag, value in said.items() if value)


def _people(item: Item, role: str) -> list[dict[str, Any]]:
    people = item.get(role)
    return [one for one in people if isinstance(one, dict)] if isinstance(people, list) else []


def _family(person: dict[str, Any]) -> str:
    particle = text(person, "non-dropping-particle") or text(person, "dropping-particle")
    return f"{particle} {text(person, 'family')}".strip()


def _listed_name(person: dict[str, Any]) -> str:
    """Return ``Family, Given, Suffix``; an organisation whole."""
    parts = (_family(person), text(person, "given"), text(person, "suffix"))
    return text(person, "literal") or ", ".join(part for part in parts if part)


def _latex_name(person: dict[str, Any]) -> str:
    """Return ``Family, Suffix, Given``; an organisation in braces, which keep it whole."""
    whole = text(person, "literal") or ("" if text(person, "given") else _family(person))
    if whole:
        return f"{{{_latex(whole)}}}"
    parts = (_family(person), text(person, "suffix"), text(person, "given"))
    return _latex(", ".join(part for part in parts if part))


def _latex(words: str) -> str:
    return _plain(words).translate(_LATEX)


def _plain(words: str) -> str:
    """Return a text on one line, without the tags of titles."""
    return " ".join(unescape(_MARKUP.sub("", words)).split())


def _day(item: Item, name: str) -> str:
    """Return a date of CSL as ISO 8601, as far as it is known: ``2024-09``."""
    written = item.get(name)
    parts = written.get("date-parts") if isinstance(written, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    known: list[str] = []
    for part in first if isinstance(first, list) else ():
        if not str(part).isdecimal():
            break
        known.append(str(part).zfill(4 if not known else 2))
    return "-".join(known[:3])
