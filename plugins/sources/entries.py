"""What is told of a source: in the box of an article, and on the page of all sources.

Knows nothing of Pelican.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape as html_escape
from typing import Any

from markupsafe import Markup

from plugins.shared.problems import N_, Phrase
from plugins.shared.typography import typeset

from .csl import Item
from .evidence import (
    STUDIES,
    Grade,
    grade_of,
    is_free,
    recommendations_of,
    study_of,
    year_of,
)
from .identifiers import DOI, PMCID, PMID, Identifier, is_doi, is_pmid, is_url
from .library import Library, fold
from .status import GRAVITY, UNKNOWN, Status, doi, status_of
from .written import Written

_PLACES = {
    "doi": N_("See the publication"),
    "pubmed": N_("Summary on PubMed"),
    "pmc": N_("Full text on PubMed Central"),
    "page": N_("See the page"),
    "archive": N_("See the archived copy"),
    "about": N_("See the publication that it is about"),
}
# The identifiers of a reference written by hand that become links below it.
_KINDS = {DOI: "doi", PMID: "pubmed", PMCID: "pmc"}


@dataclass(frozen=True)
class Link:
    """Where a source can be read: ``kind`` is one of those above."""

    kind: str
    url: str

    @property
    def words(self) -> Phrase:
        """What the reader finds there."""
        return _PLACES[self.kind]


@dataclass(frozen=True)
class Advice:
    """One recommendation of a guideline, typeset, and its grade."""

    text: Markup
    grade: Grade


@dataclass(frozen=True)
class Entry:
    """One numbered line of the box.

    ``calls``: the ids of the calls in the text, those too that are not printed; ``back``: that of
    the first that is; ``old``: the year of a source that is older than
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
    advice: tuple[Advice, ...] = ()
    free: bool | None = None
    old: int = 0
    calls: tuple[str, ...] = ()
    back: str = ""


@lru_cache(maxsize=8192)
def describe(library: Library, id_: str, language: str, since: int) -> Entry:
    """Return all that is told of a source of the library, without its number."""
    item, note = library.items[id_], library.note(id_)
    status, year = _checked(library.status(id_, language)), year_of(item)
    return Entry(
        number=0,
        anchor="",
        text=library.text(id_, language),
        id=id_,
        links=_links(item, str(note.get("archive", ""))),
        status=status,
        study=study_of(item, note),
        grade=grade_of(note),
        advice=_advice(note, language),
        free=is_free(item, library.day),
        old=year if _is_old(year, since, status, note) else 0,
    )


def describe_written(written: Written, status: Status, library: Library, language: str) -> Entry:
    """Return all that is told of a reference written by hand, without its number."""
    note = library.note(written.key)
    links = [
        Link(_KINDS[one.kind], one.address)
        for one in written.identifiers
        if one.kind in _KINDS and one.name not in written.linked
    ]
    return Entry(
        number=0,
        anchor="",
        text=written.text,
        links=(*links, *_archived(str(note.get("archive", "")))),
        status=status,
        study=STUDIES.get(str(note.get("study", "")).lower()),
        grade=grade_of(note),
        advice=_advice(note, language),
    )


def status_as_written(library: Library, written: Written, id_: str, language: str) -> Status:
    """Return what became of a reference written by hand: the gravest of what is known of it.

    What its own words say; what the library, or the last ``cite --check``, says of each publication
    that it names.
    """
    known = [Status(written.state)] if written.state else []
    for one in written.identifiers:
        named = library.named([one])
        if named:
            known.append(library.status(named, language))
        if one.name in library.followed:
            known.append(status_of({"custom": {"status": library.followed[one.name]}}))
    if id_ in library.items:
        known.append(library.status(id_, language))
    gravest = max(known, key=_gravity, default=Status(UNKNOWN))
    said = gravest.acknowledged or library.acknowledged(written.key, language)
    return _checked(replace(gravest, acknowledged=said))


def _gravity(status: Status) -> int:
    return GRAVITY.index(status.state)


def _checked(status: Status) -> Status:
    """Return a status whose notices lead somewhere."""
    notice, replacement = (
        name if is_doi(name) else "" for name in (status.notice, status.replacement)
    )
    return replace(status, notice=notice, replacement=replacement)


def _advice(note: Mapping[str, Any], language: str) -> tuple[Advice, ...]:
    return tuple(
        Advice(_sentence(one.text, language), one.grade)
        for one in recommendations_of(note, language)
    )


def _sentence(words: str, language: str) -> Markup:
    return Markup(typeset(html_escape(words.rstrip(" .;:"), quote=False), language) + ".")


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
    library: Library,
    uses: Mapping[str, list[Use]],
    language: str,
    since: int,
    written: Mapping[Entry, list[Use]] | None = None,
) -> list[Cited]:
    """Return the sources that some articles cite, in the order of their printed references.

    ``written``: those written by hand, as the articles show them.
    """
    entries = [(describe(library, id_, language, since), tuple(uses[id_])) for id_ in uses]
    entries += [(entry, tuple(where)) for entry, where in (written or {}).items()]
    entries.sort(key=lambda pair: (fold(pair[0].text.striptags()), pair[0].id))
    return [
        Cited(replace(entry, anchor=f"reference-{number}"), where)
        for number, (entry, where) in enumerate(entries, start=1)
    ]


def _links(item: Item, archive: str) -> tuple[Link, ...]:
    links = []
    own_doi, pmid = doi(item.get("DOI")), str(item.get("PMID") or "")
    url = str(item.get("URL") or "")
    if is_doi(own_doi):
        links.append(Link("doi", Identifier(DOI, own_doi).address))
    if is_pmid(pmid):
        links.append(Link("pubmed", Identifier(PMID, pmid).address))
    if is_url(url) and not own_doi:
        links.append(Link("page", url))
    return (*links, *_about(item), *_archived(archive))


def _archived(archive: str) -> tuple[Link, ...]:
    return (Link("archive", archive),) if archive.startswith("https://") else ()


def _about(item: Item) -> list[Link]:
    """Return where the publication is read that a notice is about, if the source is a notice."""
    custom = item.get("custom")
    known = custom.get("about") if isinstance(custom, dict) else None
    known = known if isinstance(known, dict) else {}
    own_doi, pmid = doi(known.get("DOI")), str(known.get("PMID") or "")
    if own_doi:
        return [Link("about", Identifier(DOI, own_doi).address)]
    if pmid.isdecimal():
        return [Link("about", f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/")]
    return []
