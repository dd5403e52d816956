"""Prepare the e-mails of readers: whom to, about what, with the notice to send no health data."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

# RFC 6068: lines are parted by a carriage return and a line feed.
_LINE_END = "\r\n"


def prepare(address: str, subject: str, lines: Iterable[str]) -> str:
    """Return the link that opens an e-mail with its subject and its text (RFC 6068)."""
    text = _LINE_END.join(lines)
    return f"mailto:{address}?subject={quote(subject, safe='')}&body={quote(text, safe='')}"
