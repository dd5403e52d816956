"""A DOI, a PMID, a PMCID or an ISBN, typed or pasted in any way, is read as what it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.sources.identifiers import (
    DOI,
    ISBN,
    PMCID,
    PMID,
    URL,
    Identifier,
    find_identifiers,
    is_doi,
    is_pmcid,
    is_pmid,
    read_identifier,
)
from tests.support.citing import LANCET, SICI, TEXTS

BOOK = "10.1042/bj1490739"


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        (BOOK, DOI, BOOK),
        ("10.1042/BJ1490739", DOI, BOOK),
        ("DOI : 10.1042/BJ1490739", DOI, BOOK),
        ("DOI\u00a0: 10.1042/BJ1490739", DOI, BOOK),
        ("DOI\u202f:\u202f10.1042/BJ1490739", DOI, BOOK),
        ("(doi: 10.1042/bj1490739)", DOI, BOOK),
        ("« 10.1042/bj1490739 »", DOI, BOOK),
        ("10.1042/bj1490739.", DOI, BOOK),
        ("10.1042/bj1490739\u200b", DOI, BOOK),
        ("10.1042/\u2060bj1490739", DOI, BOOK),
        ("\ufeff10.1042/bj1490739", DOI, BOOK),
        ("10.1042/bj1490739/full", DOI, BOOK),
        ("10.1042/bj1490739/abstract", DOI, BOOK),
        ("10.1042/bj1490739/pdf", DOI, BOOK),
        ("doi.org/10.1042/bj1490739", DOI, BOOK),
        ("https://doi.org/10.1042/bj1490739", DOI, BOOK),
        ("http://dx.doi.org/10.1042/bj1490739", DOI, BOOK),
        ("https://www.doi.org/10.1042/bj1490739", DOI, BOOK),
        ("https://doi.org/10.1042%2Fbj1490739", DOI, BOOK),
        ("https://doi.org/10.1042/bj1490739?utm_source=x", DOI, BOOK),
        ("https://doi.org/10.1042/bj1490739#abstract", DOI, BOOK),
        ("<https://doi.org/10.1042/bj1490739>", DOI, BOOK),
        ("doi: https://doi.org/10.1042/bj1490739", DOI, BOOK),
        ("https://www.nejm.org/doi/full/10.1056/NEJMoa2021436", DOI, "10.1056/nejmoa2021436"),
        ("https://revue.example/doi/10.5555/87654321", DOI, "10.5555/87654321"),
        (
            "https://www.cochranelibrary.com/cdsr/doi/10.1002/14651858.CD013739.pub2/full/fr",
            DOI,
            "10.1002/14651858.cd013739.pub2",
        ),
        (
            "https://www.biorxiv.org/content/10.1101/2020.05.01.071712v1.full.pdf",
            DOI,
            "10.1101/2020.05.01.071712",
        ),
        (
            "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0000217",
            DOI,
            "10.1371/journal.pone.0000217",
        ),
        (LANCET, DOI, LANCET.lower()),
        (f"({LANCET})", DOI, LANCET.lower()),
        ("https://doi.org/10.1016/S1470-2045%2815%2900444-1", DOI, LANCET.lower()),
        (SICI, DOI, SICI.lower()),
        # The example of the DOI Handbook.
        ("https://doi.org/10.1000/456%23789", DOI, "10.1000/456#789"),
        ("1000", PMID, "1000"),
        ("PMID: 1000.", PMID, "1000"),
        ("PMID : 1000", PMID, "1000"),
        ("PMID\u202f: 1000", PMID, "1000"),
        ("pmid1000", PMID, "1000"),
        ("PubMed PMID: 1000", PMID, "1000"),
        ("PubMed : 1000", PMID, "1000"),
        ("0001000", PMID, "1000"),
        ("pubmed.ncbi.nlm.nih.gov/1000", PMID, "1000"),
        ("https://pubmed.ncbi.nlm.nih.gov/1000/", PMID, "1000"),
        ("https://pubmed.ncbi.nlm.nih.gov/1000/?dopt=Abstract", PMID, "1000"),
        ("https://pubmed.ncbi.nlm.nih.gov/1000/#similar", PMID, "1000"),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=1000", PMID, "1000"),
        ("http://www.ncbi.nlm.nih.gov/pubmed/1000", PMID, "1000"),
        ("www.ncbi.nlm.nih.gov/pubmed/1000", PMID, "1000"),
        ("https://www.ncbi.nlm.nih.gov/pubmed/?term=1000%5Buid%5D", PMID, "1000"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/pmid/1000/", PMID, "1000"),
        ("https://europepmc.org/article/MED/1000", PMID, "1000"),
        ("PMC1165682", PMCID, "PMC1165682"),
        ("PMCID : PMC1165682", PMCID, "PMC1165682"),
        ("PMCID: 1165682", PMCID, "PMC1165682"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC1165682/", PMCID, "PMC1165682"),
        (
            "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1165682/?report=1",
            PMCID,
            "PMC1165682",
        ),
        ("ISBN : 0-8044-2957-X", ISBN, "080442957X"),
        ("978-2-1234-5680-3", ISBN, "9782123456803"),
        ("www.has-sante.fr", URL, "https://www.has-sante.fr"),
        ("https://www.ameli.fr/psoriasis", URL, "https://www.ameli.fr/psoriasis"),
        # A search is no publication.
        (
            "https://pubmed.ncbi.nlm.nih.gov/?term=asthma+2020",
            URL,
            "https://pubmed.ncbi.nlm.nih.gov/?term=asthma+2020",
        ),
    ],
)
def test_an_identifier_is_read_in_every_spelling(written: str, kind: str, value: str):
    """French spaces, labels, brackets, addresses of all ages, invisible characters."""
    assert read_identifier(written) == Identifier(kind, value)


@pytest.mark.parametrize(
    "written",
    [
        *("", " ", "...", "doi:", "10.1042", "10.1042/", "0", "1234567890", "../../evil"),
        *("10.1042/a b", '10.1042/a"b', "10.1042/a\\b", "https://x", "https://", "mailto:a@b.fr"),
        *("javascript:alert(1)", "PMID: 12 ou 13", "978-2-294-77888-0", "chey2024", "PMC"),
        "Chey WD. 10.1042/bj1490739",
    ],
)
def test_what_names_nothing_is_not_read(written: str):
    """A wrong syntax never becomes a name, from which a link would be made."""
    assert read_identifier(written) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Wootton JC. Biochem J. 1975;149(3):739-48. doi: 10.1042/bj1490739. PMID: 1000.",
            [("doi: 10.1042/bj1490739", DOI, BOOK), ("PMID: 1000", PMID, "1000")],
        ),
        ("(DOI : 10.1042/bj1490739)", [("DOI : 10.1042/bj1490739", DOI, BOOK)]),
        (
            f"Lancet 2015 (doi:{LANCET}), et puis.",
            [(f"doi:{LANCET}", DOI, LANCET.lower())],
        ),
        ("HAS. 2021. www.has-sante.fr.", [("www.has-sante.fr", URL, "https://www.has-sante.fr")]),
        ("PMCID : PMC12, lu", [("PMCID : PMC12", PMCID, "PMC12")]),
        ("1998;351:637-41. J Med 2020 12345678", []),
        ("un PMID-like, PMIDs, 10.5 mg/j, 10.10/12", []),
        ("Écrit à moi@ici.example", []),
    ],
)
def test_identifiers_are_found_in_a_reference(text: str, found: list[tuple[str, str, str]]):
    """Each with the words that it was typed in; a figure alone is none."""
    assert [
        (text[one.start : one.end], one.identifier.kind, one.identifier.value)
        for one in find_identifiers(text)
    ] == found


@given(TEXTS | st.text())
def test_whatever_is_typed_makes_no_false_name(text: str):
    """What is read has the syntax of its kind, and its address no character that ends a link."""
    named = [read_identifier(text), *(one.identifier for one in find_identifiers(text))]
    for one in named:
        if one is None:
            continue
        assert {DOI: is_doi, PMID: is_pmid, PMCID: is_pmcid}.get(one.kind, bool)(one.value)
        assert not set(one.address) & set(' "<>\\\n')
