"""The lists that doctors type: the one block processor for all of them.

It takes the place of Markdown's three: its own ask for an empty line above a list and for four
spaces before what is nested, and forget numbers.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from markdown.blockprocessors import BlockProcessor

from .list_lines import Item, List, Reader, first_of_list, is_minus, marker_of

# Notes, definitions and their continuation belong to other processors.
_NOTE = re.compile(r" {0,3}(?:\[\^[^\]\n]+\]:|\*\[[^\]\n]+\]:)")
_DEFINITION = re.compile(r"\n {0,3}: {1,3}\S")
_TASK = re.compile(r"\[([ xX])\][ \u00a0]+")
_MARK = re.compile(r"(?:^|\n) *(?:[^\w\s]|\d|\w\)|o  )")


class ListProcessor(BlockProcessor):
    """Makes ``ul`` and ``ol`` of lines that begin with a bullet, a number or a letter."""

    def test(self, parent: ET.Element, block: str) -> bool:
        """Tell whether a block may hold a list."""
        del parent
        return bool(_MARK.search(block)) and not _NOTE.match(block)

    def run(self, parent: ET.Element, blocks: list[str]) -> bool | None:
        """Add the first lists of the first block to ``parent``; ``False`` where there is none."""
        lines = blocks[0].split("\n")
        below = [block.lstrip("\n").partition("\n")[0] for block in blocks[1:3]]
        start = first_of_list(lines, 0, below)
        if start is None or is_minus(lines, start, _words_above(parent)):
            return False
        before = "\n".join(lines[:start])
        if _DEFINITION.search(before):
            return False
        blocks.pop(0)
        if before:
            self.parser.parseBlocks(parent, [before])
        self._read(parent, lines, start, blocks)
        return None

    def _read(self, parent: ET.Element, lines: list[str], start: int, blocks: list[str]) -> None:
        """Add the lists that stand one below the other from a line on; the rest stays a block."""
        first = marker_of(lines[start])
        expected = None
        while first:
            reader = Reader(first, expected)
            taken = reader.take(lines, start + 1, after_blank=False)
            while taken == len(lines):
                # Further empty lines are left at the beginning of a block, or as empty blocks.
                empty = next((n for n, block in enumerate(blocks) if block.strip("\n")), None)
                following = [] if empty is None else blocks[empty].lstrip("\n").split("\n")
                taken = reader.take(following, 0, after_blank=True)
                if not taken:
                    self._append(parent, reader.list)
                    return
                lines = following
                del blocks[: (empty or 0) + 1]
            self._append(parent, reader.list)
            number = reader.list.items[-1].number
            expected = expected if number is None else number + 1
            first = marker_of(lines[taken])
            start = taken
        blocks.insert(0, "\n".join(lines[start:]))

    def _append(self, parent: ET.Element, read: List) -> None:
        element = ET.SubElement(parent, "ul" if read.kind == "ul" else "ol")
        if read.kind in ("a", "A"):
            element.set("type", read.kind)
        numbers = [item.number for item in read.items]
        expected = numbers[0]
        if expected not in (None, 1):
            element.set("start", str(expected))
        # Nothing but ones is Markdown's way of leaving the count to the page.
        counted = set(numbers) == {1}
        for item in read.items:
            li = ET.SubElement(element, "li")
            if item.number is not None and expected is not None:
                if item.number != expected and not counted:
                    li.set("value", str(item.number))
                    expected = item.number
                expected += 1
            self._fill(li, item, loose=read.loose)

    def _fill(self, li: ET.Element, item: Item, *, loose: bool) -> None:
        for place, part in enumerate(item.parts):
            if isinstance(part, List):
                self._append(li, part)
                continue
            text = part if place else _TASK.sub(_box, part, count=1) if part[:1] == "[" else part
            self.parser.state.set("item" if loose else "list")
            self.parser.parseBlocks(li, [text])
            self.parser.state.reset()


def _box(match: re.Match[str]) -> str:
    """Return the sign of a task: the page takes no form, and a box to tick on paper is a sign."""
    return "☐ " if match[1] == " " else "☑ "


def _words_above(parent: ET.Element) -> str | None:
    """Return the words of the paragraph that a block follows; ``None`` after anything else."""
    above = parent[-1] if len(parent) else None
    return (above.text or "") if above is not None and above.tag == "p" else None
