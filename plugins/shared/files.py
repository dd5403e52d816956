"""Read a file the doctor wrote, whatever the editor did to it."""

from __future__ import annotations

import errno
import json
import os
import re
import stat
import tomllib
import unicodedata
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from unidecode import unidecode

from .problems import N_, UNSEEN, Problem
from .toml_faults import unreadable_toml
from .unseen import is_seen

_LEADS_NOWHERE = Problem(
    N_("this is a link that leads nowhere."),
    N_("Put the file itself in its place: what stands elsewhere is not published."),
)
_MISSING = Problem(
    N_("this file is missing."),
    N_("The blog needs it. Save it in the folder content, as UTF-8 text."),
)
_A_FOLDER = Problem(
    N_("this is a folder, though its name ends like that of a file."),
    N_("Give the folder another name."),
)
_NO_FILE = Problem(N_("this is no ordinary file."), N_("Delete it."))
_NO_PLACE = Problem(
    N_("what this file should be in is no folder."),
    N_("Put your folder content back in its place."),
)
_CLOSED = Problem(
    N_("this file cannot be opened."),
    N_("Allow it, and the folder it is in, to be read (properties, “permissions”)."),
)
# tomllib and json climb down into brackets, and give up on numbers of thousands of figures.
# In bytes: as much as the largest text of a blog may weigh, a list of sources (gate/preflight.py).
_HEAVIEST = 16 * 1024 * 1024
_TOO_HEAVY = Problem(
    N_("this file is far too large to be a text: it is not read."),
    N_("Put back the file as it was, or take out what does not belong there."),
)
_TOO_MUCH = Problem(
    N_("this file holds too many brackets one inside the other, or a number that is too long."),
    N_("Undo the last change."),
)


def decode(data: bytes) -> tuple[str, list[Problem]]:
    """Return the text of a UTF-8 file, with the line of the first byte that is not UTF-8."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        # Read for what it is: nothing else is wrong with it.
        text = _unix(data.decode("utf-16", "replace"))
        quote = UNSEEN.sub("", text.partition("\n")[0]).strip()
        what = N_(
            "this file is saved in UTF-16 (“Unicode” in older Windows editors), not in UTF-8."
        )
        fix = N_("In your editor: “Save as…”, encoding “UTF-8”.")
        return text, [Problem(what, fix, quote=quote, line=1)]
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


def unopenable(path: Path) -> list[Problem]:
    """Return why a file that the blog needs cannot be opened; nothing if it can.

    It is missing, a folder, a link to nowhere or in a circle, a pipe, or may not be read: itself,
    or the folder it is in.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            with path.open("rb"):
                return []
    except OSError as error:
        return [_why(error, path)]
    return [_A_FOLDER if stat.S_ISDIR(mode) else _NO_FILE]


def _why(error: OSError, path: Path) -> Problem:
    """Return what an error of the system says of a file."""
    if error.errno == errno.ENOENT and not path.is_symlink():
        return _MISSING
    if error.errno in (errno.ENOENT, errno.ELOOP):
        return _LEADS_NOWHERE
    return _NO_PLACE if error.errno == errno.ENOTDIR else _CLOSED


def read_file(path: Path) -> tuple[str, list[Problem]]:
    """Return the text of a file, empty when there is none, and what is wrong with it.

    A file that is too large is not read at all: it would take minutes, and more memory than a
    machine has.
    """
    if not path.is_file():
        return "", []
    return ("", [_TOO_HEAVY]) if path.stat().st_size > _HEAVIEST else decode(path.read_bytes())


def files_below(folder: Path, *endings: str) -> list[Path]:
    """Return the files below a folder whose names end in one of the ``endings``, sorted.

    As ``rglob`` finds them, in a fraction of the time: a site has thousands of folders.
    """
    found = (
        os.path.join(inside, name)  # noqa: PTH118 - texts: a path for each costs more
        for inside, _, names in os.walk(folder)
        for name in names
        if name.endswith(endings)
    )
    return [Path(file) for file in sorted(found)]


def read_toml(text: str) -> tuple[dict[str, Any], list[Problem]]:
    """Return the tables of a TOML text, empty when it cannot be read, and what is wrong with it.

    A character nobody sees can be written by its number, which only the value shows;
    the characters themselves are found in the file before it is read.
    """
    try:
        tables = tomllib.loads(text)
        unseen = next(
            (match[0] for words in texts_in(tables) if (match := UNSEEN.search(words))), ""
        )
    except tomllib.TOMLDecodeError as error:
        return {}, [unreadable_toml(text, error)]
    except (RecursionError, ValueError):
        return {}, [_TOO_MUCH]
    empty = next((words for words in texts_in(tables) if words and not is_seen(words)), "")
    if empty and not unseen:
        what, fix = N_("nothing of this value can be seen."), N_("Type it again, in letters.")
        escaped = _escape(empty[0], text)
        return {}, [Problem(what, fix, quote=escaped or f'"{empty}"')]
    if not unseen:
        return tables, []
    what = N_("this number is that of a character that nobody sees.")
    return {}, [Problem(what, N_("Take it out."), quote=_escape(unseen, text))]


def read_json(text: str) -> tuple[Any, list[Problem]]:
    """Return what a JSON text holds, ``None`` when it cannot be read, and what is wrong with it.

    It is written by programs: what stands for a character that nobody sees becomes a space.
    """
    try:
        return _seen(json.loads(text, parse_constant=_refuse)), []
    except json.JSONDecodeError as error:
        return None, [
            Problem(
                N_(
                    "the list of sources cannot be read: perhaps a comma or a quote is missing "
                    "near here."
                ),
                N_("Undo the last change, or export the list again from Zotero (CSL JSON)."),
                quote=[*text.split("\n"), ""][error.lineno - 1].strip(),
                line=error.lineno,
            )
        ]
    except (RecursionError, ValueError):
        return None, [_TOO_MUCH]


def _refuse(constant: str) -> None:
    """Refuse NaN and Infinity, which Python reads and JSON does not have (RFC 8259, section 6)."""
    raise ValueError(constant)


def _escape(character: str, text: str) -> str:
    """Return the escape by which a character is written in a TOML text, empty if not found."""
    code = ord(character)
    ways = (f"\\u{code:04x}", f"\\u{code:04X}", f"\\U{code:08x}", f"\\U{code:08X}")
    short = {"\b": "\\b", "\f": "\\f", "\r": "\\r"}.get(character, ways[0])
    return next((way for way in (*ways, short) if way in text), "")


def texts_in(data: object) -> Iterator[str]:
    """Yield every name and text of some nested tables and lists."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield name
            yield from texts_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts_in(value)


def _seen(data: Any) -> Any:
    """Return nested tables and lists with a space for each character that nobody sees."""
    if isinstance(data, str):
        # A name that shows nothing is none.
        return UNSEEN.sub(" ", data) if is_seen(data) else ""
    if isinstance(data, dict):
        return {_seen(name): _seen(value) for name, value in data.items()}
    return [_seen(value) for value in data] if isinstance(data, list) else data


def address(name: str) -> str:
    """Return a name as part of an address: ``L'été`` gives ``l-ete``.

    Empty when nothing in the name has a sound in Latin letters (``😀``).
    """
    return "-".join(re.findall(r"[a-z0-9]+", unidecode(unicodedata.normalize("NFC", name)).lower()))


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
