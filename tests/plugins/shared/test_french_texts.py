"""What doctors type in French is printed as the Imprimerie nationale's *Lexique* asks."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from plugins.reader.dialect import extensions
from plugins.shared.typography import NBSP, NNBSP, WORD_JOINER, typeset
from tests.support.sites import KIT

from .french_texts import LEXIQUE, VARIANTS

# What the dialect makes a link of by itself.
OWN_LINK = re.compile(r'<a href="[^"]*">((?:https://|www\.|[\w.]+@)[^<]*)</a>')
SHOWN = str.maketrans({NBSP: "⍽", NNBSP: "·", WORD_JOINER: None})


@pytest.mark.parametrize(("typed", "printed"), [*LEXIQUE, *VARIANTS])
def test_what_is_typed_is_printed_by_the_rules(typed: str, printed: str):
    """Each text becomes what a printer would make of it; once more, and nothing changes."""
    once = typeset(Markdown(extensions=extensions()).convert(typed), "fr")

    assert OWN_LINK.sub(r"\1", once.translate(SHOWN)) == f"<p>{printed}</p>"
    assert typeset(once, "fr") == once


def test_a_line_that_was_typed_ends_nothing():
    """The end of a line, in a text as it was typed, is a space like any other."""
    # But a hyphen that begins a line is that of a list.
    for typed in (typed for typed, _ in (*LEXIQUE, *VARIANTS) if "- " not in typed):
        lines = typed.replace(" ", "\n")

        assert typeset(lines, "fr").replace("\n", " ") == typeset(typed, "fr")


def test_the_guide_shows_what_is_printed():
    """Each row of the guide's table is what a page holds, but for the kinds of its spaces."""
    guide = (KIT / "docs" / "ecrire-un-article.md").read_text("utf-8")
    section = guide.partition("## La typographie se fait seule")[2].partition("\n#")[0]
    first = re.search(r"(?:^\|.*\n)+", section, re.MULTILINE)
    assert first
    rows = re.findall(r"^\| `(.+)` \| (.+) \|$", first[0], re.MULTILINE)

    assert len(rows) > 5
    for typed, printed in rows:
        assert re.sub(f"[{NBSP}{NNBSP}]", " ", typeset(typed, "fr")) == printed
