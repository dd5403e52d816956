"""Read the finished folder from outside, and trust none of the plugins.

What must be there is worked out from the content folder and from the kit's data files by readers
of this package's own. Every rule is thus written twice, once in the plugins and once here, and
that is deliberate: a plugin that never ran, was renamed or went wrong cannot hide from code that
it shares nothing with. Only the way problems are worded (``plugins.problems``) is common;
``tests/test_rules.py`` holds it. ``docs/audit.md`` lists the invariants.

Each page is parsed once, by the parser of a browser's kind (lexbor), and walked through once; the
time is linear in what was written, whatever was written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from plugins.problems import N_, Phrase, Problem

from .approved import Approved, read_approved
from .boxes import audit_boxes, audit_sources, find_boxes
from .expected import DRAFT, PUBLISHED, Article, Promise, read_promise
from .feeds import WHOLE, audit_feeds
from .files import audit_images, walk
from .links import Links, Target, audit_anchors, audit_links
from .page import Page, read_page
from .presence import audit_presence, audit_strays
from .privacy import audit_policy, audit_privacy
from .structure import audit_characters, audit_data, audit_structure
from .styles import audit_styles

__all__ = ["Audit", "Proven", "audit"]

_STATEMENT = "build.json"

HAVE_PAGES = N_("articles and pages of the content folder that have their page, and no other page")
KEPT_BACK = N_("drafts kept off the site")
DISCLAIMED = N_(
    "articles whose disclaimer is seen, word for word as approved, with all their boxes"
)
SOURCED = N_("sources that can be found again, retracted ones said to be")
VETTED = N_("links to communities, all vetted, today and until the next build")
IN_FEEDS = N_("entries of feeds, each with its boxes, and the newest articles all there")
PRIVATE = N_("pages where nothing runs, asks, or tells another site of the visit")
GUARDED = N_("pages that carry the approved security policy")
LEADING = N_("links inside the blog that lead where they say")
WELL_FORMED = N_("pages whose HTML a browser has nothing to repair in")
STYLED = N_("style sheets that hide no box")
ORDINARY = N_("files, all of known kinds, none empty")
AS_GIVEN = N_("images and documents, the very ones you gave")

# As the report tells them: the articles first.
_TOLD = (
    HAVE_PAGES,
    KEPT_BACK,
    DISCLAIMED,
    SOURCED,
    VETTED,
    IN_FEEDS,
    PRIVATE,
    GUARDED,
    LEADING,
    WELL_FORMED,
    STYLED,
    ORDINARY,
    AS_GIVEN,
)

Finding = tuple[str, Problem]


@dataclass(frozen=True)
class Proven:
    """One thing that was proven, how many times, and out of how many."""

    what: Phrase
    count: int
    of: int = 0

    @property
    def holds(self) -> bool:
        """Tell whether it is true of all that was looked at."""
        return self.count >= self.of


@dataclass(frozen=True)
class Audit:
    """What the audit of a finished folder found, and what it proved.

    ``findings`` name the page; ``articles`` gives the source of each published article's page.
    """

    findings: list[Finding]
    proven: list[Proven]
    articles: dict[str, str]


@dataclass
class _Record:
    """What was looked at so far: the findings, and the count of what held, by what it proves."""

    findings: list[Finding] = field(default_factory=list)
    counts: dict[Phrase, list[int]] = field(default_factory=lambda: {w: [0, 0] for w in _TOLD})

    def note(self, what: Phrase, name: str, problems: Iterable[Problem], count: int = 1) -> None:
        """Note one look at a page: what it proves, and what was found there."""
        found = list(problems)
        self.findings += ((name, problem) for problem in found)
        self.add(what, 0 if found else count, count)

    def add(self, what: Phrase, good: int, of: int, findings: Iterable[Finding] = ()) -> None:
        """Add to what is proven, with what was found elsewhere."""
        self.findings += findings
        self.counts[what][0] += good
        self.counts[what][1] += of


@dataclass(frozen=True)
class _Rules:
    """What every page is held against."""

    promise: Promise
    by_page: dict[str, Article]
    approved: Approved
    links: Links


def audit(
    site: Path,
    content: Path,
    today: date,
    *,
    next_build: date | None = None,
    drafts: bool = False,
) -> Audit:
    """Return everything unsafe in a finished site, by page, and what was proven of it.

    ``site`` is the folder to be published, ``content`` the one it came from, ``today`` the day
    of the build, ``next_build`` that of the next planned one: what a vetting allows must hold
    until then. ``drafts``: the site is for the doctor's eyes, drafts have a page of their own.
    """
    promise = read_promise(content)
    approved = read_approved(promise, content, [today, *([next_build] if next_build else [])])
    files, odd = walk(site)
    rules = _Rules(promise, promise.by_page, approved, Links(promise.own, frozenset(files)))
    record = _Record()
    record.findings += _audit_statement(site, today)
    record.add(
        ORDINARY, len(files) - len({name for name, _ in odd} & files.keys()), len(files), odd
    )
    pages = [name for name in files if name.endswith(".html")]
    targets, ids = {}, {}
    for name in pages:
        page = read_page(name, files[name].read_bytes())
        targets[name] = _audit_page(page, rules, record)
        ids[name] = frozenset(page.ids)
    _audit_tree(files, rules, targets, record, drafts=drafts)
    for name, found in targets.items():
        record.findings += ((name, problem) for problem in audit_anchors(found, ids))
    _audit_other_files(files, content, rules, ids, record)
    return Audit(
        findings=sorted(record.findings, key=lambda f: (f[0], f[1].what, f[1].quote)),
        proven=[Proven(what, good, of) for what, (good, of) in record.counts.items()],
        articles={
            a.page: a.source for a in promise.articles if a.status == PUBLISHED and a.page in files
        },
    )


def _audit_page(page: Page, rules: _Rules, record: _Record) -> list[Target]:
    """Hold one page against every rule; return where its links lead inside the site."""
    article = rules.by_page.get(page.name)
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


def _audit_article(page: Page, article: Article, rules: _Rules, record: _Record) -> None:
    boxes = find_boxes(page.tree)
    record.note(DISCLAIMED, page.name, audit_boxes(boxes, article, rules.approved))
    for box in boxes["sources"]:
        of, problems = audit_sources(box, rules.approved.retracted)
        found = [(page.name, problem) for problem in problems]
        record.add(SOURCED, of - len({p.quote for _, p in found}), of, found)


def audit_vetted(page: Page, rules: _Rules) -> tuple[int, list[Problem]]:
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


def _audit_tree(
    files: dict[str, Path],
    rules: _Rules,
    targets: dict[str, list[Target]],
    record: _Record,
    *,
    drafts: bool,
) -> None:
    """Note what is missing from the whole folder, and what has no business there."""
    promise = rules.promise
    led = {name: {t.file for t in found if t.file} for name, found in targets.items()}
    strays = list(audit_strays(files, promise, led, drafts=drafts))
    missing = list(audit_presence(files, promise, drafts=drafts))
    expected = {*rules.by_page, *promise.pages}
    there = 0 if strays else len(expected & files.keys())
    record.add(HAVE_PAGES, there, len(expected), [*missing, *strays])
    kept = [article.page for article in promise.articles if article.status == DRAFT]
    record.add(KEPT_BACK, len([page for page in kept if page not in files]), len(kept))


def _audit_other_files(
    files: dict[str, Path],
    content: Path,
    rules: _Rules,
    ids: dict[str, frozenset[str]],
    record: _Record,
) -> None:
    """Note what the feeds, style sheets, drawings and images hold."""

    def audit_content(article: Article, text: str, summary: str) -> list[Problem]:
        return _audit_entry(article, text, summary, rules, ids)

    feeds = audit_feeds(files, rules.promise, rules.links, audit_content)
    record.add(IN_FEEDS, feeds.good, feeds.count, feeds.problems)
    for name, path in files.items():
        if name.endswith(".css"):
            css = path.read_bytes().decode("utf-8", "replace")
            record.note(STYLED, name, audit_styles(css))
        elif name.lower().endswith(".svg"):
            drawing = read_page(name, path.read_bytes())
            record.note(PRIVATE, name, audit_privacy(drawing, rules.links.follow(drawing)))
    good, changed = audit_images(files, content)
    record.add(AS_GIVEN, good, good + len(changed), changed)


def _audit_entry(
    article: Article, text: str, summary: str, rules: _Rules, ids: dict[str, frozenset[str]]
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


def _audit_statement(site: Path, today: date) -> Iterable[Finding]:
    """Yield a finding unless the gate inside the build passed the site, on that day."""
    statement = site / _STATEMENT
    try:
        said = json.loads(statement.read_bytes())
        passed = said["gate"] == "passed" and said["day"] == today.isoformat()
    except (OSError, ValueError, KeyError, TypeError):
        passed = False
    if not passed:
        yield (
            statement.name,
            Problem(
                N_("this site did not pass all the checks on {day}."),
                values={"day": today.isoformat()},
            ),
        )
