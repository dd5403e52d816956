"""Real builds in temporary folders, by the command a doctor's machine runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.support.in_process import KIT, run_pelican

OF_THE_KIT = ("plugins", "audit", "commands", "theme", "pelicanconf.py", "publishconf.py")
# What a build is told by variables; all others tell of the machine.
OF_A_BUILD = {"SOURCE_DATE_EPOCH", "SERMENT_PROBLEMS"}
DEMO = KIT / "content"
# Every step: a folder of plugins/, but what they share.
STEPS = sorted(
    file.parent.name
    for file in (KIT / "plugins").glob("*/__init__.py")
    if file.parent.name != "shared"
)

BLOG = """\
[blog]
title = "Le carnet"
address = "https://carnet.example"
language = "fr"
country = "FR"
fictional = true
as_of = 2026-11-22
leaflets = false
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
    """A checkout of the kit in a temporary folder, with a content folder of its own.

    ``searched``: builds here make the index of the search too, for which they wait as long as for
    all the rest. The commands always do.
    """

    searched = False

    def __init__(self, root: Path) -> None:
        self.root = root
        self.content = root / "content"
        self.output = root / "output"
        for name in OF_THE_KIT:
            (root / name).symlink_to(KIT / name)

    @classmethod
    def at(cls, root: Path) -> Site:
        """Return the checkout that is already in a folder."""
        site = cls.__new__(cls)
        site.root, site.content, site.output = root, root / "content", root / "output"
        return site

    def is_whole(self) -> bool:
        """Tell whether the kit of this checkout is the one that the tests run in."""
        return all((self.root / name).resolve() == KIT / name for name in OF_THE_KIT)

    def own(self, name: str) -> Path:
        """Give the site its own copy of a folder of the kit, free to be broken."""
        (self.root / name).unlink()
        return Path(shutil.copytree(KIT / name, self.root / name))

    def edit(self, name: str, old: str, new: str) -> None:
        """Change words in a file of the content folder, and be sure that they were there."""
        path = self.content / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

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

        In the test's own process, but where the kit is changed or the machine is another one.
        ``on``: the day and hour that the machine's clock then shows.
        """
        conf = self.root / "testconf.py"
        arguments = [str(self.content), "-s", str(conf), "-o", str(self.output)]
        environment = os.environ | {"PYTHONPATH": str(self.root), "COLUMNS": "200"} | env
        settings = f"SEARCH = {self.searched}\n{settings}"
        if self.is_whole() and OF_A_BUILD.issuperset(env):
            # The templates of all sites are one file, and compiled once.
            theme = f"THEME = {str(KIT / 'theme')!r}"
            conf.write_text(f"from {base} import *\n{theme}\n{settings}\n", "utf-8")
            status, _, said = run_pelican(arguments, self.root, environment, on)
            return Built(status, said, self.output)
        conf.write_text(f"from {base} import *\n{settings}\n", "utf-8")
        pelican = ["-c", TRAVEL, on] if on else ["-m", "pelican"]
        done = subprocess.run(
            [sys.executable, *pelican, *arguments],
            cwd=self.root,
            env=environment,
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
