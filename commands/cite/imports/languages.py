"""The language of a source, in the words or the letters that an export says it with."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from babel import Locale
from babel.core import get_global

from plugins.sources.csl import language_code

from .entry import Entry

# Names that languages give themselves, as EndNote and others write them: Español, Deutsch.
_OWN = "es de it pt nl pl ru zh ja ko tr cs sv da fi no el hu ro uk ar he fa".split()
# Babel (LaTeX) calls some of them otherwise.
_OF_LATEX = {
    "american": "en",
    "british": "en",
    "ukenglish": "en",
    "usenglish": "en",
    "canadian": "en",
    "australian": "en",
    "newzealand": "en",
    "francais": "fr",
    "frenchb": "fr",
    "acadian": "fr",
    "canadien": "fr",
    "ngerman": "de",
    "germanb": "de",
    "austrian": "de",
    "naustrian": "de",
    "swissgerman": "de",
    "nswissgerman": "de",
    "brazilian": "pt",
    "brazil": "pt",
    "portuges": "pt",
    "mexican": "es",
    "castellano": "es",
}


def code_of(written: str) -> str:
    """Return the two letters of a language; empty when it is none that is known."""
    words = written.strip(" {}.").casefold()
    if not words:
        return ""
    known = _OF_LATEX.get(words) or _own_names().get(words)
    return known or language_code({"language": words})


def spoken(entry: Entry, *tags: str, read: Callable[[str], str] = str) -> str:
    """Return the languages of a record, ``es, en``; told when one is none that is known."""
    for tag in tags:
        written = entry.first(tag)
        if not written:
            continue
        each = re.split(r"[;,/]|\band\b|\bet\b", read(written))
        parts = [part for part in each if part.strip()]
        codes = [code_of(part) for part in parts]
        if not all(codes):
            entry.doubt(tag, written)
        found = list(dict.fromkeys(code for code in codes if code))
        if found:
            return ", ".join(found)
    return ""


@cache
def _own_names() -> dict[str, str]:
    aliases = get_global("language_aliases")
    return {
        str(Locale(code).languages.get(code, "")).casefold(): str(aliases.get(code, code))
        for code in _OWN
    }
