"""What the audit finds on a page is led back to the file and the line it was made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit import Audit
from commands.cli.trace import traced
from plugins.shared.problems import Problem

SOURCES = {"cible/index.html": "articles/cible.md", "en/cible/index.html": "articles/cible.en.md"}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder of three texts."""
    (tmp_path / "articles").mkdir()
    for name, text in (
        ("articles/cible.md", "---\ntitle: x\n---\n\n[a](https://carnet.example/absent/)\n"),
        ("articles/cible.en.md", "---\ntitle: x\n---\n\nNothing.\n"),
        ("blog.toml", 'appointment = "https://rdv.example/x"\n'),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def trace(content: Path, *findings: tuple[str, str]) -> list[tuple[str, int]]:
    """Return the file and the line that findings are told of, by their page and their quote."""
    found = [(page, Problem("wrong.", quote=quote)) for page, quote in findings]
    return [
        (file, problem.line) for file, problem in traced(Audit(found, [], {}, SOURCES), content)
    ]


def test_words_of_the_doctor_are_told_on_their_line_once(content: Path):
    """On the page and in each feed, one line is one message."""
    address = "https://carnet.example/absent/"
    found = (
        ("cible/index.html", address),
        ("feeds/all.atom.xml (cible/)", address),
        ("feeds/fr.atom.xml (https://carnet.example/cible/)", address),
    )
    assert trace(content, *found) == [("articles/cible.md", 5)]


def test_words_that_may_stand_anywhere_are_found_in_their_file(content: Path):
    """A link that blog.toml puts on every page is told of blog.toml."""
    assert trace(content, ("index.html", "https://rdv.example/x")) == [("blog.toml", 1)]


def test_words_that_were_typeset_since_are_found(content: Path):
    """The page has other quotes and spaces than those that were typed."""
    (content / "articles/cible.md").write_text(
        "---\ntitle: x\n---\n\nL'estomac : rien !\n", "utf-8"
    )
    found = ("cible/index.html", "L\u2019estomac\u00a0: rien\u202f!")
    assert trace(content, found) == [("articles/cible.md", 5)]


def test_what_nobody_typed_keeps_its_page_and_names_its_source(content: Path):
    """A script that a plugin added is not the doctor's; the file is named all the same."""
    audit = Audit([("en/cible/index.html", Problem("wrong.", quote="<script>"))], [], {}, SOURCES)
    ((file, problem),) = traced(audit, content)
    assert (file, problem.line) == ("en/cible/index.html", 0)
    assert problem.values["source"] == "articles/cible.en.md"


def test_a_page_that_is_missing_is_told_of_its_file(content: Path):
    """The quote of such a finding is a file already."""
    assert trace(content, ("feeds/fr.atom.xml", "articles/cible.md")) == [("articles/cible.md", 0)]
