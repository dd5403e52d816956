"""Lead the readers of an article to vetted communities: the step as the pipeline runs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from plugins.shared.articles import Article, Result
from plugins.shared.problems import N_, WARNING, Problem

from .core import Box, match, named, needs_of
from .ledger import departure
from .read import Communities


def run(
    article: Article,
    *,
    communities: Communities,
    country: str,
    home_language: str,
    conditions: Iterable[Any],
) -> Result[Box]:
    """Return the communities of the article, by its illnesses and its header; none for news.

    ``home_language``: that of the blog, for readers whom no community in their own suits.
    """
    problems = (
        *_misnamed(article, communities),
        *communities.guide.problems(article.text, html=article.body),
    )
    if not article.is_medical:
        return Result(Box(), problems)
    add, remove = named(article.words("communities"))
    box = match(
        needs_of(conditions),
        communities.index,
        article.language,
        country,
        add=add,
        remove=remove,
        home_language=home_language,
    )
    return Result(box, problems)


def _misnamed(article: Article, communities: Communities) -> Iterator[Problem]:
    """Yield a problem for each community that the article's header names in vain."""
    catalogue = communities.catalogue
    for word in article.words("communities"):
        id_ = word[1:].strip()
        if word[0] not in "+-" or id_ not in catalogue:
            yield Problem(
                N_("“{word}” names no community."),
                N_(
                    "Write +short-name to add one, -short-name to take one out: the “id” of "
                    "the catalogue or of communities/additions.toml."
                ),
                {"word": word},
                quote=word,
                within="communities",
            )
        elif word[0] == "+" and catalogue[id_].is_professional:
            yield Problem(
                N_(
                    "the community “{id}” is one of professionals: no article sends patients there."
                ),
                N_("Take it out. Once vetted, it stands apart on the page of the communities."),
                {"id": id_},
                quote=word,
                within="communities",
            )
        elif word[0] == "+" and catalogue[id_].gone(communities.next_build):
            yield replace(departure(catalogue[id_], word), within="communities")
        elif word[0] == "+" and id_ not in communities.index.by_id:
            yield Problem(
                N_("the community “{id}” has no vetting in force."),
                N_("Vet it in communities/vetting.toml, or take it out of the header."),
                {"id": id_},
                quote=word,
                level=WARNING,
                within="communities",
            )
