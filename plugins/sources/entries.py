"""What is told of a source: in the box of an article, and on the page of all sources.

Knows nothing of Pelican.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from plugins.shared.problems import N_, Phrase

from .csl import Item
from .evidence import Grade, grade_of, is_free, study_of, year_of
from .library import Library, fold
from .status import Status, doi

_PLACES = {
    "doi": N_("See the publication"),
    "pubmed": N_("Summary on PubMed"),
    "page": N_("See the page"),
    "archive": N_("See the archived copy"),
}


@dataclass(frozen=True)
class Link:
    """Where a source can be read: ``kind`` is ``doi``, ``pubmed``, ``page`` or ``archive``."""

    kind: str
    text: str
    url: str

    @property
    def words(self) -> Phrase:
        """What the reader finds there."""
        return _PLACES[self.kind]


@dataclass(frozen=True)
class Entry:
    """One numbered line of the box.

    ``calls``: the ids of the calls in the text; ``old``: the year of a source that is older than
    the blog allows without saying so, else 0; ``free``: whether all can read it, if that is known.
    """

    number: int
    anchor: str
    text: Markup
    id: str = ""
    links: tuple[Link, ...] = ()
    status: Status | None = None
    study: Phrase | None = None
    grade: Grade | None = None
    free: bool | None = None
    old: int = 0
    calls: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def describe(library: Library, id_: str, language: str, since: int) -> Entry:
    """Return all that is told of a source of the library, without its number."""
    item, note = library.items[id_], library.note(id_)
    status, year = library.status(id_, language), year_of(item)
    return Entry(
        number=0,
        anchor="",
        text=library.text(id_, language),
        id=id_,
        links=_links(item, str(note.get("archive", ""))),
        status=status,
        study=study_of(item, note),
        grade=grade_of(note),
        free=is_free(item),
        old=year if _is_old(year, since, status, note) else 0,
    )


def _is_old(year: int, since: int, status: Status, note: Mapping[str, Any]) -> bool:
    """Tell whether a reader must be warned of a source’s age: worse may be said of it already."""
    return 0 < year < since and note.get("classic") is not True and not status.is_forbidden


@dataclass(frozen=True)
class Use:
    """An article that cites a source: ``path`` is that of its file in the content folder."""

    path: str
    title: Markup
    language: str


@dataclass(frozen=True)
class Cited:
    """A source of the blog, and the articles that cite it."""

    entry: Entry
    articles: tuple[Use, ...]


def cited_sources(
    library: Library, uses: Mapping[str, list[Use]], language: str, since: int
) -> list[Cited]:
    """Return the sources that some articles cite, in the order of their printed references."""
    ordered = sorted(uses, key=lambda id_: (fold(library.text(id_, language).striptags()), id_))
    return [
        Cited(
            replace(describe(library, id_, language, since), anchor=f"reference-{number}"),
            tuple(uses[id_]),
        )
        for number, id_ in enumerate(ordered, start=1)
    ]


def _links(item: Item, archive: str) -> tuple[Link, ...]:
    links = []
    own_doi = doi(item.get("DOI"))
    if own_doi:
        links.append(Link("doi", own_doi, f"https://doi.org/{own_doi}"))
    if item.get("PMID"):
        pmid = str(item["PMID"])
        links.append(Link("pubmed", pmid, f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"))
    url = str(item.get("URL") or "")
    if url.startswith(("https://", "http://")) and not own_doi:
        links.append(Link("page", _bare(url), url))
    if archive.startswith("https://"):
        links.append(Link("archive", _bare(archive), archive))
    return tuple(links)


def _bare(url: str) -> str:
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/")
