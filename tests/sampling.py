"""What is run: every case with ``--all``; without it, every test function and a sample of cases.

A case that builds a site, runs a command or opens a page costs a hundred times one that calls a
function. It is known by the fixture that it asks for, or by the mark ``long``. Of such a function's
cases a few are run, spread over all of them and the same each time; of any other, all.

A property is checked on the same examples every time, so that what passed once passes again, and
on more of them with ``--all``. With ``HYPOTHESIS_PROFILE=long`` they are new: that is how more is
found.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

import pytest
from hypothesis import settings

Case = TypeVar("Case")

# One case of a function, and one in so many where there are more; of what one test goes through by
# itself, the first and the last at least.
ONE_IN, OF_ONE_TEST = 48, 2
# What stands for a site, a command under way or a browser.
COSTLY = frozenset(
    "address blog browser demo_site desk disk doors folder live local original page previewed "
    "published real run server services site thrice tried with_images".split()
)
# Examples of each property.
EXAMPLES = {"quick": 50, "all": 2_000, "long": 100_000}


def load_examples(*, everything: bool) -> None:
    """Say on how many examples properties are checked, and whether on the same ones every time."""
    chosen = os.environ.get("HYPOTHESIS_PROFILE") or ("all" if everything else "quick")
    for name, count in EXAMPLES.items():
        settings.register_profile(
            name, max_examples=count, derandomize=name != "long", deadline=None
        )
    settings.load_profile(chosen)


def sampled(item: pytest.Item) -> bool:
    """Tell whether a test's cases are run in part."""
    if not hasattr(item, "callspec"):
        return False
    if item.get_closest_marker("long"):
        return True
    asked = set(getattr(item, "fixturenames", ()))
    # An argument may have the name of a fixture, and be a word of the test’s own table.
    for mark in item.iter_markers("parametrize"):
        if not mark.kwargs.get("indirect"):
            names = mark.args[0]
            asked -= set(re.split(r"[,\s]+", names) if isinstance(names, str) else names)
    return not COSTLY.isdisjoint(asked)


def spread(count: int, least: int = 1) -> set[int]:
    """Return the numbers of the cases to run, out of so many, and ``least`` at least.

    One from the middle, or the first, the last and between.
    """
    kept = max(least, count // ONE_IN)
    if count <= kept:
        return set(range(count))
    if kept == 1:
        return {count // 2}
    return {round(number * (count - 1) / (kept - 1)) for number in range(kept)}


def some(cases: Sequence[Case], *, everything: bool) -> list[Case]:
    """Return the cases that one test goes through by itself: all of them, or a few."""
    kept = range(len(cases)) if everything else sorted(spread(len(cases), OF_ONE_TEST))
    return [cases[number] for number in kept]


def sample(items: Iterable[pytest.Item]) -> tuple[list[pytest.Item], list[pytest.Item]]:
    """Return the tests to run and those to leave out, each in order."""
    functions: dict[str, list[pytest.Item]] = defaultdict(list)
    items = list(items)
    for item in items:
        if sampled(item):
            functions[item.nodeid.partition("[")[0]].append(item)
    left = {
        item.nodeid
        for cases in functions.values()
        for number, item in enumerate(cases)
        if number not in spread(len(cases))
    }
    kept = [item for item in items if item.nodeid not in left]
    return kept, [item for item in items if item.nodeid in left]
