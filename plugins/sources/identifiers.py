"""Read the names that lead to a publication: DOI, PMID, PMCID, ISBN, address.

A doctor types or pastes them in many ways; each is read as what it names, and its syntax is
checked, before any link is made of it. One reader for every place where a source is named: the
question of ``cite``, calls, the header, the final list, written references. Pure: knows neither
Pelican nor the network.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from plugins.shared.problems import N_, UNSEEN, Phrase

from .addresses import KNOWN_HOSTS, is_address, is_search, of_address
from .identifier_syntax import (
    DOI,
    GROUPED,
    IN_DOI,
    ISBN,
    ISBN_SYNTAX,
    PMCID,
    PMID,
    REGISTERED_IN_TEXT,
    URL,
    Identifier,
    cleaned,
    is_doi,
    is_isbn,
    is_pmcid,
    is_pmid,
    is_url,
    longest_isbn,
    read_doi,
    read_isbn,
    read_pmcid,
    read_pmid,
    read_registered,
    without_end,
)

__all__ = [
    "ADDRESS",
    "DOI",
    "ISBN",
    "PMCID",
    "PMID",
    "URL",
    "Found",
    "Identifier",
    "find_identifiers",
    "identify",
    "is_address",
    "is_doi",
    "is_isbn",
    "is_pmcid",
    "is_pmid",
    "is_search",
    "is_url",
    "is_year",
    "longest_isbn",
    "of_address",
    "read_identifier",
    "read_pmcid",
    "read_pmid",
    "what_else",
    "within",
]

# After a label, a colon with or without French spaces, or a word.
_COLON = r"\s{0,3}(?:[:=#]|n[°ºo]\.?|no\.)?\s{0,3}[:=]?\s{0,3}"
_PMID_LABEL = rf"(?:(?:pub\s?med|medline)\s+)?(?:pmid|(?:pub\s?med|medline)(?:\s+id)?){_COLON}"
_DOI_LABEL = rf"(?:info:\s?)?doi(?:/|{_COLON})"
_ISBN_LABEL = rf"isbn(?:[-\s]?1[03](?=\s*[:=]|\s+[0-9]))?{_COLON}"
_SCHEMES = {
    DOI: re.compile(_DOI_LABEL, re.IGNORECASE),
    PMID: re.compile(_PMID_LABEL, re.IGNORECASE),
    PMCID: re.compile(rf"(?:pmcid|pmc\s*id){_COLON}|pmc\s*[:=]\s*", re.IGNORECASE),
    ISBN: re.compile(_ISBN_LABEL, re.IGNORECASE),
}
_READERS = {DOI: read_doi, PMID: read_pmid, PMCID: read_pmcid, ISBN: read_isbn}
# In a text.
ADDRESS = rf"\b(?:https?://|{KNOWN_HOSTS}/|www\.(?=[\w-]+\.))[^\s\"“”«»\x00-\x1f]+"
_IN_TEXT = re.compile(
    rf"(?P<address>{ADDRESS})"
    rf"|(?:\b{_DOI_LABEL}|(?<![\w./]))(?P<doi>10\.[0-9]{{4,9}}(?:\.[0-9]+)*/{IN_DOI}+)"
    rf"|\b{_PMID_LABEL}(?P<pmid>{GROUPED}|[0-9]{{1,9}})(?![\w/-])"
    rf"|\b(?:pmcid{_COLON})?(?P<pmcid>PMC\s?[0-9]{{1,9}})(?!\w)"
    rf"|\b{_ISBN_LABEL}(?P<isbn>{ISBN_SYNTAX.pattern})(?!\w)"
    rf"|(?<![\w./-])(?P<registered>{REGISTERED_IN_TEXT})(?![\w-])",
    re.IGNORECASE,
)
_MOST = 4000
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
# What some words that are copied stand behind.
_OPENED = re.compile(r"^[\s@<(\[{«“\"']+")
_ISSN = re.compile(r"(?:issn\s*:?\s*)?\d{4}-\d{3}[\dx]", re.IGNORECASE)
_ORCID = re.compile(r"(?:orcid\s*:?\s*)?(?:\d{4}-){3}\d{3}[\dX]", re.IGNORECASE)
_PROTOCOL = re.compile(
    r"(?:prospero\s*:?\s*)?crd\s?\d{11}|(?:(?:eudra\s?ct|eu\s?ct|ctis)\s*:?\s*)?\d{4}-\d{6}-\d{2}(?:-\d{2})?",
    re.IGNORECASE,
)
# Numbers that name no one publication, and pages that only lead to some.
_OTHERS: tuple[tuple[Callable[[str], object], Phrase], ...] = (
    (_ISSN.fullmatch, N_("“{words}” is an ISSN: it names a journal, not an article.")),
    (_ORCID.fullmatch, N_("“{words}” is an ORCID: it names a person, not a publication.")),
    (
        _PROTOCOL.fullmatch,
        N_("“{words}” is the number of a protocol in a register: paste the address of its page."),
    ),
    (is_search, N_("“{words}” is a page of search results, not a source.")),
)


class Found(NamedTuple):
    """An identifier inside a text: where it begins and ends, and how it was typed.

    ``written`` is the address as typed, empty for a number.
    """

    start: int
    end: int
    identifier: Identifier
    written: str = ""


# Of one call it is asked several times: by its number, its source, what is near it.
@lru_cache(maxsize=4096)
def read_identifier(words: str, scheme: str = "") -> Identifier | None:
    """Return the identifier that some words are as a whole, ``None`` for anything else.

    ``scheme`` (doi, pmid, pmcid or isbn) is what was said of them elsewhere. Figures alone are a
    PMID, or an ISBN where its last figure proves it.
    """
    written = _unwrapped(cleaned(words))
    if UNSEEN.search(written) or len(written) > _MOST:
        return None
    kind, written = _labelled(written, scheme.upper())
    if is_address(written):
        named = of_address(written)
        return named if named and kind in ("", named.kind) else None
    if kind == PMCID and re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", written):
        written = f"PMC{written}"
    for name in (kind,) if kind else (DOI, PMID, PMCID, ISBN):
        value = _READERS[name](written) if name in _READERS else ""
        if value:
            return Identifier(name, value)
    registered = read_registered(written)
    return registered if registered and kind in ("", registered.kind) else None


def identify(words: str, scheme: str = "") -> Identifier | None:
    """Return the identifier that some words are or hold, ``None`` for anything else.

    ``scheme`` (doi, pmid, pmcid or isbn) is what the call said it is.
    """
    named = read_identifier(words, scheme)
    if named or len(words) > _MOST:
        return named
    # Figures alone that are no good ISBN are a slip, and hold nothing else.
    slip = ISBN_SYNTAX.fullmatch(_unwrapped(cleaned(words)))
    return None if scheme or slip or "\n" in words.strip() else within(words)


def within(text: str) -> Identifier | None:
    """Return the publication that a whole reference names by its DOI or another number."""
    found = [one.identifier for one in find_identifiers(cleaned(text))]
    kinds = (DOI, PMID, PMCID, ISBN)
    return next((one for kind in kinds for one in found if one.kind == kind), None)


def find_identifiers(text: str) -> Iterator[Found]:
    """Yield the identifiers inside a text, in order; a PMID or an ISBN only after its label.

    Of the numbers of registers and archives, those that cannot be taken for anything else.
    """
    for match in _IN_TEXT.finditer(text):
        kind = match.lastgroup or ""
        if kind == "address":
            written = without_end(match["address"])
            named = of_address(written)
            if named:
                yield Found(match.start(), match.start() + len(written), named, written)
            continue
        value = match[kind]
        if kind == "doi":
            value = without_end(value)
        end = match.start(kind) + len(value)
        named = (
            read_registered(cleaned(value))
            if kind == "registered"
            else read_identifier(value, kind)
        )
        if named:
            yield Found(match.start(), end, named)


def what_else(words: str) -> Phrase | None:
    """Return what some words are that name no source, ``None`` when that is not known either."""
    written = _unwrapped(cleaned(words))
    return next((phrase for holds, phrase in _OTHERS if holds(written)), None)


def is_year(words: str) -> bool:
    """Tell whether figures alone could be a year as well as a number of PubMed."""
    return bool(_YEAR.fullmatch(_unwrapped(cleaned(words))))


def _labelled(written: str, kind: str) -> tuple[str, str]:
    """Return the kind that some words begin by naming, ``kind`` where none, and the rest."""
    if is_address(written):
        return kind, written
    for name, label in _SCHEMES.items():
        match = label.match(written)
        if match and match.end() < len(written) and kind in ("", name):
            return name, written[match.end() :]
    return kind, written


def _unwrapped(written: str) -> str:
    """Return some words without the brackets, quotes and signs that they stand between."""
    before = ""
    while before != written:
        before = written
        written = without_end(_OPENED.sub("", written).strip())
    return written
