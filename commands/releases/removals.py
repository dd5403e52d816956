"""What was published and is no more: known by the papers of the release in force."""

from __future__ import annotations

from collections.abc import Mapping

from plugins.shared.problems import ERROR, N_, WARNING, Problem

from . import manifest as papers
from .manifest import Manifest
from .store import Release, Shelf

_IF_MEANT = N_("If you mean it: python3 tasks.py publish --allow-removal")
_WILL_BE = N_(
    "It will not be published like this. If you mean it: python3 tasks.py publish --allow-removal"
)


def in_force(shelf: Shelf) -> Release | None:
    """Return the release in force; where a plain folder shows it, the one it is a copy of."""
    linked = shelf.linked()
    if linked or not shelf.link.is_dir():
        return linked
    for release in shelf.releases():
        manifest = papers.read(release)
        if manifest and not papers.differences(shelf.link, manifest):
            return release
    return None


def nothing_known(shelf: Shelf) -> bool:
    """Tell whether nothing here says what was published before, if anything was."""
    return not shelf.link.is_dir() and not shelf.releases()


def removals(
    shelf: Shelf, articles: Mapping[str, str], level: str = ERROR
) -> list[tuple[str, Problem]]:
    """Return the articles that were published and have no page any more, by their source.

    ``articles``: the source of each article's page in the new site; ``level``: ``WARNING`` when
    nothing is being published.
    """
    if nothing_known(shelf):
        return []
    fix = _WILL_BE if level == WARNING else _IF_MEANT
    known = _last_known(shelf)
    if known is None:
        what = N_("what is published cannot be compared with the new site.")
        return [(shelf.link.name, Problem(what, fix, level=level))]
    what = N_("this article was published, and is not any more: {page}")
    return [
        (source, Problem(what, fix, {"page": page}, level=level))
        for page, source in known.articles.items()
        if page not in articles
    ]


def _last_known(shelf: Shelf) -> Manifest | None:
    """Return what is known of the site in force, or else of the latest release."""
    shown = in_force(shelf)
    releases = [*([shown] if shown else []), *shelf.releases()]
    return next((known for known in map(papers.read, releases) if known), None)
