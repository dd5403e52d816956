"""The addresses of the sources known to be retracted or withdrawn, read from the doctor's files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_PMID = re.compile(r"(\d+)\s*$")
# Zotero keeps the PMID among the notes.
_NOTED = re.compile(r"\bPMID\s*:\s*(\d+)", re.IGNORECASE)
# What became of a source that nobody may cite unknowingly, as “cite” writes it. The plugin has its
# own list: tests/audit/test_retracted.py compares both.
_FORBIDDEN = re.compile(r'"(?:retracted|withdrawn)"', re.IGNORECASE)
# Crossref and PubMed put it before the title.
_RETRACTED_TITLE = re.compile(r"\s*(?:retracted|rétracté)\b", re.IGNORECASE)


def retracted(content: Path) -> frozenset[str]:
    """Return the addresses, decoded and in small letters, of the sources known to be retracted.

    Those that were withdrawn are among them. The file may be empty, or
    hold one source alone, as the plugin allows.
    """
    items = _read_json(content / "sources" / "sources.json")
    return frozenset(
        address
        for item in (items if isinstance(items, list) else [items])
        if isinstance(item, dict) and _is_retracted(item)
        for address in _addresses(item)
    ) | frozenset(_of_written(_read_json(content / "sources" / "followed.json")))


def _read_json(file: Path) -> Any:
    text = file.read_text("utf-8-sig") if file.is_file() else ""
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
    title = str(item.get("title", ""))
    return bool(_FORBIDDEN.search(status) or _RETRACTED_TITLE.match(title))


def _addresses(item: dict[str, Any]) -> Iterator[str]:
    """Yield the addresses that a page may give a source; its own page only without a DOI."""
    doi = _DOI.search(str(item.get("DOI") or ""))
    if doi:
        yield f"https://doi.org/{doi[0]}".lower()
    pmid = _PMID.search(str(item.get("PMID") or "")) or _NOTED.search(str(item.get("note") or ""))
    if pmid:
        yield f"https://pubmed.ncbi.nlm.nih.gov/{pmid[1]}/"
    if item.get("URL") and not doi:
        yield unquote(str(item["URL"])).lower()
