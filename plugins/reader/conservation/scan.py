"""Part a Markdown text into blocks, each with its signs told from its words.

Signs at the beginning of a line (``blocks`` in ``constructs.toml``) are blanked out, so that every
character keeps its place in the file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from itertools import accumulate

from plugins.shared.escapes import without_escapes
from plugins.shared.source_heading import source_heading

from .body import Body
from .fold import CODE, HEADING
from .inline import Inline
from .scanned import Mark, Piece, Scan, label_of

# A run that the next part of a pattern could take up again is not given back (`*+`): a line of
# spaces would else be read once for each of its spaces.
_FENCE = re.compile(r"[ \t]*+(?>(?:>[ \t]?)*)[ \t]*+(`{3,}|~{3,})([^`~\n]*)$")
# After the signs that begin a line: what makes > and + words of the sentence.
_AMOUNT = r"[ \t]?(?:[\d=.,]|(?:de|ou|of|or)\b|d['’])"
_QUOTED = re.compile(rf"[ ]{{0,3}}>(?!{_AMOUNT})[ \t]?")
_QUOTED_ON = re.compile(r"[ ]{0,3}>[ \t]?")
_BULLET = re.compile(
    rf"[ \t]*(?:[-*•·–—‣◦▪●○■□➢✓]|\+(?!{_AMOUNT}))(?:[ \t\u00a0]+|$)|[ \t]*[o§\uf0b7]\t"
)
_STUCK = re.compile(r"[ \t]*[-•·–—](?=[^\W\d_])")
_ORDERED = re.compile(r"[ \t]*(\d{1,9}|[a-zA-Z])([.)])(?=[ \t\u00a0])")
# Key words below a text, #peau #soleil, are no heading.
_ATX = re.compile(r"(?!#\w\S*(?:[ ]+#\w\S*)+[ ]*$)[ ]{0,3}(#{1,6})(?!#)(?=[ \t]|[^\W\d]|$)")
_CLOSED_ATX = re.compile(r"(?<![ \t])[ \t]++#++[ \t]*+$")
_LINE_OF_SIGNS = re.compile(
    r"[ \t]*+(?>(?:\*[ \t]*+){3,}|(?:-[ \t]*+){3,}|(?:_[ \t]*+){3,}|-++|=++)[ \t]*+$"
)
_TABLE_RULE = re.compile(
    r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?>(?:\|[ \t]*+:?-++:?[ \t]*+)*)\|?[ \t]*+$"
)
_DEFINED = re.compile(r"[ ]{0,3}:[ \t]{1,3}(?=\S)")
_LINK = re.compile(
    r"[ ]{0,3}\[(?!\^|@)([^\[\]]{1,200})\]:[ \t]*(?:<([^<>\s]{1,2000})>|(\S{1,2000}))"
    r"(?:[ \t]+(?:\"(.{0,500})\"|'(.{0,500})'|\((.{0,500})\)))?[ \t]*$"
)
_ABBREVIATION = re.compile(r"[ ]{0,3}\*\[([^\[\]]{1,200})\][ \t]?:(.*)$")
_NOTE = re.compile(r"[ ]{0,3}\[\^([^\[\]]{1,40})\]:")
_ADDRESS = re.compile(r"[a-zA-Z][\w+.-]*:\S|[/#.{]|www\.|[^\s:]*\.\w|\S*/", re.ASCII)
_SHORT_NAME = re.compile(r" {0,3}\[@[^\[\]]{1,200}\][ ]?:|\s+\S|$")
_HEADED = re.compile(r"#{1,6}\s")
_LIST_MARK = re.compile(r"\s*(?:[-*+•·–—]|\(?\d{1,3}[.)]|\[\d{1,3}\]:?)\s+")
# So many back quotes or tildes begin a piece of code that goes over lines.
_FENCE_OF = 3
# As far as the lines of a note are set back.
_SET_BACK = re.compile(r"[ ]{4}|\t")


def scan(text: str, body: Body | None = None, without: Collection[str] = ()) -> Scan:
    """Return what of a text must be on its page, and where else its words go.

    ``body``: what its page shows, whether it lists sources, which figures it takes for calls;
    ``without``: the constructs to take for ordinary signs.
    """
    body = body or Body()
    figures = {words for words in body.calls if "@" not in words}
    found = Scan(calls=figures, without=frozenset(without))
    lines = _without_comments(text, found).split("\n")
    _Blocks(lines, found, lists=body.lists)
    return found


class Places:
    """The line on which a place of a text stands."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def line(self, place: int) -> int:
        """Return the number of the line, from 1."""
        return bisect_right(self._starts, place)


# An odd number of backslashes before the sign keeps it from beginning a comment.
_HIDES = re.compile(
    r"^[ ]{0,3}(?:`{3,}|~{3,})|`+|(?<!\\)(?>(?:\\\\)*)\\<|<!--|\n[ \t]*(?=\n)", re.MULTILINE
)


def _without_comments(text: str, found: Scan) -> str:
    """Return a text with its comments blanked out, but for those that code shows."""
    if "<!--" not in text or "comment" in found.without:
        return text
    kept, done, code = [], 0, ""
    for match in _HIDES.finditer(text):
        sign = match[0].strip()
        if match.start() < done:
            continue
        if code:
            fenced = len(code) >= _FENCE_OF
            ends = not (sign or fenced)
            closes = sign.startswith(code) if fenced else sign == code
            code = "" if ends or closes else code
        elif sign == "<!--":
            end = text.find("-->", match.end())
            if end < 0:
                break
            kept.append(text[done : match.start()])
            kept.append(re.sub(r"[^\n]", " ", text[match.start() : end + 3]))
            done = end + 3
        elif sign and sign[0] in "`~":
            code = sign
    return "".join([*kept, text[done:]])


class _Blocks:
    """Reads the lines of a text, and gives each block to the reader of signs within lines."""

    def __init__(self, lines: list[str], found: Scan, *, lists: bool) -> None:
        self._lines, self._found = lines, found
        self._inline = Inline(found)
        self._starts = [0, *accumulate(len(line) + 1 for line in lines)]
        self._into: list[Piece] = found.text
        self._block: list[str] = []
        self._begun = 0
        self._quoted = self._table = self._note = False
        fences = [n for n, line in enumerate(lines) if _FENCE.match(line)]
        self._fences = fences if "fence" not in found.without else []
        # By sign: from how many on no line closes code any more.
        self._unclosed: dict[str, int] = {}
        self._define()
        listed = self._final_list() if lists else range(0)
        number = 0
        while number < len(lines):
            if number in listed:
                self._end()
                self._listed(listed)
                number = listed.stop
                continue
            number = self._line(number)
        self._end()

    def _has(self, construct: str) -> bool:
        return construct not in self._found.without

    def _define(self) -> None:
        """Note the links and the notes that are defined: a call may stand before."""
        for number, line in enumerate(self._lines):
            if "]:" in line:
                link, note = _LINK.match(line), _NOTE.match(line)
                if link and self._is_address(link):
                    self._found.labels.setdefault(label_of(link[1]), self._starts[number])
                elif note:
                    if note[1] in self._found.named:
                        self._found.doubled[note[1]] = self._starts[number]
                    self._found.named.setdefault(note[1], self._starts[number])

    @staticmethod
    def _is_address(link: re.Match[str]) -> bool:
        return bool(link[2] or _ADDRESS.match(link[3]))

    def _final_list(self) -> range:
        """Return the lines of the final list of sources."""
        lines = self._lines
        starts = [n for n in range(len(lines)) if source_heading(lines, n)]
        if starts:
            after = range(starts[-1] + 1, len(lines))
            stop = next((n for n in after if _HEADED.match(lines[n])), len(lines))
            return range(starts[-1], stop)
        start = len(lines)
        while start and (not lines[start - 1].strip() or _SHORT_NAME.match(lines[start - 1])):
            start -= 1
        while start < len(lines) and not lines[start].lstrip().startswith("[@"):
            start += 1
        return range(start, len(lines))

    def _listed(self, listed: range) -> None:
        for number in listed[source_heading(self._lines, listed.start) :] if listed else listed:
            line, start = self._lines[number], self._starts[number]
            mark = _LIST_MARK.match(line)
            skip = mark.end() if mark else 0
            link = _LINK.match(line)
            if link and not mark:
                self._definition(number, line)
                continue
            self._found.listed.append((start + skip, line[skip:] + "\n"))

    def _line(self, number: int) -> int:
        """Read a line, or the code that begins there; return the number of the next one."""
        line = self._lines[number]
        if not line.strip():
            self._end()
            self._quoted = self._table = False
            return number + 1
        stop = self._fenced(number) if self._fences else 0
        if stop:
            return stop
        if self._note and not (self._block or _SET_BACK.match(line)):
            self._note, self._into = False, self._found.text
        if ("]:" in line or "*[" in line) and self._definition(number, line):
            return number + 1
        if not (self._ruled(number, line) or self._row(number, line)):
            self._text(number, line)
        return number + 1

    def _row(self, number: int, line: str) -> bool:
        """Read a line of a table, if it is one."""
        if not ("|" in line or self._table) or not self._has("table"):
            return False
        above = self._lines[number - 1] if number else ""
        if _TABLE_RULE.match(line) and "|" in above:
            self._mark(number, 0, line.strip(), "table")
            self._table = True
        elif self._table or self._is_row(number):
            self._end()
            self._inline.read(line + "\n", self._starts[number], self._into, in_table=True)
        else:
            return False
        return True

    def _fenced(self, number: int) -> int:
        """Read the code that begins on a line; return where it ends, 0 if none begins there."""
        place = bisect_right(self._fences, number - 1)
        if place == len(self._fences) or self._fences[place] != number:
            return 0
        opened = _FENCE.match(self._lines[number])
        sign = opened[1] if opened else ""
        if len(sign) >= self._unclosed.get(sign[:1], len(sign) + 1):
            return 0
        for close in self._fences[place + 1 :]:
            closed = _FENCE.match(self._lines[close])
            if closed and closed[1].startswith(sign) and not closed[2].strip():
                break
        else:
            self._unclosed[sign[:1]] = len(sign)
            return 0
        self._end()
        self._mark(number, 0, self._lines[number].strip(), "fence")
        self._into.append((self._starts[number], f"\n{CODE}"))
        for n in range(number + 1, close):
            self._into.append((self._starts[n], self._lines[n] + "\n"))
        self._found.code.append((self._starts[number], self._starts[close]))
        self._mark(close, 0, sign, "fence")
        return close + 1

    def _definition(self, number: int, line: str) -> bool:
        """Read a line that defines a note, an abbreviation or a link: nothing of it stands here."""
        note = _NOTE.match(line)
        start = self._starts[number]
        if note and self._has("note"):
            self._end()
            self._into = self._found.notes.setdefault(note[1], [])
            self._note = True
            self._text(number, " " * note.end() + line[note.end() :])
            return True
        short = _ABBREVIATION.match(line)
        if short and self._has("abbreviation"):
            self._end()
            self._found.titles.append((start, short[2].strip()))
            return True
        link = _LINK.match(line)
        if link and self._is_address(link) and self._has("definition"):
            self._end()
            self._found.addresses.append((start, without_escapes(link[2] or link[3])))
            title = link[4] or link[5] or link[6]
            if title:
                self._found.titles.append((start, title))
            return True
        return False

    def _ruled(self, number: int, line: str) -> bool:
        """Read a line of dashes, stars or equal signs: a rule, whatever stands above."""
        if self._table or not (_LINE_OF_SIGNS.match(line) and self._has("rule")):
            return False
        self._end()
        self._mark(number, 0, line.strip(), "rule")
        return True

    def _is_row(self, number: int) -> bool:
        """Tell whether a line with pipes is one of a table's: headed, framed, or not alone."""
        line = self._lines[number].strip()
        if line.startswith("|") and line.count("|") > 1:
            return True
        around = self._lines[max(0, number - 1) : number] + self._lines[number + 1 : number + 2]
        return any("|" in other for other in around)

    def _text(self, number: int, line: str) -> None:
        """Read the signs that begin a line, then add it to its block, or begin one with it."""
        words = line.lstrip()
        if words[:1].isalpha() and words[1:2] not in (".", ")", "\t"):
            self._add(number, line)
            return
        start = 0
        while start < len(line):
            quoted = (_QUOTED_ON if self._quoted and not start else _QUOTED).match(line, start)
            if quoted and self._has("quote"):
                self._mark(number, quoted.end() - 1, ">", "quote")
                start = quoted.end()
                self._quoted = True
                continue
            bullet = _BULLET.match(line, start) or self._stuck(number, start)
            if bullet and self._has("bullet"):
                self._end()
                self._mark(number, start, bullet[0].strip(), "bullet")
                start = bullet.end()
                continue
            ordered = _ORDERED.match(line, start)
            if ordered and self._has("ordered"):
                self._end()
                line = f"{line[: ordered.start(2)]}.{line[ordered.end(2) :]}"
            break
        heading = _ATX.match(line, start)
        defined = None if start else _DEFINED.match(line)
        if heading and self._has("heading"):
            self._end()
            self._into.append((self._starts[number], f"\n{HEADING}"))
            self._mark(number, start, heading[1], "heading")
            closed = _CLOSED_ATX.search(line, heading.end())
            stop = closed.start() if closed else len(line)
            if closed:
                self._mark(number, stop, closed[0].strip(), "heading")
            self._add(number, " " * heading.end() + line[heading.end() : stop])
            self._end()
            return
        if defined and self._has("defined"):
            self._end()
            self._mark(number, start, ":", "defined")
            start = defined.end()
        self._add(number, " " * start + line[start:])

    def _stuck(self, number: int, start: int) -> re.Match[str] | None:
        """Return the dash stuck to the first word of a line, if a line beside begins so too."""
        match = None if start else _STUCK.match(self._lines[number])
        beside = self._lines[max(0, number - 1) : number] + self._lines[number + 1 : number + 2]
        return match if match and any(_STUCK.match(line) for line in beside) else None

    def _add(self, number: int, line: str) -> None:
        if not self._block:
            self._begun = self._starts[number]
        self._block.append(line + "\n")

    def _end(self) -> None:
        """Give the block that was read so far to the reader of signs within lines."""
        if self._block:
            self._inline.read("".join(self._block), self._begun, self._into)
            self._block = []

    def _mark(self, number: int, column: int, typed: str, construct: str) -> None:
        self._found.marks.append(Mark(self._starts[number] + column, typed, construct))
