"""Read what an address of the web names: a publication, where it shows its number, or itself.

Pure: knows neither Pelican nor the network.
"""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from plugins.shared.problems import UNSEEN

from .identifier_syntax import (
    ARXIV,
    DOI,
    PMCID,
    PMID,
    URL,
    Identifier,
    cleaned,
    is_url,
    read_doi,
    read_pmcid,
    read_pmid,
    read_registered,
)

# Addresses are copied without what stands before //, too.
KNOWN_HOSTS = (
    r"(?:www\.|dx\.|m\.|pmc\.)?(?:doi\.org|pubmed\.ncbi\.nlm\.nih\.gov|pubmed\.gov"
    r"|ncbi\.nlm\.nih\.gov|europepmc\.org|arxiv\.org|hal\.science)"
)
_NO_SCHEME = re.compile(
    rf"(?:{KNOWN_HOSTS}/|www\.[\w-]+\."
    r"|[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|gov|net|int|eu|be|ch|ca|edu|uk)/)",
    re.IGNORECASE,
)
# Where the addresses of search engines, networks and libraries hold the one that they lead to.
_LEADING = re.compile(r"/(?:url|l\.php|redirect|link|login)", re.IGNORECASE)
_DOI_IN_PATH = re.compile(r"/(10\.[0-9]{4,9}(?:\.[0-9]+)*/.+)$")
_DOI_ASKED = re.compile(r"(?:doi:|info:doi/)?(10\.[0-9]{4,9}(?:\.[0-9]+)*/.+)", re.IGNORECASE)
_DOI_HOSTS = ("doi.org", "dx.doi.org")
_PUBMED_HOSTS = ("pubmed.ncbi.nlm.nih.gov", "pubmed.gov")
_NCBI_HOSTS = ("ncbi.nlm.nih.gov", "pmc.ncbi.nlm.nih.gov", "m.ncbi.nlm.nih.gov")
_PMC_HOSTS = ("europepmc.org", "pubmedcentral.nih.gov")
_KNOWN = (*_PUBMED_HOSTS, *_NCBI_HOSTS, *_PMC_HOSTS, *_DOI_HOSTS)
# What libraries of universities and hospitals write after a host, its full stops kept or not.
_SPELT = "|".join(_KNOWN).replace(".", "[.-]")
_PROXIED = re.compile(rf"(?:www[.-])?(?P<host>{_SPELT})\.(?:[\w-]+\.)+[a-z]{{2,}}")
# The pages of registers and archives, by their hosts, and the number in their addresses.
_REGISTERS = tuple(
    (re.compile(rf"(?:^|\.)(?:{hosts})$"), re.compile(path, re.IGNORECASE))
    for hosts, path in (
        (r"clinicaltrials\.gov", r"(?:/ct2)?/(?:show|study)(?:/\w+)?/(NCT\d{8})/?"),
        (r"isrctn\.com", r"/(ISRCTN\d{8})/?"),
        (
            r"hal\.science|archives-ouvertes\.fr|ccsd\.cnrs\.fr|hal\.inserm\.fr",
            r"/((?:hal|tel|halshs|inserm|pasteur|dumas|cel)-\d{8})(?:v\d+)?(?:/.*)?",
        ),
    )
)
# …biorxiv.org/content/early/2019/08/01/722349.full.pdf, as addresses were before 2019.
_EARLY = re.compile(
    r"/content/(?:(?:bio|med)rxiv/)?early/\d{4}/\d\d/\d\d/((?:\d{4}\.\d\d\.\d\d\.)?\d{6,8})",
    re.IGNORECASE,
)
_OF_ARXIV = re.compile(rf"/(?:abs|pdf|html)/{ARXIV}(?:\.pdf)?/?", re.IGNORECASE | re.ASCII)

_ENGINES = re.compile(
    r"(?:^|\.)(?:scholar\.google|google|bing|duckduckgo|qwant|ecosia|search\.yahoo|lilo)\.[a-z.]+$"
)
_ASKING = ("q", "query", "term", "search", "searchtext", "keyword", "keywords", "text", "recherche")
_SEARCHES = re.compile(r"/(?:search|recherche|results?|resultats?)(?:[/.?]|$)", re.IGNORECASE)


def is_address(written: str) -> bool:
    """Tell whether some words are an address, whole or without what stands before //."""
    return bool(
        re.match(r"https?://", written, re.IGNORECASE) or _NO_SCHEME.match(written)
    ) and not re.search(r"\s", written)


def of_address(written: str) -> Identifier | None:
    """Return what an address names: a DOI, a PMID or a PMCID where it shows one, else itself.

    The page of a register or of HAL has several addresses: the one that its number makes stands for
    all of them.
    ``None`` for what cannot be an address.
    """
    url = written if re.match(r"https?:", written, re.IGNORECASE) else f"https://{written}"
    url = cleaned(url)
    parts = _parts(url)
    if parts is None or UNSEEN.search(url):
        return None
    return _inside(_target(parts)) or (Identifier(URL, url) if is_url(url) else None)


def is_search(url: str) -> bool:
    """Tell whether an address is that of a page of results, which changes from day to day."""
    parts = _parts(url)
    if parts is None or _inside(_target(parts)):
        return False
    host, asked = _host(parts), {name.lower() for name in parse_qs(parts.query)}
    if host in _PUBMED_HOSTS and parts.path in ("", "/") and asked:
        return True
    engine = _ENGINES.search(host) or host in (*_PUBMED_HOSTS, *_NCBI_HOSTS)
    return bool(asked.intersection(_ASKING) and (engine or _SEARCHES.search(parts.path)))


def _parts(url: str) -> SplitResult | None:
    """Return the parts of an address, ``None`` for what leads to no site."""
    try:
        parts = urlsplit(url)
        good = parts.port != 0 and "." in str(parts.hostname)
    except ValueError:
        return None
    return parts if good else None


def _host(parts: SplitResult) -> str:
    """Return the host, that of a library’s way to it too: ``pubmed-ncbi-nlm-nih-gov.proxy.fr``."""
    host = str(parts.hostname)
    proxied = _PROXIED.fullmatch(host)
    return proxied["host"].replace("-", ".") if proxied else host.removeprefix("www.")


def _target(parts: SplitResult) -> SplitResult:
    """Return where an address of a search engine’s or a network’s own leads, or the address."""
    asked = parse_qs(parts.query) if _LEADING.fullmatch(parts.path) else {}
    names = ("url", "qurl", "q", "u", "target")
    found = [value for name in names for value in asked.get(name, [])]
    return next((_parts(value) or parts for value in found if is_url(value)), parts)


def _inside(parts: SplitResult) -> Identifier | None:
    """Return the publication whose number stands in an address."""
    host = _host(parts)
    return (
        _of_library(host, parts)
        or _of_preprint(host, parts)
        or _of_doi(host, parts)
        or _of_register(host, parts)
    )


def _of_library(host: str, parts: SplitResult) -> Identifier | None:
    """Return what an address of PubMed, PubMed Central or Europe PMC names."""
    pubmed = host in _PUBMED_HOSTS
    if not pubmed and host not in (*_NCBI_HOSTS, *_PMC_HOSTS):
        return None
    path = unquote(parts.path).rstrip("/")
    pmcid = re.search(r"/(PMC[0-9]+)(?:\.[0-9]+)?(?:/|$)", path, re.IGNORECASE)
    if pmcid and not pubmed:
        value = read_pmcid(pmcid[1])
        return Identifier(PMCID, value) if value else None
    number = re.fullmatch(
        r"(?:/pubmed)?/([0-9]{1,9})(?:/.*)?"
        if pubmed
        else r".*/(?:pubmed|pmid|med)/([0-9]{1,9})(?:/.*)?",
        path,
        re.IGNORECASE,
    )
    asked = parse_qs(parts.query)
    names = ("term", "list_uids", "db_uid", "uid")
    terms = [value for name in names for value in asked.get(name, [])]
    term = re.fullmatch(
        r"\s*(?:pmid:?\s*)?([0-9]{1,9})\s*(?:\[(?:uid|pmid)\])?\s*", "".join(terms), re.I
    )
    found = number or (term if pubmed or "/pubmed" in path or "entrez" in path else None)
    value = read_pmid(found[1]) if found else ""
    return Identifier(PMID, value) if value else None


def _of_preprint(host: str, parts: SplitResult) -> Identifier | None:
    """Return the DOI of a preprint whose address shows its number only."""
    found = None
    if host.endswith("arxiv.org"):
        found, made = _OF_ARXIV.fullmatch(parts.path), "10.48550/arxiv.{}"
    elif re.search(r"(?:^|\.)(?:bio|med)rxiv\.org$", host):
        found, made = _EARLY.search(parts.path), "10.1101/{}"
    return Identifier(DOI, made.format(found[1]).lower()) if found else None


def _of_doi(host: str, parts: SplitResult) -> Identifier | None:
    """Return the DOI that an address holds: of a resolver, or of a publisher."""
    match = _DOI_IN_PATH.search(unquote(parts.path))
    if not match:
        asked = {name.lower(): values for name, values in parse_qs(parts.query).items()}
        values = [value for name in ("doi", "id", "articleid") for value in asked.get(name, [])]
        match = next((found for value in values if (found := _DOI_ASKED.fullmatch(value))), None)
    written = match[1] if match else ""
    if host not in _DOI_HOSTS:
        # A publisher's page may say more after the DOI: what is no DOI of its form is left.
        written = written.partition("&")[0]
    value = read_doi(written)
    return Identifier(DOI, value) if value else None


def _of_register(host: str, parts: SplitResult) -> Identifier | None:
    """Return what the page of a register of trials, or of HAL, is about."""
    for hosts, path in _REGISTERS:
        found = path.fullmatch(parts.path) if hosts.search(host) else None
        if found:
            return read_registered(found[1])
    return None
