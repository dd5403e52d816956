"""The HTML is what it says: nothing left open, nothing moved by the browser's repairs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest
from typing import Any, NamedTuple

from plugins.shared.problems import N_, Problem

from .folded import folded
from .page import Page
from .schema_org import audit_schema_org, several

# An object of JSON-LD.
Thing = dict[str, Any]

LANGUAGES = frozenset({"fr", "en"})

_TAG = re.compile(r"<(/?[a-zA-Z][^\s/>]*)")
# What ends an element takes nothing: a browser leaves the rest out.
_END_WITH_MORE = re.compile(r"</[a-zA-Z][\w-]*[\s/]+[^\s>][^>]*>?")
# Drawings close their elements in themselves; a parser writes their ends out.
_ENDS_OF_DRAWINGS = frozenset(
    "/g /path /circle /rect /line /polyline /polygon /ellipse /stop /mspace".split()
)
# U+202A to U+202E, U+2066 to U+2069; U+0080 to U+009F. A search for one first byte is the fastest.
_BIDI = re.compile(b"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])")
_UNSEEN = bytes([*range(9), 11, 12, *range(14, 32), 127])
_C1 = re.compile(b"\xc2[\x80-\x9f]")
_OTHER_WORKS = frozenset({"citation", "isBasedOn"})
# Days, though their names do not begin as those of others do.
_DAYS = frozenset({"lastReviewed", "expires"})
_LOST = "\ufffd".encode()
UNLIKE = N_("the data for search engines say something else than the page.")


class Graph(NamedTuple):
    """Data for search engines: as they were read, every object of theirs but of ``cited`` works.

    What a page cites or comes from is another work, with a title and dates of its own.
    """

    data: Any
    things: list[Thing]
    cited: list[Any]


def audit_structure(page: Page, language: str = "") -> Iterator[Problem]:
    """Yield what is wrong with the HTML of a whole page, in a language if one is expected."""
    if page.too_deep:
        yield Problem(N_("the page puts too many things inside one another."))
        return
    if not page.text.lstrip()[:15].lower().startswith("<!doctype html>"):
        yield Problem(N_("the page does not say that it is HTML."))
    moved = first_difference(page.text, page.html)
    if moved:
        yield Problem(
            N_("the page's tags do not match: a browser would put {tag} elsewhere."),
            values={"tag": moved},
        )
    yield from _audit_ids(page.ids)
    if page.headings != 1:
        yield Problem(
            N_("the page must have one main heading, not {count}."),
            values={"count": page.headings},
        )
    said = page.language
    if said not in LANGUAGES or (language and said != language):
        yield Problem(N_("the page does not say its language."), quote=said)
    if not page.title:
        yield Problem(N_("the page has no title."))
    yield from audit_characters(page)


def first_difference(written: str, parsed: str) -> str:
    """Return the first tag that a browser repairs, as it is written; empty when there is none."""
    end = _END_WITH_MORE.search(written)
    if end:
        return end[0]
    if all(_tags(ours) == _tags(theirs) for ours, theirs in _differing(written, parsed)):
        return ""
    pairs = zip_longest(_tags(written), _tags(parsed), fillvalue="")
    # Names are compared in small letters here only: writing them so spares a second list.
    return next((f"<{a or b}>" for a, b in pairs if a.lower() != b.lower()), "")


def _differing(written: str, parsed: str) -> Iterator[tuple[str, str]]:
    """Yield, in order, the parts that are not the same in both; lines that are need no reading.

    The parser leaves line ends out before the body, and keeps them from there on.
    """
    body, parsed_body = written.find("<body"), parsed.find("<body")
    yield written[:body], parsed[:parsed_body]
    # The parser writes every no-break space so.
    ours = written[body:].replace("\u00a0", "&nbsp;").split("\n")
    theirs = parsed[parsed_body:].split("\n")
    pairs = list(zip_longest(ours, theirs, fillvalue=""))
    differing = [number for number, (one, other) in enumerate(pairs) if one != other]
    # Lines that follow one another are compared as one: a tag may be written on the next.
    for _, run in groupby(enumerate(differing), lambda found: found[1] - found[0]):
        our_lines, their_lines = zip(*(pairs[number] for _, number in run), strict=True)
        yield "\n".join(our_lines), "\n".join(their_lines)


def _tags(html: str) -> list[str]:
    """Return the tags of a page in order, but for the ends of drawings."""
    return [tag for tag in _TAG.findall(html) if tag not in _ENDS_OF_DRAWINGS]


def _audit_ids(ids: list[str]) -> Iterator[Problem]:
    if len(set(ids)) == len(ids) and all(ids):
        return
    for name, count in Counter(ids).items():
        if count > 1 or not name:
            yield Problem(N_("two places of the page have the same name."), quote=name)


def audit_characters(page: Page) -> Iterator[Problem]:
    """Yield a problem if a page holds characters that are lost, unseen or reverse the text."""
    by_number = "&#" in page.text
    if has_unseen(page.data) or (by_number and has_unseen(page.html.encode("utf-8", "replace"))):
        yield Problem(N_("the page holds characters that nobody can see, or that were lost."))


def has_unseen(data: bytes) -> bool:
    """Tell whether a text in UTF-8 holds control characters, lost ones, or what reverses it."""
    return bool(
        len(data.translate(None, _UNSEEN)) != len(data)
        or _LOST in data
        or _BIDI.search(data)
        or _C1.search(data)
    )


def read_data(page: Page) -> tuple[list[Graph], list[Problem]]:
    """Return the data for search engines of a page (JSON-LD), and what of them cannot be read."""
    graphs: list[Graph] = []
    problems = []
    for script in page.tree.css('script[type="application/ld+json"]') if page.has_data else []:
        try:
            data = json.loads(script.text())
        except (ValueError, RecursionError):
            problems.append(Problem(N_("the data for search engines cannot be read.")))
        else:
            graphs.append(Graph(data, *_things(data)))
    return graphs, problems


def audit_data(page: Page, graphs: Iterable[Graph]) -> Iterator[Problem]:
    """Yield what the data for search engines say that the page does not show."""
    for graph in graphs:
        yield from audit_schema_org(graph.data)
        yield from _audit_things(page, graph.things)
        led = {reference.value for reference in page.references}
        works, _ = _things(graph.cited)
        addresses = [work["@id"] for work in works if "@id" in work]
        for thing in graph.things:
            addresses += several(thing.get("relatedLink", []))
        for address in map(str, addresses):
            if address not in led:
                yield _unlike(address)


def _things(data: Any) -> tuple[list[Thing], list[Any]]:
    """Return every object of JSON-LD data, and apart the other works that they name."""
    things: list[Thing] = []
    cited: list[Any] = []
    waiting = [data]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, dict):
            things.append(thing)
            for name, value in thing.items():
                if isinstance(value, dict | list):
                    (cited if name in _OTHER_WORKS else waiting).append(value)
        elif isinstance(thing, list):
            waiting += thing
    return things, cited


def _audit_things(page: Page, things: list[Thing]) -> Iterator[Problem]:
    heading = page.tree.css_first("h1")
    title = folded(heading.text()) if heading else ""
    days = {(node.attributes.get("datetime") or "")[:10] for node in page.tree.css("time")}
    for thing in things:
        for name, value in thing.items():
            if name == "headline" and folded(str(value)) != title:
                yield _unlike(str(value))
            is_day = name.startswith("date") or name in _DAYS
            if is_day and str(value)[:10] not in days:
                yield _unlike(str(value))


def _unlike(value: str) -> Problem:
    return Problem(UNLIKE, quote=value)
