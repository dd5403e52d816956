"""The addresses of the sources known to be retracted or withdrawn, read from the doctor's files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from .inventory import read_text

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
# What stands behind a DOI in addresses: of a page or a file of the publisher, of a draft's version.
_BEHIND = re.compile(
    r"(?:/(?:full|abstract|abs|e?pdf|html?|xml|fulltext|full-text|summary)(?:/.*)?"
    r"|\.(?:full|abstract)(?:[.-](?:pdf|text|html?))*|\.pdf|\.html?|[?#].*|[.,;:]+)$"
)
_VERSION = re.compile(r"(10\.(?:1101|64898)/[\d.]+)v\d+.*")
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
# Zotero keeps the PMID among the notes.
_NOTED = re.compile(r"\bPMID\s*:\s*(\d+)\s*$", re.IGNORECASE | re.MULTILINE)
# What became of a source that nobody may cite unknowingly, as “cite” writes it. The plugin has its
# own list: tests/audit/test_retracted.py compares both.
_FORBIDDEN = re.compile(r'"(?:retracted|withdrawn)"', re.IGNORECASE)
# How publishers and libraries mark a title: in brackets, before a sign, in capitals. “Retracted
# Science and the Retraction Index” is a title. The plugin has a rule of its own for the same.
_KIND = r"(?: (?:the )?(?:article|chapter|paper|publication|manuscript|preprint|study))?"
_LOUD = rf"(?-i:RETRACTED|WITHDRAWN){_KIND}"
_SAID = (
    r"(?:(?:this )?(?:article|paper) (?:has been |was )?)?"
    r"(?P<word>retracted|withdrawn|removed|temporary removal|rétractée?|retirée?)" + _KIND
)
_IN_BRACKETS = re.compile(rf"[\[(] ?{_SAID} ?[\])].*\w", re.IGNORECASE)
_BEFORE_A_SIGN = re.compile(rf"{_SAID} ?(?P<sign>:|\. |[–—]|--|(?<= )- ).*\w", re.IGNORECASE)
_IN_CAPITALS = re.compile(rf"{_LOUD} [^\s\d]", re.IGNORECASE)
_AT_THE_END = re.compile(
    rf"(?:[\[(] ?{_SAID} ?(?:[.,:;][^\[\]()]*)?[\])]|[–—:-] ?{_LOUD}) ?\.?$", re.IGNORECASE
)
# “Erratum to: …” says so of another publication.
_NOTICE = re.compile(
    r"(?:statement|notice|letter) of (?:partial )?(?:retraction|withdrawal|concern)\b"
    r"|(?:retraction|withdrawal|removal) (?:note|notice|statement)\b"
    r"|(?:author|publisher)(?:['’]s)? correction\b|(?:avis|note) de rétractation\b"
    r"|(?:(?:partial )?retraction|(?:editorial )?expressions? of concern|errat(?:um|a)"
    r"|corrigend(?:um|a)|corrections?|addendum|rectificatif|rétractation)"
    r"(?: (?:to|of|for|about|à))? ?(?:[:–—.“\"‘'«\[]|--|$|(?-i:(?=[A-Z])))",
    re.IGNORECASE,
)


def retracted(content: Path) -> frozenset[str]:
    """Return the addresses, decoded and in small letters, of the sources known to be retracted.

    Those that were withdrawn are among them. The file may be empty, or hold one source alone, as
    the plugin allows.
    """
    items = _read_json(content / "sources" / "sources.json")
    return frozenset(
        address
        for item in (items if isinstance(items, list) else [items])
        if isinstance(item, dict) and _is_retracted(item)
        for address in _addresses(item)
    ) | frozenset(_of_written(_read_json(content / "sources" / "followed.json")))


def _read_json(file: Path) -> Any:
    text = read_text(file) if file.is_file() else ""
    return json.loads(text) if text.strip() else []


def _of_written(followed: Any) -> Iterator[str]:
    """Yield the addresses of references written by hand that are retracted or withdrawn."""
    for name, status in followed.items() if isinstance(followed, dict) else ():
        kind, _, value = str(name).partition(":")
        if _FORBIDDEN.search(json.dumps(status)):
            yield from _addresses({"DOI" if kind == "doi" else "PMID": value})


def _is_retracted(item: dict[str, Any]) -> bool:
    """Tell whether a source is said to be retracted or withdrawn, by its status or its title."""
    status = json.dumps(item.get("custom", {}))
    return bool(_FORBIDDEN.search(status)) or _is_marked(str(item.get("title", "")))


def _is_marked(title: str) -> bool:
    """Tell whether a title says that its publication was retracted or withdrawn."""
    title = " ".join(title.split())
    if _NOTICE.match(title):
        return False
    end = _AT_THE_END.search(title)
    if _IN_BRACKETS.match(title) or (end and title[: end.start()].strip()):
        return True
    before = _BEFORE_A_SIGN.match(title)
    if before:
        return before["word"].isupper() or (title[0].isupper() and before["sign"] == ":")
    return bool(_IN_CAPITALS.match(title)) and not title.isupper()


def _addresses(item: dict[str, Any]) -> Iterator[str]:
    """Yield the addresses that a page may give a source; its own page only without a DOI."""
    doi = _DOI.search(unquote(str(item.get("DOI") or "")).translate(_HYPHENS).lower())
    for name in _forms(doi[0]) if doi else ():
        yield f"https://doi.org/{name}"
    pmid = re.sub(r"\D", "", str(item.get("PMID") or "")).lstrip("0")
    noted = _NOTED.search(str(item.get("note") or ""))
    number = pmid or (noted[1] if noted else "")
    if number:
        yield f"https://pubmed.ncbi.nlm.nih.gov/{number}/"
    if item.get("URL") and not doi:
        yield unquote(str(item["URL"])).lower()


def _forms(doi: str) -> Iterator[str]:
    """Yield a DOI as it is written, then without what an address adds behind it."""
    yield doi
    while _BEHIND.search(doi):
        doi = _BEHIND.sub("", doi)
        yield doi
    if _VERSION.fullmatch(doi):
        yield _VERSION.sub(r"\1", doi)
