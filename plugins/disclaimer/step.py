"""Choose the disclaimer of an article: the step as the pipeline runs it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from plugins.shared.articles import Article, Result

from .core import Disclaimer, Texts, choose_variant, disclaimer


def run(
    article: Article, *, texts: Texts, country: str, conditions: Iterable[Any]
) -> Result[Disclaimer]:
    """Return the disclaimer in the language of the article, for the blog's country.

    ``conditions``: those of the article; their ``variant`` counts where the header has none.
    """
    variant, unconfirmed, problems = choose_variant(
        article.words("disclaimer"), (condition.variant for condition in conditions)
    )
    made = disclaimer(texts, variant, country, article.language, unconfirmed=unconfirmed)
    return Result(made, tuple(problems))
