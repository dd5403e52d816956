"""What a doctor typed that cannot be read as it was meant, each with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from plugins.shared.problems import N_, WARNING, Problem
from plugins.shared.quotes import quoted
from plugins.shared.source_heading import source_heading

from .code import outside_code
from .signs import begins_a_value
from .tables import find_table

_LEADS = r"(?:https?://|www\.|mailto:|tel:|\{\w+\})"
_APART = re.compile(
    rf"(?<!!)\[(?![ xX]\])([^\[\]\n]+)\](?:[ \u00a0\u202f]+|:[ ]?)\(\s*({_LEADS}[^()\s]*)"
)
# Not the end of a link and the beginning of the next one: [a](https://…) [https://…](https://…).
_SWAPPED = re.compile(rf"(?<!\])\(([^()\n]+)\)\s?\[\s*({_LEADS}[^\[\]\s]*)\s*\](?!\(|\[)")
_WITHOUT_WORDS = re.compile(
    r"(?<![!\]])\[[ \u00a0\u202f]*\]\([^()\n]*\)|<a\s[^<>]*href\s*=[^<>]*>\s*</a>", re.IGNORECASE
)
_DASHES = re.compile(r" {0,3}-{3,}[ ]*$")
_WORDS = re.compile(r" {0,3}[^\s#>|<`-]")
_QUOTED = re.compile(r" {0,3}>(.*)")
_CELL_END = re.compile(r"(?<!\\)\|")

_LINKS = (
    (
        _APART,
        N_("this link would be printed with its brackets: its two parts do not touch."),
        N_("Write [{words}]({address}), with nothing between ] and (."),
    ),
    (
        _SWAPPED,
        N_("in this link, brackets and parentheses are the wrong way round."),
        N_("Write [{words}]({address})."),
    ),
    (
        _WITHOUT_WORDS,
        N_("this link has no words: nobody could touch it."),
        N_("Write its words between [ and ]: what it leads to."),
    ),
)


def slips(text: str, first_line: int = 1) -> Iterator[Problem]:
    """Yield what of a text would not be read as meant; ``first_line``: its place in the file."""
    lines = list(outside_code(text))
    written = text.split("\n")
    for problem in [*_links(lines), *_rules(lines), *_quotations(lines), *_cells(lines)]:
        quote = quoted(written[problem.line - 1])
        yield Problem(
            problem.what,
            problem.fix,
            problem.values,
            quote,
            problem.line + first_line - 1,
            problem.level,
        )


def _links(lines: Sequence[tuple[int, str]]) -> Iterator[Problem]:
    for number, line in lines:
        if "[" not in line and "<a" not in line:
            continue
        for pattern, what, fix in _LINKS:
            for match in pattern.finditer(line):
                words, address, *_ = (*match.groups(), "", "")
                address = f"https://{address}" if address.startswith("www.") else address
                yield Problem(what, fix, {"words": words, "address": address}, line=number)


def _rules(lines: Sequence[tuple[int, str]]) -> Iterator[Problem]:
    for (above, words), (number, line) in pairwise(lines):
        rule = number == above + 1 and _DASHES.match(line) and _WORDS.match(words)
        if rule and not source_heading([words, line], 0):
            yield Problem(
                N_("these dashes draw a rule between two paragraphs."),
                N_("For a heading, begin the line above with ## instead."),
                line=number,
                level=WARNING,
            )


def _quotations(lines: Sequence[tuple[int, str]]) -> Iterator[Problem]:
    """Yield the values that begin a quotation, whose sign is then lost."""
    for run in _runs(lines, _QUOTED.match):
        values = [begins_a_value(line.lstrip()[1:]) for _, line in run]
        if values[0] and not all(values):
            yield Problem(
                N_("this > would mark a quotation: the line below begins with one too."),
                N_(
                    "For “more than”, write it in words, or leave an empty line below; "
                    "for a quotation, begin it with “."
                ),
                line=run[0][0],
            )


def _cells(lines: Sequence[tuple[int, str]]) -> Iterator[Problem]:
    """Yield the rows of tables that have more cells than their heading."""
    for block in _runs(lines, lambda line: line.strip()):
        found = find_table([line for _, line in block])
        if found is None:
            continue
        start, end, _ = found
        expected = _count(block[start][1])
        for number, line in block[start + 1 : end]:
            if _count(line) > expected:
                yield Problem(
                    N_("this row has {count} cells, the heading of the table {expected}."),
                    N_("Name each column in the heading; a | that parts nothing is written \\|."),
                    {"count": _count(line), "expected": expected},
                    line=number,
                    level=WARNING,
                )


def _count(row: str) -> int:
    row = row.strip()
    ends = row.startswith("|") + (row.endswith("|") and not row.endswith("\\|"))
    return len(_CELL_END.findall(row)) + 1 - ends


def _runs(
    lines: Sequence[tuple[int, str]], holds: Callable[[str], object]
) -> Iterator[list[tuple[int, str]]]:
    """Yield the lines that follow one another and hold something."""
    run: list[tuple[int, str]] = []
    for number, line in lines:
        if run and (number != run[-1][0] + 1 or not holds(line)):
            yield run
            run = []
        if holds(line):
            run.append((number, line))
    if run:
        yield run
