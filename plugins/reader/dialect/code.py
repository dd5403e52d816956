"""Tell what of a text is code, where nothing is read as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FENCE = re.compile(r"(`{3,}|~{3,})")
_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)")


def outside_code(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line that is no code, with its number from 1; code inside of it is blanked."""
    fence = ""
    for number, line in enumerate(text.split("\n"), start=1):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence:
            blanked = _SPAN.sub(lambda m: " " * len(m[0]), line) if "`" in line else line
            yield number, blanked
