"""Any Pelican theme carries the boxes, though it knows nothing of Serment."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from tests.site.test_site import articles, assert_contract
from tests.support.sites import DEMO, Site


def installed(package: str, *folders: str) -> str:
    """Return the folder of a theme that a package carries."""
    spec = importlib.util.find_spec(package)
    assert spec is not None
    assert spec.submodule_search_locations
    return str(Path(next(iter(spec.submodule_search_locations))).joinpath(*folders))


# Two of Pelican's own, by name, and two from the package index.
THEMES = {
    "simple": "simple",
    "notmyidea": "notmyidea",
    "reflex": installed("pelican.themes.reflex"),
    "smallweb": installed("pelican.themes.smallweb"),
}


@pytest.mark.long
@pytest.mark.parametrize("name", THEMES)
def test_boxes_under_any_theme(tmp_path: Path, name: str):
    """The demonstration, under another theme: every article has its boxes."""
    site = Site(tmp_path)
    site.content.symlink_to(DEMO)
    # They ask for settings that need not be there; reflex for a licence to print, too.
    tolerant = "CC_LICENSE = {'icon': False}\ndel JINJA_ENVIRONMENT['undefined']"
    built = site.build(f"THEME = {THEMES[name]!r}\n{tolerant}")

    assert built.status == 0, built.said
    for article in articles():
        assert_contract(built.page(article))
