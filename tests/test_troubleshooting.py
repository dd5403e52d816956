"""docs/depannage.md holds every message that a doctor can get, with its remedy."""

from __future__ import annotations

import ast
import os
import re
from itertools import chain
from pathlib import Path

import pytest

from plugins.shared.i18n import translator
from tests.support.sites import KIT
from tests.support.troubleshooting import (
    NOT_A_TROUBLE,
    PAGE,
    as_seen,
    is_message,
    messages,
    page,
    rows,
    section,
)

SAY = translator("fr")
# What is kept of messages as they are said: what is wrong, and what to do.
# The page is in French.
GOLDEN = [
    file
    for file in sorted((KIT / "tests" / "messages").glob("*.txt"))
    if not file.stem.endswith(".en") and file.stem != "english"
]
SAID = re.compile(
    r"^ +[✗!] (?:ligne \d+ : )?(?!.*, ligne \d+$)(.+)((?:\n {6}.*)*)(?:\n {4}→ (.+))?", re.MULTILINE
)


def spaced(text: str) -> str:
    """Return a text with plain spaces, as on a terminal that wraps its lines."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def as_pattern(seen: str) -> re.Pattern[str]:
    """Return what matches a cell of the page once its dots are words."""
    plain = spaced(re.sub(r"\\(.)", r"\1", seen))
    return re.compile(".*".join(map(re.escape, plain.split("…"))), re.DOTALL)


def test_the_page_is_made_of_the_messages():
    """Whoever changes a message writes the page anew (SERMENT_ACCEPT)."""
    if os.environ.get("SERMENT_ACCEPT"):
        PAGE.write_text(page(), "utf-8", newline="\n")

    assert PAGE.read_text("utf-8") == page()


@pytest.mark.parametrize("place", ["plugins", "audit", "commands"])
def test_every_message_is_on_the_page(place: str):
    """Every marked sentence of the code that says what is wrong has its row, in its section."""
    marked = {
        (section(file.relative_to(KIT).as_posix()), str(node.args[0].value))
        for file in (KIT / place).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_"
        if isinstance(node.args[0], ast.Constant) and is_message(str(node.args[0].value))
    }
    told = {what for what, _ in chain(*rows().values())}

    assert len(marked) > 50
    assert {m for _, m in marked if m not in NOT_A_TROUBLE and as_seen(SAY(m)) not in told} == set()


def test_what_is_no_trouble_is_said_somewhere():
    """Nothing is left out of the page that the kit does not say."""
    assert all(SAY(phrase) != phrase for phrase in NOT_A_TROUBLE)


@pytest.mark.parametrize("file", GOLDEN, ids=[file.stem for file in GOLDEN])
def test_what_was_really_said_is_found(file: Path):
    """Each message kept word for word is on the page; so is its remedy, in the same row."""
    said_rows = chain(*rows().values())
    patterns = [(as_pattern(what), fix.split(" Ou bien : ")) for what, fix in said_rows]
    for what, _, done in SAID.findall(spaced(file.read_text("utf-8"))):
        remedies = [fix for said, fixes in patterns if said.fullmatch(what) for fix in fixes]
        assert remedies, what
        assert not done or any(fix and as_pattern(fix).fullmatch(done) for fix in remedies), what


def test_a_message_keeps_the_remedy_beside_it():
    """Of two branches of one function, neither gets the other's remedy."""
    found = messages("plugins/gate/preflight.py")

    assert found["this folder cannot be opened."] != found["this is no ordinary file."]
    assert found["this is no ordinary file."] == ["Delete it."]
