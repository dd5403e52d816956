"""Read a file the doctor wrote, whatever the editor did to it."""

from __future__ import annotations

import re
import unicodedata
from codecs import BOM_UTF8
from pathlib import Path

from unidecode import unidecode

from plugins.problems import N_, Problem


def decode(data: bytes) -> tuple[str, list[Problem]]:
    """Return the text of a UTF-8 file, with the line of the first byte that is not UTF-8."""
    try:
        # macOS writes some accents in two pieces; here a letter is one.
        return unicodedata.normalize("NFC", _unix(data.decode("utf-8-sig"))), []
    except UnicodeDecodeError as error:
        # With a mark at its start, the error counts from after it.
        start = error.start + 3 * data.startswith(BOM_UTF8)
        line = _unix(data[:start].decode("latin-1")).count("\n") + 1
        # What an older Windows editor would have meant, to show the line and go on reading.
        text = _unix(data.decode("cp1252", "replace"))
        return text, [
            Problem(
                N_("the accents of this file are badly saved: it is not in UTF-8."),
                N_("In your editor: “Save as…”, encoding “UTF-8”, then check the accents."),
                quote=text.split("\n")[line - 1].strip(),
                line=line,
            )
        ]


def read_file(path: Path) -> tuple[str, list[Problem]]:
    """Return the text of a file, empty when there is none, and what is wrong with it."""
    return decode(path.read_bytes()) if path.is_file() else ("", [])


def address(name: str) -> str:
    """Return a name as part of an address: ``L'été`` gives ``l-ete``.

    Empty when nothing in the name has a sound in Latin letters (``😀``).
    """
    return "-".join(re.findall(r"[a-z0-9]+", unidecode(unicodedata.normalize("NFC", name)).lower()))


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
