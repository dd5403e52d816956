"""Works by DOI: Crossref, and the other agencies through doi.org and DataCite.

Crossref's REST API says what became of a work in the same answer. Where it does not know a DOI, the
resolver sends the request on to the agency that does; a 404 there means that there is no such DOI.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from commands.web.client import Network, NoAnswerError, incomplete, read_object, unreadable
from plugins.sources.csl import Item
from plugins.sources.title_marks import WITHDRAWN, is_notice_title, read_mark

from .record import (
    Record,
    date_parts,
    language,
    ordered,
    plain,
    preprint_number,
    rich,
    with_subtitles,
    written_date,
)
from .status import CROSSREF, Fact, bare, crossref_facts, is_notice, notice_about

DATACITE = "DataCite"
RESOLVER = "doi.org"
_CSL = "application/vnd.citationstyles.csl+json"
_PREPRINT = "posted-content"

# Crossref's types, and those that its CSL-JSON keeps, into CSL 1.0.2's.
_TYPES = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "reference-entry": "entry",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-series": "book",
    "book-set": "book",
    "dissertation": "thesis",
    "report-component": "report",
    "report-series": "report",
    "peer-review": "review",
    "database": "dataset",
    "journal-issue": "periodical",
    "journal": "periodical",
}
# https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types
_CSL_TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter "
    "classic collection dataset document entry entry-dictionary entry-encyclopedia event figure "
    "graphic hearing interview legal_case legislation manuscript map motion_picture "
    "musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song "
    "speech standard thesis treaty webpage".split()
)
# DataCite calls any text an article; what it is more exactly stands beside.
_DATACITE_TYPES = {
    "BookChapter": "chapter",
    "Book": "book",
    "Dissertation": "thesis",
    "JournalArticle": "article-journal",
    "Preprint": "article",
    "Report": "report",
}
_CHAPTERS = ("chapter", "paper-conference", "entry")


def csl_type(name: Any) -> str:
    """Return the CSL type of a Crossref or CSL type, ``document`` for one that has none."""
    name = _TYPES.get(plain(name), plain(name))
    return name if name in _CSL_TYPES else "document"


def by_doi(network: Network, doi: str) -> Record | None:
    """Return Crossref's record of a DOI, ``None`` when Crossref has none."""
    query = f"?{urlencode({'mailto': network.contact})}" if network.contact else ""
    url = f"{network.base('SERMENT_CROSSREF')}/works/{quote(doi, safe='')}{query}"
    answer = network.get(url, CROSSREF, "application/json")
    return read_work(read_object(answer, CROSSREF)) if answer.found else None


def by_resolver(network: Network, doi: str) -> Record | None:
    """Return the record of a DOI that Crossref does not have, ``None`` when nobody has it."""
    url = f"{network.base('SERMENT_DOI')}/{quote(doi, safe='/')}"
    try:
        answer = network.get(url, RESOLVER, _CSL)
        if not answer.found:
            return None
        return read_csl(read_object(answer, RESOLVER))
    except NoAnswerError as silence:
        return _by_datacite(network, doi, silence)


def _by_datacite(network: Network, doi: str, silence: NoAnswerError) -> Record:
    """Ask DataCite itself, when the resolver gave nothing that can be read."""
    url = f"{network.base('SERMENT_DATACITE')}/dois/{quote(doi, safe='/')}"
    try:
        answer = network.get(url, DATACITE, "application/vnd.api+json")
    except NoAnswerError:
        raise silence from None
    if not answer.found:
        raise silence
    return read_datacite(read_object(answer, DATACITE))


def read_work(data: Mapping[str, Any]) -> Record:
    """Return the record in an answer of Crossref's REST API, whole or its ``message`` alone."""
    work = data.get("message", data)
    if not isinstance(work, dict) or not bare(work.get("DOI")):
        raise unreadable(CROSSREF)
    item, mark = _item(work)
    if not item["title"]:
        raise incomplete(CROSSREF)
    # Cochrane withdraws a review that it no longer maintains: its title says so, PubMed’s too.
    facts = crossref_facts(work, withdrawn=mark == WITHDRAWN)
    facts += _said_by_title(mark, _publisher(work) or CROSSREF)
    return Record(
        ordered(item),
        facts,
        is_notice=is_notice(work) or is_notice_title(item["title"]),
        about=notice_about(work),
        free=_is_free(work),
    )


def read_csl(work: Mapping[str, Any]) -> Record:
    """Return the record in the CSL-JSON that a registration agency sends.

    Crossref's own names of types, and markup in titles, come through it.
    """
    if "data" in work:
        return read_datacite(work)
    item, mark = _item(work)
    if not item["title"] or not item.get("DOI"):
        raise incomplete(RESOLVER)
    return Record(
        ordered(item),
        _said_by_title(mark, _publisher(work) or RESOLVER),
        is_notice=is_notice_title(item["title"]),
    )


def _said_by_title(mark: str, who: str) -> list[Fact]:
    """Return what the mark of a title says, even where no notice was deposited."""
    return [Fact(mark, who)] if mark else []


def _item(work: Mapping[str, Any]) -> tuple[Item, str]:
    """Return the CSL item of a work, and what its title says became of it."""
    marked = read_mark(rich(_first(work.get("title"))))
    kind = csl_type(work.get("type"))
    containers = _texts(work.get("container-title"))
    short = _texts(work.get("container-title-short")) or _texts(work.get("short-container-title"))
    # A chapter is in a book, which is in a series: the book comes last.
    container = (containers or [""])[-1 if kind in _CHAPTERS else 0]
    series = containers[0] if kind in _CHAPTERS and len(containers) > 1 else ""
    preprint = work.get("type") == _PREPRINT and work.get("subtype", "preprint") == "preprint"
    issued = _issued(work)
    item: Item = {
        "type": kind,
        "title": with_subtitles(marked.title, *_texts(work.get("subtitle"))).rstrip("."),
        "author": list(_people(work.get("author"))),
        "editor": list(_people(work.get("editor"))),
        "translator": list(_people(work.get("translator"))),
        "container-title": container or (_server(work) if work.get("type") == _PREPRINT else ""),
        "container-title-short": short[0] if short and len(short[0]) < len(container) else "",
        "collection-title": series,
        "issued": issued,
        "language": language(work.get("language")),
        "original-title": rich(_first(work.get("original-title"))),
        "volume": plain(work.get("volume")),
        "issue": plain(work.get("issue")),
        "page": plain(work.get("page"))
        or plain(work.get("article-number"))
        or (preprint_number(bare(work.get("DOI"))) if preprint else ""),
        "genre": "preprint" if preprint else "",
        "DOI": bare(work.get("DOI")),
        **_event(work.get("event")),
    }
    if kind == "article-journal":
        online = _day(work, "published-online")
        item["available-date"] = online if _day(work, "published-print") else None
    else:
        item["publisher"] = _publisher(work)
        item["publisher-place"] = plain(work.get("publisher-location"))
        item["ISBN"] = _isbn(work)
        item["edition"] = plain(work.get("edition-number"))
    return item, marked.state


def _server(work: Mapping[str, Any]) -> str:
    """Return where a preprint stands: medRxiv, which a laboratory deposits its works for."""
    institution = _first(work.get("institution"))
    return rich(institution.get("name")) if isinstance(institution, Mapping) else ""


def _event(event: Any) -> Item:
    """Return the fields of the conference that a paper was read at."""
    if not isinstance(event, Mapping):
        return {}
    known = (_day(event, name) for name in ("start", "end"))
    days = [day["date-parts"][0] for day in known if day]
    return {
        "event-title": rich(event.get("name")),
        "event-place": rich(event.get("location")),
        "event-date": {"date-parts": days} if days else None,
    }


def _publisher(work: Mapping[str, Any]) -> str:
    return plain(work.get("publisher"))


def _isbn(work: Mapping[str, Any]) -> str:
    found = _texts(work.get("ISBN"))
    return found[0].rpartition("/")[2] if found else ""


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in map(rich, values) if text]


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _people(people: Any) -> Iterator[dict[str, str]]:
    for person in people if isinstance(people, list) else ():
        if not isinstance(person, Mapping):
            continue
        family, given = rich(person.get("family")), rich(person.get("given"))
        name = {
            "family": family,
            "given": given,
            "non-dropping-particle": plain(person.get("non-dropping-particle")),
            "dropping-particle": plain(person.get("dropping-particle")),
            "suffix": plain(person.get("suffix")),
        }
        if family and given:
            yield {part: value for part, value in name.items() if value}
        else:
            # Groups come as a name, or as a family name with nothing before it.
            whole = rich(person.get("literal")) or rich(person.get("name")) or family or given
            if whole:
                yield {"literal": whole}


def _issued(work: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the date of the printed issue, else the earliest one."""
    names = ("published-print", "issued", "published", "published-online")
    return next((day for day in (_day(work, name) for name in names) if day), None)


def _day(work: Mapping[str, Any], name: str) -> dict[str, Any] | None:
    written = work.get(name)
    parts = written.get("date-parts") if isinstance(written, Mapping) else None
    first = _first(parts)
    dated = date_parts(*first) if isinstance(first, list) else None
    if not dated and isinstance(written, Mapping):
        dated = written_date(written.get("raw") or written.get("literal"))
    return dated


def _is_free(work: Mapping[str, Any]) -> bool:
    """Tell whether the published version is under an open licence, from its first day."""
    licences = work.get("license")
    return any(
        isinstance(licence, Mapping)
        and "creativecommons.org/" in str(licence.get("URL"))
        and licence.get("content-version", "vor") in ("vor", "unspecified")
        and not licence.get("delay-in-days")
        for licence in (licences if isinstance(licences, list) else ())
    )


def read_datacite(data: Mapping[str, Any]) -> Record:
    """Return the record in an answer of DataCite's REST API: preprints, data sets, reports."""
    held = data.get("data")
    work = held.get("attributes") if isinstance(held, Mapping) else None
    if not isinstance(work, Mapping) or not bare(work.get("doi")):
        raise unreadable(DATACITE)
    types = work.get("types")
    types = types if isinstance(types, Mapping) else {}
    titles = work.get("titles")
    titles = [t for t in titles if isinstance(t, Mapping)] if isinstance(titles, list) else []
    # A subtitle or a translation has a titleType; the title has none.
    title = next((t for t in titles if not t.get("titleType")), titles[0] if titles else {})
    marked = read_mark(rich(title.get("title")))
    subtitles = [rich(t.get("title")) for t in titles if t.get("titleType") == "Subtitle"]
    publisher = work.get("publisher")
    if isinstance(publisher, Mapping):
        publisher = publisher.get("name")
    container = work.get("container")
    container = container if isinstance(container, Mapping) else {}
    item: Item = {
        "type": _datacite_type(types),
        "title": with_subtitles(marked.title, *subtitles).rstrip("."),
        "author": list(_creators(work.get("creators"))),
        "container-title": rich(container.get("title")),
        "issued": _datacite_day(work),
        "language": language(work.get("language")),
        "volume": plain(container.get("volume")),
        "issue": plain(container.get("issue")),
        "page": "-".join(
            filter(None, (plain(container.get("firstPage")), plain(container.get("lastPage"))))
        ),
        "number": _arxiv_number(work),
        "version": "" if _datacite_type(types) == "article" else plain(work.get("version")),
        "genre": "preprint" if types.get("resourceTypeGeneral") == "Preprint" else "",
        "publisher": plain(publisher),
        "DOI": bare(work.get("doi")),
    }
    if not item["title"]:
        raise incomplete(DATACITE)
    rights = work.get("rightsList")
    free = any(
        isinstance(right, Mapping) and "creativecommons.org/" in str(right.get("rightsUri"))
        for right in (rights if isinstance(rights, list) else ())
    )
    return Record(
        ordered(item),
        _said_by_title(marked.state, plain(publisher) or DATACITE),
        is_notice=is_notice_title(item["title"]),
        free=free,
    )


def _arxiv_number(work: Mapping[str, Any]) -> str:
    """Return the number of a preprint of arXiv, which readers look for; empty for anything else."""
    names = work.get("identifiers")
    for name in names if isinstance(names, list) else ():
        if isinstance(name, Mapping) and str(name.get("identifierType")).lower() == "arxiv":
            return plain(name.get("identifier"))
    match = re.fullmatch(r"10\.48550/arxiv\.(.+)", bare(work.get("doi")))
    return match[1] if match else ""


def _datacite_type(types: Mapping[str, Any]) -> str:
    known = _DATACITE_TYPES.get(plain(types.get("resourceTypeGeneral")), "")
    kind = csl_type(types.get("citeproc"))
    return known or ("document" if kind == "article" else kind)


def _creators(creators: Any) -> Iterator[dict[str, str]]:
    for creator in creators if isinstance(creators, list) else ():
        if not isinstance(creator, Mapping):
            continue
        family, given = rich(creator.get("familyName")), rich(creator.get("givenName"))
        name = rich(creator.get("name"))
        if creator.get("nameType") != "Organizational" and not family and name.count(", ") == 1:
            family, _, given = name.partition(", ")
        if family and given and creator.get("nameType") != "Organizational":
            yield {"family": family, "given": given}
        elif name or family or given:
            yield {"literal": name or family or given}


def _datacite_day(work: Mapping[str, Any]) -> dict[str, Any] | None:
    dates = work.get("dates")
    for kind in ("Issued", "Available"):
        for one in dates if isinstance(dates, list) else ():
            if isinstance(one, Mapping) and one.get("dateType") == kind:
                dated = written_date(one.get("date"))
                if dated:
                    return dated
    return written_date(work.get("publicationYear"))
