"""The published samples, typed records and made-up ones come out to the letter.

What they are and where they come from: tests/data/vancouver/README.md.
"""

from __future__ import annotations

import json

import pytest

from tests.support.sites import DEMO, KIT
from tests.support.vancouver_items import Item, plain

DATA = KIT / "tests" / "data" / "vancouver"
SETS = sorted(file.stem for file in DATA.glob("*.json"))
RECORDED: dict[str, Item] = {
    item["id"]: item for item in json.loads((DEMO / "sources/sources.json").read_text("utf-8"))
}


def records(name: str) -> dict[str, Item]:
    """Return the records of a set, by id."""
    return {item["id"]: item for item in json.loads((DATA / f"{name}.json").read_text("utf-8"))}


def expected(name: str) -> dict[str, dict[str, str]]:
    """Return the lines of a set as a reviewer reads them: by id, then by language."""
    lines = {}
    for block in (DATA / f"{name}.txt").read_text("utf-8").strip().split("\n\n"):
        id_, *printed = block.splitlines()
        lines[id_] = dict(line.split(": ", 1) for line in printed)
    return lines


CASES = [
    pytest.param(item, expected(name)[id_], id=id_)
    for name in SETS
    for id_, item in records(name).items()
    if id_ in expected(name)
]


@pytest.mark.parametrize("name", SETS)
def test_every_record_has_its_lines(name: str):
    """A record without its expected lines, or lines without a record, would test nothing."""
    assert list(records(name)) == list(expected(name))


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("source", "lines"), CASES)
def test_golden(source: Item, lines: dict[str, str], language: str):
    """The reference is the reviewed line, in both languages."""
    assert plain(source, language) == lines[language]


def test_invented_records_say_so():
    """What is no real publication can never be taken for one."""
    assert all(id_.startswith("made-up-") for id_ in records("made-up"))
    assert not any(
        field in record for record in records("made-up").values() for field in ("DOI", "PMID")
    )


@pytest.mark.parametrize("key", RECORDED)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_source_of_the_demonstration_is_whole(key: str, language: str):
    """A real record prints its authors, its title, its journal and its year, and no gap."""
    source = RECORDED[key]
    text = plain(source, language)

    assert source["title"].rstrip(".") in text
    assert str(source.get("container-title-short", "")).replace(".", "") in text
    assert text.endswith(".")
    assert not any(gap in text for gap in ("None", "..", " .", "  ", ";;", "()", "{", "&amp;"))
