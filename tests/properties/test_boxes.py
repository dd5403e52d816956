"""Boxes made of headings lose no word and leave nothing open, whatever was written."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from audit.callouts import _comes_late
from plugins.callouts.core import shape
from plugins.gate.words import lost
from plugins.reader.dialect import extensions
from plugins.reader.markup import reduce_markup
from plugins.shared.html import top_blocks

NUMBERS = {"emergency": ("15", "112"), "suicide": ("3114",)}
MARKDOWN = Markdown(extensions=extensions(), output_format="html")
LINES = st.sampled_from(
    [
        "",
        "mot",
        "- mot",
        "> mot",
        "## Suite",
        "### Urgence",
        "# Urgence",
        "> ### Urgence",
        "- ### Urgence",
        "### Appelez le 15 si :",
        "### Appelez *le 15* [ou](#a) si",
        "### Le jour même {#a}",
        "###",
        "## Attention",
        "## L'essentiel",
        "## Questions à poser à votre médecin",
        "## Questions de lecteurs",
        "#### Quoi ?",
        "**Urgence**",
        "!!! mot",
        "<div>",
        "</div>",
        "<h3>Urgence</h3>",
        "<hr>",
        "<br>mot",
        "mot[^1]",
        "[^1]: note",
        "| a | b |",
    ]
)


def words(html: str) -> str:
    """Return the letters and figures of a page."""
    body = LexborHTMLParser(html).body
    return re.sub(r"[\W_]", "", body.text() if body else "")


@given(st.lists(LINES, max_size=14))
def test_nothing_written_is_lost(lines: list[str]):
    """Every word is there once more, in its order, and a browser has nothing to repair."""
    html = reduce_markup(MARKDOWN.reset().convert("\n".join(lines)))
    page, care, problems = shape(html, "fr", NUMBERS, "\n".join(lines))
    kept = iter(words(page))

    assert "".join(block.html for block in top_blocks(html)) == html
    assert all(p.what and p.fix for p in problems)
    assert len(re.findall(r"<section\b", page)) == page.count("</section>") >= len(care.kinds)
    if not any(kind in page for kind in ("care__title", "letters")):
        assert all(letter in kept for letter in words(html))
    assert LexborHTMLParser(page).body.html.count("<section") == page.count("<section")


@given(st.lists(LINES, max_size=14))
@example(["## L'essentiel", "- mot", "## Attention", "mot", "### Appelez le 15 si :", "- mot"])
def test_in_an_emergency_cards_follow_the_key_points(lines: list[str]):
    """Wherever they were typed; what moves is said, and the gate finds every word again."""
    html = reduce_markup(MARKDOWN.reset().convert("\n".join(lines)))
    page, care, _ = shape(html, "fr", NUMBERS, "\n".join(lines), urgent=True)
    tree = LexborHTMLParser(page)
    cards = tree.css(".care")

    assert not cards or not _comes_late(tree, cards[0])
    assert lost(html, page, boxes=True, moved=care.moved) is None
    assert sorted(words(page)) == sorted(words(shape(html, "fr", NUMBERS, "")[0]))
