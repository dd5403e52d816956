"""Publish: build, prove, put in force, look again, keep what was there, send.

Each step leaves the site in force as it was until the next has a whole one to show. What was
published is kept: the last releases stand beside the site, and ``rollback`` goes back to them.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace

from commands.cli.console import Voice
from commands.cli.errors import Refused, refusal
from commands.cli.paths import Place
from commands.cli.runner import FAILED, Stopped, attempt
from commands.releases import manifest as papers
from commands.releases import sbom
from commands.releases.removals import in_force, nothing_known, removals
from commands.releases.store import Release, Shelf
from commands.releases.targets import send
from plugins.shared.blog import Blog
from plugins.shared.problems import N_, printed, verdict
from plugins.shared.problems import tell as tell_problems

from .build import ONLINE, make, tell
from .readiness import refuse_demonstration, unfit

_SHORT = 8
_FILES_NAMED = 5
_SENT = ("rsync", "branch")


@dataclass(frozen=True)
class _Publication:
    """What a publication works with."""

    place: Place
    blog: Blog
    shelf: Shelf
    voice: Voice


def publish(place: Place, *, allow_removal: bool = False, demonstration: bool = False) -> int:
    """Publish the blog; return the exit status: 0 when the new site is in force and sent.

    ``allow_removal``: articles that were published may be gone. ``demonstration``: a blog that
    says to be one may be published all the same; each of its pages says so, and the audit sees
    that it does.
    """
    run = _begin(place)

    def act() -> int:
        if not demonstration:
            refuse_demonstration(place)
        wrong = unfit(place)
        if wrong:
            run.voice.show(verdict(tell_problems(wrong, run.voice.say), run.voice.say))
            return FAILED
        before = _prepare(run)
        _say_if_changed(run, before)
        if not allow_removal:
            _say_if_nothing_known(run)
        with run.shelf.workshop() as work:
            made = make(place, ONLINE, work, run.voice)
            tell(made, place, run.voice)
            if not made.good or made.audit is None:
                return FAILED
            articles = made.audit.articles
            removed = [] if allow_removal else removals(run.shelf, articles)
            if removed:
                told = tell_problems(removed, run.voice.say)
                run.voice.show(printed(told, run.voice.say))
                run.voice.tell(N_("Nothing was published. The site is as it was."))
                return FAILED
            manifest = papers.describe(work.site, place.root, made.day.isoformat(), articles)
            manifest = replace(manifest, demonstration=run.blog.blog.fictional)
            papers.write(manifest, work)
            sbom.write(place.root, work.folder / sbom.SBOM)
            papers.settle(work)
            release = run.shelf.put(work, f"{made.day}-{manifest.digest[:_SHORT]}")
        try:
            return _put_in_force(run, release, before)
        except Refused:
            run.shelf.discard(release)
            raise

    return attempt(place, run.shelf, run.voice, act)


def rollback(place: Place) -> int:
    """Put the release before the one in force back in its place; return the exit status."""
    run = _begin(place)

    def act() -> int:
        before = _prepare(run)
        shown = papers.read(before) if before else None
        for release in run.shelf.releases():
            if before and release.number >= before.number:
                continue
            manifest = papers.read(release)
            if manifest and manifest.demonstration and not run.blog.blog.fictional:
                run.voice.tell(
                    N_("The release {name} is of the demonstration: it is passed over."),
                    name=release.name,
                )
                continue
            if manifest and shown and manifest.digest == shown.digest:
                # The same site, published twice: nobody would see that anything was put back.
                continue
            if manifest and papers.is_sound(release):
                run.voice.tell(
                    N_(
                        "Back to the release {name}, made on {day}. What has lapsed since then is "
                        "shown again: correct what is wrong, then publish."
                    ),
                    name=release.name,
                    day=manifest.day,
                )
                return _put_in_force(run, release, before)
            run.voice.tell(
                N_("The release {name} is not as it was published: it is passed over."),
                name=release.name,
            )
        raise Refused(N_("There is no earlier release to go back to."))

    return attempt(place, run.shelf, run.voice, act)


def _begin(place: Place) -> _Publication:
    blog = place.blog()
    return _Publication(place, blog, place.published(blog), Voice(blog))


def _prepare(run: _Publication) -> Release | None:
    """Make the shelf ready and return the release in force.

    Stops if the published folder would hold the blog, be a part of the doctor's folder, or if
    something else stands there.
    """
    shelf = run.shelf
    link = shelf.link.parent.resolve() / shelf.link.name
    root, content = run.place.root.resolve(), run.place.content.resolve()
    if root.is_relative_to(link) or link.is_relative_to(content):
        raise Refused(
            N_("The site cannot be published in “{folder}”."),
            N_("Choose another folder under [publish] in blog.toml."),
            {"folder": str(link)},
        )
    shelf.refuse_foreign()
    shelf.prepare()
    return in_force(shelf)


def _put_in_force(run: _Publication, release: Release, before: Release | None) -> int:
    """Switch to a release that is proven, look at it as readers will, send it."""
    shelf, voice = run.shelf, run.voice
    if not papers.is_sound(release):
        raise Refused(N_("The release is not as it was written. The disk may be failing."))
    at_once = shelf.switch(release)
    wrong = smoke(shelf, release)
    if wrong:
        others = (r for r in shelf.releases() if r != release and papers.is_sound(r))
        back = before or next(others, None)
        if back:
            shelf.switch(back)
        else:
            shelf.withdraw()
        raise Refused(
            N_("The new site cannot be read back as it was written: “{file}”."),
            N_("The disk may be failing."),
            {"file": wrong[0]},
        )
    shelf.prune(spare=before)
    if not at_once and not shelf.as_folder:
        voice.tell(
            N_(
                "This system does not allow links: the site was replaced by two moves. For an "
                "instant a reader may have met a missing page."
            )
        )
    try:
        send(run.blog, run.place.root, release, voice)
    except Stopped as stopped:
        if run.blog.publish.to not in _SENT:
            raise
        voice.tell(N_("Interrupted."))
        voice.tell(
            N_(
                "The new site is ready on this machine ({folder}), but was not sent to the end: "
                "publish again."
            ),
            folder=str(shelf.link),
        )
        return stopped.status
    except (Refused, OSError) as error:
        refused = error if isinstance(error, Refused) else refusal(error)
        voice.show(refused.told(voice.say))
        voice.tell(
            N_("The new site is ready on this machine ({folder}), but was not sent."),
            folder=str(shelf.link),
        )
        return FAILED
    return 0


def smoke(shelf: Shelf, release: Release) -> list[str]:
    """Return what differs from the release when the site is read the way its readers go."""
    manifest = papers.read(release)
    return papers.differences(shelf.link, manifest) if manifest else [papers.MANIFEST]


def _say_if_changed(run: _Publication, before: Release | None) -> None:
    """Say that what is in force is not what was published."""
    link = run.shelf.link
    if before is None:
        changed = [link.name] if link.is_dir() and any(link.iterdir()) else []
    else:
        manifest = papers.read(before)
        changed = papers.differences(before.site, manifest) if manifest else [papers.MANIFEST]
    if changed:
        run.voice.tell(
            N_("The site in force was changed by hand since it was published: {files}"),
            files=", ".join(changed[:_FILES_NAMED]),
        )


def _say_if_nothing_known(run: _Publication) -> None:
    """Say that removals cannot be noticed, where this is likely not the first publication.

    A site that is sent elsewhere, or published by a machine that is new each time, may have been
    published before by another.
    """
    on_github = os.environ.get("GITHUB_ACTIONS") == "true"
    if not nothing_known(run.shelf) or not (on_github or run.blog.publish.to in _SENT):
        return
    phrase = N_(
        "Nothing is known of what was published before: an article that is gone from it would "
        "not be noticed."
    )
    run.voice.tell(phrase)
    if on_github:
        sys.stdout.write(f"::warning::{run.voice.say(phrase)}\n")
