"""Whatever a text holds, only what is safe comes out of it, and what is wrong has its line."""

from __future__ import annotations

from hypothesis import given
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from plugins.gate.texts import check_characters, check_crowding
from plugins.reader.dialect import extensions
from plugins.reader.markup import ATTRIBUTES, ELEMENTS, check_markup, reduce_markup
from plugins.reader.remarks import take_remarks_out
from plugins.shared.files import decode
from plugins.shared.problems import UNSEEN
from tests.properties.grammar import assert_told, many, mixed

WORDS = [
    *("Un mot", " et ", "\n\n", "\n", "## Titre\n", "- a\n", "> b\n", "**gras**", "[@chey2024]"),
    *("[a](b.md)", "![c](d.png)", "[e]({filename}f.md)", "[^1]", "\n[^1]: note\n", "`code`"),
    *(
        "<div>",
        "</div>",
        "<p hidden>",
        '<span class="disclaimer">',
        "<b id=1>",
        "<script>x</script>",
    ),
    *("<a href='javascript:x'>", "</a>", "<img src=x onerror=y>", "<!-- à voir -->", "<!--", "-->"),
    *(
        "{: .disclaimer }",
        "{: style=color:red }",
        "| a | b |\n|--:|---|\n| 1 | 2 |\n",
        "```\n<x>\n```\n",
    ),
    *("<details>", "</details>", "<table><td>", "<template>", "<textarea>", "<![CDATA[", "<?php"),
]
KNOWN = {"rel", "data-calls", "data-items"}


@many
@given(mixed(WORDS, most=14))
def test_any_text_is_safe_or_told(text: str):
    """No text raises; what Markdown makes of it holds the elements of the list and no other."""
    # As a file is read.
    text, _ = decode(text.encode("utf-8", "replace"))
    left, not_closed = take_remarks_out(text)
    html = Markdown(extensions=extensions(), output_format="html5").convert(left)
    safe = reduce_markup(html)
    body = LexborHTMLParser(f"<main>{safe}</main><aside>after</aside>").body

    assert_told(not_closed, text)
    assert_told(check_markup(html, left, 1), left)
    assert body is not None
    # What follows is neither swallowed nor moved.
    assert [node.tag for node in body.iter()] == ["main", "aside"]
    for node in body.css("main *"):
        assert node.tag in ELEMENTS
        assert set(node.attributes) <= ATTRIBUTES["*"] | ATTRIBUTES.get(node.tag, set()) | KNOWN


@many
@given(mixed(WORDS))
def test_any_character_is_seen_or_told(text: str):
    """A text about which nothing is said holds no character that nobody sees."""
    read, _ = decode(text.encode("utf-8", "surrogatepass"))
    problems = list(check_characters(read))

    assert_told([*problems, *check_crowding(read)], read)
    assert bool(UNSEEN.search(read)) <= bool(problems)
