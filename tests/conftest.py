"""Fixtures that every test may ask for, and which cases run before a change lands."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.support.sites import DEMO, Built, Site, small

# Tests of one thing on many cases, each on a whole site or in a browser: before a change lands one
# case in eight is tried, all of them every week and by hand, as with the faults (tests/faults).
SAMPLED = frozenset(
    "test_audit test_audit_boxes test_audit_handout test_audit_privacy test_audit_reach "
    "test_audit_structure test_directory_pages test_disclaimer test_full_disk test_gate_inside "
    "test_growth test_interruption test_legal test_pages test_preview_server test_review_life "
    "test_sources_box test_targets test_tricks test_vet_import_hostile".split()
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out seven cases in eight of the longest tests, where only some are asked for."""
    if os.environ.get("SERMENT_FAULTS") != "some":
        return
    seen: Counter[str] = Counter()
    kept: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        test, _, case = item.nodeid.partition("[")
        sampled = bool(case) and item.path.stem in SAMPLED
        (left if sampled and seen[test] % 8 else kept).append(item)
        seen[test] += 1
    config.hook.pytest_deselected(items=left)
    items[:] = kept


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A small blog with nothing wrong."""
    return small(tmp_path)


@pytest.fixture
def demo_site(tmp_path: Path) -> Site:
    """The demonstration, free to be changed."""
    new = Site(tmp_path)
    shutil.copytree(DEMO, new.content)
    return new


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The demonstration as it is published, built once.

    SERMENT_DEMO names a folder where it was built already: for mutants of the audit, which a build
    never runs.
    """
    built = os.environ.get("SERMENT_DEMO")
    if built:
        return Built(0, "", Path(built))
    new = Site(tmp_path_factory.mktemp("demo"))
    new.content.symlink_to(DEMO)
    return new.build(base="publishconf")


@pytest.fixture
def published(demo: Built, tmp_path: Path) -> Path:
    """The demonstration as it is published, free to be spoilt."""
    return Path(shutil.copytree(demo.output, tmp_path / "published"))
