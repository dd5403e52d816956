"""A line is found again from the words of a file, or from those of the page it became."""

from __future__ import annotations

import re

import pytest

from plugins.shared.quotes import Lines, lines_of, place, shortened


def test_words_are_found_as_words_before_the_inside_of_one() -> None:
    """“reflux” is not taken for the beginning of “refluxes” where it stands alone below."""
    assert Lines("refluxes\n  le reflux.\n").typed("reflux") == ("le reflux.", 2)
    assert Lines("a\nrefluxes\n").typed("reflux") == ("refluxes", 2)


def test_what_was_typed_as_an_entity_is_found() -> None:
    """An address is compared as a browser reads it."""
    assert Lines("a\n[x](https://x.org/?a&amp;b)").typed("https://x.org/?a&b")[1] == 2


def test_what_is_nowhere_has_no_line() -> None:
    """Nothing is made up: no quote, line 0."""
    lines = Lines("a\nb")
    assert lines.typed("c") == lines.printed("c") == lines.matching(re.compile("c")) == ("", 0)
    assert lines.printed("") == lines.printed("…") == ("", 0)


def test_a_file_is_counted_from_its_first_line() -> None:
    """A text below a header begins further down in its file."""
    assert Lines("a\nb", 5).typed("b") == ("b", 6)


def test_lines_end_as_on_any_system() -> None:
    """Old Macs, Windows and Unix count alike."""
    assert Lines("a\r\nb\rc\nd").typed("d") == ("d", 4)


@pytest.mark.parametrize(
    ("typed", "passage"),
    [
        ("C'est *très* utile : « oui » !", "C’est très utile\u00a0: «\u00a0oui\u00a0»\u202f!"),
        ("le 1^er^ jour, H~2~O", "le 1er jour, H2O"),
        ("un **É**TAT g&eacute;n&eacute;ral", "Un état général"),
        ("Passe-t-il ?", "Passe-\u2060t-il\u202f?"),
        ("cinq ou six\nmots sur deux lignes", "cinq ou six mots sur deux lignes, et plus"),
        ("> une citation\n> qui continue", "une citation qui continue"),
    ],
)
def test_a_printed_passage_is_found_where_it_begins(typed: str, passage: str) -> None:
    """Typography, marks, entities and ends of line do not hide what was typed."""
    assert Lines(f"Avant.\n\n{typed}\n\nAprès.").printed(passage)[1] == 3


def test_a_line_of_its_own_comes_before_the_middle_of_another() -> None:
    """A heading is found, not the sentence above that names it."""
    assert Lines("Une urgence arrive.\n\n## Urgence\n").printed("urgence") == ("## Urgence", 3)


def test_half_a_word_is_no_beginning() -> None:
    """“Il guérit” is not found inside of “vil guérit”."""
    assert Lines("Le vil guérit.\n\nIl guérit.").printed("Il guérit de tout")[1] == 0
    assert Lines("Le vil guérit.\n\nIl guérit vite.").printed("Il guérit")[1] == 3


def test_a_passage_does_not_go_over_an_empty_line() -> None:
    """Two paragraphs are no sentence."""
    assert Lines("Il\n\nguérit").printed("Il guérit")[1] == 0


def test_quotes_are_cut_where_they_are_long() -> None:
    """Nobody reads a page quoted in a message."""
    assert len(Lines("a" * 300).typed("a" * 10)[0]) == 200
    assert len(Lines("a" * 300, longest=None).typed("a" * 10)[0]) == 300
    assert shortened("a" * 161) == "a" * 160 + "…"
    assert shortened("a" * 160) == "a" * 160


def test_a_place_is_a_line_and_its_words() -> None:
    """An index of a text is said as an editor shows it."""
    assert place("a\n  b c \nd", 5) == ("b c", 2)


def test_a_text_is_folded_once() -> None:
    """Two steps that look for a line of one article share its lines."""
    assert lines_of("le même texte") is lines_of("le même texte")
