"""``sources.json``, written whole or not at all.

It is read again before each writing: what the doctor changed by hand meanwhile stays.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from commands.cli.atomic_write import write_whole
from commands.cli.errors import CommandError
from plugins.shared.files import decode, read_file, read_json
from plugins.shared.problems import N_
from plugins.sources.csl import Item
from plugins.sources.library import ANNOTATIONS, SOURCES, Library, read_library

from .identifiers import ISBN, PMCID, Identifier, longest_isbn


class Store:
    """The list of sources of a blog, in its ``content`` folder."""

    def __init__(self, content: Path) -> None:
        self.path = content / SOURCES
        self._annotations = content / ANNOTATIONS

    @contextmanager
    def alone(self, lock: Path) -> Iterator[None]:
        """Keep a second ``cite`` from writing meanwhile."""
        lock.parent.mkdir(exist_ok=True)
        held = FileLock(lock)
        try:
            held.acquire(timeout=0)
        except Timeout:
            what = N_("Another “cite” is under way.")
            raise CommandError(what, N_("Wait for its end, then try again.")) from None
        try:
            yield
        finally:
            held.release()

    def library(self) -> Library:
        """Return the sources as the blog reads them; raise :class:`CommandError` when it cannot."""
        text = self._text()
        annotations, _ = read_file(self._annotations)
        library, _, _ = read_library(text, annotations)
        return library

    def items(self) -> list[Any]:
        """Return the list as it is written, whatever is in it."""
        text = self._text()
        return list(json.loads(text)) if text.strip() else []

    def _text(self) -> str:
        """Return the file, once it is sure that it is a list; empty when there is none."""
        if not self.path.is_file():
            return ""
        data = self.path.read_bytes()
        text, problems = decode(data)
        if not problems and text.strip():
            items, problems = read_json(text)
            if not problems and not isinstance(items, list):
                what = N_("“{file}” is no list: it begins with [ and ends with ].")
                raise CommandError(what, N_("Undo the last change."), {"file": SOURCES})
        if problems:
            what = N_("“{file}” cannot be read, line {line}: nothing was changed in it.")
            fix = N_("Undo the last change there (a comma, a quote, a bracket), then try again.")
            raise CommandError(what, fix, {"file": SOURCES, "line": problems[0].line or 1})
        return data.decode("utf-8-sig")

    def twin(self, library: Library, names: Item | Identifier) -> str | None:
        """Return the id of the source that is the same publication, by any of its names."""
        if isinstance(names, Identifier):
            names = {names.kind: names.value}
        for kind in ("DOI", "PMID", PMCID, ISBN, "URL"):
            value = str(names.get(kind) or "")
            found = library.find(value, kind) if value else None
            if found:
                return found
            # A chapter has the ISBN of its book.
            if value and kind == ISBN:
                same = longest_isbn(value)
                for id_, item in library.items.items():
                    own = str(item.get(ISBN) or "").replace("-", "").replace(" ", "").upper()
                    if own and longest_isbn(own) == same:
                        return id_
        return None

    def put(self, *new: Item) -> None:
        """Write items, each in the place of the one that has its id, or as one more."""
        items = self.items()
        places = {str(item.get("id")): n for n, item in enumerate(items) if isinstance(item, dict)}
        for item in new:
            # The doctor may have written a number: its figures name the source.
            place = places.get(str(item["id"]))
            if place is not None:
                items[place] = item
            else:
                items.append(item)
        self.write(items)

    def note(self, id_: str, name: str, found: dict[str, Any]) -> None:
        """Write one thing learnt of a source under its ``custom``, in the file as it is now."""
        for item in self.items():
            if isinstance(item, dict) and str(item.get("id")) == id_:
                self.put(noted(item, name, found))
                return

    def write(self, items: list[Any]) -> None:
        """Write the whole list, by id: the old file until the new one is on the disk, whole."""
        items = sorted(items, key=lambda it: str(it.get("id", "")) if isinstance(it, dict) else "")
        text = json.dumps(items, indent=2, ensure_ascii=False) + "\n"
        # Half a character has no UTF-8: JSON has a way to write it.
        data = text.encode("utf-8", "backslashreplace")
        write_whole(self.path, data)


def noted(item: Item, name: str, found: dict[str, Any]) -> Item:
    """Return an item with one more thing learnt of it under its ``custom``."""
    custom = item.get("custom")
    return item | {"custom": {**(custom if isinstance(custom, dict) else {}), name: found}}
