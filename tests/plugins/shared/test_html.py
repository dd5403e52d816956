"""HTML is read as texts and tags in turn, and nothing of it is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plugins.shared.html import ids, links, pieces, top_blocks, words_of

PARTS = ("<p>", "</p>", '<a href="#x" title="a > b">', "</a>", "<br>", "<", ">", '"', "a", "&lt;")


@given(st.lists(st.sampled_from(PARTS)).map("".join))
def test_nothing_is_lost(html: str):
    """Texts and tags together are the whole, and so are the blocks."""
    assert "".join(text + tag for text, tag, _ in pieces(html)) == html
    assert "".join(block.html for block in top_blocks(html)) == html


def test_texts_and_tags_come_in_turn():
    """Each tag has its name, an end with a stroke; a > in an attribute ends nothing."""
    assert list(pieces('a<P title="b > c">d</p>e')) == [
        ("a", '<P title="b > c">', "p"),
        ("d", "</p>", "/p"),
        ("e", "", ""),
    ]


def test_words_are_those_that_are_read():
    """No tag, and an entity is the sign that it stands for."""
    assert words_of("<p>x &lt; <b>3</b>\n</p>") == "x < 3"


def test_places_and_links_are_found_as_written():
    """Links and images, in order; ids of any element."""
    html = '<h2 id="a">x</h2><a class="b" href="#a">y</a><img src="z.png" alt="">'
    assert ids(html) == ["a"]
    assert list(links(html)) == [("href", "#a"), ("src", "z.png")]
