"""What the articles cite, read as the blog reads them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from markdown import Markdown

from plugins.reader.core import read_document
from plugins.reader.dialect import extensions
from plugins.reader.remarks import take_remarks_out
from plugins.shared.articles import words
from plugins.shared.files import decode
from plugins.sources.calls import CitationCalls, find_calls, take_listed
from plugins.sources.final_list import Line
from plugins.sources.grammar import Call, parse_calls, parse_item
from plugins.sources.identifiers import read_identifier
from plugins.sources.library import Library
from plugins.sources.written import Written
from plugins.sources.written_list import WrittenList


def calls_of(path: Path) -> list[Call]:
    """Return what one article cites: in its text, in its list, in its header, in that order.

    Without the calls to a line of its own list, by the short name of that line or by its number.
    """
    inside, lines = _read(path)
    own = WrittenList(Library(), "")
    own.read(lines)
    called = [call for words in inside if "@" in words for call in parse_calls(words)]
    calls = [
        call for call in called if read_identifier(call.key, call.scheme) or own.find(call) is None
    ]
    for line in lines:
        calls += parse_item(line.words)
    return [call for call in calls if call.key]


def references_of(path: Path, library: Library, language: str) -> list[Written]:
    """Return the references that one article holds as written by hand."""
    own = WrittenList(library, language)
    own.read(_read(path)[1])
    return list(own.references.values())


def _read(path: Path) -> tuple[list[str], list[Line]]:
    """Return the words of the calls of an article, and the lines of its lists."""
    text, _ = decode(path.read_bytes())
    document = read_document(text)
    body, _ = take_remarks_out(document.body)
    converter = Markdown(extensions=[*extensions(), CitationCalls()])
    try:
        html, listed = take_listed(converter.convert(body))
    except RecursionError:
        # Too deep to be read: the build says so.
        return [], []
    header = document.fields.get("sources")
    return find_calls(html), [*listed, *map(Line, words(header.value if header else None))]


def articles_in(content: Path) -> Iterator[tuple[str, Path]]:
    """Yield the articles of a blog, by their path inside ``content``, in order."""
    for path in sorted((content / "articles").rglob("*.md")):
        if path.is_file():
            yield path.relative_to(content).as_posix(), path
