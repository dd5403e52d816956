"""Cut a BibTeX file into entries, their macros and cross-references resolved.

bibtexparser tells entry from entry, so that one bad entry is one message and the others come in.
What it leaves to others is here: ``jul # "~4"``, and what an entry inherits from another.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from plugins.shared.problems import N_, Problem

from .entry import Entry, Field, belong_to_none

_CUT_SHORT = N_("this entry cannot be read: a brace, a quote or a comma is missing in it.")
_EXPORT = N_("Correct it there, or export it again from your reference manager.")
_NO_MACRO = N_("“{record}”: “{name}” is an abbreviation that the file does not define.")
_DEFINE = N_("It was kept as it is: write the whole name in content/sources/sources.json.")
_TWICE = N_("“{record}”: the field “{name}” is there twice: the first was kept.")
_NO_PARENT = N_("“{record}” refers to an entry “{name}” that the file does not hold.")
_WHOLE = N_("Export it again with that entry.")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# What a child takes from a parent under another name (biblatex’s manual, appendix B).
_RENAMED = {
    "title": "booktitle",
    "subtitle": "booksubtitle",
    "titleaddon": "booktitleaddon",
    "author": "bookauthor",
}
_NOT_INHERITED = frozenset(
    "shorttitle sorttitle indextitle crossref xref xdata ids label keywords abstract note doi url "
    "eprint pmid eid pages number_of_pages".split()
)
_LINE_OF_FIELD = re.compile(r"^\s*[\w-]+\s*=\s*[{\"\d]", re.MULTILINE)


@dataclass
class Parsed:
    """One entry: its ``key``, its ``kind`` in small letters, its fields."""

    key: str
    kind: str
    entry: Entry


@dataclass
class File:
    """The entries of a file in order, what could not be read, and what belongs to none."""

    found: list[Parsed | Problem] = field(default_factory=list)
    stray: list[Problem] = field(default_factory=list)


def read_file(text: str) -> File:
    """Return what a BibTeX file holds, in order."""
    # Only an import needs it.
    from bibtexparser import model  # noqa: PLC0415
    from bibtexparser.splitter import Splitter  # noqa: PLC0415

    # What it logs is told to the doctor here, in her words.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    macros = dict(zip(_MONTHS, _MONTHS, strict=True))
    file = File()
    for block in Splitter(text).split().blocks:
        if isinstance(block, model.String):
            macros[block.key.casefold()] = _value(block.value, macros)[0]
            continue
        line = max(block.start_line or 0, 0) + 1
        while isinstance(block, model.DuplicateBlockKeyBlock | model.DuplicateFieldKeyBlock):
            inside = block.ignore_error_block
            if inside is None:
                break
            block = inside  # noqa: PLW2901 - what stands in it is what is read
        if isinstance(block, model.Entry):
            file.found.append(_entry(block, line, macros))
        elif isinstance(block, model.ParsingFailedBlock):
            file.found.append(_cut_short(block.raw or "", line))
        elif isinstance(block, model.ImplicitComment) and _LINE_OF_FIELD.search(block.comment):
            first = _LINE_OF_FIELD.search(block.comment)
            at = block.comment[: first.start()].count("\n") if first else 0
            lines = block.comment.split("\n")
            file.stray += belong_to_none([Field("", lines[at], line + at)])
    _inherit([one for one in file.found if isinstance(one, Parsed)])
    return file


def _cut_short(raw: str, line: int) -> Problem:
    first = raw.strip().split("\n")[0]
    return Problem(_CUT_SHORT, _EXPORT, {}, quote=first[:160], line=line)


def _entry(block: object, line: int, macros: Mapping[str, str]) -> Parsed | Problem:
    key, kind = str(getattr(block, "key", "")), str(getattr(block, "entry_type", ""))
    if any(_is_two(one.value) for one in getattr(block, "fields", ())):
        return _cut_short(getattr(block, "raw", None) or key, line)
    entry = Entry((), line, key)
    fields: dict[str, Field] = {}
    for one in getattr(block, "fields", ()):
        name = one.key.casefold()
        value, unknown = _value(one.value, macros)
        read = Field(name, value, (one.start_line or 0) + 1)
        for macro in unknown:
            entry.note(_NO_MACRO, _DEFINE, quote=one.value, line=read.line, name=macro)
        if name in fields and fields[name].value:
            if fields[name].value != value:
                entry.note(_TWICE, _EXPORT, quote=value, line=read.line, name=name)
            continue
        fields[name] = read
    entry.fields = list(fields.values())
    entry.record = key or entry.first("title")[:60]
    return Parsed(key, kind.casefold(), entry)


def _value(written: str, macros: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return a value without what encloses it, its pieces joined; and the macros nobody knows."""
    whole = written.strip()
    pieces, unknown = [], []
    for piece in _pieces(whole):
        if piece[:1] in ('"', "{"):
            pieces.append(piece[1:-1])
        elif piece.isdecimal() or piece.casefold() in macros:
            pieces.append(macros.get(piece.casefold(), piece))
        else:
            pieces.append(piece)
            if piece:
                unknown.append(piece)
    return "".join(pieces).strip(), unknown


def _is_two(value: str) -> bool:
    """Tell whether a value goes on after what encloses it: a comma is missing before a field."""
    return any(
        piece[:1] in ('"', "{") and _ends_early(piece) for piece in _pieces(str(value).strip())
    )


def _ends_early(piece: str) -> bool:
    depth = 0
    for n, sign in enumerate(piece):
        if sign in "{}" and not (n and piece[n - 1] == "\\"):
            depth += 1 if sign == "{" else -1
        if depth == 0 and (piece[0] == "{" or (n and sign == '"')):
            return n < len(piece) - 1
    return True


def _pieces(whole: str) -> Iterator[str]:
    """Yield what stands between the ``#`` of a value."""
    depth, quoted, start = 0, False, 0
    for n, sign in enumerate(whole):
        if sign == "\\" or (n and whole[n - 1] == "\\"):
            continue
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if sign == '"' and not depth:
            quoted = not quoted
        if sign == "#" and not depth and not quoted:
            yield whole[start:n].strip()
            start = n + 1
    yield whole[start:].strip()


def _inherit(entries: list[Parsed]) -> None:
    """Give each entry what it lacks and the entry it refers to has."""
    by_key = {one.key.casefold(): one for one in reversed(entries)}
    for child in entries:
        names = [n.strip() for n in child.entry.first("crossref", "xdata").split(",") if n.strip()]
        for name in names:
            parent = by_key.get(name.casefold())
            if parent is None or parent is child:
                child.entry.note(_NO_PARENT, _WHOLE, quote=name, name=name)
                continue
            has = {one.name for one in child.entry.fields if one.value}
            inside = child.kind.startswith("in") and "crossref" in has
            for one in parent.entry.fields:
                to = _RENAMED.get(one.name, one.name) if inside else one.name
                if one.name not in _NOT_INHERITED and to not in has:
                    child.entry.fields.append(Field(to, one.value, child.entry.line))
