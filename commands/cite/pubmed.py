"""PubMed’s records: efetch XML into CSL-JSON, and what PubMed says became of the publication.

Elements: *PubMed DTD*, National Library of Medicine. MEDLINE text has no accents:
it is never read.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import urlencode

from commands.web.client import Network, read_object, unreadable
from commands.web.xml import UnreadableXml, read_xml
from plugins.sources.csl import Item
from plugins.sources.status import CONCERN, CORRECTED, REPLACED, RETRACTED, WITHDRAWN

from .record import Record, date_parts, language, ordered, plain, rich, unmarked, written_date
from .status import PUBMED, Fact, bare

_TOOL = "serment"
_NOT_AVAILABLE = re.compile(r"\[?\s*not available\s*\]?\.?", re.IGNORECASE)
_STATES = {
    "RetractionIn": RETRACTED,
    "ExpressionOfConcernIn": CONCERN,
    "ErratumIn": CORRECTED,
    "CorrectedandRepublishedIn": CORRECTED,
    "UpdateIn": REPLACED,
}
_NOTICES = ("Retraction of Publication", "Retraction Notice", "Expression of Concern")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
# “Lancet. 2010 Feb 6;375(9713):445. doi: 10.1016/…”
_REFERENCE = re.compile(r"\b([12]\d{3}) (\w{3}) (\d{1,2})\b")


def by_number(network: Network, pmid: str) -> Record | None:
    """Return the record of a PubMed number, ``None`` when there is none."""
    asked = {"db": "pubmed", "id": pmid, "retmode": "xml"} | _polite(network)
    url = f"{network.base('SERMENT_PUBMED')}/efetch.fcgi?{urlencode(asked)}"
    answer = network.get(url, PUBMED, "application/xml")
    return read_pubmed(answer.body) if answer.found else None


def by_doi(network: Network, doi: str) -> Record | None:
    """Return the record whose own DOI this is, ``None`` when PubMed has none."""
    # Between quotes: PubMed would take the parentheses of a Lancet DOI for its own.
    asked = {"db": "pubmed", "term": f'"{doi}"[aid]', "retmode": "json"} | _polite(network)
    url = f"{network.base('SERMENT_PUBMED')}/esearch.fcgi?{urlencode(asked)}"
    answer = network.get(url, PUBMED, "application/json")
    if not answer.found:
        return None
    result = read_object(answer, PUBMED).get("esearchresult")
    numbers = result.get("idlist") if isinstance(result, dict) else None
    if not isinstance(numbers, list):
        raise unreadable(PUBMED)
    if len(numbers) != 1 or not str(numbers[0]).isdecimal():
        return None
    record = by_number(network, str(numbers[0]))
    # PubMed also finds what only mentions the DOI.
    return record if record and bare(record.item.get("DOI")) == bare(doi) else None


def _polite(network: Network) -> dict[str, str]:
    return {"tool": _TOOL} | ({"email": network.contact} if network.contact else {})


def read_pubmed(data: bytes) -> Record | None:
    """Return the first record of an efetch answer, ``None`` when it holds none."""
    try:
        root = read_xml(data)
    except UnreadableXml as error:
        raise unreadable(PUBMED) from error
    if root.tag != "PubmedArticleSet":
        raise unreadable(PUBMED)
    article, book = root.find("PubmedArticle"), root.find("PubmedBookArticle/BookDocument")
    if book is not None:
        record = _book(book)
    elif article is not None:
        record = _article(article)
    else:
        return None
    if not record.item.get("title") or not record.item.get("PMID"):
        raise unreadable(PUBMED)
    record.item = ordered(record.item)
    return record


def _article(article: ET.Element) -> Record:
    cited = _child(article, "MedlineCitation")
    paper = _child(cited, "Article")
    issue = _child(paper, "Journal/JournalIssue")
    types = [plain(kind.text) for kind in paper.iterfind("PublicationTypeList/PublicationType")]
    spoken = language(_text(paper, "Language"))
    title, original, translated = _titles(paper, spoken)
    title, mark = unmarked(title)
    item: Item = {
        "type": "article" if "Preprint" in types else "article-journal",
        "title": title,
        "author": list(_people(paper.find("AuthorList"))),
        "container-title": plain(_text(paper, "Journal/Title")),
        "container-title-short": plain(
            _text(paper, "Journal/ISOAbbreviation") or _text(cited, "MedlineJournalInfo/MedlineTA")
        ),
        "issued": _date(_child(issue, "PubDate")) or _electronic(paper),
        "language": "en" if translated else spoken,
        "original-title": original,
        "volume": plain(_text(issue, "Volume")),
        "issue": plain(_text(issue, "Issue")),
        "page": _pages(paper),
        "PMID": plain(_text(cited, "PMID")),
        **_other_names(article, paper),
    }
    facts = list(_facts(cited, types))
    if mark:
        facts.append(Fact(WITHDRAWN if mark != RETRACTED else RETRACTED, PUBMED))
    return Record(
        item,
        facts,
        types,
        translated=translated and not original,
        is_notice=any(kind in _NOTICES for kind in types),
        free="PMCID" in item,
    )


def _book(book: ET.Element) -> Record:
    """Return a book, or a chapter of one (GeneReviews, StatPearls)."""
    whole = _child(book, "Book")
    types = [plain(kind.text) for kind in book.iterfind("PublicationType")]
    title, name = _rich(book.find("ArticleTitle")), _rich(whole.find("BookTitle"))
    lists = {node.get("Type"): node for node in whole.iterfind("AuthorList")}
    lists |= {node.get("Type"): node for node in book.iterfind("AuthorList")}
    item: Item = {
        "type": "chapter" if title else "book",
        "title": (title or name).rstrip("."),
        "author": list(_people(lists.get("authors"))),
        "editor": list(_people(lists.get("editors"))),
        "container-title": name if title else "",
        "issued": _date(_child(whole, "PubDate")),
        "language": language(_text(book, "Language")),
        "publisher": plain(_text(whole, "Publisher/PublisherName")),
        "publisher-place": plain(_text(whole, "Publisher/PublisherLocation")),
        "PMID": plain(_text(book, "PMID")),
        "ISBN": plain(_text(whole, "Isbn")),
    }
    accession = plain(_text(book, "ArticleIdList/ArticleId[@IdType='bookaccession']"))
    if re.fullmatch(r"NBK\d+", accession):
        item["URL"] = f"https://www.ncbi.nlm.nih.gov/books/{accession}/"
    return Record(item, [], types)


def _child(node: ET.Element, path: str) -> ET.Element:
    """Return an element inside another; an empty one when it is not there."""
    found = node.find(path)
    return ET.Element("nothing") if found is None else found


def _text(node: ET.Element, path: str) -> str:
    return node.findtext(path) or ""


def _rich(node: ET.Element | None) -> str:
    """Return the text of an element, its markup kept as far as CSL has it."""
    return "" if node is None else rich(_markup(node))


def _markup(node: ET.Element) -> str:
    pieces = [escape(node.text or "", quote=False)]
    for child in node:
        # A name of another vocabulary (MathML) is no tag that is kept.
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else "span"
        pieces += [f"<{name}>", _markup(child), f"</{name}>", escape(child.tail or "", quote=False)]
    return "".join(pieces)


def _titles(paper: ET.Element, spoken: str) -> tuple[str, str, bool]:
    """Return the title, the one in the article’s own language if it is another, whether translated.

    PubMed puts its own translations between brackets; a French title is what a French reader finds.
    """
    title, own = _rich(paper.find("ArticleTitle")), _rich(paper.find("VernacularTitle"))
    own = own.rstrip(".")
    if _NOT_AVAILABLE.fullmatch(title) or not title:
        return own, "", False
    between = re.fullmatch(r"\[(.*?)\.?\]\.?", title)
    if own and (spoken == "fr" or not between):
        return (own, "", False) if spoken == "fr" else (title.rstrip("."), own, False)
    title = between[1] if between else title
    return title.rstrip("."), own, bool(between) and spoken != "en"


def _people(authors: ET.Element | None) -> Iterator[dict[str, str]]:
    for author in () if authors is None else authors.iterfind("Author"):
        family = plain(_text(author, "LastName"))
        given = plain(_text(author, "ForeName") or _text(author, "Initials"))
        name = {"family": family, "given": given, "suffix": plain(_text(author, "Suffix"))}
        collective = _rich(author.find("CollectiveName")).rstrip(".")
        if family:
            yield {part: value for part, value in name.items() if value}
        elif collective or given:
            yield {"literal": collective or given}


def _date(node: ET.Element) -> dict[str, Any] | None:
    """Return a date of PubMed: ``2024 Dec 11``, ``2024 Fall``, or ``1998 Dec-1999 Jan``."""
    month = _text(node, "Month").strip().lower()
    if month[:3] in _MONTHS:
        month = str(_MONTHS.index(month[:3]) + 1)
    dated = date_parts(_text(node, "Year").strip(), month, _text(node, "Day").strip())
    return dated or written_date(_text(node, "MedlineDate"))


def _electronic(paper: ET.Element) -> dict[str, Any] | None:
    return _date(_child(paper, "ArticleDate"))


def _pages(paper: ET.Element) -> str:
    first = plain(_text(paper, "Pagination/StartPage"))
    last = plain(_text(paper, "Pagination/EndPage"))
    if first:
        return f"{first}-{last}" if last and last != first else first
    written = plain(_text(paper, "Pagination/MedlinePgn"))
    return written or plain(_text(paper, "ELocationID[@EIdType='pii']"))


def _other_names(article: ET.Element, paper: ET.Element) -> dict[str, str]:
    """Return the DOI and the number in PubMed Central."""
    names = {}
    listed = article.iterfind("PubmedData/ArticleIdList/ArticleId")
    found = {node.get("IdType"): plain(node.text) for node in listed}
    doi = found.get("doi") or plain(_text(paper, "ELocationID[@EIdType='doi']"))
    if bare(doi):
        names["DOI"] = doi
    if re.fullmatch(r"PMC\d+", found.get("pmc", "")):
        names["PMCID"] = found["pmc"]
    return names


def _facts(cited: ET.Element, types: list[str]) -> Iterator[Fact]:
    """Return what PubMed says became of an article."""
    if "Retracted Publication" in types:
        yield Fact(RETRACTED, PUBMED)
    for link in cited.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        state = _STATES.get(link.get("RefType", ""))
        # An article that updates another is no preprint.
        if not state or (state == REPLACED and "Preprint" not in types):
            continue
        reference = plain(_text(link, "RefSource"))
        notice = bare(reference).rstrip(".;,")
        if state == REPLACED:
            yield Fact(state, PUBMED, replacement=notice)
        else:
            yield Fact(state, PUBMED, _day(reference), notice)


def _day(reference: str) -> str:
    """Return year-month-day from the reference of a notice; empty when it names no day."""
    match = _REFERENCE.search(reference)
    if not match or match[2].lower() not in _MONTHS or not 1 <= int(match[3]) <= 31:  # noqa: PLR2004
        return ""
    return f"{match[1]}-{_MONTHS.index(match[2].lower()) + 1:02}-{int(match[3]):02}"
