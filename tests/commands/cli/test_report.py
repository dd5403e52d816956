"""What is said of a site that was checked: to the doctor, to machines, to GitHub."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from audit import Audit, PassCount, audit
from commands.cli.report import as_json, github_annotations, in_words, passed, proven_table
from plugins.shared.i18n import translator
from plugins.shared.problems import N_, WARNING, Message, Problem, render
from tests.plugins.gate.test_messages import expect
from tests.support.sites import DEMO
from tests.support.spoiling import TODAY, spoil

WARNED = [("articles/sla.md", Problem(N_("this file is empty."), quote="[x]", level=WARNING))]


@pytest.fixture
def spoilt(published: Path) -> Audit:
    """The audit of a site with two things wrong."""
    spoil(published / "sla" / "index.html", 'role="note"', "")
    spoil(published / "index.html", "</main>", "<script>[bold]</script></main>")
    return audit(published, DEMO, TODAY)


def printed(audited: Audit | None, messages: list[Message], language: str) -> str:
    """Return the report as a terminal of a hundred columns shows it."""
    out = StringIO()
    console, say = Console(file=out, width=100), translator(language)
    if audited:
        console.print(proven_table(audited, say))
    problems = in_words(messages, audited, say)
    if problems:
        console.print(f"\n{problems}" if audited else problems, markup=False)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def of_a_hundred(audited: Audit) -> Audit:
    """Return an audit as if of a hundred things each: the demonstration grows, its report stays."""
    proven = [PassCount(p.what, p.count - p.of + 100, 100) for p in audited.proven]
    return replace(audited, proven=proven)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_said_of_a_site_that_passes(published: Path, language: str):
    """A line for each thing proven, with its count."""
    audited = of_a_hundred(audit(published, DEMO, TODAY))
    expect(printed(audited, [], language), f"report-passed.{language}")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_said_of_a_site_that_fails(spoilt: Audit, language: str):
    """What does not hold is marked and counted, and the problems follow, brackets and all."""
    messages = render(WARNED, translator(language))
    expect(printed(of_a_hundred(spoilt), messages, language), f"report-failed.{language}")


def test_what_is_said_of_a_site_that_was_not_built():
    """Nothing was proven: only the problems are said."""
    messages = render(WARNED, translator("fr"))

    assert printed(None, messages, "fr").startswith("articles/sla.md\n  ! ")
    assert not passed(messages, None)


def test_the_report_for_machines(spoilt: Audit, published: Path):
    """Everything is there as data, by the schema that commands/cli/report.py describes."""
    say = translator("en")
    report = json.loads(as_json(TODAY, render(WARNED, say), spoilt, say))

    assert (report["day"], report["passed"]) == ("2026-11-22", False)
    assert report["problems"][0] == {
        "file": "articles/sla.md",
        "line": 0,
        "level": "warning",
        "what": "this file is empty.",
        "fix": "",
        "quote": "[x]",
        "kind": "this file is empty.",
    }
    assert {problem["file"] for problem in report["problems"][1:]} == {
        "index.html",
        "sla/index.html",
    }
    assert len(report["proven"]) == len(spoilt.proven)
    assert any(proven["count"] < proven["of"] for proven in report["proven"])


def test_a_log_obeys_nothing_of_the_report_for_machines():
    """What is quoted is the same to a program, and no command of GitHub's to a log."""
    said = Message("a.md", 1, "error", "é ##[error]x", "", "##[group]\n::error::y")
    text = as_json(TODAY, [said], None, str)

    assert text.isascii()
    assert "##[" not in text
    assert not any(line.strip().startswith("::") for line in text.splitlines())
    assert json.loads(text)["problems"][0]["quote"] == said.quote


def test_a_site_that_passes_says_so(published: Path):
    """A warning forbids nothing; an error does."""
    audited = audit(published, DEMO, TODAY)
    (warning,) = render(WARNED)
    error = Message("a.md", 1, "error", "x", "", "")

    assert json.loads(as_json(TODAY, [warning], audited, str))["passed"] is True
    assert passed([warning], audited)
    assert not passed([error], audited)


def test_annotations(spoilt: Audit, tmp_path: Path):
    """An article's page is shown on the article, any other by its name, a source by its line."""
    messages = [Message("articles/a,b:c.md", 3, "error", "100 %\r\nnon", "Ôtez", "un\ndeux")]
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "a,b:c.md").touch()
    lines = github_annotations(messages, spoilt, translator("en"), tmp_path).splitlines()

    assert lines == [
        "::error file=content/articles/a%2Cb%3Ac.md,line=3::100 %25%0D%0Anon%0Aun%0Adeux%0A→ Ôtez",
        "::error::index.html: something active is in the page: <script>.",
        "::error file=content/articles/sla.md::the disclaimer: there must be one of it, not 0.",
    ]


def test_a_warning_is_annotated_as_such():
    """What forbids nothing is no error on GitHub either."""
    assert github_annotations(render(WARNED), None, str, DEMO) == (
        "::warning file=content/articles/sla.md::this file is empty.%0A[x]"
    )


def test_what_is_no_file_of_the_content_folder_is_annotated_in_words():
    """GitHub is not sent to a file that is not there."""
    messages = [Message("pelicanconf.py", 3, "error", "non", "", "")]

    assert github_annotations(messages, None, str, DEMO) == "::error::pelicanconf.py: non"


@pytest.mark.parametrize("quote", ["::stop-commands::x", "a\n \t::error::x"])
def test_a_quote_commands_nothing(quote: str):
    """A log of GitHub obeys lines that begin with two colons: no quote begins so."""
    lines = in_words([Message("a.md", 1, "error", "non", "", quote)], None, str).splitlines()

    assert any("::" in line for line in lines)
    assert not any(line.strip().startswith("::") for line in lines)
