"""Say of each sign within a paragraph whether it is a construct of the table, or a sign to print.

No second Markdown parser: a construct is known by its own shape (``patterns.py``), whatever the
converter makes of it. What is not one must be on the page as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from posixpath import commonprefix

from plugins.shared.escapes import ESCAPED, without_escapes
from plugins.shared.tracking import untracked_in

from .body import CLOSED, OPENED, WITHIN_A_LINE, Numbers
from .fold import CALL, CONTENTS, END, LOWERED, NOTE, RAISED, STRUCK
from .patterns import (
    ADDRESS,
    ATTRIBUTE,
    AUTOLINK,
    BOX,
    CONTENTS_LINE,
    DESTINATION,
    END_OF_ADDRESS,
    LABEL,
    LABELS,
    LIST_OF_ATTRIBUTES,
    NOTE_CALL,
    RAISED_WORD,
    SIGN,
    SIGN_OR_ADDRESS,
    SOURCE_CALL,
    SPECIAL,
    TAG,
)
from .scanned import Mark, Piece, Scan, label_of

_LONGEST_LABEL = 200
# No emphasis begins before one of these, or ends after one of those: (*) is a sign.
_CLOSING, _OPENING = frozenset(")]},;:.!?»"), frozenset("([{«")
# Bold words that end in one of these are bold although a word is stuck to them.
_STUCK = frozenset(":»!?)%…”")


class Inline:
    """Reads the blocks of a text one after the other; what HTML has open goes on between them."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self._numbers = Numbers()

    def read(self, block: str, place: int, into: list[Piece], *, in_table: bool = False) -> None:
        """Add a block that begins at a place of the file to the pieces of the text."""
        if SIGN.search(block) is None and not _has_address(block):
            into.append((place, block))
            return
        into += _Block(self.scan, self._numbers, block, place, in_table=in_table).pieces


def _has_address(block: str) -> bool:
    return "://" in block or "www." in block


class _Block:
    def __init__(
        self, scan: Scan, numbers: Numbers, block: str, place: int, *, in_table: bool
    ) -> None:
        self._scan, self._numbers = scan, numbers
        self._block, self._place = block, place
        self._in_table = in_table
        self.pieces: list[Piece] = []
        # By sign: the runs that may begin an emphasis, as [index of the piece, length left].
        self._runs: dict[str, list[list[int]]] = {"*": [], "_": [], "~": []}
        self._brackets: list[int] = []
        at = begun = 0
        search = (SIGN_OR_ADDRESS if _has_address(block) else SIGN).search
        while sign := search(block, begun):
            match = SPECIAL.match(block, sign.start())
            if match is None:
                begun = sign.end()
                continue
            if match.start() > at:
                self.pieces.append((place + at, block[at : match.start()]))
            at = begun = self._special(match)
        if at < len(block):
            self.pieces.append((place + at, block[at:]))

    def _has(self, construct: str) -> bool:
        return construct not in self._scan.without

    def _special(self, match: re.Match[str]) -> int:
        """Read what begins with a sign; return where it ends."""
        sign, start = match[0], match.start()
        read = _READERS.get(sign[0])
        if read:
            construct, method = read
            end: int = method(self, sign, start) if self._has(construct) else -1
            if end >= 0:
                return end
        elif self._has("query"):
            # A bare address: its signs are its own, but for what is published otherwise.
            address = END_OF_ADDRESS.sub("", sign)
            self._bare(address, start)
            return start + len(address)
        self._print(start, sign)
        return match.end()

    def _escape(self, sign: str, start: int) -> int:
        end = self._source_call(start) if sign == "\\[" else -1
        if end >= 0:
            return end
        self._mark(start, "\\", "escape")
        self._print(start + 1, sign[1:])
        return start + len(sign)

    def _entity(self, sign: str, start: int) -> int:
        self._print(start, unescape(sign))
        return start + len(sign)

    def _list_of_attributes(self, sign: str, start: int) -> int:
        del sign
        listed = LIST_OF_ATTRIBUTES.match(self._block, start)
        if listed is None:
            return -1
        self._mark(start, listed[0], "attributes")
        return listed.end()

    def _bar(self, sign: str, start: int) -> int:
        if not self._in_table:
            return -1
        self._mark(start, sign, "table")
        self._print(start, " ")
        return start + 1

    def _print(self, start: int, text: str) -> None:
        self.pieces.append((self._place + start, text))

    def _bare(self, address: str, start: int) -> None:
        """Print an address typed as it is, without what would follow readers."""
        plain = without_escapes(address)
        published = untracked_in(plain)
        if published == plain:
            self._print_address(start, address)
            return
        same = len(commonprefix([address, published]))
        self._print(start, published)
        self._mark(start + same, address[same:], "query")

    def _print_address(self, start: int, address: str) -> None:
        """Print an address without the backslashes that Markdown takes out of it."""
        begun = 0
        for sign in ESCAPED.finditer(address):
            self._print(start + begun, address[begun : sign.start()])
            self._escape(sign[0], start + sign.start())
            begun = sign.end()
        self._print(start + begun, address[begun:])

    def _mark(self, start: int, typed: str, construct: str) -> None:
        self._scan.marks.append(Mark(self._place + start, typed, construct))

    def _code(self, ticks: str, start: int) -> int:
        """Read code between back quotes: nothing in it is a construct."""
        end = start + len(ticks)
        close = _closing(self._block, ticks, end)
        if close < 0:
            return -1
        self._mark(start, ticks, "code")
        self._print(end, self._block[end:close])
        self._scan.code.append((self._place + start, self._place + close))
        self._mark(close, ticks, "code")
        return close + len(ticks)

    def _angle(self, sign: str, start: int) -> int:
        link = AUTOLINK.match(self._block, start) if self._has("autolink") else None
        if link:
            self._mark(start, sign, "autolink")
            scheme = len(link["mail"] or "")
            self._mark(start + 1, link[1][:scheme], "autolink")
            self._bare(link[1][scheme:], start + 1 + scheme)
            self._mark(link.end() - 1, ">", "autolink")
            return link.end()
        tag = TAG.match(self._block, start)
        if tag is None or not self._has("html"):
            return -1
        self._mark(start, tag[0], "html")
        name, closes = tag[2].lower(), bool(tag[1])
        given = {key.lower(): a or b or c for key, a, b, c in ATTRIBUTE.findall(tag[3])}
        self._attributes(start, name, {key: unescape(value) for key, value in given.items()})
        if name in ("ol", "ul", "li"):
            listed = " ".join(f'{key}="{value}"' for key, value in given.items())
            self._print(start, self._numbers.tag(name, closes=closes, attributes=f" {listed}"))
        elif name not in WITHIN_A_LINE:
            shown = CLOSED.get(name, "\n") if closes else OPENED.get(name, "\n")
            self._print(start, shown)
        return tag.end()

    def _attributes(self, start: int, name: str, given: dict[str, str]) -> None:
        if name == "img":
            self._print(start, f" {given.get('alt', '')} ")
        for key, value in given.items():
            if key == "title":
                self._scan.titles.append((self._place + start, value))
            elif (key, name) in (("href", "a"), ("src", "img")):
                self._scan.addresses.append((self._place + start, value))

    def _emphasis(self, sign: str, start: int) -> int:
        """Pair a run of stars or underscores with one before it, unless it stands within words."""
        end = start + len(sign)
        before, after = self._block[start - 1 : start], self._block[end : end + 1]
        begins = bool(after.strip()) and not before.isalnum() and after not in _CLOSING
        stuck = sign == "**" and before in _STUCK
        ends = bool(before.strip()) and (stuck or not after.isalnum()) and before not in _OPENING
        left = len(sign)
        runs = self._runs[sign[0]]
        index = len(self.pieces)
        self._print(start, sign)
        while ends and left and runs:
            opener = runs[-1]
            taken = min(left, opener[1])
            place, typed = self.pieces[opener[0]]
            self.pieces[opener[0]] = (place, typed[: len(typed) - taken])
            self._scan.marks.append(Mark(place + len(typed) - taken, sign[0] * taken, "emphasis"))
            self._mark(end - left, sign[0] * taken, "emphasis")
            left -= taken
            opener[1] -= taken
            if not opener[1]:
                runs.pop()
        self.pieces[index] = (self._place + end - left, sign[0] * left)
        if begins and left:
            runs.append([index, left])
        return end

    def _raised(self, sign: str, start: int) -> int:
        """Read ``^x^`` and ``~x~`` around letters or figures, ``~~x~~`` around words."""
        block, end = self._block, start + len(sign)
        if sign == "~~":
            return self._struck(start, end) if self._has("struck") else -1
        word = RAISED_WORD.match(block, end) if len(sign) == 1 else None
        close = word.end() if word else 0
        if word is None or block[close : close + 1] != sign or block[close + 1 : close + 2] == sign:
            return -1
        self._print(start, RAISED if sign == "^" else LOWERED)
        self._print(end, word[0])
        self._print(close, END)
        return close + 1

    def _struck(self, start: int, end: int) -> int:
        runs = self._runs["~"]
        if runs and self._block[start - 1 : start].strip():
            opener = runs.pop()[0]
            self.pieces[opener] = (self.pieces[opener][0], STRUCK)
            self._print(start, END)
            return end
        if self._block[end : end + 1].strip():
            runs.append([len(self.pieces), 2])
        return -1

    def _open(self, sign: str, start: int) -> int:
        """Read what begins with a ``[``: a box, a call, a place for contents, perhaps a link."""
        end = self._called(start) if sign == "[" else -1
        if end >= 0:
            return end
        self._brackets.append(len(self.pieces))
        return -1

    def _called(self, start: int) -> int:
        block = self._block
        box = BOX.match(block, start) if self._has("box") else None
        if box and not block[:start].strip():
            self._print(start, "☐ " if box[1] == " " else "☑ ")
            return box.end()
        note = NOTE_CALL.match(block, start) if self._has("note") else None
        if note and note[1] in self._scan.named:
            self._scan.used.add(f"^{note[1]}")
            self._print(start, NOTE)
            return note.end()
        end = self._source_call(start)
        if end >= 0:
            return end
        call = None
        for label in (LABELS, LABEL) if self._scan.calls else ():
            figures = label.match(block, start)
            call = call or (figures if figures and figures[1] in self._scan.calls else None)
        if call and self._has("call"):
            self._print(start, f"{CALL}{call[1]}{END}")
            return call.end()
        contents = CONTENTS_LINE.match(block, start) if self._has("contents") else None
        if contents:
            self._print(start, CONTENTS)
            return contents.end()
        return -1

    def _source_call(self, start: int) -> int:
        """Read a call, its brackets behind backslashes or not; return where it ends, or -1."""
        call = SOURCE_CALL.match(self._block, start) if self._has("call") else None
        if call is None:
            return -1
        self._print(start, f"{CALL}{without_escapes(call['words'])}{END}")
        return call.end()

    def _close(self, sign: str, start: int) -> int:
        """Read what follows a ``]``: an address, a label, or nothing that makes a link."""
        opener = self._brackets.pop() if self._brackets else -1
        if opener < 0 or not self._has("link"):
            return -1
        end = start + len(sign)
        target = DESTINATION.match(self._block, end)
        address = ((target[2] if target[1] is None else target[1]) or "").strip() if target else ""
        if target and ADDRESS.match(address):
            self._scan.addresses.append((self._place + end, unescape(without_escapes(address))))
            title = target[3] or target[4]
            if title:
                self._scan.titles.append((self._place + end, unescape(title)))
            return self._link(opener, start, target.end())
        begins = self.pieces[opener][0] - self._place
        # No label is longer; and looking at every pair of brackets would take its square.
        short = self._scan.labels and start - begins < _LONGEST_LABEL
        words = self._block[begins:start].lstrip("![") if short else ""
        named = LABEL.match(self._block, end)
        if named and self._are_figures(words, named[1]):
            named = None
        for stop, label in ((named.end(), named[1] or words) if named else (end, ""), (end, words)):
            if label and label_of(label) in self._scan.labels:
                self._scan.used.add(label_of(label))
                return self._link(opener, start, stop)
        return -1

    def _are_figures(self, words: str, label: str) -> bool:
        """Tell whether ``[1][2]`` is two links: figures that have an address each."""
        labels = self._scan.labels
        return words != label and words.isdecimal() and label.isdecimal() and words in labels

    def _link(self, opener: int, start: int, end: int) -> int:
        place, typed = self.pieces[opener]
        self.pieces[opener] = (place, "")
        image = typed == "!["
        if image:
            # A picture's words stand apart from what surrounds it.
            self.pieces[opener] = (place, " ")
            self._print(start, " ")
        self._scan.marks.append(Mark(place, typed, "image" if image else "link"))
        self._mark(start, self._block[start:end], "image" if image else "link")
        return end


# By the sign that a construct begins with: its name, and what reads it.
_READERS: dict[str, tuple[str, Callable[[_Block, str, int], int]]] = {
    "\\": ("escape", _Block._escape),
    "`": ("code", _Block._code),
    "<": ("", _Block._angle),
    "&": ("entity", _Block._entity),
    "*": ("emphasis", _Block._emphasis),
    "_": ("emphasis", _Block._emphasis),
    "~": ("raised", _Block._raised),
    "^": ("raised", _Block._raised),
    "!": ("link", _Block._open),
    "[": ("", _Block._open),
    "]": ("link", _Block._close),
    "{": ("attributes", _Block._list_of_attributes),
    "|": ("table", _Block._bar),
}


def _closing(block: str, ticks: str, start: int) -> int:
    """Return where code that begins with some back quotes ends: at as many of them; else -1."""
    while (close := block.find(ticks, start)) >= 0:
        after = close + len(ticks)
        if block[after : after + 1] != "`":
            return close
        while block[after : after + 1] == "`":
            after += 1
        start = after
    return -1
