"""Read one Markdown text as a build does, with the kit's own reader and nothing else of Pelican."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pelican.settings import DEFAULT_CONFIG

from plugins.reader.plugin import FrontMatterReader
from plugins.shared.cache import Cache
from plugins.shared.problems import ERROR, Problem, Report
from plugins.sources.calls import CitationCalls

HEADER = "---\ntitle: Essai\ndate: 2026-10-01\n---\n"
# On which line a text begins.
FIRST = HEADER.count("\n") + 1
MARKDOWN: dict[str, Any] = {"extensions": [CitationCalls()], "output_format": "html5"}


@dataclass(frozen=True)
class Reading:
    """What the reader made of a text: its HTML, and all that it noted."""

    html: str
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> list[tuple[int, str]]:
        """Return what stops a publication: its line in the text, from 1, and what is wrong."""
        return [_said(problem) for problem in self.problems if problem.level == ERROR]

    @property
    def remarks(self) -> list[tuple[int, str]]:
        """Return what is only remarked upon."""
        return [_said(problem) for problem in self.problems if problem.level != ERROR]


def _said(problem: Problem) -> tuple[int, str]:
    return problem.line - FIRST + 1, problem.what.format(**problem.values)


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp())


def read(text: str, header: str = HEADER) -> Reading:
    """Return what the reader makes of the text of an article."""
    report = Report()
    settings = DEFAULT_CONFIG | {
        "MARKDOWN": MARKDOWN,
        "DEFAULT_LANG": "fr",
        "PATH": str(_folder()),
        "PAGE_PATHS": ["pages"],
        "BUILD_DAY": date(2026, 11, 22),
        "REPORT": report,
        "KEPT": Cache("", _folder()),
    }
    file = _folder() / "essai.md"
    file.write_bytes(f"{header}{text}".encode("utf-8", "surrogatepass"))
    html, _ = FrontMatterReader(settings).read(str(file))
    return Reading(html, report.of("essai.md"))
