"""Hold what a page shows of a text against the text: nothing lost, changed or added in silence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from html import unescape
from urllib.parse import unquote

from plugins.shared.problems import ERROR, N_, WARNING, Problem
from plugins.shared.quotes import quoted
from plugins.shared.tracking import untracked, untracked_in

from .body import Body, read_body
from .elsewhere import foreign
from .explain import explain
from .fold import fold, tokens
from .scan import Places, scan
from .scanned import Piece, Scan
from .source import Source

_SHOWN = 100
# What only a line, or a paragraph, begins with.
_OF_BLOCKS = frozenset(
    "attributes box bullet call comment contents defined definition escape fence heading html note "
    "ordered quote rule table".split()
)
# A file of bytes, or one that the gate refuses for what no text may hold.
_NO_TEXT = re.compile("[\x00\ufdd0-\ufdef\ufffd]")
_WORD = re.compile(r"[^\W_]+")
# Many differences have one cause.
_MOST = 20


def check(
    text: str, html: str, first_line: int, told: Collection[int] = (), without: Collection[str] = ()
) -> list[Problem]:
    """Return what of a Markdown text its page does not show as it was typed.

    ``html``: what was made of it, safe; ``first_line``: of the text in its file; ``told``: the
    lines of which something is wrong already; ``without``: constructs to take for ordinary signs,
    for tests.
    """
    if _NO_TEXT.search(text):
        return []
    body = read_body(html)
    found = scan(text, body, without)
    problems = [*_main(text, found, body), *foreign(text, found.code)]
    problems += [*_notes(text, found, body), *_attributes(found, body)]
    if body.lists:
        problems += _listed(found.listed, body)
    if not problems:
        return []
    return list(_located(problems, text, first_line, told))


def check_title(title: str, line: int, written: str) -> list[Problem]:
    """Return the signs of a title that would be printed as they are: no title is Markdown.

    ``line`` and ``written``: the line of the header where it stands.
    """
    found = scan(title, without=_OF_BLOCKS)
    shown = tokens(title)
    problems = [*explain(Source(title, found.text, found.marks), shown), *foreign(title, ())]
    return [replace(problem, line=line, quote=written) for _, problem in problems[:1]]


def _main(text: str, found: Scan, body: Body) -> Iterator[tuple[int, Problem]]:
    """Yield where the words of the text itself are not those of the page."""
    written = "".join([words for _, words in found.text])
    # Most texts are as they should be, to the letter, and need neither tokens nor places.
    if written.split() == body.words.split():
        return
    shown = tokens(body.words)
    if tokens(written) != shown:
        yield from explain(Source(text, found.text, found.marks), shown)


def _notes(text: str, found: Scan, body: Body) -> Iterator[tuple[int, Problem]]:
    """Yield where the words of a note are not on the page, below the text."""
    for name, pieces in found.notes.items():
        written, shown = Source(text, pieces, found.marks), tokens(body.notes.get(name, ""))
        values = {"name": name}
        if name in found.doubled:
            what = N_("two notes are named [^{name}]: only one of them would be on the page.")
            fix = N_("Give one of them, and its marker, another name.")
            yield found.doubled[name], Problem(what, fix, values)
        elif not written.tokens:
            fix = N_("Write them on the same line, after [^{name}]: or take the note out.")
            yield found.named[name], Problem(N_("this note has no words."), fix, values)
        elif written.tokens != shown:
            yield from explain(written, shown)
        elif f"^{name}" not in found.used:
            what = N_("nothing in the text refers to this note.")
            fix = N_("Write [^{name}] where it belongs, or take the note out.")
            yield found.named[name], Problem(what, fix, values, level=WARNING)


def _attributes(found: Scan, body: Body) -> Iterator[tuple[int, Problem]]:
    """Yield the titles, explanations and addresses that no part of the page holds."""
    titles = {" ".join(tokens(title)) for title in body.titles} if found.titles else set()
    for place, words in found.titles:
        if " ".join(tokens(unescape(words))) not in titles:
            yield (
                place,
                Problem(
                    N_("“{words}” would not be on the page: nothing there is explained by it."),
                    N_("Check that what it explains stands in the text, in the same letters."),
                    {"words": words.strip()[:_SHOWN]},
                ),
            )
    if not found.addresses:
        return
    addresses = {_plain(address) for address in body.addresses}
    for place, address in found.addresses:
        plain = _plain(untracked(address))
        if plain not in addresses and not any(there in plain for there in addresses if there):
            yield (
                place,
                Problem(
                    N_("no link of the page leads to this address."),
                    N_("Write [words](address), without a space between; or take the address out."),
                    {},
                ),
            )


def _plain(address: str) -> str:
    """Return an address as it is compared: without what may be cleaned of it, or added."""
    plain = re.sub(r"\s+", "", unquote(unescape(address)))
    plain = re.sub(r"^(?:https?:)?(?://)?(?:www\.)?", "", plain)
    return (plain.partition("#")[0] if "?" in plain else plain).rstrip("/")


def _listed(pieces: list[Piece], body: Body) -> Iterator[tuple[int, Problem]]:
    """Yield the words of the final list of sources that were lost on the way: they are moved."""
    there = Counter(_WORD.findall(fold(unescape(body.listed))))
    for place, line in pieces:
        words = _WORD.findall(fold(unescape(untracked_in(line))))
        lost = [word for word in words if not there[word]]
        there.subtract(word for word in words if there[word])
        if lost:
            yield (
                place,
                Problem(
                    N_("“{words}” would not be on the page."),
                    N_("Write each source on a line of its own, below the heading “Sources”."),
                    {"words": " ".join(lost)[:_SHOWN]},
                ),
            )


def _located(
    problems: list[tuple[int, Problem]], text: str, first_line: int, told: Collection[int]
) -> Iterator[Problem]:
    """Yield the problems in order, one of each line, with the line as it was typed."""
    places, lines = Places(text), text.split("\n")
    seen = set(told)
    count = 0
    ordered = sorted(problems, key=lambda found: (found[1].level != ERROR, found[0]))
    for place, problem in ordered:
        line = min(places.line(place), len(lines))
        if line + first_line - 1 in seen or count == _MOST:
            continue
        seen.add(line + first_line - 1)
        count += 1
        yield replace(problem, line=line + first_line - 1, quote=quoted(lines[line - 1]))
