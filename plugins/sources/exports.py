"""The sources in the formats that other programs read: CSL-JSON, BibTeX, RIS.

For reference managers (Zotero, JabRef, EndNote): whoever reads an article may take its sources
along, and ``cite --import`` brings them in as they were printed. Knows nothing of Pelican. Formats:
CSL-JSON 1.0.2; BibTeX as BibLaTeX reads it, in UTF-8; RIS, Research Information Systems’
specification of 2011.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import lru_cache

from .bibtex import entry
from .csl import Item, text
from .exported import custom_dates, status_note
from .ris import record


def csl_json(items: Iterable[Item]) -> str:
    """Return items as CSL-JSON, without what the kit adds for itself."""
    shared = ",\n".join(_once(_shared, item) for item in items)
    return f"[\n{shared}\n]\n" if shared else "[]\n"


def bibtex(items: Iterable[Item]) -> str:
    """Return items as BibLaTeX, an entry each, an empty line between two."""
    return "\n".join(_once(entry, item) for item in items)


def ris(items: Iterable[Item]) -> str:
    """Return items as RIS records: a line a field, ended as the format asks (CR LF)."""
    return "".join(_once(record, item) for item in items)


# The files beside an article, by the end of their names.
FORMATS = {"json": csl_json, "bib": bibtex, "ris": ris}


def _once(write: Callable[[Item], str], item: Item) -> str:
    """Return an item as it is written, once for all the articles that cite it."""
    return _written(write, json.dumps(item))


@lru_cache(maxsize=8192)
def _written(write: Callable[[Item], str], item: str) -> str:
    return write(json.loads(item))


def _shared(item: Item) -> str:
    """Return an item as it stands in a list of CSL-JSON."""
    kept = {name: value for name, value in item.items() if name != "custom"}
    notes = [text(item, "note"), status_note(item), *custom_dates(item)]
    said = "\n".join(note for note in notes if note)
    shared = [kept | {"note": said} if said else kept]
    return json.dumps(shared, ensure_ascii=False, indent=2).removeprefix("[\n").removesuffix("\n]")
