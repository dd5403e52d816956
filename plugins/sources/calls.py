"""The Markdown of citations: ``[@key]`` or ``[1]`` in the text, a final ``## Sources`` list.

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

from plugins.shared.escapes import without_escapes
from plugins.shared.typography import NNBSP

from .final_list import Line, find_list
from .grammar import FIGURES, parse_figures

CALL_CLASS = "sources-call"
LISTED_CLASS = "sources-listed"

# After code (190), before escapes (180): the backslashes of a call are taken out here.
_PRIORITY_OF_CALLS = 185
# Before reference links (170), after escapes: figures behind backslashes are no call.
_PRIORITY_OF_FIGURES = 175
# After fenced code (25) was put aside, before raw HTML (20) is.
_PRIORITY_OF_LIST = 22

# A word or two may come first ([voir @a]); an @ inside a word is an e-mail address.
# Not followed by ( or [: that is a link whose text begins with @.
# An editor that puts backslashes before signs puts one before each bracket, and some inside.
_CALL = r"(?<!\\)(\\?)\[((?:[^\[\]@]{0,30}\s)?\\?@[^\[\]]+)(?<!\\)\1\](?![(\[])"
# Figures alone, as typed by hand: [1], [1, 3–5], [3]–[5]. Not [1](address), [1][name],
# [[1]](address).
_FIGURES = rf"\[\s*({FIGURES}(?:\][-–]\[\d{{1,3}})?)\s*\](?![(:]|\[(?!\d)|\]\()"
# What shows that two figures in brackets are an interval, and no sources: IC 95 % [1, 3]; 12 [3-5].
_INTERVAL = re.compile(
    r"(?:\b(?:IC|CI|EIQ|IQR|intervalles?|interval|extr[êe]mes|étendue|range|entre|between)\b"
    r"[^.;()\[\]]{0,30}|(?<!\d)(?!(?:19|20)\d\d\s*$)\d+(?:[.,]\d+)?(?:\s?(?:[cmdkµ]?[gl]|mL|mmol|UI"
    r"|[cm]?m|mmHg|°C?|h|min|ans|jours|mois|semaines))?)\s*[:=,]?\s*$",
    re.IGNORECASE,
)
# Words in brackets just before, which are no figures.
_WORDS_BEFORE = re.compile(r"\[[^\[\]]*[^\W\d][^\[\]]*\]\Z")
_LONGEST_WORDS = 200
_UNIT = re.compile(r"\s?(?:%|[cmdkµ]?[gl]\b|mmol|mg|mL|kg|cm|mm|UI\b|°|h\b|min\b|ans\b|jours\b)")
# Markdown reads a line that begins so as a link definition, and prints nothing.
_DEFINITION = re.compile(r"( {0,3}\[@[^\[\]]+\]):")
# Markdown adds two lines at the end of a text.
_ADDED_LINES = 2

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
        numbers: set[int] = set()
        figures = _FiguresProcessor(md, numbers)
        md.inlinePatterns.register(_CallProcessor(_CALL, md), "sources-call", _PRIORITY_OF_CALLS)
        md.inlinePatterns.register(figures, "sources-figures", _PRIORITY_OF_FIGURES)
        md.preprocessors.register(_ListProcessor(md, numbers), "sources-list", _PRIORITY_OF_LIST)


class _CallProcessor(InlineProcessor):
    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's own name
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element, int, int]:
        """Return the empty element that carries the words of one call."""
        del data
        element = ET.Element("sup", {"class": CALL_CLASS, "data-calls": without_escapes(m[2])})
        return element, m.start(0), m.end(0)


class _FiguresProcessor(InlineProcessor):
    """Takes figures in brackets for a call, where the final list has a line of each number."""

    def __init__(self, md: Markdown, numbers: set[int]) -> None:
        super().__init__(_FIGURES, md)
        self._numbers = numbers

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's own name
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        """Return the element of a call, nothing for figures that lead to no line of the list."""
        figures, end = m[1], m.end(0)
        if "]" in figures and not self._numbers.issuperset(parse_figures(figures)):
            # [2]–[40] of a list of nine: a call, and figures in brackets.
            figures = figures.partition("]")[0]
            end = data.index("]", m.start(0)) + 1
        named = parse_figures(figures)
        own = self._numbers.issuperset(named) and not self._is_link(m, data)
        if not own or _is_interval(m, data, len(named)):
            return None, None, None
        element = ET.Element("sup", {"class": CALL_CLASS, "data-calls": figures})
        return element, m.start(0), end

    def _is_link(self, m: re.Match[str], data: str) -> bool:
        """Tell whether figures name the address of the words before them: ``[words][1]``."""
        before = _WORDS_BEFORE.search(data, max(0, m.start() - _LONGEST_WORDS), m.start())
        return bool(before) and m[1] in self.md.references


def _is_interval(m: re.Match[str], data: str, count: int) -> bool:
    """Tell whether figures in brackets are a range of values rather than of sources."""
    return count > 1 and bool(
        _INTERVAL.search(data[max(0, m.start() - 50) : m.start()]) or _UNIT.match(data, m.end())
    )


class _ListProcessor(Preprocessor):
    def __init__(self, md: Markdown, numbers: set[int]) -> None:
        super().__init__(md)
        self._numbers = numbers

    def run(self, lines: list[str]) -> list[str]:
        """Put the list of sources aside, and keep Markdown from swallowing ``[@key]:``."""
        self._numbers.clear()
        found = find_list(lines)
        if found is None:
            return _kept_calls(lines)
        self._numbers.update(line.number for line in found.lines)
        items = escape("\n".join(_packed(line) for line in found.lines))
        element = f'<div class="{LISTED_CLASS}" data-items="{items}"></div>'
        stashed = self.md.htmlStash.store(element.replace("\n", "&#10;").replace("\t", "&#9;"))
        before, after = lines[: found.start], lines[found.end :]
        return _kept_calls([*before, "", stashed, "", *found.kept, "", *after])


def _kept_calls(lines: list[str]) -> list[str]:
    return [_DEFINITION.sub(r"\1 :", line) for line in lines]


def _packed(line: Line) -> str:
    return f"{line.number}\t{max(0, line.back - _ADDED_LINES)}\t{line.words}"


def _unpacked(item: str) -> Line:
    number, back, words = item.split("\t", 2) if item.count("\t") > 1 else ("", "", item)
    return Line(words, *(int(n) if n.isdecimal() and n.isascii() else 0 for n in (number, back)))


def take_listed(html: str) -> tuple[str, list[Line]]:
    """Return the HTML without its list of sources, and the lines of that list."""
    pieces = _LISTED_ELEMENT.split(html)
    packed = (item for listed in pieces[1::2] for item in unescape(listed).split("\n") if item)
    items = [line for line in map(_unpacked, packed) if line.words]
    return _joined(pieces[::2]), items


def find_calls(html: str) -> list[str]:
    """Return the words of each call, in the order of the text."""
    return [unescape(words) for words in _CALL_ELEMENT.findall(html)]


def between_calls(html: str) -> list[str]:
    """Return the HTML that stands between each call and the next."""
    return _CALL_ELEMENT.split(html)[::2][1:-1]


def replace_calls(html: str, replacements: list[str]) -> str:
    """Return the HTML with its calls replaced, in the order of :func:`find_calls`.

    The space typed before a call becomes one that does not break: a call never
    begins a line. One that is replaced by nothing takes it along.
    """
    *texts, last = _CALL_ELEMENT.split(html)[::2]
    pieces = []
    for text, replacement in zip(texts, replacements, strict=True):
        kept = text.rstrip()
        pieces += [kept, NNBSP * (kept != text and bool(replacement)), replacement]
    return "".join([*pieces, last])


def remove_calls(html: str) -> str:
    """Return the HTML without its calls and the space before each, for a summary."""
    return _joined(_CALL_ELEMENT.split(html)[::2])


def _joined(texts: list[str]) -> str:
    """Return what stood around some elements, without the space before each."""
    return "".join([*(text.rstrip() for text in texts[:-1]), texts[-1]])
