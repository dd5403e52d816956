"""A source that was retracted or withdrawn is known however it is written, and said to be."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from audit.boxes import audit_sources
from audit.retracted import retracted
from plugins.sources import status
from plugins.sources.entries import describe
from plugins.sources.library import Library
from plugins.sources.title_marks import read_mark
from tests.commands.cite.test_status import TITLES
from tests.support.sites import DEMO, SOURCES, Site
from tests.support.spoiling import findings, said, spoil

UNTOLD = "a retracted or withdrawn source is not said to be."


def test_a_retraction_that_is_not_told_is_found(published: Path):
    """A retracted paper among the sources of a page is said to be retracted, in words."""
    spoil(published / "ror-et-autisme/index.html", 'class="sources__status"', 'class="x"')

    assert ("ror-et-autisme/index.html", UNTOLD) in said(published)


def test_retracted_by_either_number(tmp_path: Path):
    """A retraction is known by DOI and by PMID, in small letters."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "sources.json").write_text(
        '[{"DOI": "10.1000/AB", "PMID": "12", "custom": {"status": {"state": "Retracted"}}},'
        ' {"DOI": "10.1000/CD", "custom": {"status": {"state": "corrected"}}}]'
    )

    assert retracted(tmp_path) == {
        "https://doi.org/10.1000/ab",
        "https://pubmed.ncbi.nlm.nih.gov/12/",
    }


RETRACTED = '"custom": {"status": {"state": "retracted"}}'


@pytest.mark.parametrize(
    ("sources", "known"),
    [
        ("", set()),
        (" \n", set()),
        (f'["x", 1, null, {{"URL": "https://a.example/X", {RETRACTED}}}]', {"https://a.example/x"}),
        (f'{{"DOI": "https://doi.org/10.1000/X", {RETRACTED}}}', {"https://doi.org/10.1000/x"}),
        (
            f'[{{"note": "Lu.\\nPMID: 123\\nExtra", {RETRACTED}}}]',
            {"https://pubmed.ncbi.nlm.nih.gov/123/"},
        ),
        ('[{"DOI": "10.1000/A", "title": "RETRACTED: x"}]', {"https://doi.org/10.1000/a"}),
        ('[{"DOI": "10.1000/A", "title": " Rétracté : x"}]', {"https://doi.org/10.1000/a"}),
        ('[{"DOI": "10.1000/A", "title": "Why papers are retracted"}]', set()),
    ],
)
def test_retracted_however_it_is_written(tmp_path: Path, sources: str, known: set[str]):
    """A retraction is known whatever form the plugin accepts: one source, a link, a title."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "sources.json").write_text(sources, "utf-8")

    assert retracted(tmp_path) == known


@pytest.mark.parametrize("state", status.STATES)
def test_the_audit_and_the_plugin_forbid_the_same(tmp_path: Path, state: str):
    """Whatever nobody may cite unknowingly is looked for on the pages, and nothing else."""
    (tmp_path / "sources").mkdir()
    item = {"DOI": "10.1000/A", "custom": {"status": {"state": state}}}
    (tmp_path / "sources" / "sources.json").write_text(json.dumps([item]), "utf-8")

    assert bool(retracted(tmp_path)) == (state in status.FORBIDDEN)


@pytest.mark.parametrize("state", status.STATES)
@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("doi:10.1000/A", "https://doi.org/10.1000/a"),
        ("pmid:12", "https://pubmed.ncbi.nlm.nih.gov/12/"),
    ],
)
def test_references_written_by_hand_are_forbidden_alike(
    tmp_path: Path, name: str, address: str, state: str
):
    """What became of a reference that is typed below an article stands in a file of its own."""
    (tmp_path / "sources").mkdir()
    written = json.dumps({name: {"state": state}})
    (tmp_path / "sources" / "followed.json").write_text(written, "utf-8")

    assert retracted(tmp_path) == ({address} if state in status.FORBIDDEN else set())


@pytest.mark.parametrize(
    "names",
    [
        *(
            {"DOI": f"10.1000/abc.123{end}"}
            for end in ("/full", ".pdf", ".", "/full/html", "?utm=1")
        ),
        {"DOI": "https://doi.org/10.1016/S0140-6736%2897%2911096-0"},
        {"DOI": "10.1016/S0140\u20116736(97)11096\u20130"},
        {"DOI": "10.1002/365:1<113::AID-ANA5>3.0.CO;2-6"},
        {"DOI": "10.1000.10/123456"},
        {"DOI": "10.1101/2020.01.01.123456v2"},
        *({"PMID": number} for number in ("39 626 064", "39\u00a0626\u00a0064", "039626064")),
        *({"PMID": number} for number in ("39626064.", "PMID: 39626064", 39626064)),
        {"note": "Lu.\nPMID: 39626064"},
        {"URL": "https://a.example/%C3%89tude"},
    ],
)
def test_the_address_on_the_page_is_among_those_looked_for(tmp_path: Path, names: dict[str, Any]):
    """However the doctor's file names a source, its page links to a name that the audit knows."""
    library = Library()
    library.add({"id": "x", "title": "A title", **names})
    item = {**names, "custom": {"status": {"state": "retracted"}}}
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "sources.json").write_text(json.dumps(item), "utf-8")
    shown = {unquote(link.url).lower() for link in describe(library, "x", "fr", 0).links}

    assert shown
    assert shown <= retracted(tmp_path)


def known_by_title(title: str) -> bool:
    """Tell whether the audit takes a title for that of a retracted source."""
    with TemporaryDirectory() as folder:
        sources = Path(folder) / "sources"
        sources.mkdir()
        item = {"DOI": "10.1000/A", "title": title}
        (sources / "sources.json").write_text(json.dumps([item]), "utf-8")
        return bool(retracted(Path(folder)))


@pytest.mark.parametrize(("title", "without", "state"), TITLES)
def test_a_title_is_read_alike(title: str, without: str | None, state: str):
    """“[Retracted] A title” is marked for both; “Retracted Science” is a title for both."""
    assert known_by_title(title) == (state in status.FORBIDDEN)
    assert (without is None) or state


MARKS = st.sampled_from(
    "retracted,withdrawn,removed,temporary removal,rétracté,rétractée,retiré,retirée".split(",")
)
KINDS = st.sampled_from(["", " article", " paper", " chapter", " science", " in 2004"])
CASES = st.sampled_from([str.upper, str.capitalize, str.lower])
FRAMES = st.sampled_from(
    "{}: {t}| {}: {t}|{} : {t}|[{}] {t}|({}): {t}|{} {t}|{}. {t}|{} – {t}|{} - {t}|"
    "{t} ({})|{t} [{}]|{t} – {}|{t}: {}|{t} {}|{t}|{t} ({}. See vol. 3, 2010)".split("|")
)
BASES = st.sampled_from("A title|Une étude|TITLE IN CAPITALS|5-FU|Erratum to X".split("|"))


@given(MARKS, KINDS, CASES, FRAMES, BASES)
def test_any_marked_title_is_read_alike(
    mark: str, kind: str, case: Callable[[str], str], frame: str, base: str
):
    """The audit has a rule of its own, and comes to what the plugin shows."""
    title = frame.format(case(mark + kind), t=base)

    assert known_by_title(title) == (read_mark(title).state in status.FORBIDDEN)


def test_a_study_of_retractions_may_be_cited(site: Site):
    """Its title begins with the word: nothing became of it, and its site is published."""
    about = SOURCES.replace(
        "ACG Clinical Guideline:", "Retracted Science and the Retraction Index:"
    )
    site.write("sources/sources.json", about)
    built = site.build()

    assert built.status == 0, built.said
    assert "Retracted Science" in built.page("estomac")
    assert findings(site.output, site.content) == []


def test_a_withdrawal_that_is_not_told_is_found(published: Path, tmp_path: Path):
    """A withdrawn preprint among the sources of a page is said to be withdrawn, in words."""
    content = Path(shutil.copytree(DEMO, tmp_path / "content"))
    file = content / "sources" / "sources.json"
    items = json.loads(file.read_text("utf-8"))
    cited = next(item for item in items if item["id"] == "wakefield1998")
    cited["custom"]["status"]["state"] = "withdrawn"
    file.write_text(json.dumps(items), "utf-8")
    spoil(published / "ror-et-autisme/index.html", 'class="sources__status"', 'class="x"')

    found = findings(published, content)

    assert any(UNTOLD in line for line in found), found


def test_a_retracted_source_is_known_by_its_encoded_address():
    """A DOI of the nineties has signs that no address may hold."""
    html = (
        '<section class="sources"><ol class="sources__list"><li id="source-a">'
        '<p class="sources__text">Neuro C. A paper. 1996.</p>'
        '<a href="https://doi.org/10.1002/365:1%3C113::AID%3E2-6">doi</a></li></ol></section>'
    )
    box = LexborHTMLParser(html).css_first("section")

    _, problems = audit_sources(box, frozenset({"https://doi.org/10.1002/365:1<113::aid>2-6"}))

    assert [one.what for one in problems] == [UNTOLD]
