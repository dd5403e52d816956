"""Real builds in temporary folders, by the command a doctor's machine runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

KIT = Path(__file__).parents[1]
DEMO = KIT / "content"
PLUGINS = (
    "reading conditions disclaimer care glossary wording sources communities directory identity "
    "review legal compose linked_data gate"
).split()

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


BLOG = """\
[blog]
title = "Le carnet"
address = "https://carnet.example"
language = "fr"
country = "FR"
fictional = true
as_of = 2026-11-22

[doctor]
name = "Dr Jeanne Exemple"
specialty = "médecin généraliste"
interests = "Aucun lien d’intérêt."
"""

SOURCES = """\
[
  {
    "id": "chey2024",
    "type": "article-journal",
    "title": "ACG Clinical Guideline: Treatment of Helicobacter pylori Infection",
    "author": [{"family": "Chey", "given": "William D"}],
    "container-title-short": "Am J Gastroenterol",
    "issued": {"date-parts": [[2024, 9, 1]]},
    "volume": "119", "issue": "9", "page": "1730-1753",
    "DOI": "10.14309/ajg.0000000000002968", "PMID": "39626064"
  }
]
"""

LEDGER = """\
[[vetting]]
community = "france-assos-sante"
verdict = "recommended"
vetted_on = 2026-10-12
vetted_by = "Dr Jeanne Exemple"
last_exchange = 2026-10-05
"""

ARTICLE = """\
---
title: L'estomac
date: 2026-10-01
conditions: reflux
---
Un texte court [@chey2024].
"""


TRAVEL = """\
import runpy, sys, time_machine
with time_machine.travel(sys.argv.pop(1)):
    runpy.run_module("pelican", run_name="__main__")
"""


@dataclass(frozen=True)
class Built:
    """What a build left: its exit status, what it said, the folder it wrote."""

    status: int
    said: str
    output: Path

    def page(self, name: str) -> str:
        """Return the HTML of a page, by the path of its folder."""
        return (self.output / name / "index.html").read_text("utf-8")


class Site:
    """A checkout of the kit in a temporary folder, with a content folder of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "content"
        self.output = root / "output"
        for name in ("plugins", "commands", "theme", "pelicanconf.py", "publishconf.py"):
            (root / name).symlink_to(KIT / name)

    @classmethod
    def at(cls, root: Path) -> Site:
        """Return the checkout that is already in a folder."""
        site = cls.__new__(cls)
        site.root, site.content, site.output = root, root / "content", root / "output"
        return site

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file of the content folder."""
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def build(
        self, settings: str = "", base: str = "pelicanconf", *, on: str = "", **env: str
    ) -> Built:
        """Build with the kit's settings; ``settings`` is Python that changes some of them.

        ``on``: the day and hour that the machine's clock then shows.
        """
        conf = self.root / "testconf.py"
        conf.write_text(f"from {base} import *\n{settings}\n", "utf-8")
        pelican = ["-c", TRAVEL, on] if on else ["-m", "pelican"]
        done = subprocess.run(
            [sys.executable, *pelican, self.content, "-s", conf, "-o", self.output],
            cwd=self.root,
            env=os.environ | {"PYTHONPATH": str(self.root), "COLUMNS": "200"} | env,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return Built(done.returncode, done.stderr, self.output)


def small(folder: Path) -> Site:
    """Make a small blog: one article, one source, one vetted community, nothing wrong."""
    new = Site(folder)
    new.write("blog.toml", BLOG)
    new.write("sources/sources.json", SOURCES)
    new.write("communities/vetting.toml", LEDGER)
    new.write("articles/estomac.md", ARTICLE)
    return new


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
