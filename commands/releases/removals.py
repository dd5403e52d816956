"""What was published and is no more: known by the papers of the release in force."""

from __future__ import annotations

from collections.abc import Mapping

from plugins.shared.problems import ERROR, N_, WARNING, Problem

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


def removals(
    store: ReleaseStore, articles: Mapping[str, str], level: str = ERROR
) -> list[tuple[str, Problem]]:
    """Return the articles that were published and have no page any more, by their source.

    ``articles``: the source of each article's page in the new site; ``level``: ``WARNING`` when
    nothing is being published.
    """
    if nothing_known(store):
        return []
    fix = _WILL_BE if level == WARNING else _IF_MEANT
    known = _last_known(store)
    if known is None:
        what = N_("what is published cannot be compared with the new site.")
        return [(store.link.name, Problem(what, fix, level=level))]
    what = N_("this article was published, and is not any more: {page}")
    return [
        (source, Problem(what, fix, {"page": page}, level=level))
        for page, source in known.articles.items()
        if page not in articles
    ]


def _last_known(store: ReleaseStore) -> Manifest | None:
    """Return what is known of the site in force, or else of the latest release."""
    shown = in_force(store)
    releases = [*([shown] if shown else []), *store.releases()]
    return next((known for known in map(manifests.read, releases) if known), None)
