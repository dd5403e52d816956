"""Name the illnesses of an article: the step as the pipeline runs it."""

from __future__ import annotations

from plugins.shared.articles import Article, Result
from plugins.shared.problems import N_, WARNING, Problem

from .core import Condition, Vocabulary, resolve


def run(article: Article, *, vocabulary: Vocabulary) -> Result[tuple[Condition, ...]]:
    """Return the illnesses that the header names, in its order."""
    written = article.words("conditions")
    conditions, problems = resolve(written, vocabulary, article.language)
    if not written and article.is_medical:
        problems.append(
            Problem(
                N_("this article names no illness."),
                N_("Add a line “conditions: …”: patients are then led to their communities."),
                level=WARNING,
            )
        )
    return Result(conditions, tuple(problems))
