"""A text on its way: the elements at its top, its words, what is found wrong in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

from plugins.shared.i18n import translator
from plugins.shared.problems import MOST, Problem
from plugins.shared.quotes import lines_of
from plugins.shared.typography import typeset

# A name and its attributes are read in one way only, and end where another tag would begin.
_TAG = re.compile(r'<(/?)([a-zA-Z][^\s/<>"]*+)(?:[^"<>]|"[^"]*+")*+>')
_VOID = frozenset({"br", "hr", "img", "wbr", "col"})
# It stops where another would begin: what is never closed costs its length only.
HEADING = re.compile(r"<h([2-6])\b([^<>]*)>((?:(?!<h[2-6]\b).)*?)</h\1>", re.DOTALL)
_ANY_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Block:
    """An element that stands at the top of a text, with what follows its end."""

    tag: str
    html: str

    @property
    def level(self) -> int:
        """Return the level of a heading, 0 for anything else."""
        return int(self.tag[1]) if self.tag in ("h2", "h3", "h4", "h5", "h6") else 0


@dataclass
class Text:
    """A text on its way: what was found so far."""

    language: str
    numbers: Mapping[str, Collection[str]]
    written: str
    kinds: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def say(self, phrase: str, **values: object) -> str:
        """Return a phrase in the language of the text."""
        said = translator(self.language)(phrase).format(**values)
        return typeset(said, self.language)

    def note(self, what: str, fix: str, about: str, level: str = "error", **values: object) -> None:
        """Note a problem on the line of the file where some words of the page stand."""
        if len(self.problems) >= MOST:
            return
        quote, line = lines_of(self.written).printed(about)
        self.problems.append(Problem(what, fix, values, quote or about[:200], line, level))


def top_blocks(html: str) -> Iterator[Block]:
    """Yield the elements at the top of a text whose elements are all closed."""
    start, depth, tag = 0, 0, ""
    for match in _TAG.finditer(html):
        name = match[2].lower()
        if not match[1]:
            if not depth:
                if match.start() > start:
                    yield Block(tag, html[start : match.start()])
                    start = match.start()
                tag = name
            depth += name not in _VOID
        elif depth:
            depth -= 1
    if start < len(html):
        yield Block(tag, html[start:])


def words_of(html: str) -> str:
    """Return the words of a piece of HTML."""
    return unescape(_ANY_TAG.sub("", html)).strip()
