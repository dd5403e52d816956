"""Keep back the images that only unpublished texts name. Knows nothing of Pelican.

Images are published by the folder, whoever shows them: the one of a draft, or of an article that
waits for its day, would be online before it. An image that no text names is published: a leaflet
that a doctor sends the address of, for example.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from html import unescape
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote

from plugins.shared.escapes import without_escapes


def images_of(texts: Iterable[str], images: Collection[str]) -> frozenset[str]:
    """Return the images, by their paths, whose file some texts name, in whatever way."""
    whole = _folded("\n".join(texts))
    return frozenset(
        path
        for path in images
        if re.search(rf"(?<![\w.-]){re.escape(_folded(Path(path).name))}(?![\w-])", whole)
    )


def kept_back(content: Path, unpublished: Collection[str], images: Collection[str]) -> set[str]:
    """Return the images that must not be published yet.

    ``content``: the doctor's folder; ``unpublished``: the paths in it of the texts that have no
    page online; ``images``: those of the images.
    """
    if not (unpublished and images):
        return set()
    named = images_of((_text(content / path) for path in unpublished), images)
    others = (
        file
        for file in content.rglob("*.*")
        if file.suffix in (".md", ".markdown", ".mkd", ".mdown", ".toml", ".json")
        and file.relative_to(content).as_posix() not in unpublished
    )
    return set(named - images_of(map(_text, others), named)) if named else set()


def _text(file: Path) -> str:
    return file.read_text("utf-8", "replace") if file.is_file() else ""


def _folded(text: str) -> str:
    r"""Return a text as names are looked for in it: “mon\_image” in Markdown is “mon_image”."""
    return normalize("NFC", unquote(unescape(without_escapes(text)))).casefold()
