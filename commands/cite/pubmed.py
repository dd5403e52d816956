"""PubMed’s records: efetch XML into CSL-JSON, and what PubMed says became of the publication.

Elements: *PubMed DTD*, National Library of Medicine. MEDLINE text has no accents:
it is never read.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import escape
from urllib.parse import urlencode

from commands.web.client import Network, incomplete, read_object, unreadable
from commands.web.xml import UnreadableXml, read_xml
from plugins.sources.csl import Item, in_brackets
from plugins.sources.status import CONCERN, CORRECTED, REPLACED, RETRACTED
from plugins.sources.title_marks import is_notice_title, read_mark

from .pubmed_dates import book_dates, day_in, publication_dates, released
from .record import Record, language, ordered, plain, preprint_number, rich
from .status import PUBMED, Fact, bare
from .study import study_in

_TOOL = "serment"
NOT_AVAILABLE = "[Not Available]"
_STATES = {
    "RetractionIn": RETRACTED,
    "RetractedandRepublishedIn": RETRACTED,
    "ExpressionOfConcernIn": CONCERN,
    "ErratumIn": CORRECTED,
    "CorrectedandRepublishedIn": CORRECTED,
    "UpdateIn": REPLACED,
}
_NOTICES = (
    "Retraction of Publication",
    "Retraction Notice",
    "Expression of Concern",
    "Published Erratum",
)
# How a notice names the publication that it is about.
_ABOUT = ("RetractionOf", "ExpressionOfConcernFor", "ErratumFor")
_ONE_RANGE = re.compile(r"[\w.]+(?:\s*-\s*[\w.]+)?")
# What some publishers write in the volume, and again in the issue.
_MORE_THAN_VOLUME = re.compile(r"(.*?)[\s(]*((?:suppl|pt|spec no)\b.*?)\)?", re.IGNORECASE)


def by_number(network: Network, pmid: str) -> Record | None:
    """Return the record of a PubMed number, ``None`` when there is none."""
    asked = {"db": "pubmed", "id": pmid, "retmode": "xml"} | _polite(network)
    url = f"{network.base('SERMENT_PUBMED')}/efetch.fcgi?{urlencode(asked)}"
    answer = network.get(url, PUBMED, "application/xml")
    return read_pubmed(answer.body) if answer.found else None


def by_doi(network: Network, doi: str) -> Record | None:
    """Return the record whose own DOI this is, ``None`` when PubMed has none."""
    # Between quotes: PubMed would take the parentheses of a Lancet DOI for its own.
    record = _only(network, f'"{doi}"[aid]')
    # PubMed also finds what only mentions the DOI.
    return record if record and bare(record.item.get("DOI")) == bare(doi) else None


def by_pmcid(network: Network, pmcid: str) -> Record | None:
    """Return the record of a number in PubMed Central, ``None`` when PubMed has none."""
    record = _only(network, pmcid)
    return record if record and record.item.get("PMCID") == pmcid else None


def _only(network: Network, term: str) -> Record | None:
    """Return the record that a search finds, ``None`` when it finds none or several."""
    asked = {"db": "pubmed", "term": term, "retmode": "json"} | _polite(network)
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
    return by_number(network, str(numbers[0]))


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
        raise incomplete(PUBMED)
    record.item = ordered(record.item)
    return record


def _article(article: ET.Element) -> Record:
    cited = _child(article, "MedlineCitation")
    paper = _child(cited, "Article")
    types = [plain(kind.text) for kind in paper.iterfind("PublicationTypeList/PublicationType")]
    languages = [language(node.text) for node in paper.iterfind("Language")]
    title, original, translated = _titles(paper, languages)
    marked = read_mark(title)
    issued, other_dates = publication_dates(article)
    volume, issue = _volume_and_issue(paper)
    item: Item = {
        "type": "article" if "Preprint" in types else "article-journal",
        "title": marked.title,
        "author": list(_people(paper.find("AuthorList"))),
        "container-title": plain(_text(paper, "Journal/Title")),
        "container-title-short": plain(
            _text(paper, "Journal/ISOAbbreviation") or _text(cited, "MedlineJournalInfo/MedlineTA")
        ),
        "issued": issued,
        "language": _spoken(languages, title, original),
        "original-title": original,
        "volume": volume,
        "issue": issue,
        "page": _pages(article, paper),
        "PMID": plain(_text(cited, "PMID")),
        **_other_names(article, paper),
        **other_dates,
    }
    if item["type"] == "article" and not item["page"]:
        item["page"] = preprint_number(item.get("DOI"))
    facts = list(_facts(cited, types))
    if marked.state:
        facts.append(Fact(marked.state, PUBMED))
    abstract = " ".join(
        "".join(node.itertext()) for node in paper.iterfind("Abstract/AbstractText")
    )
    return Record(
        item,
        facts,
        types,
        translated=translated and not original,
        is_notice=any(kind in _NOTICES for kind in types) or is_notice_title(title),
        about=_about(cited),
        free="PMCID" in item,
        free_from=released(article) if "PMCID" in item else "",
        study=study_in(types, title, abstract),
    )


def _book(book: ET.Element) -> Record:
    """Return a book, or a chapter of one (GeneReviews, StatPearls)."""
    whole = _child(book, "Book")
    types = [plain(kind.text) for kind in book.iterfind("PublicationType")]
    title, name = _rich(book.find("ArticleTitle")), _rich(whole.find("BookTitle"))
    lists = {node.get("Type"): node for node in whole.iterfind("AuthorList")}
    lists |= {node.get("Type"): node for node in book.iterfind("AuthorList")}
    issued, days = book_dates(book, whole)
    number = plain(_text(whole, "ReportNumber"))
    item: Item = {
        "type": "chapter" if title else "report" if number else "book",
        "title": (title or name).rstrip("."),
        "author": list(_people(lists.get("authors"))),
        "editor": list(_people(lists.get("editors"))),
        "container-title": name if title else "",
        "collection-title": _rich(whole.find("CollectionTitle")),
        "issued": issued,
        "language": ", ".join(language(node.text) for node in book.iterfind("Language")),
        "volume": plain(_text(whole, "Volume")),
        "volume-title": _rich(whole.find("VolumeTitle")),
        "edition": plain(_text(whole, "Edition")),
        "medium": plain(_text(whole, "Medium")),
        "number": number,
        "page": _simple_pages(book),
        "publisher": plain(_text(whole, "Publisher/PublisherName")),
        "publisher-place": plain(_text(whole, "Publisher/PublisherLocation")),
        "PMID": plain(_text(book, "PMID")),
        "ISBN": plain(_text(whole, "Isbn")),
        **days,
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


def _titles(paper: ET.Element, languages: list[str]) -> tuple[str, str, bool]:
    """Return the title, the one in the article’s own language if it is another, whether translated.

    PubMed puts its own translations between brackets, which stay where there is no other title. An
    English title without brackets, of an article that is in English too, is no translation.
    """
    title, own = _rich(paper.find("ArticleTitle")), _rich(paper.find("VernacularTitle"))
    title, own = title.rstrip("."), own.rstrip(".")
    own = in_brackets(own) or own
    if not title or title.strip("[] ").casefold() == "not available":
        return own or NOT_AVAILABLE, "", False
    inside = in_brackets(title)
    if "en" in languages:
        return inside if inside and languages == ["en"] else title, "", False
    if own:
        return inside or title, own, bool(inside)
    return title, "", bool(inside)


def _spoken(languages: list[str], title: str, original: str) -> str:
    """Return the languages of an article, that of its title first."""
    known = list(dict.fromkeys(code for code in languages if code))
    if "en" in known and not original and title != NOT_AVAILABLE:
        known = ["en", *(code for code in known if code != "en")]
    return ", ".join(known)


def _people(authors: ET.Element | None) -> Iterator[dict[str, str]]:
    """Yield the authors; one that PubMed calls not valid stands beside its correction."""
    if authors is None:
        return
    for author in authors.iterfind("Author"):
        if author.get("ValidYN") == "N":
            continue
        family = plain(_text(author, "LastName"))
        given = plain(_text(author, "ForeName") or _text(author, "Initials"))
        name = {"family": family, "given": given, "suffix": plain(_text(author, "Suffix"))}
        collective = _rich(author.find("CollectiveName")).rstrip(".")
        if family:
            yield {part: value for part, value in name.items() if value}
        elif collective or given:
            yield {"literal": collective or given}
    if authors.get("CompleteYN") == "N" and authors.find("Author") is not None:
        yield {"literal": "et al."}


def _volume_and_issue(paper: ET.Element) -> tuple[str, str]:
    """Return the volume and the issue; a supplement is part of the issue, once."""
    volume = plain(_text(paper, "Journal/JournalIssue/Volume"))
    issue = plain(_text(paper, "Journal/JournalIssue/Issue"))
    match = _MORE_THAN_VOLUME.fullmatch(volume)
    if match and match[1]:
        volume = match[1]
        if match[2].casefold() not in issue.casefold():
            issue = f"{issue} {match[2]}".strip()
    return volume, issue


def _pages(article: ET.Element, paper: ET.Element) -> str:
    """Return the pages, or the number that an electronic article has instead.

    ``MedlinePgn`` alone knows of pages that do not follow one another, and of a discussion.
    """
    written = plain(_text(paper, "Pagination/MedlinePgn"))
    if written and not _ONE_RANGE.fullmatch(written):
        return written
    listed = article.iterfind("PubmedData/ArticleIdList/ArticleId[@IdType='pii']")
    known = [plain(node.text) for node in listed]
    numbers = [
        plain(node.text)
        for node in paper.iterfind("ELocationID[@EIdType='pii']")
        if node.get("ValidYN") != "N"
    ]
    number = next((one for one in numbers if one in known), (numbers or [""])[0])
    return _simple_pages(paper) or written or number


def _simple_pages(node: ET.Element) -> str:
    first = plain(_text(node, "Pagination/StartPage"))
    last = plain(_text(node, "Pagination/EndPage"))
    if not first:
        return plain(_text(node, "Pagination/MedlinePgn"))
    return f"{first}-{last}" if last and last != first else first


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


def _corrections(cited: ET.Element) -> Iterator[tuple[str, str, str]]:
    """Yield how other publications are linked to one: the kind of link, reference, number."""
    for link in cited.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        yield link.get("RefType", ""), plain(_text(link, "RefSource")), plain(_text(link, "PMID"))


def _facts(cited: ET.Element, types: list[str]) -> Iterator[Fact]:
    """Return what PubMed says became of an article."""
    if "Retracted Publication" in types:
        yield Fact(RETRACTED, PUBMED)
    for kind, reference, number in _corrections(cited):
        state = _STATES.get(kind)
        # An article that updates another is no preprint.
        if not state or (state == REPLACED and "Preprint" not in types):
            continue
        notice = bare(reference).rstrip(".;,")
        if state == REPLACED:
            yield Fact(state, PUBMED, replacement=notice)
        elif kind == "RetractedandRepublishedIn":
            yield Fact(state, PUBMED, day_in(reference), notice, notice, number)
        else:
            yield Fact(state, PUBMED, day_in(reference), notice, number=number)


def _about(cited: ET.Element) -> dict[str, str]:
    """Return what a notice is about: its reference, and its numbers as far as they are known."""
    for kind, reference, number in _corrections(cited):
        if kind in _ABOUT:
            known = {"reference": reference, "DOI": bare(reference).rstrip(".;,"), "PMID": number}
            return {name: value for name, value in known.items() if value}
    return {}
