"""What is typed as HTML is reduced to a safe list, and what is taken out is told."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from plugins.reader.markup import ATTRIBUTES, ELEMENTS, UNWRAPPED, check_markup, reduce_markup
from plugins.shared.problems import WARNING
from tests.support.converting import read
from tests.support.sites import KIT, Site

HEADER = "---\ntitle: Lien\ndate: 2026-10-02\nconditions: reflux\n---\n"
DOCUMENT = (KIT / "docs" / "html.md").read_text("utf-8")
WRITTEN = re.findall(r"`([\w:-]+)`", DOCUMENT)


def messages(html: str) -> list[tuple[str, str]]:
    """Return the level and the words of what is told of a text typed in HTML."""
    return [(p.level, p.what.format(**p.values)) for p in check_markup(html, html, 1)]


@pytest.mark.parametrize(
    "html",
    [
        '<p>a<sub>2</sub> b<sup>3</sup> <kbd>Ctrl</kbd> <abbr title="x">y</abbr></p>',
        '<details open=""><summary>Voir</summary>Texte</details>',
        '<figure><img src="{static}/images/a.png" width="9"><figcaption>b</figcaption></figure>',
        '<p lang="he" dir="rtl">שלום</p>',
        '<a href="{filename}/articles/a.md#b">a</a>',
        '<a href="mailto:a@b.example">a</a>',
        '<table><tbody><tr><td colspan="2">1</td></tr></tbody></table>',
        '<ol start="3" reversed=""><li value="2">a</li></ol>',
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
        '<pre><code class="language-python">&lt;script&gt;</code></pre>',
    ],
)
def test_what_is_on_the_list_stays(html: str):
    """Elements and attributes of the list come through as they were, and nothing is told."""
    assert reduce_markup(html) == html
    assert messages(html) == []


@pytest.mark.parametrize("name", sorted(UNWRAPPED))
def test_a_mere_frame_is_taken_away_and_told(name: str):
    """The words inside stay."""
    html = f"<{name}>mots</{name}>"

    assert reduce_markup(html) == "mots"
    assert messages(html) == [
        (WARNING, f"the code <{name}> is not published; the words between are.")
    ]


@pytest.mark.parametrize(
    "name",
    "script style iframe form input button select textarea object embed video audio svg math "
    "template noscript link meta base title head frameset dialog marquee xmp plaintext listing "
    "noembed slot HbA1c médicament".split(),
)
def test_what_would_lose_words_is_refused(name: str):
    """What cannot be published without losing something is told as the doctor wrote it."""
    (level, said), *_ = messages(f"<p>a <{name}> b</p>")

    assert level == "error"
    assert said.startswith(f"“<{name}”" if name != "médicament" else "“<m")


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ('<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0"></iframe>',
         "www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("<iframe width=1 src='//www.youtube-nocookie.com/embed/a-b_c'></iframe>",
         "www.youtube.com/watch?v=a-b_c"),
        ('<iframe src="https://player.vimeo.com/video/123?h=1"></iframe>', "vimeo.com/123"),
        ('<iframe src="https://geo.dailymotion.com/player/x1.html?video=x8"></iframe>',
         "www.dailymotion.com/video/x8"),
        ('<iframe src="https://www.openstreetmap.org/a?b=1&amp;c=2"></iframe>',
         "www.openstreetmap.org/a?b=1&c=2"),
        ('<video><source src="https://a.example/film.mp4"></video>', "a.example/film.mp4"),
        ('<object data="https://a.example/f.pdf"></object>', "a.example/f.pdf"),
    ],
)  # fmt: skip
def test_what_to_write_for_a_video(typed: str, address: str):
    """A page of another site is not shown inside of this one: a link leads to it."""
    fixes = [p.fix.format(**p.values) for p in check_markup(typed, typed, 1)]

    assert f"Write a link to it instead: [See the video](https://{address})" in fixes


@pytest.mark.parametrize("typed", ["<iframe></iframe>", '<video src="film.mp4"></video>'])
def test_a_video_without_an_address(typed: str):
    """Nothing is invented."""
    fixes = [p.fix.format(**p.values) for p in check_markup(typed, typed, 1)]

    assert fixes == ["Write a link to it instead: [See the video](https://…)"]


@pytest.mark.parametrize("typed", ["<?php echo 1 ?>", "<!DOCTYPE html>", "<![CDATA[x]]>"])
def test_an_instruction_is_refused(typed: str):
    """A browser would show nothing of it: the doctor is told."""
    levels = [level for level, _ in messages(f"<p>a {typed} b</p>")]

    assert levels == ["error"]


@pytest.mark.parametrize(
    "attributes",
    [
        "hidden", 'style="display:none"', 'onclick="x()"', 'class="disclaimer"', "inert",
        'aria-hidden="true"', "popover", "contenteditable", 'tabindex="1"', 'dir="x"', 'id="a b"',
        'role="note"', 'background="x"', 'is="x"', 'slot="x"', 'cite="{attach}/../secret"',
    ],
)  # fmt: skip
def test_an_attribute_off_the_list_is_taken_out_and_told(attributes: str):
    """The words stay, the attribute does not, and its name is told."""
    html = f"<blockquote {attributes}>mots</blockquote>"

    assert reduce_markup(html) == "<blockquote>mots</blockquote>"
    assert [level for level, _ in messages(html)] == [WARNING]
    assert attributes.partition("=")[0] in messages(html)[0][1]


@pytest.mark.parametrize(
    "address",
    ["javascript:x", "JaVaScRiPt:x", "java&#x0A;script:x", "&#x6A;avascript:x", "data:text/html,x",
     "vbscript:x", "file:///etc/passwd", " javascript:x"],
)  # fmt: skip
def test_an_address_that_is_none_is_told(address: str):
    """A link that would do something else than lead somewhere loses its address, and is told."""
    html = f'<a href="{address}">mots</a>'

    assert "href" not in reduce_markup(html)
    assert [level for level, _ in messages(html)] == ["error"]


def test_a_link_to_another_site_is_protected():
    """The other site neither learns where the reader came from nor gets hold of the page."""
    html = '<a href="https://a.example/?b=1&amp;c=2" title="a &gt; b">d</a><a href="#e">f</a>'
    first, second = LexborHTMLParser(reduce_markup(html)).css("a")

    assert first.attributes["rel"] == "external noreferrer"
    assert first.attributes["href"] == "https://a.example/?b=1&c=2"
    assert "rel" not in second.attributes


def test_the_cells_of_a_table_are_aligned_by_class(site: Site):
    """A style would be ignored by a page that allows none."""
    site.write("articles/table.md", f"{HEADER}|a|b|\n|--:|:-:|\n|1|2|\n\nTexte [@chey2024].\n")
    built = site.build()

    assert built.status == 0, built.said
    assert '<td class="align-right">1</td>' in built.page("table")
    assert 'style="' not in built.page("table")


def test_what_is_left_open_is_told(site: Site):
    """Markdown would take all that follows for code: the element is told with its line."""
    site.write("articles/ouvert.md", f"{HEADER}Texte [@chey2024].\n\n<div>\n\n**gras**\n")
    built = site.build()

    assert built.status == 1
    assert "articles/ouvert.md\n  ✗ ligne 8\u00a0: <div> n’est pas fermé" in built.said


@pytest.mark.parametrize("name", ["div", "DIV", "section", "blockquote"])
def test_a_frame_left_open_is_told_though_nothing_stands_in_it(name: str):
    """The HTML keeps no trace of it."""
    told = (3, f"<{name.lower()}> is not closed: what follows would not be read as you wrote it.")

    assert told in read(f"Texte.\n\n<{name}><{name}>\n").errors


def test_a_frame_that_code_shows_is_no_frame():
    """It opens nothing."""
    assert read("Texte `<div>`.\n\n```\n<div>\n```\n").errors == []


def test_a_second_title_is_told(site: Site):
    """A page has one title, that of its header."""
    site.write("articles/titre.md", f"{HEADER}Texte [@chey2024].\n\n# Titre\n")
    built = site.build()

    assert built.status == 1
    assert "ligne 8\u00a0: cet intertitre serait un second titre" in built.said


def test_the_summary_is_reduced_too(site: Site):
    """What a header's summary holds is no way around."""
    text = HEADER.replace("---\nt", '---\nsummary: "a [b](javascript:c)"\nt') + "[@chey2024]\n"
    site.write("articles/resume.md", text)
    built = site.build()

    assert built.status == 1
    assert "ligne 2\u00a0: une adresse du type" in built.said


@given(st.text(alphabet="<>/=\"' abdivscriptyle!-&#x0;{}", max_size=60))
def test_whatever_is_typed_only_the_list_comes_out(text: str):
    """No string of signs makes an element or an attribute that is not on the list."""
    body = LexborHTMLParser(f"<main>{reduce_markup(text)}</main>").css_first("main")
    assert body is not None
    for node in body.css("*"):
        if node.tag != "main":
            assert node.tag in ELEMENTS
            assert set(node.attributes) <= ATTRIBUTES["*"] | ATTRIBUTES.get(node.tag, set()) | {
                "rel",
                "data-calls",
                "data-items",
            }


@given(st.text(alphabet="<>/=\"' abdivscriptyle!-&#x0;{}", max_size=60))
def test_reducing_twice_is_reducing_once(text: str):
    """What is safe stays as it is."""
    once = reduce_markup(text)

    assert reduce_markup(once) == once or "<a " in once


@pytest.mark.parametrize("name", sorted(ELEMENTS.union(*ATTRIBUTES.values())))
def test_the_list_is_documented(name: str):
    """What may be typed is in docs/html.md, all of it."""
    assert name in WRITTEN


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Un mot[^1].\n\n[^1]: La note.\n", []),
        ("Un mot[^1].\n\nUn autre[^2].\n\n[^1]: La note.\n", [3]),
        ("Un mot[^a] et[^b].", [1, 1]),
        ("Du code `[^1]` seulement.", []),
        ("    [^1]\n", []),
        ("Entre crochets [^ rien].", []),
    ],
)
def test_a_call_to_a_note_that_is_not_there(text: str, lines: list[int]):
    """Markdown would print it as it is typed."""
    html = Markdown(extensions=["extra"], output_format="html5").convert(text)
    found = [p for p in check_markup(html, text, 1) if "note" in p.what]

    assert [problem.line for problem in found] == lines
