"""Read the names that lead to a publication: DOI, PMID, PMCID, ISBN, address.

A doctor types or pastes them in many ways; each is read as what it names, and its syntax is
checked, before any link is made of it. Pure: knows neither Pelican nor the network.

DOI: ISO 26324, *DOI Handbook*, 2.2. PMID and PMCID: National Library of Medicine. ISBN:
International ISBN Agency, *ISBN Users’ Manual*, 7th ed., appendix 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit

from plugins.shared.problems import UNSEEN

DOI, PMID, PMCID, ISBN, URL = "DOI", "PMID", "PMCID", "ISBN", "URL"

# What a page holds between letters and nobody sees: soft hyphen, zero-width spaces and joiners.
_ZERO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
# A DOI may hold < and >, as those of Wiley did until 2001, but no quote, space or control.
_IN_DOI = r"[^\s\"“”«»\\^`{}|\x00-\x1f\x7f]"
_DOI_SYNTAX = re.compile(rf"10\.[0-9]{{1,9}}(?:\.[0-9]+)*/{_IN_DOI}+")
_PMID_SYNTAX = re.compile(r"[1-9][0-9]{0,8}")
_PMCID_SYNTAX = re.compile(r"PMC[1-9][0-9]{0,8}")
_ISBN_SYNTAX = re.compile(r"(?:[0-9][\s-]*){9}(?:[0-9][\s-]*){0,3}[0-9Xx]")
_URL_SYNTAX = re.compile(r"https?://[^\s\"<>“”«»\\^`{|}]+", re.IGNORECASE)

# After a label, a colon with or without French spaces, or a word.
_COLON = r"\s{0,3}(?:[:=#]|n[°º])?\s{0,3}"
_SCHEMES = {
    DOI: re.compile(rf"doi{_COLON}", re.IGNORECASE),
    PMID: re.compile(rf"(?:pubmed\s*)?(?:pmid|pubmed(?:\s+id)?){_COLON}", re.IGNORECASE),
    PMCID: re.compile(rf"(?:pmcid|pmc\s*id){_COLON}", re.IGNORECASE),
    ISBN: re.compile(rf"isbn(?:-1[03])?{_COLON}", re.IGNORECASE),
}
# Addresses are copied without what stands before //, too.
_KNOWN_HOSTS = (
    r"(?:www\.|dx\.|m\.|pmc\.)?(?:doi\.org|pubmed\.ncbi\.nlm\.nih\.gov|pubmed\.gov"
    r"|ncbi\.nlm\.nih\.gov|europepmc\.org)"
)
_NO_SCHEME = re.compile(rf"(?:{_KNOWN_HOSTS}/|www\.[\w-]+\.)", re.IGNORECASE)
ADDRESS = rf"\b(?:https?://|{_KNOWN_HOSTS}/|www\.(?=[\w-]+\.))[^\s\"“”«»\x00-\x1f]+"  # in a text
_IN_TEXT = re.compile(
    rf"(?P<address>{ADDRESS})"
    rf"|(?:\bdoi{_COLON}|(?<![\w./]))(?P<doi>10\.[0-9]{{4,9}}(?:\.[0-9]+)*/{_IN_DOI}+)"
    rf"|\b(?:pubmed\s+)?(?:pmid|pubmed(?:\s+id)?){_COLON}(?P<pmid>[0-9]{{1,9}})(?![\w/-])"
    rf"|\b(?:pmcid{_COLON})?(?P<pmcid>PMC\s?[0-9]{{1,9}})(?!\w)"
    rf"|\bisbn(?:-1[03])?{_COLON}(?P<isbn>{_ISBN_SYNTAX.pattern})(?!\w)",
    re.IGNORECASE,
)
# What ends a sentence, not a name.
_AFTER = ".,;:!?…'’\"*_"
_PAIRS = {")": "(", "]": "[", "}": "{", ">": "<", "»": "«", "”": "“"}
# What publishers add to a DOI for one form of the text.
_FORM = re.compile(
    r"(?:/(?:full|abstract|fulltext|full-text|pdf|epdf|pdfdirect|summary|html|xml)(?:/[a-z]{2,4})?"
    r"|\.(?:pdf|full(?:\.pdf|-text)?|abstract))/?$",
    re.IGNORECASE,
)
# bioRxiv and medRxiv add the version to the DOI.
_PREPRINT_VERSION = re.compile(r"^(10\.1101/[\d.]+)v\d+$")
# Oxford University Press adds the number of its page.
_OXFORD_PAGE = re.compile(r"^(10\.1093/[a-z]+/[a-z]+\d+)/\d{5,}$")
_TRACKED = re.compile(r"\?[\w.-]+=.*$|#[A-Za-z].*$", re.DOTALL)
_DOI_IN_PATH = re.compile(r"/(10\.[0-9]{4,9}(?:\.[0-9]+)*(?:/|%2F).+)$")
_SHORT, _LONG = 10, 13


@dataclass(frozen=True)
class Identifier:
    """A name of a publication; ``kind`` is ``DOI``, ``PMID``, ``PMCID``, ``ISBN`` or ``URL``."""

    kind: str
    value: str

    @property
    def name(self) -> str:
        """Return it with its kind, as it is compared: ``doi:10.1042/bj1490739``."""
        return f"{self.kind}:{self.value}".lower().rstrip("/")

    @property
    def address(self) -> str:
        """Return where it leads; empty for an ISBN, which no single site holds."""
        return {
            DOI: f"https://doi.org/{quote(self.value, safe='/:;().,-_~!$&*+=@')}",
            PMID: f"https://pubmed.ncbi.nlm.nih.gov/{self.value}/",
            PMCID: f"https://pmc.ncbi.nlm.nih.gov/articles/{self.value}/",
            URL: self.value,
        }.get(self.kind, "")


class Found(NamedTuple):
    """An identifier inside a text: where it begins and ends, and how it was typed.

    ``written`` is the address as typed, empty for a number.
    """

    start: int
    end: int
    identifier: Identifier
    written: str = ""


def read_identifier(words: str, scheme: str = "") -> Identifier | None:
    """Return the identifier that some words are as a whole, ``None`` for anything else.

    ``scheme`` (doi, pmid, pmcid or isbn) is what was said of them elsewhere. Figures alone are a
    PMID, or an ISBN where its last figure proves it.
    """
    if UNSEEN.search(words):
        return None
    written = _unwrapped(_ZERO_WIDTH.sub("", words))
    kind = scheme.upper()
    if not is_address(written):
        for name, label in _SCHEMES.items():
            match = label.match(written)
            if match and match.end() < len(written) and kind in ("", name):
                kind, written = name, written[match.end() :]
                break
    if is_address(written):
        named = of_address(written)
        return named if named and kind in ("", named.kind) else None
    readers = {DOI: _doi, PMID: _pmid, PMCID: _pmcid, ISBN: _isbn}
    if kind == PMCID and written.isdecimal():
        written = f"PMC{written}"
    for name in (kind,) if kind else (DOI, PMID, PMCID, ISBN):
        value = readers[name](written) if name in readers else ""
        if value:
            return Identifier(name, value)
    return None


def find_identifiers(text: str) -> Iterator[Found]:
    """Yield the identifiers inside a text, in order; a PMID or an ISBN only after its label."""
    for match in _IN_TEXT.finditer(text):
        kind = match.lastgroup or ""
        if kind == "address":
            written = _without_end(match["address"])
            named = of_address(written)
            if named:
                yield Found(match.start(), match.start() + len(written), named, written)
            continue
        value = match[kind]
        if kind == "doi":
            value = _without_end(value)
        end = match.start(kind) + len(value)
        named = read_identifier(value, kind)
        if named:
            yield Found(match.start(), end, named)


def of_address(written: str) -> Identifier | None:
    """Return what an address names: a DOI, a PMID or a PMCID where it shows one, else itself.

    ``None`` for what cannot be an address.
    """
    url = written if re.match(r"https?:", written, re.IGNORECASE) else f"https://{written}"
    url = _ZERO_WIDTH.sub("", url)
    try:
        parts = urlsplit(url)
        good = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    if not good or "." not in str(parts.hostname) or UNSEEN.search(url):
        return None
    host = str(parts.hostname).removeprefix("www.")
    named = _of_library(host, parts) or _of_doi(host, parts)
    if named:
        return named
    return Identifier(URL, url) if _URL_SYNTAX.fullmatch(url) else None


def _of_library(host: str, parts: SplitResult) -> Identifier | None:
    """Return what an address of PubMed, PubMed Central or Europe PMC names."""
    ncbi = host in ("ncbi.nlm.nih.gov", "pmc.ncbi.nlm.nih.gov", "m.ncbi.nlm.nih.gov")
    pubmed = host in ("pubmed.ncbi.nlm.nih.gov", "pubmed.gov")
    if not (ncbi or pubmed or host == "europepmc.org"):
        return None
    path = unquote(parts.path).rstrip("/")
    pmcid = re.search(r"/(PMC[0-9]+)(?:/|$)", path, re.IGNORECASE)
    if pmcid and not pubmed:
        value = _pmcid(pmcid[1])
        return Identifier(PMCID, value) if value else None
    number = re.fullmatch(
        r"/([0-9]{1,9})(?:/.*)?" if pubmed else r".*/(?:pubmed|pmid|med)/([0-9]{1,9})(?:/.*)?",
        path,
        re.IGNORECASE,
    )
    asked = parse_qs(parts.query)
    terms = [value for name in ("term", "list_uids", "db_uid") for value in asked.get(name, [])]
    term = re.fullmatch(r"\s*([0-9]{1,9})\s*(?:\[(?:uid|pmid)\])?\s*", "".join(terms), re.I)
    found = number or (term if pubmed or "/pubmed" in path or "entrez" in path else None)
    value = _pmid(found[1]) if found else ""
    return Identifier(PMID, value) if value else None


def _of_doi(host: str, parts: SplitResult) -> Identifier | None:
    """Return the DOI that an address holds: of a resolver, or of a publisher."""
    match = _DOI_IN_PATH.search(parts.path)
    written = match[1] if match else ""
    if not written:
        asked = parse_qs(parts.query)
        written = next(
            (v for name in ("doi", "id") for v in asked.get(name, []) if _DOI_SYNTAX.match(v)), ""
        )
    if host not in ("doi.org", "dx.doi.org"):
        # A publisher's page may say more after the DOI: what is no DOI of its form is left.
        written = written.partition("&")[0]
    value = _doi(written)
    return Identifier(DOI, value) if value else None


def is_doi(value: object) -> bool:
    """Tell whether a value is a bare DOI, from which a link can be made."""
    return isinstance(value, str) and _DOI_SYNTAX.fullmatch(value) is not None


def is_pmid(value: object) -> bool:
    """Tell whether a value is a number of PubMed."""
    return isinstance(value, str) and _PMID_SYNTAX.fullmatch(value) is not None


def is_pmcid(value: object) -> bool:
    """Tell whether a value is a number of PubMed Central: ``PMC1165682``."""
    return isinstance(value, str) and _PMCID_SYNTAX.fullmatch(value) is not None


def is_url(value: object) -> bool:
    """Tell whether a value is a whole address of the web."""
    return isinstance(value, str) and _URL_SYNTAX.fullmatch(value) is not None


def is_address(written: str) -> bool:
    """Tell whether some words are an address, whole or without what stands before //."""
    return bool(
        re.match(r"https?://", written, re.IGNORECASE) or _NO_SCHEME.match(written)
    ) and not re.search(r"\s", written)


def _unwrapped(written: str) -> str:
    """Return some words without the brackets, quotes and signs that they stand between."""
    written = written.strip().removeprefix("@").strip()
    while written and written[0] in "<([{«“\"'" and not re.match(r"\(?SICI", written):
        written = written[1:].strip()
    return _without_end(written)


def _without_end(written: str) -> str:
    """Return a name without what ended the sentence it was copied from."""
    while written:
        last = written[-1]
        opened = _PAIRS.get(last, "")
        alone = opened and written.count(last) > written.count(opened)
        if not (last in _AFTER or last.isspace() or alone):
            break
        written = written[:-1]
    return written


def _doi(written: str) -> str:
    """Return a bare DOI, in small letters as it is compared (*DOI Handbook*, 2.4)."""
    # Copied out of an address, ( is %28; a DOI of its own holds no such thing.
    whole = unquote(_without_end(_TRACKED.sub("", written.strip())).rstrip("/"))
    bare = _without_end(_FORM.sub("", whole))
    value = bare if _DOI_SYNTAX.fullmatch(bare) else whole
    value = _OXFORD_PAGE.sub(r"\1", _PREPRINT_VERSION.sub(r"\1", value))
    return value.lower() if _DOI_SYNTAX.fullmatch(value) else ""


def _pmid(written: str) -> str:
    value = _without_end(written.strip()).lstrip("0")
    return value if _PMID_SYNTAX.fullmatch(value) else ""


def _pmcid(written: str) -> str:
    figures = re.sub(r"^PMC\s?", "", _without_end(written.strip()), flags=re.IGNORECASE)
    value = f"PMC{figures.lstrip('0')}"
    bare = figures == written.strip()
    return value if _PMCID_SYNTAX.fullmatch(value) and not bare else ""


def _isbn(written: str) -> str:
    if not _ISBN_SYNTAX.fullmatch(written.strip()):
        return ""
    figures = re.sub(r"[\s-]", "", written).upper()
    return figures if is_isbn(figures) else ""


def is_isbn(figures: str) -> bool:
    """Tell whether ten or thirteen figures are an ISBN: the last one proves the others."""
    if len(figures) == _SHORT:
        values = [10 if figure == "X" else int(figure) for figure in figures]
        return sum(value * (10 - n) for n, value in enumerate(values)) % 11 == 0
    if len(figures) == _LONG and figures.isdecimal():
        return sum(int(figure) * (3 if n % 2 else 1) for n, figure in enumerate(figures)) % 10 == 0
    return False
