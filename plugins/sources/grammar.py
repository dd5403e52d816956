"""What a doctor writes between the brackets of a call, or on a line of the list of sources.

Pure: knows neither Markdown nor Pelican.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .identifier_syntax import GROUPED
from .identifiers import URL, Identifier, read_identifier, within

_ONE_CALL = re.compile(
    rf"@\s*(?:(?P<scheme>doi|pmid|pmcid|isbn)\s*:\s*)?(?P<key>{GROUPED}(?![0-9])|\S+?)"
    r"(?:,?\s+(?P<locator>\S.*)|,)?\Z",
    re.IGNORECASE | re.DOTALL,
)
_AND = ("et", "and", "&")
# Figures in brackets, as typed by hand: 1, 3–5; 1, 2 et 3; 1 à 3.
_BETWEEN = r"(?:\s*[,;]\s*(?:(?:et|and|&)\s+)?|\s+(?:et|and|&)\s+)"
_UP_TO = r"(?:\s*[\u2013-]\s*|\s+(?:à|to)\s+)"
FIGURES = rf"\d{{1,3}}(?:(?:{_BETWEEN}|{_UP_TO})\d{{1,3}})*"
_BRACKETS = re.compile(r"\](?=[-–])|(?<=[-–])\[")
# What a line of the list begins with, to be called by: [@has2020]: …
_NAMED = re.compile(
    r"(?:\[@\s*(?P<key>[^\[\]@\s;,]+)\s*\]\s?(?::\s*|\s+)"
    r"|@(?!(?:doi|pmid|pmcid|isbn)\b)(?P<bare>[^\[\]@\s;,:]+)\s?:\s+)(?P<words>(?!\[@)\S.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
_PAGE = re.compile(
    r"(?:pp?|pages?|figs?|figures?|tab(?:leau|le)?s?|chap(?:itre|ter)?s?)(?![^\W\d_])\.?\s*\d",
    re.IGNORECASE,
)


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


def parse_figures(inside: str) -> list[int]:
    """Return the numbers of a call typed by hand: 1, 3, 4 and 5 for ``1, 3–5`` or ``1, 3]–[5``.

    None where a range goes down, which is no range of sources.
    """
    numbers: list[int] = []
    for part in re.split(_BETWEEN, _BRACKETS.sub("", inside.strip())):
        first, *others = (int(figures) for figures in re.split(_UP_TO, part))
        last = others[-1] if others else first
        if last < first or len(others) > 1:
            return [0]
        numbers += range(first, last + 1)
    return numbers


def parse_name(item: str) -> tuple[str, str]:
    """Return the short name that a line of the list begins with, and the words after it.

    ``[@has2020]: HAS. Psoriasis…``; the name is empty where there is none.
    """
    match = _NAMED.match(item.strip())
    return (match["key"] or match["bare"], match["words"]) if match else ("", item.strip())


def parse_item(item: str) -> list[Call]:
    """Return the references that a line of the list names; none for free text.

    A line is a key, a DOI, a PMID, an ISBN, an address, or calls as in the text.
    """
    words = parse_name(item)[1]
    alone = parse_names(words)
    if alone:
        return alone
    found = within(words)
    return [_identified(words, found)] if found else []


def parse_names(words: str) -> list[Call]:
    """Return the references of a line that holds names only, none where it holds other words."""
    words = words.strip()
    if re.match(r"\[?\s*@", words):
        return parse_calls(words.strip("[]"))
    alone = _ONE_CALL.match("@" + words.strip("<>").rstrip())
    if alone and (not alone["locator"] or _PAGE.match(alone["locator"])):
        return [Call(words, alone["key"].rstrip(".,;"), scheme=alone["scheme"] or "")]
    # “DOI : 10.1000/x”, “(PMID: 123).”: more than one word, and yet nothing but a number.
    named = read_identifier(words)
    return [_identified(words, named)] if named else []


def _identified(words: str, named: Identifier) -> Call:
    return Call(words, named.value, scheme="" if named.kind == URL else named.kind.lower())
