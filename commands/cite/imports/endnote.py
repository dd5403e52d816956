"""Read what EndNote writes besides RIS: its XML, and its “Refer” lines (``%A``, ``.enw``).

Each element and each letter is the name of a tag of RIS, which EndNote’s form of RIS is made from:
they are read as such. Elements: EndNote’s own ``RSXML`` DTD.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import escape

from commands.web.xml import UnreadableXml, read_xml

from .entry import Export, Field, Imported, belong_to_none
from .ris import read_fields

_TAGS = {
    "contributors/authors/author": "AU",
    "contributors/secondary-authors/author": "A2",
    "contributors/tertiary-authors/author": "A3",
    "contributors/subsidiary-authors/author": "A4",
    "titles/title": "TI",
    "titles/secondary-title": "T2",
    "titles/tertiary-title": "T3",
    "titles/alt-title": "JA",
    "titles/translated-title": "TT",
    "periodical/full-title": "JF",
    "periodical/abbr-1": "J2",
    "alt-periodical/abbr-1": "JA",
    "pages": "SP",
    "volume": "VL",
    "number": "IS",
    "issue": "IS",
    "section": "SE",
    "edition": "ET",
    "dates/year": "PY",
    "dates/pub-dates/date": "DA",
    "pub-location": "CY",
    "publisher": "PB",
    "isbn": "SN",
    "accession-num": "AN",
    "electronic-resource-num": "DO",
    "remote-database-name": "DB",
    "urls/related-urls/url": "UR",
    "urls/web-urls/url": "UR",
    "language": "LA",
    "custom2": "C2",
    "custom3": "C3",
    "custom7": "C7",
    "work-type": "M3",
    "access-date": "Y2",
    "notes": "N1",
}
_READ = frozenset(path.partition("/")[0] for path in _TAGS)
# EndNote’s own numbers, abstracts, subjects, files, labels, what databases add.
_LEFT_OUT = frozenset(
    "database source-app rec-number foreign-keys ref-type auth-address auth-affiliaton abstract "
    "keywords orig-pub reprint-edition reprint-status short-title label image caption "
    "research-notes call-num remote-database-provider custom1 custom4 custom5 custom6 num-vols "
    "modified-date added-date misc1 misc2 misc3 taken-on".split()
)
_TYPES = {
    "journal article": "JOUR",
    "electronic article": "EJOUR",
    "magazine article": "MGZN",
    "newspaper article": "NEWS",
    "book": "BOOK",
    "edited book": "EDBOOK",
    "electronic book": "EBOOK",
    "book section": "CHAP",
    "electronic book section": "ECHAP",
    "conference paper": "CPAPER",
    "conference proceedings": "CONF",
    "thesis": "THES",
    "report": "RPRT",
    "government document": "GOVDOC",
    "web page": "WEB",
    "dataset": "DATA",
    "computer program": "COMP",
    "standard": "STAND",
    "statute": "STAT",
    "encyclopedia": "ENCYC",
    "dictionary": "DICT",
    "generic": "GEN",
    "manuscript": "MANSCPT",
    "unpublished work": "UNPB",
    "pamphlet": "PAMP",
    "patent": "PAT",
    "personal communication": "PCOMM",
    "serial": "SER",
    "aggregated database": "AGGR",
    "audiovisual material": "VIDEO",
    "online database": "DBASE",
    "online multimedia": "MULTI",
    "press release": "NEWS",
}
# How a style of EndNote’s is called here.
_FACES = {"italic": "i", "subscript": "sub", "superscript": "sup"}
_REFER = {
    "0": "TY",
    "A": "AU",
    "B": "T2",
    "C": "CY",
    "D": "PY",
    "E": "ED",
    "G": "LA",
    "I": "PB",
    "J": "JF",
    "L": "CN",
    "M": "AN",
    "N": "IS",
    "O": "N1",
    "P": "SP",
    "R": "DO",
    "S": "T3",
    "T": "TI",
    "U": "UR",
    "V": "VL",
    "W": "DB",
    "X": "AB",
    "Y": "A3",
    "Z": "N1",
    "@": "SN",
    "7": "ET",
    "8": "DA",
    "9": "M3",
    "!": "ST",
    "?": "A4",
    "K": "KW",
    "F": "LB",
    "+": "AD",
    ">": "L1",
    "[": "Y2",
    "~": "DP",
    "^": "CN",
    "1": "C1",
    "2": "C2",
    "3": "C3",
    "4": "C4",
    "H": "TA",
    "Q": "TT",
    "(": "OP",
    "6": "NV",
    "&": "SE",
}
_REFER_LINE = re.compile(rf"%([{re.escape(''.join(_REFER))}])(?: (.*))?")


def is_refer(text: str) -> bool:
    """Tell whether a text begins as EndNote’s lines do: ``%0 Journal Article``."""
    return bool(re.match(r"\s*%[0AT] \S", text))


def read_endnote_xml(text: str) -> Export | None:
    """Return what each record of EndNote’s XML became; ``None`` for what is none."""
    body = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)
    try:
        root = read_xml(body.encode("utf-8", "replace"))
    except UnreadableXml:
        return None
    found = [root] if root.tag == "record" else list(root.iter("record"))
    return Export([_record(one) for one in found])


def _record(node: ET.Element) -> Imported:
    kind = node.find("ref-type")
    name = (kind.get("name") or "") if kind is not None else ""
    fields = [Field("TY", _TYPES.get(name.casefold(), name))]
    for path, tag in _TAGS.items():
        for one in node.iterfind(path):
            value = _styled(one).replace("\r", "\n").strip()
            fields += [Field(tag, value)] if value else []
    for one in node:
        if one.tag not in _READ | _LEFT_OUT:
            fields.append(Field(f"<{one.tag}>", " ".join("".join(one.itertext()).split())))
    # A journal’s two names stand in two places: the second time, it is the same one.
    journal = next((f.value for f in fields if f.name == "JF"), "")
    kept = [f for f in fields if f.name != "T2" or f.value != journal]
    return read_fields(kept)


def _styled(node: ET.Element) -> str:
    """Return the text of an element, its lines kept, with the tags that a title may have."""
    pieces = [escape(node.text or "", quote=False)]
    for child in node:
        faces = [_FACES[f] for f in (child.get("face") or "").split() if f in _FACES]
        inside = _styled(child)
        opened = "".join(f"<{face}>" for face in faces)
        closed = "".join(f"</{face}>" for face in reversed(faces))
        pieces += [opened, inside, closed, escape(child.tail or "", quote=False)]
    return "".join(pieces)


def read_refer(text: str) -> Export:
    """Return what each record of EndNote’s lines became; an empty line, or ``%0``, begins one."""
    found = [fields for fields in _refer_records(text) if fields]
    stray = [fields[0] for fields in found if not fields[0].name]
    records = [read_fields(fields) for fields in found if fields[0].name]
    return Export(records, belong_to_none(stray))


def _refer_records(text: str) -> Iterator[list[Field]]:
    fields: list[Field] = []
    blank = False
    for number, line in enumerate(text.split("\n"), start=1):
        match = _REFER_LINE.fullmatch(line.strip())
        starts = match and (match[1] == "0" or (blank and match[1] in "AT"))
        if starts and any(f.name == "TI" for f in fields):
            yield fields
            fields = []
        blank = not line.strip()
        if match:
            tag, value = _REFER[match[1]], (match[2] or "").strip()
            if tag == "TY":
                value = _TYPES.get(value.casefold(), value)
            fields.append(Field(tag, value, number))
        elif line.strip() and fields:
            last = fields[-1]
            fields[-1] = Field(last.name, f"{last.value}\n{line.strip()}", last.line)
        elif line.strip():
            fields.append(Field("", line.strip(), number))
    yield fields
