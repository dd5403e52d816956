"""The demonstration cites nothing of which there is no record, and says what became of it since."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.support.sites import DEMO, KIT, Built, Site

RECORDED = KIT / "tests" / "data" / "references"
# What PubMed writes beside the notices of a record, from the gravest to the lightest.
NOTICES = {
    "RetractionIn": "retracted",
    "ExpressionOfConcernIn": "concern",
    "ErratumIn": "corrected",
    "CorrectedandRepublishedIn": "corrected",
}
# The word that a reader must find before such a source, in both languages of the demonstration.
CHECKS = {
    "retracted": ("Rétracté", "Retracted"),
    "concern": ("Mis en doute", "Doubted"),
    "corrected": ("Corrigé", "Corrected"),
}
Record = dict[str, str]


def _of_pubmed(file: Path) -> Record:
    """Read an efetch record: its names, and the gravest of what became of it."""
    cited = ET.parse(file).getroot().find("PubmedArticle/MedlineCitation")
    if cited is None:
        return {}
    links = {link.get("RefType") for link in cited.iterfind(".//CommentsCorrections")}
    types = {kind.text for kind in cited.iterfind(".//PublicationType")}
    found = [state for name, state in NOTICES.items() if name in links]
    if "Retracted Publication" in types:
        found.insert(0, "retracted")
    title = cited.find("Article/ArticleTitle")
    return {
        "PMID": cited.findtext("PMID") or "",
        "title": "" if title is None else "".join(title.itertext()),
        "became": found[0] if found else "",
    }


def recorded() -> dict[str, Record]:
    """Return the records by PubMed number, and those of pages and reports by short name."""
    files = [*(RECORDED / "pubmed").glob("*.xml"), *(RECORDED / "demonstration").glob("*.xml")]
    records = {record["PMID"]: record for record in map(_of_pubmed, files) if record}
    seen = (RECORDED / "demonstration" / "records.json").read_text("utf-8")
    return records | {record["id"]: record for record in json.loads(seen)}


def cited_by(output: Path) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """Yield the page, the source as it is offered to other programs, and its entry in the box."""
    for file in sorted(output.rglob("sources.json")):
        page = file.with_name("index.html")
        tree = LexborHTMLParser(page.read_text("utf-8"))
        entries = tree.css("article section.sources li.sources__entry")
        items = json.loads(file.read_text("utf-8"))
        if tree.css_first("article .review") is None:
            continue
        # A reference written by hand has no record: it would make these differ.
        assert len(entries) == len(items), page
        yield from ((page.parent.name, *pair) for pair in zip(items, entries, strict=True))


def refused(output: Path, records: dict[str, Record]) -> set[str]:
    """Return what is wrong: the page, the source and why."""
    return {
        f"{page}: {item['id']} {why}"
        for page, item, entry in cited_by(output)
        for why in _wrong(item, entry, records)
    }


def _wrong(item: dict[str, Any], entry: Any, records: dict[str, Record]) -> Iterator[str]:
    record = records.get(str(item.get("PMID"))) or records.get(item["id"])
    if record is None:
        yield "is absent from the records"
        return
    for name in ("title", "DOI", "PMID"):
        if record.get(name) and _folded(record[name]) != _folded(str(item.get(name, ""))):
            yield f"has another {name} in its record"
    state = record.get("became", "")
    status = entry.css_first(".sources__status")
    words = status.text() if status else ""
    if state and not words.lstrip().startswith(CHECKS[state]):
        yield f"is {state} and does not say so"
    # Why it is cited all the same follows the notice.
    if state == "retracted" and not re.search(r"(?:avis|notice)\.\s+\w", words):
        yield "is retracted, and nobody says why it is cited"


def _folded(words: str) -> str:
    return re.sub(r"<[^<>]*>|[\W_]+", "", words.casefold())


def test_every_source_of_the_demonstration_is_recorded(demo: Built):
    """Each source of each article has a record, and says what became of it since."""
    pages = {page for page, _, _ in cited_by(demo.output)}

    assert len(pages) == len({p.name.partition(".")[0] for p in (DEMO / "articles").glob("*.md")})
    assert refused(demo.output, recorded()) == set()


def test_a_source_without_a_record_is_refused(demo: Built):
    """Nothing is cited of which nobody kept what was seen."""
    records = recorded()
    del records["hviid2019"], records["23985001"]

    assert refused(demo.output, records) == {
        "ror-et-autisme: hviid2019 is absent from the records",
        "hemochromatose: kanwar2013 is absent from the records",
    }


@pytest.mark.parametrize("name", ["title", "DOI", "PMID"])
def test_another_publication_is_refused(demo: Built, name: str):
    """A record of another publication proves nothing of the one that is cited."""
    records = deepcopy(recorded())
    records["dumonceau2020"][name] = "10.1000/999"

    assert refused(demo.output, records) == {
        f"pancreatite-aigue: dumonceau2020 has another {name} in its record"
    }


@pytest.mark.parametrize("state", ["corrected", "concern", "retracted"])
def test_what_became_of_a_source_is_said(demo: Built, state: str):
    """A source whose record tells of a notice is refused where its entry does not."""
    records = deepcopy(recorded())
    records["hviid2019"]["became"] = state
    silent = f"ror-et-autisme: hviid2019 is {state} and does not say so"

    assert silent in refused(demo.output, records)


def test_a_status_taken_out_is_refused(demo_site: Site):
    """Without their status, corrected and retracted sources of the demonstration are found."""
    file = demo_site.content / "sources" / "sources.json"
    items = json.loads(file.read_text("utf-8"))
    for item in items:
        item.get("custom", {}).pop("status", None)
    file.write_text(json.dumps(items, indent=1), "utf-8")
    built = demo_site.build()

    assert built.status == 0, built.said
    assert refused(built.output, recorded()) == {
        "hemochromatose: kanwar2013 is corrected and does not say so",
        "menopause-et-coeur: oliveira2024 is corrected and does not say so",
        "ror-et-autisme: wakefield1998 is retracted and does not say so",
        "ror-et-autisme: wakefield1998 is retracted, and nobody says why it is cited",
    }
