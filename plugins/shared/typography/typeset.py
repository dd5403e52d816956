"""Put the right characters into a text: quotes, dashes, apostrophes, French spaces."""

from __future__ import annotations

from functools import lru_cache

from .english import typeset_english
from .french import typeset_french


# The same fields stand on many pages, and are the same in the next build of a process.
@lru_cache(maxsize=2048)
def typeset(html: str, language: str) -> str:
    """Return ``html`` with the typography of ``language``; tags, code and addresses unharmed."""
    return typeset_french(html) if language.startswith("fr") else typeset_english(html)
