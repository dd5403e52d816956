"""The feeds carry the newest articles, each with its boxes, and links that work anywhere."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from plugins.shared.problems import N_, Problem

from .inventory import Article, Inventory
from .links import Links

# FEED_MAX_ITEMS of pelicanconf.py.
NEWEST = 20
ALL = "feeds/all.atom.xml"

_ATOM = "{http://www.w3.org/2005/Atom}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
# Of the page that browsers show.
_SHOWN = frozenset(f"{_XHTML}{tag}" for tag in "div h1 p ul li a time".split())
# https://www.sitemaps.org/protocol.html
_MAPS = frozenset(
    f"{space}{name}"
    for space in ("", "{http://www.sitemaps.org/schemas/sitemap/0.9}")
    for name in ("urlset", "sitemapindex")
)
_LANGUAGE = ("lang", "{http://www.w3.org/XML/1998/namespace}lang")
_REQUIRED = ("id", "title", "updated")
# What a link may begin with where no page surrounds it.
WHOLE = ("https://", "http://", "mailto:", "tel:")

Found = tuple[str, Problem]


@dataclass
class Feeds:
    """What the feeds of a site hold: entries by feed, and what was found on the way."""

    count: int = 0
    good: int = 0
    problems: list[Found] = field(default_factory=list)


@dataclass(frozen=True)
class Entry:
    """An entry of a feed, and the article it stands for if there is one."""

    article: Article | None
    href: str
    id: str
    title: str
    content: str
    summary: str


def audit_feeds(
    files: dict[str, Path],
    inventory: Inventory,
    links: Links,
    audit_content: Callable[[Article, str, str], list[Problem]],
) -> Feeds:
    """Return what is in the feeds. ``audit_content`` reads an article's text and summary."""
    feeds = Feeds()
    known: dict[tuple[str, str], list[Problem]] = {}
    ids: dict[str, str] = {}
    for name in (ALL, *(f"feeds/{language}.atom.xml" for language in _languages(inventory))):
        if name not in files and inventory.published:
            feeds.problems.append((name, Problem(N_("this feed is missing."))))
    for name, path in files.items():
        if not name.endswith(".xml"):
            continue
        try:
            root = ET.fromstring(path.read_bytes())
        except (ET.ParseError, ValueError, LookupError):
            feeds.problems.append((name, Problem(N_("this feed cannot be read."))))
            continue
        if root.tag in _MAPS:
            continue
        if root.tag != f"{_ATOM}feed":
            feeds.problems.append(
                (name, Problem(N_("this is neither an Atom feed nor a sitemap.")))
            )
            continue
        entries = [_entry(node, inventory, links) for node in root.iter(f"{_ATOM}entry")]
        found = [*_audit_elements(root), *_audit_choice(name, entries, inventory)]
        found += _audit_shown(root, entries, inventory)
        if ids.setdefault(root.findtext(f"{_ATOM}id") or "", name) != name:
            found.append(Problem(N_("two feeds have the same id.")))
        feeds.problems += ((name, problem) for problem in found)
        for node, entry in zip(root.iter(f"{_ATOM}entry"), entries, strict=True):
            problems = [*_audit_elements(node), *_audit_entry(entry, inventory)]
            if entry.article:
                key = (entry.article.page, entry.content + entry.summary)
                if key not in known:
                    known[key] = audit_content(entry.article, entry.content, entry.summary)
                problems += known[key]
            feeds.count += 1
            feeds.good += not problems
            where = f"{name} ({entry.article.address if entry.article else entry.href})"
            feeds.problems += ((where, problem) for problem in problems)
    return feeds


def _languages(inventory: Inventory) -> list[str]:
    return sorted({article.language for article in inventory.published})


def _entry(node: ET.Element, inventory: Inventory, links: Links) -> Entry:
    link = node.find(f"{_ATOM}link")
    href = link.get("href", "") if link is not None else ""
    file = links.resolve("", href).file if href.startswith("https://") else None
    return Entry(
        article=inventory.by_page.get(file or ""),
        href=href,
        id=node.findtext(f"{_ATOM}id") or "",
        title=node.findtext(f"{_ATOM}title") or "",
        content=node.findtext(f"{_ATOM}content") or "",
        summary=node.findtext(f"{_ATOM}summary") or "",
    )


def _audit_elements(node: ET.Element) -> Iterator[Problem]:
    """Yield the elements that Atom requires and that are not there (RFC 4287, 4.1)."""
    for name in _REQUIRED:
        if not (node.findtext(f"{_ATOM}{name}") or "").strip():
            yield Problem(N_("the feed lacks: {name}."), values={"name": name})


def _audit_shown(root: ET.Element, entries: list[Entry], inventory: Inventory) -> Iterator[Problem]:
    """Yield what the page that browsers make of a feed leads to, but for its articles."""
    titles = {entry.href: entry.title for entry in entries}
    for node in root.iter():
        if node.tag.startswith(_ATOM):
            continue
        href = node.get("href", "")
        plain = node.tag in _SHOWN and {"href", "datetime", *_LANGUAGE}.issuperset(node.keys())
        known = href in titles and node.text == titles[href]
        if not plain or (href and not known and href != f"{inventory.own}/"):
            said = N_("a feed shows browsers what is none of its articles.")
            yield Problem(said, quote=href or node.tag.rpartition("}")[2])


def _audit_entry(entry: Entry, inventory: Inventory) -> Iterator[Problem]:
    article = entry.article
    if article is None or article.status != "published":
        yield Problem(N_("the feed names a page that is no published article."), quote=entry.href)
        return
    # A port is no part of a name that must last (RFC 4151); the path of the blog is.
    own = urlsplit(inventory.own)
    # Once made, an entry's id never changes, or readers see the article twice (RFC 4287, 4.2.6).
    stable = f"tag:{own.hostname},{article.day.isoformat()}:{own.path}/{article.address}"
    if entry.id not in (stable, f"{stable}index.html"):
        yield Problem(N_("the entry's id is not the one it must keep."), quote=entry.id)


def _audit_choice(name: str, entries: list[Entry], inventory: Inventory) -> Iterator[Problem]:
    """Yield a problem unless a feed holds each of the newest articles, once."""
    pages = [entry.article.page for entry in entries if entry.article]
    if len(set(pages)) != len(pages) or len({entry.id for entry in entries}) != len(entries):
        yield Problem(N_("an article is twice in the feed."))
    language = name.removeprefix("feeds/").removesuffix(".atom.xml")
    if name == ALL:
        due = inventory.published
    elif language in _languages(inventory):
        due = [article for article in inventory.published if article.language == language]
    else:
        return
    there = set(pages)
    absent = [article for article in due if article.page not in there]
    oldest = min((entry.article.day for entry in entries if entry.article), default=date.min)
    if len(entries) < min(NEWEST, len(due)) or any(article.day > oldest for article in absent):
        quote = "\n".join(article.source for article in absent[:NEWEST])
        yield Problem(N_("the newest articles are not all in the feed."), quote=quote)
