"""Every call in the text, and every line of the list at its end, is understood or told."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from plugins.reader.dialect import extensions
from plugins.sources.calls import (
    CitationCalls,
    find_calls,
    remove_calls,
    replace_calls,
    take_listed,
)
from plugins.sources.core import left_over
from plugins.sources.grammar import parse_calls, parse_item
from tests.support.citing import LANCET, SICI, TEXTS


def listed(html: str) -> tuple[str, list[str]]:
    """Return some HTML without its list, and the words of each line of the list."""
    kept, lines = take_listed(html)
    return kept, [line.words for line in lines]


def convert(text: str) -> str:
    """Return the HTML of a text, with the extensions that articles are written in."""
    using = [*extensions(), CitationCalls()]
    return Markdown(extensions=using, output_format="html5").convert(text)


# The grammar of a call.


@pytest.mark.parametrize(
    ("inside", "calls"),
    [
        ("@chey2024", [("chey2024", "")]),
        ("@ chey2024", [("chey2024", "")]),
        (" @chey2024 ", [("chey2024", "")]),
        ("@été2023", [("été2023", "")]),
        ("@has_2024-reco:v2", [("has_2024-reco:v2", "")]),
        ("@10.1000/doi", [("10.1000/doi", "")]),
        ("@doi:10.1000/doi", [("10.1000/doi", "")]),
        ("@doi: 10.1000/doi", [("10.1000/doi", "")]),
        ("@DOI : 10.1000/doi", [("10.1000/doi", "")]),
        ("@pmid:123", [("123", "")]),
        ("@PMID: 123", [("123", "")]),
        ("@isbn:978-2-1234-5680-3", [("978-2-1234-5680-3", "")]),
        ("@https://www.has-sante.fr/x?a=1;b=2", [("https://www.has-sante.fr/x?a=1;b=2", "")]),
        (f"@{LANCET}", [(LANCET, "")]),
        (f"@{SICI}", [(SICI, "")]),
        (f"@{SICI}, p. 3; @b", [(SICI, "p. 3"), ("b", "")]),
        ("@a, p. 12", [("a", "p. 12")]),
        ("@a p. 12", [("a", "p. 12")]),
        ("@a, p. 12, 15-17", [("a", "p. 12, 15-17")]),
        ("@a; @b, p. 12", [("a", ""), ("b", "p. 12")]),
        ("@a, p. 12 ; @b", [("a", "p. 12"), ("b", "")]),
        ("@a;@b", [("a", ""), ("b", "")]),
        ("@a ; @b", [("a", ""), ("b", "")]),
        ("@a, @b", [("a", ""), ("b", "")]),
        ("@a @b", [("a", ""), ("b", "")]),
        ("@a\n@b", [("a", ""), ("b", "")]),
        ("@a;\n@b", [("a", ""), ("b", "")]),
        ("@a,", [("a", "")]),
        ("voir @a", [("a", "")]),
        ("voir aussi @a; @b", [("a", ""), ("b", "")]),
    ],
)
def test_calls_as_doctors_type_them(inside: str, calls: list[tuple[str, str]]):
    """Keys, DOIs, PMIDs, ISBNs, addresses, pages and groups, with any spaces."""
    assert [(call.key, call.locator) for call in parse_calls(inside)] == calls


@pytest.mark.parametrize(
    ("item", "key"),
    [
        ("chey2024", "chey2024"),
        ("@chey2024", "chey2024"),
        ("[@chey2024]", "chey2024"),
        ("10.1000/doi", "10.1000/doi"),
        ("doi:10.1000/doi", "10.1000/doi"),
        ("DOI: 10.1000/doi", "10.1000/doi"),
        ("https://doi.org/10.1000/doi", "https://doi.org/10.1000/doi"),
        ("<https://doi.org/10.1000/doi>", "https://doi.org/10.1000/doi"),
        (SICI, SICI),
        (LANCET, LANCET),
        ("pmid:123", "123"),
        ("PMID: 123", "123"),
        ("PMID 123", "123"),
        ("isbn:978-2-1234-5680-3", "978-2-1234-5680-3"),
        ("https://www.has-sante.fr/reflux", "https://www.has-sante.fr/reflux"),
        ("Chey WD. Titre. Am J. 2024. doi:10.1000/doi.", "10.1000/doi"),
        ("Chey WD. Titre. PMID: 123.", "123"),
        ("DOI : 10.1000/doi", "10.1000/doi"),
        ("(doi: 10.1000/doi)", "10.1000/doi"),
        ("PMID : 123.", "123"),
        ("PMID\u202f:\u00a0123", "123"),
        ("arXiv: 1706.03762 [cs.CL]", "10.48550/arxiv.1706.03762"),
        ("Chey WD. Titre. https://pubmed.ncbi.nlm.nih.gov/123/?x", "123"),
    ],
)
def test_lines_of_the_list_that_name_a_source(item: str, key: str):
    """A line may be a key, an identifier, or a reference that holds one."""
    calls = parse_item(item)

    assert [call.key for call in calls] == [key]


@pytest.mark.parametrize(
    "item",
    [
        "HAS, Asthme de l’adulte (2023)",
        "HAS, Asthme (2023) https://www.has-sante.fr/asthme",
        "Asthme, 2022",
        "Vidal 2024",
    ],
)
def test_lines_of_the_list_that_are_free_text(item: str):
    """Words that name nothing are a reference written by hand."""
    assert parse_item(item) == []


# Markdown.


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("Un texte [@a].", ["@a"]),
        ("**[@a]** et *[@b]*", ["@a", "@b"]),
        ("- un [@a]\n- deux [@b]", ["@a", "@b"]),
        ("> cité [@a]", ["@a"]),
        ("## Titre [@a]", ["@a"]),
        ("| x | y |\n|---|---|\n| 1 [@a] | [@b] |", ["@a", "@b"]),
        ("Note[^1].\n\n[^1]: voir [@a]", ["@a"]),
        ("Mot\n: défini [@a]", ["@a"]),
        ("[voir @a, p. 3]", ["voir @a, p. 3"]),
        ("[ @a ]", [" @a "]),
        ("[@a\n; @b]", ["@a\n; @b"]),
        ("[@a] [@b]", ["@a", "@b"]),
        ("[@a] (oui)", ["@a"]),
        ("[@a--b_c_d*e*]", ["@a--b_c_d*e*"]),
        ('[@a, « "p". 3 » & <x>]', ['@a, « "p". 3 » & <x>']),
        (f"[@{SICI}]", [f"@{SICI}"]),
        (f"[@{LANCET}]", [f"@{LANCET}"]),
        ("[@https://fr.wikipedia.org/wiki/X_(Y)_Z]", ["@https://fr.wikipedia.org/wiki/X_(Y)_Z"]),
        ("<span>[@a]</span>", ["@a"]),
        # As Google Docs and Pandoc escape signs.
        (r"\[@a\]", ["@a"]),
        (r"\[\@a\_2020; \@10.1590/s0004\-2803, p. 3\]", ["@a_2020; @10.1590/s0004-2803, p. 3"]),
        (r"[@a\_2020]", ["@a_2020"]),
    ],
)
def test_calls_are_found_in_every_place(text: str, calls: list[str]):
    """Emphasis, lists, quotes, headings, tables, footnotes: a call is read to the letter."""
    assert find_calls(convert(text)) == calls


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("`[@a]`", "<code>[@a]</code>"),
        ("```\n[@a]\n```", "[@a]"),
        ("~~~ text\n[@a]\n~~~", "[@a]"),
        ("[@a](https://x.example)", '<a href="https://x.example">@a</a>'),
        ("[@a][1]\n\n[1]: https://x.example", '<a href="https://x.example">@a</a>'),
        ("![@a](x.png)", 'alt="@a"'),
        ("moi@ici.example", "moi@ici.example"),
        ("[moi@ici.example]", '[<a href="mailto:moi@ici.example">moi@ici.example</a>]'),
        ("[contact : moi@ici.example]", "moi@ici.example</a>]"),
        ("[lien](mailto:moi@ici.example)", 'href="mailto:moi@ici.example"'),
        ("@HAS_sante", "@HAS_sante"),
        ("[texte](https://x.example/@a)", 'href="https://x.example/@a"'),
    ],
)
def test_what_is_no_call_is_left_alone(text: str, kept: str):
    """Code, links, images, mail and names on networks are what they were."""
    html = convert(text)

    assert find_calls(html) == []
    assert kept in unescape(html)
    assert left_over(html) == []


@pytest.mark.parametrize("words", ["http://x.example", "oui", "oui, une page", 'mot "titre"'])
def test_a_line_that_begins_with_a_call_is_kept(words: str):
    """Markdown would take it for a link's definition, and print nothing of the sentence."""
    html = convert(f"[@a]: {words}\n\nSuite.")

    assert find_calls(html) == ["@a"]
    assert words in html


@pytest.mark.parametrize(
    "text", ["<table><tr><td>[@a]</table>", "<p>Un [@a, p. 3].</p>", "\\[@a]", "[@a][@b]", "[@a"]
)
def test_a_call_that_nobody_understood_is_told(text: str):
    """A call that would reach the reader as it was typed stops the publication."""
    html = convert(text)
    (problem,) = left_over(replace_calls(html, ["[1]"] * len(find_calls(html))))

    assert "@a" in problem.quote


# The list at the end.


@pytest.mark.parametrize(
    "heading",
    "## Sources|# Source|## SOURCES|### Références|## References|## Bibliographie"
    "|## Bibliography ##|##  Sources  |## Sources et références|## **Sources**|## Références :"
    "|## Références bibliographiques|## *Bibliographie* {#biblio}|Sources\n-------|Sources :\n==="
    "|**Références**\n---|## Sources & references".split("|"),
)
def test_the_headings_of_the_list(heading: str):
    """French or English, any level, any case."""
    html, items = listed(convert(f"Un texte.\n\n{heading}\n\n- chey2024\n- Vidal 2024\n"))

    assert items == ["chey2024", "Vidal 2024"]
    assert "Vidal" not in html
    assert heading.strip("# ") not in html


@pytest.mark.parametrize(
    "heading",
    ["## Sources de fer", "## Sources et liens", "## Ressources", "Sources", "Texte\nSources\n---"],
)
def test_other_headings_are_headings(heading: str):
    """A section that only speaks of sources stays in the text."""
    html, items = listed(convert(f"{heading}\n\n- épinards\n"))

    assert items == []
    assert "épinards" in html


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        ("- a\n- b", ["a", "b"]),
        ("* a\n* b", ["a", "b"]),
        ("+ a\n\n+ b", ["a", "b"]),
        ("1. a\n2. b", ["a", "b"]),
        ("1) a\n12) b", ["a", "b"]),
        ("a\nb", ["a", "b"]),
        ("- a\n  et sa suite\n- b", ["a et sa suite", "b"]),
        ("- a\n\n    suite\n- b", ["a suite", "b"]),
        (f"- {SICI}", [SICI]),
        ("- \"a\" & <b> 'c'", ["\"a\" & <b> 'c'"]),
        ("- L'asthme : 50 %", ["L'asthme : 50 %"]),
        ("- x -- y...", ["x -- y..."]),
        ("- https://x.example/a--b_c_d", ["https://x.example/a--b_c_d"]),
        ("", []),
    ],
)
def test_the_lines_of_the_list(lines: str, items: list[str]):
    """Dashes, figures, bare lines and continuations, each item to the letter."""
    assert listed(convert(f"Un texte.\n\n## Sources\n{lines}\n"))[1] == items


def test_the_list_need_not_be_last():
    """What follows the next heading is text again."""
    html, items = listed(convert("Un.\n\n## Sources\n- a\n\n## Suite\n\nDeux [@b].\n"))

    assert items == ["a"]
    assert find_calls(html) == ["@b"]
    assert re.search(r"<h2[^>]*>Suite</h2>\s*<p>Deux", html)


def test_only_the_last_list_counts():
    """An earlier section of the same name is text."""
    html, items = listed(convert("## Sources\n- a\n\n## Sources\n- b\n"))

    assert items == ["b"]
    assert "<li>a</li>" in html


@pytest.mark.parametrize("text", ["```\n## Sources\n- a\n```", "    ## Sources\n    - a"])
def test_a_list_in_code_is_code(text: str):
    """An example of Markdown stays an example."""
    html, items = listed(convert(text))

    assert items == []
    assert "## Sources" in html


def test_a_summary_has_no_calls():
    """A call and the space before it go from a summary."""
    assert remove_calls(convert("Un texte [@a] court [@b].")) == "<p>Un texte court.</p>"


# Whatever is typed.


@settings(deadline=None)
@given(TEXTS.filter(lambda text: "@" in text) | st.text().map(lambda text: f"@{text}"))
@example("@")
@example("@;@;@")
def test_any_call_is_parsed(inside: str):
    """Whatever stands between the brackets is one reference or more."""
    calls = parse_calls(inside)

    assert calls
    assert all(call.written in inside for call in calls)


@settings(deadline=None)
@given(TEXTS | st.text())
def test_any_line_of_the_list_is_parsed(item: str):
    """Whatever a line of the list holds is a reference or free text."""
    calls = parse_item(item)

    assert all(call.written in item for call in calls)


KEYS = st.from_regex(r"[a-zé0-9][\w./:()<>;&*'\"%+~-]{0,15}", fullmatch=True)
PLACES = st.sampled_from(
    [
        *("{}", "**{}**", "_{}_", "a {} b", "x{}y", "« {} »", "{} : oui"),
        *("- {}", "1. {}", "> {}", "## T {}", "| a |\n|---|\n| {} |"),
    ]
)


@settings(deadline=None)
@given(st.lists(st.tuples(PLACES, KEYS.filter(lambda key: "\n" not in key)), max_size=5))
def test_markdown_never_loses_a_call(places: list[tuple[str, str]]):
    """Each call is found again to the letter, in order, wherever it stands."""
    text = "\n\n".join(place.format(f"[@{key}]") for place, key in places)
    html = convert(text)

    assert find_calls(html) == [f"@{key}" for _, key in places]
    assert left_over(replace_calls(html, ["[1]"] * len(places))) == []
