"""What the gate works out for itself: files, addresses, Pelican's complaints."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.gate.core import (
    UNREAD,
    collisions,
    complaint,
    findings,
    intrusions,
    misplaced,
    on_its_line,
    unread,
)
from plugins.shared.problems import WARNING, Problem, Report


def tree(folder: Path, *names: str) -> Path:
    """Write some empty files."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("", "utf-8")
    return folder


def test_files_that_became_nothing(tmp_path: Path):
    """Whatever stands among the articles and was not read is named, leftovers apart, in order."""
    tree(tmp_path, "articles/a.md", "articles/b.MD", "articles/c/d.txt", "articles/e.md~",
         "articles/.f.md", "articles/#g#", "pages/h.md", "images/i.png")  # fmt: skip

    found = list(unread(tmp_path, ["articles", "pages"], {"articles/a.md"}.__contains__))
    assert [path for path, _ in found] == ["articles/b.MD", "articles/c/d.txt", "pages/h.md"]
    assert [problem == UNREAD for _, problem in found] == [True, False, True]


def test_texts_out_of_place(tmp_path: Path):
    """A Markdown file outside the two folders is named; another file is not."""
    tree(tmp_path, "a.md", "articles/b.md", "pages/c.md", "articles.md", "images/d.Markdown",
         "notes/e.mkd", "f.txt", "x/articles/g.md")  # fmt: skip

    assert list(misplaced(tmp_path, ["articles", "pages"])) == [
        "a.md",
        "articles.md",
        "images/d.Markdown",
        "notes/e.mkd",
        "x/articles/g.md",
    ]


def test_two_pages_at_one_address():
    """The second is told, with the name of the first; capitals do not make another address."""
    pages = [("a.md", "x/index.html"), ("b.md", "X/index.html"), ("c.md", "y/index.html")]
    ((path, problem),) = collisions(pages)

    assert (path, problem.values) == ("b.md", {"other": "a.md"})
    assert problem.what == "this page would have the same address as that of {other}."
    assert problem.fix.startswith("Give one of the two")


def test_a_page_over_one_that_the_blog_makes():
    """Each file in its way is told, whatever the letters, and not as one of two files."""
    pages = [("a.md", "x/Index.html"), ("b.md", "X/index.html"), ("c.md", "y/index.html")]
    found = list(collisions(pages, ["x/index.html"]))

    assert [(path, problem.values["page"]) for path, problem in found] == [
        ("a.md", "x/Index.html"),
        ("b.md", "X/"),
    ]
    assert {problem.what for _, problem in found} == {
        "this page would have the same address as {page}, which the blog makes."
    }


def test_the_same_page_twice_is_no_collision():
    """A file is not in its own way."""
    assert list(collisions([("a.md", "x/index.html"), ("a.md", "x/index.html")])) == []


def test_addresses_of_the_blog():
    """What stands among the pages that the blog makes by itself is told."""
    pages = [
        ("a.md", "feeds/index.html"),
        ("b.md", "en/feeds/index.html"),
        ("c.md", "feedsx/i"),
        ("d.md", "x/feeds"),
    ]
    ((path, problem),) = intrusions(pages, {"feeds", "theme"})

    assert (path, problem.values) == ("a.md", {"name": "feeds"})
    assert problem.what == "the blog keeps the address {name}/ for itself."
    assert problem.fix.startswith("Give this file another name")


def test_an_image_without_description():
    """Pelican knows the file and the image; it is a warning."""
    found = complaint("Empty alt attribute for image %s in %s", ("a.png", "/c/articles/b.md"), "…")

    assert found is not None
    path, problem = found
    assert path == "/c/articles/b.md"
    assert problem.level == WARNING
    assert problem.quote == "a.png"
    assert problem.values == {"image": "a.png"}
    assert problem.fix.startswith("Describe it")


@pytest.mark.parametrize("asked", ["./articles/b.md", "articles/b.md"])
def test_a_file_that_pelican_gave_up_on(asked: str):
    """It is named as the doctor knows it."""
    found = complaint("Could not process %s", (asked,), f"Could not process {asked}")

    assert found is not None
    assert found[0] == "articles/b.md"
    assert found[1].what.endswith("gave up on this file.")
    assert found[1].fix


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("Unable to find '%s', skipping url replacement.", "Unable to find 'x', skipping…"),
        ("%s", "Other images have empty alt attributes"),
        ('There are %s items "%s" with lang %s', "…"),
    ],
)
def test_what_the_gate_says_itself_is_not_said_twice(message: str, said: str):
    """Pelican's own words for it are passed over."""
    assert complaint(message, (), said) is None


def test_any_other_complaint_is_passed_on():
    """Whatever Pelican says counts, in its own words."""
    found = complaint("Something %s", ("new",), "Something new")

    assert found is not None
    path, problem = found
    assert path == "Pelican"
    assert problem.level == "error"
    assert problem.values == {"message": "Something new"}
    assert problem.what == "Pelican, which makes the site, says: {message}"
    assert problem.fix.startswith("Take your last change back")


@pytest.mark.parametrize(
    "message", ["Empty alt attribute for image %s in %s", "Could not process %s"]
)
def test_a_complaint_without_its_words_is_passed_on(message: str):
    """A message that Pelican did not fill in is not lost."""
    found = complaint(message, None, message)

    assert found is not None
    assert found[0] == "Pelican"


def test_everything_is_said_in_order(tmp_path: Path):
    """By file, then by line, each problem on the line of its words."""
    (tmp_path / "a.md").write_text("un\ndeux\ntrois\n", "utf-8")
    report = Report()
    report.add("b.md", [Problem("z")])
    report.add(
        "a.md", [Problem("y", quote="trois"), Problem("x", quote="un"), Problem("b", line=3)]
    )
    report.add("a.md", [Problem("a", quote="absent"), Problem("0", line=3, quote="deux")])

    assert [(path, p.line, p.what) for path, p in findings(report, tmp_path)] == [
        ("a.md", 0, "a"),
        ("a.md", 1, "x"),
        ("a.md", 3, "0"),
        ("a.md", 3, "b"),
        ("a.md", 3, "y"),
        ("b.md", 0, "z"),
    ]


def test_a_chosen_address_is_told_on_its_line():
    """Where the header chose the address, the problem stands on that line; elsewhere on none."""
    problem = Problem("x")
    chosen = on_its_line(problem, "---\ntitle: a\nSlug : theme\n---\n")

    assert (chosen.line, chosen.quote) == (3, "Slug : theme")
    assert on_its_line(problem, "---\ntitle: a\n---\n\nslug: b\n") == problem
