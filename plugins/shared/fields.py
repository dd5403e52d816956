"""The fields of a header, as ``fields.toml`` lists them: the only list of them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.shared.i18n import LANGUAGES

# In characters, for a field that says nothing of it.
LONGEST = 2000
ARTICLE, PAGE = "article", "page"


@dataclass(frozen=True)
class Field:
    """One field of the header.

    ``type``: text, list, date or choice; ``places``: article, page; ``read_by``: the steps that are
    given it, or pelican; ``french``: what doctors write in its place by mistake; ``longest``: in
    characters; ``help`` and ``absent``: what it means, and what happens without it, by language.
    """

    name: str
    type: str
    places: tuple[str, ...]
    read_by: tuple[str, ...]
    help: Mapping[str, str]
    absent: Mapping[str, str]
    choices: tuple[str, ...] = ()
    french: tuple[str, ...] = ()
    longest: int = LONGEST


def _read() -> dict[str, Field]:
    rows = tomllib.loads(Path(__file__).with_name("fields.toml").read_text("utf-8"))["field"]
    return {
        row["name"]: Field(
            name=row["name"],
            type=row["type"],
            places=tuple(row["in"]),
            read_by=tuple(row["read_by"]),
            help=row["help"],
            absent=row["absent"],
            choices=LANGUAGES if row["name"] == "lang" else tuple(row.get("choices", ())),
            french=tuple(row.get("french", ())),
            longest=row.get("longest", LONGEST),
        )
        for row in rows
    }


FIELDS = _read()
_BY_FRENCH = {word: field.name for field in FIELDS.values() for word in field.french}


def names(place: str) -> list[str]:
    """Return the names of the fields that an article or a page may have, in order."""
    return [field.name for field in FIELDS.values() if place in field.places]


def of_type(type_: str) -> frozenset[str]:
    """Return the names of the fields of a type."""
    return frozenset(field.name for field in FIELDS.values() if field.type == type_)


def in_english(name: str) -> str:
    """Return the field that a French word stands for; a word that stands for none as it is."""
    return _BY_FRENCH.get(name, name)


def table(place: str, language: str) -> str:
    """Return the fields as a table in Markdown, for the documents."""
    heads = {
        "fr": ("ligne", "ce qu’elle veut dire", "si elle manque"),
        "en": ("field", "meaning", "when absent"),
    }
    rows = [heads[language], ("---",) * 3]
    rows += [
        (f"`{field.name}`", field.help[language], field.absent[language])
        for field in FIELDS.values()
        if place in field.places
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
