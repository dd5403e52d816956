"""Books by ISBN: the French national library, then Open Library.

BnF: *SRU*, record schema ``unimarcxchange`` (UNIMARC manual, IFLA: 200 title, 205 edition, 210 and
214 publisher, 225 series, 7xx people). Open Library: *Books API*, ``jscmd=data``.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from commands.web.client import Network, read_object, unreadable
from commands.web.xml import UnreadableXml, read_xml
from plugins.sources.csl import Item

from .identifiers import is_isbn, longest_isbn
from .record import Record, language, ordered, plain, rich, written_date

BNF = "BnF"
OPEN_LIBRARY = "Open Library"

_MARC = "{info:lc/xmlns/marcxchange-v2}"
# What a catalogue sorts without: “\x98La \x9cnuit”. Read as such or as spaces by then.
_UNSORTED = re.compile("[\x88\x89\x98\x9c]")
_AUTHOR, _EDITORS, _TRANSLATORS = "070", ("340", "651", "220"), ("730",)


def by_isbn(network: Network, isbn: str) -> tuple[Record, str] | None:
    """Return the record of a book and who has it, ``None`` when neither does.

    Raises :class:`~.network.NoAnswerError` when the one that may know does not answer.
    """
    long = longest_isbn(isbn)
    query = {
        "version": "1.2",
        "operation": "searchRetrieve",
        "query": f'bib.isbn all "{long}"',
        "recordSchema": "unimarcxchange",
        "maximumRecords": "1",
    }
    answer = network.get(f"{network.base('SERMENT_BNF')}?{urlencode(query)}", BNF, "text/xml")
    record = read_bnf(answer.body) if answer.found else None
    if record:
        return _named(record, isbn), BNF
    keys = {"bibkeys": f"ISBN:{long}", "jscmd": "data", "format": "json"}
    url = f"{network.base('SERMENT_OPENLIBRARY')}/api/books?{urlencode(keys)}"
    answer = network.get(url, OPEN_LIBRARY, "application/json")
    record = read_open_library(read_object(answer, OPEN_LIBRARY)) if answer.found else None
    return (_named(record, isbn), OPEN_LIBRARY) if record else None


def _named(record: Record, isbn: str) -> Record:
    """Give a record the ISBN that was asked for, so that it is found by it."""
    record.item = ordered(record.item | {"ISBN": isbn})
    return record


def read_bnf(data: bytes) -> Record | None:
    """Return the first book of an SRU answer, ``None`` when it holds none."""
    # The marks are control characters, which XML has room for and nobody else has.
    try:
        root = read_xml(data)
    except UnreadableXml as error:
        raise unreadable(BNF) from error
    if not root.tag.endswith("searchRetrieveResponse"):
        raise unreadable(BNF)
    record = next(root.iter(f"{_MARC}record"), None)
    if record is None:
        return None
    title = _value(record, "200", "a")
    subtitle = _value(record, "200", "e")
    published = _value(record, "210", "c") or _value(record, "214", "c")
    item: Item = {
        "type": "book",
        "title": f"{title} : {subtitle}" if subtitle else title,
        "author": [*_people(record, None), *_groups(record)],
        "editor": list(_people(record, _EDITORS)),
        "translator": list(_people(record, _TRANSLATORS)),
        "collection-title": _value(record, "225", "a"),
        "collection-number": _value(record, "225", "v"),
        "issued": written_date(_value(record, "210", "d") or _value(record, "214", "d")),
        "language": language(_value(record, "101", "a")),
        "edition": _value(record, "205", "a"),
        "publisher": published,
        "publisher-place": _value(record, "210", "a") or _value(record, "214", "a"),
    }
    if not title:
        raise unreadable(BNF)
    return Record(ordered(item))


def _fields(record: ET.Element, tag: str) -> Iterator[ET.Element]:
    return record.iterfind(f"{_MARC}datafield[@tag='{tag}']")


def _value(record: ET.Element, tag: str, code: str) -> str:
    """Return the first subfield that is not empty, without the marks of a catalogue."""
    for node in _fields(record, tag):
        value = _sub(node, code)
        if value:
            return value
    return ""


def _sub(node: ET.Element, code: str) -> str:
    text = node.findtext(f"{_MARC}subfield[@code='{code}']") or ""
    return plain(_UNSORTED.sub("", text)).strip(" /:;,")


def _people(record: ET.Element, roles: tuple[str, ...] | None) -> Iterator[dict[str, str]]:
    """Return the authors (``None``), or those who have one of some roles."""
    for tag in ("700", "701", "702"):
        for node in _fields(record, tag):
            role = _sub(node, "4")
            wanted = role in roles if roles else role == _AUTHOR or (tag != "702" and not role)
            family, given = _sub(node, "a"), _sub(node, "b")
            if wanted and family:
                yield {"family": family, "given": given} if given else {"literal": family}


def _groups(record: ET.Element) -> Iterator[dict[str, str]]:
    for tag in ("710", "711"):
        for node in _fields(record, tag):
            if _sub(node, "a"):
                yield {"literal": _sub(node, "a")}


def read_open_library(data: Mapping[str, Any]) -> Record | None:
    """Return the book of an answer, ``None`` for an empty one: Open Library has no 404.

    Names come whole there (“Henry Gray”) and stay so: nothing says which word is the family's.
    """
    if not data:
        return None
    book = next(iter(data.values()))
    title = rich(book.get("title")) if isinstance(book, Mapping) else ""
    if not title:
        raise unreadable(OPEN_LIBRARY)
    subtitle = rich(book.get("subtitle"))
    item: Item = {
        "type": "book",
        "title": f"{title}: {subtitle}" if subtitle else title,
        "author": [{"literal": name} for name in _names(book.get("authors"))],
        "issued": written_date(book.get("publish_date")),
        "publisher": "".join(_names(book.get("publishers"))[:1]),
        "publisher-place": "".join(_names(book.get("publish_places"))[:1]),
    }
    return Record(ordered(item))


def _names(people: Any) -> list[str]:
    found = people if isinstance(people, list) else []
    return [name for one in found if isinstance(one, Mapping) and (name := rich(one.get("name")))]


def isbn_in(text: str) -> str:
    """Return the first ISBN that stands in a text, without hyphens; empty when there is none."""
    for match in re.finditer(r"(?<!\d)(?:97[89][\s-]?)?(?:\d[\s-]?){9}[\dXx](?![\dXx])", text):
        figures = re.sub(r"[\s-]", "", match[0]).upper()
        if is_isbn(figures):
            return figures
    return ""
