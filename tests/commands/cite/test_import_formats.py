"""Each dialect of each format comes in as it is printed, and what is not understood is said."""

from __future__ import annotations

import pytest

from commands.cite.imports import read_export
from plugins.shared.problems import describe
from plugins.sources.csl import Item
from plugins.sources.vancouver import reference
from tests.support.sites import KIT

FILES = KIT / "tests" / "data" / "imports"
NAMES = sorted(path.name for path in FILES.iterdir() if path.suffix not in (".txt", ".md"))


FOUND_BY = ("id", "DOI", "PMID", "PMCID", "ISBN", "URL")


def lines_of(item: Item) -> list[str]:
    """Return a source as it is printed, then what it is found by."""
    if not item:
        return ["not read"]
    names = " ".join(f"{name} {item[name]}" for name in FOUND_BY if item.get(name))
    return [reference(item, "en").striptags(), *([f"    {names}"] if names else [])]


@pytest.mark.parametrize("name", NAMES)
def test_each_record_is_printed_or_told(name: str):
    """Two lines for each record of the file, in order, then what the doctor is told."""
    export = read_export(FILES / name)
    lines = [line for record in export.records for line in lines_of(record.item)]
    problems = [*export.problems, *(p for record in export.records for p in record.problems)]
    said = describe((name, problem) for problem in problems)

    expected = (FILES / name).with_name(f"{name}.txt").read_text("utf-8")
    assert "\n".join([*lines, *([said] if said else []), ""]) == expected
