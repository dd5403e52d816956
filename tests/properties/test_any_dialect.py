"""What a doctor types in plain words is on the page: each value with its signs, in its order."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from plugins.reader.addresses import clean_addresses
from plugins.reader.dialect import extensions
from plugins.reader.dialect.slips import slips
from plugins.reader.markup import reduce_markup
from tests.properties.grammar import assert_told, many, mixed
from tests.support.converting import read

# Values and words as they stand in articles: none of it is markup.
VALUES = [
    *("1 g*2/j", "5*2 mg", "2 * 3", "HLA-B*27", "(*)", "**", "p<0,05*", "T_4_", "IL_6", "note_1_a"),
    *("> 38,5 °C", ">65 ans", "< 3 mois", "<5 mg/L", "≥ 2", "> ou = 3", "> de 2 jours", "p > 0"),
    *("+ de 3 verres", "+ 5 kg", "+ ou - 2", "+/- 1", "± 0,5", "de - 3 kg", "\u22122 °C", "2^3"),
    *("10^9/mm^3", "10^6x10^3", "~5/~10 mg", "~5 à ~10", "2~3 fois", "{rares}", "{2 fois}"),
    *(
        "[ndlr]",
        "(voir plus bas)",
        "120/80",
        "1/2",
        "3-5 mg",
        "5--10",
        "n° 3",
        "1 000,5",
        "12 h 30",
    ),
    *(
        "2023.",
        "1989. Une année",
        "100 %",
        "37,5 °C",
        "µg/kg/j",
        "§ 5",
        "R&D",
        "a@",
        "@ami",
        "no #1",
    ),
    *("$5", "l’œil", "été", "مرحبا", "😀", "Voici :", "fin.", "deux ; trois", "dit-elle — et/ou"),
    *("CO2", "C:D", "a=b", "50!", "w", "o"),
]
PREFIXES = [
    *("", "", "", "- ", "* ", "+ ", "• ", "•\t", "– ", "  - ", "    - ", "   ", "\t", "1. ", "2. "),
    *("7) ", "a) ", "b) ", "  1. ", "- [ ] ", "## ", "o\t", "-\u00a0"),
]
VALUES_OF_A_LINE = st.lists(st.sampled_from(VALUES), min_size=1, max_size=4)
LINE = st.tuples(st.sampled_from(PREFIXES), VALUES_OF_A_LINE)


def convert(text: str) -> str:
    """Return the HTML of a text."""
    return Markdown(extensions=extensions(), output_format="html5").convert(text)


def folded(html: str) -> str:
    """Return the text of some HTML, the numbers of its lists too, with one space between words."""
    counts: list[int] = []

    def numbered(tag: re.Match[str]) -> str:
        given = re.search(r'(?:start|value)="(\d+)"', tag[0])
        if tag[1] == "/":
            counts.pop()
        elif tag[2] != "li":
            counts.append(int(given[1]) if given else int(tag[2] == "ol"))
        elif counts[-1]:
            counts[-1] = (int(given[1]) if given else counts[-1]) + 1
            return f"{tag[0]}{counts[-1] - 1}. "
        return tag[0]

    numbers = re.sub(r"<(/?)(ol|ul|(?<!/)li)\b[^>]*>", numbered, html)
    body = LexborHTMLParser(numbers).body
    return " ".join((body.text(separator=" ") if body else "").split())


@many
@given(st.lists(st.tuples(LINE, st.sampled_from(["\n", "\n\n"])), min_size=1, max_size=8))
@example([(("", ["1989. Une année"]), "\n"), (("", ["1989. Une année"]), "\n")])
@example([(("- ", ["> 38,5 °C"]), "\n"), (("- ", ["+ de 3 verres"]), "\n")])
def test_values_keep_their_signs(drawn: list[tuple[tuple[str, list[str]], str]]):
    """Whatever stands before a line and wherever it breaks, or the line is told."""
    text = "".join(prefix + ", ".join(values) + end for (prefix, values), end in drawn)
    page = folded(convert(text))
    if read(text).errors:
        return
    place = 0
    for (_, values), _ in drawn:
        for value in values:
            found = page.find(value, place)
            assert found >= 0, (value, page)
            place = found + len(value)


WORDS = [
    *("Un mot", " et ", "\n", "\n\n", "- a\n", "  - b\n", "1. c\n", "2. d\n", "a) e\n", "•\tf\n"),
    *("o\tg\n", "> 3 g\n", "> h\n", "+ de 2\n", "| i | j |\n", "|---|---|\n", "k\tl\n", "---\n"),
    *("===\n", "## M\n", "*n*", "**o**", "~~p~~", "H~2~O", "10^3^", "www.q.fr", "s@t.fr", "<div>"),
    *(
        "https://r.fr/?utm_a=b",
        "</div>",
        "[u] (https://v.fr)",
        "(w)[https://x.fr]",
        "[](y)",
        "[^1]",
    ),
    *("\n[^1]: z\n", "{a}", "{.b}", "<a href='https://l.facebook.com/l.php?u=https://c.fr'>"),
    *("</a>", "~~~\n", "`d`", "    ", "\t"),
]


@many
@given(mixed(WORDS, most=14))
def test_any_text_is_read_and_told(text: str):
    """Nothing raises; what is told stands on a line of the file, in words that can be said."""
    text = re.sub(r"\r\n?", "\n", text)
    html = convert(text)
    _, changed = clean_addresses(reduce_markup(html), text, 1)

    assert_told([*slips(text), *changed], text)
