"""Tell which files are one text in several languages, and find a file by its name.

macOS writes an accent as a sign of its own (NFD), where a keyboard types a letter with its accent
(NFC): the two are one name. Unicode Standard Annex 15.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from pathlib import Path, PurePosixPath
from unicodedata import is_normalized, normalize
from urllib.parse import unquote

from plugins.shared.files import address

# A letter beyond ASCII, as a browser's address bar hands it over: %C3%A9 for “é”.
_LETTERS = re.compile(r"(?:%[89A-F][0-9A-F])+", re.IGNORECASE)
_LINK = re.compile(r"\{(?P<kind>filename|static|attach)\}(?P<path>[^\"#?<>]+)")


def stem(path: str) -> str:
    """Return what the names of a text and of its translations have in common, with its folder."""
    file = PurePosixPath(path)
    return f"{file.parent.as_posix()}/{address(file.name.partition('.')[0])}"


def texts(folder: Path, places: Iterable[str], endings: Iterable[str]) -> Counter[str]:
    """Return how many files each text of some folders has."""
    wanted = tuple(f".{ending}" for ending in endings)
    return Counter(
        stem(file.relative_to(folder).as_posix())
        for place in places
        for file in (folder / place).rglob("*")
        if file.name.endswith(wanted)
    )


def text_of(path: str, slug: str, known: Mapping[str, int]) -> str:
    """Return what a file has in common with its translations: its name, else its address."""
    name = stem(path)
    return name if known.get(name, 0) > 1 else slug


def named_otherwise(folder: Path) -> dict[str, str]:
    """Return the files whose names are not written as a keyboard types them, by that writing."""
    return dict(_named_otherwise(folder))


def _named_otherwise(folder: Path) -> Iterator[tuple[str, str]]:
    for file in folder.rglob("*"):
        path = file.relative_to(folder).as_posix()
        if not is_normalized("NFC", path):
            yield normalize("NFC", path), path


def as_on_disk(html: str, path: str, names: Mapping[str, str]) -> str:
    """Return HTML with each link to a file under the name that the disk knows it by.

    Letters that were typed as a browser encodes them are letters again: Pelican, which finds the
    file either way, would have them encoded twice.

    ``path``: of the file that the text stands in; ``names``: see :func:`named_otherwise`.
    """

    def renamed(match: re.Match[str]) -> str:
        plain = f"{{{match['kind']}}}{_LETTERS.sub(lambda one: unquote(one[0]), match['path'])}"
        if not names:
            return plain
        typed = normalize("NFC", unquote(unescape(match["path"])))
        below = typed[1:] if typed[:1] == "/" else posixpath.join(posixpath.dirname(path), typed)
        there = names.get(posixpath.normpath(below))
        return f"{{{match['kind']}}}/{escape(there)}" if there else plain

    return _LINK.sub(renamed, html)
