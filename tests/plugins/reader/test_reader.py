"""What the doctor wrote is read as it was meant, and every fault is shown with its line."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.reader.checks import check_document
from plugins.reader.core import ARTICLE_FIELDS, PAGE_FIELDS, read_document
from plugins.reader.dates import read_date
from plugins.reader.document import Document
from plugins.shared.files import decode
from plugins.shared.problems import Problem
from tests.support.sites import Site

FENCED = "---\n{}\n---\nLe corps.\n"
PLAIN = "{}\n\nLe corps.\n"
COMPLETE = "title: Reflux\ndate: 2026-10-01"


def header(lines: str) -> Document:
    """Read an article whose header is made of some lines between two fences."""
    return read_document(FENCED.format(lines))


def check(lines: str) -> list[Problem]:
    """Return what is wrong with an article's header."""
    return check_document(header(lines), ARTICLE_FIELDS, dated=True)


@pytest.mark.parametrize("form", [FENCED, PLAIN])
def test_both_forms_of_header(form: str):
    """YAML between fences and plain lines up to the first empty one give the same fields."""
    document = read_document(form.format(COMPLETE))

    assert {name: found.value for name, found in document.fields.items()} == {
        "title": "Reflux",
        "date": "2026-10-01",
    }
    assert document.body == "Le corps.\n"


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: Reflux\n...\nLe corps.\n",
        "--- \ntitle: Reflux\n---\t\nLe corps.\n",
        "\n\n---\ntitle: Reflux\n---\nLe corps.\n",
        "---\n\ntitle: Reflux\n\n---\nLe corps.\n",
        "---\n title: Reflux\n---\nLe corps.\n",
        "---\nTITLE: Reflux\n---\nLe corps.\n",
        "---\n# une remarque : personne ne la lit\ntitle: Reflux\n---\nLe corps.\n",
    ],
)
def test_fences_are_taken_as_editors_write_them(text: str):
    """Dots, spaces after a fence, empty lines, indents and capitals change nothing."""
    document = read_document(text)

    assert (document.get("title"), document.body) == ("Reflux", "Le corps.\n")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("title: Reflux : que faire ?", "Reflux : que faire ?"),
        ("title: Reflux: que faire ?", "Reflux: que faire ?"),
        ("title : Reflux", "Reflux"),
        ("title\u00a0: Reflux", "Reflux"),
        ("title\u202f: Reflux", "Reflux"),
        ("title:\u00a0Reflux", "Reflux"),
        ("title:   Reflux  ", "Reflux"),
        ("title:\tReflux", "Reflux"),
        ('title: "Reflux : que faire ?"', "Reflux : que faire ?"),
        ("title: 'L''estomac'", "L'estomac"),
        ("title: L'estomac", "L'estomac"),
        ("title: C'est quoi : 'un reflux' ?", "C'est quoi : 'un reflux' ?"),
        ('title: Le mot "reflux" : origine', 'Le mot "reflux" : origine'),
        ("title: « Docteur » : un mot", "« Docteur » : un mot"),
        ("title: Le score A:B", "Le score A:B"),
        ("title: Plus de 5 % : trop", "Plus de 5 % : trop"),
        ("title: 2026", "2026"),
        ("title: no", "no"),
        ("title: null", "null"),
        ("title: 5 < 6", "5 < 6"),
        ("title: Œsophage, cœur et naïveté", "Œsophage, cœur et naïveté"),
    ],
)
def test_a_title_is_the_words_written(line: str, value: str):
    """Colons, French spaces, quotes and YAML's own words in a title are taken as text."""
    document = header(line)

    assert document.get("title") == value
    assert document.problems == []


@pytest.mark.parametrize(
    "lines",
    [
        "conditions: [reflux, K21]",
        "conditions:\n  - reflux\n  - K21",
        "conditions:\n- reflux\n- K21",
        'conditions: ["reflux", "K21"]',
        "conditions:\n  - reflux\n\n  - K21",
    ],
)
def test_a_list_is_read_in_all_its_forms(lines: str):
    """Brackets or dashes: the items come out the same."""
    assert header(lines).fields["conditions"].value == ["reflux", "K21"]


@pytest.mark.parametrize(
    ("lines", "value"),
    [
        ("summary: >\n  Une ligne,\n  puis deux : voilà.", "Une ligne, puis deux : voilà."),
        ("summary: |\n  Une ligne.\n\n  Une autre.", "Une ligne.\n\nUne autre."),
        ("summary: Une ligne\n  et sa suite", "Une ligne et sa suite"),
    ],
)
def test_a_long_value_runs_over_several_lines(lines: str, value: str):
    """Folded, literal and indented values are joined as YAML says, colons included."""
    document = header(f"{lines}\nstatus: draft")

    assert document.get("summary") == value
    assert document.get("status") == "draft"


def test_a_plain_header_runs_over_several_lines():
    """In the plain form an indented line goes on with the one before."""
    document = read_document("title: Reflux\ntags: a,\n   b\n\nLe corps.\n")

    assert document.get("tags") == "a, b"
    assert document.body_line == 5


def test_a_text_without_header_is_all_body():
    """Nothing of a file without header is lost."""
    document = read_document("Le titre : un texte.\nSuite.\n")

    assert document.body == "Le titre : un texte.\nSuite.\n"
    assert document.fields == {}


@pytest.mark.parametrize("text", ["", "\n", "Bonjour.", "---\n---\nBonjour."])
def test_a_missing_header_is_said_once(text: str):
    """A file without a header is one problem, not one for each field."""
    assert len(check_document(read_document(text), ARTICLE_FIELDS, dated=True)) == 1


def test_a_byte_order_mark_and_windows_lines_are_not_seen():
    """A file saved by Windows reads as any other."""
    text, problems = decode(b"\xef\xbb\xbf---\r\ntitle: \xc3\x89t\xc3\xa9\r\n---\r\nCorps\r\n")

    assert text == "---\ntitle: Été\n---\nCorps\n"
    assert problems == []


def test_old_macintosh_lines_are_understood():
    """Lone carriage returns end lines too."""
    assert decode(b"---\rtitle: a\r---\r")[0] == "---\ntitle: a\n---\n"


def test_a_file_that_is_not_utf8_shows_the_right_line():
    """The first line that cannot be read is quoted as the doctor knows it."""
    text, (problem,) = decode("---\r\ntitle: Reflux\r\nsummary: Été\r\n---\r\n".encode("latin-1"))

    assert (problem.line, problem.quote) == (3, "summary: Été")
    assert read_document(text).get("summary") == "Été"


@pytest.mark.parametrize(
    ("lines", "where"),
    [
        ("date: 2026-10-01", 1),
        ("title:\ndate: 2026-10-01", 2),
        ("date: 2026-10-01\ntitle: ''", 3),
    ],
)
def test_a_missing_title_is_said_where_it_should_stand(lines: str, where: int):
    """Without a title there is one problem, on the empty line or on the first one."""
    (problem,) = check(lines)

    assert (problem.values["name"], problem.line) == ("title", where)


def test_a_missing_date_is_said():
    """An article that is to be published needs a date."""
    (problem,) = check("title: Reflux")

    assert problem.values["name"] == "date"


def test_a_draft_needs_no_date():
    """A date can wait until the article is published."""
    assert check("title: Reflux\nstatus: draft") == []


def test_a_page_needs_no_date():
    """Pages are not dated, and have fields of their own."""
    document = header("title: À propos\ntemplate: language")

    assert check_document(document, PAGE_FIELDS, dated=False) == []


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("statut", "status"),
        ("catégorie", "category"),
        ("catégories", "category"),
        ("titel", "title"),
        ("titre", "title"),
        ("auteur", "author"),
        ("résumé", "summary"),
        ("condition", "conditions"),
        ("reviewby", "review_by"),
        ("source", "sources"),
        ("communautés", "communities"),
    ],
)
def test_an_unknown_field_is_shown_with_the_nearest(name: str, near: str):
    """A French word or a slip of the finger leads to the field that was meant."""
    (problem,) = check(f"{COMPLETE}\n{name}: x")

    assert (problem.values["near"], problem.line, problem.quote) == (near, 4, f"{name}: x")


def test_an_unknown_field_like_no_other_lists_them_all():
    """Without a near one, the doctor sees every field that can be written."""
    (problem,) = check(f"{COMPLETE}\nzzzz: x")

    assert problem.values["near"] == ", ".join(ARTICLE_FIELDS)


NO_DATES = (
    "2026-02-31|2026-13-01|03/04/2026|2025|demain|1er mars 2026|2026-3-4|20261001"
    "|2026-10-01 10h30|2026-10-01T25:00|2026-10-01T10:00+2|26-10-01"
).split("|")


@pytest.mark.parametrize("written", NO_DATES)
@pytest.mark.parametrize("name", ["date", "modified", "reviewed", "review_by"])
def test_a_date_that_is_none_is_quoted(name: str, written: str):
    """A date that cannot be read is a problem on its own line, in whichever field."""
    lines = f"title: Reflux\n{name}: {written}" + ("" if name == "date" else "\ndate: 2026-10-01")
    (problem,) = check(lines)

    assert (problem.line, problem.quote) == (3, f"{name}: {written}")


@pytest.mark.parametrize("written", ["2026-10-01", "2026-10-01 08:30", "2026-10-01T08:30:00"])
def test_a_date_may_have_a_time(written: str):
    """The day counts; a time may follow."""
    assert read_date(written).isoformat() == "2026-10-01"


def test_a_leap_day_is_a_date():
    """29 February exists every fourth year only."""
    assert read_date("2024-02-29") is not None
    assert read_date("2026-02-29") is None


def test_a_field_written_twice_is_shown():
    """The second line is the one quoted."""
    (problem,) = check(f"{COMPLETE}\ntitle: Autre")

    assert (problem.line, problem.quote) == (4, "title: Autre")


@pytest.mark.parametrize("title", ["L’<b>estomac</b>", "a<br>b", "</p>", "<!-- x -->", "<?php"])
def test_markup_in_a_title_is_refused(title: str):
    """A header holds words, never HTML."""
    (problem,) = check(f"title: {title}\ndate: 2026-10-01")

    assert (problem.line, problem.quote) == (2, f"title: {title}")


@pytest.mark.parametrize(
    ("line", "allowed"),
    [("status: brouillon", "published, draft, hidden"), ("kind: news", "medical, practice")],
)
def test_a_value_that_is_not_possible_shows_those_that_are(line: str, allowed: str):
    """A status or a kind that does not exist is refused with the list."""
    (problem,) = check(f"{COMPLETE}\n{line}")

    assert (problem.values["allowed"], problem.quote) == (allowed, line)


@pytest.mark.parametrize(
    "line",
    [
        'title: "Reflux',
        "title: 'L'estomac'",
        "\ttitle: a",
    ],
)
def test_a_line_that_yaml_cannot_read_is_quoted(line: str):
    """What cannot be read at all is one problem, with the doctor's own line."""
    (problem,) = check(f"date: 2026-10-01\n{line}\nkind: medical")

    assert problem.quote in (line.strip(), "kind: medical")
    assert problem.line in (3, 4)


def test_everything_wrong_is_said_at_once():
    """One fault does not hide the others, and they come in the order of the file."""
    found = check("titel: Reflux\ndate: demain\nstatut: x\nkind: y\nreviewed: 2025")

    assert [problem.line for problem in found if problem.line > 1] == [2, 3, 4, 5, 6]


# Letters and signs a keyboard makes; control characters are another matter.
CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc", "Cn", "Zl", "Zp"), exclude_characters="\ufeff"
)
PIECES = st.sampled_from(
    [
        *("---", "...", "title: ", "date: 2026-10-01", "status", "résumé : ", ": ", " :", "- "),
        *("  ", "\n", "\n\n", "\u00a0", "@x", "[a, b]", "|\n  a\n", "&a *a"),
        *"\"'[]{}#>|&*!%@`?,<\t~",
    ]
)
TEXTS = st.lists(PIECES | st.text(CHARACTERS, max_size=6), max_size=30).map("".join)
HEADERS = TEXTS.map(lambda text: f"---\n{text}\n---\nLe corps.\n")


@given(TEXTS | HEADERS)
@example("---\n? [a, b]\n: c\n---\n")
@example("---\n<<: *a\n---\n")
@example("---\n- a\n- b\n---\n")
def test_any_text_is_read(text: str):
    """Whatever is written is read, loses nothing of its body, and is told its true lines."""
    document = read_document(text)
    lines = text.count("\n") + 1
    problems = check_document(document, ARTICLE_FIELDS, dated=True)

    assert text.endswith(document.body)
    assert document.body_line == text[: len(text) - len(document.body)].count("\n") + 1
    assert all(1 <= found.line < lines + 1 for found in document.fields.values())
    assert all(0 <= problem.line <= lines for problem in problems)
    assert all(isinstance(found.text, str) for found in document.fields.values())


@given(
    st.binary(max_size=60)
    | st.lists(st.sampled_from([b"\n", b"\r\n", b"\r", b"\xe9", b"a", b"\xef\xbb\xbf"])).map(
        b"".join
    )
)
def test_any_bytes_are_decoded(data: bytes):
    """Whatever a file holds becomes text, with at most one problem, on one of its lines."""
    text, problems = decode(data)

    assert isinstance(text, str)
    assert len(problems) <= 1
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in problems)


@given(st.text(CHARACTERS))
def test_a_file_in_utf8_is_read_to_the_letter(text: str):
    """Not a character of a well-saved file changes, but for accents written in two pieces."""
    assert decode(text.encode()) == (unicodedata.normalize("NFC", text), [])


@given(st.text(CHARACTERS).filter(lambda text: "\n" not in text))
def test_a_date_never_breaks_the_reading(text: str):
    """Words in place of a date are no date, and nothing worse."""
    day = read_date(text)

    assert day is None or text.startswith(day.isoformat())


def test_a_build_reads_what_editors_write(site: Site):
    """BOM, Windows lines, lists, colons, pages and an undated draft are built without a word."""
    site.write(
        "articles/windows.md",
        b"\xef\xbb\xbf---\r\ntitle : \xc3\x89t\xc3\xa9 : que faire ?\r\ndate: 2026-10-01\r\n"
        b"conditions:\r\n  - reflux\r\ntags: [a, b]\r\nsummary: >\r\n  Deux\r\n  lignes.\r\n"
        b"---\r\nUn [@chey2024].\r\n",
    )
    site.write(
        "articles/simple.md", "title: Simple\ndate: 2026-10-01\nconditions: reflux\n\n[@chey2024]"
    )
    site.write("articles/projet.md", "---\ntitle: Projet\nconditions: reflux\nstatus: draft\n---\n")
    site.write("pages/a-propos.md", "---\ntitle: À propos\n---\nBonjour.\n")
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert "Été\u00a0: que faire\u202f?</h1>" in built.page("windows")
    assert "Deux lignes." in (site.output / "index.html").read_text("utf-8")
    assert "Simple</h1>" in built.page("simple")
    assert "Bonjour." in built.page("a-propos")
    assert not (site.output / "projet").exists()


def test_a_build_says_every_fault_of_every_file(site: Site):
    """File, line and words written: all of it at once, and nothing is published."""
    site.write("articles/accents.md", f"---\n{COMPLETE}\nsummary: Été\n---\n".encode("latin-1"))
    site.write("articles/champs.md", "---\ntitel: a\ndate: 2026-02-31\n---\nUn [@chey2024].\n")
    site.write("pages/page.md", "---\ntitle: a\nconditions: reflux\n---\n")
    built = site.build()
    # Errors come before remarks: the first part about a file is about what stops it.
    parts = re.findall(r"^(\S+\.md)\n((?: .*\n)+)", built.said, re.MULTILINE)
    files = dict(reversed(parts))

    assert built.status == 1
    assert set(files) == {"articles/accents.md", "articles/champs.md", "pages/page.md"}
    assert re.search(r"✗ \w+ 4.*\n      summary: Été\n", files["articles/accents.md"])
    assert re.search(r"✗ \w+ 2.*\n      titel: a\n", files["articles/champs.md"])
    assert re.search(r"✗ \w+ 3.*\n      date: 2026-02-31\n", files["articles/champs.md"])
    assert re.search(r"✗ \w+ 3.*\n      conditions: reflux\n", files["pages/page.md"])
    assert not (site.output / "estomac").exists()
