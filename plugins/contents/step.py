"""List what an article holds: the step as the pipeline runs it."""

from __future__ import annotations

from plugins.shared.articles import Article, Result

from .core import Contents, contents


def run(article: Article) -> Result[Contents]:
    """Return the headings of the article, as the steps before left it, and its minutes."""
    return Result(contents(article.body))
