"""Find where two sequences of tokens differ, in a time that grows with their length only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

# So many tokens alike, one after the other, are the same passage.
_ALIKE = 6
# After so many differences nobody reads on.
MOST = 40
# How far what was left out, or put in, is looked for before the whole rest is.
_NEAR = 200


class Difference(NamedTuple):
    """What stands in one sequence from ``start`` to ``end``, in the other from ``at`` to ``to``."""

    start: int
    end: int
    at: int
    to: int


def differences(source: Sequence[str], body: Sequence[str]) -> Iterator[Difference]:
    """Yield where the body is not the source, in order, ``MOST`` times at most."""
    i = j = 0
    for _ in range(MOST):
        while i < len(source) and j < len(body) and source[i] == body[j]:
            i += 1
            j += 1
        if i == len(source) and j == len(body):
            return
        a, b = _meet_again(source, body, i, j)
        yield Difference(i, i + a, j, j + b)
        i, j = i + a, j + b


def _meet_again(source: Sequence[str], body: Sequence[str], i: int, j: int) -> tuple[int, int]:
    """Return how much of both to pass over until they are alike again; all, if they never are."""
    for alike, reach in (
        (2, 4),
        (3, 12),
        (1, 4),
        (_ALIKE, _NEAR),
        (2 * _ALIKE, len(source) + len(body)),
    ):
        found = _nearest(source, body, i, j, alike, reach)
        if found:
            return found
    return len(source) - i, len(body) - j


def _nearest(  # noqa: PLR0913, PLR0917
    source: Sequence[str], body: Sequence[str], i: int, j: int, alike: int, reach: int
) -> tuple[int, int] | None:
    """Return the nearest place, within reach, from which so many tokens are alike."""
    first: dict[tuple[str, ...], int] = {}
    for b in range(min(reach, len(body) - j) + 1):
        # The end of both counts as a place where they meet.
        first.setdefault(tuple(body[j + b : j + b + alike]), b)
    best: tuple[int, int] | None = None
    for a in range(min(reach, len(source) - i) + 1):
        if best and a >= sum(best):
            break
        there = first.get(tuple(source[i + a : i + a + alike]))
        if there is not None and (best is None or a + there < sum(best)) and a + there:
            best = (a, there)
    return best
