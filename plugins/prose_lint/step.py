"""Reread the words of an article: the step as the pipeline runs it."""

from __future__ import annotations

from typing import Any

from plugins.shared.articles import Article, Result

from .core import remarks


def run(article: Article, *, glossary: Any) -> Result[None]:
    """Return remarks only; what the ``glossary`` explains below the text is explained."""
    found = remarks(article.body, article.language, article.text, glossary.spellings)
    return Result(None, tuple(found))
