"""What cannot be read as it was meant is told, with its line and what to write."""

from __future__ import annotations

import pytest

from plugins.reader.dialect.slips import slips
from plugins.shared.problems import WARNING
from tests.support.converting import read
from tests.support.sites import Site

HEADER = "---\ntitle: Liens\ndate: 2026-10-02\nconditions: reflux\n---\n"


def told(text: str) -> list[tuple[int, str]]:
    """Return the lines and levels of what is told of a text."""
    return [(problem.line, problem.level) for problem in slips(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Voir [ameli] (https://www.ameli.fr).",
        "Voir [ameli]: (https://www.ameli.fr).",
        "Voir [ameli]\u00a0( www.ameli.fr ).",
        "Voir [le dos] ({filename}/articles/dos.md).",
        "Voir (la HAS)[https://www.has-sante.fr].",
        "Voir (la HAS) [www.has-sante.fr].",
        "Voir [](https://www.has-sante.fr).",
        "Voir [ ](https://www.has-sante.fr).",
        'Voir <a href="https://www.has-sante.fr"></a>.',
        "> 3 g\n> une citation",
    ],
)
def test_what_is_refused(text: str):
    """A link that would be printed raw or could not be touched, a sign that would be lost."""
    assert told(f"Un mot.\n\n{text}") == [(3, "error")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("La crème suffit.\n---\nAutre.", 2),
        ("1. Un\n---", 2),
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", 3),
        ("| a | b |\n| 1 | 2 | 3 |\n| 4 | 5 |", 2),
        ("a | b\n---|---\n1 | 2 | 3", 3),
    ],
)
def test_what_is_remarked(text: str, line: int):
    """What is on the page, though perhaps not as it was meant."""
    assert told(text) == [(line, WARNING)]


@pytest.mark.parametrize(
    "text",
    [
        "[ameli](https://www.ameli.fr), ![](a.png), [1] (page 3), (note)[^1], f(x)[1]",
        "[HAS](https://a.fr) [https://b.fr](https://b.fr) (ou) [www.c.fr][1] [www.d.fr](www.d.fr)",
        "- [x] (https://www.ameli.fr)\n- [ ] (www.ameli.fr)",
        "`[ameli] (https://www.ameli.fr)` et ``(x)[https://x.fr]``",
        "~~~\n[ameli] (https://www.ameli.fr)\n---\n~~~",
        "## Titre\n---\n\n---\n\nUn mot.\n\n---\nAutre.",
        "- un\n---\n> deux\n---",
        "> 3 g\n> 4 g\n\n> « Une citation.\n> 3 lignes »",
        "| a | b |\n|---|---|\n| `1|2` | 3\\|4 |\n| 5 |",
    ],
)
def test_what_is_right(text: str):
    """Links, tasks, code, rules apart, values and tables say nothing."""
    assert told(text) == []


def test_the_doctor_is_told_her_words_and_what_to_write(site: Site):
    """Line of the file, words quoted, the link to copy."""
    body = (
        "Texte [@chey2024].\n\nVoir [ameli] (https://www.ameli.fr) et (la HAS)[www.has-sante.fr].\n"
    )
    site.write("articles/liens.md", HEADER + body)
    built = site.build()

    assert built.status == 1
    assert built.said.count("✗ ligne 8\u00a0: ") == 2
    assert "→ Écrivez [ameli](https://www.ameli.fr), sans rien entre ] et (." in built.said
    assert "→ Écrivez [la HAS](https://www.has-sante.fr)." in built.said


def test_a_remark_is_quoted_with_the_rest():
    """The line stands in the message as it stands in the file, where it can be searched for."""
    reading = read("Voir <!-- à vérifier --> [ameli] (https://www.ameli.fr).\n")

    assert [problem.quote for problem in reading.problems] == [
        "Voir <!-- à vérifier --> [ameli] (https://www.ameli.fr)."
    ]
