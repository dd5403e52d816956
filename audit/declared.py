"""What the build says that it made: the pages of the directory, and the bytes of some files.

It is written before any page is, in ``build.json``, and checked as it stands: each is there, and
nothing else is. What would harm a reader if it were wrong is derived a second time, elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from posixpath import basename, dirname

STATEMENT = "build.json"
# How the pictures for sharing end.
PICTURE = ".png"
# In characters: of the digest of a path, as the build shortens it.
_KEY = 16


@dataclass(frozen=True)
class Declared:
    """What the build said, each by what it is about.

    ``directory``: the topic of each page of it; ``files``: the SHA-256 of some files, in hex;
    ``words``: what is certified of each page's words, by the digest of its path; ``search``: the
    digest of the index of the search, empty where there is none.
    """

    directory: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    # Said once the pages are written: no page is held against it.
    search: str = field(default="", compare=False)

    def picture_of(self, page: str) -> dict[str, str]:
        """Return the picture for sharing that the build made for a page, with its digest."""
        folder = dirname(page)
        name = f"{folder}/{basename(folder)}{PICTURE}"
        return {name: self.files[name]} if name in self.files else {}

    def words_of(self, page: str) -> dict[str, str]:
        """Return what is certified of the words of one page."""
        key = sha256(page.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY]
        return {key: self.words[key]} if key in self.words else {}


def read_declared(site: Path) -> Declared:
    """Return what the build of a site declared; nothing where it cannot be read."""
    try:
        said = json.loads((site / STATEMENT).read_bytes())["declared"]
        return Declared(
            {str(page): str(topic) for page, topic in said["directory"].items()},
            {str(name): str(digest) for name, digest in said["files"].items()},
            {str(page): str(words) for page, words in said["words"].items()},
            str(said.get("search", "")),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Declared()
