"""Letters that were read in the wrong alphabet: ``CastaÃ±o`` for ``Castaño``.

UTF-8 taken for Windows-1252 leaves Ã, Â, Å or â€ before another sign. Nothing is mended without a
yes: ``Ã`` is also a letter of Portuguese.
"""

from __future__ import annotations

import re
from typing import Any

_SUSPECT = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u2122]")


def mended(text: str) -> str:
    """Return what a text was before it was misread; the same text when it was not."""
    if not _SUSPECT.search(text):
        return text
    try:
        return b"".join(_byte(letter) for letter in text).decode()
    except UnicodeError:
        return text


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        # Five bytes have no sign in Windows-1252: they pass as they are.
        return letter.encode("latin-1")


def damaged(item: dict[str, Any]) -> dict[str, str]:
    """Return the words of an item that look misread, each with what it would be once mended."""
    return {text: mended(text) for text in _texts(item) if mended(text) != text}


def mend(value: Any) -> Any:
    """Return an item with its misread words mended."""
    if isinstance(value, str):
        return mended(value)
    if isinstance(value, dict):
        return {name: mend(part) for name, part in value.items()}
    return [mend(part) for part in value] if isinstance(value, list) else value


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for part in parts for text in _texts(part)]
