"""The sources leave with whoever wants them: CSL-JSON, BibTeX, RIS, schema.org, Zotero."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from plugins.sources.exports import bibtex, csl_json, ris
from plugins.sources.linked_data import citation
from tests.properties.grammar import many
from tests.support.sites import DEMO, Site

ITEM = {
    "id": "faux 1é",
    "type": "chapter",
    "title": "A {b} & 50 % <i>in vivo</i>\nB_c",
    "author": [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den", "suffix": "Jr"},
        {"literal": "Haute Autorité de Santé & associés"},
        {"family": "The Editors"},
        "rien",
    ],
    "container-title": "Un livre",
    "issued": {"date-parts": [[2024, "9", None]]},
    "page": "12-15",
    "DOI": "https://doi.org/10.1000/a_b",
    "volume": None,
    "custom": {"status": {"state": "retracted", "since": "2025-01-02", "notice": "10.1000/n"}},
}


def test_bibtex():
    """Signs and italics are LaTeX’s, organisations kept whole, what became of it is said."""
    assert bibtex([ITEM]) == (
        "@incollection{faux-1é,\n"
        "  title = {{A \\{b\\} \\& 50 \\% \\textit{in vivo} B\\_c}},\n"
        "  author = {van den Berg, Jr, Jan and {Haute Autorité de Santé \\& associés}"
        " and family={The Editors} and {rien}},\n"
        "  booktitle = {Un livre},\n"
        "  pages = {12--15},\n"
        "  date = {2024-09},\n"
        "  doi = {10.1000/a\\_b},\n"
        "  note = {Retracted 2025-01-02 10.1000/n},\n"
        "}\n"
    )


def test_ris():
    """One field a line, whatever a field holds."""
    assert ris([ITEM]).split("\r\n") == [
        "TY  - CHAP",
        "ID  - faux 1é",
        "TI  - A {b} & 50 % <i>in vivo</i> B_c",
        "AU  - van den Berg, Jan, Jr",
        "AU  - Haute Autorité de Santé & associés",
        "AU  - The Editors",
        "AU  - rien",
        "PY  - 2024",
        "DA  - 2024/09",
        "T2  - Un livre",
        "SP  - 12",
        "EP  - 15",
        "DO  - 10.1000/a_b",
        "N1  - Retracted 2025-01-02 10.1000/n",
        "N1  - author: The Editors ||",
        "ER  - ",
        "",
    ]


@pytest.mark.parametrize("kind", ["paper-conference", "chapter", "article-journal", "book"])
@pytest.mark.parametrize("name", ["event", "event-title"])
def test_the_name_of_a_meeting_is_kept(kind: str, name: str):
    """Under the field of CSL 1.0.2 or that of before, whatever the kind has a tag for."""
    item = {"id": "a", "type": kind, "title": "T", "container-title": "Actes", name: "Congrès"}

    assert "eventtitle = {Congrès}" in bibtex([item])
    assert "Congrès" in ris([item])


def test_csl_json():
    """What Zotero exported comes back, without the kit's own fields."""
    (shared,) = json.loads(csl_json([ITEM]))

    assert "custom" not in shared
    assert shared["note"] == "Retracted 2025-01-02 10.1000/n"
    assert shared["author"] == ITEM["author"]


VALUES = st.recursive(
    st.none() | st.integers(-9999, 9999) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
NAMES = st.sampled_from([*ITEM, "editor", "publisher", "URL", "PMID", "ISBN", "accessed"])


@many
@given(st.dictionaries(NAMES, VALUES, max_size=8))
def test_any_item_is_written(item: dict[str, object]):
    """Whatever an export holds, nothing raises, and no value opens a record of its own."""
    item |= {"id": "a"}
    assert json.loads(csl_json([item]))
    assert len(bibtex([item]).split("\n@")) == 1
    lines = ris([item]).split("\r\n")
    assert all(line[2:6] == "  - " for line in lines[:-1])
    assert [line for line in lines if line.startswith("TY  -")] == lines[:1]
    json.dumps(citation(item))


@pytest.mark.parametrize("suffix", ["json", "bib", "ris"])
def test_files_stand_beside_each_article(published: Path, suffix: str):
    """Each article's page leads to its own sources, the list of all to all of them."""
    for page in ("sla", "en/ror-et-autisme", "sources", "en/sources"):
        tree = LexborHTMLParser((published / page / "index.html").read_text("utf-8"))
        assert f"sources.{suffix}" in {a.attributes["href"] for a in tree.css(".source-files a")}
        assert (published / page / f"sources.{suffix}").stat().st_size


def test_all_files_hold_the_same(published: Path):
    """As many records in each format, and the page of all sources holds those that are cited."""
    for page in ("ror-et-autisme", "sources"):
        items = json.loads((published / page / "sources.json").read_text("utf-8"))
        assert len(items) == (published / page / "sources.bib").read_text("utf-8").count("\n@") + 1
        assert len(items) == (published / page / "sources.ris").read_text("utf-8").count("ER  -")
    of_the_blog = json.loads((DEMO / "sources" / "sources.json").read_text("utf-8"))
    assert {item["id"] for item in items} <= {item["id"] for item in of_the_blog}


def test_a_draft_gives_no_files(site: Site):
    """Nothing of a draft leaves."""
    article = (site.content / "articles" / "estomac.md").read_text("utf-8")
    site.write("articles/estomac.md", article.replace("title:", "status: draft\ntitle:", 1))
    built = site.build()

    assert built.status == 0, built.said
    assert not list(built.output.rglob("sources.bib"))


def test_search_engines_and_zotero(published: Path):
    """The article is what a reference manager takes first; its sources are its citations."""
    tree = LexborHTMLParser((published / "ror-et-autisme" / "index.html").read_text("utf-8"))
    metas = {
        m.attributes.get("name") or m.attributes.get("property"): m.attributes.get("content")
        for m in tree.css("meta")
    }
    data = json.loads(tree.css_first('script[type="application/ld+json"]').text())

    assert metas["og:title"].startswith("Le vaccin ROR donne-t-il l’autisme")
    assert metas["author"] == "Dr Jeanne Exemple"
    assert metas["article:published_time"] == "2026-09-15"
    assert not tree.css(".Z3988")
    (article,) = (node for node in data["@graph"] if node["@type"] == "BlogPosting")
    (retracted,) = (item for item in article["citation"] if isinstance(item, dict))
    assert retracted["@id"] == "https://doi.org/10.1016/s0140-6736(97)11096-0"
    assert retracted["creativeWorkStatus"] == "Retracted"
    assert len(article["citation"]) == len(tree.css(".sources__entry"))
