"""What pip-audit says is believed only about the packages that it looked up."""

from __future__ import annotations

import json
import sys

import pytest
import yaml

from commands.releases.advisories import advise, read_advice
from tests.support.sites import KIT

CLEAN = {"name": "nh3", "version": "0.3.8", "vulns": []}
# As it answers without a service: with “No known vulnerabilities found” and exit status 0.
SKIPPED = {
    "name": "babel",
    "skip_reason": "Dependency not found on PyPI and could not be audited: babel (2.18.0)",
}
FOUND = {
    "name": "Markdown",
    "version": "3.8",
    "vulns": [
        {"id": "PYSEC-2026-1", "fix_versions": ["3.8.1"], "aliases": [], "description": "…"},
        {"id": "PYSEC-2026-2", "fix_versions": [], "aliases": [], "description": "…"},
    ],
}


def answer(*dependencies: dict) -> str:
    """Return an answer of ``pip-audit --format json``."""
    return json.dumps({"dependencies": dependencies, "fixes": []})


def test_all_looked_up():
    """Only when every package was looked up is there none."""
    advice = read_advice(answer(CLEAN), ["nh3"])

    assert advice.status == 0
    assert advice.lines == ["Advisories: none, 1 of 1 packages looked up."]


def test_a_package_that_was_skipped():
    """One package that nobody knows of, and it was not run, with the reason."""
    advice = read_advice(answer(CLEAN, SKIPPED), ["nh3", "babel"])

    assert advice.status == 2
    assert advice.lines[0] == "Advisories: not run (1 of 2 packages looked up)."
    assert advice.lines[1].startswith("babel: Dependency not found on PyPI")


def test_a_package_that_is_not_spoken_of():
    """A package left out of the answer was not looked up."""
    advice = read_advice(answer(CLEAN), ["nh3", "pelican"])

    assert (advice.status, advice.lines[1]) == (2, "pelican: not looked up")


def test_a_vulnerability_counts_whatever_else_is_unknown():
    """What was found is told first, with the version that mends it."""
    advice = read_advice(answer(SKIPPED, FOUND), ["markdown", "babel"])

    assert advice.status == 1
    assert advice.lines[:3] == [
        "Advisories: 2.",
        "markdown 3.8: PYSEC-2026-1, fixed in 3.8.1",
        "markdown 3.8: PYSEC-2026-2",
    ]


@pytest.mark.parametrize("printed", ["", "No known vulnerabilities found", "[]", "{}", "null"])
def test_an_answer_that_cannot_be_read(printed: str):
    """What is no answer says nothing."""
    assert read_advice(printed, ["nh3"]).status == 2


def test_no_package_is_no_proof():
    """An empty lock file proves nothing."""
    assert read_advice(answer(), []).status == 2


def test_without_the_tool(monkeypatch: pytest.MonkeyPatch):
    """Where pip-audit is not, or no Python is, it was not run."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    assert advise(KIT).status == 2


def test_the_workflow_publishes_what_the_command_leaves():
    """What is deployed is the folder that ``publish`` puts in force, and its papers are kept."""
    workflow = yaml.safe_load((KIT / ".github" / "workflows" / "site.yml").read_text("utf-8"))
    steps = workflow["jobs"]["build"]["steps"]
    uses = {
        step["uses"].partition("@")[0]: step.get("with", {}) for step in steps if "uses" in step
    }

    assert uses["actions/upload-pages-artifact"]["path"] == "public"
    assert "sbom.cdx.json" in uses["actions/upload-artifact"]["path"]
    assert "manifest.json" in uses["actions/upload-artifact"]["path"]
    assert "advisories" not in workflow["jobs"]["publish"]["needs"]
