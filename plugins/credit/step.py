"""Say whose text an article translates or adapts: the step as the pipeline runs it."""

from __future__ import annotations

from plugins.shared.articles import Article, Result

from .core import FIELD, Credit, read_credit


def run(article: Article) -> Result[Credit | None]:
    """Return the text that the article comes from, as its header says."""
    written = article.header.get(FIELD) or []
    credit, problems = read_credit([written] if isinstance(written, str) else written)
    return Result(credit, tuple(problems))
