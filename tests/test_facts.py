"""docs/facts.md lists every fact of the catalogue, the numbers and the law, from the data."""

from __future__ import annotations

import os
import re
import tomllib

from plugins.legal.core import OF_A_PRACTICE, REQUIRED
from tests.support.make_facts import PAGE, facts
from tests.support.sites import KIT

CATALOGUE = tomllib.loads((KIT / "plugins/communities/catalogue.toml").read_text("utf-8"))
NUMBERS = tomllib.loads((KIT / "plugins/disclaimer/numbers.toml").read_text("utf-8"))["number"]


def rows(text: str) -> list[list[str]]:
    """Return the cells of every row of every table of a page, headings apart."""
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    tables = [re.split(r"(?<!\\) \| ", line.strip("| ")) for line in lines]
    return [cells for cells in tables if cells[-1] not in ("day", "---")]


def test_the_page_is_made_of_the_data():
    """Whoever changes a fact writes the page anew (SERMENT_ACCEPT)."""
    if os.environ.get("SERMENT_ACCEPT"):
        PAGE.write_text(facts(), "utf-8", newline="\n")

    assert PAGE.read_text("utf-8") == facts()


def test_every_number_has_its_row():
    """Country, number, use, who answers, an address or a page named, and the day."""
    listed = [cells for cells in rows(PAGE.read_text("utf-8")) if len(cells) == 6]

    assert [(cells[0], cells[1], cells[2], cells[5]) for cells in listed] == [
        (row["country"], row["dial"], row["use"], str(row["read"])) for row in NUMBERS
    ]
    assert all(cells[4] for cells in listed)
    # A number that was read elsewhere than where its owner gives it says so, with its owner's page.
    for row, cells in zip(NUMBERS, listed, strict=True):
        assert ("not confirmed on its own page" in cells[4]) == ("official" in row)


def test_every_community_has_its_row():
    """Its address, every source and the day; what no source said is marked."""
    page = rows(PAGE.read_text("utf-8"))
    listed = {cells[0]: cells for cells in page if len(cells) == 4 and cells[0].startswith("[")}

    assert len(listed) == len(CATALOGUE["community"])
    for row in CATALOGUE["community"]:
        (cells,) = (cells for name, cells in listed.items() if f"]({row['url']})," in name)
        assert row["name"] in cells[0]
        assert all(re.sub("[<>]", "", source) for source in row["evidence"])
        plain = re.sub(r"[<>]|\\(?=\|)", "", cells[2])
        assert all(source in plain for source in row["evidence"]), row["id"]
        assert cells[3] == str(row.get("read_on", CATALOGUE["collected_on"]))
        assert ("(assumed)" in cells[1]) == (row["legal_basis"] == "assumed")
        assert ("money: not confirmed" in cells[1]) == ("funding_note" not in row)
        assert row["last_known_activity"] in cells[1]


def test_every_field_of_law_has_its_row():
    """What a publication needs, who asks for it, and the day it was compared."""
    listed = {cells[0]: cells for cells in rows(PAGE.read_text("utf-8")) if len(cells) == 4}

    for field in (*REQUIRED, *OF_A_PRACTICE):
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", listed[f"`{field.part}.{field.name}`"][3])
