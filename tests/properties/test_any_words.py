"""Whatever a doctor writes, its words, figures and signs are on the page, or she is told where.

What must be seen is known from how each text was drawn, not from the check under test.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from html import unescape

from hypothesis import example, given
from hypothesis import strategies as st

from plugins.reader.conservation.check import check
from plugins.shared.problems import ERROR, UNSEEN
from tests.properties.grammar import JUNK, assert_told, many
from tests.support.converting import HEADER, read

FIGURES = st.integers(1, 999).map(str)
# Written with a figure in its place: {0}. Seen as it is typed.
DOSES = [
    *("{0} g*2/j", "{0}*3 mg", "> {0},5 °C", "< {0} ans", "<{0} mg", "+ de {0} verres", "+{0} kg"),
    *("- {0} kg", "-{0} °C", "{0}–9 mg", "{0}-9", "≥{0}", "{0} ± 2 %", "~{0}/~2 mg", "~{0} à ~2"),
    *(
        "10^{0}/mm^3",
        "10³",
        "{0} × 2",
        "{0}/8 mmHg",
        "T_{0}_ libre",
        "n={0}",
        "p<0,0{0}",
        "[{0}, 9]",
    ),
    *("{{{0}}}", "{{fréquents}}", "HLA-B*{0}", "N°{0}*", "{0} | 2", "{0}%", "1/{0} cp", "#{0}"),
    *(
        "{0}) puis",
        "({0})",
        "§ {0}",
        "{0} µg",
        "½ cp",
        "{0} 000",
        "{0}:1",
        "a_b_{0}",
        "{0}^",
        "*{0}",
    ),
]
WORDS = [
    *("fièvre", "dose", "ne", "pas", "jamais", "l’adulte", "l'été", "“nuit”", "« soir »", "à"),
    *(
        "de",
        "ou",
        "et…",
        "matin;",
        "Attention :",
        "O2",
        "שלום",
        "العربية",
        "😀",
        "👩\u200d⚕️",
        "e\u0301",
    ),
    *("Dr", "R&D", "a@b.fr", "www.has-sante.fr", "https://a.fr/b_c_d?e=f*g", "C:\\dossier"),
    *("[sic]", "[…]", "{a, b}", "$x$", "<3", "x<y", "a>b", "->", "=>", "==vrai==", "::", "!!!"),
    *("[chey2024]", "[1]", "[mot] (https://a.fr)", "(mot)[https://a.fr]", "{{ x }}", "{% y %}"),
]
# Words and doses of which nothing is taken for a construct.
PLAIN = [dose.format(7) for dose in DOSES] + [word for word in WORDS if "{{" not in word]
# What is typed, and what is seen of it.
DRESSED = [
    *(("**mot**", "mot"), ("*mot*", "mot"), ("_mot_", "mot"), ("~~mot~~", "mot"), ("`a*b`", "a*b")),
    *(("H~2~O", "H 2 O"), ("10^3^", "10 3"), ("[mot](a.md)", "mot"), ("![mot](b.png)", "")),
    *(("<b>mot</b>", "mot"), ("<sub>2</sub>", "2"), ("&lt;", "<"), (r"\*", "*"), (r"\>", ">")),
    *(("[mot]: http://a.fr", ""), ("[@chey2024]", ""), ("<!-- vu -->", ""), ("{#ici}", "")),
    *(("[^1]", ""), ("*[mot]: rien", ""), ("<https://a.fr>", "https://a.fr"), ("***mot***", "mot")),
    *(("<div>\n\n", ""), ("\n\n</div>\n\n", ""), ("<br>", ""), ("**a*b**", "a b"), ("`", "")),
    *(("\n```\n", ""), ("\n| a | b |\n|---|---|\n", "a b"), ("\n| 1 | 2 | 3 |\n", "1 2 3")),
    *(
        ("\n[^1]: ", ""),
        ("\n---\n", ""),
        ("\n===\n", ""),
        ("## ", ""),
        ("\n\n## mot {rare}\n\n", "mot"),
    ),
]
BETWEEN = [
    *(
        " ",
        " ",
        " ",
        "",
        "\n",
        "\n",
        "\n\n",
        "\n\n",
        "\n- ",
        "\n- ",
        "\n* ",
        "\n+ ",
        "\n1. ",
        "\n2) ",
    ),
    *(
        "\n• ",
        "\n– ",
        "\n> ",
        "\n> - ",
        "\n- > ",
        "\n\n    ",
        "\n  - ",
        "\n\t",
        "\t",
        " | ",
        "\n: ",
    ),
    *(
        "\n2023. ",
        "\n   ",
        "\n## ",
        "\n#",
        "*",
        "_",
        "~",
        "^",
        "|",
        "[",
        "]",
        "{",
        "}",
        "<",
        ">",
        "\\",
    ),
]
_TOKEN = re.compile(r"[^\W_]+|[<>≥±×%=°+]")


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a text, with the words that its page must hold."""
    typed, seen = "", ""
    for _ in range(draw(st.integers(1, 9))):
        kind = draw(st.integers(0, 9))
        if kind < 4:
            word = shown = draw(st.sampled_from(DOSES)).format(draw(FIGURES))
        elif kind < 7:
            word = shown = draw(st.sampled_from(WORDS))
        elif kind < 9:
            word, shown = draw(st.sampled_from(DRESSED))
        else:
            word, shown = draw(st.sampled_from(JUNK)), ""
        typed += draw(st.sampled_from(BETWEEN)) + word
        seen += f" {shown}"
    return UNSEEN.sub("", typed), unicodedata.normalize("NFC", seen)


def visible(html: str) -> str:
    """Return what a reader may see of a page, attributes included: the words of pictures."""
    shown = re.sub(r'<[^<>]*?\b(?:alt|data-calls|data-items)="([^"]*)"[^<>]*>', r" \1 ", html)
    return unescape(re.sub(r"<[^<>]*>", "", shown))


@many
@given(texts())
@example(("Amoxicilline 1 g*2/j, paracétamol 1 g*3/j", "1 g*2/j 1 g*3/j"))
def test_any_word_is_seen_or_told(drawn: tuple[str, str]):
    """No word is missing from a page of which nothing is said; what is said has its line."""
    typed, seen = drawn
    reading = read(f"{typed}\n")

    written = unicodedata.normalize("NFC", f"{HEADER}{typed}\n")
    assert_told([p for p in reading.problems if p.line], written)
    if not reading.errors:
        page = joined(visible(reading.html))
        for word, times in Counter(_TOKEN.findall(seen)).items():
            assert page.count(word) >= times, (word, reading.html)


def joined(text: str) -> str:
    """Return the words, figures and signs of a text, one after the other: tags may part them."""
    return "".join(_TOKEN.findall(unicodedata.normalize("NFC", text)))


@many
@given(st.lists(st.sampled_from(PLAIN), min_size=2, max_size=8), st.data())
def test_any_change_is_told(words: list[str], data: st.DataObject):
    """One token less on a page, one more, or two that change places: told."""
    text = " ".join(words)
    tokens = re.findall(r"\w+|[^\w\s]|\s+", text)
    place = data.draw(st.integers(0, len(tokens) - 1))
    # A hyphen that begins a line begins a list: it is none of its words.
    if not tokens[place].strip() or (place == 0 and tokens[:2] == ["-", " "]):
        return
    whole = f"<p>{escaped(text)}</p>"
    spoilt = "".join([*tokens[:place], *tokens[place + 1 :]])
    said = [p for p in check(text, whole, 1) if p.level == ERROR]

    assert said == []
    assert [p for p in check(text, f"<p>{escaped(spoilt)}</p>", 1) if p.level == ERROR]


def escaped(text: str) -> str:
    """Return a text as the HTML that shows it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
