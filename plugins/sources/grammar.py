"""What a doctor writes between the brackets of a call, or on a line of the list of sources.

Pure: knows neither Markdown nor Pelican.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ONE_CALL = re.compile(
    r"@\s*(?:(?P<scheme>doi|pmid|isbn)\s*:\s*)?(?P<key>\S+?)(?:,?\s+(?P<locator>\S.*)|,)?\Z",
    re.IGNORECASE | re.DOTALL,
)
_AND = ("et", "and", "&")
DOI = re.compile(r"10\.\d{4,9}/\S+", re.IGNORECASE)
URL = re.compile(r"https?://\S+", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:PMID|ISBN)\s*(?::\s*)?([\d][\d\s-]*[\dxX])", re.IGNORECASE)
_PAGE = re.compile(r"(?:pp?|fig|tab|chap)\w*\.?\s*\d", re.IGNORECASE)


@dataclass(frozen=True)
class Call:
    """One reference inside a call: what was written, the key to look up, a locator."""

    written: str
    key: str
    locator: str = ""
    scheme: str = ""


def parse_calls(inside: str) -> list[Call]:
    """Return the references of one call, ``@a; @b, p. 12``, brackets taken off."""
    *parts, last = inside[inside.index("@") + 1 :].split("@")
    calls = []
    written: list[str] = []
    for part in parts:
        kept = _without_separator(part)
        written.append(part if kept is None else kept)
        if kept is not None:
            calls.append(_call("@" + "@".join(written)))
            written = []
    return [*calls, _call("@" + "@".join([*written, last]))]


def _without_separator(part: str) -> str | None:
    """Return what stands before an @ without what parts it from the next call, ``None`` if nothing.

    ``;`` and ``,`` belong to some DOIs: they separate only there.
    """
    kept = part.rstrip()
    if kept.endswith((";", ",")):
        return kept[:-1]
    if kept == part:
        return None
    word = next((word for word in _AND if kept.endswith(word)), "")
    before = kept.removesuffix(word)
    return before if before != before.rstrip() else kept


def _call(written: str) -> Call:
    match = _ONE_CALL.match(written.strip())
    if match is None:
        return Call(written.strip(), "")
    return Call(written.strip(), match["key"], match["locator"] or "", match["scheme"] or "")


def parse_item(item: str) -> list[Call]:
    """Return the references that a line of the list names; none for free text.

    A line is a key, a DOI, a PMID, an ISBN, an address, or calls as in the text.
    """
    words = item.strip()
    if re.match(r"\[?\s*@", words):
        return parse_calls(words.strip("[]"))
    alone = _ONE_CALL.match("@" + words.strip("<>").rstrip())
    if alone and (not alone["locator"] or _PAGE.match(alone["locator"])):
        return [Call(item, alone["key"].rstrip(".,;"), scheme=alone["scheme"] or "")]
    found = _identified(item)
    return [found] if found else []


def _identified(item: str) -> Call | None:
    """Return the reference whose DOI, PMID or ISBN stands in a line."""
    number = _NUMBER.search(item)
    if number:
        return Call(item, number[1])
    written = DOI.search(item)
    if not written:
        return None
    key = written[0].rstrip(".,;>")
    # (doi:10.1000/x): the last parenthesis is the sentence's, unless the DOI opened it.
    return Call(item, key.rstrip(")") if key.count(")") > key.count("(") else key)
