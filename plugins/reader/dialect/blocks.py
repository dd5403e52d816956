"""Paragraphs, quotations and headings as doctors mean them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from itertools import pairwise

from markdown.blockprocessors import (
    BlockQuoteProcessor,
    HashHeaderProcessor,
    ParagraphProcessor,
    SetextHeaderProcessor,
)

from .signs import begins_a_value

_QUOTED = re.compile(r" {0,3}>(.*)")
# As networks have them below a text: two at least, since one alone may be a heading.
_KEY_WORDS = r"#\w\S*(?:[ ]+#\w\S*)+"
# An address, opening hours, the lines of a prescription: lines of their own, all of them short.
_SHORT = 50
_FEWEST_LINES = 3
# A line that an editor ended by a tag, and that goes to the next one without more.
_BROKEN = re.compile(r"<br\s*/?>\s*$", re.IGNORECASE)
# In characters: no editor wraps a text narrower.
_NARROWEST = 40


class QuotationProcessor(BlockQuoteProcessor):
    """Quotes what stands after ``>``, unless every ``>`` there means “more than”."""

    def test(self, parent: ET.Element, block: str) -> bool:
        """Tell whether a block holds a quotation."""
        return ">" in block and super().test(parent, block)

    def run(self, parent: ET.Element, blocks: list[str]) -> bool | None:
        """Quote from the first line that is quoted; ``False`` where there is none."""
        lines = blocks[0].split("\n")
        start = _first_quoted(lines)
        if start is None:
            return False
        if start:
            self.parser.parseBlocks(parent, ["\n".join(lines[:start])])
            blocks[0] = "\n".join(lines[start:])
        super().run(parent, blocks)
        return None


def _first_quoted(lines: Sequence[str]) -> int | None:
    """Return the index of the first line of a quotation, values apart."""
    run: int | None = None
    for index, line in enumerate(lines):
        match = _QUOTED.match(line)
        if match is None:
            run = None
            continue
        run = index if run is None else run
        if not begins_a_value(match[1]):
            return run
    return None


class HeadingProcessor(HashHeaderProcessor):
    """Makes a heading of a line that begins with ``#``, but not of key words: ``#peau #dos``."""

    RE = re.compile(
        rf"(?:^|\n)(?!{_KEY_WORDS}[ ]*(?:\n|$))"
        + HashHeaderProcessor.RE.pattern.removeprefix(r"(?:^|\n)")
    )


class UnderlinedHeadingProcessor(SetextHeaderProcessor):
    """Makes a heading of a line above ``===`` only: ``---`` below a sentence draws a rule."""

    RE = re.compile(r"^.*?\n=+[ ]*(\n|$)", re.MULTILINE)


class LineProcessor(ParagraphProcessor):
    """Makes paragraphs, however far they are set back, and keeps lines that were meant as lines."""

    def run(self, parent: ET.Element, blocks: list[str]) -> None:
        """Add the first block as a paragraph."""
        lines = [line.lstrip(" ") for line in blocks[0].split("\n")]
        if are_lines(lines):
            lines = [line if _BROKEN.search(line) else f"{line}  " for line in lines]
        blocks[0] = "\n".join(lines).rstrip(" ")
        super().run(parent, blocks)


def are_lines(lines: Sequence[str]) -> bool:
    """Tell whether the lines of a paragraph are meant as such, as those of an address are.

    All are short, and one at least ends although the first word of the next had room: nobody
    wraps a text so.
    """
    if len(lines) < _FEWEST_LINES or max(map(len, lines)) > _SHORT:
        return False
    widest = max(_NARROWEST, *map(len, lines))
    pairs = pairwise(lines)
    return any(len(line) + 1 + len(below.split(" ")[0]) <= widest for line, below in pairs)
