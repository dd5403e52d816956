"""Let nothing unsafe be written: the half of the gate that is inside the build.

Last in ``PLUGINS``. When every article is ready and before any page is written,
it prints all that was noted, by file and line, in the blog's language, and stops
with exit status 1 if anything forbids publishing. What Pelican itself complains
of counts too: left to itself, it drops an article it cannot read and succeeds.
A site that passed says so in ``build.json``.

The other half, ``plugins.gate.audit``, reads the finished folder from outside.
"""

from __future__ import annotations

import json
import logging
import posixpath
import sys
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pelican import ArticlesGenerator, PagesGenerator, signals

from plugins.articles import every_article
from plugins.phrases import translator
from plugins.problems import Problem, Report

from .core import (
    MISPLACED,
    UNREAD,
    broken_links,
    collisions,
    complaint,
    misplaced,
    unread,
    verdict,
)

STATEMENT = "build.json"


class BuildStopped(SystemExit):
    """The build ends here, with the reasons printed and exit status 1."""


class _Complaints(logging.Handler):
    """Keeps what Pelican complains of, to be said with the rest, in order."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[tuple[str, Problem]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        found = complaint(str(record.msg), record.args, record.getMessage())
        if found:
            self.found.append(found)


def _listen(pelican: Any) -> None:
    complaints = _Complaints()
    pelican.settings["COMPLAINTS"] = complaints
    root = logging.getLogger()
    for handler in root.handlers:
        # Pelican's own console: its complaints are printed by the gate instead.
        handler.setLevel(logging.CRITICAL)
    root.addHandler(complaints)


def stop_on_problems(generators: list[Any]) -> None:
    """Print what was noted; stop before anything is written if it forbids publishing."""
    articles = next(g for g in generators if isinstance(g, ArticlesGenerator))
    pages = next(g for g in generators if isinstance(g, PagesGenerator))
    settings, context, folder = articles.settings, articles.context, Path(articles.path)
    read = context["generated_content"]
    places = [*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"]]
    report: Report = settings["REPORT"]
    for path in unread(folder, places, lambda name: read.get(name) is not None):
        report.add(path, [UNREAD])
    for path in misplaced(folder, places):
        report.add(path, [MISPLACED])
    written = [*every_article(articles), *pages.pages, *pages.translations, *pages.hidden_pages]
    taken = [(name, settings[f"{name.upper()}_SAVE_AS"]) for name in ("index", "archives")]
    for path, problem in collisions(
        [*taken, *sorted((c.relative_source_path, c.save_as) for c in written if c.save_as)]
    ):
        report.add(path, [problem])
    for content in written:
        found = broken_links(
            content._content,
            partial(_status_of, content, context),
            is_draft=content.status == "draft",
        )
        report.add(content.relative_source_path, found)
    _finish(settings)


def _status_of(content: Any, context: Any, kind: str, target: str) -> str | None:
    """Return the status of what a link of an article or page leads to."""
    path = unquote(unescape(target))
    path = path[1:] if path.startswith("/") else posixpath.join(content.relative_dir, path)
    path = posixpath.normpath(path)
    if kind != "filename":
        there = Path(content.settings["PATH"], path).is_file()
        return "published" if there and not path.startswith("..") else None
    linked = context["generated_content"].get(path)
    return str(linked.status) if linked else None


def stop_on_complaints(pelican: Any) -> None:
    """Stop once more if Pelican complained while it wrote; say that the site passed if not."""
    settings = pelican.settings
    if settings["COMPLAINTS"].found:
        settings["REPORT"] = Report()
        _finish(settings)
    passed = json.dumps({"day": settings["BUILD_DAY"].isoformat(), "gate": "passed"})
    Path(settings["OUTPUT_PATH"], STATEMENT).write_text(f"{passed}\n", "utf-8")


def _finish(settings: Any) -> None:
    report: Report = settings["REPORT"]
    complaints = settings["COMPLAINTS"]
    folder = Path(settings["PATH"])
    for path, problem in complaints.found:
        inside = Path(path).is_relative_to(folder)
        report.add(Path(path).relative_to(folder).as_posix() if inside else path, [problem])
    complaints.found.clear()
    said = verdict(report, folder, translator(settings["DEFAULT_LANG"]))
    if report.errors:
        raise BuildStopped(said)
    if said:
        sys.stderr.write(f"{said}\n")


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_listen)
    signals.all_generators_finalized.connect(stop_on_problems)
    signals.finalized.connect(stop_on_complaints)
