"""Spoil one thing of a site that passed, and hear what the audit says of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from conftest import DEMO

from commands.audit import audit
from plugins.problems import describe

TODAY = date(2026, 11, 22)
NEXT_BUILD = date(2026, 11, 29)
PAGE = "sla/index.html"


def findings(
    site: Path,
    content: Path = DEMO,
    today: date = TODAY,
    next_build: date | None = NEXT_BUILD,
    *,
    drafts: bool = False,
) -> list[str]:
    """Return what the audit says of a folder, as text."""
    found = audit(site, content, today, next_build=next_build, drafts=drafts).findings
    return describe(found).splitlines()


def said(site: Path, content: Path = DEMO) -> set[tuple[str, str]]:
    """Return what the audit says of each page: its path, and what is wrong."""
    return {
        (path, problem.what.format(**problem.values))
        for path, problem in audit(site, content, TODAY, next_build=NEXT_BUILD).findings
    }


def spoil(page: Path, old: str, new: str, count: int = 1) -> None:
    """Change one thing in a page, and be sure that it was there."""
    html = page.read_text("utf-8")
    assert old in html
    page.write_text(html.replace(old, new, count), "utf-8")
