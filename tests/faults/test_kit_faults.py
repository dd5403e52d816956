"""Each fault of the kit, alone, in a good site that is online."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import OF_THE_KIT, injected
from .case import Fault
from .judge import judge
from .results import expect_row

FAULTS = injected(OF_THE_KIT)


@pytest.mark.parametrize("fault", FAULTS, ids=[fault.id for fault in FAULTS])
def test_a_fault_of_the_kit_does_no_harm(fault: Fault, live: Path, tmp_path: Path):
    """Nothing changes online, and it is said where the kit is broken; or the site is right."""
    expect_row(fault, judge(fault, live, tmp_path))
