"""Connect the step ``identity`` to Pelican."""

from __future__ import annotations

from typing import Any

from pelican import signals

from plugins.shared.articles import every_article
from plugins.shared.typography import typeset

from .core import identify


def attach_identity(generator: Any) -> None:
    """Give every article the people who answer for it."""
    settings = generator.settings
    blog = settings["BLOG"]
    for article in every_article(generator):
        written = article.metadata
        named = written.get("authors") or ([written["author"]] if "author" in written else [])
        article.identity, problems = identify(
            [str(author) for author in named],
            str(written.get("reviewer", "")),
            blog.everyone,
            funding=typeset(str(written.get("funding", blog.doctor.funding)), article.lang),
            funder=_funder(written, blog.doctor),
            ai_assistance=typeset(str(written.get("ai_assistance", "")), article.lang),
        )
        settings["REPORT"].add(article.relative_source_path, problems)


def _funder(written: Any, doctor: Any) -> str:
    """Return who is said to have paid; an article with a statement of its own inherits nobody."""
    return str(written.get("funder", "" if "funding" in written else doctor.funder))


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_finalized.connect(attach_identity)
