"""Find the list of sources at the end of a Markdown text, and part it into its lines.

A line begins with a mark (``-``, ``1.``, ``[1]``) or with a short name (``[@has2020]:``), or has
neither. The list stands below a heading “Sources”; lines that begin with a short name may also end
the text without one. Pure: knows neither Markdown nor Pelican.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from plugins.shared.source_heading import source_heading

_HEADING = re.compile(r"#{1,6}\s")
_MARK = r"(?:[-*+•·–—]|\(?(?P<number>\d{1,3})[.)]|\[(?P<bracketed>\d{1,3})\]:?)"
_NAME = r"\[@\s*[^\[\]@\s;,]+\s*\]\s?:"
_ITEM = re.compile(rf"\s{{0,3}}(?:{_MARK}\s+(?=\S)|(?={_NAME}))(?P<words>.*)", re.DOTALL)
# With a space before its colon, a line that ends the text may be a sentence.
_NAMED = re.compile(r" {0,3}\[@\s*[^\[\]@\s;,]+\s*\]:")
# A footnote, a link or an abbreviation defined at the end of the file is no source.
_DEFINITION = re.compile(r" {0,3}\*?\[(?!@|\d{1,3}\])[^\]]+\]:| {0,3}\*\[[^\]]+\]:")
_NUMBERED_LINK = re.compile(r" {0,3}\[(\d{1,3})\]:")


class Line(NamedTuple):
    """One line of the list: its words, its number, where it stands.

    ``number``: as typed, else its place in the list. ``back``: how many lines before the end of
    the text it begins, the last being 1; 0 when it is not known.
    """

    words: str
    number: int = 0
    back: int = 0


class FinalList(NamedTuple):
    """Where the list begins and ends, what of it stays in the text, and its lines."""

    start: int
    end: int
    kept: list[str]
    lines: list[Line]


def find_list(lines: Sequence[str]) -> FinalList | None:
    """Return the list of sources of a text, ``None`` without one."""
    starts = [number for number in range(len(lines)) if source_heading(lines, number)]
    if not starts:
        return _without_heading(lines)
    start = starts[-1]
    following = range(start + source_heading(lines, start), len(lines))
    end = next((number for number in following if _HEADING.match(lines[number])), len(lines))
    kept, found = _part(lines, range(following.start, end))
    return FinalList(start, end, kept, found)


def _without_heading(lines: Sequence[str]) -> FinalList | None:
    """Return the lines with short names that end a text, where a call leads to one of them."""
    start = end = len(lines)
    while start and (not lines[start - 1].strip() or _NAMED.match(lines[start - 1])):
        start -= 1
    section = [line for line in lines[start:] if line.strip()]
    if not section or (start and lines[start - 1].strip() and lines[start].strip()):
        return None
    text = "\n".join(lines[:start])
    names = (line[line.index("[@") : line.index("]")] for line in section)
    if not any(re.search(re.escape(name) + r"\s*[\],;]", text) for name in names):
        return None
    kept, found = _part(lines, range(start, end))
    return FinalList(start, end, kept, found)


def _part(lines: Sequence[str], section: range) -> tuple[list[str], list[Line]]:
    """Return the lines of the section that stay in the text, and those of its sources.

    What stays: definitions; and, where there is a list, the paragraphs around it.
    """
    text = "\n".join(lines[: section.start])
    listed = any(_is_item(lines[n], text) for n in section)
    kept: list[str] = []
    items: list[tuple[int, int, list[str]]] = []
    inside = after_blank = False
    for n in section:
        line = lines[n]
        item = _ITEM.match(line) if _is_item(line, text) else None
        # An item goes on until an empty line, and after it where the text is set back.
        inside = bool(item) or (inside and (not after_blank or line[:1].isspace()))
        after_blank = not line.strip()
        if _is_definition(line, text) or (listed and not inside and not after_blank):
            kept.append(line)
        elif item:
            number = int(item["number"] or item["bracketed"] or 0)
            items.append((n, number, [item["words"].strip()]))
        elif line.strip() and items and (listed or line[0].isspace()):
            items[-1][2].append(line.strip())
        elif line.strip():
            items.append((n, 0, [line.strip()]))
        inside = inside or after_blank
    numbers = [number for _, number, _ in items]
    typed = 0 not in numbers and len(set(numbers)) == len(numbers)
    return kept, [
        Line(" ".join(words), number if typed else place, len(lines) - n)
        for place, (n, number, words) in enumerate(items, start=1)
    ]


def _is_item(line: str, text: str) -> bool:
    return bool(_ITEM.match(line)) and not _is_definition(line, text)


def _is_definition(line: str, text: str) -> bool:
    """Tell whether a line defines a note, an abbreviation, or a link that the text uses by it."""
    link = _NUMBERED_LINK.match(line)
    if link:
        return bool(re.search(rf"(?<!\[\d)(?<!\[\d\d)\]\[{link[1]}\]", text))
    return bool(_DEFINITION.match(line))
