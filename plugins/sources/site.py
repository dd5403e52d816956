"""Add up what the articles of a blog cite, once every article is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from plugins.shared.problems import N_, WARNING, Problem

from .csl import Item
from .entries import Use
from .library import Library
from .status import page_gone_on

# How many sources that nobody cites are named: an export of a whole library holds hundreds.
_NAMED = 10


class Citing(NamedTuple):
    """An article and the ids of the sources that it cites, in its order."""

    path: str
    slug: str
    language: str
    status: str
    title: str
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Citations:
    """What the articles of a blog cite: the published ones, by source; all, by source."""

    uses: Mapping[str, list[Use]]
    ids: frozenset[str]

    def items(self, library: Library) -> list[Item]:
        """Return the sources of the published articles, for other programs."""
        return [library.items[id_] for id_ in sorted(self.uses)]


def gather(articles: Iterable[Citing]) -> Citations:
    """Return what some articles cite, taken together."""
    uses: dict[str, list[Use]] = {}
    ids: set[str] = set()
    for article in articles:
        ids.update(article.ids)
        if article.status == "published":
            use = Use(article.path, Markup(article.title), article.language)
            for id_ in filter(None, article.ids):
                uses.setdefault(id_, []).append(use)
    return Citations(uses, frozenset(ids))


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
    cited = {(a.slug, a.language): set(filter(None, a.ids)) for a in articles}
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
