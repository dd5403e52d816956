"""From an identifier to a source, with its status, asking whoever knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from commands.cli.errors import CommandError
from commands.web.client import Network, NoAnswerError
from plugins.shared.problems import N_
from plugins.shared.tracking import untracked
from plugins.sources.csl import Item, in_brackets
from plugins.sources.status import GRAVITY, OK, UNKNOWN

from . import books, crossref, pages, pubmed
from .identifiers import DOI, ISBN, PMCID, PMID, URL, Identifier
from .pubmed import NOT_AVAILABLE
from .record import Record, ordered
from .status import CROSSREF, PUBMED, RETRACTION_WATCH, Fact, bare, verdict

_CHECK = N_("Check it where you copied it from.")


@dataclass
class Reading:
    """What PubMed and Crossref say of one publication, and who of them did not answer."""

    pubmed: Record | None = None
    crossref: Record | None = None
    silent: list[NoAnswerError] = field(default_factory=list)

    @property
    def facts(self) -> list[Fact]:
        """What both say became of it."""
        return [fact for record in (self.pubmed, self.crossref) if record for fact in record.facts]

    @property
    def answered(self) -> list[str]:
        """Those who know the publication."""
        known = ((PUBMED, self.pubmed), (CROSSREF, self.crossref))
        return [name for name, record in known if record]


@dataclass
class Found:
    """A source without its short name. ``about``: what it is the notice of, if it is one.

    ``silent``: those who could have said more.
    """

    item: Item
    is_notice: bool = False
    about: dict[str, str] = field(default_factory=dict)
    silent: list[NoAnswerError] = field(default_factory=list)


def read(network: Network, names: Mapping[str, str]) -> Reading:
    """Ask PubMed and Crossref about one publication.

    ``names``: what is known of its ``PMID``, ``DOI`` and ``PMCID``; PubMed is asked by the first of
    them, and Crossref by the DOI, which PubMed may know.
    """
    reading = Reading()
    doi = names.get(DOI, "")
    ways = ((PMID, pubmed.by_number), (DOI, pubmed.by_doi), (PMCID, pubmed.by_pmcid))
    try:
        reading.pubmed = next((ask(network, names[k]) for k, ask in ways if names.get(k)), None)
        doi = doi or bare(reading.pubmed.item.get("DOI") if reading.pubmed else "")
    except NoAnswerError as silence:
        reading.silent.append(silence)
    try:
        reading.crossref = crossref.by_doi(network, doi) if doi else None
    except NoAnswerError as silence:
        reading.silent.append(silence)
    return reading


def status(
    reading: Reading, watched: list[Fact] | None, last: dict[str, Any], today: date
) -> dict[str, Any] | None:
    """Return the status to keep, ``None`` when the last one stays.

    When somebody did not answer, only what is worse than before is believed: silence proves
    nothing. Nor does it prove anything that nobody has heard of a publication.

    ``watched``: what the list of Retraction Watch says, ``None`` where it was not given. What only
    that list said stays then.
    """
    kept = _remembered(last) if watched is None else []
    facts = [*reading.facts, *(watched or kept)]
    known = last.get("state")
    before = GRAVITY.index(known) if known in GRAVITY else 0
    if not reading.silent:
        found = verdict(facts, reading.answered, today)
        if kept and found == verdict(kept, [], today) and kept[0].state not in _states(reading):
            return None
        # Nobody knows it any more, which takes nothing back: doi.org’s title may have said it.
        return None if found["state"] == UNKNOWN and before > GRAVITY.index(OK) else found
    found = verdict(facts, [], today)
    if GRAVITY.index(found["state"]) > max(before, GRAVITY.index(OK)):
        return found
    return None if last else {"state": UNKNOWN}


def _remembered(last: dict[str, Any]) -> list[Fact]:
    """Return what only Retraction Watch said at the last reading, as it said it."""
    if last.get("by") != [RETRACTION_WATCH] or last.get("state") not in GRAVITY:
        return []
    names = ("state", "since", "notice", "replacement", "notice_pmid")
    state, since, notice, replacement, number = (str(last.get(name) or "") for name in names)
    return [Fact(state, RETRACTION_WATCH, since, notice, replacement, number)]


def _states(reading: Reading) -> set[str]:
    return {fact.state for fact in reading.facts}


def resolve(network: Network, identifier: Identifier, today: date) -> Found:
    """Return the source that an identifier names; raise :class:`CommandError` if nobody has it."""
    ways = {
        DOI: _by_doi,
        PMID: _by_number,
        PMCID: _by_archive,
        ISBN: _by_isbn,
        URL: _by_address,
    }
    return ways[identifier.kind](network, identifier.value, today)


def _by_number(network: Network, pmid: str, today: date) -> Found:
    reading = read(network, {PMID: pmid})
    if reading.pubmed is None:
        if reading.silent:
            raise reading.silent[0]
        raise CommandError(N_("PubMed has no article number {number}."), _CHECK, {"number": pmid})
    found = _publication(reading, today)
    found.item = ordered(found.item | {"PMID": pmid})
    return found


def _by_archive(network: Network, pmcid: str, today: date) -> Found:
    """Return the article that PubMed Central keeps under a number."""
    record = pubmed.by_pmcid(network, pmcid)
    if record is None:
        what = N_("PubMed knows no article by the number {number} of PubMed Central.")
        fix = N_("Paste its DOI or its PubMed number instead: the page of the article has them.")
        raise CommandError(what, fix, {"number": pmcid})
    return _by_number(network, str(record.item["PMID"]), today)


def _by_doi(network: Network, doi: str, today: date) -> Found:
    reading = read(network, {DOI: doi})
    if not reading.answered:
        other = crossref.by_resolver(network, doi)
        if other is None:
            if reading.silent:
                raise reading.silent[0]
            raise CommandError(N_("No publication has the DOI {doi}."), _CHECK, {"doi": doi})
        found = _found(other.item, other, reading, crossref.RESOLVER, today)
    else:
        found = _publication(reading, today)
    # Some publications have two: the article names this one.
    if bare(found.item.get("DOI")) != doi:
        found.item = ordered(found.item | {"DOI": doi})
    return found


def _by_isbn(network: Network, isbn: str, today: date) -> Found:
    known = books.by_isbn(network, isbn)
    if known is None:
        what = N_("Neither the French national library nor Open Library has the ISBN {isbn}.")
        raise CommandError(what, _CHECK, {"isbn": isbn})
    record, who = known
    return Found(ordered(record.item | {"custom": {"resolved": _resolved(who, today)}}))


def _by_address(network: Network, url: str, today: date) -> Found:
    url = untracked(url)
    page = pages.by_address(network, url, today)
    if page is None:
        raise CommandError(N_("There is no page at {address}."), _CHECK, {"address": url})
    if page.shows:
        try:
            found = resolve(network, page.shows, today)
        except NoAnswerError:
            raise
        except CommandError:
            # The page names a publication that nobody knows: the page is there all the same.
            pass
        else:
            found.item = ordered(found.item | {"URL": url})
            return found
    who = url.split("/")[2]
    return Found(ordered(page.record.item | {"custom": {"resolved": _resolved(who, today)}}))


def _publication(reading: Reading, today: date) -> Found:
    """Return one source from what PubMed and Crossref know of it."""
    first, second = reading.pubmed, reading.crossref
    if first and second:
        return _found(_merged(first, second), first, reading, PUBMED, today)
    record, who = (first, PUBMED) if first else (second, CROSSREF)
    assert record is not None
    return _found(record.item, record, reading, who, today)


def _found(item: Item, record: Record, reading: Reading, who: str, today: date) -> Found:
    asked = [one for one in (reading.pubmed, reading.crossref) if one]
    records = [record, *asked]
    about: dict[str, str] = {}
    for one in records:
        about |= {name: value for name, value in one.about.items() if name not in about}
    embargo = max((one.free_from for one in records), default="")
    in_archive = any(one.free and not one.free_from > today.isoformat() for one in records)
    custom = {
        **item.get("custom", {}),
        "publication_types": reading.pubmed.types if reading.pubmed else [],
        "study": reading.pubmed.study if reading.pubmed else "",
        "access": "free" if in_archive else "",
        "free_from": embargo if embargo > today.isoformat() and not in_archive else "",
        "about": about,
        # Of those who are not asked about every publication, the resolver may say more.
        "status": status(reading, record.facts if record not in asked else [], {}, today),
        "resolved": _resolved(who, today),
    }
    kept = {name: value for name, value in custom.items() if value}
    return Found(
        ordered(item | {"custom": kept}),
        any(one.is_notice for one in records),
        about,
        reading.silent,
    )


def _merged(pubmed_has: Record, crossref_has: Record) -> Item:
    """Return the best of two records: PubMed's, which librarians read over, filled up.

    The journal's own name and a title that PubMed translated are Crossref's; so are the authors
    where PubMed lists fewer, as it did for years.
    """
    item = crossref_has.item | pubmed_has.item
    item["author"] = max(
        pubmed_has.item.get("author", []), crossref_has.item.get("author", []), key=len
    )
    if pubmed_has.item["type"] == "article-journal" and crossref_has.item.get("container-title"):
        item["container-title"] = crossref_has.item["container-title"]
    # What PubMed knows of an article’s dates is whole: Crossref’s other day would be a second one.
    if "issued" in pubmed_has.item and "available-date" not in pubmed_has.item:
        item.pop("available-date", None)
    title, known = crossref_has.item["title"], str(pubmed_has.item["title"])
    if known == NOT_AVAILABLE or (
        pubmed_has.translated and _is_own_title(crossref_has, pubmed_has)
    ):
        item["title"] = title
        spoken = crossref_has.item.get("language")
        item["language"] = pubmed_has.item.get("language") or spoken or ""
    return ordered(item)


def _is_own_title(crossref_has: Record, pubmed_has: Record) -> bool:
    """Tell whether Crossref has a title in the article’s own language, not one more translation."""
    title, spoken = str(crossref_has.item["title"]), str(pubmed_has.item.get("language") or "")
    if title.casefold() == in_brackets(str(pubmed_has.item["title"])).casefold():
        return False
    in_letters_of_its_own = not any("a" <= letter.lower() <= "z" for letter in title[:40])
    return in_letters_of_its_own or crossref_has.item.get("language") in spoken.split(", ")


def _resolved(who: str, today: date) -> dict[str, str]:
    return {"by": who, "on": today.isoformat()}
