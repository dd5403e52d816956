"""``vet`` and ``vet --check`` as they are used: a terminal, a server, and Ctrl-C anywhere."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands.web import probe
from tests.commands.vet.test_check import Doors, opened
from tests.commands.vet.test_interrupted import QUESTIONS
from tests.sampling import some
from tests.support.sites import LEDGER, Site
from tests.support.terminal import (
    LEFT,
    UP,
    end,
    in_a_terminal,
    interrupt,
    read_until,
    type_keys,
    type_line,
)
from tests.support.vetting import ANSWERS, VETTED, command

LAST = len(QUESTIONS)


@pytest.fixture
def doors() -> Iterator[Doors]:
    """A server of this machine that a command in another process may ask."""
    with opened() as found:
        yield found


def kept(site: Site) -> list[str]:
    """Return the questions that were answered and kept, in order."""
    draft = site.root / ".build" / "vetting-renaloo.json"
    if not draft.exists():
        return []
    return list(json.loads(draft.read_text("utf-8"))["answers"])


def test_ctrl_c_at_every_question(site: Site, everything: bool):
    """Each question is left once by Ctrl-C, after one more answer: none is ever asked again."""
    words, environment = command(site, "renaloo", "--no-browser")
    ledger = site.content / "communities" / "vetting.toml"
    answered = 0

    for left in some(range(1, LAST + 1), everything=everything):
        process, keyboard = in_a_terminal(words, environment, site.root)
        if answered:
            read_until(keyboard, f"{answered} réponses")
            type_line(keyboard, "")
        for number, answer in enumerate(ANSWERS[answered:left], start=answered + 1):
            read_until(keyboard, f"{number}/17 ")
            type_line(keyboard, answer)
        next_ones = [f"{left + 1}/17 ", "vetting.toml", "(oui/non)\r\n"]
        read_until(keyboard, next_ones[max(0, left + 2 - LAST)])
        interrupt(keyboard)
        read_until(keyboard, "Interrompu")
        assert end(process) == 130
        os.close(keyboard)
        answered = min(left, LAST - 1)
        assert kept(site) == QUESTIONS[:answered]
        assert ledger.read_text("utf-8") == LEDGER

    process, keyboard = in_a_terminal(words, environment, site.root)
    type_line(keyboard, "")
    type_line(keyboard, "oui")
    assert end(process) == 0
    os.close(keyboard)
    assert ledger.read_text("utf-8") == f"{LEDGER}\n{VETTED}"
    assert kept(site) == []


def test_the_keys_of_an_editor(site: Site):
    """↑ goes back at once, whatever stands in the line, from the last yes too; ← moves in it."""
    words, environment = command(site, "renaloo", "--no-browser")
    process, keyboard = in_a_terminal(words, environment, site.root)
    for number, keys in (
        (1, UP), (1, f"{ANSWERS[0]}\n"), (2, f"rien{UP}"), (1, "\n"), (2, f"{ANSWERS[1]}\n"),
        (3, f"ui{LEFT}{LEFT}o\n"),
    ):  # fmt: skip
        read_until(keyboard, f"{number}/17 ")
        type_keys(keyboard, keys)
    for number, answer in enumerate(ANSWERS[3:], start=4):
        read_until(keyboard, f"{number}/17 ")
        type_keys(keyboard, f"{answer}\n")
    read_until(keyboard, "L’écrire")
    type_keys(keyboard, UP)
    assert "17/17 " in read_until(keyboard, "2027-05-22]")
    type_line(keyboard, "")
    type_line(keyboard, "oui")

    assert end(process) == 0
    os.close(keyboard)
    assert (site.content / "communities/vetting.toml").read_text("utf-8") == f"{LEDGER}\n{VETTED}"


def communities(site: Site, base: str, *pages: str) -> str:
    """Have a blog recommend a community at each page of a server, in order; return its ledger."""
    rows = [
        f'[[community]]\nid = "{name}"\nname = "{name}"\nurl = "{base}/{name}"\n'
        'kind = "association"\n'
        for name in pages
    ]
    ledger = "\n".join(LEDGER.replace("france-assos-sante", name) for name in pages)
    site.write("communities/additions.toml", "\n".join(rows))
    site.write("communities/vetting.toml", ledger)
    return ledger


def answers(site: Site) -> dict[str, tuple[str, str]]:
    """Return what was kept of each address: its state, and why nothing is known."""
    path: Path = site.content / "communities" / "answers.json"
    found = json.loads(path.read_text("utf-8"))
    return {name: (one["state"], one.get("reason", "")) for name, one in found.items()}


def test_addresses_are_asked_in_a_terminal(
    site: Site, doors: Doors, monkeypatch: pytest.MonkeyPatch
):
    """The progress is shown on the screen, each finding is told, and the status counts."""
    # The command is a copy of this process.
    monkeypatch.setattr(probe, "BETWEEN", 0)
    ledger = communities(site, doors.base, "fine", "circle", "inside", "none", "gone", "shut")
    words, environment = command(site, "--check")

    process, keyboard = in_a_terminal(words, environment | {"SERMENT_DOI": doors.base}, site.root)
    said = read_until(keyboard, "On ne sait pas\u00a0: 3.")
    assert end(process) == 1
    os.close(keyboard)

    assert "gone\u00a0: il n’y a plus de page" in said
    assert answers(site) == {
        "fine": ("answers", ""),
        "circle": ("unknown", "circles"),
        "inside": ("unknown", "private"),
        "none": ("gone", ""),
        "gone": ("gone", ""),
        "shut": ("unknown", "refused"),
    }
    assert (site.content / "communities" / "vetting.toml").read_text("utf-8") == ledger


def test_ctrl_c_while_an_address_is_asked(site: Site, doors: Doors):
    """What was heard so far is kept, what was known of the others stays; nothing else changes."""
    ledger = communities(site, doors.base, "none", "slow", "fine")
    site.write(
        "communities/answers.json",
        '{"fine": {"state": "answers", "asked": "2026-11-01", "answered": "2026-11-01"}}\n',
    )
    words, environment = command(site, "--check")

    process, keyboard = in_a_terminal(words, environment | {"SERMENT_DOI": doors.base}, site.root)
    read_until(keyboard, "none\u00a0: il n’y a plus de page")
    while "HEAD /slow" not in doors.asked:
        time.sleep(0.05)
    os.write(keyboard, b"\x03")
    read_until(keyboard, "Interrompu")
    assert end(process) == 130
    os.close(keyboard)

    assert answers(site) == {"none": ("gone", ""), "fine": ("answers", "")}
    assert "GET /fine" not in doors.asked
    assert (site.content / "communities" / "vetting.toml").read_text("utf-8") == ledger
