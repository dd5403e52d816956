"""The values that a style sheet may give to what could be a box, or could cover one.

A list of what is allowed, not of known tricks: a property that is not here, or a value out of its
range, does not pass. Sizes keep every box readable on a telephone of 320 pixels and near the place
where it is written; nothing moves out of the flow, over something else, or out of sight.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

Check = Callable[[str], bool]

# What one unit comes to, in rem. Letters are at most some three times as large as usual; a size of
# letters in em would be one of another size, and grow smaller with each level.
_IN_REM = {"rem": 1.0, "px": 1 / 16, "pt": 1 / 12, "mm": 0.236, "em": 2.0}
_LENGTH = re.compile(r"(-?\d*\.?\d+)([a-z]+)")
_NUMBER = re.compile(r"\d*\.?\d+")
_COLOUR = re.compile(r"var\(--color-[a-z-]+\)|#[0-9a-f]{3}(?:[0-9a-f]{3})?|[a-z]+")

_SMALL = ("2xs", "xs", "s", "m")
_SPACES = frozenset(f"var(--space-{size})" for size in _SMALL)
_ROOMS = _SPACES | {f"var(--space-{size})" for size in ("l", "xl", "2xl")}
SIZES = frozenset(
    f"var(--size-{size})" for size in "small text lead heading-3 heading-2 heading-1".split()
)
LINES = frozenset(f"var(--line-{size})" for size in ("text", "small", "heading"))
FONTS = frozenset({"var(--font-text)", "var(--font-display)"})
# Letters of any of these can be read on any of those: audit/style_tokens.py computes it.
INKS = ("text", "text-quiet", "accent", "accent-strong", "caution")
SURFACES = ("paper", "panel", "band")


def words(*allowed: str) -> Check:
    """Return the check of a value that is one of some words."""
    return frozenset(" ".join(allowed).split()).__contains__


def one_of(allowed: frozenset[str]) -> Check:
    """Return the check of a value that is one of some expressions."""
    return allowed.__contains__


def lengths(
    least: float, most: float, known: frozenset[str] = frozenset(), parts: int = 4
) -> Check:
    """Return the check of some lengths, in rem, each in a range or one of the known expressions."""

    def check(value: str) -> bool:
        pieces = value.split(" ") if " (" not in value else [value]
        return len(pieces) <= parts and all(
            piece in known or is_length(piece, least, most) for piece in pieces
        )

    return check


def is_length(piece: str, least: float, most: float) -> bool:
    """Tell whether a piece of a value is a length between two, in rem; 0 needs no unit."""
    if piece == "0":
        return least <= 0
    match = _LENGTH.fullmatch(piece)
    if match is None or match[2] not in _IN_REM:
        return False
    return least <= float(match[1]) * _IN_REM[match[2]] <= most


def numbers(least: float, most: float, known: frozenset[str] = frozenset()) -> Check:
    """Return the check of a bare number in a range."""
    return lambda value: (
        value in known or (bool(_NUMBER.fullmatch(value)) and least <= float(value) <= most)
    )


def pieces(*checks: Check, most: int = 4) -> Check:
    """Return the check of a value whose pieces each pass one of some checks."""
    return lambda value: (
        len(value.split(" ")) <= most
        and all(any(check(piece) for check in checks) for piece in value.split(" "))
    )


def is_colour(value: str) -> bool:
    """Tell whether a value is a colour: for lines, and for what stands beside the boxes."""
    return bool(_COLOUR.fullmatch(value))


def _around(value: str) -> bool:
    """Tell whether the four sides of a margin or of a padding are in their ranges."""
    sides = value.split(" ")
    blocks, inlines = sides[::2], sides[1::2] or sides[:1]
    return _block(" ".join(blocks)) and _inline(" ".join(inlines))


def _size_of_letters(value: str) -> bool:
    """Tell whether letters are large enough; in em they would grow smaller with each level."""
    return value in SIZES or (not re.fullmatch(r"[\d.]+em", value) and _letters(value))


_letters = lengths(0.9375, 3, parts=1)
_block = lengths(0, 4.5, _ROOMS, 2)
# Boxes stand in boxes: five levels of this leave a third of a narrow telephone for words.
_inline = lengths(0, 1.25, _SPACES | {"var(--gutter)", "var(--panel-padding)"}, 2)
_line = pieces(
    lengths(0, 0.25, parts=1), words("solid dotted dashed double none"), is_colour, most=3
)
_SIDES = ("", "-block", "-block-start", "-block-end", "-inline", "-inline-start", "-inline-end")
_CORNERS = ("top", "right", "bottom", "left")

# What changes how a text looks and cannot take it away: allowed for any element by its name.
INERT: dict[str, Check] = {
    "break-after": words("auto avoid"),
    "break-before": words("auto avoid"),
    "break-inside": words("auto avoid"),
    "font-style": words("normal italic"),
    "font-weight": pieces(numbers(400, 800), words("normal bold"), most=1),
    "hyphens": words("auto manual none"),
    "orphans": numbers(1, 9),
    "widows": numbers(1, 9),
    "overflow-wrap": words("anywhere break-word"),
    "text-decoration-thickness": lengths(0.06, 0.3, parts=1),
    "text-underline-offset": lengths(0, 0.6, parts=1),
    "text-wrap": words("balance pretty wrap"),
}

# What a part of a box may be given under its own class.
OF_A_BOX: dict[str, Check] = INERT | {
    # Under words that stand in a line, a ground reaches over the lines before: each is listed.
    "background": words("none transparent"),
    "border-radius": lengths(0, 1, frozenset({"var(--radius)"})),
    "color": pieces(
        words("inherit"), one_of(frozenset(f"var(--color-{ink})" for ink in INKS)), most=1
    ),
    "display": words("block list-item flow-root"),
    "font-family": one_of(FONTS | {"inherit"}),
    "font-size": _size_of_letters,
    "font-variant-numeric": words("normal tabular-nums lining-nums"),
    "letter-spacing": lengths(0, 0.1, parts=1),
    "line-height": numbers(1.1, 2, LINES),
    "list-style-type": pieces(words('"" none decimal disc'), most=1),
    "margin": _around,
    "outline": pieces(lengths(0, 0.125, parts=1), words("solid dotted none"), is_colour, most=3),
    "padding": _around,
    "position": words("relative"),
    "text-align": words("start left justify center"),
    "text-decoration": words("none underline"),
    "text-indent": lengths(0, 2, parts=1),
}
OF_A_BOX |= {
    f"{kind}{side}": _inline if side.startswith("-inline") else _block
    for kind in ("margin", "padding")
    for side in _SIDES[1:]
}
OF_A_BOX |= {f"border{side}": _line for side in _SIDES}
OF_A_BOX |= {f"border{side}-color": is_colour for side in _SIDES}
OF_A_BOX |= {f"border{side}-width": lengths(0, 0.25) for side in _SIDES}
OF_A_BOX |= {f"border-{side}": _line for side in _CORNERS}
OF_A_BOX["background-color"] = OF_A_BOX["background"]
OF_A_BOX["min-block-size"] = lengths(0, 3, frozenset({"var(--target)"}), 1)
OF_A_BOX["min-inline-size"] = OF_A_BOX["min-block-size"]
OF_A_BOX["scroll-margin-block-start"] = lengths(0, 12, _ROOMS, 1)

_aligned = words("start end center flex-start flex-end space-between stretch baseline normal")

# What stands beside the boxes: it may be hidden, coloured and laid out inside of itself, but it may
# not leave its place, nor be so high that the boxes are pushed out of reach.
BESIDE_A_BOX: dict[str, Check] = OF_A_BOX | {
    "align-items": _aligned,
    "border-collapse": words("collapse separate"),
    "color": is_colour,
    "column-gap": lengths(0, 4.5, _ROOMS | {"var(--gap)"}, 1),
    "columns": pieces(numbers(1, 4), lengths(10, 25), most=1),
    "cursor": words("auto default pointer text help"),
    "display": words(
        "block inline inline-block flex inline-flex grid inline-grid list-item flow-root none"
    ),
    "fill": is_colour,
    "flex": words("none auto"),
    "flex-wrap": words("wrap"),
    "gap": lengths(0, 4.5, _ROOMS | {"var(--gap)"}, 2),
    "justify-content": _aligned,
    "list-style": words("none"),
    "opacity": numbers(0, 1),
    "stroke": is_colour,
    "stroke-linecap": words("round butt square"),
    "stroke-width": numbers(0, 8),
    "text-align": words("start end left right center justify"),
    "text-transform": words("none uppercase lowercase capitalize"),
    "user-select": words("auto none text all"),
    "vertical-align": words("baseline top middle bottom sub super"),
    "visibility": words("visible hidden"),
}

_FAMILY = re.compile(r"\"[A-Za-z0-9 -]+\"|-?[a-z][a-z-]*")


def _families(value: str) -> bool:
    """Tell whether a list of fonts ends with what every machine draws as letters."""
    names = value.split(", ")
    return (
        names[-1] in ("serif", "sans-serif")
        and all(_FAMILY.fullmatch(name) for name in names)
        and not re.search(r"dings|symbol|blank|icon|emoji|braille", value, re.I)
    )


_size = lengths(0.75, 4, parts=1)
# The tokens of the theme, wherever and under whatever condition they are given a value. Colours are
# held against one another: audit/style_tokens.py.
TOKENS: Mapping[str, Check] = {
    "--font-text": _families,
    "--font-display": _families,
    "--size-small": lengths(0.79, 1.5, parts=1),
    **{f"--size-{name}": _size for name in ("text", "lead", "heading-3", "heading-2")},
    **{f"--size-{name}": _size for name in ("heading-1", "welcome")},
    **{f"--line-{name}": numbers(1.1, 2) for name in ("text", "small", "heading")},
    **{f"--space-{name}": lengths(0, 1.25, parts=1) for name in _SMALL},
    **{f"--space-{name}": lengths(0, 4.5, parts=1) for name in ("l", "xl", "2xl")},
    "--gutter": lengths(0, 2, parts=1),
    "--panel-padding": lengths(0.5, 2, frozenset({"var(--gutter)"}), 1),
    "--panel-outset": one_of(frozenset({"var(--gutter)", "0rem"})),
    "--measure": lengths(25, 45, frozenset({"100%"}), 1),
    "--frame": one_of(
        frozenset({"calc(var(--margin-column) + var(--gap) + var(--measure))", "100%"})
    ),
    "--margin-column": lengths(0, 14, parts=1),
    "--gap": lengths(0, 4, parts=1),
    "--radius": lengths(0, 1, parts=1),
    "--target": lengths(1.5, 3, parts=1),
}
