"""A reference is printed as the National Library of Medicine asks, in French or in English."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.sources.vancouver import reference
from tests.support.vancouver_items import Item, date, dated, item, people, plain


def test_a_title_in_another_language_says_so():
    """A reading voice changes language with the title, and only then."""
    french = item(title="L’asthme", language="fr-FR")

    assert '<span lang="fr">L’asthme</span>.' in reference(french, "en")
    assert "lang=" not in reference(french, "fr")


def test_each_title_of_a_translated_article_has_its_language():
    """A voice reads the Spanish title in Spanish, and its translation in English."""
    spanish = item(title="Autism", original_title="Autismo", language="spa")

    assert str(reference(spanish, "fr")).startswith(
        '<span lang="es">Autismo</span> [<span lang="en">Autism</span>].'
    )


def test_a_translation_alone_is_read_in_english():
    """“[Chronic pain]” of a Japanese article is no Japanese."""
    assert '[<span lang="en">Chronic pain</span>].' in reference(
        item(title="[Chronic pain].", language="jpn"), "fr"
    )


@pytest.mark.parametrize(
    ("title", "original", "printed"),
    [
        ("[Not Available].", "Le titre.", "Le titre"),
        ("Le titre", "Le Titre.", "Le Titre"),
        ("The title", "Le titre", "Le titre [The title]"),
        ("[The title].", "Le titre", "Le titre [The title]"),
        ("[18F]FDG and [11C]PIB", "", "[18F]FDG and [11C]PIB"),
        ("[Not Available]", "", "[Title not available]"),
    ],
)
def test_the_title_as_published_comes_first(title: str, original: str, printed: str):
    """Citing Medicine: the original title, then a translation in brackets."""
    assert dated(title=title, original_title=original) == f"{printed}."


def test_the_original_of_a_translated_book_is_not_what_was_read():
    """The book that is cited is the translation."""
    source = item("book", title="Médecine interne", original_title="Internal Medicine")

    assert plain(source) == "Médecine interne. [date unknown]."


@pytest.mark.parametrize(
    ("written", "english", "french"),
    [
        ("es-AR", "Spanish.", "Espagnol."),
        ("spa", "Spanish.", "Espagnol."),
        ("Espagnol", "Spanish.", "Espagnol."),
        ("fre", "French.", ""),
        ("eng", "", ""),
        ("en_US", "", ""),
        ("xx", "", ""),
        ("mul", "", ""),
        ("no idea", "", ""),
    ],
)
def test_a_language_that_surprises_is_named(written: str, english: str, french: str):
    """English on a French page goes unsaid, and so does the language of the page."""
    source = item(language=written, issued=date(2020))

    assert plain(source, "en") == f"Titre. 2020. {english}".strip()
    assert plain(source, "fr") == f"Titre. 2020. {french}".strip()


@pytest.mark.parametrize(
    ("pages", "printed"),
    [
        ("1730-1753", "1730-53"),
        ("284-287", "284-7"),
        ("1730–1753", "1730-53"),
        ("1730--1753", "1730-53"),
        ("99-101", "99-101"),
        ("10-101", "10-101"),
        ("123-12", "123-12"),
        ("284-7", "284-7"),
        ("S12-S19", "S12-9"),
        ("S6-S12", "S6-12"),
        ("123S-127S", "123S-127S"),
        ("H1270-H1280", "H1270-80"),
        ("e12-S19", "e12-S19"),
        ("12-12", "12"),
        ("e123", "e123"),
        ("12, 15-17", "12, 15-7"),
        ("pp. 12-15", "12-5"),
        ("iv–ix", "iv-ix"),
        ("100-99", "100-99"),
    ],
)
def test_page_ranges(pages: str, printed: str):
    """A range loses the figures that repeat; anything else stays as it was deposited."""
    text = plain(item(issued=date(2024), volume="1", page=pages))

    assert text == f"Titre. 2024;1:{printed}."


def test_an_article_number_stands_for_the_pages():
    """“1-12” of an electronic article only counts its pages."""
    source = item(issued=date(2024), volume="25", issue="18", number="9966", page="1-12")

    assert plain(source) == "Titre. 2024;25(18):9966."


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        ({"volume": "42", "issue": "Suppl 2"}, "42 Suppl 2"),
        ({"volume": "42", "issue": "suppl. 2"}, "42 Suppl 2"),
        ({"volume": "42", "issue": "Supplement_2"}, "42 Suppl 2"),
        ({"volume": "42", "issue": "Supplément 2"}, "42 Suppl 2"),
        ({"volume": "42", "issue": "Suppl"}, "42 Suppl"),
        ({"volume": "58", "issue": "12 Suppl 7"}, "58(12 Suppl 7)"),
        ({"volume": "58", "issue": "12_suppl_7"}, "58(12 Suppl 7)"),
        ({"volume": "58", "issue": "12 (Suppl 7)"}, "58(12 Suppl 7)"),
        ({"volume": "58", "issue": "12", "supplement_number": "7"}, "58(12 Suppl 7)"),
        ({"volume": "58", "issue": "S2"}, "58(S2)"),
        ({"volume": "83", "part_number": "2"}, "83(Pt 2)"),
        ({"volume": "13", "issue": "9", "part_number": "1"}, "13(9 Pt 1)"),
        ({"volume": "20", "issue": "898-2"}, "20(898-2)"),
    ],
)
def test_issues(fields: dict[str, str], printed: str):
    """ICMJE's samples of supplements and parts."""
    assert plain(item(issued=date(2002), **fields)) == f"Titre. 2002;{printed}."


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        ({"container_title_short": "N. Engl. J. Med."}, "N Engl J Med"),
        ({"container_title": "J. Urol."}, "J Urol"),
        ({"container_title": "Doctissimo.fr, le journal"}, "Doctissimo.fr, le journal"),
    ],
)
def test_journals(fields: dict[str, str], printed: str):
    """Abbreviations lose their full stops."""
    assert dated(**fields) == f"Titre. {printed}."


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Que faire ?", "Que faire ?"),
        ("Attention!", "Attention!"),
        ("Et après…", "Et après…"),
        ("Un titre.", "Un titre."),
        ("Un titre", "Un titre."),
        ("What is <i>H. pylori</i>?", "What is H. pylori?"),
        ("  Un titre  ", "Un titre."),
        ("Un titre\n    sur deux lignes", "Un titre sur deux lignes."),
    ],
)
def test_a_title_ends_once(title: str, printed: str):
    """A question mark or an exclamation mark needs no full stop after it."""
    assert dated(title=title) == printed


def test_a_source_without_title_says_so():
    """The rule of the National Library of Medicine for a missing title."""
    assert plain(item(title=""), "en") == "[Title not available]. [date unknown]."
    assert plain(item(title=""), "fr") == "[Titre non disponible]. [date inconnue]."


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        ("1", "1st ed.", "1re éd."),
        ("2", "2nd ed.", "2e éd."),
        ("3", "3rd ed.", "3e éd."),
        ("11", "11th ed.", "11e éd."),
        ("12", "12th ed.", "12e éd."),
        ("21", "21st ed.", "21e éd."),
        (22, "22nd ed.", "22e éd."),
        ("113", "113th ed.", "113e éd."),
        ("2e éd.", "2nd ed.", "2e éd."),
        ("3ème", "3rd ed.", "3e éd."),
        ("Rev. ed.", "Rev. ed.", "Rev. ed."),
    ],
)
def test_editions(number: Any, english: str, french: str):
    """A number becomes an ordinal, words stay as they are."""
    book = item("book", edition=number, issued=date(2020))

    assert plain(book, "en") == f"Titre. {english} 2020."
    assert plain(book, "fr") == f"Titre. {french} 2020."


@pytest.mark.parametrize(
    ("place", "printed"),
    [
        ("Totowa, NJ", "Totowa (NJ)"),
        ("London, UK", "London (UK)"),
        ("St. Louis", "St. Louis"),
        ("Paris, France", "Paris, France"),
    ],
)
def test_places(place: str, printed: str):
    """NLM writes the state in parentheses."""
    book = item("book", publisher_place=place, publisher="Éditeur", issued=date(2020))

    assert plain(book) == f"Titre. {printed}: Éditeur; 2020."


@pytest.mark.parametrize(
    ("source", "on_line"),
    [
        (item("webpage"), True),
        (item("report", URL="https://a.example"), True),
        (item("report"), False),
        (item("book", URL="https://shop.example"), False),
        (item("book", URL="https://a.example", accessed=date(2026, 11, 22)), True),
        (item("chapter", container_title="Livre", medium="Internet"), True),
    ],
)
def test_what_was_read_on_line_says_so(source: Item, on_line: bool):
    """The address of a book may be a shop's."""
    assert ("[Internet]" in plain(source)) is on_line


def test_the_day_of_reading_needs_an_address():
    """Only what is read on line was read on a day."""
    accessed = date(2026, 11, 22)

    assert "cited" in plain(item("webpage", accessed=accessed, URL="https://a.example"))
    assert "cited" not in plain(item("book", accessed=accessed))


def test_a_site_is_named_unless_it_is_the_publisher():
    """A page belongs to a site, said once."""
    page = item("webpage", container_title="ameli.fr", issued=date(2020))

    assert plain(page) == "Titre [Internet]. ameli.fr; 2020."
    assert plain(page | {"publisher": "CNAM"}) == "Titre [Internet]. ameli.fr. CNAM; 2020."
    assert plain(page | {"publisher": "ameli.fr"}) == "Titre [Internet]. ameli.fr; 2020."


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        ({"publisher": "arXiv", "number": "1706.03762"}, "arXiv:1706.03762 [Preprint]"),
        ({"publisher": "arXiv", "number": "arXiv:1706.03762"}, "arXiv:1706.03762 [Preprint]"),
        ({"publisher": "BioRxiv", "number": "069187"}, "BioRxiv 069187 [Preprint]"),
        ({"container_title": "medRxiv", "publisher": "CSHL"}, "medRxiv [Preprint]"),
        (
            {"container_title_short": "medRxiv", "container_title": "medRxiv : the server"},
            "medRxiv [Preprint]",
        ),
        ({"publisher": "HAL", "genre": "Working paper"}, "HAL [Working paper]"),
    ],
)
def test_preprints_name_their_server(fields: dict[str, Any], printed: str):
    """Wherever an export put the server's name."""
    assert plain(item("article", issued=date(2020), **fields)) == f"Titre. {printed}. 2020."


def test_a_preprint_without_server_is_still_called_one():
    """Readers must know that nobody reviewed it."""
    assert plain(item("article", issued=date(2020))) == "Titre [Preprint]. 2020."


def test_the_number_of_a_law_is_said_once():
    """Most laws carry it in their title."""
    law = item("legislation", "Loi n° 2002-303", number="2002-303", issued=date(2002))

    assert plain(law) == "Loi n° 2002-303. 2002."
    assert plain(law | {"title": "Une loi"}) == "Une loi. 2002-303. 2002."


def test_an_unknown_type_is_printed_as_a_book():
    """A type that nobody foresaw still has its title, publisher and year."""
    source = item("motion_picture", publisher="Éditeur", issued=date(2020))

    assert plain(source) == "Titre. Éditeur; 2020."


def test_a_book_never_lists_its_editors_twice():
    """They stand for missing authors, or after the title."""
    book = item("book", editor=people("A, B"), issued=date(2020))

    assert plain(book) == "A B, editor. Titre. 2020."
    assert plain(book | {"author": people("C, D")}) == "C D. Titre. A B, editor. 2020."
