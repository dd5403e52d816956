"""Build the site aside, prove it, then put it in place.

The folder that is being read or published is never written to: a build that
fails, or is interrupted, leaves it as it was.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from audit import Audit
from audit.parallel import auditing
from commands.cli.console import Voice
from commands.cli.crash import breakdown
from commands.cli.paths import Place
from commands.cli.report import as_json as as_data
from commands.cli.report import github_annotations, in_words, proven_table
from commands.cli.runner import FAILED, INTERRUPTED, attempt
from commands.releases.removals import removals
from commands.releases.store import Release
from plugins.shared.blog import BlogUnreadable
from plugins.shared.clock import build_day
from plugins.shared.problems import N_, WARNING, Phrase, Told
from plugins.shared.problems import tell as tell_problems

from .generate import generate
from .readiness import left_over, unfit

__all__ = ["INTERRUPTED", "LOCAL", "ONLINE", "Made", "Place", "build", "check", "make", "report"]

LOCAL = "pelicanconf.py"
ONLINE = "publishconf.py"
# What the law asks for and blog.toml lacks keeps nobody from beginning: only publish stops at it.
_ONLY_SAID = (f'LEGAL_FIELDS="{WARNING}"',)


@dataclass(frozen=True)
class Made:
    """What came of making a site, on a day: the problems of the sources, the audit of the pages.

    ``good``: it may be put in place.
    """

    good: bool
    day: date
    told: list[Told] = field(default_factory=list)
    audit: Audit | None = None


def build(place: Place, settings: str = LOCAL) -> int:
    """Build the site into ``output/`` and return the exit status: 0 when it is in place."""
    voice = Voice(place.blog())
    shelf = place.builds()

    def act() -> int:
        shelf.refuse_foreign()
        shelf.prepare()
        with shelf.workshop() as work:
            made = make(place, settings, work, voice)
            tell(made, place, voice)
            if not made.good:
                return FAILED
            release = shelf.put(work)
        shelf.switch(release)
        shelf.prune(spare=release)
        return 0

    return attempt(place, shelf, voice, act)


def check(place: Place, *, as_json: bool = False) -> int:
    """Say all that was proven and all that would stop a publication; write nothing that stays.

    ``as_json``: on standard output, for machines (:mod:`.report`).
    """
    try:
        voice = Voice(place.blog())
    except BlogUnreadable as unreadable:
        if not as_json:
            raise
        sys.stdout.write(f"{as_data(build_day(), unreadable.told, None, str)}\n")
        return FAILED
    shelf = place.builds()

    def act() -> int:
        shelf.prepare()
        with shelf.workshop() as work:
            made = make(place, ONLINE, work, voice, _ONLY_SAID)
        if made.audit:
            published = place.published(place.blog())
            gone = tell_problems(removals(published, made.audit.articles, WARNING), voice.say)
            left = tell_problems(left_over(place, WARNING), voice.say)
            made = replace(made, told=[*made.told, *left, *gone])
        if as_json:
            sys.stdout.write(f"{as_data(made.day, made.told, made.audit, voice.say)}\n")
        else:
            tell(made, place, voice, proven=True)
        if not made.good or made.audit is None:
            return FAILED
        voice.tell(_verdict(place), count=len(made.audit.articles))
        return 0

    return attempt(place, shelf, voice, act)


def _verdict(place: Place) -> Phrase:
    """Return what is said of a site that passed: whether publish would take it as it is."""
    if place.blog().blog.fictional:
        return N_(
            "Nothing is wrong. Articles checked: {count}. This blog is a demonstration: publish "
            "refuses it, but with --demonstration."
        )
    if unfit(place):
        return N_(
            "Your texts may be published. Articles checked: {count}. Before that, publish will "
            "ask for what blog.toml still lacks, or for what is left of the demonstration."
        )
    return N_("Nothing forbids publishing. Articles checked: {count}.")


def make(
    place: Place, settings: str, work: Release, voice: Voice, overrides: Sequence[str] = ()
) -> Made:
    """Build the site in the unfinished release ``work``, then read it from outside.

    ``overrides``: see :func:`~commands.generate.generate`.
    """
    blog = place.blog()
    today = build_day(blog.blog.as_of)
    articles = sum(1 for _ in (place.content / "articles").rglob("*.md"))
    next_build = today + timedelta(days=blog.publish.every)
    drafts = settings == LOCAL
    with auditing(work.site, place.content, today, next_build, articles, drafts=drafts) as finished:
        with voice.while_(N_("Building the site…")):
            generated = generate(place.root, settings, work.folder, today, articles, overrides)
        if not generated.good:
            told = generated.told
            if not generated.explained:
                # Not the content: Pelican, a plugin or a theme gave up.
                told = [*told, *tell_breakdown(place, generated.printed, voice)]
            return Made(good=False, day=today, told=told)
        with voice.while_(N_("Checking every page…")):
            audit = finished()
    return Made(not audit.findings, today, generated.told, audit)


def tell_breakdown(place: Place, printed: str, voice: Voice) -> list[Told]:
    """Keep what Pelican printed in a file, and return what broke as it is said to the doctor."""
    place.failure.write_text(printed, "utf-8")
    kept = place.failure.relative_to(place.root).as_posix()
    return tell_problems([breakdown(printed, place.root, kept)], voice.say)


def tell(made: Made, place: Place, voice: Voice, *, proven: bool = False) -> None:
    """Say what came of making a site: in the terminal, on GitHub, to a program that asked.

    ``proven``: also what holds. Where ``SERMENT_PROBLEMS`` names a file, the problems of the
    sources are written there too, as a JSON list of :class:`~plugins.shared.problems.Told`.
    """
    asked = os.environ.get("SERMENT_PROBLEMS")
    if asked:
        # Whoever asked may be gone meanwhile, and the file's folder with it.
        with suppress(FileNotFoundError):
            Path(asked).write_text(json.dumps([asdict(one) for one in made.told]), "utf-8")
    if proven and made.audit:
        voice.show(proven_table(made.audit, voice.say))
    voice.show(in_words(made.told, made.audit, voice.say))
    if os.environ.get("GITHUB_ACTIONS") == "true":
        notes = github_annotations(made.told, made.audit, voice.say, place.content)
        sys.stdout.write(f"{notes}\n")


def report(place: Place, status: int, success: str) -> int:
    """Print the last line of a command that succeeded, and return its exit status."""
    if status == 0:
        blog = place.blog()
        Voice(blog).tell(success, output=place.output.name, folder=blog.publish.folder)
    return status
