"""Gather, for each illness, what a reader finds about it. Knows nothing of Pelican.

An illness has a page where an article is about it, or where a vetted community is
for it rather than for a whole family of illnesses. One that is known by its code alone
has no name to give a page: the article's own box leads its readers.

In the blog's own language everything has its page; in another one, what speaks it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from plugins.shared.files import address

# What an address begins with: the illnesses, the communities, the criteria among the latter.
FOLDERS = {
    "fr": ("maladies", "communautes", "criteres"),
    "en": ("conditions", "communities", "criteria"),
}
# The address of the page of search.
SEARCH = {"fr": "recherche", "en": "search"}
# That of the glossary.
GLOSSARY = {"fr": "lexique", "en": "glossary"}


@dataclass(frozen=True)
class Illness:
    """An illness in a language, with what the blog offers about it.

    ``articles``: those published, the newest first. ``communities``: the box that
    an article on it would show, without a limit; ``elsewhere``: those that are for
    it in other languages; ``own``: the ids of those that are for it alone, not for
    a family of illnesses. ``save_as``: the file of its page, as Pelican says.
    """

    condition: Any
    language: str
    save_as: str
    articles: tuple[Any, ...]
    communities: Any
    elsewhere: tuple[Any, ...] = ()
    own: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """Return its name, with a capital letter."""
        label = str(self.condition.label(self.language))
        return label[:1].upper() + label[1:]

    @property
    def suited(self) -> tuple[Any, ...]:
        """Return the communities that its page shows, in order."""
        box = self.communities
        # What is for any illness gives way to what is for this one, in whatever language.
        shown = () if box.general and self.elsewhere else box.shown
        return (*box.pinned, *shown, *self.elsewhere)


def folder(language: str, home_language: str) -> str:
    """Return what addresses in a language begin with: nothing in the blog's own."""
    return "" if language == home_language else f"{language}/"


def illness_page(condition: Any, language: str, home_language: str) -> str:
    """Return the file of an illness's page: ``maladies/reflux/index.html``."""
    slug = address(condition.label(language))
    return f"{folder(language, home_language)}{FOLDERS[language][0]}/{slug}/index.html"


def illnesses_page(language: str, home_language: str) -> str:
    """Return the file of the list of the illnesses: ``maladies/index.html``."""
    return f"{folder(language, home_language)}{FOLDERS[language][0]}/index.html"


def community_page(id_: str, language: str, home_language: str) -> str:
    """Return the file of a community's page: ``communautes/renaloo/index.html``."""
    return f"{folder(language, home_language)}{FOLDERS[language][1]}/{id_}/index.html"


def criteria_page(language: str, home_language: str) -> str:
    """Return the file of the page on the criteria: ``communautes/criteres/index.html``."""
    return community_page(FOLDERS[language][2], language, home_language)


def search_page(language: str, home_language: str) -> str:
    """Return the file of the page of search: ``recherche/index.html``."""
    return f"{folder(language, home_language)}{SEARCH[language]}/index.html"


def glossary_page(language: str, home_language: str) -> str:
    """Return the file of the page of the glossary: ``lexique/index.html``."""
    return f"{folder(language, home_language)}{GLOSSARY[language]}/index.html"


def speaks(facts: Any, language: str, home_language: str) -> bool:
    """Tell whether a community has a page in a language."""
    return language == home_language or language in facts.languages


def illnesses(
    conditions: Mapping[str, Any],
    articles: Iterable[Any],
    language: str,
    home_language: str,
    find: Callable[[Any, str], Any],
) -> list[Illness]:
    """Return the illnesses that have a page in a language, by name.

    ``conditions``: the vocabulary, by id. ``articles``: those published, in any
    language. ``find`` returns, for an illness and a language, what suits it: ``box``,
    ``elsewhere`` and ``own``.
    """
    about = _by_illness(articles, conditions, language)
    found = []
    for condition in conditions.values():
        suited = find(condition, language)
        spoken = {
            v.facts.id
            for v in (*suited.box.pinned, *suited.box.shown, *suited.elsewhere)
            if speaks(v.facts, language, home_language)
        }
        if condition.id in about or spoken & suited.own:
            found.append(
                Illness(
                    condition,
                    language,
                    illness_page(condition, language, home_language),
                    tuple(about.get(condition.id, ())),
                    suited.box,
                    suited.elsewhere,
                    suited.own,
                )
            )
    return sorted(found, key=lambda illness: address(illness.name))


def _by_illness(
    articles: Iterable[Any], conditions: Mapping[str, Any], language: str
) -> dict[str, list[Any]]:
    """Return the articles in a language by the illness of the vocabulary, the newest first."""
    # A code written by the doctor keeps the name of the illness that holds it.
    by_name = {condition.fr: id_ for id_, condition in conditions.items()}
    found: dict[str, dict[int, Any]] = defaultdict(dict)
    for article in articles:
        if article.lang == language:
            for condition in article.conditions:
                if condition.fr in by_name:
                    found[by_name[condition.fr]][id(article)] = article
    return {
        id_: sorted(own.values(), key=lambda article: (-article.date.toordinal(), article.title))
        for id_, own in found.items()
    }
