"""The list of sources is read whole, and what is wrong in it is told where it stands."""

from __future__ import annotations

import json

import pytest

from plugins.shared.problems import WARNING
from plugins.sources.evidence import year_of
from plugins.sources.library import read_library
from tests.support.sites import SOURCES, Site


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


@pytest.mark.parametrize(
    ("issued", "printed", "year"),
    [
        ('[{"date-parts": [2017, 1, 1]}]', "2017 Jan 1", 2017),
        ('{"date-parts": [2018, 1, 1]}', "2018 Jan 1", 2018),
        ('{"raw": "2019-03-04"}', "2019 Mar 4", 2019),
        ('{"literal": "1996_2004"}', "1996-2004", 1996),
        ('{"literal": "printemps 2020"}', "printemps 2020", 0),
        ('{"date-parts": [[2012], [0]]}', "2012-", 2012),
    ],
)
def test_a_date_in_another_shape(issued: str, printed: str, year: int):
    """Programs that write CSL-JSON part the figures of a date in several ways: each is a date."""
    text = f'[{{"id": "a", "type": "book", "title": "T", "issued": {issued}}}]'
    read, problems, _ = read_library(text, "")

    assert problems == []
    assert read.text("a", "en") == f"T. {printed}."
    assert year_of(read.items["a"]) == year


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"DOI": "10.1016/S0140-6736(97)11096-0"}, {"DOI": "10.1016/s0140-6736%2897%2911096-0"}),
        (
            {"DOI": "10.1016/S0140-6736(97)11096-0"},
            {"DOI": "https://doi.org/10.1016/S0140-6736%252897%252911096-0"},
        ),
        ({"DOI": "10.1136/bmj.n71"}, {"DOI": "10.1136/bmj.n71/full"}),
        ({"DOI": "10.1136/bmj.n71"}, {"DOI": "10.1136/BMJ.n71."}),
        ({"PMID": "9500320"}, {"note": "PMID: 9500320"}),
        ({"PMID": "9500320"}, {"PMID": "PMID: 9500320"}),
        ({"PMID": 9500320}, {"PMID": "09500320"}),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_one_publication_by_two_spellings_of_its_name(
    one: dict[str, object], other: dict[str, object], *, turned: bool
):
    """Two sources with one name are told, however it is written in each."""
    first, second = (other, one) if turned else (one, other)
    items = [
        {"id": "a", "type": "book", "title": "Un titre", **first},
        {"id": "b", "type": "book", "title": "Un autre", **second},
    ]
    library, (problem,), _ = read_library(json.dumps(items), "")

    assert list(library.items) == ["a"]
    assert problem.values == {"one": "a", "other": "b"}
