"""Compare the reviews of translations and originals, once every article is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from .core import Original


class Version(NamedTuple):
    """What is compared of a text and of its translations."""

    path: str
    slug: str
    language: str
    status: str
    reviewed: date


def newer_originals(versions: Iterable[Version], language: str) -> Iterator[tuple[str, Original]]:
    """Yield, by its path, each translation that is older than its original's last review.

    ``language``: that of the blog, in which originals are written.
    """
    versions = list(versions)
    originals = {v.slug: v for v in versions if v.language == language and v.status != "draft"}
    for version in versions:
        original = originals.get(version.slug)
        if original and version.language != language and version.reviewed < original.reviewed:
            listed = original.status == "published"
            yield (
                version.path,
                Original(original.path, original.language, original.reviewed, listed=listed),
            )
