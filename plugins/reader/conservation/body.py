"""Read what a reader will see of a text in its safe HTML, as the tokens' text.

Every element is closed and every attribute stands between double quotes, as ammonia writes them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from .fold import CALL, CODE, CONTENTS, END, HEADING, LOWERED, NOTE, RAISED, STRUCK

_TAG = re.compile(r'<(/?)([a-zA-Z][^\s/<>"]*+)((?>(?:[^"<>]|"[^"]*+")*))>')
_ATTRIBUTE = re.compile(r'\s([a-z-]+)="([^"]*+)"')
OPENED = {
    "sup": RAISED,
    "sub": LOWERED,
    **dict.fromkeys(("del", "s", "strike"), STRUCK),
    "pre": CODE,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), f"\n{HEADING} "),
}
CLOSED = dict.fromkeys(("sup", "sub", "del", "s", "strike"), END)
# What stands within a line, and joins what is before with what is after.
WITHIN_A_LINE = frozenset(
    "a abbr b bdi big cite code dfn em font i ins kbd mark q samp small span strong tt u var "
    "wbr".split()
)
# What a tag without attributes shows, where it is always the same: most tags are such.
_SHOWN = (
    {name: "" for tag in WITHIN_A_LINE for name in (tag, f"/{tag}")}
    | {name: "\n" for tag in ("p", "tr", "table", "blockquote") for name in (tag, f"/{tag}")}
    | {"br": " ", "td": " ", "/td": "\n", "th": " ", "/th": "\n", "/li": "\n"}
    | {f"/{name}": shown for name, shown in CLOSED.items()}
    | {name: shown for name, shown in OPENED.items() if len(shown) == 1}
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass
class Body:
    """What a page shows of a text.

    ``words``: its text, in order; ``notes``: that of each note, by its name; ``listed``: the final
    list of sources, with what follows it up to the next heading; ``titles`` and ``addresses``: what
    stands in attributes; ``lists``: whether the text holds the place of a list of sources.
    """

    words: str = ""
    notes: dict[str, str] = field(default_factory=dict)
    listed: str = ""
    titles: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)
    lists: bool = False


class Numbers:
    """The numbers that a browser prints before the items of lists: HTML, 4.4.5, “ordinal value”."""

    def __init__(self) -> None:
        self._lists: list[tuple[int, str]] = []

    def tag(self, name: str, *, closes: bool, attributes: str) -> str:
        """Return what the tag of a list or an item shows: a line end, and its number."""
        if name != "li":
            if closes:
                del self._lists[-1:]
            else:
                given = dict(_ATTRIBUTE.findall(attributes))
                start = int(given.get("start", "1"))
                self._lists.append((start, given.get("type", "1") if name == "ol" else ""))
            return "\n"
        if closes or not self._lists or not self._lists[-1][1]:
            return "\n"
        number, kind = self._lists[-1]
        value = dict(_ATTRIBUTE.findall(attributes)).get("value")
        number = int(value) if value else number
        self._lists[-1] = (number + 1, kind)
        return f"\n{_ordinal(number, kind)}. "


def _ordinal(number: int, kind: str) -> str:
    if kind.lower() == "a" and 0 < number <= len(_LETTERS):
        letter = _LETTERS[number - 1]
        return letter.upper() if kind == "A" else letter
    return str(number)


def read_body(html: str) -> Body:
    """Return what the HTML of a text shows, and where."""
    return _Reading(html).body


class _Reading:
    """One pass over the tags of a text: what each shows is put where it belongs."""

    def __init__(self, html: str) -> None:
        self.body = Body()
        self._numbers = Numbers()
        self._out: list[str] = []
        # What is not shown, or shown elsewhere, until a tag is closed at this depth.
        self._skip = ""
        self._depth = 0
        self._note = ""
        self._notes_depth = 0
        self._after_list = False
        done = 0
        for match in _TAG.finditer(html):
            if match.start() > done and not self._skip:
                self._out.append(html[done : match.start()])
            done = match.end()
            shown = None if self._skip else _SHOWN.get(match[0][1:-1])
            if shown is None:
                self._tag(match[2].lower(), bool(match[1]), match[3])
            elif shown:
                self._out.append(shown)
        self._out.append(html[done:])
        self._put_away()

    def _tag(self, name: str, closes: bool, attributes: str) -> None:
        if self._skip:
            self._pass_over(name, closes)
            return
        if attributes:
            self._attributes(name, attributes)
            if self._special(name, attributes):
                return
        if name in WITHIN_A_LINE:
            return
        if name == "div" and self._notes_depth:
            self._notes_depth += -1 if closes else 1
            if not self._notes_depth:
                self._put_away()
        if name in ("ol", "ul", "li"):
            # The list of the notes is not numbered: their calls are.
            if not (self._notes_depth == 1 and name == "ol") and not self._begins_note(attributes):
                self._out.append(self._numbers.tag(name, closes=closes, attributes=attributes))
        elif closes:
            self._out.append(CLOSED.get(name, "\n"))
        else:
            if name.startswith("h") and name in OPENED and self._after_list:
                self._put_away()
                self._after_list = False
            self._out.append(OPENED.get(name, " " if name in ("br", "td", "th") else "\n"))

    def _begins_note(self, attributes: str) -> bool:
        if not self._notes_depth or 'id="fn:' not in attributes:
            return False
        self._put_away()
        self._note = unescape(attributes.split('id="fn:', 1)[1].split('"', 1)[0])
        return True

    def _attributes(self, name: str, attributes: str) -> None:
        for key, value in _ATTRIBUTE.findall(attributes):
            if key in ("href", "src"):
                self.body.addresses.add(unescape(value))
            elif key in ("title", "alt"):
                self.body.titles.add(unescape(value))
        if name == "img":
            self._out.append(f" {dict(_ATTRIBUTE.findall(attributes)).get('alt', '')} ")

    def _special(self, name: str, attributes: str) -> bool:
        """Read an element that shows something else than its words; tell whether it was one."""
        if name == "sup" and "data-calls=" in attributes:
            words = dict(_ATTRIBUTE.findall(attributes))["data-calls"]
            self.body.calls.add(unescape(words))
            self._out.append(f"{CALL}{words}{END}")
        elif name == "sup" and 'id="fnref' in attributes:
            self._out.append(NOTE)
        elif name == "div" and "data-items=" in attributes:
            items = dict(_ATTRIBUTE.findall(attributes))["data-items"]
            self._put_away()
            self.body.lists = self._after_list = True
            self._out += [f"\n{item.split(chr(9), 2)[-1]}" for item in unescape(items).split("\n")]
        elif name == "div" and 'class="toc"' in attributes:
            self._out.append(CONTENTS)
        elif name == "a" and "footnote-backref" in attributes:
            pass
        elif name == "div" and 'class="footnote"' in attributes:
            self._put_away()
            self._notes_depth = 1
            return True
        else:
            return False
        self._skip, self._depth = name, 1
        return True

    def _pass_over(self, name: str, closes: bool) -> None:
        if name == self._skip:
            self._depth += -1 if closes else 1
            if not self._depth:
                self._skip = ""

    def _put_away(self) -> None:
        """Put what was read so far where it belongs."""
        text, self._out = unescape("".join(self._out)), []
        body = self.body
        if self._notes_depth or self._note:
            body.notes[self._note] = body.notes.get(self._note, "") + text
            self._note = self._note if self._notes_depth else ""
        elif self._after_list:
            body.listed += text
        else:
            body.words += text
