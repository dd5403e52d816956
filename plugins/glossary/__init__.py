"""Explain medical words at their first use.

The doctor keeps the words in ``content/glossary.toml``, in any number::

    [[word]]
    word = "anticoagulant"
    forms = ["anticoagulants"]
    means = "médicament qui freine la formation des caillots"

``lang`` says the language of a word if it is not that of the blog. A word that is explained in the
article itself, ``*[IPP]: inhibiteur de la pompe à protons``, is treated alike.

The theme receives ``article.glossary``: the words that the article uses, in alphabetical order. In
the text, the first use of each leads to its meaning, below; an emergency card is left alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import signals

from plugins.articles import every_article
from plugins.files import read_file

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
