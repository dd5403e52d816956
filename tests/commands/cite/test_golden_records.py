"""Recorded answers come out as their reviewed line, by the readers that ``cite`` runs.

The lines are in tests/data/vancouver, by the path of the answer in tests/data/references. The
English ones of PubMed are also those of a formatter of its own (``nlm_line``).
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from commands.cite import crossref, pubmed
from commands.cite.record import Record
from plugins.sources.printed_fields import CUSTOM_DATES, IDENTIFIERS, PRINTED
from tests.support.fields_taken_out import module_without, written_keys
from tests.support.nlm_line import line
from tests.support.replaying import RECORDED
from tests.support.sites import KIT
from tests.support.vancouver_items import Item, plain

LINES = KIT / "tests" / "data" / "vancouver"
SETS = ("pubmed", "crossref", "datacite")
EMPTY = "37909814.xml"
Reader = Callable[[str], Record | None]


def blocks(name: str) -> dict[str, dict[str, str]]:
    """Return the reviewed lines of a set, by the path of the recorded answer."""
    found = {}
    for block in (LINES / f"{name}.txt").read_text("utf-8").strip().split("\n\n"):
        path, *lines = block.splitlines()
        found[path] = dict(one.split(": ", 1) for one in lines)
    return found


EXPECTED = {path: lines for name in SETS for path, lines in blocks(name).items()}


def known(item: Item) -> str:
    """Return what a record holds beside its line: its type, its identifiers, what a line hides."""
    hidden = item.get("container-title") if item.get("container-title-short") else ""
    names = [f"{n} {item[n]}" for n in ("PMID", "PMCID", "DOI", "ISBN", "URL") if item.get(n)]
    publisher = item.get("publisher") if item["type"] == "paper-conference" else ""
    parts = (item["type"], item.get("genre"), hidden, *names, publisher)
    return " | ".join(part for part in parts if part)


def reader(pubmed_: Any = pubmed, crossref_: Any = crossref) -> Reader:
    """Return what reads a recorded answer as ``cite`` does."""

    def read(path: str) -> Record | None:
        data = (RECORDED / path).read_bytes()
        if path.startswith("pubmed"):
            return pubmed_.read_pubmed(data)  # type: ignore[no-any-return]
        by = crossref_.read_work if path.startswith("crossref/") else crossref_.read_csl
        by = crossref_.read_csl if path.endswith("negotiated.json") else by
        return by(json.loads(data))  # type: ignore[no-any-return]

    return read


def printed(read: Reader, path: str) -> dict[str, str]:
    """Return what a recorded answer comes out as."""
    record = read(path)
    assert record
    return {
        "en": plain(record.item, "en"),
        "fr": plain(record.item, "fr"),
        "is": known(record.item),
    }


@pytest.mark.parametrize("path", EXPECTED)
def test_a_recorded_answer(path: str):
    """From the raw answer to the printed line, in both languages, with its identifiers."""
    assert printed(reader(), path) == EXPECTED[path]


def test_every_recorded_answer_has_its_lines():
    """An answer that nobody reviewed would prove nothing."""
    recorded = [
        path.relative_to(RECORDED).as_posix()
        for folder in ("pubmed", "pubmed_cases", "crossref", "datacite")
        for path in (RECORDED / folder).iterdir()
        if path.name != EMPTY
    ]

    assert sorted(recorded) == sorted(EXPECTED)


@pytest.mark.parametrize(
    "path", [path for path in EXPECTED if path.startswith("pubmed") and "made-up" not in path]
)
def test_a_second_opinion(path: str):
    """PubMed’s records print what an independent formatter says, letter for letter."""
    record = pubmed.read_pubmed((RECORDED / path).read_bytes())

    assert record
    assert plain(record.item, "en") == line((RECORDED / path).read_bytes())


def test_readers_fill_in_what_is_printed():
    """No reader fills in a field that nothing reads."""
    records = [reader()(path) for path in EXPECTED]
    filled = {name for record in records if record for name in record.item}

    assert filled - {"custom"} <= PRINTED | IDENTIFIERS
    assert not PRINTED - filled - BY_IMPORTS - {"URL"}


# No service of these gives them: they come with a book, with an exported file, or from a page.
BY_IMPORTS = {
    "accessed",
    "collection-number",
    "container-author",
    "event",
    "part-number",
    "section",
    "supplement-number",
}


# Every field is proven: without any one of them, a line changes.

MODULES = ("commands.cite.pubmed", "commands.cite.pubmed_dates", "commands.cite.crossref")
# What a question to PubMed and the name of what a notice is about are made of: no items.
NO_ITEM = {"db", "reference"}
NAME_PARTS = {
    *("family", "given", "suffix", "literal"),
    *("dropping-particle", "non-dropping-particle"),
}


def fields() -> Iterator[tuple[str, str, int]]:
    """Yield every field of an item that the readers write: its module, its name, its line."""
    names = (PRINTED | IDENTIFIERS | CUSTOM_DATES | NAME_PARTS) - {"event"}
    for module in MODULES:
        file = KIT / f"{module.replace('.', '/')}.py"
        for keys, number in written_keys(file.read_text("utf-8")):
            for key in sorted(keys & names) if not keys & NO_ITEM else ():
                yield module, key, number


def mutant(module: str, field: str, number: int) -> Reader:
    """Return a reader from which one field was taken out."""
    loaded = {
        name: module_without(name, field, number)
        if name == module
        else importlib.import_module(name)
        for name in MODULES
    }
    read, dates, works = (loaded[name] for name in MODULES)
    if dates is not importlib.import_module(MODULES[1]):
        read = module_without(MODULES[0], "", 0)
    for name in ("publication_dates", "book_dates"):
        read.__dict__[name] = dates.__dict__[name]
    return reader(read, works)


@pytest.mark.long
@pytest.mark.parametrize(("module", "field", "number"), sorted(set(fields())))
def test_a_reader_without_one_field(module: str, field: str, number: int):
    """Some line changes, or a record is refused, when a reader no longer fills in a field."""
    read = mutant(module, field, number)

    def differs(path: str) -> bool:
        try:
            return printed(read, path) != EXPECTED[path]
        except Exception:  # noqa: BLE001 - a record that is refused is noticed too
            return True

    assert any(differs(path) for path in EXPECTED)
