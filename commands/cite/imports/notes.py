"""What a note says of a publication, for want of a field: ``PMID: 39626064``.

Zotero’s “Extra” holds any field of CSL so, a line each (Zotero’s documentation, “Citing Fields from
Extra”): ``original-title: …``. Our own files for BibTeX and RIS write there what those lack.
"""

from __future__ import annotations

import re
from typing import Any

from commands.cite.record import plain, rich
from plugins.sources.csl import Item
from plugins.sources.printed_fields import CUSTOM_DATES, DATES, NAMES, TEXTS

from .dates import read_date
from .people import named

_LINE = re.compile(r"\s*\{?:?([A-Za-z][\w -]{1,30}?)\s*:\s*([^{}]*)\}?\s*")
_PMID = re.compile(r"\bPMID\s*:?\s*(\d{1,9})\b", re.IGNORECASE)
_PMCID = re.compile(r"\b(PMC\d{2,9})\b", re.IGNORECASE)
_FIELDS = {name.casefold(): name for name in (*TEXTS, *DATES, *NAMES, *CUSTOM_DATES)}
_KINDS = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter "
    "classic collection dataset document entry entry-dictionary entry-encyclopedia event figure "
    "graphic hearing interview legal_case legislation manuscript map motion_picture "
    "musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song "
    "speech standard thesis treaty webpage".split()
)
# Words that notes begin with too: a field only where they are written as CSL writes them.
_COMMON = frozenset(
    "type title URL number version status section medium event edition volume issue page author "
    "language print revised contributed publisher editor translator".split()
)


def read_note(note: Any) -> Item:
    """Return the fields that a note says, and the identifiers in it."""
    lines = note if isinstance(note, list) else [note]
    text = "\n".join(str(line) for line in lines if line)
    found: Item = {}
    for line in text.split("\n"):
        match = _LINE.fullmatch(line)
        name = _name(match[1]) if match else ""
        value = _value(name, match[2].strip()) if match and name else None
        if not value:
            continue
        if name in NAMES:
            found.setdefault(name, []).append(value)
        elif name in CUSTOM_DATES:
            found.setdefault("custom", {})[name] = value
        else:
            found.setdefault(name, value)
    pmid, pmcid = _PMID.search(text), _PMCID.search(text)
    if pmid:
        found["PMID"] = pmid[1]
    if pmcid:
        found["PMCID"] = pmcid[1].upper()
    return found


def clarified(item: Item, notes: Item) -> Item:
    """Return the fields of a source of which a note says more than the format has words for.

    A date in the words of its season, ``issued: 2019 Christmas``; a person of one name, ``author:
    Plato ||``, whom a list would print as an organisation.
    """
    found: Item = {}
    for name in DATES:
        said, dated = (one.get(name) or {} for one in (notes, item))
        years = [day[:1] for day in said.get("date-parts", ())]
        if years and years[:1] == dated.get("date-parts", ())[:1] and "season" not in dated:
            # The same year, and of the format’s own date no more than that is known.
            found[name] = said
    for role in NAMES:
        people = {name["family"]: name for name in notes.get(role, ()) if [*name] == ["family"]}
        found[role] = [people.get(name.get("literal"), name) for name in item.get(role) or ()]
    return {name: value for name, value in found.items() if value}


def _name(written: str) -> str:
    """Return the field that a line begins with; empty when it is but a word of a note."""
    name = _FIELDS.get(re.sub(r"[ _]", "-", written.casefold()), "")
    exact = written == name
    return name if exact or name not in _COMMON else ""


def _value(name: str, written: str) -> Any:
    if name in NAMES:
        family, given, suffix, *_ = (*(plain(part) for part in written.split("||")), "", "")
        alone = family and "||" in written and not given and not suffix
        return {"family": family} if alone else named(family, given, suffix)
    if name in DATES or name in CUSTOM_DATES:
        return read_date(written, edtf=True)[0]
    value = rich(written)
    return value if name != "type" or value in _KINDS else ""
