"""Faults of sources and of the doctor’s notes on them: the D family."""

from __future__ import annotations

from tests.support.sites import SOURCES

from .case import Blocked, Fault, Published, body, header, source, whole

FILE = "sources/sources.json"
NOTES = "sources/annotations.toml"
RETRACTED = SOURCES.replace('"DOI"', '"custom": {"status": {"state": "retracted"}}, "DOI"')


def sources(text: str) -> dict[str, str | bytes]:
    """Return another list of sources."""
    return {FILE: text}


def one_more(**values: object) -> dict[str, str | bytes]:
    """Return the list with a second source, whose short name stands on line 32."""
    return {FILE: source(**values)}


FAULTS = [
    Fault(
        "D01",
        "sources.json: a comma is missing",
        Blocked("ne peut pas être lue", FILE, 3),
        sources('[\n  {"id": "a"\n   "type": "book"}\n]\n'),
    ),
    Fault(
        "D02",
        "sources.json: cut in the middle",
        Blocked("ne peut pas être lue", FILE, 7),
        sources(SOURCES[:200]),
    ),
    Fault("D03", "sources.json: emptied", Blocked("chey2024", line=6), sources("")),
    Fault(
        "D04",
        "sources.json: deleted",
        Blocked("chey2024", line=6),
        change=lambda site: (site.content / FILE).unlink(),
    ),
    Fault(
        "D05",
        "sources.json: a number where a list is meant",
        Blocked("il manque", FILE, 1),
        sources("12"),
    ),
    Fault(
        "D06",
        "sources.json: a source without a title",
        Blocked("il manque", FILE, 29),
        one_more(id="b", type="book"),
    ),
    Fault(
        "D07",
        "sources.json: two sources of one name",
        Blocked("même nom court", FILE, 3),
        one_more(id="chey2024", type="book", title="x"),
    ),
    Fault(
        "D08",
        "sources.json: one publication under two names",
        Blocked("même publication", FILE, 29),
        one_more(id="b", type="book", title="x", PMID="39626064"),
    ),
    Fault(
        "D09",
        "sources.json: latin-1",
        Blocked("UTF-8", FILE, 5),
        {FILE: SOURCES.replace("ACG", "é").encode("latin-1")},
    ),
    Fault(
        "D10",
        "sources.json: brackets 100,000 deep",
        Blocked("trop longue", FILE, 1),
        sources("[" * 100_000),
    ),
    Fault(
        "D11",
        "sources.json: 17 MB",
        whole("trop grand", FILE),
        sources("[" + " " * (17 << 20) + "]"),
    ),
    Fault(
        "D12",
        "sources.json: script in a title",
        Published(shows=("Texte", "&lt;script&gt;"), never=("<script>",)),
        {
            **one_more(id="b", type="book", title="<script>alert(1)</script>"),
            **header(body="Texte [@b].\n"),
        },
    ),
    Fault(
        "D14",
        "sources.json: markup in a DOI",
        Published(shows=("Texte",), never=('"><script',)),
        {
            **one_more(id="b", type="book", title="x", DOI='10.1/"><script>alert(1)</script>'),
            **header(body="Texte [@b].\n"),
        },
    ),
    Fault(
        "D16",
        "sources.json: a name twice in one source",
        Blocked("chey2024", line=6),
        sources(SOURCES.replace('"type"', '"id": "autre", "type"')),
    ),
    Fault(
        "D17",
        "a retracted source that nobody acknowledged",
        Blocked("rétract", "articles/estomac.md", 6),
        sources(RETRACTED),
    ),
    Fault(
        "D18",
        "a retracted source, by its title",
        Blocked("rétract", "articles/estomac.md", 6),
        sources(SOURCES.replace('"ACG', '"RETRACTED: ACG')),
    ),
    Fault(
        "D19",
        "a retracted source, acknowledged by a blank",
        Blocked("rétract", "articles/estomac.md", 6),
        sources(RETRACTED) | {NOTES: '[chey2024]\nacknowledged = " "\n'},
    ),
    Fault("D20", "a call to no source", Blocked("chay2024", line=8), body("Un texte [@chay2024].")),
    Fault(
        "D21",
        "a call that is never closed",
        Blocked("", line=8),
        body("Un texte [@chey2024, et la suite."),
    ),
    Fault(
        "D22", "a call in a code block", Published(shows=("[@chey2024]",)), body("    [@chey2024]")
    ),
    Fault("D23", "no source at all", whole("ne cite aucune source"), header(body="Un texte.\n")),
    Fault(
        "D24",
        "an empty list of sources",
        whole("source"),
        header(body="Un texte.\n\n## Sources\n"),
    ),
    Fault(
        "D25",
        "a source that is only a note in the margin",
        whole("ne cite aucune source"),
        header(body="Un texte.\n\n<!-- [@chey2024] -->\n"),
    ),
    Fault(
        "D26",
        "annotations.toml: a quote is missing",
        Blocked("ne peut pas être lu", NOTES, 2),
        {NOTES: '[chey2024]\nacknowledged = "x\n'},
    ),
    Fault(
        "D27",
        "annotations.toml: a source that is not there",
        Blocked("inconnue", NOTES, 1),
        {NOTES: '[inconnue]\nacknowledged = "x"\n'},
    ),
    Fault(
        "D28",
        "annotations.toml named Annotations.toml",
        whole("", "sources/Annotations.toml"),
        {"sources/Annotations.toml": ""},
    ),
    Fault(
        "D13",
        "sources.json: javascript: for an address",
        Blocked("ne peut pas être retrouvée", "cible/index.html"),
        {
            **one_more(id="b", type="book", title="x", URL="javascript:alert(1)"),
            **header(body="Texte [@b].\n"),
        },
    ),
    Fault(
        "D15",
        "sources.json: NaN, which is no JSON",
        Blocked("nombre trop long", FILE),
        sources(SOURCES.replace('"volume": "119"', '"volume": NaN')),
    ),
]
