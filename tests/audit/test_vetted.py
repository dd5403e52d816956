"""No link leads to a community that nobody vetted, or whose vetting holds no more."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from audit import audit
from audit.results import VETTED
from audit.vetted import in_force, is_professional, languages_of
from tests.support.sites import Site
from tests.support.spoiling import NEXT_BUILD, PAGE, TODAY, audited, findings, said, spoil

UNVETTED = "a community is linked although its vetting is not in force."


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (PAGE, "https://www.arsla.org", "https://www.arsla.example"),
        (PAGE, "https://www.arsla.org", "//www.arsla.org"),
        (PAGE, "https://www.arsla.org", "https://www.arsla.org/autre"),
        ("communautes/arsla/index.html", "https://www.arsla.org", "https://www.arsla.example"),
    ],
)
def test_a_community_nobody_vetted_is_found(published: Path, name: str, old: str, new: str):
    """On a page or in the directory, no link leads to what the doctor did not vet."""
    spoil(published / name, f'href="{old}"', f'href="{new}"')

    assert (name, UNVETTED) in said(published)


def test_a_lapsed_vetting_is_found(published: Path):
    """A link whose vetting is not in force on the day does not pass, on pages and in feeds."""
    found = audited(published, today=date(2027, 12, 1)).findings

    assert any(path == "build.json" for path, _ in found)
    assert any("arsla.org" in problem.quote for _, problem in found)
    assert any(path.startswith("feeds/") for path, _ in found)


def test_a_number_for_emergencies_is_no_community(site: Site):
    """Of a blog without a vetting, no link to a community is proven; numbers are shown there."""
    site.searched = True
    site.write("communities/vetting.toml", "")
    built = site.build(base="publishconf")
    proven = {one.what: one.of for one in audit(built.output, site.content, TODAY).proven}

    assert "tel:15" in built.page("recherche")
    assert proven[VETTED] == 0


@pytest.mark.parametrize(
    ("next_build", "passes"),
    [(None, True), (NEXT_BUILD, True), (date(2027, 4, 11), False), (date(2027, 4, 12), False)],
)
def test_a_vetting_that_lapses_before_the_next_build_is_found(
    published: Path, next_build: date | None, passes: bool
):
    """What a page shows is in force until a build can take it away."""
    found = findings(published, next_build=next_build)

    assert (found == []) == passes


LEDGER = {
    "verdict": "recommended",
    "vetted_on": date(2026, 10, 12),
    "last_exchange": date(2026, 10, 5),
}


@pytest.mark.parametrize(
    ("changes", "day", "expected"),
    [
        ({}, TODAY, True),
        ({"verdict": "reserved"}, TODAY, True),
        ({"verdict": "refused"}, TODAY, False),
        ({"verdict": "Recommended"}, TODAY, False),
        ({}, date(2026, 10, 12), True),
        ({}, date(2026, 10, 11), False),
        ({}, date(2027, 4, 11), True),
        ({}, date(2027, 4, 12), False),
        ({"next_check": date(2026, 11, 23)}, TODAY, True),
        ({"next_check": TODAY}, TODAY, False),
        ({"next_check": date(2030, 1, 1)}, date(2027, 10, 11), True),
        ({"next_check": date(2030, 1, 1)}, date(2027, 10, 12), False),
        ({"last_exchange": date(2026, 4, 13)}, TODAY, True),
        ({"last_exchange": date(2026, 4, 12)}, TODAY, False),
        ({"last_exchange": None}, TODAY, False),
        ({"vetted_on": "2026-10-12"}, TODAY, False),
        ({"next_check": "jamais"}, TODAY, False),
    ],
)
def test_when_a_vetting_is_in_force(changes: dict[str, Any], day: date, expected: bool):
    """Six months, twelve at most, from the day of the vetting to the day before the next check."""
    assert in_force(LEDGER | changes, day) == expected


@pytest.mark.parametrize(
    ("readers", "professional"),
    [(["Médecins"], True), ("soignants", True), (["doctors", "parents"], False), ([], False)],
)
def test_professionals_in_the_words_of_a_doctor(readers: Any, professional: bool):
    """What the build reads as one of professionals is one to the audit too."""
    assert is_professional({"kind": "association", "audience": readers}) == professional


def test_the_case_of_a_language_does_not_count():
    """As in the build."""
    assert languages_of({"languages": ["FR", " en "]}) == {"fr", "en"}
    assert languages_of({"languages": "De"}) == {"de"}
