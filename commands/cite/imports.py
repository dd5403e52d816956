"""Read what reference managers export: CSL-JSON, BibTeX, RIS.

CSL-JSON is kept as it is; the two others are turned into it. RIS: a reader of our own, line by
line; an author without a comma there is an organisation.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from commands.cli.errors import CommandError
from plugins.shared.files import decode
from plugins.shared.problems import N_
from plugins.sources.csl import Item
from plugins.sources.status import doi

from .books import isbn_in
from .crossref import csl_type
from .record import FIELDS, date_parts, language, ordered, plain, rich, written_date

_FIX = N_("Export again from Zotero (CSL JSON, BibTeX or RIS).")
_LARGEST = 20_000_000
_NOTED = re.compile(r"\bPMID\s*:\s*(\d{1,9})\b", re.IGNORECASE)

_BIBTEX_TYPES = {
    "article": "article-journal",
    "inbook": "chapter",
    "incollection": "chapter",
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
}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_RIS_TYPES = {
    "JOUR": "article-journal",
    "EJOUR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "THES": "thesis",
    "RPRT": "report",
    "GOVDOC": "report",
    "ELEC": "webpage",
    "WEB": "webpage",
    "BLOG": "post-weblog",
    "DATA": "dataset",
    "STAND": "standard",
}
_RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?")


def read_export(path: Path) -> list[Item]:
    """Return the items of an exported file; raise :class:`CommandError` if it cannot be read."""
    if not path.is_file():
        raise CommandError(N_("There is no file “{file}”."), "", {"file": path})
    if path.stat().st_size > _LARGEST:
        raise CommandError(
            N_("“{file}” is too large to be a list of references."), _FIX, {"file": path}
        )
    text, problems = decode(path.read_bytes())
    if problems:
        what = N_("“{file}” is not in UTF-8: its accents would be lost.")
        raise CommandError(what, _FIX, {"file": path})
    start = text.lstrip()[:1]
    if start in ("[", "{"):
        found = _csl(text)
    elif re.search(r"^\s*@\s*\w+\s*[{(]", text, re.MULTILINE):
        found = read_bibtex(text)
    else:
        found = read_ris(text)
    if not found:
        raise CommandError(N_("No reference was found in “{file}”."), _FIX, {"file": path})
    return found


def _csl(text: str) -> list[Item]:
    """Return the items of a CSL-JSON export that have a type and a title, as they are."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return []
    items = data.get("items", [data]) if isinstance(data, dict) else data
    found = []
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict) and plain(item.get("title")) and plain(item.get("type")):
            kept = {name: value for name, value in item.items() if name in _KEPT}
            noted = _NOTED.search(plain(item.get("note")))
            if noted and not item.get("PMID"):
                kept["PMID"] = noted[1]
            found.append(ordered(kept))
    return found


# Everything of CSL that is printed or found by; an export also holds abstracts, under copyright.
_KEPT = frozenset((*FIELDS, "collection-title", "number-of-pages", "chapter-number", "medium"))


def read_bibtex(text: str) -> list[Item]:
    """Return the entries of a BibTeX file.

    Names are split before LaTeX is decoded, so that ``{Haute Autorité de Santé}`` stays whole.
    """
    # Only an import needs it, and it takes a tenth of a second.
    from pybtex.database import BibliographyData, parse_string  # noqa: PLC0415
    from pybtex.exceptions import PybtexError  # noqa: PLC0415

    try:
        data: BibliographyData = parse_string(text, "bibtex")
    except (PybtexError, RecursionError, ValueError) as error:
        values = {"reason": plain(str(error).splitlines()[0] if str(error) else "")[:200]}
        raise CommandError(N_("The BibTeX file cannot be read: {reason}."), _FIX, values) from error
    return [
        item for key, entry in data.entries.items() if (item := _bibtex(key, entry)).get("title")
    ]


def _bibtex(key: str, entry: Any) -> Item:
    fields = {name.lower(): value for name, value in entry.fields.items()}
    kind = _BIBTEX_TYPES.get(entry.type.lower(), entry.type.lower())
    book = kind in ("chapter", "paper-conference")
    noted = _NOTED.search(fields.get("note", ""))
    url = plain(fields.get("url")).replace("\\", "")
    item: Item = {
        "id": key,
        "type": csl_type(kind),
        "title": _latex(fields.get("title", "")).rstrip("."),
        "author": [_named(person) for person in entry.persons.get("author", [])],
        "editor": [_named(person) for person in entry.persons.get("editor", [])],
        "container-title": _latex(
            fields.get("booktitle" if book else "journal") or fields.get("journaltitle", "")
        ),
        "container-title-short": _latex(fields.get("shortjournal", "")),
        "issued": _bibtex_date(fields),
        "language": _spoken(fields.get("langid") or fields.get("language", "")),
        "volume": _latex(fields.get("volume", "")),
        "issue": _latex(fields.get("number") or fields.get("issue", "")) if not book else "",
        "page": re.sub(r"\s*(?:-{1,3}|\u2013)\s*", "-", _latex(fields.get("pages", ""))),
        "edition": _latex(fields.get("edition", "")),
        "publisher": _latex(
            fields.get("publisher") or fields.get("institution") or fields.get("school", "")
        ),
        "publisher-place": _latex(fields.get("address") or fields.get("location", "")),
        "DOI": doi(fields.get("doi", "").replace("\\", "")),
        "PMID": plain(fields.get("pmid")) or (noted[1] if noted else ""),
        "ISBN": isbn_in(fields.get("isbn", "")),
        "URL": url if url.startswith(("https://", "http://")) else "",
        "accessed": written_date(fields.get("urldate")),
    }
    return ordered(item)


def _latex(text: str) -> str:
    """Return LaTeX as text; what it sets in italics, or above or below the line, stays so."""
    text = re.sub(r"\\(?:textit|emph)\s*\{([^{}]*)\}", "\x01\\1\x02", text)
    text = re.sub(r"\\text(sub|super)script\s*\{([^{}]*)\}", _script, text)
    decoded = _decoded(text)
    for mark, tag in zip("\x01\x02\x03\x04\x05\x06", _MARKS, strict=True):
        decoded = decoded.replace(mark, tag)
    return rich(decoded)


_MARKS = ("<i>", "</i>", "<sub>", "</sub>", "<sup>", "</sup>")


def _script(match: re.Match[str]) -> str:
    opening, closing = ("\x03", "\x04") if match[1] == "sub" else ("\x05", "\x06")
    return f"{opening}{match[2]}{closing}"


def _decoded(text: str) -> str:
    """Return LaTeX decoded, braces taken off."""
    # Only an import needs it: it gives Python the codec.
    import latexcodec  # noqa: F401, PLC0415

    # What is no LaTeX stays as it is written.
    with suppress(ValueError):
        text = codecs.decode(text, "ulatex")  # type: ignore[call-overload]
    return re.sub(r"(?<!\\)[{}]", "", text).replace("~", "\u00a0").replace("\\&", "&")


def _named(person: Any) -> dict[str, str]:
    """Return a person, or an organisation where one pair of braces holds the whole name."""
    last = " ".join(person.last_names)
    if not person.first_names and not person.prelast_names:
        return {"literal": _latex(last)}
    given = " ".join([*person.first_names, *person.middle_names])
    name = {
        "family": _latex(last),
        "given": _latex(given),
        "non-dropping-particle": _latex(" ".join(person.prelast_names)),
        "suffix": _latex(" ".join(person.lineage_names)),
    }
    return {part: value for part, value in name.items() if value}


def _bibtex_date(fields: dict[str, str]) -> dict[str, Any] | None:
    if fields.get("date"):
        return written_date(fields["date"])
    month = fields.get("month", "").strip(" {}").lower()[:3]
    number = _MONTHS.index(month) + 1 if month in _MONTHS else month
    return date_parts(fields.get("year", "").strip(" {}"), number) or written_date(
        fields.get("year")
    )


def _spoken(name: str) -> str:
    """Return the two letters of a language that BibTeX or RIS names in words."""
    known = {"french": "fr", "francais": "fr", "français": "fr", "english": "en", "anglais": "en"}
    word = name.strip(" {}").lower()
    return known.get(word) or (language(word) if len(word) in (2, 3, 5) else "")


def read_ris(text: str) -> list[Item]:
    """Return the references of a RIS file; one that is not ended is still one."""
    return [item for entry in _ris_entries(text) if (item := _ris(entry)).get("title")]


def _ris_entries(text: str) -> Iterator[dict[str, list[str]]]:
    entry: dict[str, list[str]] = {}
    last = ""
    for line in text.split("\n"):
        match = _RIS_LINE.fullmatch(line.rstrip())
        if match and match[1] == "TY" and entry:
            yield entry
            entry = {}
        if match and match[1] == "ER":
            if entry:
                yield entry
            entry, last = {}, ""
        elif match:
            last = match[1]
            entry.setdefault(last, []).append((match[2] or "").strip())
        elif line.strip() and last and entry.get(last):
            # Long values go on, on lines of their own.
            entry[last][-1] += f" {line.strip()}"
    if entry:
        yield entry


def _ris(entry: dict[str, list[str]]) -> Item:
    def first(*tags: str) -> str:
        return next((rich(v) for tag in tags for v in entry.get(tag, []) if rich(v)), "")

    kind = _RIS_TYPES.get(first("TY"), "document")
    journal = kind.startswith("article")
    inside = journal or kind in ("chapter", "paper-conference")
    start, end = first("SP"), first("EP")
    numbers = " ".join(entry.get("SN", []))
    accession = first("AN")
    noted = _NOTED.search(" ".join(entry.get("N1", [])))
    authors = [name for tag in ("AU", "A1") for name in entry.get(tag, []) if name.strip()]
    editors = [name for tag in ("ED", "A2") for name in entry.get(tag, []) if name.strip()]
    url = first("UR", "L2")
    item: Item = {
        "type": kind,
        "title": first("TI", "T1", "CT").rstrip("."),
        "author": [_ris_name(name) for name in authors],
        "editor": [_ris_name(name) for name in editors],
        "container-title": first("JF", "JO", "T2", "BT") if inside else first("T2"),
        "container-title-short": first("J2", "JA") if journal else "",
        "issued": written_date(first("DA", "PY", "Y1")) or written_date(first("PY", "Y1")),
        "accessed": written_date(first("Y2")),
        "language": _spoken(first("LA")),
        "volume": first("VL"),
        "issue": first("IS") if journal else "",
        "page": f"{start}-{end}" if start and end and end != start else start,
        "edition": first("ET"),
        "publisher": first("PB"),
        "publisher-place": first("CY", "PP"),
        "DOI": doi(first("DO")),
        "PMID": accession if re.fullmatch(r"\d{1,8}", accession) else noted[1] if noted else "",
        "ISBN": "" if journal else isbn_in(numbers),
        "URL": url if url.startswith(("https://", "http://")) else "",
    }
    return ordered(item)


def _ris_name(name: str) -> dict[str, str]:
    """Return ``Family, Given, Suffix`` as a person; anything else is an organisation."""
    family, given, suffix = [*(rich(part) for part in name.split(",", 2)), "", ""][:3]
    if not given:
        return {"literal": family or rich(name)}
    person = {"family": family, "given": given, "suffix": suffix}
    return {part: value for part, value in person.items() if value}
