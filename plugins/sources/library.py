"""The sources of the blog: CSL-JSON as Zotero exports it, and the doctor's notes.

What the doctor adds (why a retracted paper is cited on purpose) is kept apart
in ``annotations.toml``, so that a new export never overwrites it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from markupsafe import Markup, escape

from plugins.shared.files import read_json, read_toml
from plugins.shared.i18n import translator
from plugins.shared.problems import N_, WARNING, Problem
from plugins.shared.typography import typeset

from .evidence import check_note, year_of
from .status import Status, doi, status_of
from .vancouver import Item, reference

# Zotero's export, which `cite` writes too, and what the doctor says beside it.
SOURCES = "sources/sources.json"
ANNOTATIONS = "sources/annotations.toml"

_PUBMED = re.compile(r"^https?://pubmed\.ncbi\.nlm\.nih\.gov/(\d+)/?$")
# In letters: “Editorial” is the title of many.
_TELLING = 25
_ISBN = re.compile(r"[\d\s-]{9,}[\dx]")
_NOTED_PMID = re.compile(r"(?:^|\bPMID\s*:\s*)(\d+)\s*$", re.MULTILINE)


@dataclass(eq=False)
class Library:
    """The sources of the blog, found by key, DOI, PMID, ISBN or address."""

    items: dict[str, Item] = field(default_factory=dict)
    annotations: dict[str, Any] = field(default_factory=dict)
    readable: bool = True
    _ids: dict[str, str] = field(default_factory=dict)
    _titles: dict[tuple[str, int], str] = field(default_factory=dict)
    _printed: dict[tuple[str, str], Markup] = field(default_factory=dict)
    _previews: dict[tuple[str, str], Markup] = field(default_factory=dict)

    def add(self, item: Item) -> None:
        """Add one item, found from now on by all its names.

        Zotero keeps the PMID of an export among the notes: ``PMID: 39626064``.
        """
        id_ = str(item["id"])
        noted = _NOTED_PMID.search(str(item.get("PMID") or item.get("note") or ""))
        self.items[id_] = item | {"PMID": noted[1]} if noted else item
        self._titles.setdefault(_title_and_year(item), id_)
        names = {name: self.items[id_].get(name) for name in ("id", "DOI", "PMID", "ISBN", "URL")}
        for scheme, name in names.items():
            if name:
                self._ids.setdefault(f"{scheme.lower()}:{fold(str(name))}", id_)
                self._ids.setdefault(fold(str(name)), id_)

    def same_title(self, item: Item) -> str | None:
        """Return the id of a source of the same title and year, if a title says enough."""
        title, year = _title_and_year(item)
        return self._titles.get((title, year)) if len(title) >= _TELLING and year else None

    def find(self, key: str, scheme: str = "") -> str | None:
        """Return the id of the source that a key, DOI, PMID, ISBN or address names.

        ``scheme`` (doi, pmid or isbn) says what the key is; else any of its names.
        """
        return self._ids.get(f"{scheme.lower()}:{fold(key)}" if scheme else fold(key))

    def near(self, key: str) -> str | None:
        """Return the id most like an unknown key."""
        match = get_close_matches(fold(key), [fold(id_) for id_ in self.items], n=1)
        return self._ids[match[0]] if match else None

    def text(self, id_: str, language: str) -> Markup:
        """Return the printed reference, made once per source and language."""
        if (id_, language) not in self._printed:
            self._printed[id_, language] = reference(self.items[id_], language)
        return self._printed[id_, language]

    def preview(self, id_: str, language: str) -> Markup:
        """Return the reference without markup, what became of it first, for the call to show."""
        if (id_, language) not in self._previews:
            words = status_of(self.items[id_]).words
            said = f"{translator(language)(words)}. " if words else ""
            self._previews[id_, language] = escape(said + self.text(id_, language).striptags())
        return self._previews[id_, language]

    def status(self, id_: str, language: str) -> Status:
        """Return what became of a source, and why the doctor cites it all the same."""
        return status_of(self.items[id_], typeset(self._acknowledged(id_, language), language))

    def note(self, id_: str) -> dict[str, Any]:
        """Return what the doctor wrote about a source in ``annotations.toml``."""
        note = self.annotations.get(id_)
        return note if isinstance(note, dict) else {}

    def _acknowledged(self, id_: str, language: str) -> str:
        why = self.note(id_).get("acknowledged")
        if isinstance(why, dict):
            why = why.get(language) or next(iter(why.values()), None)
        return why.strip() if isinstance(why, str) else ""


def _title_and_year(item: Item) -> tuple[str, int]:
    title = re.sub(r"<[^<>]*>|[\W_]+", "", str(item.get("title")).casefold())
    return title, year_of(item)


def fold(name: str) -> str:
    """Return a name as it is compared: no case, no resolver, no hyphen in an ISBN."""
    name = unicodedata.normalize("NFC", name).casefold().strip()
    name = _PUBMED.sub(r"\1", doi(name))
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
    for key, note in library.annotations.items():
        in_annotations += check_note(key, note)
    return library, problems, in_annotations


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
    for name in ("DOI", "PMID"):
        twin = library.find(str(values[name])) if values.get(name) else None
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
    if url and not url.startswith(("https://", "http://")):
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
