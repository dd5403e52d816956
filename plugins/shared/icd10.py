"""Codes of the WHO ICD-10 (2019), and ranges of its three-character categories.

A pattern is a code (``K21``, ``K21.0``), a range of categories (``I60-I64``), or one of two words
of ours: ``*``, any illness, and ``*rare``, any rare one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

ANY, RARE = "*", "*rare"
CODE = r"[A-Z]\d\d(?:\.\d)?"
PATTERN = rf"\*|\*rare|{CODE}(?:-{CODE})?"
CHAPTERS = frozenset(
    "A00-B99 C00-D48 D50-D89 E00-E90 F00-F99 G00-G99 H00-H59 H60-H95 I00-I99 J00-J99 K00-K93 "
    "L00-L99 M00-M99 N00-N99 O00-O99 P00-P96 Q00-Q99 R00-R99 S00-T98 V01-Y98 Z00-Z99 "
    "U00-U99".split()
)


def ends(pattern: str) -> tuple[str, str]:
    """Return the first and the last category of a range; that of a code twice."""
    first, _, last = pattern.partition("-")
    return first[:3], (last or first)[:3]


def holds(pattern: str, code: str) -> bool:
    """Tell whether a code or a range holds a code."""
    first, last = ends(pattern)
    return first <= code[:3] <= last if "-" in pattern else code.startswith(pattern)


def width(pattern: str) -> float:
    """Return how many categories a range holds; for a code less than one, the finer the less."""
    first, last = ends(pattern)
    return number(last) - number(first) + 1 if "-" in pattern else 1 / len(pattern)


@cache
def categories(pattern: str) -> tuple[str, ...]:
    """Return the categories of a code or a range; none of a whole chapter."""
    if pattern in (ANY, RARE) or pattern in CHAPTERS:
        return ()
    first, last = ends(pattern)
    places = range(number(first), number(last) + 1)
    return tuple(f"{chr(place // 100)}{place % 100:02}" for place in places)


def number(code: str) -> int:
    """Return the number of a code's category, in the order of the ICD-10."""
    return ord(code[0]) * 100 + int(code[1:3])


def medical_codes(codes: Iterable[str]) -> list[dict[str, str]]:
    """Return codes in the words of schema.org."""
    return [{"@type": "MedicalCode", "codingSystem": "ICD-10", "codeValue": code} for code in codes]
