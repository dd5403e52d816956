"""From calls in a text to a numbered list of references. Knows nothing of Pelican."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape as html_escape

from markupsafe import Markup

from plugins.problems import N_, Problem
from plugins.typography import typeset

from .library import RETRACTED, Library, Status, doi
from .vancouver import Item

_ONE_CALL = re.compile(
    r"@\s*(?:(?P<scheme>doi|pmid|isbn)\s*:\s*)?(?P<key>\S+?)(?:,?\s+(?P<locator>\S.*)|,)?\Z",
    re.IGNORECASE | re.DOTALL,
)
_AND = ("et", "and", "&")
_DOI = re.compile(r"10\.\d{4,9}/\S+", re.IGNORECASE)
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:PMID|ISBN)\s*(?::\s*)?([\d][\d\s-]*[\dxX])", re.IGNORECASE)
_PAGE = re.compile(r"(?:pp?|fig|tab|chap)\w*\.?\s*\d", re.IGNORECASE)
_AFTER = ".,;:!?»)>]\"'"
# Each alternative stops where it would begin again: what is never closed costs its length only.
_UNSEEN = re.compile(
    r"<(pre|code)\b(?:(?!<\1\b).)*?</\1>|<!--(?:(?!<!--).)*?-->",
    re.DOTALL,
)
# With the tag before it, which tells it from the calls that were understood.
_LEFT_OVER = re.compile(r"(?:<[^<>]*>)?\[[^\[\]<>@]*@[^\[\]<>]*\]?")


@dataclass(frozen=True)
class Link:
    """Where a source can be read: ``kind`` is ``doi``, ``pubmed`` or ``page``."""

    kind: str
    text: str
    url: str


@dataclass(frozen=True)
class Entry:
    """One numbered line of the box. ``calls``: the ids of the calls in the text."""

    number: int
    anchor: str
    text: Markup
    links: tuple[Link, ...] = ()
    status: Status | None = None
    calls: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bibliography:
    """The sources of an article, numbered in the order of the first call."""

    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Call:
    """One reference inside a call: what was written, the key to look up, a locator."""

    written: str
    key: str
    locator: str = ""
    scheme: str = ""


def parse_calls(inside: str) -> list[Call]:
    """Return the references of one call, ``@a; @b, p. 12``, brackets taken off."""
    *parts, last = inside[inside.index("@") + 1 :].split("@")
    calls = []
    written: list[str] = []
    for part in parts:
        kept = _without_separator(part)
        written.append(part if kept is None else kept)
        if kept is not None:
            calls.append(_call("@" + "@".join(written)))
            written = []
    return [*calls, _call("@" + "@".join([*written, last]))]


def _without_separator(part: str) -> str | None:
    """Return what stands before an @ without what parts it from the next call, ``None`` if nothing.

    ``;`` and ``,`` belong to some DOIs: they separate only there.
    """
    kept = part.rstrip()
    if kept.endswith((";", ",")):
        return kept[:-1]
    if kept == part:
        return None
    word = next((word for word in _AND if kept.endswith(word)), "")
    before = kept.removesuffix(word)
    return before if before != before.rstrip() else kept


def _call(written: str) -> Call:
    match = _ONE_CALL.match(written.strip())
    if match is None:
        return Call(written.strip(), "")
    return Call(written.strip(), match["key"], match["locator"] or "", match["scheme"] or "")


def parse_item(item: str) -> list[Call]:
    """Return the references that a line of the list names; none for free text.

    A line is a key, a DOI, a PMID, an ISBN, an address, or calls as in the text.
    """
    words = item.strip()
    if re.match(r"\[?\s*@", words):
        return parse_calls(words.strip("[]"))
    alone = _ONE_CALL.match("@" + words.strip("<>").rstrip())
    if alone and (not alone["locator"] or _PAGE.match(alone["locator"])):
        return [Call(item, alone["key"].rstrip(".,;"), scheme=alone["scheme"] or "")]
    found = _identified(item)
    return [found] if found else []


def _identified(item: str) -> Call | None:
    """Return the reference whose DOI, PMID or ISBN stands in a line."""
    number = _NUMBER.search(item)
    if number:
        return Call(item, number[1])
    written = _DOI.search(item)
    if not written:
        return None
    key = written[0].rstrip(".,;>")
    # (doi:10.1000/x): the last parenthesis is the sentence's, unless the DOI opened it.
    return Call(item, key.rstrip(")") if key.count(")") > key.count("(") else key)


class Numbering:
    """Numbers the sources of one article, in the order of their first call."""

    def __init__(self, library: Library, prefix: str, language: str) -> None:
        """Start for one article. ``prefix`` keeps ids apart where articles meet (feeds)."""
        self.problems: list[Problem] = []
        self._library = library
        self._prefix = prefix
        self._language = language
        # The source's id, or the words of a free text, with the ids of its calls.
        self._calls: dict[str, list[str]] = {}
        self._numbers: dict[str, int] = {}
        self._anchors: dict[str, str] = {}
        self._taken: set[str] = set()
        self._free: set[str] = set()

    def call(self, inside: str) -> Markup:
        """Return the HTML of one call, numbering the sources it names."""
        printed: dict[int, list[Markup]] = {}
        quote = f"[{inside}]"
        for call in parse_calls(inside):
            id_ = self._lookup(call, quote)
            if id_ is None:
                continue
            number = self._number(id_)
            locator = Markup(" ({})").format(typeset(call.locator, self._language))
            if number in printed:
                printed[number] += [locator] if call.locator else []
                continue
            call_id = f"call-{self._prefix}-{number}-{len(self._calls[id_]) + 1}"
            self._calls[id_].append(call_id)
            link = Markup('<a id="{}" href="#{}" role="doc-biblioref">{}</a>').format(
                call_id, self._anchors[id_], number
            )
            printed[number] = [link, locator] if call.locator else [link]
        links = Markup(", ").join(Markup("").join(printed[number]) for number in sorted(printed))
        return Markup('<sup class="sources-call">[{}]</sup>').format(links) if links else Markup("")

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
        return Bibliography(tuple(self._entry(id_) for id_ in self._calls))

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
        status = self._library.status(id_, self._language)
        if status and status.state == RETRACTED and not status.acknowledged:
            self.problems.append(
                Problem(
                    N_("the source “{key}” was retracted."),
                    N_(
                        "Do not cite it, or say why you do in sources/annotations.toml: "
                        'a line ["{key}"], then a line acknowledged = "…".'
                    ),
                    {"key": id_},
                    quote=id_,
                )
            )
        text = self._library.text(id_, self._language)
        return Entry(number, anchor, text, _links(self._library.items[id_]), status, calls)


def _unknown(call: Call, quote: str, library: Library) -> Problem:
    """Return the problem of a reference that is not in the library."""
    near = library.near(call.key)
    if near:
        fix = N_("Did you mean “{near}”?")
    elif _DOI.match(call.key) or _URL.match(call.key) or call.key.isdigit():
        fix = N_("Add it to sources/sources.json (CSL-JSON, as Zotero exports it).")
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
    for match in _URL.finditer(text):
        url = match[0].rstrip(_AFTER)
        link = Markup('<a href="{0}" rel="external noopener noreferrer">{0}</a>').format(url)
        pieces += [_plain(text[end : match.start()], language), link]
        end = match.start() + len(url)
    return Markup("").join([*pieces, _plain(text[end:], language)])


def _plain(text: str, language: str) -> Markup:
    return Markup(typeset(html_escape(text, quote=False), language))


def _links(item: Item) -> tuple[Link, ...]:
    links = []
    own_doi = doi(item.get("DOI"))
    if own_doi:
        links.append(Link("doi", own_doi, f"https://doi.org/{own_doi}"))
    if item.get("PMID"):
        pmid = str(item["PMID"])
        links.append(Link("pubmed", pmid, f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"))
    url = str(item.get("URL") or "")
    if url.startswith(("https://", "http://")) and not own_doi:
        links.append(Link("page", re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/"), url))
    return tuple(links)


def cite(
    calls: Iterable[str], listed: Iterable[str], numbering: Numbering
) -> tuple[list[str], Bibliography]:
    """Return the HTML of each call and the list they number."""
    printed = [str(numbering.call(inside)) for inside in calls]
    for item in listed:
        numbering.listed(item)
    return printed, numbering.bibliography()


def left_over(html: str) -> list[Problem]:
    """Return a problem for each call that Markdown did not see and a reader would."""
    if "@" not in html or "[" not in html:
        return []
    return [
        Problem(
            N_("this call to a source was not understood."),
            N_("Write it [@short-name], within the text: neither in HTML code nor inside a link."),
            quote=call,
        )
        for call in _LEFT_OVER.findall(_UNSEEN.sub("", html))
        if re.search(r"[\[\s-]@\w", call)
    ]
