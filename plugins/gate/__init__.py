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
import sys
from pathlib import Path
from typing import Any

from pelican import ArticlesGenerator, signals

from plugins.phrases import translator
from plugins.problems import N_, Problem, Report

from .core import UNREAD, unread, verdict

STATEMENT = "build.json"


class BuildStopped(SystemExit):
    """The build ends here, with the reasons printed and exit status 1."""


class _Complaints(logging.Handler):
    """Keeps what Pelican complains of, to be said with the rest, in order."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.messages.append(record.getMessage())


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
    generator = next(g for g in generators if isinstance(g, ArticlesGenerator))
    settings = generator.settings
    read = generator.context["generated_content"]
    places = [*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"]]
    report: Report = settings["REPORT"]
    for path in unread(Path(generator.path), places, lambda name: read.get(name) is not None):
        report.add(path, [UNREAD])
    _finish(settings)


def stop_on_complaints(pelican: Any) -> None:
    """Stop once more if Pelican complained while it wrote."""
    settings = pelican.settings
    if settings["COMPLAINTS"].messages:
        settings["REPORT"] = Report()
        _finish(settings)
    passed = json.dumps({"day": settings["BUILD_DAY"].isoformat(), "gate": "passed"})
    Path(settings["OUTPUT_PATH"], STATEMENT).write_text(f"{passed}\n", "utf-8")


def _finish(settings: Any) -> None:
    report: Report = settings["REPORT"]
    messages = settings["COMPLAINTS"].messages
    report.add(
        "Pelican",
        [
            Problem(
                N_("Pelican, which makes the site, says: {message}"),
                N_("If it is not clear, send this line to whoever looks after your blog."),
                {"message": text},
            )
            for text in messages
        ],
    )
    messages.clear()
    said = verdict(report, Path(settings["PATH"]), translator(settings["DEFAULT_LANG"]))
    if report.errors:
        raise BuildStopped(said)
    if said:
        sys.stderr.write(f"{said}\n")


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_listen)
    signals.all_generators_finalized.connect(stop_on_problems)
    signals.finalized.connect(stop_on_complaints)
