"""Reread the words of an article: the step as the pipeline runs it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from plugins.shared.articles import Article, Result

from .core import remarks
from .held import FIELD, held_words
from .identity import Known


def run(
    article: Article, *, known: Known, illnesses: frozenset[str], glossary: Any
) -> Result[None]:
    """Return what deserves a second look, and what a publication waits for.

    ``known``: what the blog may say of itself; ``illnesses``: see :mod:`plugins.shared.patterns`;
    what the ``glossary`` explains below the text is explained.
    """
    # What the title names is what the article is about.
    explained = {*glossary.spellings, *re.findall(r"\w+", article.title)}
    found = remarks(article.body, article.language, article.text, explained, illnesses)
    held = held_words(
        (article.title, article.summary, article.body),
        article.language,
        article.text,
        article.header.get(FIELD, ""),
        replace(known, people=known.people | _named(article)),
        illnesses,
    )
    return Result(None, (*held, *found))


def _named(article: Article) -> frozenset[str]:
    """Return the family names of those who wrote and reviewed the article."""
    names = [*article.words("authors"), *article.words("author"), *article.words("reviewer")]
    return frozenset(name.split()[-1].lower() for name in names if name.split())
