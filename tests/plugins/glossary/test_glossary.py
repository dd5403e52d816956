"""Medical words are explained at their first use, in plain sight."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from plugins.glossary.core import Word, explain, read_glossary
from plugins.shared.problems import WARNING
from tests.support.sites import Site

CLOT = Word("caillot", "petit amas de sang", ("caillots",))
SUGAR = Word("glycémie à jeun", "taux de sucre avant de manger")
RATE = Word("taux d'alcool", "alcool dans le sang")
AMP = Word("amp", "ampère")
HEADER = "---\ntitle: T\ndate: 2026-10-01\nconditions: reflux\n---\n"
TWO = "[[word]]\nword = 'a'\nmeans = 'b'\n[[word]]\nword = 'z'\nmeans = 'b'\n"
ENGLISH = '\n[[word]]\nword = "clot"\nlang = "en"\nmeans = "lump"\n'
GLOSSARY = '[[word]]\nword = "caillot"\nforms = ["caillots"]\nmeans = "petit amas de sang"\n'


def linked(html: str, *words: Word) -> list[str]:
    """Return the words of a text that lead to their meaning."""
    page, _ = explain(html, words or (CLOT, SUGAR, RATE, AMP), "a-fr", "fr")
    return [node.text() for node in LexborHTMLParser(page).css("a.glossary-use")]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>Un caillot, deux caillots.</p>", ["caillot"]),
        ("<p>Caillots.</p><p>Un caillot.</p>", ["Caillots"]),
        ("<p>La glycémie\u00a0à jeun.</p>", ["glycémie\u00a0à jeun"]),
        ("<p>Un anti-caillot, encaillotter.</p>", []),
        ("<h2>Le caillot</h2><p>Un <b>caillot</b>.</p>", ["caillot"]),
        ('<p><a href="#a">un caillot</a> et un caillot</p>', ["caillot"]),
        ("<p><code>caillot</code></p><pre>caillot</pre>", []),
        ('<p><img alt="caillot" src="a.png"></p>', []),
        ('<section class="care care--emergency"><p>un caillot</p></section>', []),
        ("<p>R&amp;D</p>", []),
        ('<section class="care care--urgent"><p>un caillot</p></section>', ["caillot"]),
        ("<p>Rien.</p>", []),
        ("<p>Le taux d’alcool, l'<i>alcool</i>.</p>", ["taux d’alcool"]),
    ],
)
def test_the_first_use_leads_to_the_meaning(html: str, found: list[str]):
    """Once, as a whole word, in any form, where a link may stand and leads nobody away."""
    assert linked(html) == found


def test_the_first_use_is_not_in_an_emergency_card():
    """The second use is linked instead, outside of the card."""
    html = '<section class="care care--emergency"><p>un caillot</p></section><p>Ce caillot.</p>'
    page, _ = explain(html, [CLOT], "a-fr", "fr")

    assert "un caillot</p></section>" in page


def test_a_meaning_can_be_reached_and_left():
    """The link, the meaning and the way back name one another; the meaning is typeset."""
    page, glossary = explain("<p>Un caillot.</p>", [Word("caillot", "amas : sang")], "a-fr", "fr")
    (entry,) = glossary.entries

    assert f'href="#{entry.anchor}"' in page
    assert f'id="{entry.use}"' in page
    assert entry.means == "amas\u00a0: sang"


def test_meanings_stand_in_alphabetical_order():
    """Accents do not count."""
    words = [Word("zona", "z"), Word("écho", "é"), Word("abcès", "a")]
    _, glossary = explain("<p>zona, écho, abcès</p>", words, "a-fr", "fr")

    assert [entry.word for entry in glossary.entries] == ["abcès", "écho", "zona"]


def test_what_only_the_mouse_would_show_is_explained_below():
    """Markdown’s own ``*[IPP]: …`` becomes a word of the article; no title is left."""
    html = '<p>Un <abbr title="inhibiteur">IPP</abbr>, des <abbr title="inhibiteur">IPP</abbr>.</p>'
    page, glossary = explain(html, [Word("IPP", "autre chose")], "a-fr", "fr")

    assert "title=" not in page
    assert page.count("glossary-use") == 1
    assert [entry.means for entry in glossary.entries] == ["inhibiteur"]


def test_a_meaning_is_words_and_nothing_else():
    """Whatever is written there, no code reaches the page."""
    _, glossary = explain("<p>a</p>", [Word("a", "<script>x</script> & b")], "a-fr", "fr")

    assert glossary.entries[0].means == "&lt;script&gt;x&lt;/script&gt; &amp; b"


@given(st.text("ab <>&;é'’-", max_size=12), st.text("ab <>&;é", min_size=1, max_size=6))
def test_no_word_of_the_text_is_lost(text: str, word: str):
    """Links are added; what is read stays the same."""
    html = f"<p>{text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')}</p>"
    page, _ = explain(html, [Word(word, "m")], "a-fr", "fr")

    assert LexborHTMLParser(page).body.text() == LexborHTMLParser(html).body.text()


@pytest.mark.parametrize(
    ("text", "what", "quote"),
    [
        ("[[word]]\nword = 'a'\n", "lacks its name", "a"),
        ("[[word]]\nmeans = 'a'\n", "lacks its name", "a"),
        ("[[word]]\nword = 'a'\nmeans = 'b'\nsens = 'c'\n", "not a known setting", "sens"),
        ("[[words]]\nword = 'a'\n", "not a known setting", "words"),
        ("word = 'a'\n", "are not read", ""),
        ("[[word]]\nword = 'a'\nmeans = 'b'\nlang = 'de'\n", "one language", "a"),
        ("[[word]]\nword = 'a'\nmeans = 'b'\nforms = 'c'\n", "one language", "a"),
        (f"{TWO}forms = ['A']\n", "stands twice", "A"),
        ("[[word]]\nword = 'a\n", "cannot be read", "word = 'a"),
    ],
)
def test_a_mistake_is_told(text: str, what: str, quote: str):
    """What is wrong with the file is told with the doctor’s own words."""
    _, problems = read_glossary(text, "fr")

    assert [p.quote for p in problems if what in p.what] == [quote]


def test_a_long_meaning_is_only_a_remark():
    """It is told, and shown all the same."""
    words, (problem,) = read_glossary(f"[[word]]\nword = 'a'\nmeans = '{'mot ' * 41}'\n", "fr")

    assert problem.level == WARNING
    assert len(words["fr"]) == 1


def test_a_build_explains_words(site: Site):
    """On the page, above the dates, and in the feed; the summary has no link; English is apart."""
    text = f"{HEADER}Un caillot, un IPP [@chey2024].\n\n*[IPP]: inhibiteur\n"
    site.write("glossary.toml", GLOSSARY + ENGLISH)
    site.write("articles/mots.md", text)
    site.write("articles/mots.en.md", f"{HEADER}A clot, a caillot [@chey2024].\n")
    built = site.build()
    page = LexborHTMLParser(built.page("mots"))
    english = LexborHTMLParser(built.page("en/mots"))
    feed = (site.output / "feeds" / "all.atom.xml").read_text("utf-8")

    assert built.status == 0, built.said
    (box,) = page.css('section.glossary[role="doc-glossary"]')
    assert [node.text() for node in box.css("dfn")] == ["caillot", "IPP"]
    for link in page.css("a.glossary-use, a.glossary__back"):
        assert page.css(link.attributes["href"].replace("#", "[id='") + "']")
    assert not page.css("[title]:is(abbr, dfn)")
    assert [node.text() for node in english.css("dfn")] == ["clot"]
    assert "glossary__list" in feed
    assert "glossary-use" not in built.page("articles")
    assert "glossary-use" not in LexborHTMLParser(built.page("")).html


def test_a_word_of_the_glossary_is_explained(site: Site):
    """A doctor’s word that the page explains is no longer remarked upon, in any of its forms."""
    site.write("articles/mots.md", f"{HEADER}Des dyspnées et des prurits [@chey2024].\n")
    assert "dyspnée, prurit" in site.build().said

    site.write("glossary.toml", GLOSSARY.replace("caillot", "dyspnée"))
    said = site.build().said
    assert "rien n’explique ces mots\u00a0: prurit." in said


def test_a_build_stops_at_a_mistake(site: Site):
    """With the line of the glossary, in French."""
    site.write("glossary.toml", '[[word]]\nword = "caillot"\n')
    built = site.build()

    assert built.status == 1
    assert "glossary.toml\n  ✗ ligne 2\u00a0: il manque à un mot" in built.said


def test_all_words_are_on_a_page(site: Site):
    """In order, each with the published articles that use it; the texts that do lead there."""
    site.write("glossary.toml", GLOSSARY + GLOSSARY.replace("caillot", "abcès") + ENGLISH)
    site.write("articles/mots.md", f"{HEADER}Des caillots [@chey2024].\n")
    hidden = HEADER.replace("title: T", "title: U\nstatus: hidden")
    site.write("articles/secret.md", f"{hidden}Un caillot [@chey2024].\n")
    built = site.build()
    assert built.status == 0, built.said
    page = LexborHTMLParser(built.page("lexique"))

    assert [node.text(strip=True) for node in page.css("dfn")] == ["abcès", "caillot"]
    assert [node.attributes["href"] for node in page.css("dd a")] == ["../mots/index.html"]
    assert "../lexique/index.html" in built.page("mots")
    assert "lexique" not in built.page("estomac")


def test_without_words_there_is_no_page(site: Site):
    """A blog that explains nothing has no page of words, and no link to one."""
    built = site.build()

    assert not (built.output / "lexique").exists()
    assert "lexique" not in built.page("maladies")
