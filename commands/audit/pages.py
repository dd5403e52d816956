"""Each page held against every rule, alone or by several processes at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from plugins.problems import N_, Problem

from .approved import Approved
from .boxes import audit_boxes, audit_sources, find_boxes
from .expected import Article, Promise
from .feeds import WHOLE
from .links import Links, Target, audit_anchors, audit_links
from .page import Page, read_page
from .privacy import audit_policy, audit_privacy
from .proof import DISCLAIMED, GUARDED, LEADING, PRIVATE, SOURCED, VETTED, WELL_FORMED, Record
from .structure import audit_characters, audit_data, audit_structure


@dataclass(frozen=True)
class Rules:
    """What every page is held against."""

    promise: Promise
    approved: Approved
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
    led = rules.links.follow(page)
    record.note(PRIVATE, page.name, audit_privacy(page, led))
    record.note(GUARDED, page.name, audit_policy(page))
    well_formed = [
        *audit_structure(page, article.language if article else ""),
        *audit_data(page),
    ]
    record.note(WELL_FORMED, page.name, well_formed)
    targets, lost = audit_links(led)
    found = ((page.name, problem) for problem in lost)
    record.add(LEADING, len(targets), len(targets) + len(lost), found)
    linked, unvetted = audit_vetted(page, rules)
    found = ((page.name, problem) for problem in unvetted)
    record.add(VETTED, linked - len(unvetted), linked, found)
    return targets


def _audit_article(page: Page, article: Article, rules: Rules, record: Record) -> None:
    boxes = find_boxes(page.tree)
    record.note(DISCLAIMED, page.name, audit_boxes(boxes, article, rules.approved))
    for box in boxes["sources"]:
        of, problems = audit_sources(box, rules.approved.retracted)
        found = [(page.name, problem) for problem in problems]
        record.add(SOURCED, of - len({p.quote for _, p in found}), of, found)


def audit_vetted(page: Page, rules: Rules) -> tuple[int, list[Problem]]:
    """Return how many communities a page links, and those that nobody vetted, or not any more."""
    linked = {
        href
        for node in page.tree.css("section.communities a[href], .community a[href]")
        if rules.links.resolve(page.name, href := node.attributes.get("href") or "").scheme
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
    problems = list(audit_boxes(boxes, article, rules.approved))
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
