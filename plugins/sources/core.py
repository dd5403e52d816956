"""From calls in a text to a numbered list of references. Knows nothing of Pelican.

Sources are kept as CSL-JSON, the format Zotero exports; what the doctor adds
(why a retracted paper is cited on purpose) is kept apart in
``annotations.toml``, so that a new export never overwrites it.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from markupsafe import Markup, escape

from plugins.problems import N_, Problem, unreadable_toml
from plugins.typography import typeset

from .vancouver import Item, reference

RETRACTED = "retracted"
STATES = (RETRACTED, "concern", "corrected")

_ONE_CALL = re.compile(
    r"@\s*(?P<scheme>(?:doi|pmid|isbn)\s*:\s*)?(?P<key>\S+?)(?:,?\s+(?P<locator>\S.*?)|,)?\s*$",
    re.IGNORECASE,
)
_BETWEEN_CALLS = re.compile(r"(?:[;,]\s*|\s+)(?=@)")
_DOI = re.compile(r"10\.\d{4,9}/\S+", re.IGNORECASE)
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
# With the tag before it, which tells it from the calls that were understood.
_LEFT_OVER = re.compile(r"(?:<[^<>]*>)?\[[^\[\]<>]{0,30}@[^\[\]<>]*\]?")


@dataclass(frozen=True)
class Link:
    """Where a source can be read: ``kind`` is ``doi``, ``pubmed`` or ``page``."""

    kind: str
    text: str
    url: str


@dataclass(frozen=True)
class Status:
    """What was said of a source after it was published, by whom, and when that was read."""

    state: str
    since: date | None
    notice: str
    by: tuple[str, ...]
    checked: date | None
    acknowledged: str


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


@dataclass
class Library:
    """The sources of the blog, found by key, DOI, PMID, ISBN or address."""

    items: dict[str, Item] = field(default_factory=dict)
    annotations: dict[str, dict[str, Any]] = field(default_factory=dict)
    readable: bool = True
    _ids: dict[str, str] = field(default_factory=dict)
    _printed: dict[tuple[str, str], Markup] = field(default_factory=dict)

    def add(self, item: Item) -> None:
        """Add one item, found from now on by all its names."""
        id_ = str(item["id"])
        self.items[id_] = item
        names = [id_, *(item.get(name) for name in ("DOI", "PMID", "ISBN", "URL"))]
        for name in names:
            if name:
                self._ids.setdefault(_fold(str(name)), id_)

    def find(self, key: str) -> str | None:
        """Return the id of the source that a key, DOI, PMID, ISBN or address names."""
        return self._ids.get(_fold(key))

    def near(self, key: str) -> str | None:
        """Return the id most like an unknown key."""
        match = get_close_matches(_fold(key), [_fold(id_) for id_ in self.items], n=1)
        return self._ids[match[0]] if match else None

    def text(self, id_: str, language: str) -> Markup:
        """Return the printed reference, made once per source and language."""
        if (id_, language) not in self._printed:
            self._printed[id_, language] = reference(self.items[id_], language)
        return self._printed[id_, language]


def _fold(name: str) -> str:
    """Return a name as it is compared: no case, no resolver, no hyphen in an ISBN."""
    name = unicodedata.normalize("NFC", name).casefold().strip()
    name = re.sub(r"^https?://(?:dx\.)?doi\.org/", "", name)
    name = re.sub(r"^https?://pubmed\.ncbi\.nlm\.nih\.gov/(\d+)/?$", r"\1", name)
    return (
        re.sub(r"[\s-]", "", name) if re.fullmatch(r"[\d\s-]{9,}[\dx]", name) else name.rstrip("/")
    )


def read_library(sources: str, annotations: str) -> tuple[Library, list[Problem], list[Problem]]:
    """Return the library, what is wrong in ``sources.json``, what is in ``annotations.toml``."""
    library = Library()
    problems: list[Problem] = []
    try:
        items = json.loads(sources) if sources.strip() else []
    except json.JSONDecodeError as error:
        items, library.readable = [], False
        problems.append(
            Problem(
                N_(
                    "the list of sources cannot be read: perhaps a comma or a quote is missing "
                    "near here."
                ),
                N_("Undo the last change, or export the list again from Zotero (CSL JSON)."),
                quote=[*sources.splitlines(), ""][error.lineno - 1].strip(),
                line=error.lineno,
            )
        )
    if isinstance(items, dict):
        items = [items]
    for item in items:
        missing = [name for name in ("id", "type", "title") if not item.get(name)]
        if missing:
            problems.append(
                Problem(
                    N_("a source lacks: {missing}."),
                    N_("Complete it, or take it out of the list."),
                    {"missing": ", ".join(missing)},
                    quote=json.dumps(item, ensure_ascii=False)[:120],
                )
            )
        elif str(item["id"]) in library.items:
            problems.append(
                Problem(
                    N_("two sources have the same short name (“id”)."),
                    N_("Give one of the two another short name."),
                    quote=f'"id": "{item["id"]}"',
                )
            )
        else:
            library.add(item)
    try:
        library.annotations = tomllib.loads(annotations)
    except tomllib.TOMLDecodeError as error:
        return (
            library,
            problems,
            [unreadable_toml(annotations, error)],
        )
    return (
        library,
        problems,
        [
            Problem(
                N_("there is no source “{key}”."),
                N_("Correct the name between brackets, or take the note out."),
                {"key": key},
                quote=f"[{key}]",
            )
            for key in library.annotations
            if key not in library.items
        ],
    )


def parse_calls(inside: str) -> list[Call]:
    """Return the references of one call, ``@a; @b, p. 12``, brackets taken off."""
    start = inside.index("@")
    calls = []
    for written in _BETWEEN_CALLS.split(inside[start:]):
        match = _ONE_CALL.match(written.strip())
        if match:
            calls.append(Call(written.strip(), match["key"], match["locator"] or ""))
        else:
            calls.append(Call(written.strip(), ""))
    return calls


def parse_item(item: str) -> Call | None:
    """Return the reference that a line of the list names, or ``None`` for free text."""
    words = item.strip().strip("<>")
    if words.startswith("[@"):
        words = words.strip("[]")
    match = _ONE_CALL.match(words if words.startswith("@") else f"@{words}")
    if match and not match["locator"]:
        return Call(item, match["key"])
    named = _DOI.search(item) or re.search(r"PMID\s*:?\s*(\d+)", item)
    return Call(item, (named[1] if named.re.groups else named[0]).rstrip(".,;")) if named else None


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
        self._free: set[str] = set()

    def call(self, inside: str) -> Markup:
        """Return the HTML of one call, numbering the sources it names."""
        printed = []
        for call in parse_calls(inside):
            id_ = self._lookup(call, f"[{inside}]")
            if id_ is None:
                continue
            number = self._number(id_)
            call_id = f"call-{self._prefix}-{number}-{len(self._calls[id_]) + 1}"
            self._calls[id_].append(call_id)
            locator = Markup(" ({})").format(typeset(call.locator, self._language))
            link = Markup('<a id="{}" href="#{}" role="doc-biblioref">{}</a>').format(
                call_id, self._anchor(id_), number
            )
            printed.append((number, link + (locator if call.locator else "")))
        links = Markup(", ").join(link for _, link in sorted(printed))
        return Markup('<sup class="sources-call">[{}]</sup>').format(links) if links else Markup("")

    def listed(self, item: str) -> None:
        """Give a number to a source of the final list or of the header."""
        call = parse_item(item)
        if call is None:
            self._free.add(item)
            self._number(item)
            return
        id_ = self._lookup(call, item)
        if id_ is not None:
            self._number(id_)

    def bibliography(self) -> Bibliography:
        """Return the list as numbered, and note the retracted sources nobody acknowledged."""
        return Bibliography(tuple(self._entry(id_) for id_ in self._calls))

    def _lookup(self, call: Call, quote: str) -> str | None:
        id_ = self._library.find(call.key)
        if id_ is None and self._library.readable:
            self.problems.append(_unknown(call, quote, self._library))
        return id_

    def _number(self, id_: str) -> int:
        self._calls.setdefault(id_, [])
        return list(self._calls).index(id_) + 1

    def _anchor(self, id_: str) -> str:
        words = re.sub(r"[^a-z0-9]+", "-", id_.lower()).strip("-")
        return f"source-{self._prefix}-{words[:40]}"

    def _entry(self, id_: str) -> Entry:
        number, calls = self._number(id_), tuple(self._calls[id_])
        if id_ in self._free:
            return Entry(number, f"source-{self._prefix}-{number}", _free_text(id_, self._language))
        item = self._library.items[id_]
        annotation = self._library.annotations.get(id_, {})
        status = _status(item, annotation, self._language)
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
        return Entry(number, self._anchor(id_), text, _links(item), status, calls)


def _unknown(call: Call, quote: str, library: Library) -> Problem:
    """Return the problem of a reference that is not in the library."""
    near = library.near(call.key)
    if near:
        fix = N_("Did you mean “{near}”?")
    elif _DOI.match(call.key) or _URL.match(call.key) or call.key.isdigit():
        fix = N_("Add it to sources/sources.json (CSL-JSON, as Zotero exports it).")
    else:
        fix = N_(
            "Write the short name (“id”) of a source of sources/sources.json, or its DOI, "
            "PMID or address."
        )
    return Problem(
        N_("the source “{key}” is not known."), fix, {"key": call.key, "near": near}, quote
    )


def _free_text(text: str, language: str) -> Markup:
    """Return a reference written by hand, its addresses made links."""
    html = str(escape(text))
    html = _URL.sub(
        lambda m: f'<a href="{m[0]}" rel="external noopener noreferrer">{m[0]}</a>', html
    )
    return Markup(typeset(html, language))


def _links(item: Item) -> tuple[Link, ...]:
    links = []
    if item.get("DOI"):
        links.append(Link("doi", item["DOI"], f"https://doi.org/{item['DOI']}"))
    if item.get("PMID"):
        pmid = str(item["PMID"])
        links.append(Link("pubmed", pmid, f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/"))
    url = str(item.get("URL") or "")
    if url.startswith(("https://", "http://")) and not item.get("DOI"):
        links.append(Link("page", re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/"), url))
    return tuple(links)


def _status(item: Item, annotation: dict[str, Any], language: str) -> Status | None:
    """Return what happened to a source since it was published, ``None`` when nothing is known."""
    why = annotation.get("acknowledged", "")
    if isinstance(why, dict):
        why = why.get(language) or next(iter(why.values()), "")
    known = (item.get("custom") or {}).get("status") or {}
    if known.get("state") not in STATES:
        return None
    return Status(
        state=known["state"],
        since=_day(known.get("since")),
        notice=known.get("notice", ""),
        by=tuple(known.get("by", ())),
        checked=_day(known.get("checked")),
        acknowledged=typeset(str(why), language),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


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
    found = _LEFT_OVER.findall(_CODE.sub("", html))
    return [
        Problem(
            N_("this call to a source was not understood."),
            N_("Write it [@short-name], within the text: neither in HTML code nor inside a link."),
            quote=call,
        )
        for call in found
        if re.search(r"(?:^|[\[\s])@\w", call)
    ]
