"""The table of constructs is closed: each row has a scanner, and each scanner its row."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from plugins.reader import conservation
from plugins.reader.conservation.check import check
from tests.support.constructs_list import BEGIN, END, GUIDE, listed
from tests.support.converting import FIRST, read

FOLDER = Path(conservation.__file__).parent
TABLE = tomllib.loads((FOLDER / "constructs.toml").read_text("utf-8"))
PLACES = {"text", "attribute", "moved", "replaced", "nowhere"}


def test_every_scanner_has_its_row():
    """What the scanners ask for by name is what the table holds, no more and no less."""
    code = "".join(file.read_text("utf-8") for file in FOLDER.glob("*.py"))
    asked = set(re.findall(r'_has\("(\w+)"\)|"(\w+)" (?:not )?in found\.without', code))
    names = {a or b for a, b in asked} | set(re.findall(r'": \("(\w+)", _Block', code))

    assert names == set(TABLE)


def test_every_row_says_where_its_words_go():
    """In one of five ways; and what the guide says of it, it says in both languages."""
    for name, row in TABLE.items():
        assert row["goes"] in PLACES, name
        assert ("fr" in row) == ("en" in row), name


def test_the_guide_says_where_words_go():
    """``python3 tests/support/constructs_list.py`` writes its list anew."""
    assert f"{BEGIN}\n\n{listed('fr')}\n\n{END}" in GUIDE.read_text("utf-8")
    assert len(listed("en").splitlines()) == len(listed("fr").splitlines())


@pytest.mark.parametrize("name", TABLE)
def test_each_scanner_is_needed(name: str):
    """The example of a row is kept without a word; without the row's scanner, something is."""
    text = TABLE[name]["example"]
    reading = read(text)

    assert check(text, reading.html, FIRST) == []
    assert check(text, reading.html, FIRST, without={name}) != []
