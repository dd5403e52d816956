"""Every article of a build, wherever Pelican keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

MEDICAL = "medical"
PRACTICE = "practice"


def every_article(generator: Any) -> Iterator[Any]:
    """Walk through all articles: published, translated, hidden and drafts.

    ``generator.articles`` alone holds one article in five of a bilingual blog
    with drafts.
    """
    return chain(
        generator.articles,
        generator.translations,
        generator.hidden_articles,
        generator.hidden_translations,
        generator.drafts,
        generator.drafts_translations,
    )


def is_medical(article: Any) -> bool:
    """Tell a medical article from news of the practice (``kind: practice``)."""
    return str(article.metadata.get("kind", MEDICAL)).lower() != PRACTICE


def words(value: Any) -> list[str]:
    """Return the items of a header field written as ``a, b`` or as a list."""
    if value is None:
        return []
    items = value if isinstance(value, list) else str(value).split(",")
    return [text for text in (str(item).strip() for item in items) if text]
