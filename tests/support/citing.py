"""A few sources, and an article that cites them."""

from __future__ import annotations

import json

from hypothesis import strategies as st

from plugins.sources.core import Bibliography, Numbering, cite
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
# What doctors type by mistake, and much else.
MARKS = st.sampled_from(
    [*"@[](){};,.:<>&\"'*_`#!\\/ \n", "[@", "@a", "; @b", "]", "doi:", "10.1/x"]
)
TEXTS = st.lists(MARKS | st.text(max_size=4), max_size=20).map("".join)


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
