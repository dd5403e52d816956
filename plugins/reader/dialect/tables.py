"""The tables that doctors type, or paste from a spreadsheet."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from typing import Any

from markdown.extensions.tables import PIPE_LEFT, PIPE_RIGHT, TableProcessor
from markdown.preprocessors import Preprocessor

_RULE = re.compile(r"[ ]*\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*\|?[ ]*")
_FRAMED = re.compile(r"[ ]*\|.*[^\\]\|[ ]*")
_PARTED = re.compile(r"(?<=\S) \| (?=\S)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_PRE = re.compile(r"<(/?)pre\b", re.IGNORECASE)
# A list that was pasted with its marks: these are no cells.
_MARK = re.compile(r"\s*(?:[^\w\s]|\d{1,4}[.)]|\(?[a-zA-Z][.)]|o|§)\s*")


class AnyTableProcessor(TableProcessor):
    """Makes a table of lines with pipes: below a sentence, without a rule, with cells too many."""

    def test(self, parent: ET.Element, block: str) -> bool:
        """Tell whether a block may hold a table."""
        del parent
        return "|" in block and "\n" in block

    def run(self, parent: ET.Element, blocks: list[str]) -> bool | None:
        """Add the first table of the first block; ``False`` where there is none."""
        lines = blocks[0].split("\n")
        found = find_table(lines)
        if found is None:
            return False
        blocks.pop(0)
        start, end, ruled = found
        if start:
            self.parser.parseBlocks(parent, ["\n".join(lines[:start])])
        header, *rows = (line.strip(" ") for line in lines[start:end])
        made: Any = self
        made.border = PIPE_LEFT * header.startswith("|")
        made.border |= PIPE_RIGHT * bool(self.RE_END_BORDER.search(header))
        rule = made._split_row(rows.pop(0)) if ruled else []
        most = max(len(made._split_row(row)) for row in [header, *rows])
        align = [*map(_alignment, rule[:most]), *[None] * (most - len(rule))]
        table = ET.SubElement(parent, "table")
        made._build_row(header, ET.SubElement(table, "thead"), align)
        body = ET.SubElement(table, "tbody")
        for row in rows:
            made._build_row(row, body, align)
        if not rows:
            made._build_empty_row(body, align)
        if end < len(lines):
            blocks.insert(0, "\n".join(lines[end:]))
        return None


def _alignment(cell: str) -> str | None:
    cell = cell.strip(" ")
    sides = (cell.startswith(":"), cell.endswith(":"))
    return {(True, True): "center", (True, False): "left", (False, True): "right"}.get(sides)


def find_table(lines: Sequence[str]) -> tuple[int, int, bool] | None:
    """Return where a table begins and ends among lines, and whether it has a rule."""
    for start in range(len(lines) - 1):
        header, below = lines[start], lines[start + 1]
        if "|" not in header:
            continue
        ruled = "|" in below and "-" in below and bool(_RULE.fullmatch(below))
        if ruled or (_is_row(header, header) and _is_row(below, header)):
            end = start + 1 + ruled
            while end < len(lines) and "|" in lines[end]:
                end += 1
            return start, end, ruled
    return None


def _is_row(line: str, header: str) -> bool:
    """Tell whether a line is a row of a table that has no rule: framed, or parted as its header."""
    if _FRAMED.fullmatch(header):
        return bool(_FRAMED.fullmatch(line)) and line.strip(" |") != ""
    parts = len(_PARTED.findall(header))
    return parts > 0 and len(_PARTED.findall(line)) == parts


class SpreadsheetPreprocessor(Preprocessor):
    """Puts pipes between cells parted by tabs, before Markdown makes spaces of them."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines, as many as there were."""
        if not any("\t" in line for line in lines):
            return lines
        kept = list(lines)
        for start, end in _runs_of_cells(lines):
            kept[start:end] = [_as_row(line) for line in lines[start:end]]
        return kept


def _runs_of_cells(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where lines with cells follow one another, two at least, code apart."""
    fence, pre, start = "", False, -1
    for index, line in enumerate([*lines, ""]):
        mark = _FENCE.match(line)
        if mark:
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        for tag in _PRE.finditer(line):
            pre = not tag[1]
        if not fence and not pre and _has_cells(line):
            start = index if start < 0 else start
            continue
        if start >= 0 and index - start > 1:
            yield start, index
        start = -1


def _has_cells(line: str) -> bool:
    first, tab, rest = line.partition("\t")
    return (
        bool(tab and rest.strip())
        and not _MARK.fullmatch(first)
        and (bool(first.strip()) or "\t" in rest.strip())
    )


def _as_row(line: str) -> str:
    cells = (cell.strip().replace("|", "\\|") for cell in line.rstrip().split("\t"))
    return f"| {' | '.join(cells)} |"
