"""Connect the step ``callouts`` to Pelican."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from pelican import signals

from plugins.shared.articles import every_article
from plugins.shared.files import read_file

from .core import shape


def shape_articles(generator: Any) -> None:
    """Put the boxes of every article in shape."""
    folder = Path(generator.path)
    for article in every_article(generator):
        path = article.relative_source_path
        article._content, article.callouts, problems = shape(
            article._content,
            article.lang,
            # Without the plugin disclaimer no number is known; compose then stops the build.
            getattr(getattr(article, "disclaimer", None), "numbers", {}),
            partial(_written, folder / path),
        )
        generator.settings["REPORT"].add(path, problems)


def _written(file: Path) -> str:
    """Return the text of a file."""
    return read_file(file)[0]


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_finalized.connect(shape_articles)
