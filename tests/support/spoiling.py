"""Spoil one thing of a site that passed, and hear what the audit says of it."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from audit import Audit, audit
from audit.declared import STATEMENT
from audit.pages import EarlyLook, Look, read_rules
from plugins.shared.problems import describe
from tests.support.sites import DEMO

TODAY = date(2026, 11, 22)
NEXT_BUILD = date(2026, 11, 29)
PAGE = "sla/index.html"


_EARLY: dict[tuple[object, ...], EarlyLook] = {}


def _early(site: Path, today: date, next_build: date | None) -> EarlyLook:
    """Return what was seen of the pages of sites that declare the same, by the same code."""
    statement = site / STATEMENT
    declared = statement.read_bytes() if statement.is_file() else b""
    key = (declared, today, next_build, os.environ.get("MUTANT_UNDER_TEST", ""))
    if key not in _EARLY:
        _EARLY[key] = EarlyLook(Look(read_rules(site, DEMO, today, next_build)), {})
    return _EARLY[key]


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
    as long as it has the same bytes, as in a build (``tests/audit/test_parallel.py``).
    """
    early = _early(site, today, next_build) if content == DEMO else None
    for path in site.rglob("*.html") if early else ():
        name = path.relative_to(site).as_posix()
        if early and name not in early.pages and path.is_file() and not path.is_symlink():
            early.pages[name] = early.look.at(name, path.read_bytes())
    return audit(site, content, today, next_build=next_build, drafts=drafts, early=early)


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
