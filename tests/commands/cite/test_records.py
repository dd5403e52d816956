"""Every recorded answer becomes a valid CSL-JSON item, as a doctor would write it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from commands.cite.books import read_bnf, read_open_library
from commands.cite.crossref import csl_type, read_csl, read_work
from commands.cite.mojibake import damaged, mend, mended
from commands.cite.names import is_usable, short_name
from commands.cite.pages import read_page
from commands.cite.pubmed import read_pubmed
from commands.cite.record import FIELDS, language, rich, written_date
from plugins.shared.clock import build_day
from plugins.sources.printed_fields import CUSTOM_DATES
from plugins.sources.vancouver import reference
from tests.support.replaying import RECORDED, recorded

TODAY = build_day(build_day())
EMPTY = "37909814.xml"
PUBMED = sorted(path.name for path in (RECORDED / "pubmed").glob("*.xml") if path.name != EMPTY)
WORKS = sorted(path.name for path in (RECORDED / "crossref").glob("*.json"))
DATACITE = sorted(path.name for path in (RECORDED / "datacite").glob("*.json"))
NAMES = {"family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle"}


def assert_valid(item: dict[str, Any]) -> None:
    """Assert that an item is CSL-JSON 1.0.2, and that it can be printed."""
    assert set(item) <= set(FIELDS)
    assert item["title"]
    assert csl_type(item["type"]) == item["type"]
    for name, value in item.items():
        if name in ("author", "editor", "translator"):
            assert all(person and set(person) <= NAMES for person in value)
            assert all(isinstance(part, str) and part for p in value for part in p.values())
        elif name in ("issued", "accessed", "available-date", "event-date"):
            assert_date(value)
        elif name == "custom":
            assert value.keys() <= CUSTOM_DATES
            for one in value.values():
                assert_date(one)
        else:
            assert isinstance(value, str)
            assert value == value.strip() != ""
    for language_ in ("fr", "en"):
        assert reference(item, language_).striptags()


def assert_date(value: dict[str, Any]) -> None:
    """Assert that a date is one or two of CSL; a range that goes on ends with the year 0."""
    first, *last = value["date-parts"]
    for year, *rest in [first, *(one for one in last if one != [0])]:
        assert 1000 <= year <= 9999
        assert all(isinstance(part, int) and 1 <= part <= 31 for part in rest)


@pytest.mark.parametrize("name", PUBMED)
def test_every_pubmed_record(name: str):
    """Each of the recorded efetch answers is read, by its own number."""
    record = read_pubmed(recorded(f"pubmed/{name}"))

    assert record
    assert_valid(record.item)
    assert record.item["PMID"] == name.removesuffix(".xml")
    assert record.types
    assert record.translated == record.item["title"].startswith("[")


def test_no_such_number():
    """PubMed answers with an empty list, and 200."""
    assert read_pubmed(recorded(f"pubmed/{EMPTY}")) is None


@pytest.mark.parametrize("name", WORKS)
def test_every_crossref_work(name: str):
    """Each of the recorded works is read."""
    data = json.loads(recorded(f"crossref/{name}"))
    record = read_csl(data) if name == "negotiated.json" else read_work(data)

    assert_valid(record.item)
    assert record.item["DOI"].startswith("10.")


@pytest.mark.parametrize("name", DATACITE)
def test_every_datacite_record(name: str):
    """Each of the recorded data sets and preprints is read."""
    assert_valid(read_csl(json.loads(recorded(f"datacite/{name}"))).item)


def test_a_french_title():
    """The title in the article’s own language, where PubMed has only a translation or none."""
    for name, field, title in (
        (
            "39663965",
            "title",
            "La pratique infirmière avancée : une réponse aux défis du système de santé",
        ),
        ("5678901", "original-title", "Le tubage jéjunal protégé"),
    ):
        record = read_pubmed(recorded(f"pubmed/{name}.xml"))
        assert record
        assert (record.item[field], record.item["language"]) == (title, "fr")


def test_a_title_in_another_language():
    """A Spanish article keeps PubMed’s English title, and its own beside it."""
    record = read_pubmed(recorded("pubmed/30776274.xml"))

    assert record
    assert record.item["title"] == "Autism. Genetic and biological aspects"
    assert record.item["original-title"] == "Autismo. Aspectos genéticos y biológicos"
    assert record.item["language"] == "es"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("proceedings-article", "paper-conference"),
        ("posted-content", "article"),
        ("book-section", "chapter"),
        ("book-part", "chapter"),
        ("reference-entry", "entry"),
        ("monograph", "book"),
        ("edited-book", "book"),
        ("reference-book", "book"),
        ("dissertation", "thesis"),
        ("report-component", "report"),
        ("peer-review", "review"),
        ("database", "dataset"),
        ("report", "report"),
        ("anything-new", "document"),
        (None, "document"),
    ],
)
def test_the_types_of_crossref(name: str | None, kind: str):
    """Each is the type of CSL that is printed as it should be."""
    assert csl_type(name) == kind


@pytest.mark.parametrize(
    ("title", "subtitle", "whole"),
    [
        ("Aspirin", ["A Randomized Trial."], "Aspirin: A Randomized Trial"),
        ("Is it?", ["Yes"], "Is it? Yes"),
        ("Aspirin: a randomized trial", ["A randomized trial"], "Aspirin: a randomized trial"),
        ("RETRACTED: Aspirin", ["", "A Trial"], "Aspirin: A Trial"),
    ],
)
def test_a_subtitle(title: str, subtitle: list[str], whole: str):
    """It is part of the title, once, wherever the publisher put it."""
    work = {"DOI": "10.5555/1", "type": "journal-article", "title": [title], "subtitle": subtitle}

    assert read_work(work).item["title"] == whole


def test_a_collective_author():
    """A group is one name, wherever it stands among people."""
    record = read_pubmed(recorded("pubmed/34843274.xml"))
    group = "Guideline Development Panel for the Treatment of Depressive Disorders"
    work = read_work(json.loads(recorded("crossref/collective.json")))

    assert record
    assert record.item["author"] == [{"literal": group}]
    assert [n for n, author in enumerate(work.item["author"]) if "literal" in author] == [4, 6]
    assert work.item["title"].startswith("Relationship between <i>ABO</i> Blood Group Alleles")
    assert work.item["container-title"] == "Cancer Epidemiology, Biomarkers & Prevention"


def test_a_chapter():
    """A chapter names its book, its editors and its publisher; Crossref’s series is left out."""
    record = read_pubmed(recorded("pubmed/20301546.xml"))
    work = read_work(json.loads(recorded("crossref/chapter.json")))

    assert record
    assert record.item["type"] == work.item["type"] == "chapter"
    assert record.item["container-title"] == "GeneReviews<sup>®</sup>"
    assert record.item["editor"][0]["family"] == "Adam"
    assert record.item["URL"] == "https://www.ncbi.nlm.nih.gov/books/NBK1372/"
    assert work.item["container-title"] == "Methods in Biobanking"


def test_what_is_free_to_read():
    """In PubMed Central, or under an open licence from the first day."""
    record = read_pubmed(recorded("pubmed/39302109.xml"))
    assert record
    assert record.free
    assert read_work(json.loads(recorded("crossref/concern.json"))).free
    assert not read_work(json.loads(recorded("crossref/wakefield.json"))).free


def test_a_series_and_a_translator():
    """The series of a book, its number there and its translator are read; all three made up."""
    field = (
        '<mxc:datafield tag="225" ind1="0" ind2=" ">'
        '<mxc:subfield code="a">Une collection</mxc:subfield>'
        '<mxc:subfield code="v">12</mxc:subfield></mxc:datafield>'
        '<mxc:datafield tag="702" ind1=" " ind2="|"><mxc:subfield code="a">Faux</mxc:subfield>'
        '<mxc:subfield code="b">Anne</mxc:subfield><mxc:subfield code="4">730</mxc:subfield>'
        "</mxc:datafield></mxc:record>"
    )
    record = read_bnf(recorded("by_hand/bnf.xml").replace(b"</mxc:record>", field.encode()))

    assert record
    assert record.item["translator"] == [{"family": "Faux", "given": "Anne"}]
    assert str(reference(record.item, "fr").striptags()).endswith("(Une collection; 12).")


def test_books():
    """A book of each library, both written by hand."""
    bnf = read_bnf(recorded("by_hand/bnf.xml"))
    other = read_open_library(json.loads(recorded("by_hand/open_library.json")))

    assert bnf
    assert other
    for record in (bnf, other):
        assert_valid(record.item)
        assert record.item["issued"] == {"date-parts": [[2010]]}
        assert record.item["publisher-place"] == "Paris"
    assert bnf.item["author"] == [{"family": "Zuily", "given": "Claude"}]
    assert read_bnf(recorded("by_hand/bnf_none.xml")) is None
    assert read_open_library({}) is None


def test_the_marks_of_a_catalogue():
    """What the BnF sorts without is marked by characters that nobody sees."""
    marked = recorded("by_hand/bnf.xml").replace(
        "Problèmes".encode(), "\x98Les \x9cproblèmes".encode()
    )

    record = read_bnf(marked)
    assert record
    assert record.item["title"].startswith("Les problèmes de")


def test_a_page_without_anything_but_a_title():
    """The title loses the name of the site; without any title there is no source."""
    page = b'<meta property="og:site_name" content="ameli.fr"><title>Asthme | ameli.fr</title>'
    found = read_page(page, "https://x.example/", TODAY)

    assert found
    assert found.record.item["title"] == "Asthme"
    assert read_page(b"<p>rien", "https://x.example/", TODAY) is None


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("CastaÃ±o-Vinyals", "Castaño-Vinyals"),
        ("Ionescu-TÃ®rgoviÅŸte", "Ionescu-Tîrgovişte"),
        ("lâ€™Ã©tÃ©", "l’été"),
        ("GarcÃ\u00ada", "García"),
        ("São João", "São João"),
        ("ÎLE-DE-FRANCE À « Â »", "ÎLE-DE-FRANCE À « Â »"),
        ("Castaño", "Castaño"),
    ],
)
def test_damaged_letters(text: str, better: str):
    """Only what is UTF-8 once it is turned back was damaged."""
    assert mended(text) == better


def test_recorded_damage_is_mended():
    """The three recorded cases, one of which lost half of a letter to a control character."""
    for name, good in (
        ("mojibake", "Castaño-Vinyals"),
        ("mojibake_cp1252", "Ionescu-Tîrgovişte"),
        ("mojibake_latin", "Žakelj-Mavrič"),
    ):
        item = read_work(json.loads(recorded(f"crossref/{name}.json"))).item
        assert good in damaged(item).values()
        assert damaged(mend(item)) == {}


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ({"author": [{"family": "Chey"}], "issued": {"date-parts": [[2024, 9]]}}, "chey2024"),
        ({"author": [{"family": "D’Alembert"}], "issued": {"literal": "1754"}}, "dalembert1754"),
        ({"author": [{"literal": "Haute Autorité de Santé"}]}, "has"),
        ({"author": [{"literal": "Inserm"}]}, "inserm"),
        ({"container-title": "ameli.fr", "accessed": {"date-parts": [["2026"]]}}, "ameli2026"),
        ({"title": "42 façons", "author": "x"}, "source"),
        ({"title": "Éviter", "author": [{"family": "李"}]}, "li"),
        ({}, "source"),
    ],
)
def test_short_names(item: dict[str, Any], name: str):
    """Who and when, in letters that every keyboard has."""
    assert short_name(item, lambda _: False) == name


def test_a_short_name_that_is_taken():
    """The next ones have a letter."""
    taken = {"chey2024", "chey2024a", *(f"chey2024{letter}" for letter in "bcdefgh")}
    item = {"author": [{"family": "Chey"}], "issued": {"date-parts": [[2024]]}}

    assert short_name(item, taken.__contains__) == "chey2024i"


@pytest.mark.parametrize(
    "name", ["10.1000/x", "39626064", "a b", "a,b", "a@b", "", "https://x", "[a"]
)
def test_names_that_cannot_be_called(name: str):
    """A short name is read as one in a call: no number, address or DOI."""
    assert not is_usable(name)


@pytest.mark.parametrize("name", ["chey2024", "has2024a", "Müller_2020", "papantoniou-2017"])
def test_names_that_can_be_called(name: str):
    """Zotero’s own are kept."""
    assert is_usable(name)


def test_words_dates_and_languages():
    """Markup that titles need, dates as they are written, languages in three letters."""
    assert rich("<jats:italic>H. pylori</jats:italic> &amp; CO<sub>2</sub> <b>x</b>") == (
        "<i>H. pylori</i> & CO<sub>2</sub> x"
    )
    assert rich("p < 0.05 and > 1") == "p < 0.05 and > 1"
    assert written_date("2024-05-30T10:00:00+02:00") == {"date-parts": [[2024, 5, 30]]}
    assert written_date("DL 2010") == {"date-parts": [[2010]]}
    assert written_date("no year") is None
    assert [language(code) for code in ("fre", "fra", "eng", "pt-BR", "", "français")] == [
        *("fr", "fr", "en", "pt", "", "")
    ]
