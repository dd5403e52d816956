"""Say until which day a published site holds as it is, and say it again when that day nears.

Where CI builds the blog every week, what lapses vanishes by itself. Elsewhere nobody would know:
the manifest of a release keeps the first day on which something changes, and what. ``check``,
``build`` and ``preview`` remind of it from two weeks before.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from audit.expiry import CLOSING, GONE, PLANNED, REVIEW, UNLISTED, VETTING, Change
from commands.cli.console import Console
from plugins.shared.blog import Blog
from plugins.shared.i18n import long_date
from plugins.shared.problems import N_, WARNING, Problem

from . import manifest as manifests
from .removals import in_force
from .store import ReleaseStore

# A blog that is published once a week is reminded twice in time.
NEAR = timedelta(days=14)
_WHATS = {
    VETTING: N_("the vetting of “{name}” ends"),
    GONE: N_("the community “{name}” closes"),
    REVIEW: N_("the review of {name} is due"),
    UNLISTED: N_("{name} leaves the lists, for want of a review"),
    PLANNED: N_("{name} is planned"),
    CLOSING: N_("what the home page says of your days off changes"),
}
_FILES = {
    VETTING: "communities/vetting.toml",
    GONE: "communities/vetting.toml",
    CLOSING: "blog.toml",
}
_BY_ITSELF = "pages"


def as_data(change: Change | None) -> dict[str, str]:
    """Return a change as the manifest keeps it."""
    return {"day": str(change.day), "kind": change.kind, "name": change.name} if change else {}


def say_until(blog: Blog, known: Mapping[str, str], console: Console) -> None:
    """Say until when the site that was just published holds, where nothing builds it again.

    ``known``: what its manifest keeps.
    """
    change = _read(known)
    # GitHub and GitLab both set it.
    if change is None or blog.publish.to == _BY_ITSELF or os.environ.get("CI"):
        return
    console.say(
        N_("This site holds as it is until {day}: that day, {what}. Publish again then."),
        day=long_date(change.day, blog.blog.language),
        what=_what(change, console.translate),
    )


def reminders(
    store: ReleaseStore, blog: Blog, today: date, translate: Callable[[str], str]
) -> list[tuple[str, Problem]]:
    """Return what is said, by file, of a site in force that soon no longer holds, or already."""
    if blog.publish.to == _BY_ITSELF:
        return []
    release = in_force(store)
    manifest = manifests.read(release) if release else None
    change = _read(manifest.next_change) if manifest else None
    if change is None or change.day > today + NEAR:
        return []
    what = (
        N_("the site published from here holds as it is until {day}: that day, {what}.")
        if change.day > today
        else N_("the site published from here no longer holds since {day}: {what}.")
    )
    fix = N_("Publish again from that day on, unless your repository publishes by itself.")
    values = {
        "day": long_date(change.day, blog.blog.language),
        "what": _what(change, translate),
    }
    return [(_FILES.get(change.kind, change.name), Problem(what, fix, values, level=WARNING))]


def _what(change: Change, translate: Callable[[str], str]) -> str:
    return translate(_WHATS[change.kind]).format(name=change.name)


def _read(known: Mapping[str, str]) -> Change | None:
    """Return the change that a manifest keeps; ``None`` for none, or where it cannot be read."""
    try:
        change = Change(date.fromisoformat(known["day"]), known["kind"], str(known["name"]))
    except (KeyError, TypeError, ValueError):
        return None
    return change if change.kind in _WHATS else None
