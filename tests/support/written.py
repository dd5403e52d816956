"""References in the doctor’s own words, as their tests read them."""

from __future__ import annotations

from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from plugins.reader.dialect import extensions
from plugins.shared.problems import ERROR
from plugins.sources.calls import CitationCalls, find_calls, take_listed
from plugins.sources.core import Bibliography, Numbering
from plugins.sources.core import cite as number
from tests.support.citing import library


def read(text: str) -> tuple[list[str], Bibliography, Numbering]:
    """Return the calls of a text as readers see them, its sources, and what is wrong with them."""
    using = [*extensions(), CitationCalls()]
    html, listed = take_listed(Markdown(extensions=using).convert(text))
    numbering = Numbering(library(), "a-fr", "fr", length=text.count("\n") + 1)
    printed, bibliography = number(find_calls(html), listed, numbering)
    return [LexborHTMLParser(call).text() for call in printed], bibliography, numbering


def refused(numbering: Numbering) -> list[tuple[int, str]]:
    """Return the line and the words of each problem that stops the publication."""
    return [(p.line, p.what) for p in numbering.problems if p.level == ERROR]
