"""What is typed in answer to a command is read by one function, and silence is never a yes."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from commands.cli.asking import LONGEST, Ended, agrees, ask, line, yes_or_no
from commands.cli.console import Console
from commands.cli.paths import Paths
from tests.support.sites import Site


@pytest.fixture
def console(site: Site) -> Console:
    """What speaks to the doctor, in French."""
    return Console(Paths(Path(site.root)).blog())


def typed(monkeypatch: pytest.MonkeyPatch, text: str | bytes) -> None:
    """Type some lines, then close the keyboard."""
    data = text if isinstance(text, bytes) else text.encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "agreed"),
    [
        ("oui\n", True),
        ("O\n", True),
        ("yes", True),
        ("non\n", False),
        ("\n", False),
        ("", False),
        ("peut-être\noui\n", True),
        ("peut-être\n", False),
        (b"\xff\noui\n", True),
    ],
)
def test_only_a_yes_is_one(
    console: Console, monkeypatch: pytest.MonkeyPatch, text: str | bytes, agreed: bool
):
    """Enter, a closed window and “non” are no; what is neither is asked again."""
    typed(monkeypatch, text)

    assert agrees(console, "Mend them?") is agreed


def test_the_end_is_no_empty_line(console: Console, monkeypatch: pytest.MonkeyPatch):
    """Who asks for answers that must be kept hears that there will be no more."""
    typed(monkeypatch, "\na\n")

    assert (line(console), line(console)) == ("", "a")
    with pytest.raises(Ended):
        line(console)
    typed(monkeypatch, "")
    with pytest.raises(Ended):
        yes_or_no(console)
    sys.stdin.close()
    assert ask(console, "Mend them?") == ""


def test_a_long_answer_is_asked_again(
    console: Console, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    """An address may be longer than an answer; of what is endless only the end is left."""
    long = "x" * (LONGEST + 1)
    typed(monkeypatch, f"{long}\na\n{long}\n{'x' * 3_000_000}\nb\n")

    assert ask(console, "Mend them?") == "a"
    assert "trop longue" in capsys.readouterr().err
    assert ask(console, "Mend them?", 2_000) == long
    assert ask(console, "Mend them?", 2_000) == "b"
