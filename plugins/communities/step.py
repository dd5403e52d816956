"""Lead the readers of an article to vetted communities: the step as the pipeline runs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from plugins.shared.articles import Article, Result
from plugins.shared.problems import N_, WARNING, Phrase, Problem

from .catalogue import Community
from .core import SHOWN, Box, Need, answers, is_for_sex, match, named, needs_of, without_region
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
    add, remove = named(article.words("communities"))
    needs = needs_of(conditions)
    if not article.is_medical:
        return Result(Box(), (*problems, *_unshown(article, Box(), communities, needs, country)))
    box = match(
        needs,
        communities.index,
        article.language,
        country,
        add=add,
        remove=remove,
        home_language=home_language,
    )
    return Result(box, (*problems, *_unshown(article, box, communities, needs, country)))


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


def _unshown(
    article: Article, box: Box, communities: Communities, needs: Sequence[Need], country: str
) -> Iterator[Problem]:
    """Yield a warning for each community that the header adds, that may be shown, and is not."""
    shown = {v.facts.id for v in (*box.shown, *box.pinned)}
    for word in article.words("communities"):
        vetted = communities.index.by_id.get(word[1:].strip())
        # What _misnamed tells is told once.
        if word[0] != "+" or not vetted or vetted.facts.is_professional:
            continue
        if vetted.facts.id not in shown:
            what, fix = _why(vetted.facts, article, needs, country)
            values = {
                "id": vetted.facts.id,
                "languages": ", ".join(vetted.facts.languages) or "—",
                "countries": ", ".join(vetted.facts.countries) or "—",
                "count": SHOWN,
            }
            yield Problem(what, fix, values, word, level=WARNING, within="communities")


def _why(
    facts: Community, article: Article, needs: Sequence[Need], country: str
) -> tuple[Phrase, Phrase]:
    """Return why a community that the header adds is not shown, and what to do."""
    out = N_("Take it out of the header: your readers do not see it.")
    reasons = (
        (
            not article.is_medical,
            N_("the community “{id}” is not shown here: news lead to no community."),
            out,
        ),
        (
            facts.id in named(article.words("communities"))[1],
            N_("the community “{id}” is not shown here: the header takes it out as well."),
            N_("Keep the + or the -, not both."),
        ),
        (
            not is_for_sex(facts, needs),
            N_("the community “{id}” is not shown here: it is for people of the other sex."),
            out,
        ),
        (
            not answers(facts, without_region(country)),
            N_(
                "the community “{id}” is not shown here: this line answers elsewhere ({countries})."
            ),
            out,
        ),
        (
            article.language not in facts.languages,
            N_("the community “{id}” is not shown here: it speaks another language ({languages})."),
            N_("Take it out of the header, or name it in your text, with its language."),
        ),
    )
    for applies, what, fix in reasons:
        if applies:
            return what, fix
    return (
        N_("the community “{id}” is not shown here: an article shows {count} communities at most."),
        N_("Take another one out of the header."),
    )
