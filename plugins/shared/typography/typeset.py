"""Put the right characters into a text: quotes, dashes, apostrophes, French spaces."""

from __future__ import annotations

from .english import typeset_english
from .french import typeset_french


def typeset(html: str, language: str) -> str:
    """Return ``html`` with the typography of ``language``; tags, code and addresses unharmed."""
    return typeset_french(html) if language.startswith("fr") else typeset_english(html)
