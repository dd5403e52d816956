"""The short name of a source: ``chey2024``. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count, product
from string import ascii_lowercase

from plugins.shared.files import address
from plugins.shared.problems import UNSEEN
from plugins.sources.csl import Item

from .identifiers import identify

# What a call can hold without ending there: [@chey2024; @has2024, p. 3]
_USABLE = re.compile(r"(?![\d.:/-])[^\s@,;\[\]()\"'<>{}|\\]{1,80}(?<![.:/])")
# From here on, the capitals of an organisation's name make its short name.
_LONG_NAME = 3
_LONGEST = 24


def is_usable(name: str) -> bool:
    """Tell whether a short name can be written in a call, and is no number or address."""
    seen = not UNSEEN.search(name) and bool(_USABLE.fullmatch(name))
    return seen and "://" not in name and identify(name) is None


def short_name(item: Item, is_taken: Callable[[str], bool]) -> str:
    """Return who and when, ``chey2024``, then ``chey2024a`` where that is taken.

    Who: the first author's family, the capitals of an organisation, else the site, else the title.
    """
    base = f"{_who(item)}{_year(item)}"
    names = (base + ending for ending in _endings())
    return next(name for name in names if not is_taken(name))


def _endings() -> Iterator[str]:
    yield ""
    for length in count(1):
        yield from ("".join(letters) for letters in product(ascii_lowercase, repeat=length))


def _who(item: Item) -> str:
    people = item.get("author") or item.get("editor")
    first = people[0] if isinstance(people, list) and people else None
    first = first if isinstance(first, dict) else {}
    if first.get("family"):
        name = _letters(str(first["family"]))
    else:
        name = _of_organisation(str(first.get("literal") or item.get("container-title") or ""))
    return name or _letters(str(item.get("title", "")).partition(" ")[0]) or "source"


def _of_organisation(name: str) -> str:
    """Return ``has`` for Haute Autorité de Santé, ``oms`` for OMS, ``ameli`` for ameli.fr."""
    words = re.findall(r"[^\W\d_]+", name)
    capitals = "".join(word[0] for word in words if word[0].isupper())
    if len(capitals) >= _LONG_NAME:
        return _letters(capitals)
    return _letters(words[0]) if words else ""


def _letters(name: str) -> str:
    return re.sub(r"[^a-z]", "", address(name))[:_LONGEST]


def _year(item: Item) -> str:
    for name in ("issued", "accessed"):
        written = item.get(name)
        match = re.search(r"[12]\d{3}", str(written))
        if match:
            return match[0]
    return ""
