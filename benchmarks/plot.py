"""Draw what builds take by how many articles there are, as SVG: both scales are logarithmic."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from html import escape

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 720, 420, 56, 190, 20, 44
# Told apart by more than a hue: in the order of the lines, their colour and their dashes.
_LINES = (
    ("#0b5394", ""),
    ("#38761d", "6 3"),
    ("#741b47", "2 3"),
    ("#b45f06", "10 3 2 3"),
    ("#444444", "1 4"),
    ("#990000", "12 4"),
)


def plot(clocks: Mapping[str, Mapping[int, float]]) -> str:
    """Return a drawing of seconds on the clock, by the name of what is built and by size."""
    sizes = sorted({size for line in clocks.values() for size in line})
    seconds = [value for line in clocks.values() for value in line.values()]
    low, high = math.floor(math.log10(min(seconds))), math.ceil(math.log10(max(seconds)))
    first, last = math.log10(sizes[0]), math.log10(sizes[-1])

    def x(size: int) -> float:
        share = (math.log10(size) - first) / (last - first) if last > first else 0.5
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(value: float) -> float:
        share = (math.log10(value) - low) / (high - low) if high > low else 0.5
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)

    def parts() -> Iterator[str]:
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
            'font-family="sans-serif" font-size="12">'
        )
        yield "<title>Seconds of each build, by the number of articles</title>"
        yield f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
        for power in range(low, high + 1):
            at = y(10**power)
            end = _WIDTH - _RIGHT
            yield f'<path d="M{_LEFT} {at:.1f}H{end}" stroke="#ddd"/>'
            place = f'x="{_LEFT - 8}" y="{at + 4:.1f}"'
            yield f'<text {place} text-anchor="end">{10.0**power:g} s</text>'
        for size in sizes:
            yield f'<text x="{x(size):.1f}" y="{_HEIGHT - 22}" text-anchor="middle">{size:,}</text>'
        yield f'<text x="{_LEFT}" y="{_HEIGHT - 5}">articles</text>'
        ends = sorted((y(line[max(line)]), name) for name, line in clocks.items())
        above = 0.0
        places = {}
        for at, name in ends:
            above = places[name] = max(at, above + 14)
        for (name, line), (colour, dashes) in zip(
            clocks.items(), _LINES * len(clocks), strict=False
        ):
            points = " ".join(f"{x(size):.1f},{y(line[size]):.1f}" for size in sorted(line))
            drawn = f'stroke="{colour}" stroke-width="2" stroke-dasharray="{dashes}" fill="none"'
            yield f'<polyline points="{points}" {drawn}/>'
            at = f'x="{x(max(line)) + 8:.1f}" y="{places[name] + 4:.1f}"'
            yield f'<text {at} fill="{colour}">{escape(name)}</text>'
        yield "</svg>"

    return "\n".join(parts()) + "\n"
