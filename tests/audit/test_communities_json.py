"""The file for other programs is held against the ledger, and is the one that was declared."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from audit import audit
from audit.communities_json import FILE
from tests.support.sites import KIT, LEDGER, Site
from tests.support.spoiling import NEXT_BUILD, TODAY, said

MISSING = "the file for other programs is missing."
UNREADABLE = "the file for other programs cannot be read."
UNLIKE = "the file for other programs is not the one that was made."
ELSEWHERE = "a community is given to other programs at another address."
TOO_MANY = "a community is given to other programs although nothing in force says so."
TOO_FEW = "a community is missing from the file for other programs."
UNSEEN = "the page holds characters that nobody can see, or that were lost."

Data = dict[str, Any]


def read(output: Path) -> Data:
    """Return the data of the file of a site."""
    found: Data = json.loads((output / FILE).read_text("utf-8"))
    return found


def changed(published: Path, change: Callable[[Data], object]) -> set[tuple[str, str]]:
    """Change the file's data, and return what the audit says."""
    data = json.loads((published / FILE).read_text("utf-8"))
    change(data)
    (published / FILE).write_text(json.dumps(data), "utf-8")
    return said(published)


def test_there_is_a_file(published: Path):
    """A site without it does not pass."""
    (published / FILE).unlink()

    assert (FILE, MISSING) in said(published)


@pytest.mark.parametrize(
    "written",
    [
        "{",
        "[]",
        "3",
        "null",
        "{}",
        '{"communities": 3, "vettings": []}',
        '{"communities": [3], "vettings": []}',
        '{"communities": [{"id": "a"}, {"id": "a"}], "vettings": []}',
        "[" * 100_000,
    ],
)
def test_it_can_be_read(published: Path, written: str):
    """Whatever is in its place is found, and breaks nothing."""
    (published / FILE).write_text(written, "utf-8")

    assert (FILE, UNREADABLE) in said(published)


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (lambda d: d.update(format="other"), UNLIKE),
        (lambda d: d.update(version=2), UNLIKE),
        (lambda d: d.update(day="2026-11-23"), UNLIKE),
        (lambda d: d.update(more="x"), UNLIKE),
        (lambda d: d["blog"].update(fictional=False), UNLIKE),
        (lambda d: d["blog"].update(doctor="Dr Autre"), UNLIKE),
        (lambda d: d.update(blog=[]), UNLIKE),
        (lambda d: d["communities"][0].update(url="https://ailleurs.example"), ELSEWHERE),
        (lambda d: d["communities"][0].update(note="x"), UNLIKE),
        (lambda d: d["communities"][0].pop("evidence"), UNLIKE),
        (lambda d: d["vettings"][0].update(verdict="reserved"), UNLIKE),
        (lambda d: d["vettings"][0].update(holds_until="2027-12-31"), UNLIKE),
        (lambda d: d["vettings"][0].update(criteria={"ties": "yes"}), UNLIKE),
        (lambda d: d["vettings"][0].update(evidence=["https://ailleurs.example"]), UNLIKE),
        (lambda d: d["vettings"][0].update(sentence={"fr": "Le meilleur."}), UNLIKE),
        (lambda d: d["communities"].pop(), TOO_FEW),
        (lambda d: d["vettings"].pop(), TOO_FEW),
        (lambda d: d["communities"].append({"id": "atoute"}), TOO_MANY),
        (lambda d: d["vettings"].append({"community": "renalooo"}), TOO_MANY),
        (lambda d: d["blog"].update(title="Le carnet du Dr Exemple\u202e"), UNSEEN),
    ],
)
def test_it_says_what_the_files_say(
    published: Path, change: Callable[[Data], object], finding: str
):
    """One thing changed is one thing found, said of the file."""
    assert (FILE, finding) in changed(published, change)


def test_a_lapsed_vetting_is_found(published: Path):
    """Half a year later, every entry is one too many, and is not counted as proven."""
    later = TODAY.replace(year=2028)
    audited = audit(published, KIT / "content", later)

    assert any(p.what == TOO_MANY for name, p in audited.findings if name == FILE)


@pytest.mark.parametrize(
    "more",
    [
        "",
        'reason.fr = "Des cures y sont vendues -- cher..."\n',
        'reason.fr = "Des cures."\nreason.en = "They sell ``miracles\'\'."\n',
    ],
)
def test_a_refusal_is_held_too(site: Site, more: str):
    """With its reason it must be there, as it is written; without, it must not."""
    refused = LEDGER.replace("france-assos-sante", "renaloo").replace("recommended", "refused")
    site.write("communities/vetting.toml", f"{LEDGER}\n{refused}{more}")
    built = site.build(base="publishconf")
    assert built.status == 0, built.said
    findings = audit(built.output, site.content, TODAY, next_build=NEXT_BUILD).findings

    assert [p for name, p in findings if name == FILE] == []
    messages = [one["community"] for one in read(built.output)["vettings"]]
    assert ("renaloo" in messages) == bool(more)


def test_a_refusal_with_an_address_is_found(site: Site):
    """Facts about what is refused, its address among them, are one thing too many."""
    refused = LEDGER.replace("france-assos-sante", "renaloo").replace("recommended", "refused")
    more = 'reason.fr = "Des cures y sont vendues."\nevidence = ["https://renaloo.example/a"]\n'
    site.write("communities/vetting.toml", f"{LEDGER}\n{refused}{more}")
    built = site.build(base="publishconf")
    file = built.output / FILE
    whole = file.read_bytes()
    facts, rests = read(built.output), read(built.output)
    facts["communities"].append({"id": "renaloo", "url": "https://renaloo.com"})
    rests["vettings"][1]["evidence"] = ["https://renaloo.example/a"]
    for data, finding in ((facts, TOO_MANY), (rests, UNLIKE)):
        file.write_text(json.dumps(data), "utf-8")
        found = audit(built.output, site.content, TODAY, next_build=NEXT_BUILD).findings
        assert finding in {p.what for name, p in found if name == FILE}
    file.write_bytes(whole)
    assert audit(built.output, site.content, TODAY, next_build=NEXT_BUILD).findings == []


def test_what_has_closed_is_not_told(site: Site):
    """A refusal of what has closed is out of the file, and the audit does not ask for it."""
    refused = LEDGER.replace("france-assos-sante", "mienne").replace("recommended", "refused")
    site.write("communities/vetting.toml", f'{LEDGER}\n{refused}reason.fr = "Des cures."\n')
    site.write(
        "communities/additions.toml",
        '[[community]]\nid = "mienne"\nname = "Mienne"\nurl = "https://mienne.example/"\n'
        'kind = "association"\nclosed_on = 2026-11-01\n',
    )
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert [one["community"] for one in read(built.output)["vettings"]] == ["france-assos-sante"]
    assert audit(built.output, site.content, TODAY, next_build=NEXT_BUILD).findings == []
