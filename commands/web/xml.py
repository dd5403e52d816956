"""Read XML that somebody else wrote, without opening what it points to."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from xml.parsers import expat

# PubMed's records are fifteen deep.
_DEEPEST = 100


class UnreadableXml(Exception):  # noqa: N818 - what it is, not what it does
    """The text is no XML, or is of a kind that is never read."""


def read_xml(data: bytes) -> ET.Element:
    """Return the root of an XML document.

    Entities of its own (which can grow without end, or name files) and endless depth are refused
    before anything is built.
    """
    depth = 0

    def doctype(_name: str, _system: str | None, _public: str | None, inside: bool) -> None:
        if inside:
            raise UnreadableXml("entities of its own")

    def enter(_name: str, _attributes: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise UnreadableXml("too deep")

    def leave(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = enter
    parser.EndElementHandler = leave
    try:
        parser.Parse(data, True)
        return ET.fromstring(data)
    except (expat.ExpatError, ET.ParseError, ValueError, LookupError) as error:
        raise UnreadableXml(str(error)) from error
