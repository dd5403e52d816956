"""What a doctor wrote for nobody's eyes is not published, wherever it begins and ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.reader.remarks import take_remarks_out
from tests.support.sites import Site

HEADER = "---\ntitle: Lien\ndate: 2026-10-02\nconditions: reflux\n---\n"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("a <!-- b --> c", "a  c"),
        ("a <!-- b\n\nsecret\n\n--> c\nd", "a \n\n\n\n c\nd"),
        ("<!-- b --><!-- c -->", ""),
        ("<!-- a <!-- b --> c -->", " c -->"),
        ("--> a", "--> a"),
        (r"a \<!-- b --> c", r"a &lt;!-- b --> c"),
        (r"a \\<!-- b --> c", r"a \\ c"),
        (r"a \\\<!-- b --> c", r"a \\&lt;!-- b --> c"),
        ("`<!-- x -->` y", "`<!-- x -->` y"),
        ("``<!-- ` -->`` y", "``<!-- ` -->`` y"),
        ("a ` b\n\n<!-- c --> d", "a ` b\n\n d"),
        ("```\n<!-- x -->\n```\nz <!-- q -->", "```\n<!-- x -->\n```\nz "),
        ("```\n\n<!-- x -->\n```", "```\n\n<!-- x -->\n```"),
        ("~~~\n```\n<!-- -->\n~~~\n<!-- z -->e", "~~~\n```\n<!-- -->\n~~~\ne"),
        ("````\n```\n<!-- -->\n````\n<!-- z -->e", "````\n```\n<!-- -->\n````\ne"),
    ],
)
def test_a_remark_goes_and_code_stays(written: str, left: str):
    """A remark may go over empty lines; what is code shows what it shows."""
    assert take_remarks_out(written) == (left, [])


def test_a_remark_that_is_not_closed_is_told():
    """All that follows would vanish: the doctor learns where it begins."""
    left, (problem,) = take_remarks_out("a\nb <!-- c\n\nd")

    assert left == "a\nb "
    assert (problem.line, problem.quote) == (2, "b <!-- c")


@given(
    st.lists(st.sampled_from(["<!--", "-->", "`", "``", "```\n", "~~~\n", "\n", "\n\n", "mot "]))
)
def test_no_line_is_lost(pieces: list[str]):
    """Whatever is taken out, what stays is on the line it was on."""
    written = "".join(pieces)
    left, problems = take_remarks_out(written)

    assert problems or left.count("\n") == written.count("\n")
    assert len(left) <= len(written)


def test_a_remark_over_two_paragraphs_is_not_published(site: Site):
    """It begins inside of a paragraph and ends in another."""
    text = "Texte <!-- à\n\nvérifier : secret\n\n--> suite [@chey2024].\n"
    site.write("articles/note.md", f"{HEADER}{text}")
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert "secret" not in built.page("note")
    assert "suite" in built.page("note")


def test_an_open_remark_stops_the_build(site: Site):
    """With its line in the file."""
    site.write("articles/note.md", f"{HEADER}Texte [@chey2024].\n\n<!-- à finir\n")
    built = site.build()

    assert built.status == 1
    assert "articles/note.md\n  ✗ ligne 8\u00a0: cette remarque n’est pas fermée" in built.said
