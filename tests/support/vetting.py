"""``vet`` run on a small blog, in this process or in one of its own, with what is typed at it."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from commands.cli.paths import Paths
from commands.vet import vet
from tests.support.replaying import DRIVER
from tests.support.sites import KIT, Site

# Right answers to all the questions, and the yes.
ANSWERS = (
    "L’association",
    "oui, trois bénévoles",
    "oui",
    "?",
    "cotisations",
    "non",
    "oui",
    "pseudonyme possible",
    "?",
    "oui",
    "non",
    "aucun",
    "2026-11-20",
    "https://renaloo.example/charte?utm_source=lettre",
    "1",
    "Un forum.",
    "6",
)
VETTED = """\
[[vetting]]
community = "renaloo"
verdict = "recommended"
vetted_on = 2026-11-22
vetted_by = "Dr Jeanne Exemple"
last_exchange = 2026-11-20
next_check = 2027-05-22
sentence.fr = "Un forum."
criteria.operator = "L’association"
criteria.moderation = "oui, trois bénévoles"
criteria.charter = "yes"
criteria.medical_oversight = "unknown"
criteria.funding = "cotisations"
criteria.data_sale = "no"
criteria.privacy = "yes"
criteria.registration = "pseudonyme possible"
criteria.crisis_policy = "unknown"
criteria.forbids_medicine_exchange = "yes"
criteria.touting = "no"
criteria.ties = "aucun"
evidence = ["https://renaloo.example/charte"]
"""


@dataclass
class Desk:
    """A blog, and a keyboard."""

    site: Site
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]
    status: int = 0

    @property
    def ledger(self) -> str:
        """The ledger as it is written."""
        return (self.site.content / "communities" / "vetting.toml").read_bytes().decode()

    def vet(self, community: str, typed: Sequence[str] | bytes = (), **options: Any) -> str:
        """Vet a community, with some lines typed and then no more; return what was said."""
        if not isinstance(typed, bytes):
            typed = "".join(f"{line}\n" for line in typed).encode()
        keyboard = io.TextIOWrapper(io.BytesIO(typed), encoding="utf-8")
        self.monkeypatch.setattr(sys, "stdin", keyboard)
        self.status = vet(Paths(self.site.root), community, browser=False, **options)
        said = self.capsys.readouterr().err
        assert "Traceback" not in said
        assert "last-failure" not in said, said
        return said

    def draft(self, community: str = "renaloo") -> Path:
        """Return where the answers are kept."""
        return self.site.root / ".build" / f"vetting-{community}.json"


@pytest.fixture
def desk(site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A small blog with nothing wrong, in French, on 22 November 2026."""
    monkeypatch.setenv("COLUMNS", "200")
    return Desk(site, monkeypatch, capsys)


def command(site: Site, *words: str) -> tuple[list[str], dict[str, str]]:
    """Return the command that runs ``vet`` as ``tasks.py`` does, and its environment."""
    shutil.copy(KIT / "tasks.py", site.root / "tasks.py")
    command = [sys.executable, "-c", DRIVER, "--search-root", str(site.root), "vet", *words]
    return command, os.environ | {"PYTHONPATH": str(site.root), "COLUMNS": "200"}
