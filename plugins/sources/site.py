"""Add up what the articles of a blog cite, once every article is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from markupsafe import Markup

from plugins.shared.problems import N_, WARNING, Problem

from .csl import Item
from .entries import Entry, Use
from .library import Library
from .status import page_gone_on

# How many sources that nobody cites are named: an export of a whole library holds hundreds.
_NAMED = 10
# Fewer, without a link, lead to no publication: the audit asks for as many.
_REFERENCE_LETTERS, _FEWEST_LETTERS = 20, 3


class Citing(NamedTuple):
    """An article and the sources that it cites, in its order.

    ``keys``: the short names of those written by hand, which only this article has.
    """

    path: str
    slug: str
    language: str
    status: str
    title: str
    entries: tuple[Entry, ...]
    keys: tuple[str, ...] = ()

    @property
    def ids(self) -> set[str]:
        """Return the ids of those of the library."""
        return {entry.id for entry in self.entries if entry.id}


@dataclass(frozen=True)
class Citations:
    """What the articles of a blog cite.

    ``uses``: the published ones, by source; ``written``: the same for references written by hand,
    as every article shows them; ``entries``: all, by id; ``keys``: the short names of the written.
    """

    uses: Mapping[str, list[Use]]
    written: Mapping[Entry, list[Use]]
    entries: Mapping[str, Entry]
    keys: frozenset[str]

    @property
    def ids(self) -> frozenset[str]:
        """Return the ids of the sources of the library that some article cites."""
        return frozenset(self.entries)

    def items(self, library: Library) -> list[Item]:
        """Return the sources of the published articles, for other programs."""
        return [library.items[id_] for id_ in sorted(self.uses)]


def gather(articles: Iterable[Citing]) -> Citations:
    """Return what some articles cite, taken together."""
    uses: dict[str, list[Use]] = {}
    written: dict[Entry, list[Use]] = {}
    entries: dict[str, Entry] = {}
    keys: set[str] = set()
    for article in articles:
        keys.update(article.keys)
        use = Use(article.path, Markup(article.title), article.language)
        for entry in article.entries:
            if entry.id:
                entries[entry.id] = entry
            if article.status != "published":
                continue
            if entry.id:
                uses.setdefault(entry.id, []).append(use)
            else:
                same = replace(entry, number=0, anchor="", calls=())
                written.setdefault(same, []).append(use)
    return Citations(uses, written, entries, frozenset(keys))


def never_found(library: Library, cited: Citations) -> Iterator[Problem]:
    """Yield the cited sources of the list that nobody could find: no link, and hardly a word."""
    for id_ in sorted(library.items.keys() & cited.ids):
        entry = cited.entries[id_]
        words = "".join(entry.text.striptags().split())
        dated = any(map(str.isdigit, words)) and sum(map(str.isalpha, words)) >= _FEWEST_LETTERS
        if not (entry.links or dated or len(words) >= _REFERENCE_LETTERS):
            yield Problem(
                N_("nobody could find the source “{id}”: it has no date and no address."),
                N_("Complete it: its authors, its date, its DOI or its address."),
                {"id": id_},
                quote=f'"id": "{id_}"',
            )


def never_cited(library: Library, cited: Citations) -> list[Problem]:
    """Return a remark on the sources that no article leads to, all in one."""
    names = sorted(library.items.keys() - cited.ids)
    if not names:
        return []
    return [
        Problem(
            N_("no article cites: {names}."),
            N_("Cite them, or leave them: readers do not see them."),
            {"names": _some(names)},
            level=WARNING,
        )
    ]


def _some(names: Sequence[str]) -> str:
    """Return the first of some names, and whether there are more."""
    return ", ".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")


def other_lists(articles: Iterable[Citing], language: str) -> Iterator[tuple[str, Problem]]:
    """Yield, by its path, a remark on each translation that does not cite what its original does.

    ``language``: that of the blog, in which originals are written.
    """
    articles = list(articles)
    cited = {(a.slug, a.language): a.ids for a in articles}
    for article in articles:
        original = cited.get((article.slug, language))
        if article.language != language and original is not None:
            names = sorted(original ^ cited[article.slug, article.language])
            if names:
                yield article.path, _another_list(names)


def _another_list(names: list[str]) -> Problem:
    return Problem(
        N_("only this translation, or only its original, cites: {names}."),
        N_("A translation says the same as its original: cite them in both, unless it is meant."),
        {"names": _some(names)},
        level=WARNING,
    )


def gone(library: Library, cited: Citations) -> Iterator[Problem]:
    """Yield a remark on each cited page that answered no more and has no archived copy."""
    for id_ in sorted(cited.ids & library.items.keys()):
        day = page_gone_on(library.items[id_])
        if day and not library.note(id_).get("archive"):
            yield Problem(
                N_("on {day} there was no page any more at the address of the source “{key}”."),
                N_(
                    "Correct its address, or give an archived copy in sources/annotations.toml: "
                    'a line ["{key}"], then a line archive = "https://…".'
                ),
                {"day": day.isoformat(), "key": id_},
                quote=f'"id": "{id_}"',
                level=WARNING,
            )
