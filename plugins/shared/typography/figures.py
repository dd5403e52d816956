"""Keep the groups of a number together: narrow spaces in thousands, others in a telephone number.

Figures of which neither is certain are left as they are typed: “En 2019 120 cas”.
"""

from __future__ import annotations

import re

from .markup import NBSP, NNBSP

_GROUPS = re.compile(
    r"(?<![\w.,])\+?[0-9]{1,15}(?:[ \n\u00a0](?:\(0\)[ \n\u00a0]?)?[0-9]{1,15}){1,12}(?![0-9])"
)
_SPACE = re.compile(r"[ \n\u00a0]")
# Short numbers of France that are called by two pairs: the 36 24, the 31 14.
_SHORT = re.compile(r"3[12469][ \n\u00a0][0-9]{2}")
# “514 555-1234”: North America.
_AFTER_HYPHEN = re.compile(r"-[0-9]{4}(?![0-9])")
_FEWEST, _MOST = 8, 15
# In figures.
_THOUSANDS, _YEAR = 3, 4


def joined_figures(text: str) -> str:
    """Return the text with the spaces inside of its numbers."""
    return _GROUPS.sub(_joined, text)


def _joined(match: re.Match[str]) -> str:
    figures = match[0]
    if _is_telephone(figures) or _AFTER_HYPHEN.match(match.string, match.end()):
        return _SPACE.sub(NBSP, figures)
    if figures.startswith("+") or "(" in figures:
        return figures
    return _with_thousands(figures)


def _is_telephone(figures: str) -> bool:
    """Tell whether some groups of figures are a telephone number, by their beginning and size."""
    first, *groups = _SPACE.split(figures.replace("(0)", ""))
    sizes = [len(group) for group in groups if group]
    count = len(first.lstrip("+")) + sum(sizes)
    if not _FEWEST <= count <= _MOST or max(sizes) > _YEAR:
        return bool(_SHORT.fullmatch(figures))
    if first.startswith(("+", "00")):
        return True
    return first.startswith("0") and len(first) <= _YEAR and min(sizes[1:] or sizes) > 1


def _with_thousands(figures: str) -> str:
    """Return groups of figures with a narrow space before each group of thousands."""
    groups = _SPACE.split(figures)
    spaces = _SPACE.findall(figures)
    inside = _begins(groups[0])
    for index, group in enumerate(groups[1:]):
        if inside and len(group) == _THOUSANDS:
            spaces[index] = NNBSP
        else:
            # Another number begins, after a year only: “en 2019 120 000 cas”.
            inside = len(groups[index]) == _YEAR and _begins(group)
    return "".join([*(g + s for g, s in zip(groups, spaces, strict=False)), groups[-1]])


def _begins(group: str) -> bool:
    return len(group) <= _THOUSANDS and not group.startswith("0")
