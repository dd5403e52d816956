"""Names are printed as NLM does: family, two initials, organisations whole, six at most."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.vancouver_items import dated, item, people, plain

GROUP = {"literal": "Groupe, Paris"}


@pytest.mark.parametrize(
    ("given", "initials"),
    [
        ("William D", "WD"),
        ("ME", "ME"),
        ("M. E.", "ME"),
        ("M.E.", "ME"),
        ("Jean-Paul", "JP"),
        ("J.-P.", "JP"),
        ("Marie Claire", "MC"),
        ("Maria Cristina de Oliveira", "MC"),
        ("Thais de Carvalho Vieira", "TC"),
        ("Gláucia de", "G"),
        ("Élodie", "É"),
        ("élodie", "É"),
        ("jean", "J"),
        ("JEAN", "J"),
        ("Abd al-Rahman", "AA"),
        ("Ming\u2010Hua", "MH"),
        ("D'Arcy", "D"),
        ("(Jim) ’Abd", "JA"),
        ("Иван Петрович", "ИП"),
        ("太郎", "太郎"),
        ("...", ""),
    ],
)
def test_initials(given: str, initials: str):
    """Given names become capitals without stops, and initials stay as they are."""
    assert dated(author=people(f"Nom, {given}")) == f"Nom {initials}".strip() + ". Titre."


@pytest.mark.parametrize(
    ("author", "printed"),
    [
        ({"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"}, "van Gogh V"),
        ({"family": "Humboldt", "given": "A", "dropping-particle": "von"}, "von Humboldt A"),
        (
            {"family": "Fontaine", "dropping-particle": "de", "non-dropping-particle": "La"},
            "de La Fontaine",
        ),
        ({"family": "Alembert", "given": "Jean", "dropping-particle": "d’"}, "d’Alembert J"),
        ({"family": "Gilstrap", "given": "LC", "suffix": "3rd"}, "Gilstrap LC 3rd"),
        ({"family": "Gilstrap", "given": "LC", "suffix": "III"}, "Gilstrap LC 3rd"),
        ({"family": "King", "given": "Martin Luther", "suffix": "Jr"}, "King ML Jr"),
        ({"family": "King", "given": "Martin Luther", "suffix": ", Jr."}, "King ML Jr"),
        ({"family": "Van der Berg", "given": "JW"}, "Van der Berg JW"),
        ({"family": "O’Brien", "given": "Conan"}, "O’Brien C"),
        ({"family": "Platon"}, "Platon"),
        ({"given": "Voltaire"}, "Voltaire"),
        ({"literal": "Haute Autorité de Santé"}, "Haute Autorité de Santé"),
        ({"name": "Groupe PANC"}, "Groupe PANC"),
        ("Haute Autorité de Santé", "Haute Autorité de Santé"),
    ],
)
def test_names(author: Any, printed: str):
    """Particles come before, suffixes after, organisations and single names stay whole."""
    assert dated(author=[author]) == f"{printed}. Titre."
    assert dated(author=author) == f"{printed}. Titre."


@pytest.mark.parametrize("nobody", [{}, [], None, "", 0, False, {"family": None}, [[]], [None]])
def test_nobody_is_no_author(nobody: Any):
    """An empty name leaves no comma behind."""
    assert dated(author=[nobody]) == "Titre."
    assert dated(author=nobody) == "Titre."
    assert dated(author=[nobody, *people("A, B")]) == "A B. Titre."


@pytest.mark.parametrize(
    ("authors", "printed"),
    [
        ([*people("A, B"), GROUP], "A B; Groupe, Paris"),
        ([GROUP, *people("A, B")], "Groupe, Paris; A B"),
        ([GROUP, GROUP], "Groupe, Paris; Groupe, Paris"),
        (
            [*people("A, B", "C, D"), GROUP, *people("E, F", "G, H")],
            "A B, C D; Groupe, Paris; E F, G H",
        ),
        ([GROUP] * 7, "; ".join(["Groupe, Paris"] * 6) + "; et al"),
        ([*people(*["A, B"] * 5), GROUP, GROUP], "A B, " * 4 + "A B; Groupe, Paris; et al"),
    ],
)
def test_a_semicolon_parts_an_organisation(authors: list[Any], printed: str):
    """ICMJE: its name may hold commas."""
    assert dated(author=authors) == f"{printed}. Titre."


@pytest.mark.parametrize(
    ("count", "shown"), [(1, "A B"), (2, "A B, A B"), (6, "A B" + ", A B" * 5)]
)
def test_up_to_six_authors_are_all_named(count: int, shown: str):
    """Six authors are named without “et al.”."""
    assert dated(author=people(*["A, B"] * count)) == f"{shown}. Titre."


def test_the_seventh_author_is_among_others():
    """From seven on, six are named."""
    assert dated(author=people(*["A, B"] * 7)) == "A B" + ", A B" * 5 + ", et al. Titre."


@pytest.mark.parametrize(
    ("editors", "printed"),
    [
        (people("A, B"), "A B, editor"),
        (people("A, B", "C, D"), "A B, C D, editors"),
        ([None, *people("A, B")], "A B, editor"),
    ],
)
def test_editors_are_counted_by_their_names(editors: list[Any], printed: str):
    """What has no name is no second editor."""
    assert plain(item("book", editor=editors, issued={"literal": "2020"})).startswith(
        printed + ". "
    )


@pytest.mark.parametrize("others", ["et al.", "et al", "others", "and others", "et coll."])
def test_a_list_that_goes_on(others: str):
    """What an export writes for the names it leaves out is “et al.”, whatever their number."""
    for last in ({"literal": others}, {"family": others}):
        assert dated(author=[*people("A, B", "C, D"), last]) == "A B, C D, et al. Titre."
        assert (
            dated(author=[*people(*["A, B"] * 6), last]) == "A B" + ", A B" * 5 + ", et al. Titre."
        )


def test_editors_that_go_on():
    """A list of one editor that goes on is of several."""
    book = dated(type="book", editor=[*people("A, B"), {"literal": "et al."}])

    assert book == "A B, et al., editors. Titre."
