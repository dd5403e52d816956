"""The list of printed fields is what the renderer reads, neither more nor less."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from commands.cite.record import FIELDS
from plugins.sources import vancouver
from plugins.sources.printed_fields import CUSTOM_DATES, DATES, KEPT, NAMES, PRINTED, TEXTS
from tests.support.vancouver_items import date

KINDS = sorted({*vancouver._PRINTERS, "book", "report", "document"})
VALUES: dict[str, Any] = {
    **{name: f"some {name}" for name in TEXTS},
    **{name: date(2001, 2, 3) for name in DATES},
    **{name: [{"family": f"Of {name}", "given": "A"}] for name in NAMES},
}


class Read(dict[str, Any]):
    """An item that notes which of its fields are asked for."""

    def __init__(self, values: dict[str, Any], asked: set[str]) -> None:
        super().__init__(values)
        self.asked = asked

    def __getitem__(self, name: str) -> Any:
        self.asked.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:  # type: ignore[override]
        """Return a field, noting that it was asked for."""
        self.asked.add(name)
        return super().get(name, default)

    def __or__(self, other: dict[str, Any]) -> Read:  # type: ignore[override]
        return Read({**self, **other}, self.asked)


def spoken(asked: set[str], in_custom: set[str], kind: str) -> Iterator[dict[str, Any]]:
    """Yield items of a kind, whole and without one field at a time, that note what is read."""
    for left_out in ("", *VALUES):
        values = {name: value for name, value in VALUES.items() if name != left_out}
        custom = Read({name: date(2002) for name in CUSTOM_DATES}, in_custom)
        for more in ({"status": "ahead of print"}, {"status": "in press"}, {}):
            yield Read(values | more | {"type": kind, "custom": custom}, asked)


@pytest.fixture(scope="module")
def read() -> tuple[set[str], set[str]]:
    """Return the fields, and those of ``custom``, that printing every kind of source reads."""
    asked: set[str] = set()
    in_custom: set[str] = set()
    for kind in KINDS:
        for item in spoken(asked, in_custom, kind):
            vancouver.reference(item, "en")
    return asked, in_custom


def test_the_renderer_reads_the_listed_fields(read: tuple[set[str], set[str]]):
    """A field that is read and not listed would be lost by every import; the reverse is noise."""
    assert read[0] - {"custom"} == set(PRINTED)
    assert read[1] == set(CUSTOM_DATES)


@pytest.mark.parametrize("name", sorted(PRINTED - {"type", "URL", "status", "language", "event"}))
def test_every_listed_field_changes_a_line(name: str):
    """A field that no kind of source prints would be asked of importers in vain."""
    other: Any = "others"
    other = date(1950) if name in DATES else [{"literal": "Others"}] if name in NAMES else other
    whole = [{name_: v for name_, v in VALUES.items() if name_ not in drop} for drop in DROPS]
    assert any(
        vancouver.reference(item | {"type": kind}, "en")
        != vancouver.reference(item | {"type": kind, name: other}, "en")
        for item in whole
        for kind in KINDS
    )


# What hides another field: an abbreviation hides the whole name, a number the pages.
DROPS = (
    set(),
    {"container-title-short"},
    {"number"},
    {"volume", "issue", "part-number", "supplement-number"},
)


def test_names_are_csl():
    """Each is written as CSL writes its variables."""
    assert all(re.fullmatch(r"[A-Z]+|[a-z]+(-[a-z]+)*", name) for name in PRINTED)


def test_each_field_that_is_kept_has_its_place_in_the_list():
    """What a service or an import fills in is written in one order, the same each time."""
    assert sorted(FIELDS) == sorted(KEPT)
