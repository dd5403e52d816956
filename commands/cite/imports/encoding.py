"""The letters of an exported file, whatever the program that wrote it saved them as.

UTF-8 and UTF-16 prove themselves. What is neither is read as Windows wrote it in Western Europe
(cp1252, of which ISO-8859-1 is nearly a part), or as the file itself says, and this is told.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from plugins.shared.problems import N_, WARNING, Problem

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WESTERN = "cp1252"
# JabRef: “% Encoding: ISO8859_1”; XML: encoding="ISO-8859-1".
_DECLARED = re.compile(
    rb"(?:%\s*Encoding:\s*|<\?xml[^>]{0,80}\bencoding\s*=\s*[\"'])([\w.:-]{2,30})", re.IGNORECASE
)
_HEAD = 500
_GUESSED = N_("the accents of this file are not in UTF-8: they were read as {encoding}.")
_LOOK = N_("Check the accents of what was added.")


def text_of(data: bytes) -> tuple[str, list[Problem]]:
    """Return the text of a file, a letter in one piece, lines ended by line feeds.

    The problem, if any, says that the encoding was guessed.
    """
    text, guessed = _decoded(data)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not guessed:
        return text, []
    return text, [Problem(_GUESSED, _LOOK, {"encoding": guessed}, level=WARNING)]


def _decoded(data: bytes) -> tuple[str, str]:
    """Return a text, and the name of its encoding when nothing proves it."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), ""
    wide = _without_mark(data)
    if wide:
        return data.decode(wide, "replace"), ""
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        declared = _declared(data)
    if declared:
        return data.decode(declared, "replace"), declared
    # Files put together from several hold lines in UTF-8 beside others.
    lines = (_line(line) for line in data.split(b"\n"))
    return "\n".join(lines), _WESTERN


def _without_mark(data: bytes) -> str:
    """Return the kind of UTF-16 of a file without a mark: one byte in two of its letters is 0."""
    start = data[: _HEAD * 2]
    half = len(start) // 2
    if not half:
        return ""
    if start[1::2].count(0) > half * 0.8 > start[::2].count(0):
        return "utf-16-le"
    return "utf-16-be" if start[::2].count(0) > half * 0.8 > start[1::2].count(0) else ""


def _declared(data: bytes) -> str:
    """Return the encoding that a file says it has, if it is one, and not the one it has not."""
    match = _DECLARED.search(data[:_HEAD])
    name = match[1].decode("ascii").replace("ISO8859_", "iso8859-") if match else ""
    try:
        known = codecs.lookup(name).name if name else ""
        data[:_HEAD].decode(known) if known else None
    except (LookupError, ValueError):
        return ""
    return "" if known.startswith(("utf", "ascii")) else known


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return line.decode(_WESTERN)
    except UnicodeDecodeError:
        # Five bytes mean nothing to Windows; ISO-8859-1 gives every byte a character.
        return line.decode("latin-1")
