"""What the articles cite, read as the blog reads them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from markdown import Markdown

from plugins.reader.core import read_document
from plugins.reader.remarks import take_remarks_out
from plugins.shared.articles import words
from plugins.shared.files import decode
from plugins.sources.calls import CitationCalls, find_calls, take_listed
from plugins.sources.grammar import Call, parse_calls, parse_item


def calls_of(path: Path) -> list[Call]:
    """Return what one article cites: in its text, in its list, in its header, in that order."""
    text, _ = decode(path.read_bytes())
    document = read_document(text)
    body, _ = take_remarks_out(document.body)
    converter = Markdown(extensions=["markdown.extensions.extra", CitationCalls()])
    try:
        html, listed = take_listed(converter.convert(body))
    except RecursionError:
        # Too deep to be read: the build says so.
        return []
    header = document.fields.get("sources")
    calls = [call for inside in find_calls(html) for call in parse_calls(inside)]
    for item in [*listed, *words(header.value if header else None)]:
        calls += parse_item(item)
    return [call for call in calls if call.key]


def articles_in(content: Path) -> Iterator[tuple[str, Path]]:
    """Yield the articles of a blog, by their path inside ``content``, in order."""
    for path in sorted((content / "articles").rglob("*.md")):
        if path.is_file():
            yield path.relative_to(content).as_posix(), path
