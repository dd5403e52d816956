"""How far a source can be leaned on: one case or several, its grades, an embargo, a notice."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from commands.cite.study import study_in
from plugins.sources.evidence import STUDIES, is_free, study_of
from plugins.sources.library import read_library
from tests.plugins.sources.test_box import box, library, pubmed


@pytest.mark.parametrize(
    ("title", "study"),
    [
        ("The diverse picture of a disease. Report of seven cases and review", "case-series"),
        ("Report of 12 cases", "case-series"),
        ("Two case reports and a discussion", "case-series"),
        ("Five pediatric patients with a syndrome", "case-series"),
        ("À propos de trois cas", "case-series"),
        ("Une série de cas", "case-series"),
        ("A case series (n = 4)", "case-series"),
        ("Report of a case", "case-report"),
        ("Report of one case", "case-report"),
        ("A case report and two-year follow-up", "case-report"),
        ("In a 7-year-old patient", "case-report"),
        ("À propos d’un cas", "case-report"),
    ],
)
def test_one_case_or_several(title: str, study: str):
    """PubMed calls one case and several alike: the title tells."""
    item = {"title": title} | pubmed("Case Reports", "Journal Article")

    assert study_of(item, {}) == STUDIES[study]


@pytest.mark.parametrize(
    ("title", "abstract", "study"),
    [
        ("Proton pump inhibitors: facts and myths", "", "review"),
        ("Proton pump inhibitors: a meta-analysis", "", "meta-analysis"),
        ("Inhibiteurs : revue et méta-analyse", "", "meta-analysis"),
        ("Reflux: a narrative review of meta-analyses", "", "review"),
        ("Reflux: a comprehensive review", "We performed a meta-analysis.", "review"),
        ("Reflux", "We conducted a random-effects meta-analysis of 12 trials.", "meta-analysis"),
        ("Reflux", "A meta-analysis was performed.", "meta-analysis"),
        ("Reflux", "The pooled odds ratio was 1.2.", "meta-analysis"),
        ("Reflux", "We discuss the meta-analyses that were published.", "review"),
    ],
)
def test_a_review_or_a_meta_analysis(title: str, abstract: str, study: str):
    """Where PubMed says both, the title decides, then the abstract, which is not kept."""
    types = ["Journal Article", "Meta-Analysis", "Review"]
    decided = study_in(types, title, abstract)
    item = {"title": title, "custom": {"publication_types": types, "study": decided}}

    assert study_of(item, {}) == STUDIES[study]
    assert study_of(item, {"study": "cohort"}) == STUDIES["cohort"]
    assert study_in(["Meta-Analysis"], title, abstract) == ""


@pytest.mark.parametrize(
    ("custom", "day", "free"),
    [
        ({"free_from": "2027-10-01"}, date(2026, 11, 22), None),
        ({"free_from": "2027-10-01"}, date(2027, 10, 1), True),
        ({"free_from": "2027-10-01"}, None, None),
        ({"free_from": "2027-10-01", "access": "free"}, date(2026, 11, 22), True),
        ({"free_from": "2027-10-01", "access": "paid"}, date(2026, 11, 22), False),
        ({}, date(2026, 11, 22), True),
    ],
)
def test_an_embargo(custom: dict[str, str], day: date | None, free: bool | None):
    """A copy in PubMed Central is free from the day on which its publisher lets it be."""
    assert is_free({"PMCID": "PMC1165682", "custom": custom}, day) is free


def test_graded_recommendations():
    """Each piece of advice has its own grade, in the language of the page."""
    notes = (
        '[[faux1.recommendations]]\ntext.fr = "Le premier conseil."\ntext.en = "First advice"\n'
        'grade = "B"\n'
        '[[faux1.recommendations]]\ntext = "p < 0,05 : le second"\ngrade = "low"\nscale = "GRADE"\n'
    )
    _, bibliography = box(library({}, annotations=notes), "@faux1")
    first, second = bibliography.entries[0].advice

    assert (first.text, first.grade.level) == ("Le premier conseil.", "B")
    assert (second.text, second.grade.scale) == ("p &lt;\u00a00,05\u00a0: le second.", "GRADE")
    assert bibliography.entries[0].grade is None


@pytest.mark.parametrize(
    ("notes", "quote"),
    [
        ('[[faux1.recommendations]]\ntext = "Un conseil"\n', "Un conseil"),
        ('[[faux1.recommendations]]\ngrade = "A"\n', "A"),
        ('[[faux1.recommendations]]\ntext = "x"\ngrade = "Z"\n', "Z"),
        ('[[faux1.recommendations]]\ntext = "x"\ngrade = "A"\nlevel = 1\n', "level"),
        ('[faux1]\nrecommendations = "A"\n', "recommendations"),
        ("[faux1]\nrecommendations = [1]\n", "recommendations"),
    ],
)
def test_a_recommendation_that_cannot_be_read(notes: str, quote: str):
    """What is missing or unknown is told with its words."""
    item = {"id": "faux1", "type": "article-journal", "title": "Titre"}
    _, _, problems = read_library(json.dumps([item]), notes)

    assert quote in [problem.quote for problem in problems]


def test_a_notice_leads_to_what_it_is_about():
    """The publication that a notice corrects or retracts is linked, by DOI or by number."""
    by_doi = {"custom": {"about": {"DOI": "10.1000/x", "PMID": "1", "reference": "J. 2020;1:1."}}}
    by_number = {"custom": {"about": {"PMID": "123"}}}
    _, bibliography = box(library(by_doi, by_number, {}), "@faux1; @faux2; @faux3")
    links = [[(one.kind, one.url) for one in entry.links] for entry in bibliography.entries]

    assert links == [
        [("about", "https://doi.org/10.1000/x")],
        [("about", "https://pubmed.ncbi.nlm.nih.gov/123/")],
        [],
    ]


def entry(published: Path, slug: str, words: str) -> LexborNode:
    """Return the source of the box of an article of the demonstration whose text has some words."""
    page = LexborHTMLParser((published / slug / "index.html").read_text("utf-8"))
    entries = page.css(".sources__list > li")
    (found,) = (one for one in entries if words in one.css_first(".sources__text").text())
    return found


@pytest.mark.parametrize(
    ("slug", "words", "notice"),
    [
        ("menopause-et-coeur", "Oliveira GM", "https://doi.org/10.36660/abc.20240681"),
        ("hemochromatose", "Kanwar P", ""),
    ],
)
def test_an_erratum_is_shown(published: Path, slug: str, words: str, notice: str):
    """Readers are told of two corrected sources of the demonstration, with the notice if known."""
    source = entry(published, slug, words)
    state = source.css_first(".sources__state")
    links = [node.attributes["href"] for node in source.css(".sources__status a")]

    assert state
    assert state.text() == "Corrigée"
    assert links == ([notice] if notice else [])


def test_what_the_demonstration_leans_on(published: Path):
    """A review is no meta-analysis, and a grade is that of one piece of advice."""
    review = entry(published, "ipp-au-long-cours", "Chinzon D").css_first(".sources__facts")
    advice = entry(published, "helicobacter-pylori", "Chey WD").css_first(".sources__advice")

    assert review
    assert "Revue de la littérature" in review.text()
    assert advice
    assert "Quadrithérapie avec bismuth en premier traitement." in advice.text()
    assert "certitude modérée" in advice.text()


def test_a_notice_of_the_demonstration(published: Path):
    """The retraction notice leads to the paper that it retracts."""
    links = entry(published, "ror-et-autisme", "Editors of The Lancet").css(".sources__link--about")

    assert [node.attributes["href"] for node in links] == [
        "https://doi.org/10.1016/s0140-6736(97)11096-0"
    ]
