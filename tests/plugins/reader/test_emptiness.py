"""No emptiness pushes the boxes out of reach, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from plugins.reader.emptiness import check_emptiness
from plugins.reader.markup import reduce_markup

MARKDOWN = Markdown(extensions=["extra"])
VOID = [
    *("<br>", "<br>\n", "&nbsp;\n\n", "<p></p>\n\n", "<p>&nbsp;</p>\n\n", "## \n\n", "---\n\n"),
    *(
        ".\n\n",
        "…\n\n",
        "🙂\n\n",
        "> .\n\n",
        "<div></div>\n\n",
        "<h3><b></b></h3>\n\n",
        "\u3164\n\n",
    ),
    *("- &nbsp;\n", "<hr>\n\n", "<ul><li></li></ul>\n\n", '<br title="a>b">\n', "\u2800\n\n"),
]


def said(text: str) -> list[int]:
    """Return the lines on which a text is told to be too empty."""
    html = reduce_markup(MARKDOWN.reset().convert(text))
    return [problem.line for problem in check_emptiness(html, text, 1)]


@given(st.lists(st.sampled_from(VOID), min_size=60, max_size=200))
def test_any_mixture_of_void_is_found(pieces: list[str]):
    """On the line where it begins, after the words before it."""
    text = f"Un premier paragraphe.\n\n{''.join(pieces)}\n\nEt la suite.\n"

    (line,) = said(text)
    assert line <= 5


def test_a_line_for_each_letter_is_found():
    """In paragraphs, lines or a program."""
    assert said("Un texte.\n\n" + "a\n\n" * 1000) == [3]
    assert said("Un texte.\n\n" + "a<br>\n" * 1000) == [3]
    assert said("~~~\n" + "a\n" * 1000 + "~~~\n") == [1]


@pytest.mark.parametrize("number", range(1, 40))
def test_a_word_now_and_then_changes_nothing(number: int):
    """So many void lines, and one word: the whole is counted too."""
    text = ("<br>" * number + "\n\nmot\n\n") * (600 // number)

    assert said(text) or number < 2


@pytest.mark.parametrize(
    "text",
    [
        "Un texte.\n\nUn autre<br>sur deux lignes.\n",
        "Vers  \nvers  \nvers\n\n" * 60,
        "- un\n- deux\n\n" * 100,
        "a\n\nb\n\nc\n",
        "| jour | mesure |\n| --- | --- |\n" + "".join(f"| {n} | |\n" for n in range(1, 32)),
        "Nom : ............................................................\n\n" * 10,
        "~~~\n" + "valeur = 1\n\n" * 60 + "~~~\n",
        "Un mot.\n\n" * 300,
        "![le genou](x.png)\n\n" * 30,
        "> citation\n\n---\n\n" * 20,
    ],
)
def test_a_text_with_room_in_it_passes(text: str):
    """Verses, lists, forms to fill in by hand, programs, pictures."""
    assert said(text) == []
