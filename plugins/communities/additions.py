"""Read what the doctor typed in ``additions.toml`` in the terms of the catalogue. Pure.

A form, a kind, who moderates and for whom may be written in words (``words.toml``), an illness
as in the header of an article: « reconnue », « bénévoles », « reflux ». Capitals
of a country or of a language do not count.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from plugins.shared.files import address
from plugins.shared.problems import Problem

from .catalogue import PATTERN
from .terms import in_case

_WORDS = Path(__file__).with_name("words.toml")
_CONDITIONS = "conditions"
# Gives the ICD-10 codes of the illness that a word names, and what must be corrected.
Codes = Callable[[str], tuple[Sequence[str], list[Problem]]]


def in_terms(tables: Mapping[str, Any], codes: Codes) -> tuple[dict[str, Any], list[Problem]]:
    """Return additions that were read, their words as the catalogue has them, and the problems.

    A word that is not known stays as it is: whoever reads the entry refuses it. An illness that
    is not known is refused here, in the words of the vocabulary, and left out.
    """
    problems: list[Problem] = []
    rows = tables.get("community")
    if not isinstance(rows, list):
        return dict(tables), problems
    ready = [_row(row, codes, problems) if isinstance(row, dict) else row for row in rows]
    return {**tables, "community": ready}, problems


def _row(row: dict[str, Any], codes: Codes, problems: list[Problem]) -> dict[str, Any]:
    """Return an entry in the terms of the catalogue; add what must be corrected."""
    found = {name: _termed(name, value) for name, value in row.items()}
    written = row.get(_CONDITIONS)
    if isinstance(written, str | list):
        found[_CONDITIONS] = []
        for word in [written] if isinstance(written, str) else written:
            named: Sequence[Any] = [word]
            if isinstance(word, str) and not PATTERN.fullmatch(word):
                named, refused = codes(word)
                problems += refused
            found[_CONDITIONS] += named
    return found


def _termed(name: str, value: Any) -> Any:
    """Return a value with each word that stands for a term of the catalogue as that term."""
    if isinstance(value, list):
        # One that is there twice, in capitals and not, is one.
        named = [_termed(name, word) if isinstance(word, str) else word for word in value]
        return [word for n, word in enumerate(named) if word not in named[:n]]
    if not isinstance(value, str):
        return value
    return in_case(name, _terms().get(name, {}).get(address(value), value))


@cache
def _terms() -> dict[str, dict[str, str]]:
    """Return, by field, the term that each word stands for; words as :func:`address` has them."""
    read = tomllib.loads(_WORDS.read_text("utf-8"))
    return {
        name: {address(word): term for term, words in terms.items() for word in (term, *words)}
        for name, terms in read.items()
    }
