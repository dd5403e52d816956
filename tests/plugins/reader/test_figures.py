"""A picture's title is its caption, and a film's address the way to it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from audit import audit
from plugins.reader.figures import with_figures
from tests.support.pictures import PNG
from tests.support.sites import ARTICLE, Site

TODAY = date(2026, 11, 22)
BODY = """\
Un texte court [@chey2024].

![Un genou, de face]({static}/images/genou.png "Le genou : vu de <face>, 38 °C")

https://www.youtube.com/watch?v=abc_DEF-1&t=30

[![Une main qui tient un pilulier]({static}/images/genou.png "Le geste")](https://youtu.be/abc)

Voir https://vimeo.com/1234 pour le reste.
"""
HREF = 'rel="external noreferrer" href'


def test_a_page_shows_captions_and_ways_to_films(site: Site):
    """With nothing of another site in it; nothing lost, in the feed too; the audit agrees."""
    site.write("images/genou.png", PNG)
    site.write("articles/genou.md", ARTICLE.replace("Un texte court [@chey2024].\n", BODY))
    built = site.build(base="publishconf")
    assert built.status == 0, built.said
    page = LexborHTMLParser(built.page("genou"))
    captions = [caption.text() for caption in page.css("figure > figcaption")]
    films = [
        (a.attributes["href"], " ".join(a.text().split())) for a in page.css("a.picture__film")
    ]

    assert captions == ["Le genou\u00a0: vu de <face>, 38\u00a0°C", "Le geste"]
    assert films == [
        ("https://www.youtube.com/watch?v=abc_DEF-1&t=30", "Regarder sur YouTube"),
        ("https://youtu.be/abc", "Regarder sur YouTube"),
    ]
    assert "https://vimeo.com/1234</a> pour" in built.page("genou")
    assert [image.attributes["alt"] for image in page.css("figure img")] == [
        "Un genou, de face",
        "Une main qui tient un pilulier",
    ]
    assert 'title="' not in built.page("genou").partition("<article")[2].partition("</article>")[0]
    feed = (built.output / "feeds/all.atom.xml").read_text("utf-8")
    assert "Regarder sur YouTube" in feed
    assert "&lt;figcaption&gt;Le geste" in feed
    assert audit(built.output, site.content, TODAY).findings == []


@pytest.mark.parametrize(
    ("html", "made"),
    [
        (
            '<p><img alt="A" src="a.png" title="T &lt;b&gt; &quot;x&quot;"></p>',
            (
                '<figure class="picture"><img alt="A" src="a.png">'
                '<figcaption>T &lt;b&gt; "x"</figcaption></figure>'
            ),
        ),
        (
            '<p><img alt="A" src="a.png" title="T"><br>\n<img alt="B" src="b.png"></p>',
            (
                '<figure class="picture"><img alt="A" src="a.png"><figcaption>T</figcaption>'
                '</figure>\n<p><img alt="B" src="b.png"></p>'
            ),
        ),
        (
            f'<p><a {HREF}="https://dai.ly/x1">https://dai.ly/x1</a></p>',
            (
                f'<p class="picture"><a class="picture__film" {HREF}="https://dai.ly/x1">'
                '<span class="picture__watch">Watch on Dailymotion</span></a></p>'
            ),
        ),
        (
            f'<p><a {HREF}="https://vimeo.com/1" title="T"><img alt="A" src="a.png"></a></p>',
            (
                f'<figure class="picture"><a class="picture__film" {HREF}="https://vimeo.com/1">'
                '<img alt="A" src="a.png"><span class="picture__watch">Watch on Vimeo</span></a>'
                "<figcaption>T</figcaption></figure>"
            ),
        ),
        (
            f'<p><a {HREF}="https://a.example/"><img alt="A" src="a.png" title="T"></a></p>',
            (
                f'<figure class="picture"><a {HREF}="https://a.example/"><img alt="A" src="a.png">'
                "</a><figcaption>T</figcaption></figure>"
            ),
        ),
    ],
)
def test_what_is_made(html: str, made: str):
    """A figure for each picture of a paragraph; a still keeps its words and its caption."""
    assert with_figures(html, "en") == made


@pytest.mark.parametrize(
    "html",
    [
        '<p><img alt="A" src="a.png"></p>',
        '<p><img alt="A" src="a.png" title=" "></p>',
        '<p>Ici : <img alt="A" src="a.png" title="T"></p>',
        f'<p><a {HREF}="https://youtu.be/abc">Une vidéo</a></p>',
        f'<p><a {HREF}="https://youtu.be/abc">Vidéo</a></p>',
        f'<p>Voir <a {HREF}="https://youtu.be/abc">https://youtu.be/abc</a></p>',
        f'<p><a {HREF}="https://youtube.com/@chu">https://youtube.com/@chu</a></p>',
        f'<p><a {HREF}="https://youtu.be.evil.example/a">https://youtu.be.evil.example/a</a></p>',
        f'<p><a {HREF}="https://a.example/?https://youtu.be/a">https://youtu.be/a</a></p>',
    ],
)
def test_what_is_left_alone(html: str):
    """What stands in a sentence, has words of its own, or leads to no film."""
    assert with_figures(html, "fr") == html


@given(st.text(alphabet='<>p/aimg "=tile&;hrfvideo.com1', max_size=200))
def test_no_word_is_lost(html: str):
    """Whatever the text: what is not a picture or an address alone stays as it is."""
    made = with_figures(html, "fr")

    assert made == html or "<img" in html or "<a " in html
