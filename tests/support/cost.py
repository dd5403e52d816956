"""What a function costs, for tests of how that grows with what it is given."""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time


def cost(function: Callable[[], object]) -> float:
    """Return the processor time, in seconds, that a call takes, the collection of garbage apart.

    That one goes through all that the tests before have left, and not through what is measured.
    """
    gc.disable()
    try:
        begun = process_time()
        function()
        return process_time() - begun
    finally:
        gc.enable()


def least(function: Callable[[], object], times: int = 3) -> float:
    """Return the least that some calls took: what else the machine does only adds to it."""
    return min(cost(function) for _ in range(times))
