"""A text holds no emptiness that would push what follows out of a reader's reach.

The boxes stand after the text: line ends, empty paragraphs, headings, list items, rows and lines of
spaces, in whatever number and mixture, would put them where nobody scrolls to. Counted on the HTML
that is published, so that no way of writing it matters. Knows nothing of Pelican.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.shared.problems import N_, Problem
from plugins.shared.quotes import Lines

# One after the other, and in the whole text: a form to fill in by hand has fewer.
_IN_A_ROW, _IN_ALL = 20, 200
# In signs that are neither letters nor figures, in a row: a dotted line to write on has fewer.
_SIGNS = 400
# A text of so many lines says more than so many letters in each.
_LINES, _LETTERS = 400, 3

_PIECE = re.compile(r"<(?P<end>/?)(?P<tag>[a-z][a-z0-9]*)(?:[^\">]|\"[^\"]*\")*>|[^<]+|<")
# What begins on a line of its own.
_BLOCKS = frozenset(
    "p li h2 h3 h4 h5 h6 dt dd tr div blockquote figure figcaption caption summary details pre ul "
    "ol dl table".split()
)
# Letters by name that draw nothing (Unicode: Hangul fillers).
_BLANK = re.compile("[\u115f\u1160\u3164\uffa0]")
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_TAG = re.compile(r"<[^>]*>")
# The line under the names of a table's columns is no row.
_RULE = re.compile(r"(?=.*-)[\s|:-]*\|[\s|:-]*")
# So many lines of a letter or two, in a row, are where a text of them begins.
_SHORT = 5
_VOID_LINE = re.compile(
    r"^(?!\s*$)(?:<[^>]*>|&nbsp;|&#\w+;|[^\w<&]|[_\u115f\u1160\u3164\uffa0])*$", re.I
)
_WHAT = N_("so much emptiness would push what follows out of the reader’s sight.")
_FIX = N_("Take out the empty lines, headings and items: the page keeps its own distances.")


def check_emptiness(html: str, written: str, first_line: int) -> Iterator[Problem]:
    """Yield a problem for a text with too much emptiness, on the line where it begins.

    ``html``: what will be published; ``written``: what the doctor wrote, whose first line is
    ``first_line`` of the file.
    """
    words = _before_the_void(html)
    if words is not None:
        quote, line = _begins(written, words, first_line)
        yield Problem(_WHAT, _FIX, quote=quote, line=line)


def _before_the_void(html: str) -> str | None:
    """Return the last words before there is too much emptiness; ``None`` where there is not."""
    filled: list[bool] = []
    row = signs = total = lines = letters = 0
    said, before, in_pre = "", "", 0
    for piece in _PIECE.finditer(html):
        tag, empty = piece["tag"], 0
        if tag is None:
            text = piece[0]
            seen = sum(map(str.isalnum, _BLANK.sub("", text)))
            empty = max(_blank_lines(text), default=0) if in_pre else 0
            signs = max(_longest(text), 0 if seen else signs + _longest(text))
            if signs > _SIGNS or empty > _IN_A_ROW:
                return said
            lines += text.count("\n") if in_pre else 0
            if seen:
                letters, row, said = letters + seen, 0, text
                filled = [True] * len(filled)
        elif tag == "img":
            row, filled, letters = 0, [True] * len(filled), letters + _LETTERS
        elif tag in ("br", "hr"):
            lines, empty = lines + 1, int(tag == "hr" or not (filled and filled[-1]))
            filled[-1:] = [False] if filled else []
        elif tag in _BLOCKS and not piece["end"]:
            filled.append(False)
            in_pre += tag == "pre"
        elif tag in _BLOCKS and filled:
            lines, empty = lines + 1, int(not filled.pop())
            in_pre -= tag == "pre"
        row, total = row + empty, total + empty
        if empty and row == empty:
            before = said
        if row > _IN_A_ROW or total > _IN_ALL or signs > _SIGNS:
            return before or said
    return "" if lines > _LINES and letters < _LETTERS * lines else None


def _blank_lines(text: str) -> Iterator[int]:
    """Yield how many lines are empty in a row, each time that some are."""
    yield from (run.count("\n") - 1 for run in _BLANK_LINES.findall(text))


def _longest(text: str) -> int:
    """Return how many signs stand in a row at most that are neither letters nor figures."""
    return max(map(len, re.split(r"[^\W_]+", _BLANK.sub(" ", text).replace("\n", ""))))


def _begins(written: str, words: str, first_line: int) -> tuple[str, int]:
    """Find the line on which the emptiness begins: the first void one after the words before it."""
    _, after = Lines(written).printed(words.strip()[-200:]) if words.strip() else ("", 0)
    lines = written.split("\n")
    if not words:
        after = _short_lines(lines)
        return lines[after - 1].strip()[:60], first_line + after - 1
    for number, line in enumerate(lines[max(after - 1, 0) :], start=max(after, 1)):
        if number > after and _VOID_LINE.match(line) and not _RULE.fullmatch(line):
            return line.strip()[:60], first_line + number - 1
    return lines[max(after - 1, 0)].strip()[:60], first_line + max(after, 1) - 1


def _short_lines(lines: list[str]) -> int:
    """Return the number of the first of some lines of a letter or two; 1 where there are none."""
    written = [number for number, line in enumerate(lines, start=1) if line.strip()]
    for place, number in enumerate(written):
        after = written[place : place + _SHORT]
        if all(sum(map(str.isalnum, _TAG.sub("", lines[n - 1]))) < _LETTERS for n in after):
            return number
    return 1
