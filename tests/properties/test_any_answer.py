"""Whatever a service sends, it is read, or refused in words: nothing else comes out."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commands.cite import books, crossref, imports, pages, pubmed, status
from commands.cite.identifiers import identify
from commands.cite.mojibake import damaged, mend
from commands.cite.names import is_usable, short_name
from commands.cli.errors import CommandError
from commands.web.client import Answer, NoAnswerError, read_object
from plugins.sources.status import GRAVITY
from plugins.sources.vancouver import reference
from tests.properties.grammar import CHARACTERS, many, mixed
from tests.support.replaying import RECORDED

TODAY = date(2026, 11, 22)
NAMES = sorted(
    {
        *("message", "DOI", "type", "title", "author", "editor", "family", "given", "name"),
        *("container-title", "short-container-title", "issued", "date-parts", "updated-by"),
        *("update-to", "updated", "source", "relation", "is-preprint-of", "id", "license", "URL"),
        *("data", "attributes", "doi", "titles", "types", "creators", "dates", "date", "container"),
        *("content-version", "esearchresult", "idlist", "ISBN", "language", "publisher", "page"),
        *("publishers", "authors", "publish_date", "rightsList", "literal", "raw", "subtype"),
    }
)
WORDS = ["10.1000/x", "journal-article", "posted-content", "retraction", "RETRACTED: x", "2024"]
TEXTS = st.sampled_from(WORDS) | st.text(CHARACTERS, max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4)
    ),
    max_leaves=20,
)
XML = [path.read_bytes() for path in sorted((RECORDED / "pubmed").glob("*.xml"))][:4]
XML += [path.read_bytes() for path in sorted((RECORDED / "by_hand").glob("*.xml"))]
JSON = [json.loads(path.read_text("utf-8")) for path in sorted(RECORDED.glob("*/*.json"))]


@st.composite
def torn(draw: st.DrawFn, answers: list[bytes]) -> bytes:
    """Return a recorded answer with some of its bytes gone, doubled or changed."""
    data = draw(st.sampled_from(answers))
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 200)))
    return data[:start] + draw(st.binary(max_size=6)) * draw(st.integers(0, 2)) + data[end:]


@st.composite
def altered(draw: st.DrawFn) -> Any:
    """Return a recorded JSON answer in which some values are of another kind."""

    def change(value: Any) -> Any:
        if draw(st.integers(0, 30)) == 0:
            return draw(VALUES)
        if isinstance(value, dict):
            return {name: change(part) for name, part in value.items()}
        return [change(part) for part in value[:4]] if isinstance(value, list) else value

    return change(draw(st.sampled_from(JSON)))


def use(record: Any) -> None:
    """Do with a record all that the command does."""
    if record is None:
        return
    for language in ("fr", "en"):
        assert reference(record.item, language)
    assert is_usable(short_name(record.item, lambda _: False))
    assert damaged(mend(record.item)) is not None
    found = status.verdict(record.facts, ["Crossref"], TODAY)
    assert found["state"] in GRAVITY
    json.dumps([record.item, found]).encode()


def read_all(data: bytes) -> None:
    """Give some bytes to everything that reads an answer."""
    for read in (pubmed.read_pubmed, books.read_bnf):
        with suppress(NoAnswerError):
            use(read(data))
    page = pages.read_page(data, "https://x.example/", TODAY)
    use(page.record if page else None)
    with suppress(NoAnswerError):
        read_any(read_object(Answer(200, "", "", data), "Crossref"))


def read_any(data: Any) -> None:
    """Give a JSON object to everything that reads one."""
    if not isinstance(data, dict):
        return
    readers = crossref.read_work, crossref.read_csl, books.read_open_library
    for read in readers:
        with suppress(NoAnswerError):
            use(read(data))


@many
@given(
    st.binary(max_size=60) | torn(XML) | mixed(["<title>", "<PubmedArticleSet>"]).map(str.encode)
)
def test_any_bytes(data: bytes):
    """Bytes, whole records and torn ones."""
    read_all(data)


@settings(many, suppress_health_check=list(HealthCheck))
@given(VALUES | altered())
def test_any_object(data: Any):
    """JSON of any shape, and recorded answers of a shape that changed."""
    read_any(data)


@many
@given(
    mixed(
        ["@article{a,", "author = {", "title = {A}", "}", "TY  - JOUR", "TI  - A", "ER  - ", "\n"]
    )
)
def test_any_export(tmp_path_factory: Any, text: str):
    """A file of any kind is read, or refused in words."""
    path = Path(tmp_path_factory.getbasetemp()) / "export"
    path.write_text(text, "utf-8")
    with suppress(CommandError):
        for record in imports.read_export(path).records:
            assert record.problems if not record.item else reference(record.item, "fr")


@many
@given(mixed(["RetractionNature,OriginalPaperDOI\n", "Retraction", "10.1000/x", ",", '"', "\n"]))
def test_any_list_of_retractions(text: str):
    """A CSV of any kind is read, or is a ``ValueError`` that is told as another file."""
    with suppress(ValueError):
        for facts in status.read_retraction_watch(text).values():
            assert status.verdict(facts, [], TODAY)


@many
@given(mixed(["10.1000/x", "pmid:", "isbn", "https://", "doi.org/", "978", "(", ")", "%28"]))
def test_any_words(text: str):
    """What is pasted is an identifier or is not; a second look changes nothing."""
    found = identify(text)
    if found:
        assert identify(found.value, "" if found.kind == "URL" else found.kind.lower()) == found
