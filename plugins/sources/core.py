"""From calls in a text to a numbered list of references. Knows nothing of Pelican."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from markupsafe import Markup, escape

from plugins.shared.html import ids
from plugins.shared.i18n import translator
from plugins.shared.problems import N_, WARNING, Problem
from plugins.shared.typography import typeset

from .csl import Item
from .entries import Entry, describe, describe_written
from .final_list import Line
from .folding import fold as fold_calls
from .grammar import FIGURES, parse_calls, parse_figures
from .library import Library, fold
from .linked_data import citation, citation_as_written
from .messages import forbidden, unknown
from .written import Written
from .written_list import WrittenList

# Two numbers side by side are as short as a range.
_COLLAPSED = 3
# Each alternative stops where it would begin again: what is never closed costs its length only.
_UNSEEN = re.compile(
    r"<(pre|code)\b(?:(?!<\1\b).)*?</\1>|<!--(?:(?!<!--).)*?-->",
    re.DOTALL,
)
_CALL_ID = re.compile(r' id="(call-[^"]*)"')
_PLACE = re.compile(r'<span id="(call-[^"]*)"></span>')
_TAG_OR_CALL = re.compile(r"<[^<>]*>|\[[^\[\]<>@]*@[^\[\]<>]*\]?")
# Where a link begins: no text holds it.
_LINK = "\x01"
# Not inside a word: that is an e-mail address. With the sign before it, which tells it from a call.
_BARE = re.compile(r"(^|[^\w@.\[])@([^\s@()\[\]<>,;]{2,100})")
# A short name has letters and figures; [sic] and [18F] are words.
_KEY_IN_BRACKETS = re.compile(r"\[((?=[^\[\]<>\s]*\d)[^\W\d][^\[\]<>\s@]{2,60})\]")
# How many figures one remark names.
_NAMED_AT_MOST = 10
_FIGURES_LEFT = re.compile(rf"\[({FIGURES})\]")
# With the tag before it, which tells it from the calls that were understood.
_LEFT_OVER = re.compile(r"(?:<[^<>]*>)?\[[^\[\]<>@]*@[^\[\]<>]*\]?")


@dataclass(frozen=True)
class Bibliography:
    """The sources of an article, numbered in the order of the first call.

    ``items``: those of the library, as CSL-JSON, for other programs; ``written``: those written by
    hand, which only this article has.
    """

    entries: tuple[Entry, ...] = ()
    items: tuple[Item, ...] = ()
    written: tuple[Written, ...] = ()

    @property
    def citations(self) -> list[dict[str, Any] | str]:
        """Return them as search engines read them (schema.org)."""
        written = [citation_as_written(reference) for reference in self.written]
        return [*(citation(item) for item in self.items), *written]


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

    def __init__(
        self, library: Library, prefix: str, language: str, *, since: int = 0, length: int = 0
    ) -> None:
        """Start for one article.

        ``prefix`` keeps ids apart where articles meet (feeds); ``since``: the year before which a
        source is old; ``length``: how many lines its file has, 0 where it is not known.
        """
        self.problems: list[Problem] = []
        self._library = library
        self._prefix = escape(prefix)
        self._language = language
        self._since = since
        self._list = WrittenList(library, language, length)
        # The source's id with the ids of its calls.
        self._calls: dict[str, list[str]] = {}
        self._numbers: dict[str, int] = {}
        # The words by which each was first named, to find its line again.
        self._named: dict[str, str] = {}

    @property
    def keys(self) -> frozenset[str]:
        """The short names of the references written by hand."""
        return frozenset(written.key for written in self._list.references.values())

    def read_list(self, listed: Iterable[Line | str]) -> None:
        """Read the final list, and what the header adds to it: calls may name its lines."""
        self._list.read(item if isinstance(item, Line) else Line(item) for item in listed)

    def call(self, inside: str) -> Markup:
        """Return the HTML of one call, numbering the sources it names.

        Numbers ascend, and three or more that follow one another are written ``3–5`` (*Citing
        Medicine*, “In-text references”), unless a page is named.
        """
        named: dict[str, list[str]] = {}
        for id_, written, locator in self._sources_of(inside):
            self._number(id_)
            self._named.setdefault(id_, written)
            named.setdefault(id_, []).extend([locator] if locator else [])
        called = [
            self._called(id_, named[id_]) for id_ in sorted(named, key=self._numbers.__getitem__)
        ]
        links = ", ".join(_collapsed(run) for run in _runs(called))
        return Markup(f'<sup class="sources-call">[{links}]</sup>') if links else Markup("")

    def _sources_of(self, inside: str) -> Iterator[tuple[str, str, str]]:
        """Yield the id of each source of a call, how it was named, and where in it."""
        quote = f"[{inside}]"
        if "@" not in inside:
            for number in parse_figures(inside):
                yield from ((id_, quote, "") for id_ in self._list.numbered(number))
            return
        for call in parse_calls(inside):
            id_ = self._library.find(call.key, call.scheme) or self._list.find(call)
            if id_:
                yield id_, call.written, call.locator
            elif self._library.readable:
                self.problems.append(unknown(call, quote, self._library, self.keys))

    def _called(self, id_: str, locators: list[str]) -> _Called:
        """Return one number of a call, which the entry leads back to from now on."""
        number = self._numbers[id_]
        before = len(self._calls[id_])
        call_id = f"call-{self._prefix}-{number}" + (f"-{before + 1}" if before else "")
        self._calls[id_].append(call_id)
        said = escape(translator(self._language)(N_("source {number}")).format(number=number))
        link = (
            f'<a id="{call_id}" href="#{self._anchor(number)}" role="doc-biblioref" '
            f'aria-label="{said}">{number}</a>'
        )
        where = "".join(f" ({escape(typeset(at, self._language))})" for at in locators)
        return _Called(number, call_id, link, where)

    def figures_left(self, html: str) -> list[Problem]:
        """Return a remark on figures in brackets that are no call, where a list has numbers."""
        if not self._list.highest:
            return []
        seen = _TAG_OR_CALL.sub(" ", _UNSEEN.sub("", html))
        figures = [f"[{inside}]" for inside in dict.fromkeys(_FIGURES_LEFT.findall(seen))]
        what = N_("these figures in brackets are shown as they are, and lead to no source: {all}.")
        fix = N_("If they are sources, call each by its short name: [@short-name].")
        values = {"all": ", ".join(figures[:_NAMED_AT_MOST])}
        return [Problem(what, fix, values, figures[0], level=WARNING)] if figures else []

    def number_list(self) -> None:
        """Give a number to the sources of the list that were not called."""
        for id_ in self._list.ids:
            self._number(id_)

    def bibliography(self) -> Bibliography:
        """Return the list as numbered, and note the retracted sources nobody acknowledged."""
        self.problems += self._list.problems
        uncalled = [id_ for id_, calls in self._calls.items() if not calls]
        self.problems += self._list.never_called(uncalled)
        return Bibliography(
            tuple(self._entry(id_) for id_ in self._calls),
            tuple(self._library.items[id_] for id_ in self._calls if id_ in self._library.items),
            tuple(
                self._list.references[id_] for id_ in self._calls if id_ not in self._library.items
            ),
        )

    def _number(self, id_: str) -> int:
        if id_ not in self._calls:
            self._calls[id_] = []
            self._numbers[id_] = len(self._calls)
        return self._numbers[id_]

    def _anchor(self, number: int) -> str:
        """Return the id of an entry: short, for each call repeats it."""
        return f"source-{self._prefix}-{number}"

    def _entry(self, id_: str) -> Entry:
        number, calls = self._number(id_), tuple(self._calls[id_])
        written = self._list.references.get(id_)
        if id_ in self._library.items:
            entry = describe(self._library, id_, self._language, self._since)
            if written:
                entry = replace(entry, text=written.text, status=self._list.status(id_))
        else:
            entry = describe_written(
                self._list.references[id_], self._list.status(id_), self._library, self._language
            )
        if entry.status and entry.status.is_forbidden and not entry.status.acknowledged:
            key = written.key if written else id_
            quote, line = self._list.place(id_) if written else (self._named.get(id_, id_), 0)
            self.problems.append(forbidden(key, entry.status, quote, line))
        return replace(entry, number=number, anchor=self._anchor(number), calls=calls)


def cite(
    calls: Iterable[str],
    listed: Iterable[Line | str],
    numbering: Numbering,
    between: Sequence[str] = (),
) -> tuple[list[str], Bibliography]:
    """Return the HTML of each call and the list they number.

    ``between``: what stands between each call and the next, to print one for several.
    """
    numbering.read_list(listed)
    printed = fold_calls([str(numbering.call(inside)) for inside in calls], between)
    numbering.number_list()
    shown = frozenset(chain.from_iterable(map(ids, printed)))
    found = numbering.bibliography()
    entries = tuple(
        replace(entry, back=next((call for call in entry.calls if call in shown), ""))
        for entry in found.entries
    )
    led_to = frozenset(entry.back for entry in entries)
    return [_named(call, led_to) for call in printed], replace(found, entries=entries)


def _named(call: str, led_to: frozenset[str]) -> str:
    """Return a printed call without the ids that no entry leads back to."""
    call = _PLACE.sub(lambda place: place[0] if place[1] in led_to else "", call)
    return _CALL_ID.sub(lambda found: found[0] if found[1] in led_to else "", call)


def left_over(
    html: str, library: Library | None = None, keys: Collection[str] = ()
) -> list[Problem]:
    """Return a problem for each call that Markdown did not see and a reader would.

    With a library, also for what names one of its sources without brackets, ``(@chey2024)``, or
    without the sign, ``[chey2024]``. ``keys``: the short names of references written by hand.
    """
    if "@" not in html and not (library and "[" in html):
        return []
    seen = _UNSEEN.sub("", html)
    found = [call for call in _LEFT_OVER.findall(seen) if re.search(r"[\[\s-]@\w", call)]
    if library:
        known = {fold(key) for key in keys}
        found += _without_brackets(seen, library, known)
        found += _without_sign(seen, known | {fold(id_) for id_ in library.items})
    return [
        Problem(
            N_("this citation was not understood."),
            N_("Write it [@short-name], within the text: neither in HTML code nor inside a link."),
            quote=call,
        )
        for call in dict.fromkeys(found)
    ]


def _without_brackets(html: str, library: Library, keys: Collection[str]) -> Iterator[str]:
    """Yield what names a known source outside of a call, as it was typed."""
    words = _TAG_OR_CALL.sub(lambda tag: _LINK if tag[0].startswith("<a ") else " ", html)
    for before, key in _BARE.findall(words):
        name = key.rstrip(".,;:")
        if library.find(name) or fold(name) in keys:
            # Of [@key](address) Markdown makes a link.
            yield f"[@{key}](" if before == _LINK else f"{before}@{key}"


def _without_sign(html: str, known: Collection[str]) -> Iterator[str]:
    """Yield what is the short name of a source between brackets, without its @."""
    for key in _KEY_IN_BRACKETS.findall(html):
        if fold(key) in known:
            yield f"[{key}]"
