"""Publish: build, prove, put in force, look again, keep what was there, send.

Each step leaves the site in force as it was until the next has a whole one to show. What was
published is kept: the last releases stand beside the site, and ``rollback`` goes back to them.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from datetime import date

from commands.cli.console import Console
from commands.cli.errors import CommandError, from_os_error
from commands.cli.paths import Paths
from commands.cli.runner import FAILED, Stopped, run_exclusively
from commands.releases import expiry, sbom
from commands.releases import manifest as manifests
from commands.releases.online import say_whether_online
from commands.releases.removals import in_force, nothing_known, removals
from commands.releases.store import Release, ReleaseStore, passed
from commands.releases.targets import send
from plugins.shared.blog import Blog
from plugins.shared.blog.destination import TAKEN
from plugins.shared.i18n import long_date
from plugins.shared.problems import N_, located, printed, render, verdict

from .build import ONLINE, WITH_LEAFLETS, make, show_outcome
from .readiness import refuse_demonstration, unfit

_SHORT = 8
_FILES_NAMED = 5
_SENT = ("sftp", "ftps", "ftp", "rsync", "branch")


@dataclass(frozen=True)
class _Publication:
    """What a publication works with."""

    paths: Paths
    blog: Blog
    store: ReleaseStore
    console: Console


def publish(paths: Paths, *, allow_removal: bool = False, demonstration: bool = False) -> int:
    """Publish the blog; return the exit status: 0 when the new site is in force and sent.

    ``allow_removal``: articles that were published may be gone. ``demonstration``: a blog that
    says to be one may be published all the same; each of its pages says so, and the audit sees
    that it does.
    """
    run = _begin(paths)

    def act() -> int:
        if not demonstration:
            refuse_demonstration(paths)
        wrong = unfit(paths)
        if wrong:
            run.console.show(verdict(render(wrong, run.console.translate), run.console.translate))
            return FAILED
        before = _prepare(run)
        _say_if_changed(run, before)
        if not allow_removal:
            _say_if_nothing_known(run)
        with run.store.staging() as work:
            made = make(paths, ONLINE, work, run.console, (WITH_LEAFLETS,))
            show_outcome(made, paths, run.console)
            if not made.good or made.audit is None:
                return FAILED
            articles = made.audit.articles
            removed = [] if allow_removal else removals(run.store, made.audit)
            if removed:
                found = located(removed, paths.content)
                messages = render(found, run.console.translate)
                run.console.show(printed(messages, run.console.translate))
                run.console.say(N_("Nothing was published. The site is as it was."))
                return FAILED
            manifest = manifests.describe(work.site, paths.root, made.day.isoformat(), articles)
            manifest = replace(
                manifest,
                demonstration=run.blog.blog.fictional,
                next_change=expiry.as_data(made.audit.next_change),
                pages=made.audit.pages,
            )
            manifests.write(manifest, work)
            sbom.write(paths.root, work.folder / sbom.SBOM)
            manifests.settle(work)
            release = run.store.put(work, f"{made.day}-{manifest.digest[:_SHORT]}")
        try:
            return _put_in_force(run, release, before)
        except CommandError:
            run.store.discard(release)
            raise

    return run_exclusively(paths, run.store, run.console, act)


def rollback(paths: Paths) -> int:
    """Put the release before the one in force back in its place; return the exit status."""
    run = _begin(paths)

    def act() -> int:
        before = _prepare(run)
        shown = manifests.read(before) if before else None
        for release in run.store.releases():
            if before and release.number >= before.number:
                continue
            manifest = manifests.read(release)
            if manifest and manifest.demonstration and not run.blog.blog.fictional:
                run.console.say(
                    N_("The release {name} is of the demonstration: it is passed over."),
                    name=release.name,
                )
                continue
            if manifest and shown and manifest.seen == shown.seen:
                # The same site, published twice: nobody would see that anything was put back.
                continue
            if manifest and manifests.is_sound(release):
                run.console.say(
                    N_(
                        "Back to the release {name}, made on {day}. What has lapsed since then is "
                        "shown again: correct what is wrong, then publish."
                    ),
                    name=release.name,
                    day=long_date(date.fromisoformat(manifest.day), run.blog.blog.language),
                )
                return _put_in_force(run, release, before)
            run.console.say(
                N_("The release {name} is not as it was published: it is passed over."),
                name=release.name,
            )
        raise CommandError(N_("There is no earlier release to go back to."))

    return run_exclusively(paths, run.store, run.console, act)


def _begin(paths: Paths) -> _Publication:
    blog = paths.blog()
    return _Publication(paths, blog, paths.published(blog), Console(blog))


def _prepare(run: _Publication) -> Release | None:
    """Make the folder of releases ready and return the release in force.

    Stops if the published folder would hold the blog, be a part of the doctor's folder, or if
    something else stands there.
    """
    store = run.store
    link = store.link.parent.resolve() / store.link.name
    root, content = run.paths.root.resolve(), run.paths.content.resolve()
    inside = link.relative_to(root).parts if link.is_relative_to(root) else ("",)
    # Below a site that was published, the next one would be written into it.
    above = [parent for parent in (link, *link.parents) if parent != link and passed(parent)]
    if root.is_relative_to(link) or link.is_relative_to(content) or above or inside[0] in TAKEN:
        raise CommandError(
            N_("The site cannot be published in “{folder}”."),
            N_("Choose another folder under [publish] in blog.toml."),
            {"folder": run.blog.publish.folder},
        )
    store.refuse_foreign()
    store.prepare()
    return in_force(store)


def _put_in_force(run: _Publication, release: Release, before: Release | None) -> int:
    """Switch to a release that is proven, look at it as readers will, send it."""
    store, console = run.store, run.console
    if not manifests.is_sound(release):
        raise CommandError(N_("The release is not as it was written. The disk may be failing."))
    at_once = store.switch(release)
    wrong = smoke(store, release)
    if wrong:
        others = (r for r in store.releases() if r != release and manifests.is_sound(r))
        back = before or next(others, None)
        if back:
            store.switch(back)
        else:
            store.withdraw()
        raise CommandError(
            N_("The new site cannot be read back as it was written: “{file}”."),
            N_("The disk may be failing."),
            {"file": wrong[0]},
        )
    store.prune(spare=before, seen=manifests.seen)
    if not at_once and not store.as_folder:
        console.say(
            N_(
                "This system does not allow links: the site was replaced by two moves. For an "
                "instant a reader may have met a missing page."
            )
        )
    try:
        send(run.blog, run.paths.root, release, console)
    except Stopped as stopped:
        if run.blog.publish.to not in _SENT:
            raise
        console.say(N_("Interrupted."))
        console.say(
            N_(
                "The new site is ready on this machine ({folder}), but was not sent to the end: "
                "publish again."
            ),
            folder=str(store.link),
        )
        return stopped.status
    except (CommandError, OSError) as error:
        refused = error if isinstance(error, CommandError) else from_os_error(error)
        console.show(refused.rendered(console.translate))
        console.say(
            N_("The new site is ready on this machine ({folder}), but was not sent."),
            folder=str(store.link),
        )
        return FAILED
    if run.blog.publish.to in _SENT:
        say_whether_online(run.blog, release, console)
    manifest = manifests.read(release)
    if manifest:
        expiry.say_until(run.blog, manifest.next_change, console)
    return 0


def smoke(store: ReleaseStore, release: Release) -> list[str]:
    """Return what differs from the release when the site is read the way its readers go."""
    manifest = manifests.read(release)
    return manifests.differences(store.link, manifest) if manifest else [manifests.MANIFEST]


def _say_if_changed(run: _Publication, before: Release | None) -> None:
    """Say that what is in force is not what was published."""
    link = run.store.link
    if before is None:
        changed = [link.name] if link.is_dir() and any(link.iterdir()) else []
    else:
        manifest = manifests.read(before)
        changed = manifests.differences(before.site, manifest) if manifest else [manifests.MANIFEST]
    if changed:
        run.console.say(
            N_("The site in force was changed by hand since it was published: {files}"),
            files=", ".join(changed[:_FILES_NAMED]),
        )


def _say_if_nothing_known(run: _Publication) -> None:
    """Say that removals cannot be noticed, where this is likely not the first publication.

    A site that is sent elsewhere, or published by a machine that is new each time, may have been
    published before by another.
    """
    on_github = os.environ.get("GITHUB_ACTIONS") == "true"
    if not nothing_known(run.store) or not (on_github or run.blog.publish.to in _SENT):
        return
    phrase = N_(
        "This is the first publication from here. What may have been published from elsewhere is "
        "not known: an article that is gone from it would not be noticed."
    )
    run.console.say(phrase)
    if on_github:
        sys.stdout.write(f"::warning::{run.console.translate(phrase)}\n")
