"""Date every article: published, modified, reviewed, next review.

The doctor writes, in the header, what differs from the default::

    reviewed: 2026-11-02        (default: the date of publication)
    reviewer: Dr Paul Martin    (default: the author)
    review_by: 2027-05-02       (default: twelve months later, see blog.toml)
    interests: Invité par …     (default: the statement of blog.toml)

The theme receives ``article.review``, a :class:`~plugins.review.core.Review`. A
review in the future, a next one too far, or no statement of interests stops the
publication; a review that is due is a warning, and the page says so.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from pelican import signals

from plugins.articles import every_article
from plugins.typography import typeset

from .core import review


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)[:10]) if text else None


def attach_review(generator: Any) -> None:
    """Give every article its dates and its statement of interests."""
    settings = generator.settings
    blog = settings["BLOG"]
    for article in every_article(generator):
        written = article.metadata
        article.review, problems = review(
            published=article.date.date(),
            modified=article.modified.date() if hasattr(article, "modified") else None,
            reviewed=_day(written.get("reviewed")),
            due=_day(written.get("review_by")),
            reviewer=typeset(str(written.get("reviewer") or article.author), article.lang),
            interests=typeset(str(written.get("interests", blog.doctor.interests)), article.lang),
            months=blog.review.months,
            today=settings["BUILD_DAY"],
        )
        settings["REPORT"].add(article.relative_source_path, problems)


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_finalized.connect(attach_review)
