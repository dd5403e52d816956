"""What a doctor pastes or cites is read, however it was written, and refused by its name.

Made here: the same article (a DOI and a PubMed number) as sites, mails and search engines write it.
"""

from __future__ import annotations

import pytest

from plugins.sources.identifiers import identify, is_search, is_year, what_else

PAPER = ("DOI", "10.1042/bj1490739")
NUMBER = ("PMID", "1000")


@pytest.mark.parametrize(
    "words",
    [
        "10.1042/BJ1490739",
        "DOI : 10.1042/BJ1490739",
        "DOI\u00a0: 10.1042/bj1490739.",
        "(doi: 10.1042/bj1490739)",
        "«\u202f10.1042/bj1490739\u202f»",
        "[@10.1042/bj1490739]",
        "10.1042/bj1490739\u200b",
        "\ufeff10.1042/bj\u00ad1490739",
        "10.1042/bj1490739/full",
        "10.1042/bj1490739/abstract",
        "10.1042/bj1490739/full/pdf",
        "10.1042/bj1490739?utm_source=x&utm_medium=y",
        "doi.org/10.1042/bj1490739",
        "https://doi.org/10.1042/bj1490739?utm_source=x",
        "https://doi.org/10.1042/bj1490739#abstract",
        "DOI : https://doi.org/10.1042%2Fbj1490739",
        "HTTPS://DOI.ORG/10.1042/BJ1490739",
        "https://doi-org.proxy.example.fr/10.1042/bj1490739",
        "https://www.google.com/url?q=https://doi.org/10.1042/bj1490739&sa=D",
        "http://dx.doi.org/10.1042%2Fbj1490739",
        "<https://doi.org/10.1042/bj1490739>",
        "https://portlandpress.com/doi/pdf/10.1042/bj1490739",
        "https://www-portlandpress-com.proxy.example.fr/doi/10.1042/bj1490739?casa_token=a",
        "https://journals.example.org/article?id=10.1042/bj1490739",
        "https://link.example.com/content/pdf/10.1042/bj1490739.pdf",
        "info:doi/10.1042/bj1490739",
        "https://proxy.example.fr/login?url=https://doi.org/10.1042/bj1490739",
        "https://example.org/articles/10.1042/bj1490739/full#h3",
        "Wootton JC. T. Biochem J. 1975;149(3):739-48. doi: 10.1042/bj1490739. PMID: 1000.",
        "Wootton JC. T. Biochem J. 1975;149:739. Disponible sur https://doi.org/10.1042/bj1490739.",
    ],
)
def test_a_doi_in_all_its_clothes(words: str):
    """Spacing, brackets, resolvers, versions and what trackers add are no part of a DOI."""
    found = identify(words)

    assert found
    assert (found.kind, found.value) == PAPER


@pytest.mark.parametrize(
    "words",
    [
        "1000",
        "PMID : 1000",
        "PMID\u202f:\u00a01000.",
        "PMID: 1000.",
        "pmid1000",
        "PMID n° 1000",
        "(PubMed 1000)",
        "PubMed PMID: 0001000",
        "pubmed.ncbi.nlm.nih.gov/1000",
        "https://pubmed.ncbi.nlm.nih.gov/1000/?dopt=Abstract",
        "https://pubmed.ncbi.nlm.nih.gov/1000/#similar",
        "http://www.ncbi.nlm.nih.gov/pubmed/1000",
        "https://www.ncbi.nlm.nih.gov/m/pubmed/1000/",
        "https://www.ncbi.nlm.nih.gov/pubmed/?term=1000",
        "https://pubmed.ncbi.nlm.nih.gov/?term=1000%5Buid%5D&sort=date",
        "https://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&db=PubMed&list_uids=1000",
        "https://europepmc.org/article/MED/1000",
        "[PubMed](http://www.ncbi.nlm.nih.gov/pubmed/1000)",
        "PMID : 1\u202f000",
        "1 000",
        "https://pubmed.ncbi.nlm.nih.gov/pubmed/1000",
        "https://pubmed-ncbi-nlm-nih-gov.proxy.example.fr/1000/",
        "https://www.ncbi.nlm.nih.gov.proxy.example.fr/pubmed/1000",
        "Wootton JC. The amino acid sequence. Biochem J. 1975. PMID: 1000.",
    ],
)
def test_a_pubmed_number_in_all_its_clothes(words: str):
    """The addresses that PubMed has had, and those of a search for one number, are that number."""
    found = identify(words)

    assert found
    assert (found.kind, found.value) == NUMBER


@pytest.mark.parametrize(
    ("words", "kind", "value"),
    [
        ("ISBN : 0-8044-2957-X", "ISBN", "080442957X"),
        ("ISBN-13 : 978\u20112\u201184225\u2011149\u20119", "ISBN", "9782842251499"),
        ("ISBN 10 : 0-8044-2957-X", "ISBN", "080442957X"),
        ("ISBN 13 978-0-306-40615-7", "ISBN", "9780306406157"),
        ("A B. T. Rev. 2024. PMID : 39 626 064.", "PMID", "39626064"),
        (
            "https://clinicaltrials.gov/ct2/show/NCT1",
            "URL",
            "https://clinicaltrials.gov/ct2/show/NCT1",
        ),
        (
            "https://clinicaltrials.gov/ct2/show/NCT04381936?term=x",
            "URL",
            "https://clinicaltrials.gov/study/NCT04381936",
        ),
        ("https://www.isrctn.com/ISRCTN50189673", "DOI", "10.1186/isrctn50189673"),
        ("https://hal.science/hal-01733003v1/document", "URL", "https://hal.science/hal-01733003"),
        ("PMC1165682", "PMCID", "PMC1165682"),
        ("PMCID : PMC1165682", "PMCID", "PMC1165682"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1165682/", "PMCID", "PMC1165682"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC1165682/#sec2", "PMCID", "PMC1165682"),
        ("https://europepmc.org/articles/pmc1165682", "PMCID", "PMC1165682"),
        ("arXiv:1706.03762", "DOI", "10.48550/arxiv.1706.03762"),
        ("arXiv : 1706.03762v5 [cs.CL]", "DOI", "10.48550/arxiv.1706.03762"),
        ("https://arxiv.org/pdf/1706.03762v5.pdf", "DOI", "10.48550/arxiv.1706.03762"),
        ("arXiv:q-bio/0401001", "DOI", "10.48550/arxiv.q-bio/0401001"),
        ("hal-01733003", "URL", "https://hal.science/hal-01733003"),
        ("tel-01733003v1", "URL", "https://hal.science/tel-01733003"),
        ("NCT04381936", "URL", "https://clinicaltrials.gov/study/NCT04381936"),
        ("HAL Id : HAL-01733003", "URL", "https://hal.science/hal-01733003"),
        (
            "ClinicalTrials.gov Identifier: NCT04381936",
            "URL",
            "https://clinicaltrials.gov/study/NCT04381936",
        ),
        ("nct 04381936", "URL", "https://clinicaltrials.gov/study/NCT04381936"),
        ("ISRCTN50189673", "DOI", "10.1186/isrctn50189673"),
        ("ark:/12148/bpt6k5401234", "URL", "https://n2t.net/ark:/12148/bpt6k5401234"),
        ("CD007562.pub3", "DOI", "10.1002/14651858.cd007562.pub3"),
        (
            "https://www.cochranelibrary.com/cdsr/doi/10.1002/14651858.CD007562.pub3/full/fr",
            "DOI",
            "10.1002/14651858.cd007562.pub3",
        ),
        ("medRxiv 2020.05.01.20087000v2", "DOI", "10.1101/2020.05.01.20087000"),
        (
            "https://www.medrxiv.org/content/10.1101/2020.05.01.20087000v1.full.pdf",
            "DOI",
            "10.1101/2020.05.01.20087000",
        ),
        ("https://www.biorxiv.org/content/10.1101/722349v2.full", "DOI", "10.1101/722349"),
        (
            "https://www.biorxiv.org/content/early/2019/08/01/722349.full.pdf",
            "DOI",
            "10.1101/722349",
        ),
        ("https://www.nejm.org/doi/full/10.1056/NEJMoa2021436", "DOI", "10.1056/nejmoa2021436"),
        (
            "https://academic.oup.com/bib/advance-article/doi/10.1093/bib/bbz123/5612345",
            "DOI",
            "10.1093/bib/bbz123",
        ),
        ("10.1016/S0140\u20116736(97)11096\u20110", "DOI", "10.1016/s0140-6736(97)11096-0"),
        (
            "http://dx.doi.org/10.1016/S0140-6736%2897%2911096-0",
            "DOI",
            "10.1016/s0140-6736(97)11096-0",
        ),
        (
            "https://www.has-sante.fr/jcms/c_272462/fr/asthme",
            "URL",
            "https://www.has-sante.fr/jcms/c_272462/fr/asthme",
        ),
        ("www.ansm.sante.fr/actualites/x", "URL", "https://www.ansm.sante.fr/actualites/x"),
    ],
)
def test_what_a_number_names(words: str, kind: str, value: str):
    """Numbers of archives and registers, and the addresses that hold one, are what they name."""
    found = identify(words)

    assert found
    assert (found.kind, found.value) == (kind, value)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "bonjour",
        "chey2024",
        "Chey, 2024",
        "978-2-84225-149-8",
        "https://carnet.example:99999/",
        "10.1000/\x07x",
        "PMID",
        "doi:",
        "000",
        "PMC",
        "une dose de 10.5/12 mg",
        "HAS. Asthme. 2023.",
    ],
)
def test_what_names_nothing(words: str):
    """Words, a wrong ISBN and half a number are no identifier."""
    assert identify(words) is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("0140-6736", "ISSN"),
        ("ISSN : 0140-6736", "ISSN"),
        ("0000-0002-1825-0097", "ORCID"),
        ("CRD42020123456", "protocol"),
        ("EudraCT : 2020-001113-21", "protocol"),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=reflux", "search results"),
        ("https://pubmed.ncbi.nlm.nih.gov/?linkname=pubmed_pubmed&from_uid=1000", "search results"),
        ("https://scholar.google.fr/scholar?q=reflux", "search results"),
        ("https://www.has-sante.fr/jcms/recherche?text=asthme", "search results"),
    ],
)
def test_what_is_refused_by_its_name(words: str, said: str):
    """What names no publication is called what it is."""
    assert said in (what_else(words) or "")


def test_a_search_for_one_number_is_no_search():
    """An address of a search that can only find one article is that article’s."""
    assert not is_search("https://pubmed.ncbi.nlm.nih.gov/?term=1000")
    assert not is_search("https://www.has-sante.fr/jcms/c_1/fr/asthme?text=oui")


def test_a_year():
    """Four figures alone may be a year; with what they are before them, they are not."""
    assert is_year("2023")
    assert is_year("(1998).")
    assert not is_year("PMID 2023")
    assert not is_year("39626064")
