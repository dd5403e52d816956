"""Connect the step ``conditions`` to Pelican."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import signals

from plugins.shared.articles import every_article, is_medical, words
from plugins.shared.problems import N_, WARNING, Problem

from .core import load_vocabulary, resolve


def attach_conditions(generator: Any) -> None:
    """Give every article its illnesses."""
    vocabulary = load_vocabulary(Path(__file__).parent)
    generator.context["VOCABULARY"] = vocabulary.conditions
    for article in every_article(generator):
        written = words(article.metadata.get("conditions"))
        article.conditions, problems = resolve(written, vocabulary, article.lang)
        if not written and is_medical(article):
            problems.append(
                Problem(
                    N_("this article names no illness."),
                    N_("Add a line “conditions: …”: patients are then led to their communities."),
                    level=WARNING,
                )
            )
        generator.settings["REPORT"].add(article.relative_source_path, problems)


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_finalized.connect(attach_conditions)
