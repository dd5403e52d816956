"""Say who speaks in an article: the step as the pipeline runs it."""

from __future__ import annotations

from plugins.shared.articles import Article, Result
from plugins.shared.blog import Blog
from plugins.shared.typography import typeset

from .core import Identity, identify


def run(article: Article, *, blog: Blog) -> Result[Identity]:
    """Return the people who answer for the article, as ``blog.toml`` describes them."""
    names = article.header.get("authors") or article.header.get("author") or []
    doctor = blog.doctor
    # An article with a statement of its own inherits nobody who paid.
    funder = "" if "funding" in article.header else doctor.funder
    identity, problems = identify(
        names,
        article.get("reviewer"),
        blog.everyone,
        funding=typeset(article.get("funding", doctor.funding), article.language),
        funder=article.get("funder", funder),
        ai_assistance=typeset(article.get("ai_assistance"), article.language),
    )
    return Result(identity, tuple(problems))
