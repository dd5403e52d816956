"""Every call in the text leads to its source, whatever the doctor typed."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from html import unescape
from typing import Any

import pytest
from conftest import ARTICLE, SOURCES, Site
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from plugins.problems import WARNING
from plugins.sources.calls import (
    CitationCalls,
    find_calls,
    remove_calls,
    replace_calls,
    take_listed,
)
from plugins.sources.core import (
    Bibliography,
    Numbering,
    cite,
    left_over,
)
from plugins.sources.grammar import parse_calls, parse_item
from plugins.sources.library import Library, read_library

SICI = "10.1002/(SICI)1096-987X(199709)18:12<1450::AID-JCC3>3.0.CO;2-I"
LANCET = "10.1016/S1470-2045(15)00444-1"
ITEMS = [
    {"id": "chey2024", "DOI": "10.14309/ajg.0000000000002968", "PMID": "39626064"},
    {"id": "HAS2024", "URL": "https://www.has-sante.fr/reflux?a=1;b=2"},
    {"id": "été2023", "ISBN": "978-2-1234-5680-3"},
    {"id": "lancet2015", "DOI": LANCET},
    {"id": "sici1997", "DOI": SICI},
    {"id": "wakefield1998", "custom": {"status": {"state": "retracted", "since": "2010-02-06"}}},
    {"id": "corrected2020", "custom": {"status": {"state": "corrected", "by": ["pubmed"]}}},
]
RETRACTED = '[wakefield1998]\nacknowledged.fr = "L\'histoire."\nacknowledged.en = "Story."\n'


def library(annotations: str = "") -> Library:
    """Return the sources of these tests."""
    items = [{"type": "book", "title": f"Titre de {item['id']}"} | item for item in ITEMS]
    read, in_sources, in_annotations = read_library(json.dumps(items), annotations)

    assert in_sources == in_annotations == []
    return read


def number(
    *calls: str, listed: tuple[str, ...] = (), annotations: str = "", language: str = "fr"
) -> tuple[list[str], Bibliography, Numbering]:
    """Number the calls of an article named ``a`` and its list."""
    numbering = Numbering(library(annotations), f"a-{language}", language)
    return *cite(calls, listed, numbering), numbering


def shown(html: str) -> str:
    """Return what a reader sees of some HTML."""
    return LexborHTMLParser(html).text()


def convert(text: str) -> str:
    """Return the HTML of a text, with the extensions that articles are written in."""
    extensions = ["extra", "sane_lists", "toc", CitationCalls()]
    return Markdown(extensions=extensions, output_format="html5").convert(text)


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


# Names of a source.


@pytest.mark.parametrize(
    ("key", "id_"),
    [
        ("chey2024", "chey2024"),
        ("CHEY2024", "chey2024"),
        ("has2024", "HAS2024"),
        ("e\u0301te\u03012023", "été2023"),
        ("10.14309/AJG.0000000000002968", "chey2024"),
        ("https://doi.org/10.14309/ajg.0000000000002968", "chey2024"),
        ("http://dx.doi.org/10.14309/ajg.0000000000002968", "chey2024"),
        ("39626064", "chey2024"),
        ("https://pubmed.ncbi.nlm.nih.gov/39626064/", "chey2024"),
        ("9782123456803", "été2023"),
        ("https://www.has-sante.fr/reflux?a=1;b=2", "HAS2024"),
        (SICI, "sici1997"),
        (LANCET.lower(), "lancet2015"),
        ("nobody2020", None),
        ("", None),
    ],
)
def test_a_source_has_many_names(key: str, id_: str | None):
    """A source is found by key, DOI, PMID, ISBN and address; case and resolver do not count."""
    assert library().find(key) == id_


# Numbers.


def test_numbers_follow_the_first_call():
    """Sources are numbered as they are met; a repeated call keeps its number."""
    calls, bibliography, _ = number("@HAS2024", "@chey2024", "@HAS2024", "@39626064")

    assert [shown(call) for call in calls] == ["[1]", "[2]", "[1]", "[2]"]
    assert [entry.text for entry in bibliography.entries] == [
        "Titre de HAS2024. [date inconnue].",
        "Titre de chey2024. [date inconnue].",
    ]


def test_a_group_is_in_ascending_order():
    """In one pair of brackets numbers go up, each with its page."""
    calls, _, _ = number("@chey2024", "@HAS2024; @chey2024, p. 12; @été2023")

    assert shown(calls[1]) == "[1 (p.\u00a012), 2, 3]"


def test_calls_and_sources_point_to_each_other():
    """Each call leads to its source, and the source back to each of its calls."""
    calls, bibliography, _ = number("@chey2024", "@HAS2024; @chey2024")
    links = [link for call in calls for link in LexborHTMLParser(call).css("a")]
    entry = bibliography.entries[0]

    assert [link.attributes["href"] for link in links] == [
        "#source-a-fr-chey2024",
        "#source-a-fr-chey2024",
        "#source-a-fr-has2024",
    ]
    assert all(link.attributes["role"] == "doc-biblioref" for link in links)
    assert entry.anchor == "source-a-fr-chey2024"
    assert entry.calls == tuple(link.attributes["id"] for link in links[:2])


def test_listed_sources_come_after_those_called():
    """The list adds what was not called, in its order, without call of its own."""
    _, bibliography, _ = number("@HAS2024", listed=("chey2024", "[@HAS2024]", "Vidal 2024"))

    assert [(e.number, str(e.text), len(e.calls)) for e in bibliography.entries] == [
        (1, "Titre de HAS2024. [date inconnue].", 1),
        (2, "Titre de chey2024. [date inconnue].", 0),
        (3, "Vidal 2024", 0),
    ]


def test_a_source_has_its_links():
    """DOI, PubMed and page; the address of the page only when no DOI stands for it."""
    _, bibliography, _ = number("@chey2024", "@HAS2024", "@été2023")

    assert [[(link.kind, link.url) for link in entry.links] for entry in bibliography.entries] == [
        [
            ("doi", "https://doi.org/10.14309/ajg.0000000000002968"),
            ("pubmed", "https://pubmed.ncbi.nlm.nih.gov/39626064/"),
        ],
        [("page", "https://www.has-sante.fr/reflux?a=1;b=2")],
        [],
    ]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "www.a.example", ""])
def test_an_address_that_is_none_is_no_link(url: str):
    """Only addresses of the web become links."""
    read, _, _ = read_library(
        json.dumps([{"id": "x", "type": "book", "title": "X", "URL": url}]), ""
    )
    _, bibliography = cite(["@x"], [], Numbering(read, "a-fr", "fr"))

    assert bibliography.entries[0].links == ()


def test_a_free_text_shows_its_address():
    """The address in a reference written by hand can be followed, and nothing in it runs."""
    _, bibliography, _ = number(
        listed=("HAS, <b>Asthme</b> : 2023 https://a.example/x?y=1&z=2 fin",)
    )
    (link,) = LexborHTMLParser(bibliography.entries[0].text).css("a")

    assert link.attributes["href"] == link.text() == "https://a.example/x?y=1&z=2"
    assert set(str(link.attributes["rel"]).split()) == {"external", "noopener", "noreferrer"}
    assert "<b>" not in bibliography.entries[0].text
    assert shown(bibliography.entries[0].text).startswith("HAS, <b>Asthme</b>\u00a0: 2023 ")


def test_ids_are_unique_across_languages():
    """A translation has the same slug, and meets the original in a feed."""
    ids = []
    for language in ("fr", "en"):
        calls, bibliography, _ = number(
            "@chey2024", "@chey2024", listed=("V. 1",), language=language
        )
        ids += [entry.anchor for entry in bibliography.entries]
        ids += re.findall(r' id="([^"]+)"', "".join(calls))

    assert len(ids) == len(set(ids)) == 8


# What cannot be cited.


def test_an_unknown_key_is_quoted_with_the_nearest():
    """A slip in a key leads to the key that was meant, and prints no number."""
    calls, bibliography, numbering = number("@chey2042, p. 3")
    (problem,) = numbering.problems

    assert calls == [""]
    assert bibliography.entries == ()
    assert (problem.quote, problem.values["key"]) == ("[@chey2042, p. 3]", "chey2042")
    assert problem.values["near"] == "chey2024"


@pytest.mark.parametrize("key", ["10.1000/unknown", "999", "https://unknown.example/"])
def test_an_unknown_identifier_is_to_be_added(key: str):
    """A DOI, a PMID or an address that nobody recorded is quoted, with what to do."""
    _, _, numbering = number(f"@{key}")
    (problem,) = numbering.problems

    assert problem.quote == f"[@{key}]"
    assert problem.values["key"] == key
    assert "tasks.py cite" in problem.fix


def test_an_unknown_key_in_a_group_hides_no_other():
    """The known sources of a group are numbered, each unknown one is told."""
    calls, _, numbering = number("@chey2024; @zzz; @yyy; @HAS2024")

    assert shown(calls[0]) == "[1, 2]"
    assert [problem.values["key"] for problem in numbering.problems] == ["zzz", "yyy"]


def test_an_unknown_source_of_the_list_is_quoted():
    """The line of the list is shown as it was written."""
    _, _, numbering = number(listed=("pmid:999",))

    assert [problem.quote for problem in numbering.problems] == ["pmid:999"]


def test_a_retracted_source_stops_the_publication():
    """A retracted paper is not cited unknowingly."""
    _, bibliography, numbering = number("@wakefield1998")
    (problem,) = numbering.problems
    (entry,) = bibliography.entries

    assert problem.values["key"] == "wakefield1998"
    assert entry.status is not None
    assert entry.status.state == "retracted"


@pytest.mark.parametrize(("language", "why"), [("fr", "L’histoire."), ("en", "Story.")])
def test_a_retracted_source_can_be_cited_knowingly(language: str, why: str):
    """With the doctor's reason it is cited, its status and the reason beside it."""
    _, bibliography, numbering = number("@wakefield1998", annotations=RETRACTED, language=language)
    status = bibliography.entries[0].status

    assert numbering.problems == []
    assert status is not None
    assert str(status.since) == "2010-02-06"
    assert status.acknowledged == why


def test_a_retracted_source_that_is_only_listed_counts():
    """Nor does it go unsaid in the list at the end."""
    _, _, numbering = number(listed=("wakefield1998",))

    assert len(numbering.problems) == 1


def test_an_empty_reason_is_none():
    """Acknowledging takes words."""
    _, _, numbering = number("@wakefield1998", annotations='[wakefield1998]\nacknowledged = ""\n')

    assert len(numbering.problems) == 1


def test_a_corrected_source_is_only_marked():
    """A correction is shown to the reader and stops nothing."""
    _, bibliography, numbering = number("@corrected2020")
    status = bibliography.entries[0].status

    assert numbering.problems == []
    assert status is not None
    assert (status.state, status.by) == ("corrected", ("pubmed",))


# The library.


def test_broken_json_is_shown_where_it_breaks():
    """A missing comma is found by its line."""
    text = '[\n  {"id": "a"}\n  {"id": "b"}\n]\n'
    read, (problem,), _ = read_library(text, "")

    assert read.items == {}
    assert (problem.line, problem.quote) == (3, '{"id": "b"}')


@pytest.mark.parametrize("text", ["[\n", '[{"id": "a",\n\n', "{", "x", "[1,]", '["a'])
def test_json_cut_short_is_a_problem(text: str):
    """A file cut anywhere is told, on one of its lines or just after."""
    _, problems, _ = read_library(text, "")

    assert all(0 <= problem.line <= text.count("\n") + 1 for problem in problems)
    assert len(problems) == 1


@pytest.mark.parametrize("text", ["", "  \n", "[]"])
def test_no_source_yet(text: str):
    """An empty list is nothing to complain of."""
    read, problems, _ = read_library(text, "")

    assert (read.items, problems) == ({}, [])


@pytest.mark.parametrize("name", ["id", "type", "title"])
def test_an_incomplete_source_is_quoted(name: str):
    """A source without key, type or title is told, and the others are read."""
    whole = {"id": "a", "type": "book", "title": "T"}
    part = {key: value for key, value in whole.items() if key != name} | {"volume": "7"}
    read, (problem,), _ = read_library(json.dumps([part, whole]), "")

    assert problem.values["missing"] == name
    assert ('"volume": "7"' if name == "id" else '"id": "a"') in problem.quote
    assert list(read.items) == ["a"]


def test_two_sources_with_one_key():
    """The second is refused, the first is kept."""
    items = [{"id": "a", "type": "book", "title": title} for title in ("Un", "Deux")]
    read, (problem,), _ = read_library(json.dumps(items), "")

    assert problem.quote == '"id": "a"'
    assert read.items["a"]["title"] == "Un"


def test_a_note_on_an_unknown_source():
    """A note in annotations.toml that names no source is quoted."""
    _, _, (problem,) = read_library("[]", "[nobody]\nacknowledged = 'x'\n")

    assert (problem.quote, problem.values["key"]) == ("[nobody]", "nobody")


def test_broken_annotations():
    """Broken TOML is told, and the sources are read all the same."""
    read, in_sources, (problem,) = read_library(SOURCES, "[chey2024]\nacknowledged = “x”\n")

    assert list(read.items) == ["chey2024"]
    assert in_sources == []
    assert (problem.line, problem.quote) == (2, "acknowledged = “x”")


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
        ("    [@a]", "[@a]"),
        ("[@a](https://x.example)", '<a href="https://x.example">@a</a>'),
        ("[@a][1]\n\n[1]: https://x.example", '<a href="https://x.example">@a</a>'),
        ("![@a](x.png)", 'alt="@a"'),
        ("moi@ici.example", "moi@ici.example"),
        ("[moi@ici.example]", "[moi@ici.example]"),
        ("[contact : moi@ici.example]", "[contact : moi@ici.example]"),
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
    "text", ["<div>[@a]</div>", "<p>Un [@a, p. 3].</p>", "\\[@a]", "[@a][@b]", "[@a"]
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
    "|## Bibliography ##|##  Sources  ".split("|"),
)
def test_the_headings_of_the_list(heading: str):
    """French or English, any level, any case."""
    html, items = take_listed(convert(f"Un texte.\n\n{heading}\n\n- chey2024\n- Vidal 2024\n"))

    assert items == ["chey2024", "Vidal 2024"]
    assert "Vidal" not in html
    assert heading.strip("# ") not in html


@pytest.mark.parametrize(
    "heading", ["## Sources de fer", "## Sources et liens", "## Ressources", "Sources"]
)
def test_other_headings_are_headings(heading: str):
    """A section that only speaks of sources stays in the text."""
    html, items = take_listed(convert(f"{heading}\n\n- épinards\n"))

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
    assert take_listed(convert(f"Un texte.\n\n## Sources\n{lines}\n"))[1] == items


def test_the_list_need_not_be_last():
    """What follows the next heading is text again."""
    html, items = take_listed(convert("Un.\n\n## Sources\n- a\n\n## Suite\n\nDeux [@b].\n"))

    assert items == ["a"]
    assert find_calls(html) == ["@b"]
    assert re.search(r"<h2[^>]*>Suite</h2>\s*<p>Deux", html)


def test_only_the_last_list_counts():
    """An earlier section of the same name is text."""
    html, items = take_listed(convert("## Sources\n- a\n\n## Sources\n- b\n"))

    assert items == ["b"]
    assert "<li>a</li>" in html


@pytest.mark.parametrize("text", ["```\n## Sources\n- a\n```", "    ## Sources\n    - a"])
def test_a_list_in_code_is_code(text: str):
    """An example of Markdown stays an example."""
    html, items = take_listed(convert(text))

    assert items == []
    assert "## Sources" in html


def test_a_summary_has_no_calls():
    """A call and the space before it go from a summary."""
    assert remove_calls(convert("Un texte [@a] court [@b].")) == "<p>Un texte court.</p>"


# Whatever is typed.

MARKS = st.sampled_from(
    [*"@[](){};,.:<>&\"'*_`#!\\/ \n", "[@", "@a", "; @b", "]", "doi:", "10.1/x"]
)
TEXTS = st.lists(MARKS | st.text(max_size=4), max_size=20).map("".join)


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


@settings(deadline=None)
@given(TEXTS | st.text(), st.sampled_from(["fr", "en"]))
def test_any_call_is_answered(words: str, language: str):
    """Whatever is cited or listed gets a number or a problem, and runs nothing."""
    calls, bibliography, numbering = number(f"@{words}", listed=(words,), language=language)
    html = "".join([*calls, *(entry.text for entry in bibliography.entries)])

    assert calls != [""] or numbering.problems
    assert len(bibliography.entries) + len(numbering.problems) >= 2 - (calls != [""])
    assert not LexborHTMLParser(html).css("script, img, style, iframe, [onclick], [onerror]")


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


# Real builds.


def box(html: str) -> list[str]:
    """Return the lines of the box of sources."""
    return [node.text() for node in LexborHTMLParser(html).css("section.sources .sources__text")]


def test_a_build_in_two_languages(site: Site):
    """Keys survive typography, ids are unique in the feed, and every call leads somewhere."""
    items: list[dict[str, Any]] = json.loads(SOURCES)
    items += [{"type": "book", "title": f"Titre de {item['id']}"} | item for item in ITEMS[1:]]
    site.write("sources/sources.json", json.dumps(items))
    site.write("sources/annotations.toml", RETRACTED)
    body = (
        f"Deux [@HAS2024 ; @{SICI}]. Puis [@wakefield1998, p. 3]. `[@code]`\n\n"
        f'> Encore [@doi: {LANCET}].\n\n## Sources\n\n1. pmid:39626064\n2. L\'OMS : "guide", 2020\n'
    )
    head = "---\ntitle: T\ndate: 2026-10-01\nconditions: reflux\n"
    site.write("articles/x.md", f"{head}summary: Bref [@HAS2024].\n---\n{body}")
    site.write("articles/x.en.md", f"{head}---\n{body}")
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    for page in ("x", "en/x"):
        html = built.page(page)
        tree = LexborHTMLParser(html)
        (article,) = tree.css("article")
        assert len(box(html)) == 6
        assert "[1, 2]" in article.text()
        assert "[@code]" in article.text()
        assert [n.attributes["href"] for n in tree.css('a[role="doc-backlink"]')] == [
            f"#{n.attributes['id']}" for n in tree.css('a[role="doc-biblioref"]')
        ]
        assert tree.css_first(".sources__entry--retracted time").attributes["datetime"]
    assert "[@" not in built.page("x").replace("[@code]", "")
    feed = ET.parse(site.output / "feeds" / "all.atom.xml").getroot()
    contents = [node.text or "" for node in feed.iter("{http://www.w3.org/2005/Atom}content")]
    ids = re.findall(r'\bid="([^"]+)"', "".join(contents))
    assert len(contents) >= 2
    assert len(ids) == len(set(ids))


def test_a_build_tells_everything_that_is_wrong(site: Site):
    """Unknown, left over, absent, retracted: all told with the doctor's own line."""
    items = [*json.loads(SOURCES), {"type": "book", "title": "W"} | ITEMS[5]]
    site.write("sources/sources.json", json.dumps(items))
    site.write("sources/annotations.toml", "[nobody]\nacknowledged = 'x'\n")
    site.write("articles/a.md", f"{ARTICLE}\nUn mot [@chey2042].\n\n<div>[@chey2024; @b]</div>\n")
    site.write("articles/b.md", ARTICLE.replace("[@chey2024]", ""))
    site.write("articles/c.md", ARTICLE.replace("@chey2024", "@wakefield1998"))
    built = site.build()
    files = dict(re.findall(r"^(\S+\.\w+)\n((?: .*\n)+)", built.said, re.MULTILINE))

    assert built.status == 1
    assert "      Un mot [@chey2042].\n" in files["articles/a.md"]
    assert "      <div>[@chey2024; @b]</div>\n" in files["articles/a.md"]
    assert "✗" in files["articles/b.md"]
    assert "[@wakefield1998]" in files["articles/c.md"]
    assert "      [nobody]\n" in files["sources/annotations.toml"]
    assert "articles/estomac.md" not in files


def test_a_build_says_where_the_sources_are_broken(site: Site):
    """A list of sources that cannot be read is told with its line."""
    site.write("sources/sources.json", SOURCES.replace('"volume": "119",', '"volume": "119"'))
    built = site.build()

    assert built.status == 1
    assert "sources/sources.json\n" in built.said
    assert '"volume": "119"' in built.said


@pytest.mark.parametrize("url", ["javascript:alert(1)", "www.inserm.fr", "file:///etc/passwd"])
def test_an_address_that_leads_to_no_page_is_told(url: str):
    """What is not the address of a page is told where it is written."""
    item = f'[{{"id": "a", "type": "webpage", "title": "T", "URL": "{url}"}}]'
    library, (problem,), _ = read_library(item, "")

    assert (problem.quote, problem.level) == (url, WARNING)
    assert list(library.items) == ["a"]


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_what_json_does_not_have_is_refused(constant: str):
    """A number that is none stands in no reference."""
    _, problems, _ = read_library(f'[{{"id": "a", "volume": {constant}}}]', "")

    assert len(problems) == 1
