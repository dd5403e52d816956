"""A text with its boxes, as the tests of callouts look at it."""

from __future__ import annotations

from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from plugins.callouts.core import shape
from plugins.reader.dialect import extensions
from plugins.reader.markup import reduce_markup
from plugins.shared.problems import Problem
from plugins.shared.typography import typeset

FRANCE = {
    "emergency": ("15", "112", "18"),
    "text-only": ("114",),
    "suicide": ("3114",),
    "police": ("17", "112"),
    "poison": ("01 45 42 59 59",),
}
BRITAIN = {"emergency": ("999",), "text-registered": ("999",), "medical-advice": ("111",)}
HEADER = "---\ntitle: T\ndate: 2026-10-01\nconditions: reflux\n---\n"
MARKDOWN = Markdown(extensions=extensions(), output_format="html")


def html_of(text: str, language: str = "fr") -> str:
    """Return a Markdown text as HTML, as the boxes are made from it."""
    return typeset(reduce_markup(MARKDOWN.reset().convert(text)), language)


def shaped(
    text: str, numbers=FRANCE, language: str = "fr"
) -> tuple[LexborHTMLParser, list[Problem]]:
    """Return a Markdown text as a page with its boxes, and what is wrong with them."""
    page, _, problems = shape(html_of(text, language), language, numbers, text)
    return LexborHTMLParser(f"<body>{page}</body>"), problems


def words(page: LexborHTMLParser, selector: str) -> str:
    """Return the words of the one element that a selector finds, with plain spaces."""
    (node,) = page.css(selector)
    return " ".join(node.text().split())
