"""The sources as search engines read them: schema.org’s ``citation``. Knows nothing of Pelican."""

from __future__ import annotations

from typing import Any

from .csl import Item, in_brackets, text
from .evidence import year_of
from .identifier_syntax import DOI, Identifier
from .status import RETRACTED, doi, status_of
from .vancouver import rich_text
from .written import Written

# Type of CSL: of schema.org.
_TYPES = {
    "article-journal": "ScholarlyArticle",
    "journal-article": "ScholarlyArticle",
    "article": "ScholarlyArticle",
    "posted-content": "ScholarlyArticle",
    "paper-conference": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "book-chapter": "Chapter",
    "report": "Report",
    "thesis": "Thesis",
    "dissertation": "Thesis",
    "dataset": "Dataset",
    "webpage": "WebPage",
    "post-weblog": "BlogPosting",
}


def citation(item: Item) -> dict[str, Any] | str:
    """Return a source for JSON-LD: its address, by its DOI where it has one; else what is known."""
    own, url = doi(item.get("DOI")), text(item, "URL")
    pmid = text(item, "PMID")
    links = [f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"] if pmid else []
    where = Identifier(DOI, own).address if own else url or next(iter(links), "")
    title = text(item, "title")
    kind = _TYPES.get(text(item, "type"), "CreativeWork")
    facts = {
        "@type": kind,
        "@id": where,
        # As published; PubMed’s translation stands between brackets.
        "name": rich_text(text(item, "original-title") or in_brackets(title) or title).striptags(),
        # What an address names, it says who wrote, when and where.
        **({} if where else _origin(item, kind)),
    }
    return _told(facts, is_retracted=status_of(item).state == RETRACTED)


def citation_as_written(written: Written) -> dict[str, Any] | str:
    """Return a reference written by hand for JSON-LD: where it leads, else its words."""
    facts = {"@type": "CreativeWork", "@id": written.address, "name": written.plain}
    return _told(facts, is_retracted=written.state == RETRACTED)


def _told(facts: dict[str, Any], *, is_retracted: bool) -> dict[str, Any] | str:
    """Return the address of a source, which tells the rest; all that is known, without one.

    What was retracted is told whatever else is.
    """
    if facts["@id"] and not is_retracted:
        address: str = facts["@id"]
        return address
    facts["creativeWorkStatus"] = "Retracted" if is_retracted else ""
    return {name: value for name, value in facts.items() if value}


def _origin(item: Item, kind: str) -> dict[str, Any]:
    """Return who wrote a source, when, and in which periodical."""
    year, journal = year_of(item), text(item, "container-title")
    in_a_periodical = journal and kind == "ScholarlyArticle"
    return {
        "author": _authors(item),
        "datePublished": str(year or ""),
        "isPartOf": {"@type": "Periodical", "name": journal} if in_a_periodical else None,
    }


def _authors(item: Item) -> list[dict[str, str]]:
    people = item.get("author")
    found = []
    for person in people if isinstance(people, list) else []:
        if not isinstance(person, dict):
            continue
        if text(person, "literal"):
            found.append({"@type": "Organization", "name": text(person, "literal")})
        elif text(person, "family"):
            name = f"{text(person, 'given')} {text(person, 'family')}".strip()
            found.append({"@type": "Person", "name": name})
    return found
