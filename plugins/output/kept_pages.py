"""Take a page from the last release, where nothing that it shows has changed. No Pelican.

A page is known by its signature (:mod:`.page_signatures`). One that names a picture of the doctor's
is always rendered: what is made of a picture, later, depends on its bytes. A file that stands
beside a page is taken in the same way.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from plugins.shared.sealed import read_sealed, write_sealed

# Beside the site in a release.
RECORD = "pages.json"


class KeptPages:
    """The pages of the last release, and of the one that is being made."""

    def __init__(self, last: str, made: str) -> None:
        """Take pages from the release in the folder ``last``; note them in the folder ``made``.

        Without the first, nothing is taken; without the second, nothing is noted.
        """
        self._last, self._made = Path(last), made
        self._there = read_sealed(self._last / RECORD) if last else {}
        self._pages: dict[str, list[str]] = {}

    @property
    def are_noted(self) -> bool:
        """Tell whether signatures are of any use."""
        return bool(self._made)

    def get(self, name: str, signature: str, render: Callable[[], str]) -> str:
        """Return a page: that of the last release if its signature is the same and it is whole.

        ``name``: its path below the site; ``render``: makes it anew.
        """
        if self._there.get(name, [""])[0] == signature:
            with suppress(OSError, ValueError):
                text = _read(self._last / "site" / name)
                if self._there[name] == [signature, _digest(text)]:
                    self._pages[name] = self._there[name]
                    return text
        text = render()
        self._pages[name] = [signature, _digest(text)]
        return text

    def save(self, site: Path, folders: Collection[str]) -> None:
        """Note the pages of the written site that another build may take. Never fails.

        Not those that were changed since they were rendered, nor those that name a file in one of
        the doctor's ``folders`` of pictures. What is no page is never changed.
        """
        if not self._made:
            return
        pages = {}
        for name, (signature, rendered) in self._pages.items():
            with suppress(OSError, ValueError):
                html = _read(site / name) if name.endswith(".html") else None
                named = html and any(f"{folder}/" in html for folder in folders)
                if html is None or (_digest(html) == rendered and not named):
                    pages[name] = [signature, rendered]
        with suppress(OSError):
            write_sealed(Path(self._made, RECORD), pages)


def _read(file: Path) -> str:
    """Return the text of a file, the ends of its lines as they are."""
    return file.read_bytes().decode("utf-8")


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
