"""Find the heading of the list of sources at the end of a Markdown text. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NAME = r"(?:sources?|références(?: bibliographiques)?|references|bibliographie|bibliography)"
_TITLE = (
    rf"\s*+(?P<frame>[*_]{{0,3}}+){_NAME}(?:\s(?:et|and|&)\s{_NAME})?"
    r"\s*+(?::\s*+)?(?P=frame)\s*+(?::\s*+)?"
)
_HEADING = re.compile(rf"#{{1,6}}{_TITLE}(?:\{{[^}}]*+\}}\s*+|#++\s*+)?$", re.IGNORECASE)
_UNDERLINED = re.compile(rf" {{0,3}}{_TITLE}$", re.IGNORECASE)
_UNDERLINE = re.compile(r" {0,3}(?:-++|=++)[ \t]*+$")


def source_heading(lines: Sequence[str], number: int) -> int:
    """Return how many lines the heading of a list of sources has, 0 where none begins.

    “## Sources”, “## **Références** :”, “## Sources et bibliographie”: one line. “Sources” above
    dashes or signs “=” is what other programs write: two.
    """
    if _HEADING.match(lines[number]):
        return 1
    below = lines[number + 1 : number + 2]
    alone = not number or not lines[number - 1].strip()
    underlined = alone and below and _UNDERLINE.match(below[0])
    return 2 if underlined and _UNDERLINED.match(lines[number]) else 0
