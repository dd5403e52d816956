"""The page of results is whole: every fault has its row, and the figures are theirs."""

from __future__ import annotations

from . import FAMILIES, FAULTS, OF_CONTENT
from .case import Blocked
from .oddities import ODDITIES
from .results import parts, read_rows, results


def test_every_fault_has_a_name_of_its_own():
    """No fault hides another in the table."""
    for named in (FAULTS, ODDITIES):
        assert len({one.id for one in named}) == len(named)


def test_the_page_holds_every_fault_and_no_other():
    """The table and the figures of the page are those of the faults there are."""
    _, text, _ = parts()
    rows = read_rows(text)

    assert rows.keys() == {fault.id for fault in FAULTS}
    assert text == results(FAMILIES, OF_CONTENT, rows)


def test_the_faults_are_as_many_as_promised():
    """At least 180 faults, 30 of them found by reading Pelican, and 60 oddities."""
    assert len(FAULTS) >= 180
    assert len([fault for fault in FAULTS if fault.pelican]) >= 30
    assert len(ODDITIES) >= 60


def test_nearly_every_fault_of_a_line_is_told_with_its_line():
    """At least 95 of 100: the doctor is sent to the very line."""
    faults = [fault.expected for _, family in OF_CONTENT for fault in family]
    messages = [e for e in faults if isinstance(e, Blocked) and not e.whole]

    assert len([e for e in messages if e.line]) >= 0.95 * len(messages)
