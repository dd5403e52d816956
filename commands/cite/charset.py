"""Read the letters of a page as its server, or the page itself, says they are written.

WHATWG, *HTML*, 13.2.3.2 “Determining the character encoding”, and *Encoding*: a mark at the start
of the file, then the header, then what the first kilobyte says; without any, UTF-8 if it is that,
else Windows’ western alphabet.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# “<h”, “<!” or “<?”, after blanks.
_WIDE = {
    "utf-16-le": re.compile(rb"(?:[\t\n\r ]\x00)*<\x00[hH!?]\x00"),
    "utf-16-be": re.compile(rb"(?:\x00[\t\n\r ])*\x00<\x00[hH!?]"),
}
_LOOKED_AT = 2048
# Browsers read these as their supersets of Windows.
_READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}


def decoded(data: bytes, charset: str = "") -> str:
    """Return the text of a page; ``charset``: the one that its header names, if any."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    declared = _DECLARED.search(data[:_LOOKED_AT])
    inside = declared[1].decode("ascii", "replace") if declared else ""
    if inside.lower().startswith("utf-16"):
        # Read as ASCII so far: it cannot be that.
        inside = "utf-8"
    names = [name for name in (_known(charset), _guessed_wide(data), _known(inside)) if name]
    # A server that names one charset for all its pages is sometimes wrong.
    for name in (*names, "utf-8"):
        with suppress(UnicodeDecodeError):
            return data.decode(name)
    return data.decode(names[0] if names else "cp1252", "replace")


def _known(name: str) -> str:
    """Return Python’s name of a charset, empty for one that is not known or is no charset."""
    try:
        known = codecs.lookup(name.strip()).name if name.strip() else ""
        "".encode(known or "ascii")
    except (LookupError, ValueError):
        return ""
    return _READ_AS.get(known, known)


def _guessed_wide(data: bytes) -> str:
    """Return UTF-16 where every second byte of a page’s beginning is zero."""
    return next((name for name, begins in _WIDE.items() if begins.match(data)), "")
