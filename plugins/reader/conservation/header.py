"""Hold the values of a header against its lines: YAML drops a remark, and what looks like one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from plugins.shared.problems import N_, Problem

from .fold import fold

_QUOTE = 200
_NAME = re.compile(r"[^\W\d]\w*[ \u00a0\u202f]*:")
_NO_VALUE = re.compile(r"\s*#|\s*(?:---|\+\+\+|\.\.\.)\s*$")
# A value on the lines below begins with one of these; it is no sign of the value.
_BEGINS_BELOW = re.compile(r"[|>][-+\d]{0,2}\s*$")
_MEANING = re.compile(r"[^\W_]+|[<>≥≤±+\u00d7*%#°~^=]")


def check_header(
    text: str, fields: Mapping[str, tuple[int, str]], end: int, told: Collection[int]
) -> Iterator[Problem]:
    """Yield each line of a header of which a word was not read.

    ``fields``: the line and the value of each; ``end``: the line on which the text begins;
    ``told``: the lines of which something is wrong already.
    """
    lines = text.split("\n")
    ordered = sorted(fields.values())
    stops = [*(line for line, _ in ordered[1:]), end]
    for (first, value), stop in zip(ordered, stops[: len(ordered)], strict=True):
        there = Counter(_MEANING.findall(fold(value)))
        for number in range(first, min(stop, end)):
            line = lines[number - 1]
            if "\\" in line or number in told or _NO_VALUE.match(line):
                continue
            written = _NAME.sub("", line, count=1) if number == first else line
            words = _MEANING.findall(fold(_BEGINS_BELOW.sub("", written)))
            # What an earlier line used up twice is not missing on this one.
            missing = Counter(words) - +there
            there.subtract(words)
            if missing:
                yield Problem(
                    N_("“{words}” of this line was not read."),
                    N_('Put the whole value between "…", without other quotes inside than “ ”.'),
                    {"words": next(word for word in words if word in missing)},
                    line.strip()[:_QUOTE],
                    number,
                )
