"""The HTML is what it says, whatever the bytes; data for search engines agree with the page."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.links import Links
from audit.page import read_page
from audit.privacy import audit_policy, audit_privacy
from audit.structure import audit_data, audit_structure, first_difference, read_data
from audit.styles import audit_styles
from tests.support.cost import least
from tests.support.sites import DEMO
from tests.support.spoiling import PAGE, findings, said, spoil

TWICE = "two places of the page have the same name."
UNSEEN = "the page holds characters that nobody can see, or that were lost."
UNLIKE = "the data for search engines say something else than the page."


@pytest.mark.parametrize(
    "html",
    [
        "<div>",
        "</div>",
        "<p>un<div>deux</div></p>",
        "<b>un<i>deux</b></i>",
        "<table><p>x</p></table>",
        "<ul><li>un</ul>",
        "<a href='/'>un<a href='/'>deux</a></a>",
        "<p>un<",
        "<!-- x",
        "<h2>x</h3>",
        "</main>",
        "</body>",
        "<tr><td>x</td></tr>",
        "<div/>",
        "<li>un</li></li>",
    ],
)
def test_tags_that_do_not_match_are_found(published: Path, html: str):
    """What a browser would have to repair does not pass."""
    spoil(published / PAGE, "</article></main>", f"{html}</article></main>")

    assert any(
        name == PAGE and what.startswith("the page's tags do not match")
        for name, what in said(published)
    )


def test_the_first_tag_that_moved_is_named():
    """The message names a tag to look for; capitals and closed drawings move nothing."""
    assert first_difference("<p><b></p></b>", "<p><b></b></p>") == "</p>"
    assert first_difference("<P>x</P>", "<p>x</p>") == ""
    assert first_difference("<svg><g/></svg>", "<svg><g></svg></g>") == ""
    assert first_difference("<g><path d='1'/></g>", "<g><path d='1'></path></g>") == ""
    assert first_difference("<p></p>", "<p></p><b>") == "<b>"
    assert first_difference("<p>", "") == "<p>"
    assert first_difference("<p></p hidden>", "<p></p>") == "</p hidden>"
    assert first_difference("<p></p\n>", "<p></p>") == ""


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("<!DOCTYPE html>", "", "the page does not say that it is HTML."),
        ('<html lang="fr">', "<html>", "the page does not say its language."),
        ('<html lang="fr">', '<html lang="">', "the page does not say its language."),
        ('<html lang="fr">', '<html lang="de">', "the page does not say its language."),
        ('<html lang="fr">', '<html lang="en">', "the page does not say its language."),
        ("</main>", "<h1>x</h1></main>", "the page must have one main heading, not 2."),
        ("<h1>", "<h2>", "the page must have one main heading, not 0."),
        (
            "</main>",
            '<p id="page-content"></p></main>',
            TWICE,
        ),
        ("</main>", '<p id=""></p></main>', TWICE),
    ],
)
def test_a_page_without_its_frame_is_found(published: Path, old: str, new: str, what: str):
    """A doctype, the article's language, one main heading, names that differ."""
    spoil(published / PAGE, old, new)

    assert (PAGE, what) in said(published)


def test_blank_lines_before_a_page_are_none(published: Path):
    """A template may leave some before the doctype: a browser passes over them."""
    page = published / PAGE
    page.write_text(f"\n \n{page.read_text('utf-8')}", "utf-8")

    assert not [what for name, what in said(published) if name == PAGE]


@pytest.mark.parametrize("title", ["", "<title></title>", "<title> </title>"])
def test_a_page_without_title_is_found(published: Path, title: str):
    """A page has a title that says something."""
    page = published / PAGE
    html = page.read_text("utf-8")
    start, end = html.index("<title>"), html.index("</title>") + len("</title>")
    page.write_text(html[:start] + title + html[end:], "utf-8")

    assert (PAGE, "the page has no title.") in said(published)


@pytest.mark.parametrize(
    "character",
    [
        *(b"\x00", b"\x0b", b"\x1b", b"\x7f", b"\xff", b"\xed\xa0\x80", b"\xc2\x85", b"\xc2\x9f"),
        *(b"&#xD800;", b"&#x1;", b"&#xFFFD;", b"&#x202E;"),
        *(char.encode() for char in ("\ufffd", "\u202a", "\u202e", "\u2066", "\u2069")),
    ],
)
def test_a_character_that_nobody_sees_is_found(published: Path, character: bytes):
    """Control characters, half characters, lost ones, and what reverses the text."""
    page = published / PAGE
    page.write_bytes(page.read_bytes().replace(b"</main>", b"<p>a" + character + b"b</p></main>"))

    assert (PAGE, UNSEEN) in said(published)


@pytest.mark.parametrize(
    "text", ["é’« x » — 🩺", "שלום \u200f", "a\u00a0b\u202fc\u2060d", "&amp;#xD800;"]
)
def test_a_character_of_a_text_passes(published: Path, text: str):
    """Accents, French spaces, emoji and Hebrew are no fault."""
    spoil(published / PAGE, "</main>", f"<p>{text}</p></main>")

    assert findings(published) == []


DATA = {
    "@context": "https://schema.org",
    "@graph": [
        {
            "@type": "MedicalWebPage",
            "headline": "Sclérose latérale amyotrophique : comprendre la maladie de Charcot",
            "datePublished": "2026-06-11",
            "lastReviewed": "2026-11-09",
        }
    ],
}


def with_data(page: Path, data: str) -> None:
    """Add data for search engines to a page."""
    spoil(page, "</head>", f'<script type="application/ld+json">{data}</script></head>')


def test_data_that_agree_pass(published: Path):
    """What the page shows may be told to search engines."""
    with_data(published / PAGE, json.dumps(DATA))

    assert findings(published) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("headline", "La maladie de Charcot"),
        ("datePublished", "2026-06-12"),
        ("dateModified", "2026-11-21"),
        ("lastReviewed", "2026-11-10"),
        ("datePublished", None),
    ],
)
def test_data_that_disagree_are_found(published: Path, name: str, value: str | None):
    """A title or a day that the page does not show does not pass."""
    graph = [DATA["@graph"][0] | {name: value}]
    with_data(published / PAGE, json.dumps(DATA | {"@graph": graph}))

    assert (PAGE, UNLIKE) in said(published)


@pytest.mark.parametrize("data", ["", "{", "{'a': 1}", "[" * 100_000])
def test_data_that_cannot_be_read_are_found(published: Path, data: str):
    """Data that are not JSON do not pass."""
    with_data(published / PAGE, data)

    assert (PAGE, "the data for search engines cannot be read.") in said(published)


def test_a_page_nested_too_deep_is_found(published: Path):
    """A page nested so deep that a parser would never end is not even parsed."""
    spoil(published / PAGE, "</main>", "<div>" * 6000 + "</div>" * 6000 + "</main>")

    assert (PAGE, "the page puts too many things inside one another.") in said(published)


def test_a_long_page_is_no_deep_page(published: Path):
    """Ten thousand paragraphs one after the other, and as many line ends, are only long."""
    spoil(published / PAGE, "</main>", "<p>x<br></p>" * 10_000 + "</main>")

    assert findings(published) == []


PIECES = st.sampled_from(
    [
        *("<", ">", "</", "/>", "<!--", "-->", "<![CDATA[", "]]>", "<!", "&", "&#xD800;", "\x00"),
        *("<p", "<div>", "</div>", "<table>", "<svg>", "<math>", "<template>", "<script>", "<a "),
        *('href="', "href=//", "style=", "onclick=x ", "id=", '"', "'", " ", "=", "{filename}"),
        *('<aside class="disclaimer" role="note">', '<section class="sources">', "javascript:"),
        *('<meta http-equiv="', "<title>", "<plaintext>", "<frameset>", "<select><option>", "é"),
        *("http://[", "https://carnet.example", "%", "%ff", "\\", "\ud7ff", "\U0001f469"),
    ]
)


TEXTS = st.lists(PIECES, max_size=40).map("".join)


@given(st.one_of(st.binary(max_size=300), TEXTS.map(str.encode)))
def test_any_bytes_make_a_page(data: bytes):
    """Whatever a page is made of, it is read, and what is wrong is said."""
    page = read_page("a/index.html", data)
    links = Links("https://carnet.example")
    graphs, unreadable = read_data(page)
    found = [
        *audit_structure(page, "fr"),
        *audit_policy(page),
        *unreadable,
        *audit_data(page, graphs),
        *audit_privacy(page, links.follow(page)),
        *audit_styles(data.decode("utf-8", "replace")),
    ]

    assert found
    assert all(problem.what.format(**problem.values) for problem in found)


@given(TEXTS)
@settings(
    max_examples=max(10, settings().max_examples // 40),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_page_in_the_site_is_audited(published: Path, text: str):
    """Nothing in a page makes the audit of a site fail without a word."""
    whole = (DEMO / "articles" / "sla.md").read_bytes()
    for name in (PAGE, "index.html", "404.html"):
        (published / name).write_bytes(text.encode() + whole[:100])

    assert findings(published)


PATHOLOGICAL = (
    "<a |<|</|<div>|</p>|<p id=x>|<b><i></b>|&|&#|\"|<a href='|/>|<!--|<path |<table>|<a href=/>|{|"
    ".a{|/*|'|(|a,|\\|@a{"
).split("|")


@pytest.mark.long
@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_time_grows_with_the_page(piece: str):
    """Twice as much takes at most about twice as long, whatever is repeated."""

    def audit(times: int) -> None:
        data = (piece * times).encode()
        page = read_page("a/index.html", data)
        list(audit_structure(page))
        links = Links("https://carnet.example")
        list(audit_privacy(page, links.follow(page)))
        # What was said of a sheet is remembered: each time it is another one.
        list(audit_styles(f"{piece * times} {next(number)}"))

    number = count()
    assert least(lambda: audit(40_000), 2) < 12 * least(lambda: audit(10_000)) + 0.05
