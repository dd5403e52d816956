"""Read one item of CSL-JSON 1.0.2, whatever an export or a hand put in it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from babel import Locale
from babel.core import get_global

Item = dict[str, Any]

# What means one space; a no-break space is meant as such, and stays.
_BLANKS = re.compile(r"[ \t\n\x0b\x0c\r\x85\u2028\u2029]+")
# What XML forbids would break the feeds, and half a surrogate pair is no character.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# 2019-03-04, and 1996_2004, as EDTF was written once.
_FIGURES = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:_(\d{4}))?")
_TAG = re.compile(r"([a-z]{2,3})(?:[-_][\w-]*)?")
_BETWEEN_LANGUAGES = re.compile(r"\s*[,;/+|]\s*|\s+(?:and|et)\s+")
_NO_LANGUAGE = ("mis", "mul", "und", "zxx")


def text(values: Item, name: str) -> str:
    """Return a value as text on one line; empty when absent, null, a list, a table or a boolean."""
    value = values.get(name)
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    words = str(value)
    if not words.isprintable():
        words = _FORBIDDEN.sub("", _BLANKS.sub(" ", words))
    return words.strip()


def event_title(item: Item) -> str:
    """Return the name of a meeting; CSL 1.0.1 called it “event” (CSL 1.0.2, Appendix IV)."""
    return text(item, "event-title") or text(item, "event")


def whole_date(written: Any) -> Any:
    """Return a date as CSL 1.0.2 has it; other values as they are.

    Some programs leave out the list around its parts, put one around the whole, or write it in
    figures (``raw``, ``literal``).
    """
    alone = isinstance(written, list) and len(written) == 1 and isinstance(written[0], dict)
    one = written[0] if alone else written
    if not isinstance(one, dict):
        return one
    parts = one.get("date-parts")
    if isinstance(parts, list) and parts and not isinstance(parts[0], list):
        return one | {"date-parts": [parts]}
    figures = _FIGURES.fullmatch(text(one, "raw") or text(one, "literal"))
    if figures and not parts:
        first, last = figures[1].split("-"), figures[2]
        return one | {"date-parts": [list(map(int, first)), *([[int(last)]] if last else [])]}
    return one


def in_brackets(title: str) -> str:
    """Return what one pair of brackets holds whole, as PubMed writes its translations, else ``""``.

    ``[[18F]FDG-PET in adults]`` is one, ``[18F]FDG-PET in adults [corrected]`` is none.
    """
    title = title.strip().rstrip(".")
    if not (title.startswith("[") and title.endswith("]")):
        return ""
    depth = 0
    for place, letter in enumerate(title):
        depth += (letter == "[") - (letter == "]")
        if depth == 0 and place < len(title) - 1:
            return ""
    return title[1:-1].strip().rstrip(".")


def language_code(item: Item) -> str:
    """Return the language of an item: ``es`` for ``es-AR``, ``spa``, ``Spanish`` or ``espagnol``.

    Empty when it is absent or unknown: Zotero's field is free text. Of several, the first: that of
    the title.
    """
    return next(iter(language_codes(item)), "")


def language_codes(item: Item) -> list[str]:
    """Return the languages of an item, which is in several: ``en`` and ``pt`` for ``en, pt``."""
    written = text(item, "language").casefold()
    whole = _code(written)
    found = [whole] if whole else [_code(part) for part in _BETWEEN_LANGUAGES.split(written)]
    return list(dict.fromkeys(code for code in found if code))


@lru_cache(maxsize=512)
def _code(written: str) -> str:
    tag = _TAG.fullmatch(written)
    if not tag:
        return _codes_by_name().get(written, "")
    # PubMed writes ISO 639-2: “spa”, “fre”.
    code = str(get_global("language_aliases").get(tag[1], tag[1])).partition("_")[0]
    return code if code in Locale("en").languages and code not in _NO_LANGUAGE else ""


@cache
def _codes_by_name() -> dict[str, str]:
    return {
        name.casefold(): code
        for locale in ("en", "fr")
        for code, name in Locale(locale).languages.items()
        if "_" not in code and code not in _NO_LANGUAGE
    }


@lru_cache(maxsize=512)
def language_name(code: str, language: str) -> str:
    """Return a language's name with a capital: ``es`` is ``Espagnol`` in French."""
    name = str(Locale(language).languages.get(code, ""))
    return name[:1].upper() + name[1:]
