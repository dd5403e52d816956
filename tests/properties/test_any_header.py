"""Whatever a header holds, it is read or refused in words, with the line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.reader.checks import check_document
from plugins.reader.core import (
    ARTICLE_FIELDS,
    DATE_FIELDS,
    LIST_FIELDS,
    PAGE_FIELDS,
    read_document,
)
from plugins.reader.document import Document
from plugins.shared.files import decode
from tests.properties.grammar import assert_told, many, mixed

NAMES = [*ARTICLE_FIELDS, "Title", "statut", "titre", "mots-clés", "_content", "get_content"]
VALUES = [
    *("2026-11-22", "2026-02-31", "2025", "10:30", "draft", "published", "publised", "medical"),
    *("Reflux : que faire ?", "L'été", "reflux, K21", "fr", "de", "en", "+renaloo", "[a, b]"),
    *("standard", "pmid:39626064", "un-mot", "Un mot", '"mot"', "'mot'", '"mot', " ", ""),
    *("[[a]]", "{a: b}", "[a, {b: c}]", "!!binary aa", "&a b", "*a", "|\n  a\n  b", ">-\n  a"),
]
SEPARATORS = [": ", ": ", ": ", ":", " : ", "\u00a0: ", ":\t", " ", ":  "]
FIELDS = st.tuples(
    st.sampled_from(NAMES), st.sampled_from(SEPARATORS), st.sampled_from(VALUES)
).map("".join)
LINES = [
    *("title: Reflux\n", "date: 2026-10-01\n", "Status : draft\n", "- a\n", "  - a\n"),
    *("  suite\n", "# note\n", "\n", "---\n", "...\n", "tags: [a, b]\n", "tags:\n", "a: b\n"),
    *("? a\n: b\n", "conditions: reflux\n", "slug: a b\n", "date: 2025\n", "Le corps.\n"),
    *("tags: [[a]]\n", "tags: [{a: b}]\n", "lang: de\n", "title: <b>\n", 'title: "a\n'),
    *(f"{name}: " for name in NAMES),
    *(f"{value}\n" for value in VALUES),
]
OPENINGS = st.sampled_from(["---\n", "---\n", "--- \n", "\n---\n", "", "\ufeff---\n", "----\n"])
FILES = st.tuples(OPENINGS, mixed(LINES, most=16)).map("".join)


def checked(text: str, known: list[str] = ARTICLE_FIELDS) -> Document:
    """Read a file, and assert that what is said of it can be said."""
    document = read_document(text)
    assert_told(check_document(document, known, dated=True), text)
    return document


@many
@given(FILES, st.sampled_from([ARTICLE_FIELDS, PAGE_FIELDS]))
def test_any_file_is_read_or_told(text: str, known: list[str]):
    """No header raises; every problem has a line of the file and quotes it; values are words."""
    document = checked(text, known)

    assert document.body in text
    assert 1 <= document.body_line <= text.count("\n") + 1
    for found in document.fields.values():
        values = found.value if isinstance(found.value, list) else [found.value]
        assert all(isinstance(value, str) and "Node(" not in value for value in values)


@many
@given(st.binary(max_size=80) | FILES.map(str.encode) | FILES.map(lambda t: t.encode("utf-16")))
def test_any_bytes_are_read_or_told(data: bytes):
    """Whatever the bytes, the text that is shown has the lines the problems speak of."""
    text, problems = decode(data)
    assert_told(problems, text)

    checked(text)


# Words that YAML could take for something else; a title begins with a letter or a figure.
WORDS = [
    *("É", "0", "12:30", "L'été", "«a»", "a-b", "(c)", "100%", "?", "!", "…", "&", ";", "😀", "字"),
    *("null", "NO", "1e5", "2026-11-22", "#", "-", "a:b", "\u00a0: b", "x\u00a0y", "suite"),
]
PLAIN_WORDS = st.lists(st.sampled_from(WORDS), max_size=4).map(
    lambda words: " ".join(["É", *words])
)
VALID = st.fixed_dictionaries(
    {"title": PLAIN_WORDS, "date": st.dates().map(str)},
    optional=dict.fromkeys(("category", "summary", "author", "interests"), PLAIN_WORDS),
)


@many
@given(VALID, st.sampled_from(["---\n{}\n---\n", "{}\n\n"]))
def test_what_is_written_is_read(fields: dict[str, str], form: str):
    """A header written plainly gives back the same words, in both forms."""
    written = "\n".join(f"{name}: {value}" for name, value in fields.items())
    document = read_document(form.format(written) + "Le corps.\n")

    assert {name: found.text for name, found in document.fields.items()} == fields
    assert document.body == "Le corps.\n"


@many
@given(st.lists(PLAIN_WORDS, max_size=5))
def test_a_list_is_read_in_each_of_its_forms(words: list[str]):
    """Items one a line, between brackets or after commas are the same items."""
    one_a_line = "tags:\n" + "".join(f"  - {word}\n" for word in words)
    document = read_document(f"---\ntitle: a\n{one_a_line}---\n")

    assert document.fields["tags"].value in (words, "")


@many
@given(st.lists(FIELDS, max_size=6))
def test_a_right_line_hides_no_wrong_one(lines: list[str]):
    """A field that is right, put first, takes away no problem but that it was missing."""
    header = "\n".join(line for line in lines if "title" not in line.lower())
    before = check_document(read_document(f"---\n{header}\n---\n"), ARTICLE_FIELDS, dated=True)
    after = check_document(
        read_document(f"---\ntitle: Reflux\n{header}\n---\n"), ARTICLE_FIELDS, dated=True
    )
    missing = {"“{name}” is missing in the header.", *(p.what for p in before if not p.quote)}

    messages = {(problem.what, problem.quote) for problem in after}
    if not any("cannot be read" in problem.what for problem in after):
        assert {(p.what, p.quote) for p in before if p.what not in missing} <= messages
    assert messages or not [problem for problem in before if problem.what not in missing]


@pytest.mark.parametrize("depth", [10, 400, 20_000])
@pytest.mark.parametrize("form", ["{o}{c}", "tags: {o}{c}", "{q}", "tags: {o}", "tags:\n{d}"])
def test_nesting_is_refused_in_words(form: str, depth: int):
    """Brackets and dashes as deep as a file allows stop nothing but the article."""
    nested = form.format(o="[" * depth, c="]" * depth, q="? " * depth, d="- " * depth)
    text = f"---\ntitle: Reflux\ndate: 2026-10-01\n{nested}\n---\n"

    assert check_document(checked(text), ARTICLE_FIELDS, dated=True)


def test_every_field_is_drawn():
    """The strategies know every field that the kit knows."""
    assert {*DATE_FIELDS, *LIST_FIELDS} <= set(NAMES)
