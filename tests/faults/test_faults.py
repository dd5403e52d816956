"""Each fault of the content, alone, in a good site that is online."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import OF_CONTENT, injected
from .case import Fault
from .judge import judge
from .results import expect_row

FAULTS = injected(OF_CONTENT)


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.id for fault in FAULTS])
def test_a_fault_of_content_does_no_harm(fault: Fault, live: Path, tmp_path: Path):
    """It is told by file and line, nothing changing online; or the site is whole and right."""
    expect_row(fault, judge(fault, live, tmp_path))
