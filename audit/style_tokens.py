"""The tokens of a style sheet keep their ranges, and letters stay readable in every scheme.

A published sheet calls them by short names, which are read back first.

Every ink is held against every surface, and every light ink against the dark ground it is made
for, at 4.5 to 1 (WCAG 2.2, 1.4.3), for all combinations of the conditions under which colours are
given: night, more contrast, paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations, product
from pathlib import Path
from string import ascii_letters

from .style_sheet import Declaration, Odd, read_sheet
from .style_values import INKS, SURFACES, TOKENS

_NAME = re.compile(r"(?<![\w-])--[A-Za-z][\w-]*")
_OF_THE_THEME = Path(__file__).parents[1] / "theme" / "static" / "css" / "tokens.css"
LEAST = 4.5
# Below it, light grows evenly with the figure (IEC 61966-2-1).
_DIM = 0.04045
# Inks that are made for one ground, and that ground.
_PAIRS = (
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-caution", "caution"),
    ("on-emergency", "emergency"),
    ("code-ink", "code-paper"),
)
_COLOUR = re.compile(r"--color-[a-z-]+")
_WRITTEN = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_SHORT = re.compile(r"^#(.)(.)(.)$")
_NAMED = re.compile(r"var\((--color-[a-z-]+)\)")
# More conditions than a theme has, and few enough for all their combinations.
_CONDITIONS = 5
# The column of the labels is there where there is room for it, and nowhere else.
_WIDE = frozenset({"--margin-column", "--gap"})
_WIDE_MEDIUM = "@media (min-width: 62rem)"

Colours = Mapping[str, str]


def with_full_names(sheet: Sequence[Declaration | Odd]) -> list[Declaration | Odd]:
    """Return what a sheet holds with the names of the theme for the short ones of published sheets.

    A sheet that has any name of the theme is read as it stands: each name is then one thing only.
    """
    full = _full_names()
    said = [text for one in sheet if isinstance(one, Declaration) for text in (one.name, one.value)]
    if not frozenset(_NAME.findall(" ".join(said))).isdisjoint(full.values()):
        return list(sheet)
    return [
        one._replace(
            name=full.get(one.name, one.name),
            value=_NAME.sub(lambda found: full.get(found[0], found[0]), one.value),
        )
        if isinstance(one, Declaration)
        else one
        for one in sheet
    ]


@cache
def _full_names() -> Mapping[str, str]:
    """Return the name of each token of the kit's theme by its short one."""
    given = read_sheet(_OF_THE_THEME.read_text("utf-8"))
    names = dict.fromkeys(
        one.name for one in given if isinstance(one, Declaration) and one.name.startswith("--")
    )
    letters = (*ascii_letters, *map("".join, product(ascii_letters, repeat=2)))
    return {f"--{short}": name for name, short in zip(names, letters, strict=False)}


def is_colour_token(name: str) -> bool:
    """Tell whether a custom property is a colour of the theme."""
    return bool(_COLOUR.fullmatch(name))


def keeps_its_range(found: Declaration) -> bool:
    """Tell whether a token is one of the theme, for the whole page, with a value in its range."""
    if found.selector != ":root":
        return False
    if is_colour_token(found.name):
        return bool(_WRITTEN.fullmatch(found.value) or _NAMED.fullmatch(found.value))
    check = TOKENS.get(found.name)
    if check is None or not check(found.value):
        return False
    wide = found.medium == _WIDE_MEDIUM
    return found.name not in _WIDE or wide or found.value == "0rem"


def unreadable(colours: Sequence[Declaration]) -> Iterator[Declaration]:
    """Yield the colours by which some letters cannot be read, in one scheme or another.

    ``colours``: every colour token that keeps its range, in the order of the sheet.
    """
    # Of one layer, the order of the sheet says which value wins.
    yield from (one for one in colours if one.layer != colours[0].layer)
    media = list(dict.fromkeys(one.medium for one in colours if one.medium))
    if len(media) > _CONDITIONS:
        yield colours[-1]
        return
    told: set[Declaration] = set()
    for count in range(len(media) + 1):
        for chosen in combinations(media, count):
            inside = [one for one in colours if one.medium in ("", *chosen)]
            for found in _unreadable({one.name: one for one in inside}):
                if found not in told:
                    told.add(found)
                    yield found


def _unreadable(given: Mapping[str, Declaration]) -> Iterator[Declaration]:
    """Yield the colours that are too near to what they stand on, in one scheme."""
    colours = {name: one.value for name, one in given.items()}
    pairs = [(ink, surface) for ink in INKS for surface in SURFACES]
    for ink, ground in (*pairs, *_PAIRS):
        names = f"--color-{ink}", f"--color-{ground}"
        values = [_resolved(name, colours) for name in names]
        if all(name not in given for name in names):
            continue
        if not all(values) or contrast(*values) < LEAST:
            yield given.get(names[0]) or given[names[1]]


def _resolved(name: str, colours: Colours) -> str:
    """Return the colour behind a token, six figures; empty when there is none."""
    for _ in colours:
        value = colours.get(name, "")
        match = _NAMED.fullmatch(value)
        if match is None:
            return _SHORT.sub(r"\1\1\2\2\3\3", value).removeprefix("#")
        name = match[1]
    return ""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours of six figures (WCAG 2.2, “contrast ratio”)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """Return how bright a colour is (WCAG 2.2, “relative luminance”)."""
    shares = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (
        share / 12.92 if share <= _DIM else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
