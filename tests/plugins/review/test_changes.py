"""The history of an article: what was corrected, updated, reviewed, and when."""

from __future__ import annotations

from datetime import date

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.review.changes import Change, last_edit, read_changes
from plugins.shared.problems import Problem
from tests.support.sites import ARTICLE, Site

PUBLISHED = date(2026, 1, 10)
REVIEWED = date(2026, 3, 2)
TODAY = date(2026, 11, 22)


def read(*lines: str) -> tuple[tuple[Change, ...], list[Problem]]:
    """Read the changes of an article published in January 2026 and reviewed in March."""
    return read_changes(lines, published=PUBLISHED, reviewed=REVIEWED, today=TODAY)


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("2026-03-02 correction: la dose", "correction", "la dose"),
        ("2026-03-02 correction\u00a0: la dose", "correction", "la dose"),
        ("2026-03-02  Correction :la dose : 5 mg", "correction", "la dose : 5 mg"),
        ("2026-03-02 update: more", "update", "more"),
        ("2026-03-02 mise à jour : plus", "update", "plus"),
        ("2026-03-02 mise a\u0300 jour : plus", "update", "plus"),
        ("2026-03-02 review: all", "review", "all"),
        ("2026-03-02 relecture : tout", "review", "tout"),
    ],
)
def test_a_change_as_doctors_write_it(line: str, kind: str, text: str):
    """Kinds are understood in French and in English, with French spaces or without."""
    assert read(line) == ((Change(date(2026, 3, 2), kind, text),), [])


def test_the_newest_is_first():
    """In whatever order they were written; those of one day as they were."""
    changes, _ = read("2026-02-01 update: b", "2026-11-22 update: a", "2026-02-01 correction: c")

    assert [change.text for change in changes] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("la dose", "this change cannot be read."),
        ("2026-03-02 la dose", "this change cannot be read."),
        ("2026-03-02 correction:", "this change cannot be read."),
        ("2 mars 2026 correction: la dose", "this change cannot be read."),
        ("correction: la dose", "this change cannot be read."),
        ("2026-02-30 correction: la dose", "this date cannot be read."),
        ("2026-03-02 corection: la dose", "“{kind}” is no kind of change."),
        ("2026-03-02 oubli: la dose", "“{kind}” is no kind of change."),
        ("2026-11-23 update: demain", "this change is dated {day}, after today."),
        (
            "2026-01-09 update: avant",
            "this change is dated {day}, before the publication, on {published}.",
        ),
        (
            "2026-03-03 review: tout",
            "a review of {day} is among the changes, but “reviewed” does not say so.",
        ),
    ],
)
def test_a_wrong_change_is_quoted(line: str, what: str):
    """What cannot be shown is told in words, the line quoted; the others are shown."""
    changes, (problem,) = read(line, "2026-01-10 update: le jour même")

    assert [change.text for change in changes] == ["le jour même"]
    assert (problem.what, problem.quote) == (what, line)


def test_the_nearest_kind_is_proposed():
    """A slip of the finger is recognised."""
    _, (problem,) = read("2026-03-02 mise a jour: la dose")

    assert problem.values["near"] == "mise à jour"


def test_a_review_is_no_edit():
    """The day of the last edit is that of a correction or an update."""
    changes, _ = read("2026-03-02 review: tout", "2026-02-01 correction: la dose")

    assert last_edit(changes) == date(2026, 2, 1)
    assert last_edit(()) is None


HISTORY = """\
reviewed: 2026-10-20
changes:
  - 2026-10-10 correction : la dose "double" <5 mg & plus
  - 2026-11-02 mise à jour : un paragraphe sur l'enfant
  - 2026-10-20 relecture : toute la page
"""


def test_a_page_shows_its_history(site: Site):
    """Newest first, each day for machines too, typeset and escaped; an update is no review."""
    text = ARTICLE.replace("conditions:", f"{HISTORY}conditions:")
    site.write("articles/estomac.md", text)
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    (box,) = LexborHTMLParser(built.page("estomac")).css("section.review")
    entries = box.css(".review__changes li")
    assert [entry.css_first("time").attributes["datetime"] for entry in entries] == [
        "2026-11-02",
        "2026-10-20",
        "2026-10-10",
    ]
    assert entries[0].text() == "2 novembre 2026, mise à jour\u00a0: un paragraphe sur l’enfant"
    assert entries[2].text().endswith("la dose «\u00a0double\u00a0» <5\u00a0mg & plus")
    assert "&lt;5" in (entries[2].html or "")
    assert [node.attributes["datetime"] for node in box.css("dd > time")] == [
        "2026-10-01",
        "2026-11-02",
        "2026-10-20",
        "2027-10-20",
    ]
    assert box.css_first(".review__since") is not None
    feed = (built.output / "feeds" / "all.atom.xml").read_text("utf-8")
    assert "<updated>2026-11-02" in feed


@pytest.mark.parametrize("header", ["---\n{}---\n", "{}\n"])
def test_a_wrong_change_is_told_with_its_line(site: Site, header: str):
    """In a header of either form, nothing is published until the line can be read."""
    fields = (
        "title: L'estomac\ndate: 2026-10-01\nconditions: reflux\nchanges:\n"
        "    - 2026-10-10 correction : la dose\n    - 2026-10-11 la dose encore\n"
    )
    site.write("articles/estomac.md", header.format(fields) + "Un texte court [@chey2024].\n")
    built = site.build()

    line = 7 if header.startswith("---") else 6
    assert built.status == 1
    assert f"✗ ligne {line}\u00a0: ce changement ne peut pas être lu." in built.said
    assert built.said.count("✗") == 1
