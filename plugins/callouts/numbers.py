"""Make of each number to call in a text a link that a telephone can dial.

A number of the country is one where the sentence calls it, “appelez le 15”, “15 or 112”, or says
that it answers, “le 3114 répond”. Figures that count something stay figures: “le 15 mars”, “15
days”, “au 15, rue”, “avant le 15”.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from markupsafe import Markup, escape

from plugins.shared.contact_links import phone_link
from plugins.shared.html import pieces

from .calling import SPACES, Words
from .calling import words as words_of_languages

# In these, what looks like a number is part of an address, of a name or of something to type.
_CLOSED = frozenset({"a", "code", "kbd", "pre", "samp"})
# Within a sentence: “appelez le <strong>15</strong>”.
_INLINE = frozenset({"b", "em", "i", "mark", "span", "strong"})
# In letters: what stands before a number in the same sentence is looked at no further back.
_BEFORE = 60


def link_numbers(html: str, language: str, numbers: Mapping[str, Collection[str]]) -> str:
    """Return a text with a link for each number that its sentences say to call.

    ``numbers``: those of the country, by use.
    """
    pattern = _pattern(numbers)
    words = words_of_languages().get(language)
    if pattern is None or words is None or not pattern.search(html):
        return html
    linked: list[str] = []
    closed, said = 0, ""
    for text, tag, name in pieces(html):
        linked += [text if closed else _linked(said, text, pattern, words), tag]
        said = f"{said}{text}"[-_BEFORE:] if name.lstrip("/") in _INLINE else ""
        if name.lstrip("/") in _CLOSED:
            closed += -1 if name.startswith("/") else 1
    return "".join(linked)


def linked_words(words: str, language: str, numbers: Mapping[str, Collection[str]]) -> Markup:
    """Return plain words as HTML, with a link for each number that they say to call."""
    return Markup(link_numbers(str(escape(words)), language, numbers))


def any_dial(numbers: Mapping[str, Collection[str]]) -> str:
    """Return the pattern of any number of the country, however it is spaced; empty without any."""
    dials = sorted({d for dials in numbers.values() for d in dials}, key=len, reverse=True)
    return "|".join(f"{SPACES}?".join(map(re.escape, dial.split())) for dial in dials)


def _pattern(numbers: Mapping[str, Collection[str]]) -> re.Pattern[str] | None:
    """Return what matches a number of the country in a text; ``None`` where it has none."""
    dials = any_dial(numbers)
    return re.compile(rf"(?<![\w.,/-])(?:{dials})(?![\w/%-]|[.,]\d)") if dials else None


def _linked(said: str, text: str, pattern: re.Pattern[str], words: Words) -> str:
    """Return a text with its links; ``said``: the words of the sentence before it."""
    shown, place, called = [], 0, -1
    for match in pattern.finditer(text):
        start, end = match.span()
        between = text[called:start] if called >= 0 else ""
        goes_on = called >= 0 and words.before.fullmatch(between.strip())
        called_here = goes_on or _is_called(said + text[:start], words)
        if not (called_here or words.answers.match(text, end)):
            continue
        if words.is_day(said + text[:start], match[0], text[end:]):
            continue
        shown += [text[place:start], str(phone_link(match[0]))]
        place = called = end
    return "".join([*shown, text[place:]])


def _is_called(before: str, words: Words) -> bool:
    """Tell whether the sentence that leads to a number says to call it."""
    return bool(words.calls.search(re.split(r"[.!?;]", before[-_BEFORE:])[-1]))
