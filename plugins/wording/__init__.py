"""Reread the words of every article, and tell the doctor what deserves a second look.

Testimonies of patients, praise of practitioners and comparisons between them,
promises of results, stories in which somebody could be recognised; sentences of
more than 25 words, the paragraph that reads worst, words that nothing explains, the
glossary neither.
Each is a remark with the words quoted and their line: none stops a publication,
and the doctor's own judgement prevails. Readers see nothing of it.

News of the practice are reread too. The theme receives nothing.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from pelican import signals

from plugins.articles import every_article
from plugins.files import read_file

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
