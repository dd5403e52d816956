"""Explain the medical words of an article: the step as the pipeline runs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from plugins.shared.articles import Article, Result

from .core import Glossary, Word, explain


def run(article: Article, *, words: Mapping[str, Sequence[Word]]) -> Result[Glossary]:
    """Return the words that the article explains, and the body whose first uses lead to them.

    ``words``: the doctor's, by language.
    """
    language = article.language
    body, glossary = explain(article.body, words.get(language, []), article.name, language)
    return Result(glossary, body=body)
