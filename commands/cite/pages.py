"""What a web page says of itself: ``citation_`` metas, JSON-LD, Open Graph, its title.

Metas: Google Scholar, *Inclusion guidelines for webmasters*; https://ogp.me/; https://schema.org/.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from commands.web.client import Network, NoAnswerError
from plugins.shared.problems import N_
from plugins.sources.csl import Item

from .charset import decoded
from .identifiers import DOI, PMID, Identifier, identify
from .page_kinds import is_missing, what_instead
from .record import Record, date_parts, language, ordered, plain, rich, written_date
from .status import bare

_PAGES = ("text/html", "application/xhtml+xml", "")
# Schema.org's kinds that say what the page is about, not the site or a way through it.
_WORKS = ("Article", "WebPage", "Report", "Guideline", "Dataset", "BlogPosting", "Book")
_NO_TITLE = N_("“{address}” says nothing of itself: no title was found.")
_COPY = N_("Open the page, and paste the DOI or the PubMed number that stands there.")
_BY_HAND = N_("Write the reference by hand in the list “## Sources” of the article.")


@dataclass(frozen=True)
class Page:
    """A page as a source, and the publication that it says it shows, if any."""

    record: Record
    shows: Identifier | None


def by_address(network: Network, url: str, today: date) -> Page | None:
    """Return what a page says of itself, ``None`` when there is no page; ``today``: the day read.

    The address stays as it was typed: it is what the article names.
    """
    host = re.sub(r"^https?://([^/?#]*).*", r"\1", url, flags=re.IGNORECASE | re.DOTALL)
    answer = network.get(url, host, "text/html,application/xhtml+xml")
    if not answer.found:
        return None
    if answer.kind not in _PAGES:
        what = N_("“{address}” is no page but a file ({kind}): it does not say what it is.")
        raise NoAnswerError(what, _BY_HAND, {"address": url, "kind": answer.kind})
    page = read_page(answer.body, url, today, answer.charset)
    if page is None:
        raise NoAnswerError(_NO_TITLE, _BY_HAND, {"address": url})
    title = str(page.record.item["title"])
    if not page.shows and is_missing(title):
        return None
    instead = None if page.shows else what_instead(title, answer.url)
    if instead:
        raise NoAnswerError(instead, _COPY, {"address": url})
    return page


def read_page(data: bytes, url: str, today: date, charset: str = "") -> Page | None:
    """Return what a page says of itself, ``None`` when it does not even have a title.

    ``charset``: the one that its header names.
    """
    tree = LexborHTMLParser(decoded(data, charset))
    metas = _metas(tree)
    described = next(_json_ld(tree), {})
    node = tree.css_first("title")
    title = (
        metas.get("citation_title", [""])[0]
        or rich(described.get("headline") or described.get("name"))
        or metas.get("og:title", [""])[0]
        or (rich(node.text()) if node else "")
    )
    if not title:
        return None
    site = metas.get("og:site_name", [""])[0] or _name(described.get("publisher"))
    journal = metas.get("citation_journal_title", [""])[0]
    root = tree.css_first("html")
    spoken = metas.get("citation_language", [""])[0] or described.get("inLanguage")
    spoken = language(spoken) or language((root.attributes.get("lang") if root else "") or "")
    written = (
        *metas.get("citation_publication_date", []),
        *metas.get("citation_date", []),
        described.get("datePublished"),
        *metas.get("article:published_time", []),
        *metas.get("dc.date", []),
    )
    item: Item = {
        "type": "article-journal" if journal else "webpage",
        "title": _without_site(title, site).rstrip("."),
        "author": list(_authors(metas, described)),
        "container-title": journal or site,
        "issued": next((day for day in map(written_date, written) if day), None),
        "accessed": date_parts(today.year, today.month, today.day),
        "language": spoken,
        "volume": metas.get("citation_volume", [""])[0],
        "issue": metas.get("citation_issue", [""])[0],
        "page": "-".join(
            pages[0]
            for pages in (metas.get("citation_firstpage"), metas.get("citation_lastpage"))
            if pages
        ),
        "URL": url,
    }
    return Page(Record(ordered(item)), _shown(metas))


def _metas(tree: LexborHTMLParser) -> dict[str, list[str]]:
    """Return the metas of a page that are not empty, by name in small letters."""
    found: dict[str, list[str]] = {}
    for node in tree.css("meta"):
        name = plain(node.attributes.get("name") or node.attributes.get("property")).lower()
        content = rich(node.attributes.get("content"))
        if name and content:
            found.setdefault(name, []).append(content)
    return found


def _json_ld(tree: LexborHTMLParser) -> Iterator[Mapping[str, Any]]:
    """Yield the JSON-LD objects that say what the page is."""
    for node in tree.css('script[type="application/ld+json"]'):
        try:
            found = json.loads(node.text())
        except (ValueError, RecursionError):
            continue
        graph = found.get("@graph", found) if isinstance(found, dict) else found
        for one in graph if isinstance(graph, list) else [graph]:
            kinds = one.get("@type") if isinstance(one, dict) else None
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(str(kind).endswith(_WORKS) for kind in kinds):
                yield one


def _authors(
    metas: Mapping[str, list[str]], described: Mapping[str, Any]
) -> Iterator[dict[str, str]]:
    """Return who wrote a page: people as ``Family, Given``, others whole."""
    written = metas.get("citation_author") or metas.get("citation_authors")
    if written:
        for name in [part for names in written for part in names.split(";")]:
            yield from _person(plain(name))
        return
    authors = described.get("author")
    named = False
    for one in authors if isinstance(authors, list) else [authors]:
        if _name(one):
            named = True
            yield {"literal": _name(one)}
    for name in () if named else metas.get("author", [])[:1]:
        yield {"literal": name}


def _person(name: str) -> Iterator[dict[str, str]]:
    family, comma, given = (part.strip() for part in name.partition(","))
    if comma and family and given:
        yield {"family": family, "given": given}
    elif name:
        yield {"literal": name}


def _name(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    return rich(value.get("name")) if isinstance(value, Mapping) else rich(value)


def _without_site(title: str, site: str) -> str:
    """Return a title without the name of its site after it: ``Asthme | ameli.fr``."""
    match = re.fullmatch(r"(.+?)\s+[|\u2013\u2014:-]\s+(.+)", title)
    return match[1] if match and site and match[2].casefold() == site.casefold() else title


def _shown(metas: Mapping[str, list[str]]) -> Identifier | None:
    """Return the publication that a page shows: a publisher’s page names its DOI."""
    for name, kind in (
        ("citation_doi", DOI),
        ("bepress_citation_doi", DOI),
        ("dc.identifier.doi", DOI),
        ("dc.identifier", DOI),
        ("prism.doi", DOI),
        ("citation_pmid", PMID),
    ):
        for content in metas.get(name, []):
            found = identify(bare(content) or content)
            if found and found.kind == kind:
                return found
    return None
