"""From calls in a text to a numbered list of references. Knows nothing of Pelican."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape as html_escape
from typing import Any

from markupsafe import Markup, escape

from plugins.shared.problems import N_, Problem
from plugins.shared.typography import typeset

from .csl import Item
from .entries import Entry, describe
from .grammar import DOI, URL, Call, parse_calls, parse_item
from .library import Library
from .linked_data import citation
from .status import RETRACTED, Status

# Two numbers side by side are as short as a range.
_COLLAPSED = 3
_AFTER = ".,;:!?»)>]\"'"
# Each alternative stops where it would begin again: what is never closed costs its length only.
_UNSEEN = re.compile(
    r"<(pre|code)\b(?:(?!<\1\b).)*?</\1>|<!--(?:(?!<!--).)*?-->",
    re.DOTALL,
)
_TAG_OR_CALL = re.compile(r"<[^<>]*>|\[[^\[\]<>@]*@[^\[\]<>]*\]?")
# Where a link begins: no text holds it.
_LINK = "\x01"
# Not inside a word: that is an e-mail address. With the sign before it, which tells it from a call.
_BARE = re.compile(r"(^|[^\w@.\[])@([^\s@()\[\]<>,;]{2,100})")
# With the tag before it, which tells it from the calls that were understood.
_LEFT_OVER = re.compile(r"(?:<[^<>]*>)?\[[^\[\]<>@]*@[^\[\]<>]*\]?")


@dataclass(frozen=True)
class Bibliography:
    """The sources of an article, numbered in the order of the first call.

    ``items``: those of the library, as CSL-JSON, for other programs.
    """

    entries: tuple[Entry, ...] = ()
    items: tuple[Item, ...] = ()

    @property
    def citations(self) -> list[dict[str, Any]]:
        """Return them as search engines read them (schema.org)."""
        return [citation(item) for item in self.items]


@dataclass(frozen=True)
class _Called:
    """One number of a call: its id; as HTML, its link and the pages it names."""

    number: int
    id: str
    link: str
    where: str


def _runs(called: list[_Called]) -> Iterator[list[_Called]]:
    """Yield the numbers that are written together: those that follow one another, bare."""
    run: list[_Called] = []
    for one in called:
        follows = run and one.number == run[-1].number + 1 and not (one.where or run[-1].where)
        if not follows and run:
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _collapsed(run: list[_Called]) -> str:
    """Return ``3–5`` for three or more; what is between keeps the ids that entries lead back to."""
    if len(run) < _COLLAPSED:
        return ", ".join(one.link + one.where for one in run)
    between = "".join(f'<span id="{one.id}"></span>' for one in run[1:-1])
    return f"{run[0].link}{between}\u2013{run[-1].link}"


class Numbering:
    """Numbers the sources of one article, in the order of their first call."""

    def __init__(self, library: Library, prefix: str, language: str, *, since: int = 0) -> None:
        """Start for one article.

        ``prefix`` keeps ids apart where articles meet (feeds); ``since``: the year before which a
        source is old.
        """
        self.problems: list[Problem] = []
        self._library = library
        self._prefix = escape(prefix)
        self._language = language
        self._since = since
        # The source's id, or the words of a free text, with the ids of its calls.
        self._calls: dict[str, list[str]] = {}
        self._numbers: dict[str, int] = {}
        self._anchors: dict[str, str] = {}
        self._taken: set[str] = set()
        self._free: set[str] = set()

    def call(self, inside: str) -> Markup:
        """Return the HTML of one call, numbering the sources it names.

        Numbers ascend, and three or more that follow one another are written ``3–5`` (*Citing
        Medicine*, “In-text references”), unless a page is named.
        """
        named: dict[str, list[str]] = {}
        quote = f"[{inside}]"
        for call in parse_calls(inside):
            id_ = self._lookup(call, quote)
            if id_ is not None:
                self._number(id_)
                named.setdefault(id_, []).extend([call.locator] if call.locator else [])
        called = [
            self._called(id_, named[id_]) for id_ in sorted(named, key=self._numbers.__getitem__)
        ]
        links = ", ".join(_collapsed(run) for run in _runs(called))
        return Markup(f'<sup class="sources-call">[{links}]</sup>') if links else Markup("")

    def _called(self, id_: str, locators: list[str]) -> _Called:
        """Return one number of a call, which the entry leads back to from now on."""
        number = self._numbers[id_]
        call_id = f"call-{self._prefix}-{number}-{len(self._calls[id_]) + 1}"
        self._calls[id_].append(call_id)
        reference = self._library.preview(id_, self._language)
        link = (
            f'<a id="{call_id}" href="#{self._anchors[id_]}" role="doc-biblioref" '
            f'data-reference="{reference}">{number}</a>'
        )
        where = "".join(f" ({escape(typeset(at, self._language))})" for at in locators)
        return _Called(number, call_id, link, where)

    def listed(self, item: str) -> None:
        """Give a number to the sources of one line of the final list, or of the header."""
        calls = parse_item(item)
        if not calls:
            self._free.add(item)
            self._number(item)
        for call in calls:
            id_ = self._lookup(call, item)
            if id_ is not None:
                self._number(id_)

    def bibliography(self) -> Bibliography:
        """Return the list as numbered, and note the retracted sources nobody acknowledged."""
        return Bibliography(
            tuple(self._entry(id_) for id_ in self._calls),
            tuple(self._library.items[id_] for id_ in self._calls if id_ not in self._free),
        )

    def _lookup(self, call: Call, quote: str) -> str | None:
        id_ = self._library.find(call.key, call.scheme)
        if id_ is None and self._library.readable:
            self.problems.append(_unknown(call, quote, self._library))
        return id_

    def _number(self, id_: str) -> int:
        if id_ not in self._calls:
            self._calls[id_] = []
            self._numbers[id_] = len(self._calls)
            self._anchors[id_] = self._anchor(id_, len(self._calls))
            self._taken.add(self._anchors[id_])
        return self._numbers[id_]

    def _anchor(self, id_: str, number: int) -> str:
        """Return the id of an entry: its key's letters, its number where two keys share them."""
        words = re.sub(r"[^a-z0-9]+", "-", id_.lower()).strip("-")[:40] or str(number)
        anchor = f"source-{self._prefix}-{words}"
        return f"{anchor}-{number}" if anchor in self._taken else anchor

    def _entry(self, id_: str) -> Entry:
        number, anchor, calls = self._number(id_), self._anchors[id_], tuple(self._calls[id_])
        if id_ in self._free:
            return Entry(number, anchor, _free_text(id_, self._language))
        entry = describe(self._library, id_, self._language, self._since)
        if entry.status and entry.status.is_forbidden and not entry.status.acknowledged:
            self.problems.append(_forbidden(id_, entry.status))
        return replace(entry, number=number, anchor=anchor, calls=calls)


def _forbidden(key: str, status: Status) -> Problem:
    """Return the problem of a source that may not be cited unknowingly."""
    return Problem(
        N_("the source “{key}” was retracted.")
        if status.state == RETRACTED
        else N_("the source “{key}” was withdrawn."),
        N_(
            "Do not cite it, or say why you do in sources/annotations.toml: "
            'a line ["{key}"], then a line acknowledged = "…".'
        ),
        {"key": key},
        quote=key,
    )


def _unknown(call: Call, quote: str, library: Library) -> Problem:
    """Return the problem of a reference that is not in the library."""
    near = library.near(call.key)
    if near:
        fix = N_("Did you mean “{near}”?")
    elif DOI.match(call.key) or URL.match(call.key) or call.key.isdigit():
        fix = N_(
            "Add it: python3 tasks.py cite, then paste it; or, for the whole article: "
            "python3 tasks.py cite --article FILE"
        )
    else:
        fix = N_(
            "Write the short name (“id”) of a source of sources/sources.json, or its DOI, PMID or "
            "address."
        )
    return Problem(
        N_("the source “{key}” is not known."), fix, {"key": call.key, "near": near}, quote
    )


def _free_text(text: str, language: str) -> Markup:
    """Return a reference written by hand, typeset, its addresses made links."""
    pieces = []
    end = 0
    for match in URL.finditer(text):
        url = match[0].rstrip(_AFTER)
        link = Markup('<a href="{0}" rel="external noopener noreferrer">{0}</a>').format(url)
        pieces += [_plain(text[end : match.start()], language), link]
        end = match.start() + len(url)
    return Markup("").join([*pieces, _plain(text[end:], language)])


def _plain(text: str, language: str) -> Markup:
    return Markup(typeset(html_escape(text, quote=False), language))


def cite(
    calls: Iterable[str], listed: Iterable[str], numbering: Numbering
) -> tuple[list[str], Bibliography]:
    """Return the HTML of each call and the list they number."""
    printed = [str(numbering.call(inside)) for inside in calls]
    for item in listed:
        numbering.listed(item)
    return printed, numbering.bibliography()


def left_over(html: str, library: Library | None = None) -> list[Problem]:
    """Return a problem for each call that Markdown did not see and a reader would.

    With a library, also for what names one of its sources without brackets: ``(@chey2024)``.
    """
    if "@" not in html:
        return []
    seen = _UNSEEN.sub("", html)
    found = [call for call in _LEFT_OVER.findall(seen) if re.search(r"[\[\s-]@\w", call)]
    if library:
        found += _without_brackets(seen, library)
    return [
        Problem(
            N_("this call to a source was not understood."),
            N_("Write it [@short-name], within the text: neither in HTML code nor inside a link."),
            quote=call,
        )
        for call in dict.fromkeys(found)
    ]


def _without_brackets(html: str, library: Library) -> Iterator[str]:
    """Yield what names a source of the library outside of a call, as it was typed."""
    words = _TAG_OR_CALL.sub(lambda tag: _LINK if tag[0].startswith("<a ") else " ", html)
    for before, key in _BARE.findall(words):
        if library.find(key.rstrip(".,;:")):
            # Of [@key](address) Markdown makes a link.
            yield f"[@{key}](" if before == _LINK else f"{before}@{key}"
