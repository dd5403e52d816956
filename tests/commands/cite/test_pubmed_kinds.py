"""Kinds of PubMed records, each tried in several forms: what is read, and what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.cite.pubmed import read_pubmed
from commands.cite.record import Record
from commands.cite.resolve import Reading, _publication
from commands.web.client import NoAnswerError
from plugins.sources.csl import in_brackets
from plugins.sources.evidence import is_free
from tests.support.nlm_line import line
from tests.support.replaying import RECORDED, Reply, Services, cite, recorded, replaying, source
from tests.support.sites import Site
from tests.support.vancouver_items import plain

TODAY = date(2026, 11, 22)
PLAIN = recorded("pubmed_cases/title-begins-with-Retracted.xml").decode()
EPUB = recorded("pubmed_cases/epub-lost.xml").decode()
TRANSLATED = recorded("pubmed_cases/language-of-translated-article.xml").decode()


def read(xml: str) -> Record:
    """Return the record of an answer."""
    record = read_pubmed(xml.encode())
    assert record
    return record


def element(xml: str, name: str, text: str) -> str:
    """Return an answer with another text in its first element of a name."""
    return re.sub(
        rf"(<{name}\b[^>]*>).*?(</{name}>)", rf"\g<1>{text}\g<2>", xml, count=1, flags=re.S
    )


def dated(inside: str, xml: str = PLAIN) -> str:
    """Return the line of an article whose issue has a date."""
    return plain(read(element(xml, "PubDate", inside)).item)


@pytest.mark.parametrize(
    ("written", "english", "french"),
    [
        ("<Year>1975</Year><Season>Winter</Season>", "1975 Winter", "hiver 1975"),
        (
            "<Year>1975</Year><Season>Spring-Summer</Season>",
            "1975 Spring-Summer",
            "printemps-été 1975",
        ),
        ("<Year>1975</Year><Season>Jan-Mar</Season>", "1975 Jan-Mar", "janv-mars 1975"),
        ("<Year>1975</Year><Month>Jul-Aug</Month>", "1975 Jul-Aug", "juill-août 1975"),
        ("<Year>1975</Year><Month>07</Month><Day>01</Day>", "1975 Jul 1", "1er juill 1975"),
        ("<MedlineDate>1975 Dec-1976 Jan</MedlineDate>", "1975 Dec-1976 Jan", "déc 1975-janv 1976"),
        ("<MedlineDate>1975 Sep 27-Oct 3</MedlineDate>", "1975 Sep 27-Oct 3", "27 sept-3 oct 1975"),
        ("<MedlineDate>1975 Dec 19-26</MedlineDate>", "1975 Dec 19-26", "19-26 déc 1975"),
        ("<MedlineDate>1975-1976 Winter</MedlineDate>", "1975-1976 Winter", "hiver 1975-1976"),
        ("<MedlineDate>1975 1st Quart</MedlineDate>", "1975 1st Quart", "1er trim 1975"),
        ("<MedlineDate>1975 Jan-Feb-Mar</MedlineDate>", "1975 Jan-Feb-Mar", "janv-févr-mars 1975"),
        ("<MedlineDate>1975-1976</MedlineDate>", "1975-1976", "1975-1976"),
    ],
)
def test_dates_of_issues(written: str, english: str, french: str):
    """Seasons, quarters and ranges are kept, in the words of each language."""
    item = read(element(PLAIN, "PubDate", written)).item

    assert f"Biochem J. {english};149(3)" in plain(item)
    assert f"Biochem J. {french};149(3)" in plain(item, "fr")


@pytest.mark.parametrize(
    ("model", "status", "end"),
    [
        ("Print-Electronic", "ppublish", "2020 Dec;33(2):190-217. Epub 2020 Feb 13."),
        ("Electronic-eCollection", "epublish", "2020 Feb 13;33(2):190-217. eCollection 2020 Dec."),
        ("Electronic-Print", "epublish", "2020 Feb 13;33(2):190-217. Print 2020 Dec."),
        ("Electronic", "epublish", "2020 Dec;33(2):190-217."),
        ("Print-Electronic", "aheadofprint", "2020 Feb 13;33(2):190-217. Epub ahead of print."),
    ],
)
def test_which_date_comes_first(model: str, status: str, end: str):
    """PubMed’s model of publication says by which date an article is cited."""
    xml = EPUB.replace('PubModel="Print-Electronic"', f'PubModel="{model}"')
    xml = element(xml, "PublicationStatus", status)

    assert plain(read(xml).item).endswith(end)


@pytest.mark.parametrize(
    ("volume", "issue", "printed"),
    [
        ("38Suppl 2", "Suppl 2", "38 Suppl 2"),
        ("38 Suppl 2", "", "38 Suppl 2"),
        ("38", "Suppl", "38 Suppl"),
        ("58", "12 Suppl 7", "58(12 Suppl 7)"),
        ("58 Suppl 7", "12", "58(12 Suppl 7)"),
        ("83", "Pt 2", "83(Pt 2)"),
        ("83 Pt 2", "", "83(Pt 2)"),
        ("12", "Spec No 2", "12 Spec No 2"),
        ("32", "S2", "32(S2)"),
        ("36", "sup1", "36(sup1)"),
    ],
)
def test_supplements_and_parts(volume: str, issue: str, printed: str):
    """Wherever a publisher wrote them, they are printed once."""
    xml = element(element(PLAIN, "Volume", volume), "Issue", issue)

    assert f"1975 Sep;{printed}:739-48." in plain(read(xml).item)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("739-748, 760", "739-48, 760"),
        ("739-48; discussion 749-51", "739-48; discussion 749-51"),
        ("739-748; author reply 749-751", "739-48; author reply 749-51"),
        ("739-48 concl", "739-48 concl"),
        ("i-iv, 739-748", "i-iv, 739-48"),
        ("e1-e12", "739-48"),
    ],
)
def test_pages(written: str, printed: str):
    """``MedlinePgn`` is read where it knows more than a first and a last page."""
    assert plain(read(element(PLAIN, "MedlinePgn", written)).item).endswith(f":{printed}.")


@pytest.mark.parametrize(
    ("title", "own", "codes", "printed"),
    [
        ("[Microsurgery].", "Mikrochirurgie.", ["ger"], "Mikrochirurgie [Microsurgery]."),
        ("[Microsurgery].", "", ["ger"], "[Microsurgery]."),
        ("Microsurgery.", "Mikrochirurgie.", ["ger"], "Mikrochirurgie [Microsurgery]."),
        ("[Not Available].", "Mikrochirurgie.", ["ger"], "Mikrochirurgie."),
        ("[Not Available].", "", ["ger"], "[Title not available]."),
        ("", "", ["ger"], "[Title not available]."),
        ("Microsurgery.", "Mikrochirurgie.", ["eng", "ger"], "Microsurgery."),
        ("Microsurgery.", "Mikrochirurgie.", ["ger", "eng"], "Microsurgery."),
        ("[[<sup>18</sup>F]FDG scans].", "", ["ger"], "[[18F]FDG scans]."),
        ("[<sup>18</sup>F]FDG scans [corrected].", "", ["eng"], "[18F]FDG scans [corrected]."),
        ("[Are scans useful?].", "", ["ger"], "[Are scans useful?]."),
    ],
)
def test_titles(title: str, own: str, codes: list[str], printed: str):
    """A translation stands in brackets, with the title as published if it is known."""
    xml = element(TRANSLATED, "ArticleTitle", title)
    xml = element(xml, "VernacularTitle", own)
    languages = "".join(f"<Language>{code}</Language>" for code in codes)
    xml = xml.replace("<Language>ger</Language>", languages)

    assert plain(read(xml).item).startswith(f"Arkudas A, Unglaub F, Horch RE. {printed} Oper")


@pytest.mark.parametrize(
    ("codes", "english", "french"),
    [
        ("chi", "Chinese", "Chinois"),
        ("cze", "Czech", "Tchèque"),
        ("por spa", "Portuguese, Spanish", "Portugais, espagnol"),
        ("eng fre ger", "English, French, German", "Anglais, français, allemand"),
        ("fre eng", "English, French", ""),
        ("fre", "French", ""),
        ("eng", "", ""),
        ("scr", "Croatian", "Croate"),
        ("rum", "Romanian", "Roumain"),
        ("per", "Persian", "Persan"),
        ("gre", "Greek", "Grec"),
        ("und", "", ""),
    ],
)
def test_languages(codes: str, english: str, french: str):
    """Every language is said, but for English alone and for the page’s own with English."""
    languages = "".join(f"<Language>{code}</Language>" for code in codes.split())
    item = read(PLAIN.replace("<Language>eng</Language>", languages)).item

    assert plain(item).endswith(f":739-48. {english}." if english else ":739-48.")
    assert plain(item, "fr").endswith(f":739-48. {french}." if french else ":739-48.")


def test_what_stands_in_a_second_place():
    """A journal’s abbreviation, an author’s initials and a DOI where the first place has none."""
    xml = element(PLAIN, "ISOAbbreviation", "")
    xml = re.sub(r"<ForeName>.*?</ForeName>", "", xml)
    xml = re.sub(r'<ArticleId IdType="doi">.*?</ArticleId>', "", xml)
    known = '<ELocationID EIdType="pii" ValidYN="N">e1</ELocationID>'
    known += '<ELocationID EIdType="doi" ValidYN="Y">10.5555/other</ELocationID>'
    item = read(xml.replace("<Language>", f"{known}<Language>")).item

    assert item["DOI"] == "10.5555/other"
    assert "Wootton JC" in plain(item)
    assert ". Biochem J. 1975 Sep;" in plain(item)
    without_pages = re.sub(r"<Pagination>.*?</Pagination>", known, xml, flags=re.S)
    assert plain(read(without_pages).item).endswith(";149(3).")


@pytest.mark.parametrize(
    ("abstract", "study"),
    [
        ("We performed a meta-analysis of trials.", "meta-analysis"),
        ("We discuss what is known.", "review"),
    ],
)
def test_what_the_abstract_decides(abstract: str, study: str):
    """Where PubMed says both, the abstract is read, and what it decides is kept with the source."""
    types = "<PublicationType>Meta-Analysis</PublicationType><PublicationType>Review"
    xml = re.sub(r"<PublicationType\b[^>]*>Journal Article", types, PLAIN, count=1)
    abstract = f"<Abstract><AbstractText>{abstract}</AbstractText></Abstract>"
    record = read(xml.replace("<AuthorList", f"{abstract}<AuthorList", 1))

    assert record.study == study
    assert _publication(Reading(record), TODAY).item["custom"]["study"] == study


def test_a_list_of_authors_that_goes_on():
    """``CompleteYN="N"`` says that there were more."""
    xml = PLAIN.replace('<AuthorList CompleteYN="Y">', '<AuthorList CompleteYN="N">')

    assert plain(read(xml).item).startswith(
        "Wootton JC, Taylor JG, Jackson AA, Chambers GK, Fincham JR, et al."
    )


@pytest.mark.parametrize(
    ("title", "inside"),
    [
        ("[A title].", "A title"),
        ("[[18F]FDG in adults].", "[18F]FDG in adults"),
        ("[A dose of [18F FDG].", "A dose of [18F FDG"),
        ("[18F]FDG in adults", ""),
        ("[18F]FDG in adults [corrected].", ""),
        ("A title [corrected]", ""),
        ("", ""),
    ],
)
def test_inner_brackets(title: str, inside: str):
    """One pair around all is a translation; a nuclide and a correction are none."""
    assert in_brackets(title) == inside


@pytest.mark.parametrize(
    ("title", "spoken", "printed"),
    [
        ("肝炎研究", "", "肝炎研究. Zhonghua"),
        ("Emphasis on scientific research related to viral hepatitis", "en", "[Emphasis on"),
        ("On viral hepatitis", "en", "[Emphasis on"),
        ("Un titre d’origine", "zh", "Un titre d’origine. Zhonghua"),
    ],
)
def test_a_title_that_crossref_has(title: str, spoken: str, printed: str):
    """Crossref’s title is taken where it is the published one, not for one more translation."""
    translated = read(recorded("pubmed_cases/translated-title-no-brackets.xml").decode())
    other = Record({"type": "article-journal", "title": title, "language": spoken, "DOI": "10.1/x"})
    found = _publication(Reading(translated, other), TODAY)

    assert printed in plain(found.item)
    assert "Chinese." in plain(found.item)


def test_a_title_that_only_crossref_has():
    """Where PubMed has none, Crossref’s stands."""
    unknown = read(recorded("pubmed_cases/not-available-refused.xml").decode())
    other = Record({"type": "article-journal", "title": "アレルギー", "DOI": "10.1/x"})

    assert plain(_publication(Reading(unknown, other), TODAY).item).startswith(
        "アレルギー. Arerugi."
    )
    assert plain(_publication(Reading(unknown), TODAY).item).startswith("[Title not available].")


@pytest.mark.parametrize(
    ("day", "free", "free_from"),
    [
        (date(2026, 11, 22), "", "2027-10-01"),
        (date(2027, 10, 1), "free", ""),
        (date(2028, 1, 1), "free", ""),
    ],
)
def test_an_embargo_of_pubmed_central(day: date, free: str, free_from: str):
    """An article is free from its last day of release, not before."""
    embargo = read(recorded("pubmed_cases/pmc-embargo.xml").decode())
    item = _publication(Reading(embargo), day).item

    assert item["custom"].get("access", "") == free
    assert item["custom"].get("free_from", "") == free_from
    assert is_free(item, day) is (True if free else None)
    assert is_free(item, date(2027, 10, 2)) is True


@pytest.mark.parametrize("lost", ["PMID", "MedlineCitation"])
def test_an_error_of_content(lost: str):
    """A record that lacks what a reference needs is told as that, not as a broken connection."""
    xml = re.sub(rf"<{lost}\b.*?</{lost}>", "", PLAIN, count=1, flags=re.S)

    with pytest.raises(NoAnswerError) as raised:
        read_pubmed(xml.encode())
    said = raised.value.rendered(str)
    assert "lacks its title or its number" in said
    assert "connection" not in said


@pytest.fixture
def services() -> Iterator[Services]:
    with replaying() as found:
        yield found


def test_a_notice_says_what_it_is_about(site: Site, services: Services):
    """``cite`` tells the publication that an erratum corrects, and keeps it."""
    erratum = Reply(recorded("pubmed_cases/erratum-not-told-as-notice.xml"), kind="text/xml")
    services.on("id=38962805&", erratum)

    done = cite(site, services, "38962805", typed="erratum\n")

    assert "C’est l’avis qui parle d’une publication" in done.said
    assert "Il parle de\u00a0: AIDS Care. 2024 Jul;36(sup1):24-35." in done.said
    assert source(site, "erratum")["custom"]["about"]["PMID"] == "38446048"


# Any record, its dates, model, issue and pages drawn anew, against the independent formatter.

DRAWN = {
    "PubDate": [
        "<Year>2001</Year>",
        "<Year>2001</Year><Month>Feb</Month>",
        "<Year>2001</Year><Month>12</Month><Day>03</Day>",
        "<Year>2001</Year><Season>Summer</Season>",
        "<Year>2001</Year><Season>Autumn</Season>",
        "<MedlineDate>2001 Nov-Dec</MedlineDate>",
        "<MedlineDate>2001 Dec-2002 Jan</MedlineDate>",
    ],
    "Issue": ["Suppl 1", "Suppl", "3", "12 Suppl 7", "Pt 2", "S3"],
    "MedlinePgn": [
        *("1-9", "12-19", "123-4", "S1-S12", "123-130, 140", "e12", "100-101", "iii-x", "12A-15A"),
        "1234-1239; discussion 1240-1",
    ],
    "PublicationStatus": ["ppublish", "epublish", "aheadofprint"],
}
MODELS = ("Print", "Print-Electronic", "Electronic", "Electronic-Print", "Electronic-eCollection")
# A preprint has no issue, and the volume of the other says another supplement.
LEFT_OUT = ("37909814.xml", "20301546.xml", "medrxiv-preprint.xml", "suppl-twice.xml")
ARTICLES = [
    path
    for folder in ("pubmed", "pubmed_cases")
    for path in sorted((RECORDED / folder).glob("*.xml"))
    if path.name not in LEFT_OUT and not path.name.startswith("made-up")
]


@given(st.data())
def test_variants_of_records(data: st.DataObject):
    """Whatever PubMed says of dates, issues and pages is printed as NLM’s rules print it."""
    xml = data.draw(st.sampled_from(ARTICLES)).read_text("utf-8")
    xml = re.sub(r'PubModel="[^"]*"', f'PubModel="{data.draw(st.sampled_from(MODELS))}"', xml)
    for name, values in DRAWN.items():
        if data.draw(st.booleans()):
            xml = element(xml, name, data.draw(st.sampled_from(values)))
            if name == "MedlinePgn":
                xml = re.sub(r"<(Start|End)Page>.*?</\1Page>", "", xml, flags=re.DOTALL)

    assert plain(read(xml).item) == line(xml.encode())
