"""Take a page from the last release, where nothing that it shows has changed. No Pelican.

A page is known by its signature (:mod:`.page_signatures`). One that names a picture of the doctor's
is always rendered: what is made of a picture, later, depends on its bytes.
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
                html = (self._last / "site" / name).read_text("utf-8")
                if self._there[name] == [signature, _digest(html)]:
                    self._pages[name] = self._there[name]
                    return html
        html = render()
        self._pages[name] = [signature, _digest(html)]
        return html

    def save(self, site: Path, folders: Collection[str]) -> None:
        """Note the pages of the written site that another build may take. Never fails.

        Not those that were changed since they were rendered, nor those that name a file in one of
        the doctor's ``folders`` of pictures.
        """
        if not self._made:
            return
        pages = {}
        for name, (signature, rendered) in self._pages.items():
            with suppress(OSError, ValueError):
                html = (site / name).read_text("utf-8")
                named = any(f"{folder}/" in html for folder in folders)
                if _digest(html) == rendered and not named:
                    pages[name] = [signature, rendered]
        with suppress(OSError):
            write_sealed(Path(self._made, RECORD), pages)


def _digest(html: str) -> str:
    return sha256(html.encode("utf-8", "surrogatepass")).hexdigest()
