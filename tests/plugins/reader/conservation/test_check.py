"""No word, figure or sign is lost, changed or added in silence between a text and its page."""

from __future__ import annotations

import pytest

from plugins.reader.conservation.check import check
from plugins.reader.conservation.fold import tokens
from plugins.shared.problems import ERROR, WARNING
from tests.support.converting import read

# What a converter may make of a text, and what must be said of it: the line, and words of it.
LOST = [
    ("1 g*2/j et 1 g*3/j", "<p>1 g<em>2/j et 1 g</em>3/j</p>", 1, "g*2/j"),
    ("5*2 mg et 3*1 mg", "<p>5<em>2 mg et 3</em>1 mg</p>", 1, "5*2 mg et 3*1"),
    ("T_4_ libre", "<p>T<em>4</em> libre</p>", 1, "T_4_"),
    ("Un.\n\n- > 38,5 °C", "<p>Un.</p><ul><li><blockquote>38,5 °C</blockquote></li></ul>", 3, ">"),
    ("> 40 °C", "<blockquote><p>40 °C</p></blockquote>", 1, ">"),
    ("+ de 3 verres", "<ul><li>de 3 verres</li></ul>", 1, "+"),
    ("- + de 10", "<ul><li>de 10</li></ul>", 1, "+"),
    ("soit 10^9/mm^3", "<p>soit 10<sup>9/mm</sup>3</p>", 1, "^"),
    ("~5/~10 mg", "<p><sub>5/</sub>10 mg</p>", 1, "~"),
    ("10^3^ globules", "<p>103 globules</p>", 1, "10"),
    ("103 globules", "<p>10<sup>3</sup> globules</p>", 1, "103"),
    ("10³ globules", "<p>103 globules</p>", 1, "10³"),
    ("la ~~vieille~~ dose", "<p>la vieille dose</p>", 1, "vieille"),
    ("Effets {fréquents} ou non", "<p>Effets ou non</p>", 1, "{fréquents}"),
    ("## Effets {fréquents}", "<h2>Effets</h2>", 1, "{fréquents}"),
    (
        "| a | b |\n|---|---|\n| 1 | 2 | soir |",
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
        3,
        "soir",
    ),
    ("| a | b |\n| 1 | 2 |", "<p>| a | b |\n| 1 | 2 |</p>", 1, "|"),
    ("Un.\n\n    Deux *trois*.", "<p>Un.</p><pre><code>Deux *trois*.</code></pre>", 3, "code"),
    ("Une phrase entière.\n---\nAutre.", "<h2>Une phrase entière.</h2><p>Autre.</p>", 1, "heading"),
    ("1. un\n2. deux\n4. quatre", "<ol><li>un</li><li>deux</li><li>quatre</li></ol>", 3, "4"),
    ("2023. Une année", "<ol><li>Une année</li></ol>", 1, "2023"),
    ("3 cas en\n2023. Rien.", "<p>3 cas en</p><ol><li>Rien.</li></ol>", 2, "2023"),
    (
        "Un mot.\n\nUn autre, perdu.\n\nLa fin.",
        "<p>Un mot.</p><p>La fin.</p>",
        3,
        "Un autre, perdu",
    ),
    ("Un mot.", "<p>Un petit mot.</p>", 1, "petit"),
    ("Ne pas dépasser 3 g.", "<p>Ne dépasser 3 g.</p>", 1, "pas"),
    ("un mot, puis deux", "<p>un mot puis deux</p>", 1, ","),
    ("mille mots", "<p>millemots</p>", 1, "mille"),
    ("de 3-5 mg", "<p>de 35 mg</p>", 1, "3-5"),
    ("Un mot[^1].\n\n[^1]: La note.", "<p>Un mot.</p>", 1, "[^"),
    (
        "Un mot[^1].\n\n[^1]: La note entière.",
        (
            '<p>Un mot<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p>'
            '<div class="footnote"><ol><li id="fn:1">'
            "<p>La note.</p></li></ol></div>"
        ),
        3,
        "entière",
    ),
    (
        "Un mot [@chey2024].",
        '<p>Un mot <sup class="sources-call" data-calls="@chey"></sup>.</p>',
        1,
        "chey2024",
    ),
    ("L’HTA.\n\n*[HAT]: hypertension", "<p>L’HTA.</p>", 3, "hypertension"),
    ("[des mots](https://a.example)", "<p>des mots</p>", 1, "address"),
    (
        "[des mots](une remarque de plus)",
        '<p><a href="une%20remarque">des mots</a></p>',
        1,
        "remarque",
    ),
    (
        '[a](https://a.example "Le titre")',
        '<p><a href="https://a.example">a</a></p>',
        1,
        "Le titre",
    ),
    ("![Un dessin](a.png)", '<p><img src="a.png" alt=""></p>', 1, "Un dessin"),
    ("- [x] carte Vitale", "<ul><li>carte Vitale</li></ul>", 1, "[x]"),
]


@pytest.mark.parametrize(("text", "html", "line", "words"), LOST)
def test_what_is_lost_is_told(text: str, html: str, line: int, words: str):
    """A word, a figure, a sign, a cell, a note, an address: with its line, once."""
    found = check(text, html, 1)

    errors = [problem for problem in found if problem.level == ERROR]
    assert errors[0].line == line
    assert any(words in f"{p.what.format(**p.values)} {p.quote}" for p in errors)
    assert all(problem.fix.format(**problem.values) for problem in found)


KEPT = [
    ("1. un\n1. deux\n1. trois", "<ol><li>un</li><li>deux</li><li>trois</li></ol>"),
    ("5. cinq\n6. six", '<ol start="5"><li>cinq</li><li>six</li></ol>'),
    ("1. un\n3. trois", '<ol><li>un</li><li value="3">trois</li></ol>'),
    ("a) un\nb) deux", '<ol type="a"><li>un</li><li>deux</li></ol>'),
    ("1) un\n2) deux", "<ol><li>un</li><li>deux</li></ol>"),
    ("« Oui » — dit-elle...", "<p>“Oui” - dit-elle...</p>"),
    ("a &lt; b &amp; c", "<p>a &lt; b &amp; c</p>"),
    ("dr@exemple.fr", '<p><a href="mailto:dr@exemple.fr">dr@exemple.fr</a></p>'),
    ("https://a.fr/?utm_source=b", '<p><a href="https://a.fr/">https://a.fr/</a></p>'),
    ("[x](https://a.fr/?utm_source=b)", '<p><a href="https://a.fr/">x</a></p>'),
    ("3 rue X\n44400 Rezé", "<p>3 rue X<br>44400 Rezé</p>"),
    ("a\tb\n1\t2", "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>"),
    ("<ol><li>un</li></ol>", "<ol><li>un</li></ol>"),
    ("– Oui, dit-elle.", "<p>– Oui, dit-elle.</p>"),
    ("- 3 kg en un mois", "<p>- 3 kg en un mois</p>"),
    ("Un (*) et un (**).", "<p>Un (*) et un (**).</p>"),
    ("Titre\n=====", "Titre"),
    ("de\u00a03 à\u202f5 mg", "<p>de 3 à 5 mg</p>"),
    ("Paul<mailto:a@b.fr>", '<p>Paul<a href="mailto:a@b.fr">a@b.fr</a></p>'),
    ("שלום 😀 mg", "<p>שלום 😀 mg</p>"),
]


@pytest.mark.parametrize(("text", "html"), KEPT)
def test_what_is_kept_is_not_told(text: str, html: str):
    """The same words in another dress are the same words."""
    assert check(text, html, 1) == []


RAW = [
    ("Un mot.\n- un\n- deux", "<p>Un mot.\n- un\n- deux</p>", [2, 3]),
    ("un **mot** gras", "<p>un **mot** gras</p>", [1]),
    ("<div>\n## Titre\n</div>", "<div>\n## Titre\n</div>", [2]),
    ("10^3^", "<p>10^3^</p>", [1]),
    ("un ~~mot~~ barré", "<p>un ~~mot~~ barré</p>", [1]),
    ("[des mots](a.md)", "<p>[des mots](a.md)</p>", []),
]


@pytest.mark.parametrize(("text", "html", "lines"), RAW)
def test_a_sign_printed_raw_is_a_remark(text: str, html: str, lines: list[int]):
    """Nothing is lost, and yet the page may not look as it was meant."""
    found = check(text, html, 1)

    assert [p.line for p in found if p.level == WARNING] == lines or not lines
    assert lines == [] or all(problem.level == WARNING for problem in found)


FOREIGN = [
    *('[caption id="1" align="left"]Une légende[/caption]', "[gallery ids=“1,2”]", "[gallery]"),
    *("{{< figure src=“x.jpg” >}}", "{% youtube abc %}", "{{ site.baseurl }}", "::: warning"),
    *("[url=https://a.fr]ici[/url]", "[b]gras[/b]", "[[Autre page]]", "> [!NOTE]", "!!! note"),
    *(".. image:: x.png", "\\begin{itemize}", ":ref:`là`", "[su_note]x[/su_note]"),
    *("Un ==mot== ici", "%%à revoir%% Un mot", "Un mot.^[Une note]", "$$a = b$$", "x \\times 3"),
    *(r"\( DFG = \frac{140 - \text{âge}}{x} \)", "Vu :contentReference[oaicite:0]{index=0}"),
    *("Vu 【4†source】", "Vu citeturn0search1turn0news2", "[oai_citation:0‡a.fr](https://a.fr)"),
    "[cite_start]Un mot [cite: 12, 13]",
]


@pytest.mark.parametrize("words", FOREIGN)
def test_what_is_written_for_another_program_is_told(words: str):
    """With its line, as a remark: readers would see it as it stands."""
    reading = read(f"Un mot.\n\n{words}\n\nLa fin.")

    said = reading.errors + reading.remarks
    assert [line for line, what in said if "another program" in what] == [3]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "Il a dit [sic] « oui ».",
            "[…] la suite",
            "un [mot] entre crochets",
            "IC 95 % [1,2–3,4]",
        ),
        *("un ensemble {a, b}", "!!! attention", "si... alors ::", "Ratio 3:1", "`{{ code }}`"),
        *(
            "a == b et c == d",
            "5 $ et 10 $$",
            "50 %% de 3",
            "C:\\temps",
            "10^9",
            "cite: 12",
            "`==x==`",
        ),
        *("```\n{% code %}\n```", "le score [0-10]", "(voir [1])", "a {b} c {d}", "x = [a, b]"),
    ],
)
def test_what_a_doctor_writes_is_not_foreign(words: str):
    """Brackets and braces are signs of a sentence too."""
    reading = read(f"Un mot.\n\n{words}\n\nLa fin.")

    assert reading.errors == []
    assert reading.remarks == []


def test_a_line_is_told_once():
    """What is already told of a line is not told again; many losses of a line are one."""
    text, html = "un *deux* trois\n\nquatre", "<p>quatre</p>"

    assert [problem.line for problem in check(text, html, 1)] == [1]
    assert check(text, html, 1, told={1}) == []


def test_a_range_of_sources_is_one_call():
    """In one pair of brackets or in two, which the page shows as one."""
    listed = "\n\n## Sources\n\n1. A. Un. 2020.\n2. B. Deux. 2021.\n3. C. Trois. 2022.\n"

    for figures in ("[1-3]", "[1]–[3]", "[1]-[3] et [2]", "[2]–[9]", "[3]-[1]"):
        assert read(f"Un mot {figures}.{listed}").errors == []


def test_a_note_without_words_is_told():
    """Called or not, and in whatever order: the sorting of notes must not stop the build."""
    for text in ("Un[^1].\n\n[^1]:\n", "A[^b] et[^a].\n\n[^a]:\n\n[^b]: B", "> a\nb\n[^1]: \n"):
        reading = read(text)

        said = reading.errors + reading.remarks
        assert all(problem.level != ERROR or problem.line for problem in reading.problems)
        assert any("no words" in what or "refers to this note" in what for _, what in said), text


def test_folding_never_makes_another_number():
    """Raised figures, fractions and other digits stay what they are."""
    for figure in ("10³", "½", "²", "Ⅳ", "№", "℃"):
        assert "".join(tokens(figure)) == figure
