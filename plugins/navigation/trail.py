"""Say where a page stands: the pages above it, from the home page of its language.

Knows nothing of Pelican.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Crumb:
    """A page above another: its name in plain words, the file it is saved as, its language."""

    name: str
    save_as: str
    language: str


Trail = tuple[Crumb, ...]
# What stands above each kind of page of the directory, by the first part of its topic.
_ABOVE = {
    "illness": ("illnesses",),
    "handout": ("illnesses", "illness"),
    "community": ("communities",),
    "criteria": ("communities",),
}


def article_trail(home: Crumb, category: Crumb | None) -> Trail:
    """Return the pages above an article: none where its category has no page."""
    return (home, category) if category else ()


def directory_trail(
    home: Crumb,
    topic: str,
    language: str,
    pages: Mapping[tuple[str, str], Any],
    communities: Crumb | None,
) -> Trail:
    """Return the pages above one of the directory.

    ``topic``: ``illness/asthma``; ``pages``: those of the directory, by topic and language;
    ``communities``: the page of all communities in that language, if there is one.
    """
    kind, _, what = topic.partition("/")
    found: list[Crumb] = [home]
    for above in _ABOVE.get(kind, ()):
        name = f"{above}/{what}" if above == "illness" else above
        page = pages.get((name, language))
        if above == "communities" and communities:
            found.append(communities)
        elif page:
            found.append(Crumb(page.title.striptags(), page.save_as, language))
    # The menu of every page leads home.
    return tuple(found) if found != [home] else ()
