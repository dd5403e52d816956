"""HTML typed so that reading it would take for ever is told, and not read."""

from __future__ import annotations

import pytest

from plugins.reader.depth import MOST_FORMATTING, MOST_OPEN, is_too_deep
from plugins.reader.markup import TOO_DEEP, safe_markup
from tests.support.cost import least
from tests.support.sites import Site

HEADER = "---\ntitle: Lien\ndate: 2026-10-02\nconditions: reflux\n---\n"
MANY = 2 * MOST_OPEN

# Whatever hides its end from a browser: each leaves one more element to be reopened.
REOPENED = [
    "<p><b id={}>",
    "<p><FONT size={}>",
    "<div><i id={}></div>",
    '<b id={} title="</b>">',
    "<b id={} title=></b>",
    "<b id={}><!-- </b> -->",
    "<!--> <b id={}> <!-- --> </b>",
    "<b title='<!-- '></b><i id={} title=' -->'>",
    '<b a=x" id={} b="></b>">',
    "<b id={}><table></b></table>",
    "<b id={}><script></b></script>",
    "<b id={}><textarea></b></textarea>",
    "<b id={}><svg><![CDATA[</b>]]></svg>",
    f"<b id={{}}>{'<div>' * 9}</b>{'</div>' * 9}",
    f"<b id={{}}>{'<li><dd>' * 5}</b>",
]


@pytest.mark.parametrize("piece", REOPENED)
def test_what_would_be_reopened_is_too_deep(piece: str):
    """No trick hides an element that stays open."""
    assert is_too_deep("".join(piece.format(number) for number in range(MANY)))


@pytest.mark.parametrize(
    "pair", ["<div>|</div>", "<ul><li>|</li></ul>", "<x>|</x>", "<dl><dd>|</dl>"]
)
def test_what_is_closed_may_be_too_deep(pair: str):
    """What is nested too deep is so even when all of it is closed."""
    begin, end = pair.split("|")

    assert is_too_deep(begin * MANY + end * MANY)
    assert not is_too_deep((begin + end) * MANY)


@pytest.mark.parametrize(
    "piece",
    [
        "<p>a <b>b</b> <i>c</i></p>\n",
        "<p>un\n<p>deux\n",
        "<ul><li>a<li>b <b>c</b><li>d</ul>",
        "<dl><dt>a<dd>b<dt>c<dd>d</dl>",
        "<ruby>a<rp>(<rt>b<rp>)</ruby>",
        "<table><tr><td>a<td>b<tr><td><b>c</b></table>",
        "<b><i>x</b></i>",
        "<img src=a.png alt='a > b'><br/>",
        "<!-- une note <b> -->",
        '<a href="/x" title="a <b> c">d</a>',
        "a &lt;b",
    ],
)
def test_a_long_text_is_no_deep_text(piece: str):
    """What is written again and again, one after the other, is only long."""
    assert not is_too_deep(piece * MANY)


def test_some_formatting_may_stay_open():
    """A few are told otherwise; what is published is then still small."""
    assert not is_too_deep("<p><b>" * MOST_FORMATTING)
    assert is_too_deep("<p><b>" * (MOST_FORMATTING + 1))


@pytest.mark.parametrize("piece", ["<p><b id={}>", "<div>"])
def test_what_is_too_deep_is_not_read(piece: str):
    """It is told, and costs its length: no more of it is made than was typed."""

    def read(count: int) -> None:
        html = "".join(piece.format(number) for number in range(count))
        safe, found = safe_markup(html, html, 1)
        assert (safe, TOO_DEEP in found) == ("", True)

    assert least(lambda: read(16_000), 2) < 24 * least(lambda: read(2_000)) + 0.05


def test_a_deep_text_has_one_message(site: Site):
    """The article is not said to lack what was not read."""
    site.write("articles/profond.md", f"{HEADER}Texte [@chey2024].\n\n{'<p><b>' * MANY}\n")
    built = site.build()

    assert built.status == 1
    assert "sont trop profondément imbriqués" in built.said
    assert "ne cite aucune source" not in built.said
