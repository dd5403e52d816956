"""Connect the step ``prose_lint`` to Pelican."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from pelican import signals

from plugins.shared.articles import every_article
from plugins.shared.files import read_file

from .core import remarks


def reread(generator: Any) -> None:
    """Note what deserves a second look in every article."""
    for article in every_article(generator):
        path = Path(generator.path) / article.relative_source_path
        # What the glossary explains below the text is explained.
        glossary = getattr(article, "glossary", None)
        explained: frozenset[str] = getattr(glossary, "spellings", frozenset())
        found = remarks(article._content, article.lang, partial(_written, path), explained)
        generator.settings["REPORT"].add(article.relative_source_path, found)


def _written(path: Path) -> str:
    return read_file(path)[0]


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_finalized.connect(reread)
