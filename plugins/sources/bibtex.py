"""A source as BibTeX, the way BibLaTeX reads it, in UTF-8 (BibLaTeX’s manual, 2.1 and 2.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .csl import Item, text
from .dates import printed_date
from .edtf import edtf, in_words, season_in_words
from .exported import (
    INSIDE,
    KINDS,
    MARKUP,
    OTHER,
    PAPERS,
    WHOLE,
    WITH_NUMBER,
    custom_dates,
    family_name,
    field_text,
    kind_of,
    noted,
    people_in,
    plain_line,
    status_note,
    tagged_line,
)
from .status import doi
from .vancouver import rich_text

# Kinds of which the format has no word of its own: a note says which one it is.
_UNTOLD_BY_BIBLATEX = frozenset(
    "article article-magazine article-newspaper bill entry-dictionary post-weblog".split()
)
# Fields of CSL as BibLaTeX names them for every kind, in the order they are written in.
_OF_BIBLATEX = {
    "original-title": "origtitle",
    "container-title-short": "shortjournal",
    "volume": "volume",
    "part-number": "part",
    "collection-title": "series",
    "edition": "edition",
    "version": "version",
    "publisher": "publisher",
    "publisher-place": "location",
    "event-title": "eventtitle",
    "event-place": "venue",
    "genre": "type",
    "language": "langid",
    "ISBN": "isbn",
    "PMID": "pmid",
    "PMCID": "pmcid",
}
_ROLES = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "container-author": "bookauthor",
}
_COMMANDS = {"i": r"\textit{", "sub": r"\textsubscript{", "sup": r"\textsuperscript{"}
_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "{}%&$#_"},
    }
)
# What stands in the place of a last name where a list goes on.
_OTHERS = ("et al.", "et al", "others")
# Words that are read again as the season of a date; others stand where an issue has its number.
_WORDS = re.compile(r"[^\W\d_]+(?:[\s/'’-]+[^\W\d_]+)*")
# What LaTeX would make one sign of.
_LIGATURES = re.compile(r"-(?=-)|`(?=`)|'(?=')")
_NO_KEY = re.compile(r"[^\w.:/+-]+")


def entry(item: Item) -> str:
    """Return an item as an entry, ``@article{key, …}``, with a line for each of its fields."""
    kind = kind_of(item)
    theirs = KINDS.get(kind, OTHER)[0]
    fields = [("title", f"{{{_latex(text(item, 'title'))}}}")]
    for role, name in _ROLES.items():
        fields.append((name, " and ".join(_latex_name(person) for person in people_in(item, role))))
    inside = kind in INSIDE
    fields.append(("booktitle" if inside else "journaltitle", _value(item, "container-title")))
    fields += [(to, _value(item, name)) for name, to in _OF_BIBLATEX.items()]
    numbers, left = _numbers(item, kind)
    fields += numbers
    if kind in _UNTOLD_BY_BIBLATEX or theirs == OTHER[0]:
        left.append("type")
    season = [*_noted_season(item)]
    left += ["event-date"] if season_in_words(item, "event-date") else []
    notes = [status_note(item), *noted(item, left), *season, *custom_dates(item)]
    fields += [
        ("pages", _latex(text(item, "page")).replace("-", "--")),
        ("date", edtf(item, "issued") or _latex(in_words(item, "issued"))),
        ("issue", "" if season else _latex(season_in_words(item, "issued"))),
        ("eventdate", edtf(item, "event-date")),
        ("doi", _latex(doi(item.get("DOI")))),
        ("url", _latex(text(item, "URL"))),
        ("urldate", edtf(item, "accessed")),
        ("note", "\n    ".join(_latex(note) for note in notes if note)),
    ]
    key = _NO_KEY.sub("-", text(item, "id"))
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields if value]
    return f"@{theirs}{{{key},\n{''.join(lines)}}}\n"


def _value(item: Item, name: str) -> str:
    return _latex(field_text(item, name))


def _numbers(item: Item, kind: str) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the numbers of an item as BibLaTeX names them for its kind, and what is left over."""
    left = ["available-date", "medium", "section", "status", "supplement-number", "volume-title"]
    issue, number, series = (_value(item, n) for n in ("issue", "number", "collection-number"))
    if kind in PAPERS:
        return [("number", issue), ("eid", number)], [*left, "collection-number"]
    if kind in WITH_NUMBER:
        return [("number", number)], [*left, "issue", "collection-number"]
    if series and text(item, "collection-title") and kind in (WHOLE | INSIDE):
        return [("number", series)], [*left, "issue", "number"]
    return [], [*left, "issue", "number", "collection-number"]


def _noted_season(item: Item) -> Iterator[str]:
    """Yield a date with words that BibLaTeX has no field for: ``issued: 2019 Christmas``."""
    season = season_in_words(item, "issued")
    if _WORDS.fullmatch(season):
        yield f"issued: {printed_date(item, 'en')}"


def _latex_name(person: dict[str, Any]) -> str:
    """Return ``Family, Suffix, Given``; an organisation in braces, which keep it whole."""
    whole = text(person, "literal") or text(person, "name")
    if whole.casefold() in _OTHERS:
        return "others"
    if whole:
        return f"{{{_latex(whole)}}}"
    family, suffix, given = family_name(person), text(person, "suffix"), text(person, "given")
    if bool(family) != bool(given):
        # BibLaTeX’s long form: one name, “de Gaulle”, is no first name and last name.
        parts = {"family": family or given, "suffix": suffix}
        return ", ".join(f"{name}={{{_latex(part)}}}" for name, part in parts.items() if part)
    return _latex(", ".join(part for part in (family, suffix, given) if part))


def _latex(words: str) -> str:
    """Return a text as LaTeX: its signs written out, its italics and scripts as commands."""
    rich, plain = tagged_line(words), plain_line(words)
    if "<" not in rich or str(rich_text(rich)).count("&lt;") != plain.count("<"):
        return _escaped(plain)
    pieces = MARKUP.split(rich)
    # Between the pieces of text stand the slash and the name of each tag.
    found = [_escaped(pieces[0])]
    for closing, tag, piece in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        found += ["}" if closing else _COMMANDS[tag], _escaped(piece)]
    return "".join(found)


def _escaped(words: str) -> str:
    return _LIGATURES.sub(r"\g<0>{}", words.translate(_LATEX))
