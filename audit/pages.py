"""One page held against every rule that needs no other page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from plugins.shared.problems import N_, Problem

from .approved import Approved, read_approved
from .authorship import audit_authorship_data, audit_byline
from .boxes import audit_boxes, audit_sources, audit_top, find_boxes
from .callouts import audit_callouts
from .contact_links import audit_mail, audit_share
from .credit import audit_credit
from .declared import Declared, read_declared
from .directory import Directory, audit_evidence, audit_leading, read_directory
from .feeds import WHOLE
from .handout import audit_handout
from .inventory import DRAFTS, PUBLISHED, Article, Inventory, read_inventory
from .kept import Fingerprints, Kept, from_json, to_json
from .legal import (
    audit_contact,
    audit_fictional,
    audit_notice,
    audit_reviewer,
    is_contact,
    is_notice,
)
from .links import Links, Places, Target, audit_targets, inside
from .page import Page, read_page
from .phones import audit_phones
from .pictures import audit_card, audit_picture, drawn_for
from .privacy import POLICY, audit_policy, audit_privacy
from .redirects import audit_refreshes
from .results import (
    CALLED,
    CARED,
    DATED,
    DISCLAIMED,
    GUARDED,
    IDENTIFIED,
    LEADING,
    MARKED,
    PRIVATE,
    SIGNED,
    SOURCED,
    VETTED,
    WELL_FORMED,
    WORDED,
    Record,
)
from .search import POLICY as SEARCH_POLICY
from .search import audit_search_page
from .structure import (
    UNLIKE,
    Thing,
    audit_characters,
    audit_data,
    audit_structure,
    read_data,
)
from .words import audit_words

_COMMUNITIES = "section.communities a[href], .community a[href], section.directory a[href]"
_DIRECTORY = "main a[href]"
_BOX = "section.communities a[href]"
# What the kit adds to a page of the doctor: the articles in its language, those that cite a source.
_LISTS = ".article-card a[href], .references__use a[href]"


@dataclass(frozen=True)
class Rules:
    """What a site is held against, or, of it, one page."""

    inventory: Inventory
    approved: Approved
    directory: Directory
    links: Links
    days: tuple[date, ...]
    declared: Declared

    def of(self, page: str) -> Rules:
        """Return what one page is held against: an edit of another article changes none of it."""
        return replace(
            self,
            inventory=self.inventory.of(page),
            directory=self.directory.of(page),
            declared=Declared(
                files=self.declared.picture_of(page), words=self.declared.words_of(page)
            ),
        )


@dataclass(frozen=True)
class Seen:
    """What was seen on a page of these bytes: where it leads inside the site, what it names.

    ``lets_itself_be_found``: it does not ask search engines to leave it out; ``pictures``: see
    :func:`~.pictures.drawn_for`.
    """

    digest: bytes
    record: Record
    targets: list[Target]
    ids: frozenset[str]
    lets_itself_be_found: bool
    pictures: list[tuple[str, str]]


def read_rules(site: Path, content: Path, today: date, next_build: date | None = None) -> Rules:
    """Return what the content folder promises, and what may be shown until the next build."""
    inventory, declared = read_inventory(content, today), read_declared(site)
    days = (today, next_build) if next_build else (today,)
    approved = read_approved(inventory, content, days)
    directory = read_directory(declared.directory, inventory, approved)
    return Rules(inventory, approved, directory, Links(inventory.own), days, declared)


def audit_page(name: str, data: bytes, rules: Rules) -> Seen:
    """Hold a page, its path and its bytes, against every rule."""
    page, record = read_page(name, data), Record()
    targets = _audit_page(page, rules.of(name), record)
    found = not asks_to_be_left_out(page)
    pictures = drawn_for(page, rules.links)
    return Seen(digest(data), record, targets, frozenset(page.ids), found, pictures)


class Look:
    """Holds pages against the rules of a site; what is kept of an earlier look is not repeated."""

    def __init__(self, rules: Rules, kept: Kept | None = None) -> None:
        self.rules = rules
        self._kept = kept
        self._fingerprints = Fingerprints()

    def at(self, name: str, data: bytes) -> Seen:
        """Return what is seen on a page, of a path and of its bytes."""
        if self._kept is None:
            return audit_page(name, data, self.rules)
        key = self._key(name, data)
        with suppress(ValueError, TypeError, LookupError):
            record, targets, (ids, found, pictures) = from_json(self._kept.get(key))
            drawn = [(one, other) for one, other in pictures]
            return Seen(digest(data), record, targets, frozenset(ids), found, drawn)
        seen = audit_page(name, data, self.rules)
        if not seen.record.findings:
            rest = [sorted(seen.ids), seen.lets_itself_be_found, seen.pictures]
            self._kept.put(key, to_json(seen.record, seen.targets, rest))
        return seen

    def _key(self, name: str, data: bytes) -> str:
        """Return what tells this page under these rules from any other.

        Without the days: what depends on them is a verdict among the rules, or every morning all
        would be looked at anew.
        """
        rules = replace(self.rules.of(name), days=())
        return sha256(self._fingerprints.of((name, digest(data), rules))).hexdigest()


class EarlyLook(NamedTuple):
    """What was seen of each page while the site was being written, and by which rules."""

    look: Look
    pages: dict[str, Seen]


def digest(data: bytes) -> bytes:
    """Return what tells the bytes of a page from any others."""
    return sha256(data).digest()


def _audit_page(page: Page, rules: Rules, record: Record) -> list[Target]:
    """Hold one page against every rule; return where its links lead inside the site."""
    article = rules.inventory.by_page.get(page.name)
    if article:
        _audit_article(page, article, rules, record)
    listed = audit_listed(page, rules)
    record.note(DATED, page.name, listed, len(listed))
    led = rules.links.follow(page)
    inventory = rules.inventory
    searches = page.name in rules.directory.searches
    private = [
        *(audit_search_page(page, led) if searches else audit_privacy(page, led)),
        *audit_refreshes(page, rules.inventory.redirects.get(page.name), rules.links),
        *audit_share(page, inventory.own),
        *audit_mail(page, inventory.settings),
    ]
    record.note(PRIVATE, page.name, private)
    if article or page.name in inventory.pages or rules.declared.words:
        record.note(WORDED, page.name, audit_words(page, rules.declared))
    fictional = inventory.settings.get("blog", {}).get("fictional") is True
    marked = audit_fictional(page, fictional=fictional)
    record.note(MARKED, page.name, marked, 1 if fictional else 0)
    if is_notice(page, inventory.language):
        record.note(IDENTIFIED, page.name, audit_notice(page, inventory.settings))
    if is_contact(page, inventory):
        record.note(CALLED, page.name, audit_contact(page, rules.approved))
    record.note(GUARDED, page.name, audit_policy(page, SEARCH_POLICY if searches else POLICY))
    graphs, unreadable = read_data(page)
    made = rules.declared.files
    things = [thing for graph in graphs for thing in graph.things]
    named, unlike = audit_named(page, things, rules.links)
    well_formed = [
        *audit_structure(page, article.language if article else ""),
        *unreadable,
        *audit_data(page, graphs),
        *audit_authorship_data(page, things, article),
        *(
            audit_card(page, inventory.own, made)
            if made
            else audit_picture(page, things, article, rules.links)
        ),
        *unlike,
    ]
    record.note(WELL_FORMED, page.name, well_formed)
    targets, unfilled = inside(led)
    targets += named
    record.add(LEADING, 0, len(unfilled), ((page.name, problem) for problem in unfilled))
    linked, unvetted = audit_vetted(page, rules)
    unvetted += audit_leading(page, rules.links, rules.directory)
    unvetted += audit_evidence(page, rules.directory)
    if page.name in rules.directory.handouts:
        unvetted += audit_handout(page, rules.approved, rules.links)
    found = ((page.name, problem) for problem in unvetted)
    record.add(VETTED, linked - len(unvetted), linked, found)
    return targets


def _audit_article(page: Page, article: Article, rules: Rules, record: Record) -> None:
    boxes = find_boxes(page.tree)
    disclaimed = audit_boxes(boxes, article, rules.approved, rules.links)
    record.note(DISCLAIMED, page.name, disclaimed)
    dated = [*audit_top(boxes, article), *audit_robots(page, article)]
    record.note(DATED, page.name, dated)
    signed = [
        *audit_byline(page, article),
        *audit_reviewer(page, article),
        *audit_credit(page.tree, article.credit),
    ]
    record.note(SIGNED, page.name, signed)
    of, problems = audit_callouts(page.tree, article, rules.approved)
    faulty = len({problem.quote for problem in problems})
    record.add(CARED, max(of - faulty, 0), of, [(page.name, problem) for problem in problems])
    for box in boxes["sources"]:
        of, problems = audit_sources(box, rules.approved.retracted)
        found = [(page.name, problem) for problem in problems]
        record.add(SOURCED, of - len({p.quote for _, p in found}), of, found)


def audit_named(
    page: Page, things: Iterable[Thing], links: Links
) -> tuple[list[Target], list[Problem]]:
    """Return where the data for search engines lead, here, and the other sites they alone name."""
    urls = [url for thing in things if (url := str(thing.get("url", "")))]
    # The pages above this one, each by its address alone.
    items = [thing.get("item") for thing in things]
    urls += [str(item["@id"]) for item in items if isinstance(item, dict) and "@id" in item]
    targets = [links.resolve(page.name, url) for url in urls]
    if not any(target.scheme for target in targets):
        return targets, []
    led = {reference.value for reference in page.references}
    return (
        [target for target in targets if not target.scheme],
        [Problem(UNLIKE, quote=t.href) for t in targets if t.scheme and t.href not in led],
    )


def asks_to_be_left_out(page: Page) -> bool:
    """Tell whether a page asks search engines to leave it out."""
    # “none” stands for noindex and nofollow.
    return not page.robots.isdisjoint({"noindex", "none"})


def audit_robots(page: Page, article: Article) -> Iterator[Problem]:
    """Yield a problem unless search engines are asked to leave out a page that lapsed, only."""
    left_out = asks_to_be_left_out(page)
    if article.lapsed and not left_out:
        yield Problem(N_("nobody reviewed this page for long: it must ask not to be found."))
    if article.status == PUBLISHED and left_out:
        yield Problem(N_("this page asks not to be found, although it is published."))


def audit_listed(page: Page, rules: Rules) -> list[Problem]:
    """Return a problem for each hidden article that a list leads to; a doctor's own text may."""
    inventory = rules.inventory
    own = page.name in inventory.by_page or page.name in inventory.redirects
    if own or page.name.startswith(DRAFTS) or not inventory.hidden:
        return []
    places = _LISTS if page.name in inventory.pages else "a[href]"
    led = (node.attributes.get("href") or "" for node in page.tree.css(places))
    files = {rules.links.resolve(page.name, href).file for href in led}
    return [
        Problem(N_("a list leads to an article that is hidden."), quote=article.source)
        for article in inventory.hidden
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
    numbers = frozenset(f"tel:{number}" for number in rules.approved.numbers)
    linked = {
        href
        for node in page.tree.css(places)
        for href in [node.attributes.get("href") or ""]
        if rules.links.resolve(page.name, href).scheme not in inside
    }
    # An emergency number is no community, unless its line was vetted.
    linked -= numbers - rules.approved.communities
    return len(linked), [
        Problem(N_("a community is linked although its vetting is not in force."), quote=href)
        for href in sorted(linked - rules.approved.communities)
    ] + [*audit_phones(page, rules.approved), *_audit_professionals(page, rules)]


def _audit_professionals(page: Page, rules: Rules) -> Iterator[Problem]:
    """Yield the communities of professionals to which a box for patients leads."""
    approved, directory = rules.approved, rules.directory
    if not approved.professionals:
        return
    sites = {approved.by_id[id_] for id_ in approved.professionals}
    places = _DIRECTORY if page.name in directory.for_patients else _BOX
    for href in {node.attributes.get("href") or "" for node in page.tree.css(places)}:
        if href in sites or rules.links.resolve(page.name, href).file in directory.professionals:
            yield Problem(N_("a community of professionals is shown to patients."), quote=href)


def audit_entry(
    article: Article, text: str, summary: str, rules: Rules, places: Places
) -> list[Problem]:
    """Return what is wrong with an article as a feed carries it."""
    page = read_page(article.page, text.encode("utf-8", "replace"))
    boxes = find_boxes(page.tree)
    problems = [
        *audit_boxes(boxes, article, rules.approved, rules.links),
        *audit_top(boxes, article),
        *audit_credit(page.tree, article.credit),
    ]
    for box in boxes["sources"]:
        problems += audit_sources(box, rules.approved.retracted)[1]
    problems += audit_callouts(page.tree, article, rules.approved)[1]
    problems += audit_vetted(page, rules)[1]
    problems += audit_characters(page)
    problems += audit_words(page, rules.declared)
    for part in (page, read_page(article.page, summary.encode("utf-8", "replace"))):
        led = rules.links.follow(part)
        targets, unfilled = inside(led)
        problems += [*audit_privacy(part, led), *unfilled, *audit_targets(targets, places)[1]]
        problems += (
            Problem(N_("a link of the feed leads nowhere outside the page."), quote=r.value)
            for r in part.references
            if not r.value.startswith(WHOLE)
        )
    return problems
