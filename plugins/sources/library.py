"""The sources of the blog: CSL-JSON as Zotero exports it, and the doctor's notes.

What the doctor adds (why a retracted paper is cited on purpose) is kept apart
in ``annotations.toml``, so that a new export never overwrites it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from markupsafe import Markup

from plugins.shared.files import read_json, read_toml, texts_in
from plugins.shared.problems import N_, WARNING, Problem
from plugins.shared.tracking import tracked, untracked
from plugins.shared.typography import typeset

from .csl import whole_date
from .evidence import check_note, year_of
from .identifiers import DOI, PMCID, PMID, Identifier, is_url, of_address, read_identifier
from .printed_fields import DATES
from .status import Status, doi, status_of
from .vancouver import Item, reference

# Zotero's export, which `cite` writes too, and what the doctor says beside it.
SOURCES = "sources/sources.json"
ANNOTATIONS = "sources/annotations.toml"
# What became of references written by hand; `cite --check` writes it.
FOLLOWED = "sources/followed.json"

# In letters: “Editorial” is the title of many.
_TELLING = 25
_ISBN = re.compile(r"[\d\s-]{9,}[\dx]")
# What each identifier is, for the doctor who typed something else there.
_SYNTAX = {
    DOI: N_("A DOI begins with 10., then figures, a slash, and neither space nor quote."),
    PMID: N_("A PMID is a number, as PubMed shows it."),
    PMCID: N_("A PMCID is PMC, then figures."),
}
_NOTED_PMID = re.compile(r"\bPMID\s*:\s*(\d+)\s*$", re.MULTILINE)


@dataclass(eq=False)
class Library:
    """The sources of the blog, found by key, DOI, PMID, ISBN or address.

    ``day``: that of the build, which some of what is told of a source depends on.
    """

    items: dict[str, Item] = field(default_factory=dict)
    annotations: dict[str, Any] = field(default_factory=dict)
    # What became of references written by hand, by “doi:…” or “pmid:…”: see ``cite --check``.
    followed: dict[str, Any] = field(default_factory=dict)
    readable: bool = True
    day: date | None = None
    _ids: dict[str, str] = field(default_factory=dict)
    _pages: dict[str, str] = field(default_factory=dict)
    _titles: dict[tuple[str, int], str] = field(default_factory=dict)
    _printed: dict[tuple[str, str], Markup] = field(default_factory=dict)

    def add(self, item: Item) -> None:
        """Add one item, found from now on by all its names."""
        id_ = str(item["id"])
        self.items[id_] = _bare(item)
        self._titles.setdefault(_title_and_year(self.items[id_]), id_)
        for scheme in ("id", DOI, PMID, PMCID, "ISBN", "URL"):
            name = self.items[id_].get(scheme)
            if name:
                self._ids.setdefault(f"{scheme.lower()}:{fold(str(name))}", id_)
                self._ids.setdefault(fold(str(name)), id_)
        page = of_address(str(item.get("URL") or ""))
        if page:
            self._pages.setdefault(page.name, id_)

    def same_title(self, item: Item) -> str | None:
        """Return the id of a source of the same title and year, if a title says enough."""
        title, year = _title_and_year(item)
        return self._titles.get((title, year)) if len(title) >= _TELLING and year else None

    def find(self, key: str, scheme: str = "") -> str | None:
        """Return the id of the source that a key, DOI, PMID, ISBN or address names.

        ``scheme`` (doi, pmid, pmcid or isbn) says what the key is; else any of its names, in any
        spelling.
        """
        found = self._ids.get(f"{scheme.lower()}:{fold(key)}" if scheme else fold(key))
        named = None if found else read_identifier(key, scheme)
        return self.named([named]) if named else found

    def named(self, identifiers: Iterable[Identifier]) -> str | None:
        """Return the id of the first source that one of some identifiers names."""
        for one in identifiers:
            id_ = self._ids.get(one.name) or self._pages.get(one.name)
            if id_:
                return id_
        return None

    def twin(self, item: Item) -> str | None:
        """Return the id of the source that has the DOI or the PMID of an item already."""
        names = identifiers_of(item)
        found = (self._ids.get(names[kind].name) for kind in (DOI, PMID) if kind in names)
        return next((id_ for id_ in found if id_), None)

    def near(self, key: str) -> str | None:
        """Return the id most like an unknown key."""
        match = get_close_matches(fold(key), [fold(id_) for id_ in self.items], n=1)
        return self._ids[match[0]] if match else None

    def text(self, id_: str, language: str) -> Markup:
        """Return the printed reference, made once per source and language."""
        if (id_, language) not in self._printed:
            self._printed[id_, language] = reference(self.items[id_], language)
        return self._printed[id_, language]

    def status(self, id_: str, language: str) -> Status:
        """Return what became of a source, and why the doctor cites it all the same."""
        return status_of(self.items[id_], self.acknowledged(id_, language))

    def note(self, id_: str) -> dict[str, Any]:
        """Return what the doctor wrote about a source in ``annotations.toml``."""
        note = self.annotations.get(id_)
        return note if isinstance(note, dict) else {}

    def acknowledged(self, id_: str, language: str) -> str:
        """Return why the doctor cites what was taken back, typeset; empty if unsaid."""
        why = self.note(id_).get("acknowledged")
        if isinstance(why, dict):
            why = why.get(language) or next(iter(why.values()), None)
        return typeset(why.strip(), language) if isinstance(why, str) else ""


def _bare(item: Item) -> Item:
    """Return an item with its dates whole, and its identifiers and address bare.

    Of the address, what would follow readers is left out; of an identifier, what was written around
    it.
    """
    bare = {name: whole_date(item[name]) for name in DATES if name in item}
    for kind, named in identifiers_of(item).items():
        # In the letters that it was written in, where nothing else is wrong.
        if doi(item.get(kind)).lower() != named.value.lower():
            bare[kind] = named.value
    url = item.get("URL")
    if isinstance(url, str):
        bare["URL"] = untracked(url)
    return item | bare


def identifiers_of(item: Item) -> dict[str, Identifier]:
    """Return what the DOI, the PMID and the PMCID of an item name, each as it is compared.

    Zotero keeps the PMID of an export among the notes: ``PMID: 39626064``.
    """
    found: dict[str, Identifier] = {}
    for kind in (DOI, PMID, PMCID):
        written = str(item.get(kind) or "").strip()
        if kind == PMID:
            noted = _NOTED_PMID.search(written or str(item.get("note") or ""))
            written = noted[1] if noted else written
        named = read_identifier(written, kind)
        if named:
            found[kind] = named
    return found


def _title_and_year(item: Item) -> tuple[str, int]:
    title = re.sub(r"<[^<>]*>|[\W_]+", "", str(item.get("title")).casefold())
    return title, year_of(item)


def fold(name: str) -> str:
    """Return a name as it is compared: no case, no resolver, no hyphen in an ISBN."""
    name = unicodedata.normalize("NFC", name).casefold().strip()
    name = doi(name)
    return re.sub(r"[\s-]", "", name) if _ISBN.fullmatch(name) else name.rstrip("/")


def read_library(sources: str, annotations: str) -> tuple[Library, list[Problem], list[Problem]]:
    """Return the library, what is wrong in ``sources.json``, what is in ``annotations.toml``."""
    library = Library()
    problems = _read_items(sources, library)
    library.annotations, in_annotations = read_toml(annotations)
    in_annotations += [
        Problem(
            N_("there is no source “{key}”."),
            N_("Correct the name between brackets, or take the note out."),
            {"key": key},
            quote=f"[{key}]",
        )
        for key in library.annotations
        if library.readable and key not in library.items
    ]
    in_annotations += tracked(texts_in(library.annotations))
    for key, note in library.annotations.items():
        in_annotations += check_note(key, note)
    return library, problems, in_annotations


def read_followed(text: str) -> tuple[dict[str, Any], list[Problem]]:
    """Return what became of the references written by hand, by their identifiers."""
    found, problems = read_json(text) if text.strip() else ({}, [])
    return (found if isinstance(found, dict) else {}), problems


def _read_items(sources: str, library: Library) -> list[Problem]:
    """Fill the library, and return what is wrong in the list."""
    items, problems = read_json(sources) if sources.strip() else ([], [])
    if problems:
        library.readable = False
        return problems
    for item in items if isinstance(items, list) else [items]:
        found = _check_item(item, library)
        problems += found
        if all(problem.level == WARNING for problem in found):
            library.add(item)
    return problems


def _check_item(item: object, library: Library) -> list[Problem]:
    """Return why an item cannot be added to the library."""
    values = item if isinstance(item, dict) else {}
    missing = [name for name in ("id", "type", "title") if not values.get(name)]
    if missing:
        return [
            Problem(
                N_("a source lacks: {missing}."),
                N_("Complete it, or take it out of the list."),
                {"missing": ", ".join(missing)},
                quote=f'"id": "{values["id"]}"'
                if values.get("id")
                else json.dumps(item, ensure_ascii=False)[:120],
            )
        ]
    id_ = str(values["id"])
    if id_ in library.items:
        return [
            Problem(
                N_("two sources have the same short name (“id”)."),
                N_("Give one of the two another short name."),
                quote=f'"id": "{id_}"',
            )
        ]
    wrong = [_no_identifier(id_, kind, values) for kind in _SYNTAX if values.get(kind)]
    return [problem for problem in wrong if problem] or _check_twins(id_, values, library)


def _check_twins(id_: str, values: Item, library: Library) -> list[Problem]:
    """Return that a source is in the library already, or that its address leads nowhere."""
    twin = library.twin(values)
    if twin:
        return [
            Problem(
                N_("the sources “{one}” and “{other}” are the same publication."),
                N_("Keep one of the two: a retraction noted on one only would be missed."),
                {"one": twin, "other": id_},
                quote=f'"id": "{id_}"',
            )
        ]
    twin = library.same_title(values)
    if twin:
        return [
            Problem(
                N_("the sources “{one}” and “{other}” have the same title and year."),
                N_("If they are one publication, keep one of the two."),
                {"one": twin, "other": id_},
                quote=f'"id": "{id_}"',
                level=WARNING,
            )
        ]
    url = str(values.get("URL") or "")
    if url and not is_url(url):
        return [
            Problem(
                N_("the address of the source “{id}” leads to no page: it is not shown."),
                N_("Write it whole: https://…"),
                {"id": id_},
                quote=url,
                level=WARNING,
            )
        ]
    return []


def _no_identifier(id_: str, kind: str, values: Item) -> Problem | None:
    """Return the problem of an identifier from which no link can be made."""
    value = values[kind]
    if isinstance(value, str | int) and not isinstance(value, bool):
        named = read_identifier(str(value).strip(), kind)
        # Zotero keeps some numbers among words: “PMID: 39626064”.
        if named or (kind == PMID and _NOTED_PMID.search(str(value))):
            return None
    return Problem(
        N_("the {kind} of the source “{id}” is none: nobody could find it by that."),
        _SYNTAX[kind],
        {"kind": kind, "id": id_},
        quote=json.dumps(value, ensure_ascii=False) if isinstance(value, str) else f'"id": "{id_}"',
    )
