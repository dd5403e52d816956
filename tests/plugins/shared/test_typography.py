"""A French text follows French rules, an English one its own; code and addresses follow none."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plugins.shared.typography import NBSP, NNBSP, typeset
from tests.support.sites import Site


def french(html: str) -> str:
    """Typeset in French; show a no-break space as ``~``, a narrow one as ``_``."""
    return typeset(html, "fr").replace(NBSP, "~").replace(NNBSP, "_")


def english(html: str) -> str:
    """Typeset in English; show a no-break space as ``~``."""
    return typeset(html, "en").replace(NBSP, "~")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("L'eau", "L’eau"),
        ("aujourd'hui, l'œil et l'été", "aujourd’hui, l’œil et l’été"),
        ("l’eau", "l’eau"),
        ("l'<em>eau</em>", "l’<em>eau</em>"),
        ('d\'<a href="x">un</a>', 'd’<a href="x">un</a>'),
        ("presqu'<strong>île</strong>", "presqu’<strong>île</strong>"),
    ],
)
def test_apostrophes(written: str, printed: str):
    """A straight apostrophe after a letter is a curled one, before a tag too."""
    assert french(written) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('Il dit "oui" ici', "Il dit «~oui~» ici"),
        ('"Oui"', "«~Oui~»"),
        ('<p>"Oui"</p>', "<p>«~Oui~»</p>"),
        ('<em>"Oui"</em>', "<em>«~Oui~»</em>"),
        ('("oui")', "(«~oui~»)"),
        ('"un", "deux".', "«~un~», «~deux~»."),
        ('"un" "deux"', "«~un~» «~deux~»"),
        ('Il dit : "l\'eau" !', "Il dit~: «~l’eau~»_!"),
        ("« oui »", "«~oui~»"),
        ("«oui»", "«~oui~»"),
        (f"«{NBSP}oui{NBSP}»", "«~oui~»"),
        (f"«{NNBSP}oui{NNBSP}»", "«~oui~»"),
        ('x<br>"oui"', "x<br>«~oui~»"),
        ("« un » : « deux »", "«~un~»~: «~deux~»"),
    ],
)
def test_quotes(written: str, printed: str):
    """Straight quotes become « » with a no-break space inside."""
    assert french(written) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Quoi ?", "Quoi_?"),
        ("Oui ! Non ; peut-être", "Oui_! Non_; peut-être"),
        ("ceci : cela", "ceci~: cela"),
        ("ceci :", "ceci~:"),
        ("ceci :\ncela", "ceci~:\ncela"),
        ("<em>ceci</em> : cela", "<em>ceci</em>~: cela"),
        ("<em>Quoi</em> ?", "<em>Quoi</em>_?"),
        ("Quoi?", "Quoi?"),
        ("ceci: cela", "ceci: cela"),
        ("12:30", "12:30"),
        ("à 12:30 : oui", "à 12:30~: oui"),
        ("https://x.example : oui", "https://x.example~: oui"),
        ("https://x.example/?a=1;b=2", "https://x.example/?a=1;b=2"),
        ("&eacute; &amp; &lt;", "&eacute; &amp; &lt;"),
        ("a&nbsp;: b", "a&nbsp;: b"),
    ],
)
def test_spaces_before_double_signs(written: str, printed: str):
    """A typed space becomes unbreakable; none is added to hours, addresses and entities."""
    assert french(written) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("12 000", "12_000"),
        ("1 200 000", "1_200_000"),
        ("12 000 patients", "12_000~patients"),
        ("<td>12 000</td>", "<td>12_000</td>"),
        ("20 %", "20~%"),
        ("20%", "20%"),
        ("5 mg", "5~mg"),
        ("5 mg/j", "5~mg/j"),
        ("37,5 °C", "37,5~°C"),
        ("3 ans", "3~ans"),
        ("3 ansérines", "3 ansérines"),
        ("6 mois et 2 semaines", "6~mois et 2~semaines"),
        ("en 2026 2027", "en 2026 2027"),
        (
            'stade 2<sup id="a"><a class="footnote-ref" href="#b">1</a></sup> mg',
            'stade~2<sup id="a"><a class="footnote-ref" href="#b">1</a></sup> mg',
        ),
        ("5<br>mg <p>5</p> mg", "5<br>mg <p>5</p> mg"),
        ("<p>x</p>\n\n<p>: y</p>\n\n", "<p>x</p>\n\n<p>: y</p>\n\n"),
        ("5\nmg et 12\n000", "5~mg et 12_000"),
        ("01 23 45 67 89", "01~23~45~67~89"),
        ("Dr Jeanne", "Dr~Jeanne"),
        ("M. Martin et Mme Martin", "M.~Martin et Mme~Martin"),
        ("n° 3, p. 12", "n°~3, p.~12"),
    ],
)
def test_numbers_and_titles(written: str, printed: str):
    """Thousands, units, titles and numbers are never cut at the end of a line."""
    assert french(written) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("attendez...", "attendez…"),
        ("un -- deux", "un –~deux"),
        ("1--2", "1--2"),
        ("x\n- y\n- z", "x\n- y\n- z"),
    ],
)
def test_dots_and_dashes(written: str, printed: str):
    """Three dots are one sign; two hyphens between spaces are a dash."""
    assert french(written) == printed


@pytest.mark.parametrize(
    "html",
    [
        '<code>"x" : y ?</code>',
        "<pre>a ; b...\n12 000</pre>",
        "<pre><code>l'eau ?</code></pre>",
        "<kbd>Ctrl ; x</kbd>",
        "<samp>x ?</samp>",
        '<CODE>"x" ?</CODE>',
        '<script>"a" ; b</script>',
        "<style>a : b</style>",
        "<math>a : b</math>",
        "<textarea>a ?</textarea>",
        '<a href="x ; y" title="l\'eau : quoi ?">x</a>',
        "<a href='x ; y' title='il dit \"oui\" ?'>x</a>",
        '<img alt="x > y ?" src="x...y">',
        '<!-- "x" : l\'eau ? -->',
        '<span lang="en">"It\'s" : true ?</span>',
        '<p lang="en-GB">It\'s <em>"so"</em> : <b lang="fr">vrai ?</b></p>',
        '<blockquote lang="de"><p>"Ja" ?</p></blockquote>',
        '<sup class="sources-call" data-calls="@l\'x ; @a--b..."></sup>',
    ],
)
def test_what_is_left_alone(html: str):
    """Code, attributes, comments, calls and passages in another language stay as written."""
    assert typeset(html, "fr") == html


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("<code>x ?</code> : oui ?", "<code>x ?</code>~: oui_?"),
        ('<span lang="en">"x" ?</span> "oui" ?', '<span lang="en">"x" ?</span> «~oui~»_?'),
        ('<p lang="en">a <br> b ?</p> oui ?', '<p lang="en">a <br> b ?</p> oui_?'),
        ('<span lang="fr">"oui" ?</span>', '<span lang="fr">«~oui~»_?</span>'),
        ('<p lang="fr-CA">oui ?</p>', '<p lang="fr-CA">oui_?</p>'),
        ('<a hreflang="en" href="x">oui ?</a>', '<a hreflang="en" href="x">oui_?</a>'),
        ("5 < 6 : oui", "5~<~6~: oui"),
        ("x <3 : oui", "x <3~: oui"),
    ],
)
def test_the_rules_resume_afterwards(written: str, printed: str):
    """What is left alone ends with its element, and a sign that is no tag is a sign."""
    assert french(written) == printed


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('It\'s "so"', "It’s “so”"),
        ("one two three", "one two three"),
        ("one -- two", "one — two"),
        ("wait...", "wait…"),
        ('<code>"x"</code> it\'s', '<code>"x"</code> it’s'),
        ('<a title="it\'s">x</a>', '<a title="it\'s">x</a>'),
        ("Really? Yes: 12:30!", "Really? Yes: 12:30!"),
        (
            "In the '60s, class of '07, wait 'til noon.",
            "In the ’60s, class of ’07, wait ’til noon.",
        ),
        ("In the ‘60s 'tis 'cause of rock 'n' roll", "In the ’60s ’tis ’cause of rock ’n’ roll"),
        ("'Tis so. \"'Twas\" 1990's", "’Tis so. “’Twas” 1990’s"),
        ("He said 'stop' and 'the 'cause'.", "He said ‘stop’ and ’the ‘cause’."),
        ("'He said \"stop\" twice,' too", "‘He said “stop” twice,’ too"),
        ("\"He said 'stop it' twice,\" too", "“He said ‘stop it’ twice,” too"),
        (
            "the patients' group, the doctors' '80s hits",
            "the patients’ group, the doctors’ ’80s hits",
        ),
        ('a 5\'10" man, 48°51\'24", 3" scars', "a 5′10″ man, 48°51′24″, 3″ scars"),
        ('a "15" screen" there', "a “15″ screen” there"),
        ("<a href=\"x\">Crohn</a>'s and <em>B</em>'s", '<a href="x">Crohn</a>’s and <em>B</em>’s'),
        ("<code>x</code>'s end, (NHS)'s", "<code>x</code>’s end, (NHS)’s"),
        ('"<em>H</em>" is "<a href="x">here</a>".', '“<em>H</em>” is “<a href="x">here</a>”.'),
        ("20 mg, <b>10</b> mL, 38.5 °C at 9 am", "20~mg, <b>10</b>~mL, 38.5~°C at 9~am"),
        ("In 2020 a study of 5 men", "In 2020 a study of 5 men"),
        ('<p>A "quote that</p><p>goes on" ends.</p>', "<p>A “quote that</p><p>goes on” ends.</p>"),
        ("https://x.example/it's--a...b o'b@x.org", "https://x.example/it's--a...b o'b@x.org"),
    ],
)
def test_english(written: str, printed: str):
    """English has its own quotes, no space before signs; a tag hides nothing from a quote.

    A number keeps its unit.
    """
    assert english(written) == printed


def test_a_pronoun_stays_with_its_hyphen():
    """No line ends after the hyphen of “passe-t-il”, and none is put into an address."""
    assert typeset("Passe-t-il ? https://x.fr/a-t-il", "fr") == (
        f"Passe-\u2060t-\u2060il{NNBSP}? https://x.fr/a-t-il"
    )


@pytest.mark.parametrize("language", ["fr", "fr-CA", "en", "en-GB"])
def test_nothing_gives_nothing(language: str):
    """An empty text stays empty."""
    assert typeset("", language) == ""


# Whatever is written.

WORDS = (
    'l\'eau|"oui"|« non »|“mot”|mot|12|000|5|mg|%|ans|12:30|http://x.y/a?b;c|a.b@c.fr|...|--|-|–|Dr|M.'
    "|n°|p.|J.|Martin|XIV|mai|1er|siècle|stade|h|30|x|≥|+33|01|23|45|67|-il|etc|…|5'10\"|12\"|90'|'80s|'n'"
    "|patients'|''|<em>|</em>|<code>|</code>|<br>|</p>|&amp;|&eacute;|&lt;b&gt;|&gt;"
    '|<a href="l\'x ; y">|</a>|<sup data-calls="a"></sup>|(|)|?|!|;|:|\'|"|«|»|“|”|‘|’|,|.|œ'
).split("|")
SPACES = ["", " ", " ", "\n", NBSP, NNBSP, "  ", "\n\n"]
TEXTS = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(SPACES)),
    max_size=15,
).map(lambda pairs: "".join(word + space for word, space in pairs))
PLAIN = st.text(st.sampled_from("ab1230 '\"«»:;!?().,-%éœ\u00a0\u202f\n<>&="), max_size=30)


def essence(html: str) -> str:
    """Return a text without what typography may change: spaces, quotes, dots and dashes."""
    text = re.sub(r"\betc[\s.…]+", "etc", re.sub(r"<[a-z/][^>]*>", "", html).replace("...", "…"))
    text = text.replace("--", "–").replace("-", "–").replace("\u2060", "")
    return re.sub(r"[\s\"«»“”'‘’′″]", "", text)


@given(TEXTS | PLAIN, st.sampled_from(["fr", "en"]))
@example('« "a" »', "fr")
@example('a""', "fr")
@example("a  ?", "fr")
@example("12 000 %", "fr")
@example("``a'' -- \\\"b\\\" '80s...", "en")
@example('"a "b" c »', "fr")
@example('« a "b c »', "fr")
@example("«»", "fr")
@example("\n\n:", "fr")
@example('-- "x" , y', "fr")
@example("mm x\u00a05 etc\n… …", "fr")
def test_typesetting_twice_changes_nothing(text: str, language: str):
    """What is typeset is typeset: a text may pass through again."""
    once = typeset(text, language)

    assert typeset(once, language) == once


@given(TEXTS | PLAIN)
def test_no_word_is_lost_or_added(text: str):
    """Only spaces, quotes, apostrophes, dots and dashes ever change."""
    assert essence(typeset(text, "fr")) == essence(text)


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
def test_any_text_is_typeset(text: str):
    """Whatever is written is printed, every letter of it."""
    letters = re.sub(r"[\W_]", "", text)

    assert re.sub(r"[\W_]", "", typeset(text, "fr")) == letters


@given(TEXTS)
def test_tags_are_untouched(text: str):
    """The tags of a text are the same after as before, to the letter, and so is code."""
    tag = re.compile(r"<code>[^<]*</code>|<[a-z/][^>]*>")

    assert tag.findall(typeset(text, "fr")) == tag.findall(text)
    assert tag.findall(unescape(typeset(text, "en"))) == tag.findall(unescape(text))


ADDRESSES = (
    "https://x.example/l'eau--b...c?a=1;b=2",
    "www.x.example/d'une-t-il",
    "a.b-il@c.example",
    "10.1000/a'b--c-la...d",
    '<code>l\'eau ? 5 mg "x" -- ...</code>',
    '<a href="l\'x ; 5 mg" title="5 mg : l\'eau ?">',
    '<sup class="sources-call" data-calls="@l\'x ; @a--b..."></sup>',
    "<!-- l'eau : 5 mg ? -->",
)


@given(TEXTS, st.sampled_from(ADDRESSES), TEXTS, st.sampled_from(["fr", "en"]))
def test_no_address_is_touched(before: str, address: str, after: str, language: str):
    """Whatever stands around it, an address, code or an attribute is printed to the letter."""
    text = f"{before.replace('<', '')} {address} {after}"

    assert address in typeset(text, language)


@pytest.mark.parametrize(
    "dose",
    ["1 000 mg", "1000 mg", "0,5 mg", "0.5 mg", "1,5 g", "1/2 cp", "10-20 mg", "2 x 500", "-5"],
)
def test_no_dose_is_another(dose: str):
    """A figure keeps its figures, its comma and its sign: only the kind of a space changes."""
    assert (
        re.sub("[\u00a0\u202f]", " ", typeset(f"Prendre {dose} ici", "fr")) == f"Prendre {dose} ici"
    )


def test_a_build_typesets_each_language_once(site: Site):
    """Title, text, summary and box follow the language of the article."""
    head = '---\ntitle: "L\'eau : quoi ?"\ndate: 2026-10-01\nconditions: reflux\n'
    body = '---\nIl dit "oui" à 12:30 : 12 000 fois. `a ; "b"` [@chey2024]\n'
    site.write("articles/eau.md", f'{head}summary: C\'est "bref" !\n{body}')
    site.write("articles/eau.en.md", f"{head.replace(' : quoi ?', '')}{body}")
    built = site.build()
    html = built.page("eau")

    assert built.status == 0, built.said
    assert f"L’eau{NBSP}: quoi{NNBSP}?</h1>" in html
    assert f"Il dit «{NBSP}oui{NBSP}» à 12:30{NBSP}: 12{NNBSP}000{NBSP}fois." in html
    assert '<code>a ; "b"</code>' in html
    assert "C’est « bref » !" in re.sub(r"\s", " ", (site.output / "index.html").read_text("utf-8"))
    assert "Il dit “oui” à 12:30" in built.page("en/eau")
    assert "L’eau</h1>" in built.page("en/eau")
