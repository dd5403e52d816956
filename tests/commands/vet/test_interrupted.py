"""A vetting that is stopped at any question loses no answer."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.cli import asking
from commands.vet import context
from plugins.communities.criteria import NAMES
from tests.support.sites import LEDGER, Site
from tests.support.terminal import end, in_a_terminal, interrupt, type_line
from tests.support.vetting import ANSWERS, VETTED, Desk, command, desk

__all__ = ["desk"]

QUESTIONS = [*NAMES, "last_exchange", "evidence", "verdict", "sentence", "next_check", "yes"]


@pytest.mark.parametrize("count", range(len(QUESTIONS)))
def test_the_end_of_what_is_typed(desk: Desk, count: int):
    """The window is closed at any question: the answers are there, and the rest is asked."""
    said = desk.vet("renaloo", ANSWERS[:count])

    assert (desk.status, desk.ledger) == (1, LEDGER)
    assert "sont gardées" in said
    kept = json.loads(desk.draft().read_text("utf-8"))["answers"] if count else {}
    assert list(kept) == QUESTIONS[:count]

    again = desk.vet("renaloo", [*["oui"][: min(count, 1)], *ANSWERS[count:], "oui"])
    assert (f"{count} réponses ont été gardées" in again) == bool(count)
    assert desk.ledger == f"{LEDGER}\n{VETTED}"
    assert not desk.draft().exists()


@pytest.mark.parametrize("count", range(1, len(QUESTIONS)))
def test_a_signal_at_any_question(desk: Desk, monkeypatch: pytest.MonkeyPatch, count: int):
    """Ctrl-C instead of an answer: the same, with the status of a signal."""
    readline, seen = asking.line, 0

    def line(voice: object, **options: bool) -> str:
        nonlocal seen
        seen += 1
        if seen > count:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(5)
        return readline(voice, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("commands.vet.interview.line", line)
    monkeypatch.setattr("commands.cli.asking.line", line)
    said = desk.vet("renaloo", ANSWERS)

    assert desk.status == 130
    assert "Interrompu. Vos réponses jusqu’ici sont gardées" in said
    assert list(json.loads(desk.draft().read_text("utf-8"))["answers"]) == QUESTIONS[:count]
    assert desk.ledger == LEDGER


def test_to_begin_again_loses_nothing(desk: Desk):
    """“non” to what was kept asks it all again, with Enter to keep each."""
    desk.vet("renaloo", ANSWERS[:5])

    desk.vet("renaloo", ["non", "Une fondation"])
    kept = json.loads(desk.draft().read_text("utf-8"))["answers"]
    assert list(kept) == QUESTIONS[:5]
    desk.vet("renaloo", ["non", *[""] * 5, *ANSWERS[5:], "oui"])

    assert desk.ledger == f"{LEDGER}\n{VETTED.replace('L’association', 'Une fondation')}"


@pytest.mark.parametrize(
    "written", [b"", b"{", b"[]", b'{"answers": []}', b'{"answers": {"verdict": 3}}', b"\xff\x00"]
)
def test_kept_answers_that_cannot_be_read(desk: Desk, written: bytes):
    """A file spoilt by a power cut stops nothing: all is asked."""
    desk.draft().parent.mkdir(exist_ok=True)
    desk.draft().write_bytes(written)

    desk.vet("renaloo", [*ANSWERS, "oui"])

    assert desk.ledger == f"{LEDGER}\n{VETTED}"


def test_kept_answers_of_another_time(desk: Desk):
    """What was answered and may not be any more is asked again, and only that."""
    desk.vet("renaloo", ANSWERS)
    draft = desk.draft().read_text("utf-8")
    desk.draft().write_text(draft.replace("2027-05-22", "2026-05-22").replace('"yes"', '"\\n"'))

    desk.vet("renaloo", ["oui", "oui", "oui", "oui", "6", "oui"])

    assert desk.ledger == f"{LEDGER}\n{VETTED}"


def test_a_writing_that_fails_leaves_the_ledger(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """A ledger that reads worse than before is put back as it was, and the answers stay."""
    write = context.write_whole

    def spoil(path: Path, data: bytes) -> None:
        write(path, data if data == LEDGER.encode() else data[:-30])

    monkeypatch.setattr(context, "write_whole", spoil)
    said = desk.vet("renaloo", [*ANSWERS, "oui"])

    assert (desk.status, desk.ledger) == (1, LEDGER)
    assert "registre" in said
    assert desk.draft().exists()


def test_a_full_disk(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    """The disk is full when the ledger is written: it is as it was, and it is said."""
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "vetting.toml":
            raise OSError(28, "No space left on device", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    said = desk.vet("renaloo", [*ANSWERS, "oui"])

    assert "disque est plein" in said
    assert desk.ledger == LEDGER
    assert desk.draft().exists()
    assert [path.name for path in (desk.site.content / "communities").iterdir()] == ["vetting.toml"]


def test_a_terminal_and_a_kill(site: Site):
    """In a real terminal: some answers, then the process is killed; the next one goes on."""
    words, environment = command(site, "renaloo", "--no-browser")
    draft = site.root / ".build" / "vetting-renaloo.json"
    lines = list(ANSWERS)

    process, keyboard = in_a_terminal(words, environment, site.root)
    for line in lines[:7]:
        type_line(keyboard, line)
    _until(lambda: draft.exists() and len(_kept(draft)) == 7)
    os.kill(process, signal.SIGKILL)
    assert end(process) == -signal.SIGKILL
    os.close(keyboard)
    assert len(_kept(draft)) == 7

    process, keyboard = in_a_terminal(words, environment, site.root)
    for line in ["", *lines[7:]]:
        type_line(keyboard, line)
    _until(lambda: len(_kept(draft)) == 17)
    interrupt(keyboard)
    assert end(process) == 130
    os.close(keyboard)

    process, keyboard = in_a_terminal(words, environment, site.root)
    type_line(keyboard, "oui")
    type_line(keyboard, "oui")
    assert end(process) == 0
    os.close(keyboard)
    assert (site.content / "communities/vetting.toml").read_text("utf-8") == f"{LEDGER}\n{VETTED}"


def _kept(draft: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads(draft.read_text("utf-8"))["answers"]
    return found


def _until(true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)
