"""What was published and is no more: known by the manifest of the release in force."""

from __future__ import annotations

from audit import Audit
from plugins.shared.problems import ERROR, N_, WARNING, Phrase, Problem

from . import manifest as manifests
from .manifest import HOME, Manifest
from .store import Release, ReleaseStore

_IF_MEANT = N_("If you mean it: python3 tasks.py publish --allow-removal")
_LEAD_ON = N_(
    "To lead its readers to another page, add to blog.toml the lines [[redirects]], old = "
    '"{address}" and new = "/…/". If it is meant to be gone: python3 tasks.py publish '
    "--allow-removal"
)
_LEAD_ON_FIRST = N_(
    "It will not be published like this. To lead its readers to another page, add to blog.toml the "
    'lines [[redirects]], old = "{address}" and new = "/…/". If it is meant to be gone: python3 '
    "tasks.py publish --allow-removal"
)
_WILL_BE = N_(
    "It will not be published like this. If you mean it: python3 tasks.py publish --allow-removal"
)


def in_force(store: ReleaseStore) -> Release | None:
    """Return the release in force; where a plain folder shows it, the one it is a copy of."""
    linked = store.linked()
    if linked or not store.link.is_dir():
        return linked
    for release in store.releases():
        manifest = manifests.read(release)
        if manifest and not manifests.differences(store.link, manifest):
            return release
    return None


def nothing_known(store: ReleaseStore) -> bool:
    """Tell whether nothing here says what was published before, if anything was."""
    return not store.link.is_dir() and not store.releases()


def removals(store: ReleaseStore, audit: Audit, level: str = ERROR) -> list[tuple[str, Problem]]:
    """Return the articles that were published and have no page any more, by their source.

    ``audit``: that of the new site; ``level``: ``WARNING`` when nothing is being published.
    """
    if nothing_known(store):
        return []
    known = _last_known(store)
    if known is None:
        what = N_("what is published cannot be compared with the new site.")
        fix = _WILL_BE if level == WARNING else _IF_MEANT
        return [(store.link.name, Problem(what, fix, level=level))]
    fix = _LEAD_ON_FIRST if level == WARNING else _LEAD_ON
    gone = [
        (source, _why_gone(page, source, audit, level, fix))
        for page, source in known.articles.items()
        if page not in audit.articles and page not in audit.former
    ]
    # A page of the doctor's own may go, but not unnoticed.
    gone += [
        (source, _why_gone(page, source, audit, WARNING, _LEAD_ON))
        for page, source in known.pages.items()
        if page not in audit.sources and page not in audit.former
    ]
    return gone


def _why_gone(page: str, source: str, audit: Audit, level: str, fix: Phrase) -> Problem:
    """Return the problem of a text that is gone, has moved, or is hidden by its new date.

    ``fix``: what to do about one that is gone.
    """
    address, planned = f"/{page.removesuffix(HOME)}", audit.planned.get(source)
    if planned:
        day = planned.isoformat()
        what = N_("this article was published, and this date would hide it until {day}.")
        fix = _WILL_BE if level == WARNING else _IF_MEANT
        return Problem(what, fix, {"day": day}, quote=day, level=level, within="date")
    there = audit.articles | audit.pages
    now = next((place for place, text in there.items() if text == source), "")
    values = {"address": address, "now": f"/{now.removesuffix(HOME)}"}
    if now:
        what = N_("readers know this text at {address}: it would only be at {now}.")
        fix = N_("To lead them on, add to its header the line: aliases: {address}")
        return Problem(what, fix, values, line=1, level=level)
    what = N_("{address} was published, and is not any more.")
    return Problem(what, fix, values, level=level)


def _last_known(store: ReleaseStore) -> Manifest | None:
    """Return what is known of the site in force, or else of the latest release."""
    shown = in_force(store)
    releases = [*([shown] if shown else []), *store.releases()]
    return next((known for known in map(manifests.read, releases) if known), None)
