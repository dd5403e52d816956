"""Every field that an importer fills in is proven by a record of the files beside."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import cache
from types import ModuleType

import pytest

from commands.cite.imports.encoding import text_of
from commands.cite.imports.entry import Export
from plugins.sources.printed_fields import KEPT
from tests.commands.cite.test_import_formats import FILES, NAMES
from tests.support.fields_taken_out import module_without, written_keys
from tests.support.sites import KIT

PACKAGE = "commands.cite.imports"
# The readers of each module, by the end of the name of the files that are read by it.
READERS = {
    "ris": {".ris": "read_ris"},
    "bibtex": {".bib": "read_bibtex"},
    "medline": {".nbib": "read_medline"},
    "csl_json": {".json": "read_csl_json"},
    "endnote": {".xml": "read_endnote_xml", ".enw": "read_refer"},
}
TEXTS = {name: text_of((FILES / name).read_bytes())[0] for name in NAMES}


def taken_out() -> Iterator[tuple[str, str, int]]:
    """Yield every field that an importer writes: its module, its name, its line.

    EndNote's are the elements and the letters that become tags of RIS.
    """
    for module in READERS:
        code = (KIT / PACKAGE.replace(".", "/") / f"{module}.py").read_text("utf-8")
        for keys, number in written_keys(code):
            for key in sorted(keys if module == "endnote" else keys & KEPT):
                yield module, key, number


def lines(export: Export | None) -> list[object]:
    """Return what each record became, and what was said of it."""
    return [
        (record.item, [(problem.what, problem.quote) for problem in record.problems])
        for record in (export.records if export else [])
    ]


@cache
def whole(module: str, reader: str, name: str) -> list[object]:
    """Return what a file became with every field."""
    return read(importlib.import_module(f"{PACKAGE}.{module}"), reader, name)


def read(module: ModuleType, reader: str, name: str) -> list[object]:
    """Return what a file became; only what is missing where it cannot be read any more."""
    try:
        return lines(getattr(module, reader)(TEXTS[name]))
    except KeyError as missing:
        return [missing.args]


@pytest.mark.long
@pytest.mark.parametrize(("module", "field", "number"), sorted(set(taken_out())))
def test_an_importer_without_one_field(module: str, field: str, number: int):
    """Some record of a format’s files, whose lines are proven, becomes another one."""
    without = module_without(f"{PACKAGE}.{module}", field, number)

    assert any(
        read(without, reader, name) != whole(module, reader, name)
        for end, reader in READERS[module].items()
        # First the files that most fields are in.
        for name in sorted(NAMES, key=lambda name: not name.startswith("every"))
        if name.endswith(end)
    )
