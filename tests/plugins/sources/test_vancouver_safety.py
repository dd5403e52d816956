"""Whatever a record holds, a reference is a sentence of safe HTML."""

from __future__ import annotations

import json
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from plugins.sources.vancouver import reference, rich_text
from tests.support.vancouver_items import KINDS, Item, item

ATTACK = "<script>alert(1)</script>\"'><b onclick=x>"
TEXTS = (
    "title original-title container-title container-title-short volume volume-title issue page "
    "number publisher publisher-place edition genre language medium section status version URL "
    "supplement-number part-number collection-title collection-number event event-title event-place"
).split()
DATES = ("issued", "accessed", "available-date", "event-date")
ROLES = ("author", "editor", "translator", "container-author")
NAME_PARTS = ("family given literal name suffix dropping-particle non-dropping-particle").split()
WHOLE = {
    "URL": "https://a.example",
    "issued": {"date-parts": [[2020]]},
    "accessed": {"date-parts": [[2020]]},
    "container-title": "Livre",
}


def assert_safe(html: str) -> None:
    """Fail when a browser would find more than the tags of titles."""
    assert LexborHTMLParser(html).css(":not(html, head, body, span, i, sub, sup)") == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", TEXTS)
def test_no_field_can_carry_html(kind: str, name: str):
    """Whatever field holds code, the page shows it and does not run it."""
    html = str(reference(item(kind, **WHOLE) | {name: ATTACK}, "en"))

    assert "<script" not in html
    assert_safe(html)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("part", NAME_PARTS)
def test_no_name_can_carry_html(kind: str, role: str, part: str):
    """Nor can any part of a name."""
    person = {"family": "Nom", "given": "Prénom"} | {part: ATTACK}

    assert_safe(str(reference(item(kind, **WHOLE) | {role: [person]}, "fr")))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", DATES)
@pytest.mark.parametrize("part", ["raw", "literal", "season"])
def test_no_date_can_carry_html(kind: str, name: str, part: str):
    """Nor can a date, though it must say a year."""
    written = {part: f"2020 {ATTACK}"} | ({"date-parts": [[2020]]} if part == "season" else {})

    assert_safe(str(reference(item(kind, **WHOLE) | {name: written}, "fr")))


@pytest.mark.parametrize(
    "title",
    ["<i>H. pylori</i>", "CO<sub>2</sub>", "10<sup>3</sup>", "<i>CO<sub>2</sub></i> <i>x</i>"],
)
def test_titles_keep_their_italics_and_indices(title: str):
    """The three tags that titles need are kept as they are."""
    assert str(rich_text(title)) == title
    assert title in reference(item(title=title), "fr")


@pytest.mark.parametrize(
    "title",
    [
        "<i>x",
        "x</i>",
        "</i>x<i>",
        "<i><sub>x</i></sub>",
        "<i>x</i></i>",
        "<I>x</I>",
        '<i class="x">x</i>',
    ],
)
def test_tags_that_do_not_match_are_shown(title: str):
    """One tag left open would change the rest of the page."""
    assert "<" not in rich_text(title)
    assert unescape(str(rich_text(title))) == title


@pytest.mark.parametrize(
    "title",
    [
        "<b>CFTR</b> in <i>utero</i>",
        '<span class="nocase">CFTR</span> in <i>utero</i>',
        '<span style="font-variant:small-caps;">CFTR</span> in <i>utero</i>',
        "<b><sc>CFTR</sc></b> in <i>utero</i>",
    ],
)
def test_what_a_reference_manager_writes_for_itself_is_left_out(title: str):
    """Zotero keeps a word's capitals by a tag; a reader sees the word alone."""
    assert str(rich_text(title)) == "CFTR in <i>utero</i>"


@given(st.text())
def test_a_rich_text_shows_every_character(text: str):
    """Nothing of a text is lost or run, but for the three tags."""
    html = str(rich_text(text))

    assert unescape(html) == text
    assert "<" not in html.replace("<i>", "").replace("</i>", "").replace("<su", "").replace(
        "</su", ""
    )


@given(
    st.lists(
        st.sampled_from(["<i>", "</i>", "<sub>", "</sub>", "<sup>", "</sup>", "<b>", "</b>", "x"])
    )
)
def test_what_a_rich_text_opens_it_closes(pieces: list[str]):
    """A browser reads back exactly what was written: it had nothing to mend."""
    html = str(rich_text("".join(pieces)))

    assert LexborHTMLParser(f"<p>{html}</p>").css_first("p").inner_html == html


@pytest.mark.parametrize("control", ["\x00", "\x08", "\x1f", "\x7f", "\ud800", "\uffff"])
def test_characters_that_break_a_feed_are_left_out(control: str):
    """XML forbids them, escaped or not."""
    html = str(reference(item(title=f"Un{control} titre", publisher=control), "fr"))

    assert "Un titre" in html
    assert control not in html


@pytest.mark.parametrize("value", [None, True, False, [], {}, ["x"], {"x": "y"}])
def test_a_value_of_another_kind_is_left_out(value: object):
    """Neither “True” nor “None” is a publisher."""
    html = str(reference(item("book", publisher=value, issued={"date-parts": [[2020]]}), "en"))

    assert html == "Titre. 2020."


# What JSON can hold: hands and exports put anything anywhere.
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just(ATTACK),
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(
            st.sampled_from(["date-parts", "raw", "literal", "season", "circa", *NAME_PARTS]),
            inside,
            max_size=4,
        )
    ),
    max_leaves=12,
)
RECORDS = st.fixed_dictionaries(
    {"type": st.sampled_from([*KINDS, "song", ""]) | JSON},
    optional=dict.fromkeys((*TEXTS, *DATES, *ROLES, "custom"), JSON),
)


@given(RECORDS, st.sampled_from(["fr", "en"]))
def test_anything_that_json_can_hold_is_printed(source: Item, language: str):
    """No record stops a build, and none becomes code."""
    html = str(reference(source, language))

    assert LexborHTMLParser(html).text().rstrip().endswith((".", "?", "!", "…"))
    assert_safe(html)
    html.encode()


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).filter(
    lambda words: "None" not in words
)
USUAL = st.fixed_dictionaries(
    {"type": st.sampled_from(KINDS)},
    optional=dict.fromkeys(TEXTS, WORDS | st.integers(0, 3000))
    | {
        role: st.lists(
            st.fixed_dictionaries({}, optional=dict.fromkeys(NAME_PARTS, WORDS)), max_size=8
        )
        for role in ROLES
    },
)


@given(USUAL, st.sampled_from(["fr", "en"]))
def test_what_is_missing_leaves_no_trace(source: Item, language: str):
    """Whatever fields a record has or lacks, nothing of Python shows."""
    html = str(reference(json.loads(json.dumps(source)), language))

    assert "None" not in html
