"""The process of the next build waits, and builds what stands there when it is asked."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from pathlib import Path

from commands.cli.paths import Paths
from commands.preview.builds import Builds
from tests.support.publishing import orphans
from tests.support.sites import ARTICLE, KIT, Site


def waiting(site: Site) -> list[int]:
    """Return the processes that wait: that of the next build, and its Pelican."""
    until = time.monotonic() + 60
    while not any("pelican_child.py" in line for line in orphans(site, 0)):
        assert time.monotonic() < until
        time.sleep(0.05)
    folders = [path for path in Path("/proc").iterdir() if path.name.isdigit()]
    return [int(path.name) for path in folders if _is_of(path, site)]


def _is_of(process: Path, site: Site) -> bool:
    try:
        return str(site.root).encode() in (process / "cmdline").read_bytes()
    except OSError:
        return False


def page(site: Site) -> str:
    """Return the page of the article."""
    return (site.output / "estomac/index.html").read_text("utf-8")


def test_the_next_build_is_of_what_was_saved_meanwhile(site: Site):
    """A text, the kit itself; and where the process that waits is lost, another takes its place."""
    for part in ("plugins", "commands"):
        (site.root / part).unlink()
        shutil.copytree(KIT / part, site.root / part)
    builds = Builds(Paths(site.root), threading.Event())
    builds.get_ready()
    waiting(site)
    site.write("articles/estomac.md", ARTICLE.replace("court", "sauvé"))
    assert builds.build().good
    assert "Un texte sauvé" in page(site)
    assert orphans(site) == []

    builds.get_ready()
    waiting(site)
    steps = site.root / "plugins/pipeline/compose.py"
    steps.write_text(f"{steps.read_text('utf-8')}\nBEFORE = ()\n", "utf-8")
    outcome = builds.build()
    # Without the box: of the kit as it is now.
    assert not outcome.good
    assert "l’avertissement\xa0: il faut exactement un encadré" in outcome.text
    shutil.copy(KIT / "plugins/pipeline/compose.py", steps)

    builds.get_ready()
    for process in waiting(site):
        os.kill(process, signal.SIGKILL)
    assert builds.build().good

    builds.get_ready()
    waiting(site)
    builds.end()
    assert orphans(site) == []
