"""Build the site aside, prove it, then put it in place.

The folder that is being read or published is never written to: a build that
fails, or is interrupted, leaves it as it was.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from audit import Audit
from audit.parallel import auditing
from commands.cli.console import Console
from commands.cli.crash import crash
from commands.cli.paths import Paths
from commands.cli.report import as_json as as_data
from commands.cli.report import github_annotations, in_words, proven_table
from commands.cli.runner import FAILED, run_exclusively
from commands.cli.trace import traced
from commands.releases.expiry import reminders
from commands.releases.removals import removals
from commands.releases.store import Release, remove
from plugins.shared.blog import BlogUnreadable
from plugins.shared.clock import build_day
from plugins.shared.problems import ERROR, N_, WARNING, Message, Phrase, located, render

from .audited import Audited
from .generate import Ready, counted, generate, time_allowed
from .readiness import left_over, unfit
from .unchanged import Known, remember, state, still_there

LOCAL = "pelicanconf.py"
ONLINE = "publishconf.py"
# The setting that has a build make the leaflets of the articles: a publication always does.
WITH_LEAFLETS = "LEAFLETS=true"
# What the law asks for and blog.toml lacks keeps nobody from beginning: only publish stops at it.
_ONLY_SAID = (f'LEGAL_FIELDS="{WARNING}"',)


@dataclass(frozen=True)
class Made:
    """What came of making a site, on a day: the problems of the sources, the audit of the pages.

    ``good``: it may be put in place.
    """

    good: bool
    day: date
    messages: list[Message] = field(default_factory=list)
    audit: Audit | None = None


def build(
    paths: Paths,
    settings: str = LOCAL,
    *,
    clean: bool = False,
    leaflets: bool = False,
    ready: Ready | None = None,
) -> int:
    """Build the site into ``output/`` and return the exit status: 0 when it is in place.

    Where it would be the very site that is in place, what was said of that one is said again.
    ``clean``: from the texts alone, without what an earlier build worked out of them;
    ``leaflets``: the leaflets of the articles too; ``ready``: a process that was started for it.
    """
    console = Console(paths.blog())
    store = paths.builds()
    asked = (WITH_LEAFLETS,) if leaflets else ()

    def act() -> int:
        store.refuse_foreign()
        store.prepare()
        today = paths.blog().build_day()
        if clean:
            remove(paths.cache)
            remove(paths.pictures)
            remove(paths.leaflets)
            remove(paths.audited)
        # Whether the machine can make leaflets is no input that could be compared.
        before = None if leaflets else state(paths, settings, today)
        known = None if clean else still_there(store.linked(), before)
        if known:
            there = Audit([], [], known.articles)
            told = [*known.messages, *_reminders(paths, today, console)]
            show_outcome(Made(good=True, day=today, messages=told, audit=there), paths, console)
            return 0
        with store.staging() as work:
            kept = Audited(paths, settings)
            overrides = (
                *asked,
                kept_in(paths),
                *pages_kept_in(work, None if clean else store.linked()),
            )
            made = make(paths, settings, work, console, overrides, kept, ready)
            told = [*made.messages, *_reminders(paths, made.day, console)]
            show_outcome(replace(made, messages=told), paths, console)
            if not made.good or made.audit is None:
                return FAILED
            after = state(paths, settings, made.day)
            remember(work, before, after, Known(made.messages, made.audit.articles))
            release = store.put(work)
        store.switch(release)
        store.prune(spare=release)
        return 0

    return run_exclusively(paths, store, console, act)


def check(paths: Paths, *, as_json: bool = False, errors_only: bool = False) -> int:
    """Say all that was proven and all that would stop a publication; write nothing that stays.

    ``as_json``: on standard output, for machines (:mod:`.report`), always everything;
    ``errors_only``: only what stops a publication.
    """
    try:
        console = Console(paths.blog())
    except BlogUnreadable as unreadable:
        if not as_json:
            raise
        sys.stdout.write(f"{as_data(build_day(), unreadable.messages, None, str)}\n")
        return FAILED
    store = paths.builds()

    def act() -> int:
        store.prepare()
        with store.staging() as work:
            overrides, kept = (*_ONLY_SAID, kept_in(paths)), Audited(paths, ONLINE)
            made = make(paths, ONLINE, work, console, overrides, kept)
        if made.audit:
            published = paths.published(paths.blog())
            lost = located(removals(published, made.audit, WARNING), paths.content)
            gone = render(lost, console.translate)
            left = render(left_over(paths, WARNING), console.translate)
            due = _reminders(paths, made.day, console)
            made = replace(made, messages=[*made.messages, *left, *gone, *due])
        if as_json:
            sys.stdout.write(f"{as_data(made.day, made.messages, made.audit, console.translate)}\n")
        else:
            stops = [one for one in made.messages if one.level == ERROR]
            shown = replace(made, messages=stops) if errors_only else made
            show_outcome(shown, paths, console, proven=not errors_only)
        if not made.good or made.audit is None:
            return FAILED
        console.say(_verdict(paths), count=len(made.audit.articles))
        return 0

    return run_exclusively(paths, store, console, act)


def _reminders(paths: Paths, today: date, console: Console) -> list[Message]:
    """Return what is said of a published site that soon no longer holds as it is."""
    blog = paths.blog()
    found = reminders(paths.published(blog), blog, today, console.translate)
    return render(found, console.translate)


def kept_in(paths: Paths) -> str:
    """Return the setting that names the cache: a build has one, a publication never."""
    return f"TEXT_CACHE={json.dumps(str(paths.cache))}"


def pages_kept_in(work: Release, last: Release | None) -> Iterator[str]:
    """Yield the settings that name the release to note pages in, and that to take them from."""
    yield f"RELEASE={json.dumps(str(work.folder))}"
    if last:
        yield f"LAST_RELEASE={json.dumps(str(last.folder))}"


def _verdict(paths: Paths) -> Phrase:
    """Return what is said of a site that passed: whether publish would take it as it is."""
    if paths.blog().blog.fictional:
        return N_(
            "Nothing is wrong. Articles checked: {count}. This blog is a demonstration: publish "
            "refuses it, but with --demonstration."
        )
    if unfit(paths):
        return N_(
            "Your texts are ready, but publish will still stop: it will ask for what blog.toml "
            "lacks, or for what is left of the demonstration. Articles checked: {count}."
        )
    return N_("Nothing forbids publishing. Articles checked: {count}.")


def make(  # noqa: PLR0913, PLR0917 - what a site is made of
    paths: Paths,
    settings: str,
    work: Release,
    console: Console,
    overrides: Sequence[str] = (),
    kept: Audited | None = None,
    ready: Ready | None = None,
) -> Made:
    """Build the site in the unfinished release ``work``, then read it from outside.

    ``overrides``: see :func:`~commands.generate.generate`; ``kept``: what an earlier audit saw, and
    ``ready``: a process that was started for it; a publication has neither.
    """
    blog = paths.blog()
    today = blog.build_day()
    articles, pictures = counted(paths.content)
    with_leaflets = WITH_LEAFLETS in overrides
    overrides = [
        *overrides,
        f"PICTURE_CACHE={json.dumps(str(paths.pictures))}",
        f"LEAFLET_CACHE={json.dumps(str(paths.leaflets))}",
        f"SHARE_CACHE={json.dumps(str(paths.share))}",
    ]
    next_build = today + timedelta(days=blog.publish.every)
    drafts = settings == LOCAL
    with auditing(
        work.site, paths.content, today, next_build, articles, drafts=drafts, kept=kept
    ) as finished:
        with console.while_(N_("Building the site…")):
            seconds = time_allowed(articles, pictures, articles if with_leaflets else 0)
            generated = generate(
                paths.root, settings, work.folder, today, seconds, overrides, ready
            )
        if not generated.good:
            messages = generated.messages
            if not generated.explained:
                # Not the content: Pelican, a plugin or a theme gave up.
                messages = [*messages, *report_crash(paths, generated.printed, console)]
            return Made(good=False, day=today, messages=messages)
        with console.while_(N_("Checking every page…")):
            audit = finished()
    audit = replace(audit, findings=traced(audit, paths.content))
    return Made(not audit.findings, today, generated.messages, audit)


def report_crash(paths: Paths, printed: str, console: Console) -> list[Message]:
    """Keep what Pelican printed in a file, and return what broke as it is said to the doctor."""
    paths.failure.write_text(printed, "utf-8")
    kept = paths.failure.relative_to(paths.root).as_posix()
    return render([crash(printed, paths.root, kept)], console.translate)


def show_outcome(made: Made, paths: Paths, console: Console, *, proven: bool = False) -> None:
    """Say what came of making a site: in the terminal, on GitHub, to a program that asked.

    ``proven``: also what holds. Where ``SERMENT_PROBLEMS`` names a file, the problems of the
    sources are written there too, as a JSON list of :class:`~plugins.shared.problems.Message`.
    """
    asked = os.environ.get("SERMENT_PROBLEMS")
    if asked:
        # Whoever asked may be gone meanwhile, and the file's folder with it.
        with suppress(FileNotFoundError):
            Path(asked).write_text(json.dumps([asdict(one) for one in made.messages]), "utf-8")
    if proven and made.audit:
        console.show(proven_table(made.audit, console.translate))
    console.show(in_words(made.messages, made.audit, console.translate))
    if os.environ.get("GITHUB_ACTIONS") == "true":
        notes = github_annotations(made.messages, made.audit, console.translate, paths.content)
        sys.stdout.write(f"{notes}\n")


def report(paths: Paths, status: int, success: str) -> int:
    """Print the last line of a command that succeeded, and return its exit status."""
    if status == 0:
        blog = paths.blog()
        Console(blog).say(success, output=paths.output.name, folder=blog.publish.folder)
    return status
