"""Date an article: the step as the pipeline runs it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from plugins.shared.articles import Article, Result
from plugins.shared.typography import typeset

from .changes import Change, last_edit, read_changes
from .core import Holding, Review, review


def run(article: Article, *, holding: Holding, today: date, identity: Any) -> Result[Review]:
    """Return the dates of the article, its history and its statement of interests.

    ``identity``: its ``interests`` count where the header has none.
    """
    changes, wrong = _changes(article, today)
    edited, modified = last_edit(changes), article.modified
    if edited and edited > (modified or date.min):
        modified = edited
    found, problems = review(
        published=article.published,
        modified=modified,
        reviewed=_day(article, "reviewed"),
        due=_day(article, "review_by"),
        reviewer=typeset(article.get("reviewer"), article.language),
        interests=typeset(article.get("interests", identity.interests), article.language),
        holding=holding,
        today=today,
        changes=changes,
    )
    return Result(found, (*wrong, *problems))


def _day(article: Article, name: str) -> date | None:
    written = article.get(name)
    return date.fromisoformat(written) if written else None


def _changes(article: Article, today: date) -> tuple[tuple[Change, ...], list[Any]]:
    """Return the history that the header holds, typeset, and what is wrong with it."""
    lines = article.header.get("changes") or []
    changes, problems = read_changes(
        [lines] if isinstance(lines, str) else lines,
        published=article.published,
        reviewed=_day(article, "reviewed") or article.published,
        today=today,
    )
    typed = (replace(c, text=typeset(c.text, article.language)) for c in changes)
    return tuple(typed), problems
