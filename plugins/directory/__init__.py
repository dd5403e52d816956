"""Give the communities and the illnesses their own pages.

``ILLNESSES``, in the context of every page and of every plugin that comes later:
by language, the list of :class:`~plugins.directory.core.Illness`, what the blog
offers about each, articles and communities.
"""

from __future__ import annotations

from itertools import chain
from typing import Any

from pelican import signals

from .core import illnesses


def gather(generator: Any) -> None:
    """Gather what the pages show, once the communities of every article are known."""
    context = generator.context
    articles = list(chain(generator.articles, generator.translations))
    home = generator.settings["BLOG"].blog.language
    languages = sorted({home, *(article.lang for article in articles)})
    context["ILLNESSES"] = {
        language: illnesses(
            context["VOCABULARY"], articles, language, home, context["COMMUNITIES_FOR"]
        )
        for language in languages
    }


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_finalized.connect(gather)
