"""What was published and is no more: known by the papers of the release in force."""

from __future__ import annotations

from datetime import date

from audit import Audit
from plugins.shared.problems import ERROR, N_, WARNING, Phrase, Problem

from . import manifest as manifests
from .manifest import Manifest
from .store import Release, ReleaseStore

_IF_MEANT = N_("If you mean it: python3 tasks.py publish --allow-removal")
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
    fix = _WILL_BE if level == WARNING else _IF_MEANT
    known = _last_known(store)
    if known is None:
        what = N_("what is published cannot be compared with the new site.")
        return [(store.link.name, Problem(what, fix, level=level))]
    return [
        (source, _gone(page, audit.planned.get(source), fix, level))
        for page, source in known.articles.items()
        if page not in audit.articles
    ]


def _gone(page: str, planned: date | None, fix: Phrase, level: str) -> Problem:
    """Return the problem of an article that is gone, or that its new date would take away."""
    if planned is None:
        what = N_("this article was published, and is not any more: {page}")
        return Problem(what, fix, {"page": page}, level=level)
    day = planned.isoformat()
    what = N_("this article was published, and this date would hide it from readers until {day}.")
    return Problem(what, fix, {"day": day}, quote=day, level=level, within="date")


def _last_known(store: ReleaseStore) -> Manifest | None:
    """Return what is known of the site in force, or else of the latest release."""
    shown = in_force(store)
    releases = [*([shown] if shown else []), *store.releases()]
    return next((known for known in map(manifests.read, releases) if known), None)
