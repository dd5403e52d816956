"""What a doctor pastes, told apart: a DOI, a PubMed number, an ISBN or an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from plugins.shared.problems import UNSEEN

DOI, PMID, ISBN, URL = "DOI", "PMID", "ISBN", "URL"

_DOI = re.compile(
    r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi:?\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE
)
# PubMed's numbers have had up to eight figures so far; ten are an ISBN.
_PMID = re.compile(
    r"(?:https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/"
    r"|pmid:?\s*)?(\d{1,9})(?:/|\?\S*)?",
    re.IGNORECASE,
)
_ISBN = re.compile(r"(?:isbn(?:-1[03])?:?\s*)?((?:\d[\s-]*){9,12}[\dx])", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_AFTER = ".,;<>[]«»\"'\u00a0\u202f "
_SHORT, _LONG = 10, 13


@dataclass(frozen=True)
class Identifier:
    """A name of a publication: ``kind`` is ``DOI``, ``PMID``, ``ISBN`` or ``URL``, as in CSL."""

    kind: str
    value: str


def identify(words: str, scheme: str = "") -> Identifier | None:
    """Return the identifier that some words are, ``None`` for anything else.

    ``scheme`` (doi, pmid or isbn) is what the call said it is. A DOI comes out bare and in lower
    case, an ISBN without hyphens.
    """
    if UNSEEN.search(words):
        return None
    written = words.strip().strip("<>[]«»\u00a0\u202f ").removeprefix("@").strip()
    if scheme:
        written = f"{scheme}:{written}"
    # Copied out of an address, ( is %28; a DOI of its own holds no such thing.
    doi = _DOI.fullmatch(unquote(written) if "doi.org/" in written.lower() else written)
    if doi and not UNSEEN.search(doi[1]):
        return Identifier(DOI, _without_end(doi[1]).lower())
    pmid = _PMID.fullmatch(written)
    if pmid and pmid[1].strip("0"):
        return Identifier(PMID, pmid[1].lstrip("0"))
    isbn = _ISBN.fullmatch(written)
    if isbn:
        figures = re.sub(r"[\s-]", "", isbn[1]).upper()
        return Identifier(ISBN, figures) if is_isbn(figures) else None
    return _address(written)


def _without_end(doi: str) -> str:
    """Return a DOI without what ended the sentence it was copied from."""
    doi = doi.rstrip(_AFTER)
    alone = doi.count(")") - doi.count("(")
    while alone > 0 and doi.endswith(")"):
        doi, alone = doi[:-1].rstrip(_AFTER), alone - 1
    return doi


def _address(written: str) -> Identifier | None:
    """Return an address, unless it could not be one."""
    if not _URL.fullmatch(written):
        return None
    try:
        parts = urlsplit(written)
        good = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return Identifier(URL, written) if good else None


def is_isbn(figures: str) -> bool:
    """Tell whether ten or thirteen figures are an ISBN: the last one proves the others.

    International ISBN Agency, *ISBN Users’ Manual*, 7th ed., appendix 1.
    """
    if len(figures) == _SHORT:
        values = [10 if figure == "X" else int(figure) for figure in figures]
        return sum(value * (10 - n) for n, value in enumerate(values)) % 11 == 0
    if len(figures) == _LONG and figures.isdecimal():
        return sum(int(figure) * (3 if n % 2 else 1) for n, figure in enumerate(figures)) % 10 == 0
    return False


def longest_isbn(figures: str) -> str:
    """Return an ISBN of thirteen figures: 978, nine of the ten, and a new proof."""
    if len(figures) != _SHORT:
        return figures
    first = f"978{figures[:9]}"
    proof = -sum(int(figure) * (3 if n % 2 else 1) for n, figure in enumerate(first)) % 10
    return f"{first}{proof}"
