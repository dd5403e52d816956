"""Write the line of a PubMed record as PubMed’s own “Cite” button does: a second opinion.

It reads the XML itself and shares nothing with the kit. Rules: NLM, *Creation of Journal Source*
and *Use of Article and ArticleDate Attribute Values…*; *Citing Medicine*, 2nd ed.; ICMJE’s six
authors. Identifiers and links are left out: the box shows them apart.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

LANGUAGES = {
    "eng": "English",
    "fre": "French",
    "ger": "German",
    "spa": "Spanish",
    "por": "Portuguese",
    "ita": "Italian",
    "jpn": "Japanese",
    "chi": "Chinese",
    "cze": "Czech",
    "rus": "Russian",
    "pol": "Polish",
    "kor": "Korean",
    "dut": "Dutch",
}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
SUFFIXES = {"II": "2nd", "III": "3rd", "IV": "4th"}


def line(xml: bytes) -> str:
    """Return the English line of the first record of an efetch answer, empty when it has none."""
    root = ET.fromstring(xml)
    book, article = root.find(".//BookDocument"), root.find(".//MedlineCitation")
    if book is not None:
        return of_book(book)
    return "" if article is None else of_article(root, article)


def of_article(root: ET.Element, citation: ET.Element) -> str:
    """Return authors, title, journal, date, volume, issue, pages, language and other dates."""
    types = [node.text for node in citation.iter("PublicationType")]
    spoken = [LANGUAGES[node.text or ""] for node in citation.iter("Language")]
    journal = (citation.findtext(".//ISOAbbreviation") or "").replace(".", "")
    journal += " [Preprint]" if "Preprint" in types else ""
    when, later = dates(root, citation)
    return joined(
        authors(citation.find("Article/AuthorList")),
        title(citation, spoken),
        journal,
        when + place(root, citation),
        ", ".join(spoken) if spoken != ["English"] else "",
        later,
    )


def joined(*parts: str) -> str:
    """Return the parts as sentences."""
    return " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts if part)


def words(node: ET.Element | None) -> str:
    """Return all the text of an element."""
    return "" if node is None else " ".join("".join(node.itertext()).split())


def authors(people: ET.Element | None) -> str:
    """Return six names, a semicolon around organisations."""
    if people is None:
        return ""
    shown = [node for node in people if node.tag == "Author" and node.get("ValidYN") != "N"]
    printed = ""
    group_before = False
    for node in shown[:6]:
        group = words(node.find("CollectiveName")).rstrip(".")
        family, initials = node.findtext("LastName") or "", node.findtext("Initials") or ""
        suffix = node.findtext("Suffix") or ""
        person = " ".join(filter(None, [family, initials[:2], SUFFIXES.get(suffix, suffix)]))
        separator = "; " if group or group_before else ", "
        printed += (separator if printed else "") + (group or person)
        group_before = bool(group)
    return printed + (", et al." if len(shown) > 6 or people.get("CompleteYN") == "N" else "")


def title(citation: ET.Element, spoken: list[str]) -> str:
    """Return the title as published, then what PubMed made of it in brackets."""
    own = words(citation.find("Article/VernacularTitle")).rstrip(".")
    english = words(citation.find("Article/ArticleTitle")).rstrip(".")
    english = re.sub(r"^WITHDRAWN: ", "", english)
    if english in ("[Not Available]", ""):
        return own or "[Title not available]"
    if own and "English" not in spoken:
        return f"{own} {english}" if english.startswith("[") else f"{own} [{english}]"
    return english


def dates(root: ET.Element, citation: ET.Element) -> tuple[str, str]:
    """Return the date after the journal, and what the line ends with."""
    article = citation.find("Article")
    assert article is not None
    issue = date(article.find("Journal/JournalIssue/PubDate"))
    online = date(article.find("ArticleDate"))
    if root.findtext(".//PublicationStatus") == "aheadofprint":
        return online or issue, "Epub ahead of print"
    model = article.get("PubModel") or ""
    if not online or online == issue:
        return issue, ""
    label = {"Electronic-Print": "Print", "Electronic-eCollection": "eCollection"}.get(model)
    if label:
        return online, f"{label} {issue}"
    return issue, f"Epub {online}" if model == "Print-Electronic" else ""


def date(node: ET.Element | None) -> str:
    """Return ``2024 Sep 27``, ``2013 Jan-Mar`` or what MEDLINE wrote."""
    if node is None:
        return ""
    month = node.findtext("Month") or ""
    month = MONTHS[int(month) - 1] if month.isdecimal() else month
    day = (node.findtext("Day") or "").lstrip("0")
    parts = [node.findtext("Year"), node.findtext("Season"), month, day]
    return " ".join(filter(None, parts)) or node.findtext("MedlineDate") or ""


def place(root: ET.Element, citation: ET.Element) -> str:
    """Return ``;33(2):190-217``, or a colon and the number of an electronic article."""
    volume = citation.findtext(".//JournalIssue/Volume") or ""
    issue = citation.findtext(".//JournalIssue/Issue") or ""
    if "Suppl" in volume:
        volume, _, number = volume.partition("Suppl")
        volume, issue = volume.strip(), issue or f"Suppl {number.strip()}"
    if issue.startswith("Suppl"):
        where = f"{volume} {issue}"
    else:
        where = f"{volume}({issue})" if issue else volume
    pages = citation.findtext(".//MedlinePgn") or ""
    if pages:
        pages = " ".join(shortened(part) for part in pages.split())
    else:
        piis = [
            node.text or "" for node in citation.iter("ELocationID") if node.get("EIdType") == "pii"
        ]
        known = [node.text for node in root.iter("ArticleId") if node.get("IdType") == "pii"]
        pages = next((pii for pii in piis if pii in known), piis[0] if piis else "")
    return (f";{where}" if where else "") + (f":{pages}" if pages else "")


def shortened(pages: str) -> str:
    """Return ``190-217`` for ``190-217``, ``1021-7`` for ``1021-1027``, ``H1270-80``."""
    stop = pages[-1] if pages[-1] in ",;" else ""
    first, _, last = pages.rstrip(",;").partition("-")
    letters = re.match(r"[A-Za-z]*", first)
    assert letters
    last = last.removeprefix(letters[0])
    number = first.removeprefix(letters[0])
    if not last.isdecimal() or not number.isdecimal():
        return pages
    if len(last) != len(number):
        return f"{first}-{last}{stop}"
    while len(last) > 1 and last[0] == number[0]:
        last, number = last[1:], number[1:]
    return f"{first}-{last}{stop}"


def of_book(book: ET.Element) -> str:
    """Return the line of a chapter of the Bookshelf."""
    whole = book.find("Book")
    assert whole is not None
    written, revised = date(book.find("ContributionDate")), date(book.find("DateRevised"))
    editors = authors(whole.find("AuthorList[@Type='editors']"))
    years = f"{date(whole.find('BeginningDate'))}-{date(whole.find('EndingDate'))}"
    inside = joined(
        f"{editors}, editors",
        f"{words(whole.find('BookTitle'))} [{whole.findtext('Medium')}]",
        f"{whole.findtext('Publisher/PublisherLocation')}: "
        f"{whole.findtext('Publisher/PublisherName')}; {years}",
    )
    return joined(
        authors(book.find("AuthorList[@Type='authors']")),
        words(book.find("ArticleTitle")),
        f"{written} [updated {revised}]" if revised else written,
        f"In: {inside}",
    )
