"""Read the place of an article in a series: the step as the pipeline runs it."""

from __future__ import annotations

from plugins.shared.articles import Article, Result

from .core import FIELD, Series, read_series


def run(article: Article) -> Result[Series | None]:
    """Return the series that the article belongs to, and its place there."""
    series, problems = read_series(article.get(FIELD))
    return Result(series, tuple(problems))
