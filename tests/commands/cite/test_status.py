"""What became of a publication, from what PubMed, Crossref and Retraction Watch say."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from commands.cite.crossref import read_csl, read_datacite, read_work
from commands.cite.pubmed import read_pubmed
from commands.cite.resolve import Reading, status
from commands.cite.status import (
    CONCERN,
    CORRECTED,
    CROSSREF,
    OK,
    PARTIAL,
    PUBMED,
    REPLACED,
    RETRACTED,
    RETRACTION_WATCH,
    UNKNOWN,
    WITHDRAWN,
    Fact,
    crossref_facts,
    read_retraction_watch,
    state_of,
    verdict,
)
from plugins.sources.status import status_of
from plugins.sources.title_marks import read_mark
from tests.support.replaying import recorded

TODAY = date(2026, 11, 22)
WATCHED = read_retraction_watch(recorded("retraction_watch_sample.csv").decode())


def judged(name: str) -> dict[str, Any]:
    """Return the status of a recorded Crossref work."""
    record = read_work(json.loads(recorded(f"crossref/{name}.json")))
    return verdict(record.facts, [CROSSREF], TODAY)


@pytest.mark.parametrize(
    ("name", "state", "since", "notice"),
    [
        ("wakefield", RETRACTED, "2010-02-06", "10.1016/s0140-6736(10)60175-4"),
        ("surgisphere", RETRACTED, "2020-06-05", "10.1016/s0140-6736(20)31324-6"),
        ("concern", CONCERN, "2021-10-28", "10.1371/journal.pone.0256488"),
        ("partial", PARTIAL, "2022-12-01", "10.29328/journal.jcmhs.1001023"),
        (
            "correction",
            CORRECTED,
            "2012-05-08",
            "10.1371/annotation/c76da2c1-ccb8-4797-94c1-359d3ceceeda",
        ),
        ("wakefield_notice", OK, None, None),
        ("surgisphere_notice", OK, None, None),
        ("chapter", OK, None, None),
    ],
)
def test_what_crossref_says(name: str, state: str, since: str | None, notice: str | None):
    """The gravest news, with its day and its notice; a notice is not what it announces."""
    found = judged(name)

    assert (found["state"], found.get("since"), found.get("notice")) == (state, since, notice)


def test_who_says_so():
    """Those who say the gravest thing are named, PubMed first; not those who say less."""
    assert judged("wakefield")["by"] == [RETRACTION_WATCH, "Elsevier BV"]
    assert judged("chapter")["by"] == [CROSSREF]


def test_whose_day_and_notice():
    """Retraction Watch’s, else PubMed’s, else the publisher’s, who gives the day of the paper."""
    facts = [
        Fact(RETRACTED, "A publisher", "2025-01-01", "10.1000/publisher"),
        Fact(RETRACTED, PUBMED, "2024-02-02", "10.1000/pubmed"),
        Fact(RETRACTED, RETRACTION_WATCH, "2023-03-03", "10.1000/watch"),
    ]
    days = [verdict(facts[:n], [], TODAY)["since"] for n in (1, 2, 3)]

    assert days == ["2025-01-01", "2024-02-02", "2023-03-03"]
    assert verdict(facts, [], TODAY)["notice"] == "10.1000/watch"
    assert verdict(facts, [], TODAY)["by"] == [PUBMED, RETRACTION_WATCH, "A publisher"]


def test_what_pubmed_says():
    """A publication type and links to the notices; the last of several retractions counts."""
    record = read_pubmed(recorded("pubmed/9500320.xml"))
    assert record
    found = verdict(record.facts, [PUBMED], TODAY)

    assert (found["state"], found["since"]) == (RETRACTED, "2010-02-06")
    assert found["notice"] == "10.1016/s0140-6736(10)60175-4"


def test_a_notice_in_pubmed():
    """The notice itself is known as one, and is not retracted."""
    record = read_pubmed(recorded("pubmed/20137807.xml"))

    assert record
    assert record.is_notice
    assert record.facts == []


def test_a_correction_in_pubmed():
    """A recorded guideline has an erratum; an article that updates a preprint has none."""
    corrected = read_pubmed(recorded("pubmed/39166619.xml"))
    published = read_pubmed(recorded("pubmed/36156117.xml"))

    assert corrected
    assert corrected.facts == [
        Fact(CORRECTED, PUBMED, notice="10.36660/abc.20240681", number="39607400")
    ]
    assert published
    assert published.facts == []


def test_a_preprint_in_pubmed():
    """Only a preprint is replaced by what updates it; the record is a real one, turned round."""
    turned = recorded("pubmed/36156117.xml").replace(b'"UpdateOf"', b'"UpdateIn"')
    article = read_pubmed(turned)
    preprint = read_pubmed(turned.replace(b">Journal Article<", b">Preprint<"))

    assert article
    assert article.facts == []
    assert preprint
    assert preprint.item["type"] == "article"
    assert preprint.facts == [
        Fact(REPLACED, PUBMED, replacement="10.21203/rs.3.rs-1800050/v1"),
    ]


@pytest.mark.parametrize(
    "kind", ["partial_retraction", "partial-retraction", "Partial retraction", "PARTIAL RETRACTION"]
)
def test_one_type_many_spellings(kind: str):
    """Members of Crossref and Retraction Watch write the same type with _, - or a space."""
    assert state_of(kind) == PARTIAL


@pytest.mark.parametrize("kind", ["new_version", "clarification", "addendum", None, 3, ""])
def test_what_changes_nothing(kind: object):
    """A new version is no retraction: thousands of them are deposited."""
    assert state_of(kind) == ""


def test_withdrawn_is_for_preprints():
    """A withdrawn preprint is withdrawn; an article that its journal removed is retracted."""
    update = [{"type": "removal", "DOI": "10.1000/notice"}]

    assert [f.state for f in crossref_facts({"type": "posted-content", "updated-by": update})] == [
        WITHDRAWN
    ]
    assert [f.state for f in crossref_facts({"type": "journal-article", "updated-by": update})] == [
        RETRACTED
    ]


def test_a_preprint_published_since():
    """The published version is named, so that it can be cited instead."""
    relation = {"is-preprint-of": [{"id-type": "doi", "id": "10.1000/PUBLISHED"}]}
    facts = crossref_facts({"type": "posted-content", "relation": relation})

    assert verdict(facts, [CROSSREF], TODAY) == {
        "state": REPLACED,
        "replacement": "10.1000/published",
        "by": [CROSSREF],
        "checked": "2026-11-22",
    }
    assert crossref_facts({"type": "journal-article", "relation": relation}) == []


def test_both_records_carry_both_relations():
    """Of a relation on both records, the side that Retraction Watch signs is right."""
    said = {"DOI": "10.1000/other", "type": "retraction", "source": "publisher"}
    signed = said | {"source": "retraction-watch"}

    assert crossref_facts({"updated-by": [said], "update-to": [signed]}) == []
    assert crossref_facts({"updated-by": [signed], "update-to": [said]}) != []
    assert crossref_facts({"updated-by": [said], "update-to": [said]}) != []


def test_a_title_that_says_so():
    """A title that begins with RETRACTED: is a fact, and the mark no part of the title."""
    work = {"DOI": "10.1000/x", "type": "journal-article", "title": ["RETRACTED ARTICLE: A title"]}
    record = read_work(work)

    assert record.item["title"] == "A title"
    assert [fact.state for fact in record.facts] == [RETRACTED]


def test_retraction_watch():
    """Rows are found by DOI and by PubMed number, with their day; 0 is no number."""
    found = verdict(WATCHED["10.1016/s0140-6736(97)11096-0"], [], TODAY)

    assert (found["state"], found["since"]) == (RETRACTED, "2010-02-06")
    assert WATCHED["10475862"]
    assert "0" not in WATCHED
    assert "unavailable" not in WATCHED
    # A row of a list of retractions that does not say what it is.
    assert verdict(WATCHED["10.9999/blank-nature-paper"], [], TODAY)["state"] == RETRACTED


def test_a_reinstated_paper():
    """A reinstatement cancels the retraction before it, not one after it, nor PubMed’s."""
    reinstated = WATCHED["10.9999/reinstated-paper"]
    later = Fact(RETRACTED, RETRACTION_WATCH, "2024-01-01")

    assert verdict(reinstated, [CROSSREF], TODAY)["state"] == OK
    assert verdict([*reinstated, later], [CROSSREF], TODAY)["state"] == RETRACTED
    assert verdict([*reinstated, Fact(RETRACTED, PUBMED)], [], TODAY)["state"] == RETRACTED


def test_nobody_knows_it():
    """What no service has is unknown, which is not good news."""
    assert verdict([], [], TODAY) == {"state": UNKNOWN, "checked": "2026-11-22"}


def silence() -> Reading:
    """A reading in which one service did not answer."""
    return Reading(silent=[Exception()])  # type: ignore[list-item]


@pytest.mark.parametrize("last", [{"state": OK}, {"state": RETRACTED}, {"state": CONCERN}])
def test_silence_changes_nothing(last: dict[str, Any]):
    """When somebody did not answer, the last status stays, with its day."""
    assert status(silence(), [], last, TODAY) is None


def test_silence_is_never_good_news():
    """A source that was never read does not become good for want of an answer."""
    assert status(silence(), [], {}, TODAY) == {"state": UNKNOWN}


@pytest.mark.parametrize("state", [RETRACTED, CONCERN])
def test_what_only_retraction_watch_says_outlives_a_check_without_its_list(state: str):
    """PubMed and Crossref do not take back what they never said; its list does."""
    said = Fact(state, RETRACTION_WATCH, "2025-01-01", "10.1000/notice")
    known = read_work({"DOI": "10.1000/x", "type": "journal-article", "title": ["A title"]})
    reading = Reading(crossref=known)
    last = status(reading, [said], {}, TODAY)
    assert last
    assert last["by"] == [RETRACTION_WATCH]

    later = status(reading, None, last, date(2026, 12, 1))

    assert later is None
    again = Fact("reinstated", RETRACTION_WATCH, "2026-01-01")
    assert (status(reading, [], last, TODAY) or {})["state"] == OK
    if state == RETRACTED:
        known.facts.append(again)
        assert (status(reading, None, last, TODAY) or {})["state"] == OK
        known.facts.clear()
    graver = Reading(pubmed=known, crossref=known)
    known.facts.append(Fact(RETRACTED, PUBMED))
    found = status(graver, None, last, TODAY)
    assert found
    assert (found["state"], PUBMED in found["by"]) == (RETRACTED, True)


def test_bad_news_pass_through_silence():
    """What one service says is worse than before is believed without the other; less is not."""
    watched = [Fact(CONCERN, RETRACTION_WATCH, "2025-01-01")]

    assert (status(silence(), watched, {"state": OK}, TODAY) or {})["state"] == CONCERN
    assert (status(silence(), watched, {}, TODAY) or {})["state"] == CONCERN
    assert status(silence(), watched, {"state": RETRACTED}, TODAY) is None


# What a title says.


TITLES = [
    ("RETRACTED: A title", "A title", RETRACTED),
    ("RETRACTED ARTICLE: A title", "A title", RETRACTED),
    ("Retracted: A title", "A title", RETRACTED),
    ("[Retracted] A title", "A title", RETRACTED),
    ("A title (Retracted)", "A title", RETRACTED),
    ("A title [RETRACTED ARTICLE]", "A title", RETRACTED),
    ("A title – RETRACTED", "A title", RETRACTED),
    ("RETRACTED A title", "A title", RETRACTED),
    ("RETRACTED : Un titre", "Un titre", RETRACTED),
    ("This article has been retracted: A title", "A title", RETRACTED),
    ("A title (Retracted article. See vol. 375, pg. 445, 2010)", "A title", RETRACTED),
    ("[This article was withdrawn] A title", "A title", WITHDRAWN),
    ("RETRACTED PAPERS AND THEIR READERS", None, ""),
    ("The fate of the retracted", None, ""),
    ("Article rétracté : un titre", "un titre", RETRACTED),
    ("WITHDRAWN: Acupuncture for induction of labour", None, WITHDRAWN),
    ("REMOVED: A title", "A title", WITHDRAWN),
    ("TEMPORARY REMOVAL: A title", "A title", WITHDRAWN),
    ("Retracted Science and the Retraction Index", None, ""),
    ("Retracted papers: a bibliometric study", None, ""),
    ("Withdrawn. A memoir", None, ""),
    ("Withdrawal of antidepressants", None, ""),
    ("Retraction: A title", None, ""),
]


@pytest.mark.parametrize(("title", "without", "state"), TITLES)
def test_what_a_title_says(title: str, without: str | None, state: str):
    """A mark is a fact and no part of the title; words that only look like one are a title."""
    marked = read_mark(title)

    assert marked.state == state
    if state:
        assert marked.title == (without or title.partition(": ")[2])
    else:
        assert marked.title == title
    work = {"DOI": "10.1000/x", "type": "journal-article", "title": [title]}
    assert [fact.state for fact in read_work(work).facts] == ([state] if state else [])
    assert status_of({"title": title, "custom": {"status": {"state": "ok"}}}).state == (
        state or "ok"
    )


@pytest.mark.parametrize(("title", "without", "state"), TITLES)
def test_every_reader_keeps_what_a_title_says(title: str, without: str | None, state: str):
    """doi.org’s and DataCite’s answers are read as Crossref’s: a mark taken out is a fact."""
    resolved = read_csl({"DOI": "10.1000/x", "type": "article-journal", "title": title})
    attributes = {"doi": "10.1000/x", "titles": [{"title": title}], "publisher": "arXiv"}
    deposited = read_datacite({"data": {"attributes": attributes}})

    for record, who in ((resolved, "doi.org"), (deposited, "arXiv")):
        assert record.item["title"] == (
            (without or title.partition(": ")[2] if state else title).rstrip(".")
        )
        assert record.facts == ([Fact(state, who)] if state else [])


@pytest.mark.parametrize(
    ("title", "notice"),
    [
        ("Retraction: A title", True),
        ("Retraction—A title", True),
        ("Retraction Note to: A title", True),
        ("Notice of Retraction: A title", True),
        ("Retraction of “A title”", True),
        ("Expression of Concern: A title", True),
        ("Correction.", True),
        ("Correction to: A title", True),
        ("Erratum to “A title”", True),
        ("Corrigendum: A title", True),
        ("Retraction of the nipple in adults", False),
        ("Correction of myopia", False),
        ("Corrections to the eye", False),
        ("Withdrawal: a guide", False),
    ],
)
def test_the_title_of_a_notice(title: str, notice: bool):
    """A notice is one by its title too, and is in good standing itself."""
    work = {"DOI": "10.1000/x", "type": "journal-article", "title": [title]}

    assert read_work(work).is_notice == notice
    assert read_work(work).facts == []


def test_withdrawn_is_the_same_by_both():
    """A Cochrane review that was withdrawn is withdrawn by PubMed and by Crossref alike."""
    article = read_pubmed(recorded("pubmed_cases/withdrawn-pubmed.xml"))
    work = json.loads(recorded("crossref/withdrawn.json"))["message"]
    update = {"DOI": "10.1000/notice", "type": "withdrawal", "source": "publisher"}

    assert article
    assert [fact.state for fact in article.facts] == [WITHDRAWN]
    assert [fact.state for fact in read_work(work).facts] == [WITHDRAWN]
    known = read_work(work | {"updated-by": [update]}).facts
    assert {fact.state for fact in known} == {WITHDRAWN}


def test_an_erratum_is_a_notice():
    """PubMed’s published errata are notices, and name what they correct."""
    record = read_pubmed(recorded("pubmed_cases/erratum-not-told-as-notice.xml"))

    assert record
    assert record.is_notice
    assert (record.about["DOI"], record.about["PMID"]) == (
        "10.1080/09540121.2024.2308745",
        "38446048",
    )
    assert record.facts == []


@pytest.mark.parametrize(
    ("kind", "about"),
    [("RetractionOf", True), ("ExpressionOfConcernFor", True), ("UpdateOf", False)],
)
def test_what_a_notice_is_about(kind: str, about: bool):
    """Each kind of notice leads to its publication; what updates another is no notice."""
    turned = recorded("pubmed_cases/erratum-not-told-as-notice.xml").replace(
        b'"ErratumFor"', f'"{kind}"'.encode()
    )
    record = read_pubmed(turned)

    assert record
    assert bool(record.about) == about


def test_retracted_and_republished():
    """An article that was retracted and published anew is retracted, and its new version named."""
    turned = recorded("pubmed/39166619.xml").replace(
        b'RefType="ErratumIn"', b'RefType="RetractedandRepublishedIn"'
    )
    record = read_pubmed(turned)
    assert record
    found = verdict(record.facts, [PUBMED], TODAY)

    assert found["state"] == RETRACTED
    assert found["replacement"] == "10.36660/abc.20240681"


def test_a_notice_without_a_doi():
    """A notice that PubMed knows by its number alone is linked by it."""
    turned = recorded("pubmed/39166619.xml").replace(b" doi: 10.36660/abc.20240681.", b"")
    record = read_pubmed(turned)
    assert record
    found = verdict(record.facts, [PUBMED], TODAY)

    assert "notice" not in found
    known = status_of({"custom": {"status": found}})
    assert known.notice_url == "https://pubmed.ncbi.nlm.nih.gov/39607400/"
