"""One call for sentences in a row that rest on the same source: the last of them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from plugins.reader.dialect import extensions
from plugins.reader.markup import reduce_markup
from plugins.sources.calls import CitationCalls, between_calls, find_calls, replace_calls
from plugins.sources.core import Numbering, cite
from plugins.sources.folding import fold
from plugins.sources.library import read_library

SOURCES = [{"id": name, "type": "book", "title": name.upper()} for name in ("a", "b")]
LIBRARY, _, _ = read_library(json.dumps(SOURCES), "")
MARKDOWN = Markdown(extensions=[*extensions(), CitationCalls()], output_format="html")
WORDS = st.lists(
    st.sampled_from(
        ["Un", "mot.", "Deux", "[@a]", "[@a].", "[@b]", "[@a; @b]", "[@a, p. 2]", "\n\n"]
    ),
    max_size=16,
).map(" ".join)


def printed(text: str) -> str:
    """Return the words of a Markdown text as they are printed, its calls too."""
    html = reduce_markup(MARKDOWN.reset().convert(text))
    calls, bibliography = cite(
        find_calls(html), (), Numbering(LIBRARY, "x-fr", "fr"), between_calls(html)
    )
    html = replace_calls(html, calls)
    there = {node.attributes["id"] for node in LexborHTMLParser(html).css("sup [id]")}
    # Whatever is printed, each source that is called leads back to a place of the text.
    assert all(entry.back in there for entry in bibliography.entries if entry.calls)
    body = LexborHTMLParser(html).body
    return " ".join(body.text(separator="").split()) if body else ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Un [@a]. Deux [@a]. Trois [@a].", "Un. Deux. Trois [1]."),
        ("Un [@a] et deux [@a].", "Un et deux [1]."),
        ("Un.[@a] Deux.[@a]", "Un. Deux.[1]"),
        ("Un [@a]. Deux [@b]. Trois [@a].", "Un [1]. Deux [2]. Trois [1]."),
        ("Un [@a; @b]. Deux [@b; @a].", "Un. Deux [1, 2]."),
        # A sentence that rests on nothing must not seem to.
        ("Un [@a]. Sans source. Deux [@a].", "Un [1]. Sans source. Deux [1]."),
        ("Un [@a].\n\nDeux [@a].", "Un [1]. Deux [1]."),
        ("- Un [@a].\n- Deux [@a].", "Un [1]. Deux [1]."),
        ("Un [@a, p. 1]. Deux [@a, p. 2].", "Un [1 (p. 1)]. Deux [1 (p. 2)]."),
        ("Un [@a]. **Deux** [@a].", "Un. Deux [1]."),
        ("Un [@a], [@a], deux [@a].", "Un [1], [1], deux [1]."),
    ],
)
def test_one_call_for_a_run(text: str, shown: str):
    """The last one stays, with its number; whatever says more, or less, keeps its own."""
    assert printed(text) == shown


@given(WORDS)
def test_no_source_is_left_without_a_call(text: str):
    """Every paragraph names the sources that it named, and no word is lost."""
    html = reduce_markup(MARKDOWN.reset().convert(text))
    calls, between = find_calls(html), between_calls(html)
    kept = fold(calls, between)

    printed(text)
    assert [one for one in kept if one] == [c for c, k in zip(calls, kept, strict=True) if k]
    assert not calls or kept[-1] == calls[-1]
    for place, one in enumerate(kept):
        if not one:
            assert calls[place] == calls[place + 1]
            assert "<p>" not in between[place]
