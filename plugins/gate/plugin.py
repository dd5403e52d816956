"""Connect the step ``gate`` to Pelican."""

from __future__ import annotations

import json
import logging
import os
import posixpath
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from functools import partial
from html import unescape
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pelican import ArticlesGenerator, PagesGenerator, signals
from pelican.urlwrappers import Category, Tag

from plugins.shared.articles import every_article, naming
from plugins.shared.cache import Kept
from plugins.shared.files import read_file
from plugins.shared.i18n import translator
from plugins.shared.problems import Problem, Report, render, verdict

from .core import (
    MISPLACED,
    TITLED,
    as_typed,
    collisions,
    complaint,
    findings,
    intrusions,
    is_echo,
    misplaced,
    on_its_line,
    same_titles,
    unread,
    without_page,
)
from .images import check_portrait
from .links import PUBLISHED, Target, broken_links, doubled_places
from .preflight import inspect
from .steps import PLUGINS, missing_steps, steps_left_out
from .words import certificate, key, lost

STATEMENT = "build.json"


class BuildStopped(SystemExit):
    """The build ends here, with the reasons told and exit status 1."""


class _Complaints(logging.Handler):
    """Keeps what Pelican complains of, to be said with the rest, in order."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: list[tuple[str, Problem]] = []
        self.statement: Path | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message; if it comes after the site passed, it has not passed."""
        found = complaint(str(record.msg), record.args, record.getMessage())
        if found:
            self.found.append(found)
            if self.statement:
                self.statement.unlink(missing_ok=True)


def listen() -> None:
    """From now on, keep what Pelican complains of: a plugin it cannot load, to begin with.

    Called by ``pelicanconf.py``, since plugins are loaded before any signal is sent.
    """
    _complaints()


def _complaints() -> _Complaints:
    """Return the one that listens to Pelican, there since the settings were read."""
    root = logging.getLogger()
    for handler in root.handlers:
        if isinstance(handler, _Complaints):
            return handler
    handler = _Complaints()
    root.addHandler(handler)
    return handler


def inspect_before_reading(pelican: Any) -> None:
    """Look at the plugins and at the files; stop here if reading on would be dangerous."""
    settings, root = pelican.settings, logging.getLogger()
    complaints = settings["COMPLAINTS"] = _complaints()
    # “pelican -q” would keep complaints from being heard.
    root.setLevel(min(root.level, logging.WARNING))
    for handler in root.handlers:
        if handler is not complaints:
            # Pelican's own console: its complaints are told by the gate instead.
            handler.setLevel(logging.CRITICAL)
    report: Report = settings.setdefault("REPORT", Report())
    alive = {
        (signal, receiver.__module__)
        for signal in chain.from_iterable(PLUGINS.values())
        for receiver in getattr(signals, signal).receivers_for(None)
    }
    incomplete = list(missing_steps(settings["PLUGINS"], alive, settings))
    report.add("pelicanconf.py", incomplete)
    settings["CACHE_CONTENT"] = settings["LOAD_CONTENT_CACHE"] = False
    # The plugin that makes it may be missing, or come after this one.
    kept = settings["KEPT"].of_site if "KEPT" in settings else Kept()
    inspection = inspect(Path(settings["PATH"]), kept)
    for path, problem in inspection.found:
        report.add(path, [problem])
    for path in inspection.closed:
        report.close(path)
    # Half a kit would break down later, over something that the doctor never wrote.
    if incomplete or inspection.halts:
        _finish(settings)


def stop_on_problems(generators: list[Any]) -> None:
    """Tell what was noted; stop before anything is written if it forbids publishing."""
    articles = next(g for g in generators if isinstance(g, ArticlesGenerator))
    pages = next(g for g in generators if isinstance(g, PagesGenerator))
    settings, context, folder = articles.settings, articles.context, Path(articles.path)
    read = context["generated_content"]
    places = [*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"]]
    report: Report = settings["REPORT"]
    for path, problem in unread(folder, places, lambda name: read.get(name) is not None):
        report.add(path, [problem])
    for path in misplaced(folder, places):
        report.add(path, [MISPLACED])
    written = [*every_article(articles), *pages.pages, *pages.translations]
    written += [*pages.hidden_pages, *pages.draft_pages, *pages.draft_translations]
    made = [settings[f"{name.upper()}_SAVE_AS"] for name in ("index", "archives")]
    # The pages of the communities and of the illnesses.
    made += [page.save_as for page in context.get("DIRECTORY", {}).values()]
    saved = sorted((c.relative_source_path, c.save_as) for c in written if c.save_as)
    drafts = {c.relative_source_path for c in written if c.status == "draft"}
    waiting = [(c.relative_source_path, _page_to_come(c)) for c in written if _planned(c)]
    public = [(path, page) for path, page in saved if path not in drafts] + waiting
    saved = sorted(saved + waiting)
    kept = intrusions(public, _kept_folders(settings))
    for path, problem in chain(collisions(saved, made), kept):
        report.add(path, [on_its_line(problem, read_file(folder / path)[0])])
    known = {
        "category": {category.slug for category, _ in articles.categories},
        "tag": {tag.slug for tag in articles.tags},
        # By the names they have: a disk may know a file by others, a host does not.
        "static": {
            file.relative_to(folder).as_posix() for file in (folder / PUBLISHED).rglob("*.*")
        },
    }
    report.add("blog.toml", check_portrait(settings["BLOG"].doctor.photo, known["static"]))
    titled = ((c.relative_source_path, c.lang, unescape(str(c.title))) for c in written)
    for path, problem in same_titles(sorted(titled)):
        report.add(path, [on_its_line(problem, read_file(folder / path)[0], TITLED)])
    of_originals = known | {
        "tag": {tag.slug for one in articles.articles for tag in getattr(one, "tags", ())}
    }
    for article in articles.translations:
        report.add(article.relative_source_path, without_page(_words_of(article), of_originals))
    for article in every_article(articles):
        prepared = getattr(article, "prepared", None)
        taken = tuple(prepared.results) if prepared else ()
        report.add(article.relative_source_path, steps_left_out(taken))
    words: dict[str, str] = {}
    settings["DECLARED"]["words"] = words
    for content in written:
        kept = settings["KEPT"].of(content.relative_source_path)
        with naming(content.relative_source_path):
            report.add(content.relative_source_path, _certify(content, words, kept))
        report.add(content.relative_source_path, doubled_places(content._content))
        for html in (content._content, content.metadata.get("summary") or ""):
            find = partial(_target, content, context, known)
            found = broken_links(html, find, online=_online(content))
            text = folder / content.relative_source_path
            report.add(content.relative_source_path, (as_typed(one, text) for one in found))
    settings["KEPT"].save_texts()
    _finish(settings)
    # Whoever looks at the pages as they come knows from now on which there will be.
    settings["COMPLAINTS"].statement = _state(settings, "writing")


def _words_of(article: Any) -> Iterator[tuple[str, str, str]]:
    """Yield the category and the key words of an article: kind, slug, word."""
    yield "category", article.category.slug, article.category.name
    for tag in getattr(article, "tags", ()):
        yield "tag", tag.slug, tag.name


def _certify(content: Any, words: dict[str, str], kept: Kept) -> Iterator[Problem]:
    """Declare the words of an article or page; yield those that it lost since it was read."""
    callouts = getattr(content, "callouts", None)
    taken = kept.call(
        lost,
        getattr(content, "as_typed", ""),
        content._content,
        boxes=bool(getattr(callouts, "kinds", ())),
        moved=getattr(callouts, "moved", None),
    )
    if taken:
        yield taken
    # Of a draft nothing is given away, not even how it begins.
    if content.save_as and content.status != "draft":
        words[key(content.save_as)] = kept.call(certificate, content._content)


def _kept_folders(settings: Any) -> set[str]:
    """Return the first folders of the addresses that the blog makes by itself."""
    patterns = [settings[f"{name}_SAVE_AS"] for name in ("CATEGORY", "TAG")]
    names = {pattern.partition("/")[0] for pattern in patterns}
    return names | {
        "drafts",
        "feeds",
        "page",
        "pagefind",
        settings["THEME_STATIC_DIR"],
        *settings["STATIC_PATHS"],
    }


def _target(
    content: Any, context: Any, known: dict[str, set[str]], kind: str, written: str
) -> Target | None:
    """Return what a link of an article or page leads to."""
    path = unquote(unescape(written))
    if kind in ("category", "tag"):
        wrapper = Category if kind == "category" else Tag
        return Target() if wrapper(path, content.settings).slug in known[kind] else None
    if kind == "index":
        return Target()
    path = path[1:] if path.startswith("/") else posixpath.join(content.relative_dir, path)
    path = posixpath.normpath(path)
    if kind in ("static", "attach"):
        return Target() if path in known["static"] else None
    linked = context["generated_content"].get(path) if kind == "filename" else None
    if linked is None:
        return None
    return Target(str(linked.status), linked._content, _planned(linked))


def _planned(content: Any) -> date | None:
    """Return the day that an article waits for."""
    day: date | None = getattr(content, "planned", None)
    return day


def _page_to_come(content: Any) -> str:
    """Return the page that an article will have from its day on."""
    own = content.lang == content.settings["DEFAULT_LANG"]
    pattern = content.settings["ARTICLE_SAVE_AS" if own else "ARTICLE_LANG_SAVE_AS"]
    return str(pattern.format(lang=content.lang, slug=content.slug))


def _online(content: Any) -> date | None:
    """Return the day from which readers see an article or page; ``None`` for a draft."""
    draft = content.status == "draft"
    return _planned(content) or (None if draft else content.settings["BUILD_DAY"])


def stop_on_complaints(pelican: Any) -> None:
    """Stop once more if Pelican complained while it wrote; say that the site passed if not."""
    settings = pelican.settings
    if settings["COMPLAINTS"].found:
        drafts = settings["REPORT"].drafts
        settings["REPORT"] = Report()
        settings["REPORT"].drafts = drafts
        _finish(settings)
    settings["COMPLAINTS"].statement = _state(settings, "passed")


def _state(settings: Any, gate: str) -> Path:
    """Write how far the build came, and what it says that it makes; return the file."""
    statement = Path(settings["OUTPUT_PATH"], STATEMENT)
    statement.parent.mkdir(parents=True, exist_ok=True)
    said = {
        "day": settings["BUILD_DAY"].isoformat(),
        "gate": gate,
        "declared": settings["DECLARED"],
    }
    statement.write_text(f"{json.dumps(said, sort_keys=True)}\n", "utf-8")
    return statement


def _finish(settings: Any) -> None:
    report: Report = settings["REPORT"]
    complaints = settings["COMPLAINTS"]
    folder = Path(settings["PATH"])
    told = bool(report.errors)
    for path, problem in complaints.found:
        if told and is_echo(problem):
            # The file and the line are told already; what is left is heard again next time.
            continue
        inside = Path(path).is_relative_to(folder)
        report.add(Path(path).relative_to(folder).as_posix() if inside else path, [problem])
    complaints.found.clear()
    say = translator(settings["DEFAULT_LANG"])
    messages = render(findings(report, folder), say)
    asked = os.environ.get("SERMENT_PROBLEMS")
    if asked:
        Path(asked).write_text(json.dumps([asdict(one) for one in messages]), "utf-8")
    elif messages and not report.errors:
        sys.stderr.write(f"{verdict(messages, say)}\n")
    if report.errors:
        raise BuildStopped(1 if asked else verdict(messages, say))


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(inspect_before_reading)
    signals.all_generators_finalized.connect(stop_on_problems)
    signals.finalized.connect(stop_on_complaints)
