"""What the box says of each source: its kind, its grade, its age, what became of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.sources.core import Bibliography, Numbering, cite
from plugins.sources.evidence import STUDIES, grade_of, is_free, study_of, year_of
from plugins.sources.library import Library, read_library
from plugins.sources.status import FORBIDDEN, STATES, status_of
from tests.support.sites import ARTICLE, DEMO, SOURCES, Site

PAGE = "estomac/index.html"


def library(*items: dict[str, Any], annotations: str = "") -> Library:
    """Return a library of some items, made up but for what a test is about."""
    whole = [
        {"id": f"faux{n}", "type": "article-journal", "title": f"Titre {n}"} | item
        for n, item in enumerate(items, start=1)
    ]
    read, in_sources, in_annotations = read_library(json.dumps(whole), annotations)
    assert in_sources == in_annotations == []
    return read


def box(read: Library, *calls: str, since: int = 0) -> tuple[list[str], Bibliography]:
    """Return the calls of an article and its box."""
    numbering = Numbering(read, "a-fr", "fr", since=since)
    printed, bibliography = cite(calls, (), numbering)
    return printed, bibliography


def pubmed(*types: str) -> dict[str, Any]:
    """Return what a record of PubMed says of its kind."""
    return {"custom": {"publication_types": list(types)}}


@pytest.mark.parametrize(
    ("types", "study"),
    [
        (("Journal Article", "Practice Guideline"), "guideline"),
        (("Consensus Development Conference, NIH", "Journal Article"), "guideline"),
        (("Journal Article", "Meta-Analysis", "Review"), "review"),
        (("Journal Article", "Meta-Analysis"), "meta-analysis"),
        (("Meta-Analysis", "Review", "Systematic Review"), "meta-analysis"),
        (("Randomized Controlled Trial, Veterinary",), "animals"),
        (("Clinical Trial, Veterinary", "Journal Article"), "animals"),
        (("Observational Study, Veterinary",), "animals"),
        (("Systematic Review", "Meta-Analysis"), "meta-analysis"),
        (("Journal Article", "Systematic Review"), "systematic-review"),
        (("Randomized Controlled Trial", "Multicenter Study"), "randomised-trial"),
        (("Clinical Trial, Phase III", "Journal Article"), "clinical-trial"),
        (("Observational Study",), "observational"),
        (("Case Reports", "Journal Article"), "case-report"),
        (("Journal Article", "Review"), "review"),
        (("Editorial", "Comment"), "expert-opinion"),
        (("Preprint",), "preprint"),
    ],
)
def test_kind_of_study(types: tuple[str, ...], study: str):
    """PubMed's publication types are said in words; the strongest counts."""
    assert study_of(pubmed(*types), {}) == STUDIES[study]


@pytest.mark.parametrize("types", [("Journal Article",), ("English Abstract",), ()])
def test_no_kind_is_guessed(types: tuple[str, ...]):
    """An article of which PubMed says nothing more gets no kind."""
    assert study_of(pubmed(*types), {}) is None


def test_the_doctor_knows_better():
    """What the doctor wrote wins over PubMed, which has no word for a cohort."""
    assert study_of(pubmed("Review"), {"study": "Cohort"}) == STUDIES["cohort"]


@pytest.mark.parametrize("custom", [None, [], "x", {"publication_types": "Review"}])
def test_any_custom_is_read(custom: Any):
    """An export may hold anything there."""
    assert study_of({"custom": custom}, {}) is None
    assert is_free({"custom": custom}) is None
    assert status_of({"custom": custom}).state == "unknown"


@pytest.mark.parametrize(
    ("note", "grade"),
    [
        ({"grade": "A"}, ("HAS", "A")),
        ({"grade": " ae "}, ("HAS", "AE")),
        ({"grade": "Moderate", "scale": "grade"}, ("GRADE", "moderate")),
        ({"grade": "D"}, None),
        ({"grade": "A", "scale": "GRADE"}, None),
        ({"grade": "A", "scale": "OXFORD"}, None),
        ({}, None),
    ],
)
def test_grade(note: dict[str, str], grade: tuple[str, str] | None):
    """A grade stands on its scale, or is none."""
    found = grade_of(note)
    assert (found and (found.scale, found.level)) == grade


@pytest.mark.parametrize(
    ("issued", "year"),
    [
        ({"date-parts": [[2013, 5]]}, 2013),
        ({"date-parts": [["1998"]]}, 1998),
        ("2019-02-01", 2019),
        ({"date-parts": [[None]]}, 0),
        ({"raw": "2019"}, 0),
        ([], 0),
        (None, 0),
    ],
)
def test_year(issued: object, year: int):
    """The year of publication, whatever an export made of it."""
    assert year_of({"issued": issued}) == year


def test_an_old_source_says_so():
    """Older than the blog allows: said, unless it is a classic, or worse is said of it."""
    dated = {"issued": {"date-parts": [[1998]]}}
    retracted = dated | {"custom": {"status": {"state": "retracted"}}}
    read = library(dated, dated, retracted, annotations="[faux2]\nclassic = true\n")
    _, messages = box(read, "@faux1; @faux2; @faux3", since=2016)

    assert [entry.old for entry in messages.entries] == [1998, 0, 0]
    _, messages = box(read, "@faux1", since=1998)
    assert messages.entries[0].old == 0


def test_free_or_paid():
    """What is in PubMed Central can be read by all; where nobody noted it, nothing is said."""
    read = library({"PMCID": "PMC1"}, {"custom": {"access": "paid"}}, {})
    _, messages = box(read, "@faux1; @faux2; @faux3")

    assert [entry.free for entry in messages.entries] == [True, False, None]


def test_archived_copy():
    """The copy that the doctor noted is one more link."""
    read = library({}, annotations='[faux1]\narchive = "https://archive.example/a/"\n')
    _, messages = box(read, "@faux1")

    assert [(link.kind, link.url) for link in messages.entries[0].links] == [
        ("archive", "https://archive.example/a/")
    ]


@pytest.mark.parametrize(
    ("calls", "printed"),
    [
        ("@faux1", "[1]"),
        ("@faux2; @faux1", "[1, 2]"),
        ("@faux3; @faux1; @faux2", "[1–3]"),
        ("@faux1; @faux3; @faux4; @faux5", "[1, 3–5]"),
        ("@faux1; @faux2, p. 3; @faux3", "[1, 2 (p.\u00a03), 3]"),
        ("@faux1; @faux2; @faux3, p. 3; @faux4; @faux5; @faux6", "[1, 2, 3 (p.\u00a03), 4–6]"),
        ("@faux1; @faux1; @faux2", "[1, 2]"),
        ("@faux1, p. 1; @faux1, p. 2", "[1 (p.\u00a01) (p.\u00a02)]"),
    ],
)
def test_a_group_ascends_and_collapses(calls: str, printed: str):
    """Three numbers in a row make a range; a page that is named keeps its number apart."""
    first = "; ".join(f"@faux{n}" for n in range(1, 7))
    (_, shown), _ = box(library(*[{}] * 6), first, calls)

    assert LexborHTMLParser(shown).text() == printed


def test_every_number_of_a_range_can_be_returned_to():
    """Each entry leads back to a place of the text, inside a range too."""
    (html,), messages = box(library(*[{}] * 4), "@faux1; @faux2; @faux3; @faux4")
    there = {node.attributes["id"] for node in LexborHTMLParser(html).css("[id]")}

    assert {call for entry in messages.entries for call in entry.calls} == there
    assert len(there) == 4


def test_a_call_says_that_it_leads_to_a_source():
    """A voice says more than a figure; nothing opens over the text."""
    (html,), _ = box(library({}), "@faux1")
    (link,) = LexborHTMLParser(html).css("a")

    assert link.attributes["role"] == "doc-biblioref"
    assert link.attributes["aria-label"] == "source 1"
    assert set(link.attributes) == {"id", "href", "role", "aria-label"}


@pytest.mark.parametrize("state", STATES)
def test_what_may_not_be_cited_unknowingly(state: str):
    """A retracted or withdrawn source stops the publication; what is only doubted is told."""
    read = library({"custom": {"status": {"state": state}}})
    numbering = Numbering(read, "a-fr", "fr")
    cite(["@faux1"], (), numbering)

    assert bool(numbering.problems) == (state in FORBIDDEN)


def test_status_is_read():
    """Who says so, since when, in which notice, what replaces it, when that was looked up."""
    said = {
        "state": "Replaced",
        "since": "2024-01-31",
        "notice": "https://doi.org/10.1000/a",
        "by": ["Crossref"],
        "checked": "2026-11-22",
        "replacement": "doi:10.1000/b",
    }
    status = status_of({"custom": {"status": said}})

    assert (status.state, status.notice, status.replacement) == (
        "replaced",
        "10.1000/a",
        "10.1000/b",
    )
    assert (status.since, status.checked) == (date(2024, 1, 31), date(2026, 11, 22))
    assert status.by == ("Crossref",)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ('grade = "D"', "ce grade n’est sur aucune échelle connue."),
        ('grade = "A"\nscale = "OXFORD"', "ce grade n’est sur aucune échelle connue."),
        ('study = "cohorte"', "« cohorte » n’est pas un type d’étude connu."),
        ("clasic = true", "« clasic » n’est pas un réglage connu."),
        ('classic = "oui"', "« classic » vaut true ou false, sans guillemets."),
        ('archive = "http://a.example"', "l’adresse d’une copie archivée commence par https://."),
    ],
)
def test_a_wrong_note_is_told(site: Site, note: str, said: str):
    """Each with its line."""
    site.write("sources/annotations.toml", f"[chey2024]\n{note}\n")
    built = site.build()

    assert built.status == 1
    assert "ligne " in built.said
    assert said in built.said.replace("\u00a0", " ")


def test_a_source_everywhere(site: Site):
    """In the box, in words, and on the page of all sources."""
    item = json.loads(SOURCES)[0] | {
        "PMCID": "PMC1",
        "custom": {
            "publication_types": ["Meta-Analysis"],
            "status": {"state": "corrected", "checked": "2026-11-01"},
        },
    }
    site.write("sources/sources.json", json.dumps([item]))
    site.write("sources/annotations.toml", '[chey2024]\ngrade = "B"\n')
    site.write("pages/sources.md", "---\ntitle: Les sources\nslug: sources\n---\nToutes.\n")
    built = site.build()
    assert built.status == 0, built.said
    for page in (PAGE, "sources/index.html"):
        words = LexborHTMLParser((built.output / page).read_text("utf-8")).text()
        assert "Méta-analyse\u00a0: plusieurs études réunies." in words
        assert "Grade B sur l’échelle HAS\u00a0: présomption scientifique." in words
        assert "En accès libre." in words
        assert "Corrigée" in words
    listed = LexborHTMLParser((built.output / "sources" / "index.html").read_text("utf-8"))
    (use,) = listed.css(".references__use a")
    assert use.attributes["href"] == "../estomac/index.html"
    assert "recherchées le 1er novembre 2026" in listed.css_first(".references__checked").text()


def test_a_certainty_is_said_in_words(site: Site):
    """The four levels of GRADE are words already."""
    site.write("sources/annotations.toml", '[chey2024]\ngrade = "very low"\nscale = "GRADE"\n')
    site.write("articles/stomach.en.md", ARTICLE.replace("reflux", "acid reflux\ninterests: None."))
    built = site.build()

    assert built.status == 0, built.said
    words = LexborHTMLParser((built.output / PAGE).read_text("utf-8")).text()
    assert "Sur l’échelle GRADE\u00a0: certitude très faible." in words
    assert "On the GRADE scale: very low certainty." in built.page("en/stomach")


def test_what_only_a_draft_cites_is_not_listed(site: Site):
    """The page of all sources tells of what readers can read."""
    site.write("articles/estomac.md", ARTICLE.replace("title:", "status: draft\ntitle:", 1))
    site.write("pages/sources.md", "---\ntitle: Les sources\nslug: sources\n---\nToutes.\n")
    built = site.build()

    assert built.status == 0, built.said
    listed = (built.output / "sources" / "index.html").read_text("utf-8")
    assert not LexborHTMLParser(listed).css(".references__entry")


def test_the_age_is_the_blogs_choice(site: Site):
    """``[sources] years`` says from when on a source is old."""
    blog = (site.content / "blog.toml").read_text("utf-8")
    site.write("blog.toml", f"{blog}\n[sources]\nyears = 1\n")
    built = site.build()

    assert built.status == 0, built.said
    words = LexborHTMLParser((built.output / PAGE).read_text("utf-8")).text()
    assert "De 2024\u00a0: des études plus récentes" in words


def test_the_demonstration_lists_all_it_cites(published: Path):
    """Every source of the demonstration that an article cites is on the page of all sources."""
    listed = LexborHTMLParser((published / "sources" / "index.html").read_text("utf-8"))
    cited = {
        node.text(strip=True)
        for page in published.rglob("index.html")
        for node in LexborHTMLParser(page.read_text("utf-8")).css("html[lang=fr] .sources__text")
    }

    assert {node.text(strip=True) for node in listed.css(".references .sources__text")} >= cited
    assert len(cited) <= len(json.loads((DEMO / "sources" / "sources.json").read_text("utf-8")))


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Voir (@chey2024).", "@chey2024"),
        ("Selon @chey2024, oui.", "@chey2024"),
        ("Voir [@chey2024](https://a.example).", "[@chey2024](https://a.example)"),
        ("Voir @10.14309/ajg.0000000000002968.", "@10.14309/ajg.0000000000002968"),
    ],
)
def test_a_call_without_brackets_is_refused(site: Site, text: str, quote: str):
    """What names a source of the blog is a call, and is not left raw on the page."""
    site.write("articles/estomac.md", f"{ARTICLE}\n{text}\n")
    built = site.build()

    assert built.status == 1
    assert f"ligne {len(ARTICLE.splitlines()) + 2}" in built.said
    assert quote in built.said
    assert "Écrivez-le [@nom-court]" in built.said


@pytest.mark.parametrize(
    "text", ["Écrivez à a@chey2024.example.", "Je suis @drexemple ici.", "`@chey2024`"]
)
def test_another_at_sign_is_no_call(site: Site, text: str):
    """Mail addresses, names on social networks and code are left alone."""
    site.write("articles/estomac.md", f"{ARTICLE}\n{text}\n")

    assert site.build().status == 0


def test_what_no_article_cites_is_remarked_upon(site: Site):
    """All in one remark, which stops nothing."""
    (item,) = json.loads(SOURCES)
    others = [{"id": f"faux{n:02}", "type": "book", "title": f"Titre {n}"} for n in range(12)]
    site.write("sources/sources.json", json.dumps([item, *others]))
    built = site.build()

    assert built.status == 0
    assert "aucun article ne cite" in built.said
    assert "faux00, faux01" in built.said
    assert "faux09…" in built.said


def test_the_same_work_under_two_names(site: Site):
    """Without a DOI in common, the title and the year tell; a short title says nothing."""
    (item,) = json.loads(SOURCES)
    bare = {"type": "book", "issued": item["issued"]}
    twin = bare | {"id": "bis", "title": item["title"].upper()}
    short = [bare | {"id": id_, "title": "Éditorial"} for id_ in "ab"]
    site.write("sources/sources.json", json.dumps([item, twin, *short]))
    built = site.build()

    assert built.status == 0
    assert built.said.count("ont le même titre et la même année") == 1
    assert "bis" in built.said


def test_news_of_the_practice_cite_nothing(site: Site):
    """They have no box: the call is refused with what to do."""
    site.write("articles/estomac.md", ARTICLE.replace("title:", "kind: practice\ntitle:", 1))
    built = site.build()

    assert built.status == 1
    assert "une nouvelle du cabinet n’a pas d’encadré de sources" in built.said
    assert built.said.count("✗") == 1
