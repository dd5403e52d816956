"""The Markdown of citations: ``[@key]`` in the text, a final ``## Sources`` list.

What is written becomes an empty element that carries the words in an attribute,
where neither typography nor Markdown can touch them. The plugin replaces it
once every article is read, so that a number never depends on Markdown's order.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html import escape, unescape

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor

from plugins.shared.typography import NNBSP

CALL_CLASS = "sources-call"
LISTED_CLASS = "sources-listed"

# Before reference links (170), after escapes (180) and code (190).
_PRIORITY_OF_CALLS = 175
# After fenced code (25) was put aside, before raw HTML (20) is.
_PRIORITY_OF_LIST = 22

# A word or two may come first ([voir @a]); an @ inside a word is an e-mail address.
# Not followed by ( or [: that is a link whose text begins with @.
_CALL = r"\[((?:[^\[\]@]{0,30}\s)?@[^\[\]]+)\](?![(\[])"
_HEADING = re.compile(r"#{1,6}\s")
_SOURCES_HEADING = re.compile(
    r"#{1,6}\s*(?:sources?|références|references|bibliographie|bibliography)"
    r"\s*(?::\s*)?(?:\{[^}]*\}\s*|#+\s*)?$",
    re.IGNORECASE,
)
_ITEM = re.compile(r"\s{0,3}(?:[-*+]|\d{1,3}[.)])\s+(.*)")
# A footnote, a link or an abbreviation defined at the end of the file is no source.
_NOT_AN_ITEM = re.compile(r" {0,3}\*?\[[^\]]+\]:")
# Markdown reads a line that begins so as a link definition, and prints nothing.
_DEFINITION = re.compile(r"( {0,3}\[@[^\[\]]+\]):")

# Markdown's attribute lists may have added to the element. Each attribute is read in one way
# only, so that an element never closed costs no more than its length.
_ATTRIBUTES = r'(?:\s+(?!data-calls=)[^\s"<>=]+(?:="[^"]*")?)*'
_CALL_ELEMENT = re.compile(
    rf'<sup{_ATTRIBUTES}\s+data-calls="([^"]*)"{_ATTRIBUTES}></sup>',
)
_LISTED_ELEMENT = re.compile(rf'<div class="{LISTED_CLASS}" data-items="([^"]*)"></div>')


class CitationCalls(Extension):
    """Teach Markdown the calls and the list of sources."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Register both with Markdown."""
        md.inlinePatterns.register(_CallProcessor(_CALL, md), "sources-call", _PRIORITY_OF_CALLS)
        md.preprocessors.register(_ListProcessor(md), "sources-list", _PRIORITY_OF_LIST)


class _CallProcessor(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's own name
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element, int, int]:
        """Return the empty element that carries the words of one call."""
        del data
        element = ET.Element("sup", {"class": CALL_CLASS, "data-calls": m[1]})
        return element, m.start(0), m.end(0)


class _ListProcessor(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        """Put the list of sources aside, and keep Markdown from swallowing ``[@key]:``."""
        lines = [_DEFINITION.sub(r"\1 :", line) for line in lines]
        start, end = _sources_section(lines)
        if start == end:
            return lines
        kept, rest = _part(lines[start + 1 : end])
        items = escape("\n".join(_items(rest)))
        element = f'<div class="{LISTED_CLASS}" data-items="{items}"></div>'
        stashed = self.md.htmlStash.store(element.replace("\n", "&#10;"))
        return [*lines[:start], "", stashed, "", *kept, "", *lines[end:]]


def _sources_section(lines: list[str]) -> tuple[int, int]:
    """Return where the last section headed “Sources” begins and ends, or two equal numbers."""
    starts = [number for number, line in enumerate(lines) if _SOURCES_HEADING.match(line)]
    if not starts:
        return 0, 0
    start = starts[-1]
    following = range(start + 1, len(lines))
    return start, next((n for n in following if _HEADING.match(lines[n])), len(lines))


def _part(section: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines of the section that stay in the text, and those of its sources.

    What stays: definitions; and, where there is a list, the paragraphs around it.
    """
    listed = any(_ITEM.match(line) for line in section)
    prose, sources = [], []
    inside = after_blank = False
    for line in section:
        # An item goes on until an empty line, and after it where the text is set back.
        inside = bool(_ITEM.match(line)) or (inside and (not after_blank or line[:1].isspace()))
        after_blank = not line.strip()
        if _NOT_AN_ITEM.match(line) or (listed and not inside and not after_blank):
            prose.append(line)
        else:
            sources.append(line)
        inside = inside or after_blank
    return prose, sources


def _items(lines: list[str]) -> list[str]:
    """Return the items of a list, one string each; without marks, a line is an item."""
    listed = any(_ITEM.match(line) for line in lines)
    items: list[list[str]] = []
    for line in lines:
        match = _ITEM.match(line)
        if match:
            items.append([match[1].strip()])
        elif line.strip() and items and (listed or line[0].isspace()):
            items[-1].append(line.strip())
        elif line.strip():
            items.append([line.strip()])
    return [" ".join(parts) for parts in items]


def take_listed(html: str) -> tuple[str, list[str]]:
    """Return the HTML without its list of sources, and the items of that list."""
    pieces = _LISTED_ELEMENT.split(html)
    items = [item for listed in pieces[1::2] for item in unescape(listed).split("\n") if item]
    return _joined(pieces[::2]), items


def find_calls(html: str) -> list[str]:
    """Return the words of each call, in the order of the text."""
    return [unescape(words) for words in _CALL_ELEMENT.findall(html)]


def replace_calls(html: str, replacements: list[str]) -> str:
    """Return the HTML with its calls replaced, in the order of :func:`find_calls`.

    The space typed before a call becomes one that does not break: a call never
    begins a line.
    """
    *texts, last = _CALL_ELEMENT.split(html)[::2]
    pieces = []
    for text, replacement in zip(texts, replacements, strict=True):
        kept = text.rstrip()
        pieces += [kept, NNBSP * (kept != text), replacement]
    return "".join([*pieces, last])


def remove_calls(html: str) -> str:
    """Return the HTML without its calls and the space before each, for a summary."""
    return _joined(_CALL_ELEMENT.split(html)[::2])


def _joined(texts: list[str]) -> str:
    """Return what stood around some elements, without the space before each."""
    return "".join([*(text.rstrip() for text in texts[:-1]), texts[-1]])
