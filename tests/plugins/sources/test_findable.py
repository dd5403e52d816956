"""A reference in the doctor’s own words can be found by somebody else, or its line is told."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from plugins.shared.problems import ERROR
from plugins.sources.calls import CitationCalls, find_calls, take_listed
from plugins.sources.core import Numbering
from plugins.sources.core import cite as number
from plugins.sources.findable import why_not
from plugins.sources.title_marks import mark_in_reference
from plugins.sources.written import read_reference
from tests.support.citing import library
from tests.support.written import read, refused


@pytest.mark.parametrize(
    "line",
    [
        *("10.5555/1", "doi : 10.5555/1", "PMID : 12", "PMC12", "https://a.example/x"),
        *("www.ameli.fr/psoriasis", "doi.org/10.5555/1", "pubmed.ncbi.nlm.nih.gov/12"),
        *("39626065", "39 626 065", "CD012345", "arXiv : 1706.03762", "ISRCTN50189673"),
        *("NCT04381936", "hal-01733003", "ark:/12148/bpt6k5401234"),
    ],
)
def test_an_unknown_identifier_is_no_dead_end(line: str):
    """It is linked, and a remark says what readers do not see."""
    _, messages, numbering = read(f"Texte.\n\n## Sources\n- {line}\n")
    (entry,) = messages.entries

    assert refused(numbering) == []
    assert "tasks.py cite" in numbering.problems[0].fix
    assert entry.links or "<a href=" in entry.text


@pytest.mark.parametrize(
    ("words", "url"),
    [
        ("arXiv:1706.03762v5", "https://doi.org/10.48550/arxiv.1706.03762"),
        ("ISRCTN 50189673", "https://doi.org/10.1186/isrctn50189673"),
        ("NCT04381936", "https://clinicaltrials.gov/study/NCT04381936"),
        ("hal-01733003v2", "https://hal.science/hal-01733003"),
    ],
)
def test_a_number_of_a_register(words: str, url: str):
    """It leads to its page from inside a reference, and its letters stay as they were typed."""
    _, messages, _ = read(f"Un [1].\n\n## Sources\n1. A B. Un essai ({words}). Rev. 2020.\n")
    (entry,) = messages.entries

    assert words in entry.text.striptags()
    assert url in [*(link.url for link in entry.links), *re.findall('href="(.*?)"', entry.text)]


def test_a_year_alone_is_told():
    """It could be an article of PubMed, and is more likely what is left of a reference."""
    for text in ("Un [@2023].\n", "Un.\n\n## Sources\n- 2023\n"):
        ((_, what),) = refused(read(text)[2])
        assert "could be a year" in what


@pytest.mark.parametrize("isbn", ["ISBN : 978-0-306-40615-7", "9780306406157"])
def test_the_isbn_of_a_book_is_no_dead_end(isbn: str):
    """A number that is proven names a book, which a remark asks the title of."""
    _, _, numbering = read(f"Texte.\n\n## Sources\n- {isbn}\n")

    assert refused(numbering) == []
    assert "only a number" in numbering.problems[0].what


def test_a_number_as_french_writes_it():
    """Spaces between its figures are no end of it: the first of them would be another article."""
    calls, messages, numbering = read(
        "Un [@PMID : 39 626 064].\n\n## Sources\n- Un livre. 2020. PMID : 39 626 065.\n"
    )

    assert calls == ["[1]"]
    assert refused(numbering) == []
    assert [entry.links[-1].url for entry in messages.entries] == [
        f"https://pubmed.ncbi.nlm.nih.gov/{number}/" for number in (39626064, 39626065)
    ]


@pytest.mark.parametrize("address", ["https://pubmed.ncbi.nlm.nih.gov/?term=asthme", "0140-6736"])
def test_what_names_no_source_is_called_what_it_is(address: str):
    """A page of results, the number of a journal: in a call as on a line of the list."""
    _, _, numbering = read(f"Un [@{address}].\n\n## Sources\n- HAS. Un guide. 2020.\n")
    _, _, in_list = read(f"Un.\n\n## Sources\n- {address}\n")

    assert [line for line, _ in refused(in_list)] == [4]
    for problems in (numbering.problems, in_list.problems):
        assert "search results" in problems[0].what or "ISSN" in problems[0].what


@pytest.mark.parametrize(
    "words",
    [
        *("HAS. Psoriasis, 2020.", "Vidal 2024", "_Lancet_ 2011 ; 378 : 41.", "ameli.fr"),
        "Collège des enseignants de dermatologie. Dermatologie, 8e édition.",
        "Code de la santé publique, article R4127-35",
        "Ministère de la Santé. Le calendrier vaccinal [s. d.].",
        "Smith J. My experience as a patient. BMJ. 2020;1:1.",
        "Retracted Science and the Retraction Index. 2011.",
        "Observatoire français des drogues. 2020.",
        "Internet et santé : un guide. 2020.",
    ],
)
def test_what_somebody_else_could_find(words: str):
    """A name with a year, a number, a site: a librarian finds it."""
    assert why_not(read_reference(words, "fr")) is None
    assert mark_in_reference(words) == ""


@pytest.mark.parametrize(
    "words",
    [
        *(". . .", "…", "—", "Mon expérience personnelle", "D’après mes patients, 2024"),
        *(
            "Expérience clinique personnelle (2010)",
            "My own practice",
            "Personal communication, 2022",
        ),
        *("Cours de la fac", "À compléter", "Wikipédia, 2024", "Un livre", "Site de la HAS", "n/a"),
        *("Ma pratique depuis 20 ans", "Données non publiées, 2020", "unpublished data 2020"),
    ],
)
def test_what_nobody_else_could_find(words: str):
    """Dots, experience, notes to oneself, words without date or address."""
    assert why_not(read_reference(words, "fr"))


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("[RETRACTED] A. B. 2010.", "retracted"),
        ("RETRACTED ARTICLE: A. B. 2010.", "retracted"),
        ("Wakefield AJ. RETRACTED: Ileal. Lancet 1998.", "retracted"),
        ("A. B (Retracted). 2010.", "retracted"),
        ("A. B [article rétracté]. 2010.", "retracted"),
        ("A. B. 2010. [Retracted in: Lancet 2010;375:445]", "retracted"),
        ("WITHDRAWN: A. Cochrane. 2010.", "withdrawn"),
        ("A. [Withdrawn] B. 2010.", "withdrawn"),
        ("Retraction: A. 2010.", ""),
        ("Auteur A. Un article retiré. Lancet. 1998.", ""),
        ("Rofécoxib (retiré du marché). 2004.", ""),
    ],
)
def test_what_its_words_say_became_of_it(words: str, state: str):
    """A title marked as taken back is; a notice, and a title about retractions, are not."""
    assert read_reference(words, "fr").state == state


def test_what_was_taken_back_is_refused_with_its_line():
    """In its words, or by what the list of sources knows of its number."""
    text = (
        "Un [1].\n\n## Sources\n\n1. [RETRACTED] A. Un. 2010.\n2. Wu X. https://doi.org/10.5555/w\n"
    )
    numbering = Numbering(library(), "a-fr", "fr", length=7)
    numbering._library.followed = {"doi:10.5555/w": {"state": "retracted"}}
    html, listed = take_listed(Markdown(extensions=[CitationCalls()]).convert(text))
    _, messages = number(find_calls(html), listed, numbering)

    assert [(p.line, p.values["key"]) for p in numbering.problems if p.level == ERROR] == [
        (5, "retracted2010"),
        (6, "wu"),
    ]
    assert [entry.status.state for entry in messages.entries if entry.status] == ["retracted"] * 2
