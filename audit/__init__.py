"""Read the finished folder from outside, and trust none of the plugins.

What must be there is worked out from the content folder and from the kit's data files by readers
of this package's own. Every rule is thus written twice, once in the plugins and once here, and
that is deliberate: a plugin that never ran, was renamed or went wrong cannot hide from code that
it shares nothing with. Only the way problems are worded (``plugins.shared.problems``) is common;
``tests/test_rules.py`` holds it. ``docs/audit.md`` lists the invariants.

Each page is parsed once, by the parser of a browser's kind (lexbor), and walked through once; or
not at all where a build saw these very bytes before, by the same rules (:mod:`.kept`). The time is
linear in what was written, whatever was written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from plugins.shared.problems import N_, Problem

from .communities_json import FILE as COMMUNITIES
from .communities_json import audit_communities_json
from .completeness import audit_completeness, audit_early_images, audit_strays
from .declared import PICTURE, STATEMENT, read_declared
from .expiry import Change, next_change
from .feeds import audit_feeds
from .files import audit_images, walk
from .inventory import DRAFT, PUBLISHED, Article, Inventory
from .kept import Kept
from .leaflets import audit_leaflets, declared_leaflets
from .links import Places, audit_targets
from .page import read_page
from .pages import EarlyLook, Look, Rules, Seen, audit_entry, digest, read_rules
from .pictures import audit_shared
from .privacy import audit_privacy
from .redirects import audit_redirects_file, has_page
from .reduced import audit_reduced
from .results import (
    AS_GIVEN,
    CHECKS,
    GIVEN_AWAY,
    HAVE_PAGES,
    IN_FEEDS,
    KEPT_BACK,
    LEADING,
    MAPPED,
    ORDINARY,
    PRIVATE,
    SEARCHED,
    STYLED,
    TAKEN_AWAY,
    Finding,
    PassCount,
    Record,
)
from .search import audit_search
from .sitemap import audit_sitemap
from .styles import audit_sheet
from .web_manifest import audit_web_manifest

__all__ = ["Audit", "PassCount", "audit"]


@dataclass(frozen=True)
class Audit:
    """What the audit of a finished folder found, and what it proved.

    ``findings`` name the page; ``articles`` gives the source of each published article's page,
    also where the article left the lists for want of a review; ``sources``, that of every page;
    ``planned``, the day of each article that waits for it, by its source; ``next_change``, what
    would be different first if nobody built the site again; ``former``, the pages that lead on.
    """

    findings: list[Finding]
    proven: list[PassCount]
    articles: dict[str, str]
    sources: dict[str, str] = field(default_factory=dict)
    planned: dict[str, date] = field(default_factory=dict)
    next_change: Change | None = None
    former: frozenset[str] = frozenset()

    @property
    def pages(self) -> dict[str, str]:
        """Return the source of each page of the doctor's own."""
        own = {page: text for page, text in self.sources.items() if text.startswith("pages/")}
        return {page: text for page, text in own.items() if page not in self.former}


def audit(  # noqa: PLR0913
    site: Path,
    content: Path,
    today: date,
    *,
    next_build: date | None = None,
    drafts: bool = False,
    early: EarlyLook | None = None,
    kept: Kept | None = None,
) -> Audit:
    """Return everything unsafe in a finished site, by page, and what was proven of it.

    ``site`` is the folder to be published, ``content`` the one it came from, ``today`` the day
    of the build, ``next_build`` that of the next planned one: what a vetting allows must hold
    until then. ``drafts``: the site is for the doctor's eyes, drafts have a page of their own.
    ``early``: what was seen while the site was being written, by the same rules; only what was
    seen of the very bytes that are there in the end counts. ``kept``: what an earlier audit saw.
    """
    said = read_declared(site)
    if early and early.look.rules.declared != said:
        early = None
    look, looked = early or (Look(read_rules(site, content, today, next_build), kept), {})
    rules = look.rules
    files, odd = walk(site)
    seen = {
        name: _seen(name, path.read_bytes(), look, looked)
        for name, path in files.items()
        if name.endswith(".html")
    }
    record = Record()
    for page in seen.values():
        record.merge(page.record)
    record.findings += _audit_statement(site, today)
    record.add(
        ORDINARY, len(files) - len({name for name, _ in odd} & files.keys()), len(files), odd
    )
    _audit_tree(files, content, rules, seen, record, drafts=drafts)
    places = {name: seen[name].ids if name in seen else None for name in files}
    for name, page in seen.items():
        good, lost = audit_targets(page.targets, places)
        record.add(LEADING, good, len(page.targets), ((name, problem) for problem in lost))
    _audit_other_files(files, content, rules, places, record, kept)
    pictures = {pair for page in seen.values() for pair in page.pictures}
    record.add(AS_GIVEN, 0, 0, audit_reduced(files, pictures, kept))
    if kept:
        kept.save()
    given = audit_communities_json(
        files,
        rules.inventory,
        rules.approved,
        rules.days,
        rules.declared.files.get(COMMUNITIES, ""),
    )
    record.add(GIVEN_AWAY, given.good, given.count, given.problems)
    found = {name for name, page in seen.items() if page.lets_itself_be_found}
    listed = found - {article.page for article in rules.inventory.hidden}
    answers = audit_search(files, said.search, listed, rules.directory, rules.approved)
    record.add(SEARCHED, answers.good, answers.count, answers.problems)
    mapped = audit_sitemap(files, found, rules, today)
    record.add(MAPPED, mapped.good, mapped.count, mapped.problems)
    return Audit(
        findings=sorted(record.findings, key=lambda f: (f[0], f[1].what, f[1].quote)),
        proven=[PassCount(what, *record.counts.get(what, (0, 0))) for what in CHECKS],
        articles={
            a.page: a.source
            for a in rules.inventory.articles
            if (a.status == PUBLISHED or (a.lapsed and not a.planned)) and a.page in files
        },
        sources=_sources_of(rules.inventory),
        planned={a.source: a.day for a in rules.inventory.articles if a.planned},
        next_change=next_change(rules.inventory, rules.approved, today),
        former=frozenset(rules.inventory.redirects),
    )


def _sources_of(inventory: Inventory) -> dict[str, str]:
    """Return the file of the content folder that each page is made from, drafts too."""
    former = {page: one.source for page, one in inventory.redirects.items()}
    own = {article.page: article.source for article in inventory.articles}
    return former | inventory.pages | own


def _seen(name: str, data: bytes, look: Look, looked: Mapping[str, Seen]) -> Seen:
    """Return what is to be seen on a page; what was seen early, if it has not changed since."""
    seen = looked.get(name)
    return seen if seen and seen.digest == digest(data) else look.at(name, data)


def _audit_tree(  # noqa: PLR0913
    files: dict[str, Path],
    content: Path,
    rules: Rules,
    seen: dict[str, Seen],
    record: Record,
    *,
    drafts: bool,
) -> None:
    """Note what is missing from the whole folder, and what has no business there."""
    inventory = rules.inventory
    led = {name: {target.file for target in page.targets} for name, page in seen.items()}
    strays = list(audit_strays(files, inventory, rules.directory, led, drafts=drafts))
    missing = list(audit_completeness(files, inventory, rules.directory, drafts=drafts))
    missing += [] if drafts else audit_early_images(files, content, inventory)
    missing += audit_redirects_file(files, inventory.redirects, inventory.own)
    expected = {*rules.inventory.by_page, *inventory.pages, *rules.directory.pages}
    expected |= {page for page in inventory.redirects if has_page(page)}
    there = 0 if strays else len(expected & files.keys())
    record.add(HAVE_PAGES, there, len(expected), [*missing, *strays])
    kept = [article.page for article in inventory.articles if article.status == DRAFT]
    early = files.keys() - {*inventory.by_page, *inventory.pages}
    record.add(KEPT_BACK, len([page for page in kept if page not in early]), len(kept))
    leaflets = declared_leaflets(rules.declared.files)
    wrong = audit_leaflets(files, leaflets, inventory, rules.approved, led)
    record.add(TAKEN_AWAY, len(leaflets.keys() - {name for name, _ in wrong}), len(leaflets), wrong)


def _audit_other_files(  # noqa: PLR0913, PLR0917
    files: dict[str, Path],
    content: Path,
    rules: Rules,
    places: Places,
    record: Record,
    kept: Kept | None,
) -> None:
    """Note what the feeds, style sheets, drawings and images hold."""

    def audit_content(article: Article, text: str, summary: str) -> list[Problem]:
        return audit_entry(article, text, summary, rules, places)

    feeds = audit_feeds(files, rules.inventory, rules.links, audit_content)
    record.add(IN_FEEDS, feeds.good, feeds.count, feeds.problems)
    for name, path in files.items():
        if name.endswith(".css"):
            found = _of_a_sheet(name, path.read_bytes(), kept)
            record.add(STYLED, not found, 1, found)
        elif name.lower().endswith(".svg"):
            drawing = read_page(name, path.read_bytes())
            record.note(PRIVATE, name, audit_privacy(drawing, rules.links.follow(drawing)))
    drawn = {n: digest for n, digest in rules.declared.files.items() if n.endswith(PICTURE)}
    own = {*drawn, *declared_leaflets(rules.declared.files)}
    given = {name: path for name, path in files.items() if name not in own}
    good, changed = audit_images(given, content, kept)
    title = str(rules.inventory.settings.get("blog", {}).get("title", ""))
    odd = [*audit_shared(files, drawn), *audit_web_manifest(files, title)]
    record.add(ORDINARY, 0, 0, odd)
    record.add(AS_GIVEN, good, good + len(changed), changed)


def _of_a_sheet(name: str, data: bytes, kept: Kept | None) -> list[Finding]:
    """Return what is wrong with a style sheet: nothing if nothing was with the same bytes."""
    key = f"sheet {digest(data).hex()}"
    if kept and kept.get(key):
        return []
    found = list(audit_sheet(name, data.decode("utf-8", "replace")))
    if kept and not found:
        kept.put(key, True)
    return found


def _audit_statement(site: Path, today: date) -> Iterable[Finding]:
    """Yield a finding unless the gate inside the build passed the site, on that day."""
    statement = site / STATEMENT
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
