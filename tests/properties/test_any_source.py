"""Whatever is cited, listed or exported, it is numbered or told, and runs nothing."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser

from plugins.reader.dialect import extensions
from plugins.sources.calls import CitationCalls, find_calls, replace_calls, take_listed
from plugins.sources.core import Bibliography, Numbering, cite, left_over
from plugins.sources.grammar import parse_calls, parse_item
from plugins.sources.library import Library, read_library
from tests.properties.grammar import JUNK, assert_told, many, mixed

ITEMS = [
    {"id": "chey2024", "type": "article-journal", "title": "A", "DOI": "10.1000/a;b", "PMID": "1"},
    {"id": "has", "type": "webpage", "title": "B", "URL": "https://has.example/a?b=1"},
    {"id": "été", "type": "book", "title": "C", "ISBN": "978-2-1234-5680-3"},
    {"id": "faux", "type": "book", "title": "RETRACTED: D", "DOI": "10.1000/d"},
]
LIBRARY, *_ = read_library(json.dumps(ITEMS), "")
CONVERTER = Markdown(extensions=[*extensions(), CitationCalls()])

WORDS = [
    *("[@chey2024]", "[@has; @été, p. 12]", "[voir @inconnu]", "[@10.1000/a;b]", "[@", "]", "@"),
    *("@chey2024", "; ", ", ", " et @", "p. 12", "doi:", "pmid: 1", "ISBN 978-2-1234-5680-3"),
    *("https://has.example/a?b=1", "10.1000/d", "texte ", "**", "`", "\n\n", "\n- ", "\n1. "),
    *(
        "\n## Sources\n",
        "\n- pmid:1\n",
        "\n- Un livre, 2020.\n",
        "(lien)",
        "{#a}",
        "[^1]",
        "\n[^1]: n\n",
    ),
    *("| a | b |\n|---|---|\n| ", "> ", "    code ", "<em>", "</em>", "{: .x }", "\\"),
]
TEXTS = mixed(WORDS, most=14)


def read(text: str) -> tuple[str, Bibliography, Numbering]:
    """Return an article as it is printed, with its sources and what is wrong with them."""
    html, listed = take_listed(CONVERTER.reset().convert(text))
    numbering = Numbering(LIBRARY, "essai-fr", "fr")
    printed, bibliography = cite(find_calls(html), listed, numbering)
    return replace_calls(html, printed), bibliography, numbering


@many
@given(TEXTS)
def test_any_text_is_cited_or_told(text: str):
    """Every call gets a number that leads to its source, or a problem; nothing is left over."""
    html, bibliography, numbering = read(text)
    tree = LexborHTMLParser("".join([html, *(entry.text for entry in bibliography.entries)]))
    anchors = {f"#{entry.anchor}" for entry in bibliography.entries}
    calls = tree.css('a[role="doc-biblioref"]')

    assert {call.attributes["href"] for call in calls} <= anchors
    assert [entry.number for entry in bibliography.entries] == list(
        range(1, len(bibliography.entries) + 1)
    )
    assert len({entry.anchor for entry in bibliography.entries}) == len(bibliography.entries)
    assert "data-calls" not in html
    assert "data-items" not in html
    for problem in [*numbering.problems, *left_over(html)]:
        assert problem.what.format(**problem.values)
        assert problem.quote


@many
@given(mixed(WORDS, most=8))
def test_any_call_is_parsed_whole(words: str):
    """The references of a call are its own words, in order, and none is empty but of an empty @."""
    calls = parse_calls(f"@{words}")
    at = 0
    for call in calls:
        at = f"@{words}".index(call.written, at) + len(call.written)
    listed = parse_item(words)

    assert calls
    assert all(call.written in words for call in listed)


KEYS = st.text("abé0./:()<>&*'%+~-", min_size=1, max_size=10).filter(lambda k: k[-1] not in ";,")
LOCATORS = st.sampled_from(["", "p. 12", "p. 12-15", "chap. 3", "fig. 2 et 3"])


@many
@given(st.lists(st.tuples(KEYS, LOCATORS), min_size=1, max_size=5), st.sampled_from([" ", ""]))
def test_what_is_cited_is_parsed(references: list[tuple[str, str]], space: str):
    """References written one after the other are read back: key, and place in the source."""
    written = f";{space}".join(
        f"@{key}, {locator}" if locator else f"@{key}" for key, locator in references
    )
    read_back = [(call.key, call.locator) for call in parse_calls(written)]

    if not any(":" in key for key, _ in references):
        assert read_back == references


@many
@given(TEXTS, TEXTS)
def test_an_article_never_hides_the_problems_of_another(text: str, other: str):
    """What is said of an article is the same before and after another was read."""
    _, before, alone = read(text)
    read(other)
    _, after, again = read(text)

    assert again.problems == alone.problems
    assert after == before


VALUES = st.sampled_from(
    [
        *(None, True, 0, -1, 1.5, 10**30, "", " ", [], {}, [[]], [None], {"a": 1}, [["2020"]]),
        *("2020", "1730-1753", "e1-e9", "13th", "9" * 5000, [[2020, 13, 99]], [["9" * 5000]]),
        *({"date-parts": [[2020, None]]}, {"date-parts": [["9" * 5000]]}, {"raw": "vers 2020"}),
        *(
            [{"family": "D’", "given": "J."}],
            [{"literal": 3}],
            [1],
            {"status": {"state": "retracted"}},
        ),
        *("article-journal", "book", "10.1000/a;b", "chey2024", "978-2-1234-5680-3", *JUNK),
    ]
)
FIELDS = (
    "id type title author editor issued accessed page volume issue number edition publisher "
    "container-title container-title-short DOI PMID ISBN URL language note custom genre"
).split()
EXPORTED = st.fixed_dictionaries(
    {"id": st.sampled_from(["a", "b", "a", 3, "é"]), "type": VALUES, "title": VALUES},
    optional=dict.fromkeys(FIELDS[3:], VALUES),
)


@many
@given(st.lists(EXPORTED | VALUES, max_size=3), st.sampled_from(["fr", "en"]))
def test_any_export_is_printed_or_told(items: list[object], language: str):
    """Whatever an export holds, each item is a source that is printed, or a problem."""
    text = json.dumps(items, ensure_ascii=False)
    library, problems, _ = read_library(text, "")

    for id_ in library.items:
        tree = LexborHTMLParser(library.text(id_, language) + str(library.status(id_, language)))
        assert not tree.css("script, p, b, article, [hidden]"), library.items[id_]
        assert library.text(id_, language)
    assert problems or len(library.items) == len(items)
    for problem in problems:
        assert problem.what.format(**problem.values)


BROKEN = mixed(
    [
        '[{"id": "a", ',
        '"type": "book", ',
        '"title": "T"',
        "}",
        ", ",
        "]",
        '"\\u0000"',
        '{"id": "b"}',
    ]
)
NOTES = mixed(["[a]\n", 'acknowledged = "Exprès."\n', 'acknowledged.fr = "a"\n', "[é]\n"])


@many
@given(BROKEN, NOTES)
def test_any_files_of_sources_are_read_or_told(sources: str, annotations: str):
    """Whatever the two files hold, they are read, or what is wrong is told with its line."""
    library, in_sources, in_annotations = read_library(sources, annotations)
    assert_told([p for p in in_sources if p.line], sources)
    assert_told([p for p in in_annotations if p.line], annotations)

    assert library.readable or in_sources
    assert isinstance(library, Library)
    for id_ in library.items:
        library.status(id_, "fr")
