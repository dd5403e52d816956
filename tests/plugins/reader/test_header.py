"""A header is strict: words and lists of words, in known fields, within bounds."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.reader.core import (
    ARTICLE_FIELDS,
    PAGE_FIELDS,
    Document,
    check_body,
    check_document,
    read_date,
    read_document,
)
from plugins.shared.files import address


def header(lines: str) -> Document:
    """Read a file whose header is made of some lines between two fences."""
    return read_document(f"---\n{lines}\n---\nLe corps.\n")


def article(field: str) -> Document:
    """Read an article whose header has one more field, or another title."""
    title = "" if field.startswith("title") else "title: Un titre\n"
    return header(f"{title}date: 2026-11-22\n{field}")


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        ("title: a\ntags: [[a]]", 3),
        ("title: a\ntags: {a: b}", 3),
        ("title: &x a\nsummary: *x", 2),
        ("title: a\nstatus: !!binary YQ==", 3),
        ("title: a\n? [a, b]\n: c", 3),
        ("title: a\nsources:\n  - title: x\n    url: y", 5),
        ("title: a\ntags: " + "[" * 9000, 3),
        ("title: a\n" + "? " * 9000, 3),
        ("- a\n- b", 2),
        ("des mots", 2),
    ],
)
def test_a_header_holds_words_and_lists_of_words_only(lines: str, at: int):
    """Anchors, tags, tables and depths are refused with their line, however deep they go."""
    document = read_document(f"---\n{lines}\n---\nTexte.\n")

    assert document.fields == {}
    assert [problem.line for problem in document.problems] == [at]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("title: " + "a" * 201, "this is too long for {name}."),
        ("slug: " + "a" * 81, "this is too long for {name}."),
        ("summary: " + "a" * 2001, "this is too long for {name}."),
        ("tags: " + ",".join(f"t{n}" for n in range(51)), "this is too long for {name}."),
        ("tags: estomac, !!!", "“{value}” holds no letter that an address could be made of."),
        ("tags: [estomac, '?']", "“{value}” holds no letter that an address could be made of."),
        ("category: 😀", "“{value}” holds no letter that an address could be made of."),
        ("lang: ../x", "“{value}” is not possible for {name}."),
        ("slug: ../x", "this cannot be part of an address."),
        ("slug: a/b", "this cannot be part of an address."),
        ("save_as: x/index.html", "“{name}” is not a known field."),
        ("template: archives", "“{name}” is not a known field."),
        ("_content: x", "“{name}” is not a known field."),
        ("allowed_statuses: x", "“{name}” is not a known field."),
    ],
)
def test_a_field_of_an_article_is_bounded(field: str, said: str):
    """What a field may hold has a length and a form; what Pelican keeps for itself is no field."""
    problems = check_document(article(field), ARTICLE_FIELDS, dated=True)

    assert said in [problem.what for problem in problems]


@pytest.mark.parametrize(
    "field",
    ["title: " + "a" * 200, "slug: " + "a" * 80, "tags: " + ",".join(f"t{n}" for n in range(50)),
     "tags: l'été, œsophage", "category: Dos & articulations", "slug: a-1-b"],
)  # fmt: skip
def test_a_field_at_its_bounds_passes(field: str):
    """The longest that is allowed is allowed."""
    assert check_document(article(field), ARTICLE_FIELDS, dated=True) == []


@pytest.mark.parametrize(
    "field",
    ["save_as: /etc/passwd", "save_as: ../x/index.html", "save_as: x.html", "save_as: index.html",
     "save_as: theme/css/main.css", "save_as: x/index.htm", "url: javascript:x", "url: x",
     "url: //evil.example/", "url: ../x/", "template: article", "template: ../../x"],
)  # fmt: skip
def test_a_page_has_its_place_on_the_blog(field: str):
    """A page is written in a folder of the site, by a template of pages."""
    problems = check_document(header(f"title: Un titre\n{field}"), PAGE_FIELDS, dated=False)

    assert [(problem.line, problem.quote) for problem in problems] == [(3, field)]


@pytest.mark.parametrize("place", ["save_as: en/index.html", "url: en/", "save_as: a/b/index.html"])
def test_a_page_may_choose_its_folder(place: str):
    """A folder of the site is a good place."""
    assert not check_document(header(f"title: Un titre\n{place}"), PAGE_FIELDS, dated=False)


@pytest.mark.parametrize(
    "line", ["status: draft", "Statut : draft", "Date: 2026-11-22", "titre: a"]
)
def test_a_line_of_the_header_below_its_end_is_told(line: str):
    """It would be printed, and what it says would not be done."""
    document = read_document(f"title: a\ndate: 2026-11-22\n\n\n{line}\n\nTexte.\n")
    (problem,) = check_body(document, ARTICLE_FIELDS)

    assert (problem.line, problem.quote) == (5, line)


@pytest.mark.parametrize(
    "line", ["Attention : ceci n’est pas un champ", "Texte.", "", "https://a.example"]
)
def test_a_text_may_begin_with_a_colon(line: str):
    """Only what is a field of the header is told."""
    document = read_document(f"title: a\ndate: 2026-11-22\n\n{line}\n\nTexte.\n")

    assert not list(check_body(document, ARTICLE_FIELDS))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("L'été", "l-ete"),
        ("Œdème", "oedeme"),
        ("ألم الظهر", "lm-lzhr"),
        ("腰痛", "yao-tong"),
        ("😀", ""),
        ("mal 😀 de dos", "mal-de-dos"),
        ("e\u0301te\u0301", "ete"),
        ("COVID-19", "covid-19"),
    ],
)
def test_an_address_in_any_alphabet(name: str, expected: str):
    """A name becomes an address in small Latin letters, whatever its alphabet."""
    assert address(name) == expected


@pytest.mark.parametrize(
    "text",
    ["2026-11-22", "2026-11-22 23:30", "2026-11-22T23:30:00", "2026-11-22T23:30:00+02:00",
     "2026-11-22T00:30:00Z", "2026-11-22T08:30:00.000Z", "2026-11-22 08:30:00 +0200"],
)  # fmt: skip
def test_a_date_is_read_as_others_write_it(text: str):
    """Editors and other generators add the hour and the zone: the day is the one written."""
    assert read_date(text) == date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    ["2026", "2026-11", "22/11/2026", "2026-11-31", "2026-11-22x", "2026-11-22 25:00", "10:30",
     "2026-1-2", "20261122", "1899-12-31", "2026-11-22\n", "\u0662026-11-22"],
)  # fmt: skip
def test_a_date_that_could_be_another_is_refused(text: str):
    """Nothing is completed with today's date, nothing is read in the order of another country."""
    assert read_date(text) is None


def test_a_line_may_be_set_back_with_a_tab():
    """An editor's tab goes on with the line before, as spaces do."""
    document = read_document("Title: Un titre\n\tqui continue\nDate: 2026-11-22\n\nTexte.\n")

    assert document.problems == []
    assert document.get("title") == "Un titre qui continue"


def test_a_value_may_end_with_a_colon():
    """A title is taken as the words it is."""
    assert header("title: Trois questions:").get("title") == "Trois questions:"
