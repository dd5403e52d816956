"""Connect the step ``disclaimer`` to Pelican."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from pelican import signals

from plugins.shared.articles import every_article, words

from .core import (
    Disclaimer,
    choose_variant,
    contact_notice,
    disclaimer,
    handout_notice,
    load_texts,
    missing_numbers,
)


def attach_disclaimer(generator: Any) -> None:
    """Give every article its disclaimer, in its language, for the blog's country."""
    texts = load_texts(Path(__file__).parent)
    country = generator.settings["BLOG"].blog.country
    generator.settings["REPORT"].add("blog.toml", missing_numbers(texts, country))
    generator.context["HANDOUT_NOTICE"] = partial(handout_notice, texts, country)
    generator.context["CONTACT_NOTICE"] = partial(contact_notice, texts, country)
    made: dict[tuple[str, str, bool], Disclaimer] = {}
    for article in every_article(generator):
        variant, unconfirmed, problems = choose_variant(
            words(article.metadata.get("disclaimer")),
            (condition.variant for condition in article.conditions),
        )
        kind = (variant, article.lang, unconfirmed)
        if kind not in made:
            made[kind] = disclaimer(texts, variant, country, article.lang, unconfirmed=unconfirmed)
        article.disclaimer = made[kind]
        generator.settings["REPORT"].add(article.relative_source_path, problems)


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_finalized.connect(attach_disclaimer)
