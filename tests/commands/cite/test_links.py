"""Each kind of link between records, and each type of notice, says what it means."""

from __future__ import annotations

import json

import pytest

from commands.cite.crossref import read_work
from commands.cite.imports.medline import read_medline
from commands.cite.pubmed import read_pubmed
from commands.cite.status import CONCERN, CORRECTED, REPLACED, RETRACTED
from tests.support.replaying import recorded


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("RetractionIn", RETRACTED),
        ("RetractedandRepublishedIn", RETRACTED),
        ("ExpressionOfConcernIn", CONCERN),
        ("ErratumIn", CORRECTED),
        ("CorrectedandRepublishedIn", CORRECTED),
        ("CommentIn", None),
        ("UpdateIn", None),
    ],
)
def test_each_link_of_pubmed(kind: str, state: str | None):
    """What a link to another publication says became of this one; a comment says nothing."""
    turned = recorded("pubmed/39166619.xml").replace(b'"ErratumIn"', f'"{kind}"'.encode())
    record = read_pubmed(turned)

    assert record
    assert [(fact.state, fact.notice) for fact in record.facts] == (
        [(state, "10.36660/abc.20240681")] if state else []
    )


@pytest.mark.parametrize(
    ("kind", "notice"),
    [
        ("Published Erratum", True),
        ("Retraction of Publication", True),
        ("Retraction Notice", True),
        ("Expression of Concern", True),
        ("Comment", False),
    ],
)
def test_each_type_of_notice(kind: str, notice: bool):
    """PubMed’s type says that a record is a notice, whatever its title is."""
    record = recorded("pubmed_cases/erratum-not-told-as-notice.xml")
    turned = record.replace(b">Published Erratum<", f">{kind}<".encode())
    turned = turned.replace(b">Correction.<", b">A letter.<").replace(
        b">Correction<", b">A letter<"
    )
    read = read_pubmed(turned)

    assert read
    assert read.item["title"] == "A letter"
    assert read.is_notice == notice


@pytest.mark.parametrize(
    ("tag", "state"),
    [
        ("RIN", RETRACTED),
        ("RRI", RETRACTED),
        ("ECI", CONCERN),
        ("EIN", CORRECTED),
        ("CRI", CORRECTED),
        ("CIN", None),
        ("UIN", None),
    ],
)
def test_each_link_of_medline(tag: str, state: str | None):
    """An exported record says the same; only of a preprint is what updates it a new place."""
    link = f"{tag:<4}- Arq. 2024 Nov 8;121(9):e1. doi: 10.5555/1. PMID: 39607400"
    text = f"PMID- 1\nTI  - A title.\nDP  - 2024\nTA  - J\n{link}\n"
    (record,) = read_medline(text).records
    (preprint,) = read_medline(f"{text}PT  - Preprint\n").records

    assert [(f.state, f.since, f.notice) for f in record.facts] == (
        [(state, "2024-11-08", "10.5555/1")] if state else []
    )
    replaced = [(f.state, f.replacement) for f in preprint.facts if f.replacement]
    assert replaced == ([(REPLACED, "10.5555/1")] if tag == "UIN" else [])


def test_the_type_of_a_retracted_article():
    """PubMed’s type says it even where no link to the notice does; an exported file too."""
    record = recorded("pubmed_cases/title-begins-with-Retracted.xml")
    read = read_pubmed(record.replace(b">Journal Article<", b">Retracted Publication<"))
    text = "PMID- 1\nTI  - A title.\nDP  - 2024\nPT  - Retracted Publication\n"
    (exported,) = read_medline(text).records

    assert read
    assert [fact.state for fact in read.facts] == [RETRACTED]
    assert [fact.state for fact in exported.facts] == [RETRACTED]


@pytest.mark.parametrize(
    ("name", "doi"),
    [
        ("wakefield_notice", "10.1016/s0140-6736(97)11096-0"),
        ("surgisphere_notice", "10.1016/s0140-6736(20)31180-6"),
        ("wakefield", ""),
    ],
)
def test_what_a_notice_of_crossref_is_about(name: str, doi: str):
    """A notice leads to its publication; a publication is about none."""
    record = read_work(json.loads(recorded(f"crossref/{name}.json")))

    assert record.is_notice == bool(doi)
    assert record.about.get("DOI", "") == doi
