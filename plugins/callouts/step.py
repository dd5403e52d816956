"""Put the callouts of an article in shape: the step as the pipeline runs it."""

from __future__ import annotations

from typing import Any

from plugins.shared.articles import Article, Result

from .core import Callouts, shape

_EMERGENCY = "emergency"


def run(article: Article, *, disclaimer: Any) -> Result[Callouts]:
    """Return which boxes the article has, and the body that holds them.

    ``disclaimer``: its ``numbers`` are those that a card may say to call; its ``variant`` tells an
    emergency.
    """
    body, callouts, problems = shape(
        article.body,
        article.language,
        disclaimer.numbers,
        article.text,
        urgent=disclaimer.variant == _EMERGENCY,
    )
    return Result(callouts, tuple(problems), body)
