"""Spoil one thing of a site that passed, and hear what the audit says of it."""

from __future__ import annotations

import os
from datetime import date
from functools import cache
from pathlib import Path

from audit import Audit, audit
from audit.pages import Ahead, audit_page, read_rules
from plugins.shared.problems import describe
from tests.support.sites import DEMO

TODAY = date(2026, 11, 22)
NEXT_BUILD = date(2026, 11, 29)
PAGE = "sla/index.html"


@cache
def _ahead(today: date, next_build: date | None, mutant: str) -> Ahead:
    """Return what was seen, by the code as it is or by one ``mutant`` of it."""
    return Ahead(read_rules(DEMO, today, next_build), {})


def audited(
    site: Path,
    content: Path = DEMO,
    today: date = TODAY,
    next_build: date | None = NEXT_BUILD,
    *,
    drafts: bool = False,
) -> Audit:
    """Return the audit of a folder.

    The pages of the demonstration are looked at once for all tests: what was seen of a page counts
    as long as it has the same bytes, as in a build (``test_audit_ahead.py``).
    """
    mutant = os.environ.get("MUTANT_UNDER_TEST", "")
    ahead = _ahead(today, next_build, mutant) if content == DEMO else None
    for path in site.rglob("*.html") if ahead else ():
        name = path.relative_to(site).as_posix()
        if ahead and name not in ahead.pages and path.is_file() and not path.is_symlink():
            ahead.pages[name] = audit_page(name, path.read_bytes(), ahead.rules)
    return audit(site, content, today, next_build=next_build, drafts=drafts, ahead=ahead)


def findings(
    site: Path,
    content: Path = DEMO,
    today: date = TODAY,
    next_build: date | None = NEXT_BUILD,
    *,
    drafts: bool = False,
) -> list[str]:
    """Return what the audit says of a folder, as text."""
    found = audited(site, content, today, next_build, drafts=drafts).findings
    return describe(found).splitlines()


def said(site: Path, content: Path = DEMO) -> set[tuple[str, str]]:
    """Return what the audit says of each page: its path, and what is wrong."""
    return {
        (path, problem.what.format(**problem.values))
        for path, problem in audited(site, content).findings
    }


def spoil(page: Path, old: str, new: str, count: int = 1) -> None:
    """Change one thing in a page, and be sure that it was there."""
    html = page.read_text("utf-8")
    assert old in html
    page.write_text(html.replace(old, new, count), "utf-8")
