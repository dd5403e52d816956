"""A header is strict: words and lists of words, in known fields, within bounds."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.reader.checks import check_document
from plugins.reader.core import ARTICLE_FIELDS, PAGE_FIELDS, read_document
from plugins.reader.dates import read_date
from plugins.reader.document import Document
from plugins.reader.stray_fields import check_body
from plugins.shared.files import address
from plugins.shared.problems import UNSEEN, WARNING


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
        ("title: a\ntags: [[a]]", [3]),
        ("title: a\ntags: {a: b}", [3]),
        ("title: &x a\nsummary: *x", [2, 3]),
        ("title: a\nstatus: !!binary YQ==", [3]),
        ("title: a\nstatus: !draft", [3]),
        ("title: a\ntags: [a, *b]", [3]),
        ("title: a\n<<: *x", [3]),
        ("title: a\n? [a, b]\n: c", [3]),
        ("title: a\nsources:\n  - title: x\n    url: y", [5]),
        ("title: a\ntags: " + "[" * 9000, [3]),
        ("title: a\n" + "? " * 9000, [3]),
        ("- a\n- b", [2]),
        ("des mots", [2]),
        (r'title: "a\0b"', [2]),
        (r'title: a\ntags: ["\e", b]'.replace(r"\n", "\n"), [3]),
        (r'title: "\u202eflux"', [2]),
        (r'title: "\x07" ', [2]),
        (r'title: "a\Lb"', [2]),
        (r'title: "\UFFFFFFFF"', [2]),
    ],
)
def test_a_header_holds_words_and_lists_of_words_only(lines: str, at: list[int]):
    """Anchors, tags, tables, depths and escapes are refused with their line, however deep."""
    document = read_document(f"---\n{lines}\n---\nTexte.\n")

    assert [problem.line for problem in document.problems] == at
    assert document.body == "Texte.\n"
    assert not any(UNSEEN.search(found.text) for found in document.fields.values())


def test_one_line_that_cannot_be_read_hides_no_other():
    """The others are read, and what is wrong with them is told."""
    document = header('title: "Un titre\ndate: 2025\ntags: {a: b}\nstatut: x')
    problems = check_document(document, ARTICLE_FIELDS, dated=True)

    assert {problem.line for problem in problems} == {2, 3, 4, 5}


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Title: a\nSummary: un résumé\nqui continue.\nTags: dos\n\nTexte.", 3),
        ("Title: a\nInterests: payé\nen 2025, au Japon.\nTags: dos\n\nTexte.", 3),
        ("Title: a\nSummary: un\nsite : x y\nhttps://a.example\nTags: dos\n\nTexte.", 4),
        ("---\ntitle: a\nsummary: un résumé\nqui continue.\ntags: dos\n---\nTexte.", 4),
        ("---\ntitle: a\ntags: dos\nsummary: un résumé\nqui continue.\n---\nTexte.", 5),
        ("Title: a\nTags: dos\nTexte.", 3),
        ("Title: a\nTags: dos\n# Texte.", 3),
        ("---\ntitle:\ta\n\ttags:\tdos\n---\nTexte.", 3),
        ("---\ntitle: a\n  tags: dos\n---\nTexte.", 3),
        ("---\ntitle: a\n\u00a0tags: dos\n---\nTexte.", 3),
        ("---\ntitle: a\n\u200btags: dos\n---\nTexte.", 3),
        ("---\ntitle: a\ntags: dos\n\nTexte.\n\nSuite.", 5),
        ("---\ntitle: a\ntags: dos\nTexte.\n\nSuite.", 4),
        ("---\ntitle: a\ntags: dos\n\n## Un intertitre\n\nTexte.", 5),
        ("---\ntitle: a\ntags: dos\n\nTexte.\n\n---\n\nSuite.", 5),
        ("---\ntitle: a\ntags: dos\n\nTexte.", 5),
        ("---\ntitle: a\ntags: dos\n", 3),
        ("\u2014\ntitle: a\ntags: dos\n---\nTexte.", 1),
        ("--\ntitle: a\ntags: dos\n---\nTexte.", 1),
        ("***\ntitle: a\ntags: dos\n---\nTexte.", 1),
        ("---\ntitle: a\ntags: dos\n\u2014\nTexte.", 4),
        ("---\ntitle: a\ntags: dos\n----\nTexte.", 4),
        ("---\ntitle: a\ntags: dos\n ---\nTexte.", 4),
        ('+++\ntitle = "a"\ntags = ["dos"]\n+++\nTexte.', 1),
        ('+++\ntitle = "a"\ntags = [\n  "dos",\n]\n\nTexte.', 1),
    ],
)
def test_a_header_that_does_not_end_where_it_seems_to_is_told(text: str, at: int):
    """On the very line; what stands above and below it is read all the same."""
    document = read_document(text)

    assert [problem.line for problem in document.problems] == [at]
    assert document.get("title") == "a"
    assert document.get("tags") == "dos"
    assert document.body.rstrip().endswith(("Texte.", "Suite.", ""))
    assert "title" not in document.body


def test_no_word_of_a_text_below_an_unclosed_header_is_lost():
    """The text begins at its first line, headings included."""
    document = read_document("---\ntitle: a\n\n# Un\n\nDeux.\n\n---\n\nTrois.")

    assert document.body.split() == ["#", "Un", "Deux.", "---", "Trois."]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("title: #Novembre sans tabac, tu participes ?", "#Novembre sans tabac, tu participes ?"),
        ("title: [Traduction] Mieux dormir", "[Traduction] Mieux dormir"),
        ("title: [Traduction]", "[Traduction]"),
        ("title: {a} b", "{a} b"),
        ('title: "Mal de dos" : que faire ?', '"Mal de dos" : que faire ?'),
        ("summary: *Important*, à lire", "*Important*, à lire"),
        ("title: -5 kg", "-5 kg"),
        ("title: @renaloo", "@renaloo"),
        ("title: 5 % # et plus", "5 % # et plus"),
        ("title:sans espace", "sans espace"),
        ("title\t:\tdes tabulations", "des tabulations"),
        ('"title": entre guillemets', "entre guillemets"),
        ("summary: Un : résumé\n  à la ligne : ici # oui", "Un : résumé à la ligne : ici # oui"),
        ("summary:\n  Une phrase", "Une phrase"),
        ("authors: ['Anne Martin, MD', Paul]", ["Anne Martin, MD", "Paul"]),
        ("authors:\n  - 'Anne Martin, MD'", ["Anne Martin, MD"]),
        ("sources: [@chey2024, doi:10.1000/a]", ["@chey2024", "doi:10.1000/a"]),
        ("tags: [\n  dos,\n  cou\n]", ["dos", "cou"]),
        ("tags:\n- dos : mal\n- cou", ["dos : mal", "cou"]),
    ],
)  # fmt: skip
def test_a_value_is_the_words_it_is(line: str, value: str | list[str]):
    """No sign at its beginning or inside takes anything from it."""
    document = header(line)
    (found,) = document.fields.values()

    assert document.problems == []
    assert found.value == value


@pytest.mark.parametrize(
    "line",
    ["tags: #dos, #cou", "tags: [#dos, #cou]", "tags:\n- #dos\n- #cou", "conditions: #dos,#cou"],
)
def test_a_hashtag_is_a_key_word(line: str):
    """Its sign is left out, and that is said; nothing is emptied."""
    document = header(line)
    (found,) = document.fields.values()

    assert found.text.split(", ") == ["dos", "cou"]
    assert [(problem.line, problem.level) for problem in document.problems] == [(2, WARNING)]


def test_a_note_in_a_header_is_told():
    """It may be the end of a value that YAML would pass over."""
    document = header("title: a\nsummary: le tabac\n#Novembre\ntags: dos")

    assert [(problem.line, problem.level) for problem in document.problems] == [(4, WARNING)]


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("title: " + "a" * 201, "this is too long for {name}."),
        ("slug: " + "a" * 201, "this is too long for {name}."),
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
     "save_as: theme/css/article.css", "save_as: x/index.htm", "url: javascript:x", "url: x",
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


def below(text: str) -> list[int]:
    """Return the lines that are told of a text below a header of three lines and an end."""
    document = read_document(f"---\ntitle: a\ndate: 2026-11-22\n---\n{text}\n")
    return [problem.line - 4 for problem in check_body(document, ARTICLE_FIELDS)]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("---\nstatus: draft\n---\nTexte.", [2]),
        ("\n---\n\nslug: autre\nstatus: draft\n---\nTexte.", [4, 5]),
        ("<!-- à relire -->\nstatus: draft\n\nTexte.", [2]),
        ("<!-- à\nrelire -->\n\nslug: autre\n\nTexte.", [4]),
        ("<!-- status: draft -->\n\nTexte.", [1]),
        ("mots: x\nstatus: draft\n\nTexte.", [2]),
        ("mots: x\nslug: autre\n\nTexte.", [2]),
        ("> status: draft\n\nTexte.", [1]),
        ("- status: draft\n\nTexte.", [1]),
        ("1. status: draft\n\nTexte.", [1]),
        ("**status**: draft\n\nTexte.", [1]),
        ("**Statut :** *brouillon*\n\nTexte.", [1]),
        ("## Statut : brouillon\n\nTexte.", [1]),
        ("| status | draft |\n\nTexte.", [1]),
        ("`status: draft`\n\nTexte.", [1]),
        ("<p>status: draft</p>\n\nTexte.", [1]),
        ("&nbsp;status: draft\n\nTexte.", [1]),
        ("\u200bstatus: draft\n\nTexte.", [1]),
        ("sta\u00adtus: draft\n\nTexte.", [1]),
        ("    status: draft\n\nTexte.", [1]),
        ("status\uff1a draft\n\nTexte.", [1]),
        ("status = draft\n\nTexte.", [1]),
        ("Draft: true\n\nTexte.", [1]),
        ("published: false\n\nTexte.", [1]),
        ("Texte.\n\nSuite.\n\nstatus: draft", [5]),
        ("- lang: en\n\nTexte.", [1]),
        ("> date: 2026-10-02\n\nTexte.", [1]),
        ("\u00adslug: autre\n\nTexte.", [1]),
    ],
)
def test_a_field_in_the_text_is_told_however_it_is_dressed(text: str, at: list[int]):
    """What it says would not be done: a draft would be published."""
    assert below(text) == at


@pytest.mark.parametrize(
    "text",
    [
        "Texte.\n\nSources : voir plus bas.",
        "**Résumé** : ce qu’il faut retenir.\n\nTexte.",
        "- **Auteur** : Dr X\n- **Langue** : le français",
        "**Date** : 12 mars 2026\n**Lieu** : la salle",
        "Le statut du brouillon\n\nTexte.",
        "Statut vaccinal : à jour.",
        "> Résumé : une citation.",
        "Attention : ceci.\n\nTexte.\n\nLangue : chargée.",
    ],
)
def test_a_text_may_speak_of_what_fields_speak_of(text: str):
    """Only what cannot be a sentence is told."""
    assert below(text) == []


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


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2011/07/22", ["2011-07-22"]),
        ("2011.7.22", ["2011-07-22"]),
        ("2011-7-2", ["2011-07-02"]),
        ("20110722", ["2011-07-22"]),
        ("31-07-2013", ["2013-07-31"]),
        ("31/07/2013 10:30", ["2013-07-31"]),
        ("07/31/2013", ["2013-07-31"]),
        ("22 juillet 2011", ["2011-07-22"]),
        ("vendredi 22 juil. 2011 à 10h30", ["2011-07-22"]),
        ("1er août 2022", ["2022-08-01"]),
        ("1er aout 2022", ["2022-08-01"]),
        ("22 July 2011", ["2011-07-22"]),
        ("July 22nd, 2011", ["2011-07-22"]),
        ("2026-11-22\u200b", ["2026-11-22"]),
        ("04/04/2025", ["2025-04-04"]),
        ("12/03/2026", ["2026-03-12", "2026-12-03"]),
        ("22/07/11", []),
        ("juillet 2011", []),
        ("2026-02-31", []),
        ("32 juillet 2011", []),
        ("demain", []),
        ("22 juillet 1811", []),
    ],
)
def test_the_date_that_was_meant_is_proposed(written: str, days: list[str]):
    """One that has one reading with the value to write, one that has two with both."""
    problems = check_document(header(f"title: a\ndate: {written}"), ARTICLE_FIELDS, dated=True)
    (problem,) = [one for one in problems if one.line == 3]

    assert [problem.values[name] for name in ("day", "other") if name in problem.values] == days


@pytest.mark.parametrize("name", ["title", "tags", "category", "author", "reviewer", "summary"])
@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\u3164", "\u2800", "\U000e0041", "\ufe0f",
                                    "\u0301", "\u200d \u2060", "\ufeff", "\u115f"])  # fmt: skip
def test_a_value_that_nobody_sees_is_refused(name: str, unseen: str):
    """Readers would be shown nothing."""
    problems = check_document(article(f"{name}: {unseen}"), ARTICLE_FIELDS, dated=True)

    assert [p.line for p in problems if p.what == "nothing of what this line says can be seen."]


@pytest.mark.parametrize("text", ["<!-- x -->\n---\ntitle: a\n---\nT", "Un mot.\n\ntitle: a\n\nT"])
def test_a_header_below_the_top_is_told(text: str):
    """It is shown where it begins."""
    (problem,) = check_document(read_document(text), ARTICLE_FIELDS, dated=True)

    assert (problem.line, problem.quote) == (3, "title: a")


def test_a_line_may_be_set_back_with_a_tab():
    """An editor's tab goes on with the line before, as spaces do."""
    document = read_document("Title: Un titre\n\tqui continue\nDate: 2026-11-22\n\nTexte.\n")

    assert document.problems == []
    assert document.get("title") == "Un titre qui continue"


def test_a_value_may_end_with_a_colon():
    """A title is taken as the words it is."""
    assert header("title: Trois questions:").get("title") == "Trois questions:"


@pytest.mark.parametrize("dashes", ["\\---", r"\-\-\-", "----", "—", "***"])
def test_dashes_that_an_editor_changed_are_told_where_they_are(dashes: str):
    """Both lines are told with what to write, and all between is read."""
    document = read_document(f"{dashes}\ntitle: Un titre\ndate: 2026-10-01\n{dashes}\n\nTexte.\n")

    assert [problem.line for problem in document.problems] == [1, 4]
    assert all("three hyphens" in problem.what for problem in document.problems)
    assert document.fields["title"].text == "Un titre"
    assert document.body.strip() == "Texte."
