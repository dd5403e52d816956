"""What a page tells search engines is true, complete, and in the words of schema.org."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from audit.schema_org import CONTEXT, audit_schema_org, vocabulary
from plugins.linked_data.core import article_graph, page_graph, plain, specialties
from plugins.linked_data.facts import Page, Posting, Practice, Site, Version, Who
from tests.support.sites import BLOG, Built
from tests.support.sites import Site as Checkout
from tests.support.spoiling import PAGE, findings, said, spoil

SITE = Site(
    "https://carnet.example",
    "Le carnet",
    "fr",
    "FR",
    Who(
        "Dr A", "généraliste", "docteur en médecine", "12345678901", "l’ordre", "https://a.example"
    ),
    Practice("Cabinet", "1 rue A", "Ville", "+33 1", "a@a.example", "Payé par moi."),
    "Dr D",
)
DAY = date(2026, 10, 1)


def data(page: Path) -> dict[str, Any]:
    """Return the graph of a page, by type."""
    (script,) = LexborHTMLParser(page.read_text("utf-8")).css("script")
    return {node["@type"]: node for node in json.loads(script.text())["@graph"]}


def posting(**changed: Any) -> Posting:
    """Return an article with nothing but what it must have."""
    given = {
        "authors": (SITE.doctor,),
        "published": DAY,
        "modified": None,
        "reviewed": DAY,
        "due": date(2027, 10, 1),
    }
    return Posting(**given | changed)


def graph(page: Page, **changed: Any) -> dict[str, Any]:
    """Return the graph of an article, by type."""
    made = article_graph(SITE, page, posting(**changed))
    assert list(audit_schema_org(made)) == []
    return {node["@type"]: node for node in made["@graph"]}


def complaints(thing: object) -> list[str]:
    """Return what the vocabulary check says of one thing."""
    return [
        problem.what.format(**problem.values)
        for problem in audit_schema_org({"@context": CONTEXT, "@graph": [thing]})
    ]


def test_every_page_has_one_graph_that_schema_org_understands(demo: Built):
    """All that may be found has exactly one graph, without a word that schema.org does not know."""
    pages = [page for page in demo.output.rglob("*.html") if page.name != "404.html"]
    found = [html for page in pages if "noindex" not in (html := page.read_text("utf-8"))]
    for page in found:
        (script,) = LexborHTMLParser(page).css("script")
        assert list(audit_schema_org(json.loads(script.text()))) == [], page

    assert len(found) > 22
    assert "<script" not in (demo.output / "404.html").read_text("utf-8")


def test_a_medical_article(demo: Built):
    """The page was reviewed, the article written: each says what is its own."""
    nodes = data(demo.output / "sla" / "index.html")
    page, article = nodes["MedicalWebPage"], nodes["BlogPosting"]

    assert page["lastReviewed"] == "2026-11-09"
    assert "reviewedBy" not in page
    assert page["audience"] == {"@type": "Patient"}
    assert page["specialty"] == ["Neurologic"]
    assert page["about"][0]["code"] == [
        {"@type": "MedicalCode", "codingSystem": "ICD-10", "codeValue": "G12.2"}
    ]
    assert page["mainEntity"] == {"@id": article["@id"]}
    assert article["datePublished"] == "2026-06-11"
    assert article["author"] == [{"@id": nodes["Person"]["@id"]}]
    assert nodes["Person"]["jobTitle"] == "médecin généraliste"
    assert "worksFor" not in nodes["Person"]
    assert "Physician" not in nodes
    assert article["citation"][0].startswith("https://")
    assert page["relatedLink"]
    assert article["publishingPrinciples"] == "https://carnet.example/politique-editoriale/"


def test_a_translation_names_its_original(demo: Built):
    """The blog's own language is the original of the others."""
    original = data(demo.output / "ror-et-autisme" / "index.html")["BlogPosting"]
    translation = data(demo.output / "en" / "ror-et-autisme" / "index.html")["BlogPosting"]

    assert original["workTranslation"] == [{"@id": translation["@id"]}]
    assert translation["translationOfWork"] == [{"@id": original["@id"]}]
    assert (original["inLanguage"], translation["inLanguage"]) == ("fr", "en")


def test_lists_and_pages_say_what_they_are(demo: Built):
    """A list is a collection, a page of the doctor a page."""
    assert "CollectionPage" in data(demo.output / "rubrique" / "sang" / "index.html")
    assert data(demo.output / "index.html")["CollectionPage"]["name"] == "Le carnet du Dr Exemple"
    assert data(demo.output / "a-propos" / "index.html")["WebPage"]["name"] == "À propos"


def test_corrections_another_reviewer_and_another_author(site: Checkout):
    """What was wrong is told with its day; others than the doctor are described."""
    site.write(
        "blog.toml",
        f'{BLOG}\n[[people]]\nname = "Dr B"\nspecialty = "dermatologue"\n'
        'interests = "Aucun."\nqualification = "docteur en médecine"\nrpps = "123 4567 8901"\n',
    )
    site.write(
        "articles/estomac.md",
        "---\ntitle: L'estomac & moi < 2\ndate: 2026-10-01\nconditions: reflux\nauthor: Dr B\n"
        "reviewer: Dr C\nreviewed: 2026-10-09\nchanges:\n"
        "  - 2026-10-05 correction: la dose < 20 mg\n  - 2026-10-06 update: un essai\n---\n"
        "Un texte [@chey2024].\n",
    )
    built = site.build(base="publishconf")
    nodes = data(built.output / "estomac" / "index.html")

    assert built.status == 0, built.said
    assert findings(built.output, site.content) == []
    assert nodes["BlogPosting"]["headline"] == "L’estomac & moi < 2"
    assert nodes["BlogPosting"]["author"] == [
        {
            "@type": "Person",
            "name": "Dr B",
            "jobTitle": "dermatologue",
            "hasCredential": {
                "@type": "EducationalOccupationalCredential",
                "name": "docteur en médecine",
            },
            "identifier": {"@type": "PropertyValue", "propertyID": "RPPS", "value": "12345678901"},
        }
    ]
    assert nodes["MedicalWebPage"]["reviewedBy"] == {"@type": "Person", "name": "Dr C"}
    assert nodes["BlogPosting"]["dateModified"] == "2026-10-06"
    assert nodes["BlogPosting"]["correction"] == [
        {"@type": "CorrectionComment", "datePublished": "2026-10-05", "text": "la dose < 20 mg"}
    ]
    assert "Physician" not in nodes


def test_news_of_the_practice_are_not_medical(site: Checkout):
    """News have no patients to inform, no illness and no source."""
    site.write(
        "articles/vacances.md",
        "---\ntitle: Congés\ndate: 2026-10-01\nkind: practice\n---\nFermé.\n",
    )
    nodes = data(site.build(base="publishconf").output / "vacances" / "index.html")

    assert "MedicalWebPage" not in nodes
    assert not nodes["WebPage"].keys() & {"audience", "about", "specialty"}
    assert "citation" not in nodes["BlogPosting"]


def test_what_is_not_known_is_not_said():
    """Nothing empty is printed; a range of codes is the code of nothing."""
    nodes = graph(Page("a/", "A", "fr"), conditions=(("la thyroïde", ("E00-E07",)),))

    assert nodes["MedicalWebPage"]["about"] == [
        {"@type": "MedicalCondition", "name": "la thyroïde"}
    ]
    assert not {"description", "relatedLink"} & nodes["MedicalWebPage"].keys()
    assert not {"dateModified", "correction", "workTranslation"} & nodes["BlogPosting"].keys()


def test_a_symptom_is_said_to_be_one():
    """Search engines are not told of an illness where the article is about a sign."""
    about = (("œil rouge", ("H57.8",)), ("glaucome", ("H40",)))
    nodes = graph(Page("a/", "A", "fr"), conditions=about, symptoms=frozenset({"œil rouge"}))

    assert [(thing["name"], thing["@type"]) for thing in nodes["MedicalWebPage"]["about"]] == [
        ("œil rouge", "MedicalSymptom"),
        ("glaucome", "MedicalCondition"),
    ]


def test_all_that_is_known_of_the_doctor_and_the_practice():
    """The person has a degree and a number, the practice an address: neither has the other's."""
    nodes = graph(Page("a/", "A", "fr"))

    assert nodes["Person"]["identifier"]["value"] == "12345678901"
    assert nodes["Person"]["sameAs"] == "https://a.example"
    assert nodes["Person"]["memberOf"]["name"] == "l’ordre"
    assert "Physician" not in nodes
    assert nodes["BlogPosting"]["accountablePerson"] == {"@type": "Person", "name": "Dr D"}


def test_specialties_come_from_the_codes():
    """The chapter of ICD-10 names the specialty; codes of no illness name none."""
    assert specialties([("K21", "I10"), ("I21.0",)]) == ["Gastroenterologic", "Cardiovascular"]
    assert specialties([("N80",), ("D50",), ("F32",)]) == [
        "Gynecologic",
        "Hematologic",
        "Psychiatric",
    ]
    assert specialties([("Z72",), ("R51",)]) == []


@given(st.from_regex(r"\A[A-Z]\d\d(\.\d)?\Z"))
def test_every_specialty_is_of_the_list_of_schema_org(code: str):
    """Whatever the code, what is said of it is a word that schema.org knows."""
    graph(Page("a/", "A", "fr"), conditions=(("x", (code,)),))


WORDS = st.text(max_size=30)


@given(WORDS, WORDS, WORDS)
def test_any_words_make_a_graph(title: str, summary: str, name: str):
    """Whatever is written, the graph is well formed and the doctor's words are whole."""
    page = Page("a/", title, "en", summary, (Version("fr", "b/"),))
    made = page_graph(SITE, page)

    assert json.loads(json.dumps(made)) == made
    (practice,) = (node for node in made["@graph"] if node["@type"] == "Physician")
    assert practice["address"]["streetAddress"] == "1 rue A"
    assert practice["ownershipFundingInfo"] == "Payé par moi."
    assert not [c for c in complaints(made["@graph"][1]) if "knows no" in c]
    assert "\u2060" not in plain(name)


@pytest.mark.parametrize(
    ("thing", "what"),
    [
        ({"@type": "Physician", "jobTitle": "x"}, "schema.org knows no Physician.jobTitle: "),
        (
            {"@type": "BlogPosting", "reviewedBy": {"@id": "x"}},
            "schema.org knows no BlogPosting.rev",
        ),
        (
            {"@type": "BlogPosting", "lastReviewed": "2026-01-01"},
            "schema.org knows no BlogPosting.l",
        ),
        ({"@type": "Person", "jobTittle": "x"}, "schema.org knows no Person.jobTittle: "),
        ({"@type": "MedicalWebpage"}, "schema.org knows no MedicalWebpage: "),
        ({"@type": "Person", "name": {"@context": "x"}}, "schema.org knows no @type: "),
        ({"name": "x"}, "schema.org knows no @type: "),
        ("x", "schema.org knows no x: "),
        (
            {"@type": "MedicalWebPage", "aspect": "x"},
            "schema.org has another word for MedicalWebPag",
        ),
        (
            {"@type": "MedicalWebPage", "specialty": "Cardiologie"},
            "MedicalWebPage.specialty holds ",
        ),
        ({"@type": "MedicalWebPage", "lastReviewed": "hier"}, "MedicalWebPage.lastReviewed holds "),
        ({"@type": "MedicalWebPage", "audience": "patients"}, "MedicalWebPage.audience holds "),
        ({"@type": "Article", "author": {"@type": "Book"}}, "Article.author holds something else"),
        ({"@type": "Article", "headline": ""}, "Article.headline holds something else"),
        ({"@type": "Article", "isAccessibleForFree": 1}, "Article.isAccessibleForFree holds "),
        ({"@type": "Article", "headline": True}, "Article.headline holds "),
        (
            {"@type": "Article", "author": [{"@type": "Person", "nom": "x"}]},
            "schema.org knows no Per",
        ),
    ],
)
def test_a_word_that_schema_org_does_not_know_is_found(thing: object, what: str):
    """A property on a type that does not have it, a misspelt one, one that was replaced."""
    (said_of_it,) = complaints(thing)

    assert said_of_it.startswith(what)


@pytest.mark.parametrize(
    "thing",
    [
        {"@type": "MedicalWebPage", "specialty": ["Cardiovascular", "https://schema.org/Renal"]},
        {"@type": ["Patient", "Person"], "healthCondition": {"@id": "x"}, "name": "x"},
        {"@type": "Article", "wordCount": 3, "isAccessibleForFree": True, "timeRequired": "PT3M"},
        {"@type": "Article", "dateModified": "2026-10-01T08:00:00+02:00", "datePublished": "2026"},
        {"@id": "https://carnet.example/#doctor"},
        {"@type": "ScholarlyArticle", "@id": "x", "isPartOf": {"@type": "Periodical", "name": "x"}},
    ],
)
def test_what_schema_org_knows_passes(thing: dict[str, Any]):
    """Inherited properties, several types, references, names of its lists."""
    assert complaints(thing) == []


@pytest.mark.parametrize("data", [5, [], {}, {"@context": "http://elsewhere", "@type": "Person"}])
def test_data_of_another_vocabulary_are_found(data: object):
    """What does not say that it speaks schema.org cannot be held against it."""
    (problem,) = audit_schema_org(data)

    assert problem.what == "the data for search engines do not say that they speak schema.org."


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        (
            '"@type": "BlogPosting"',
            '"@type": "BlogPosting", "reviewedBy": {"@id": "x"}',
            "knows no B",
        ),
        ('"jobTitle"', '"jobTitel"', "schema.org knows no Person.jobTitel"),
        (
            '"@type": "WebSite"',
            '"@type": "WebSite", "jobTitle": "x"',
            "knows no WebSite.jobT",
        ),
        ('"expires": "20', '"expires": "30', "say something else than the page."),
        ('"relatedLink": ["', '"relatedLink": ["https://forum.example/', "say something else than"),
    ],
)
def test_such_a_page_is_not_published(published: Path, old: str, new: str, what: str):
    """The audit refuses a page whose data are wrong, misspelt or not shown."""
    spoil(published / PAGE, old, new)

    assert any(name == PAGE and what in text for name, text in said(published))


def test_the_table_says_of_which_release_it_is():
    """The table names its version, and holds the whole of schema.org."""
    known = vocabulary()

    assert known.version == "schema-dts 2.1.0"
    assert len(known.above) > 900
    assert "lastReviewed" in known.properties["MedicalWebPage"]
    assert known.above["BlogPosting"] >= {"Article", "CreativeWork", "Thing"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(["Person"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["@type", "@id", "@graph", "@context", "name", "author", "é"]), inner
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_any_data_are_looked_at(thing: object):
    """Whatever the data hold, the check says something of it or passes, and never fails."""
    for problem in audit_schema_org({"@context": CONTEXT, "@graph": [thing]}):
        assert problem.what.format(**problem.values)


def test_an_article_shared_elsewhere_is_shown_with_its_dates(demo: Built):
    """Open Graph: type, title, address, date (https://ogp.me)."""
    tree = LexborHTMLParser((demo.output / "sla" / "index.html").read_text("utf-8"))
    messages = {
        m.attributes.get("property"): m.attributes.get("content")
        for m in tree.css("meta[property]")
    }

    assert messages["og:type"] == "article"
    assert messages["og:url"] == "https://carnet.example/sla/"
    assert messages["article:published_time"] == "2026-06-11"
