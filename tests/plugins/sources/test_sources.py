"""Every source that is called is found, numbered, and refused where it may not be cited."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from plugins.sources.core import Numbering, cite
from plugins.sources.library import read_library
from tests.support.citing import ITEMS, LANCET, RETRACTED, SICI, TEXTS, library, number
from tests.support.sites import ARTICLE, SOURCES, Site


def shown(html: str) -> str:
    """Return what a reader sees of some HTML."""
    return LexborHTMLParser(html).text()


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
        ("PMID : 39626064", "chey2024"),
        ("http://www.ncbi.nlm.nih.gov/pubmed/39626064?dopt=Abstract", "chey2024"),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=39626064", "chey2024"),
        ("https://doi.org/10.14309/ajg.0000000000002968?utm_source=x#abstract", "chey2024"),
        ("https://journals.lww.com/doi/full/10.14309/ajg.0000000000002968", "chey2024"),
        ("10.14309/ajg.0000000000002968\u200b", "chey2024"),
        ("9782123456803", "été2023"),
        ("ISBN : 978-2-1234-5680-3", "été2023"),
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


def test_an_address_is_the_number_it_holds():
    """A source that is known by an old address of PubMed is found by its number too."""
    item = {"id": "vieux", "type": "webpage", "title": "Un titre"}
    for url in ("http://www.ncbi.nlm.nih.gov/pubmed/1000", "https://pubmed.ncbi.nlm.nih.gov/1000/"):
        read, _, _ = read_library(json.dumps([item | {"URL": url}]), "")

        assert [read.find(name) for name in ("1000", "PMID: 1000", url)] == ["vieux"] * 3


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
    """Each call leads to its source, and the source back to the first; others need no name."""
    calls, bibliography, _ = number("@chey2024", "@HAS2024; @chey2024")
    links = [link for call in calls for link in LexborHTMLParser(call).css("a")]
    entry = bibliography.entries[0]

    assert [link.attributes["href"] for link in links] == [
        "#source-a-fr-1",
        "#source-a-fr-1",
        "#source-a-fr-2",
    ]
    assert all(link.attributes["role"] == "doc-biblioref" for link in links)
    assert entry.anchor == "source-a-fr-1"
    assert entry.back == links[0].attributes["id"] == entry.calls[0]
    assert [len(entry.calls), "id" in links[1].attributes] == [2, False]


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
    assert set(str(link.attributes["rel"]).split()) == {"external", "noreferrer"}
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

    assert len(ids) == len(set(ids)) == 6


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


@settings(deadline=None)
@given(TEXTS | st.text(), st.sampled_from(["fr", "en"]))
def test_any_call_is_answered(words: str, language: str):
    """Whatever is cited or listed gets a number or a problem, and runs nothing."""
    calls, bibliography, numbering = number(f"@{words}", listed=(words,), language=language)
    html = "".join([*calls, *(entry.text for entry in bibliography.entries)])

    assert calls != [""] or numbering.problems
    assert len(bibliography.entries) + len(numbering.problems) >= 2 - (calls != [""])
    assert not LexborHTMLParser(html).css("script, img, style, iframe, [onclick], [onerror]")


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
