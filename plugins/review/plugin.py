"""Connect the step ``review`` to Pelican."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from pelican import signals
from pelican.utils import get_date

from plugins.shared.articles import every_article
from plugins.shared.typography import typeset

from .changes import Change, last_edit, read_changes
from .core import Holding, Original, next_review, review


def _day(written: Any, name: str) -> date | None:
    """Return a day of the header: Pelican has made two of the four dates its own."""
    value = written.get(name)
    return date.fromisoformat(str(value)[:10]) if value else None


def _changes(written: Any, today: date) -> tuple[tuple[Change, ...], list[Any]]:
    """Return the history that a header holds, typeset, and what is wrong with it."""
    lines = written.get("changes") or []
    published = _day(written, "date") or today
    changes, problems = read_changes(
        [lines] if isinstance(lines, str) else lines,
        published=published,
        reviewed=_day(written, "reviewed") or published,
        today=today,
    )
    typed = (replace(c, text=typeset(c.text, written["lang"])) for c in changes)
    return tuple(typed), problems


def prepare(generator: Any, metadata: Any) -> None:
    """Date the last change, and hide what lapsed, before Pelican sorts articles by status."""
    settings = generator.settings
    today = settings["BUILD_DAY"]
    published = _day(metadata, "date")
    edited = last_edit(_changes(metadata, today)[0])
    if edited and edited > (_day(metadata, "modified") or date.min):
        metadata["modified"] = get_date(edited.isoformat())
    if published and not metadata.get("status"):
        reviewed = _day(metadata, "reviewed") or published
        written = _day(metadata, "review_by")
        _, lapses = next_review(reviewed, written, _holding(settings))
        if lapses <= today:
            metadata["status"] = "hidden"


def _holding(settings: Any) -> Holding:
    kept = settings["BLOG"].review
    return Holding(kept.months, kept.hidden_after)


def _interests(article: Any) -> str:
    """Return the statement of the header, else the authors' own of ``blog.toml``."""
    identity = getattr(article, "identity", None)
    return str(article.metadata.get("interests", identity.interests if identity else ""))


def attach_review(generator: Any) -> None:
    """Give every article its dates, its history and its statement of interests."""
    settings = generator.settings
    today = settings["BUILD_DAY"]
    for article in every_article(generator):
        written = article.metadata
        changes, wrong = _changes(written, today)
        article.review, problems = review(
            published=article.date.date(),
            modified=article.modified.date() if hasattr(article, "modified") else None,
            reviewed=_day(written, "reviewed"),
            due=_day(written, "review_by"),
            reviewer=typeset(str(written.get("reviewer", "")), article.lang),
            interests=typeset(_interests(article), article.lang),
            holding=_holding(settings),
            today=today,
            changes=changes,
        )
        settings["REPORT"].add(article.relative_source_path, [*wrong, *problems])
    _compare(every_article(generator), settings["DEFAULT_LANG"])


def _compare(articles: Iterable[Any], language: str) -> None:
    """Tell the translations that are older than their original's last review."""
    articles = list(articles)
    originals = {a.slug: a for a in articles if a.lang == language and a.status != "draft"}
    for article in articles:
        original = originals.get(article.slug)
        if original and article.lang != language:
            theirs = original.review.reviewed
            if article.review.reviewed < theirs:
                newer = Original(
                    original.relative_source_path,
                    original.lang,
                    theirs,
                    listed=original.status == "published",
                )
                article.review = replace(article.review, original=newer)


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_context.connect(prepare)
    signals.article_generator_finalized.connect(attach_review)
