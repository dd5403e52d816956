"""What is told comes in the order it is read, and once."""

from __future__ import annotations

from plugins.shared.problems import N_, WARNING, Problem, printed, render, verdict

EMPTY = N_("this file is empty.")
NAMED = N_("“{name}” is not a known field.")


def test_what_stops_the_publication_comes_first():
    """Remarks follow, whatever file or line they are about; they are not counted."""
    found = [
        ("a.md", Problem(EMPTY, level=WARNING)),
        ("b.md", Problem(NAMED, "Write.", {"name": "x"}, "x: y", 3)),
        ("b.md", Problem(EMPTY, line=1, level=WARNING)),
    ]

    assert verdict(render(found)) == (
        "b.md\n  ✗ line 3: “x” is not a known field.\n      x: y\n    → Write.\n\n"
        "a.md\n  ! this file is empty.\n\n"
        "b.md\n  ! line 1: this file is empty.\n\n"
        "1 problem stops the publication. The site is as it was."
    )


def test_one_cause_in_many_files_is_told_once():
    """With the list of the files, their lines and words, and what to do at the end."""
    found = [(f"{n}.md", Problem(EMPTY, "Delete it.", {}, f"mot {n}", n)) for n in range(1, 5)]

    assert printed(render(found)).splitlines() == [
        "4 times: this file is empty.",
        *(line for n in range(1, 5) for line in (f"  ✗ {n}.md, line {n}", f"      mot {n}")),
        "    → Delete it.",
    ]
    assert printed(render(found[:3])).count(EMPTY) == 3


def test_a_kind_of_remark_is_told_once():
    """By its kind, with a count; the names that differ are in the words quoted, or follow."""
    found = [
        ("a.md", Problem(NAMED, "", {"name": f"n{n}"}, f"n{n}: x", n + 1, WARNING))
        for n in range(30)
    ]
    lines = printed(render(found)).splitlines()

    assert lines[0] == "30 remarks: “…” is not a known field."
    assert lines[1:3] == ["  ! a.md, line 1", "      n0: x"]
    assert lines[-1] == "    … and 10 more; all of them: python3 tasks.py check --json"


def test_two_hundred_imported_posts_are_told_on_a_screen():
    """Each has the same six things wrong: 1,200 messages fit in a hundred lines or so."""
    found = [
        (f"{post}.md", Problem(N_(f"kind {kind} {{name}}"), "", {"name": post}, "", 1, level))
        for post in range(200)
        for kind, level in enumerate(["error", *[WARNING] * 5])
    ]

    assert len(printed(render(found)).splitlines()) < 150
    assert len(render(found)) == 1200
