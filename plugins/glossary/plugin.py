"""Connect the step ``glossary`` to Pelican."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import signals

from plugins.shared.articles import every_article
from plugins.shared.files import read_file

from .core import explain, read_glossary

GLOSSARY = "glossary.toml"


def explain_words(generator: Any) -> None:
    """Give every article the meanings of its words."""
    settings = generator.settings
    text, badly_saved = read_file(Path(settings["PATH"]) / GLOSSARY)
    words, problems = read_glossary(text, settings["DEFAULT_LANG"])
    settings["REPORT"].add(GLOSSARY, [*badly_saved, *problems])
    for article in every_article(generator):
        article._content, article.glossary = explain(
            article._content,
            words.get(article.lang, []),
            f"{article.slug}-{article.lang}",
            article.lang,
        )


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_finalized.connect(explain_words)
