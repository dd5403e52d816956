"""Make a source for a test, and read its reference as a reader sees it."""

from __future__ import annotations

from typing import Any

from selectolax.lexbor import LexborHTMLParser

from plugins.sources.vancouver import reference

Item = dict[str, Any]
KINDS = (
    "article article-journal article-newspaper book chapter dataset legislation motion_picture "
    "paper-conference post-weblog report software speech thesis webpage"
).split()


def item(kind: str = "article-journal", title: str = "Titre", **fields: Any) -> Item:
    """Return a source; an underscore in a field's name stands for a hyphen."""
    return {"type": kind, "title": title} | {
        name.replace("_", "-"): value for name, value in fields.items()
    }


def date(*parts: Any) -> dict[str, Any]:
    """Return a date as CSL-JSON writes it."""
    return {"date-parts": [list(parts)]}


def people(*names: str) -> list[dict[str, str]]:
    """Return authors, each written ``Family, Given``."""
    return [dict(zip(("family", "given"), name.split(", "), strict=True)) for name in names]


def plain(source: Item, language: str = "en") -> str:
    """Return a reference as a reader sees it, no-break spaces made plain."""
    return LexborHTMLParser(str(reference(source, language))).text().replace("\u00a0", " ")


def dated(**fields: Any) -> str:
    """Return the English reference of an article of 2020, without its year."""
    return plain(item(**{"issued": date(2020)} | fields)).removesuffix(" 2020.")
