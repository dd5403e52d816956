"""Each page held against every rule, alone or by several processes at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from plugins.problems import N_, Problem

from .approved import Approved
from .boxes import audit_boxes, audit_sources, audit_top, find_boxes
from .directory import Directory, audit_leading
from .expected import DRAFTS, PUBLISHED, Article, Promise
from .feeds import WHOLE
from .handout import audit_handout
from .links import Links, Target, audit_anchors, audit_links
from .page import Page, read_page
from .privacy import audit_policy, audit_privacy
from .proof import (
    DATED,
    DISCLAIMED,
    GUARDED,
    LEADING,
    PRIVATE,
    SOURCED,
    VETTED,
    WELL_FORMED,
    Record,
)
from .structure import UNLIKE, audit_characters, audit_data, audit_structure, read_data

_COMMUNITIES = "section.communities a[href], .community a[href], section.directory a[href]"
_DIRECTORY = "main a[href]"
# What the kit adds to a page of the doctor: the articles in its language, those that cite a source.
_LISTS = ".article-card a[href], .references__use a[href]"


@dataclass(frozen=True)
class Rules:
    """What every page is held against."""

    promise: Promise
    approved: Approved
    directory: Directory
    links: Links


@dataclass
class Seen:
    """What was seen on some pages: where each leads inside the site, and what each names."""

    record: Record = field(default_factory=Record)
    targets: dict[str, list[Target]] = field(default_factory=dict)
    ids: dict[str, frozenset[str]] = field(default_factory=dict)

    def merge(self, other: Seen) -> None:
        """Add what was seen on other pages."""
        self.record.merge(other.record)
        self.targets |= other.targets
        self.ids |= other.ids


def audit_pages(pages: dict[str, Path], rules: Rules) -> Seen:
    """Hold some pages, files by path, against every rule that needs no other page."""
    seen = Seen()
    for name, file in pages.items():
        page = read_page(name, file.read_bytes())
        seen.targets[name] = _audit_page(page, rules, seen.record)
        seen.ids[name] = frozenset(page.ids)
    return seen


def _audit_page(page: Page, rules: Rules, record: Record) -> list[Target]:
    """Hold one page against every rule; return where its links lead inside the site."""
    article = rules.promise.by_page.get(page.name)
    if article:
        _audit_article(page, article, rules, record)
    listed = audit_listed(page, rules)
    record.note(DATED, page.name, listed, len(listed))
    led = rules.links.follow(page)
    record.note(PRIVATE, page.name, audit_privacy(page, led))
    record.note(GUARDED, page.name, audit_policy(page))
    well_formed = [
        *audit_structure(page, article.language if article else ""),
        *audit_data(page),
        *audit_named(page, rules.links),
    ]
    record.note(WELL_FORMED, page.name, well_formed)
    targets, lost = audit_links(led)
    found = ((page.name, problem) for problem in lost)
    record.add(LEADING, len(targets), len(targets) + len(lost), found)
    linked, unvetted = audit_vetted(page, rules)
    unvetted += audit_leading(page.name, led, rules.directory)
    if page.name in rules.directory.handouts:
        unvetted += audit_handout(page, rules.approved, rules.links)
    found = ((page.name, problem) for problem in unvetted)
    record.add(VETTED, linked - len(unvetted), linked, found)
    return targets


def _audit_article(page: Page, article: Article, rules: Rules, record: Record) -> None:
    boxes = find_boxes(page.tree)
    record.note(DISCLAIMED, page.name, audit_boxes(boxes, article, rules.approved))
    dated = [*audit_top(boxes, article), *audit_robots(page, article)]
    record.note(DATED, page.name, dated)
    for box in boxes["sources"]:
        of, problems = audit_sources(box, rules.approved.retracted)
        found = [(page.name, problem) for problem in problems]
        record.add(SOURCED, of - len({p.quote for _, p in found}), of, found)


def audit_named(page: Page, links: Links) -> Iterator[Problem]:
    """Yield the addresses in the data for search engines that the page itself does not lead to.

    Those of other sites must be among its links; those of this one must be there.
    """
    led: set[str] | None = None
    for thing in read_data(page):
        url = str(thing.get("url", ""))
        if not url:
            continue
        target = links.resolve(page.name, url)
        if led is None and target.scheme:
            led = {reference.value for reference in page.references}
        if url not in (led or ()) if target.scheme else not target.file:
            yield Problem(UNLIKE, quote=url)


def audit_robots(page: Page, article: Article) -> Iterator[Problem]:
    """Yield a problem unless search engines are asked to leave out a page that lapsed, only."""
    asked = {
        word.strip().lower()
        for node in page.tree.css('meta[name="robots" i]')
        for word in (node.attributes.get("content") or "").split(",")
    }
    # “none” stands for noindex and nofollow.
    left_out = not asked.isdisjoint({"noindex", "none"})
    if article.lapsed and not left_out:
        yield Problem(N_("nobody reviewed this page for long: it must ask not to be found."))
    if article.status == PUBLISHED and left_out:
        yield Problem(N_("this page asks not to be found, although it is published."))


def audit_listed(page: Page, rules: Rules) -> list[Problem]:
    """Return a problem for each hidden article that a list leads to; a doctor's own text may."""
    promise = rules.promise
    if page.name in promise.by_page or page.name.startswith(DRAFTS) or not promise.hidden:
        return []
    places = _LISTS if page.name in promise.pages else "a[href]"
    led = (node.attributes.get("href") or "" for node in page.tree.css(places))
    files = {rules.links.resolve(page.name, href).file for href in led}
    return [
        Problem(N_("a list leads to an article that is hidden."), quote=article.source)
        for article in promise.hidden
        if article.page in files
    ]


def audit_vetted(page: Page, rules: Rules) -> tuple[int, list[Problem]]:
    """Return how many communities a page links, and those that nobody vetted, or not any more."""
    # Whatever a page of the directory leads to, its text is the kit's.
    places = _DIRECTORY if page.name in rules.directory.pages else _COMMUNITIES
    # Whom an e-mail goes to is another rule of theirs.
    inside = {"", "mailto"} if page.name in rules.directory.all_pages else {""}
    if page.name in rules.directory.handouts:
        # The emergency numbers: audit_handout reads them.
        inside.add("tel")
    linked = {
        href
        for node in page.tree.css(places)
        for href in [node.attributes.get("href") or ""]
        if rules.links.resolve(page.name, href).scheme not in inside
    }
    return len(linked), [
        Problem(N_("a community is linked although its vetting is not in force."), quote=href)
        for href in sorted(linked - rules.approved.communities)
    ]


def audit_entry(
    article: Article, text: str, summary: str, rules: Rules, ids: dict[str, frozenset[str]]
) -> list[Problem]:
    """Return what is wrong with an article as a feed carries it."""
    page = read_page(article.page, text.encode("utf-8", "replace"))
    boxes = find_boxes(page.tree)
    problems = [*audit_boxes(boxes, article, rules.approved), *audit_top(boxes, article)]
    for box in boxes["sources"]:
        problems += audit_sources(box, rules.approved.retracted)[1]
    problems += audit_vetted(page, rules)[1]
    problems += audit_characters(page)
    for part in (page, read_page(article.page, summary.encode("utf-8", "replace"))):
        led = rules.links.follow(part)
        targets, lost = audit_links(led)
        problems += [*audit_privacy(part, led), *lost, *audit_anchors(targets, ids)]
        problems += (
            Problem(N_("a link of the feed leads nowhere outside the page."), quote=r.value)
            for r in part.references
            if not r.value.startswith(WHOLE)
        )
    return problems
