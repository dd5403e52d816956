"""The commands: a folder that is only ever replaced by a whole site."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.support.in_process import run_command
from tests.support.publishing import run
from tests.support.sites import KIT, Site
from tests.support.warm_starts import warm_starts


@pytest.fixture
def checkout(site: Site) -> Site:
    """A small blog with the commands."""
    (site.root / "tasks.py").symlink_to(KIT / "tasks.py")
    return site


def invoke(site: Site, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command inside the environment, as tasks.py does."""
    with warm_starts(site):
        return subprocess.run(
            [sys.executable, "-c", PROGRAM, str(site.root), *arguments],
            cwd=site.root,
            env=os.environ | {"PYTHONPATH": str(site.root), "COLUMNS": "200"},
            capture_output=True,
            text=True,
            check=False,
        )


PROGRAM = """\
import sys
from pathlib import Path
from commands import build
paths = build.Paths(Path(sys.argv[1]))
sys.exit(build.report(paths, getattr(build, sys.argv[2])(paths), "fini dans {output}"))
"""


def test_a_build_puts_the_site_in_place(checkout: Site):
    """After a build the site is in output/, readable by a server, and nothing else is left."""
    done = invoke(checkout, "build")

    assert done.returncode == 0, done.stderr
    assert "fini dans output" in done.stderr
    assert (checkout.output / "estomac" / "index.html").is_file()
    assert checkout.output.stat().st_mode & 0o755 == 0o755
    inside = sorted(name.name for name in (checkout.root / ".build").iterdir())
    assert inside == ["audited", "cache", "lock", "output"]
    assert [name.name for name in (checkout.root / ".build" / "output").iterdir()] == ["000001"]


def test_a_failed_build_leaves_the_site_whole(checkout: Site):
    """A mistake in an article leaves yesterday's site as it was, to the byte."""
    run(checkout, "build")
    before = {file: file.read_bytes() for file in checkout.output.rglob("*") if file.is_file()}
    checkout.write("articles/faux.md", "---\ntitle: Faux\ndate: 2026-10-02\n---\n[@inconnu]\n")
    done = run(checkout, "build")
    after = {file: file.read_bytes() for file in checkout.output.rglob("*") if file.is_file()}

    assert done.returncode == 1
    assert "inconnu" in done.stderr
    assert after == before


def test_an_interrupted_build_leaves_the_site_whole(checkout: Site):
    """Ctrl-C while the site is built ends with 130 and changes nothing."""
    run(checkout, "build")
    for number in range(100):
        text = (checkout.content / "articles" / "estomac.md").read_text("utf-8")
        checkout.write(f"articles/copie-{number}.md", text)
    with warm_starts(checkout):
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(checkout.root), "build"],
            cwd=checkout.root,
            env=os.environ | {"PYTHONPATH": str(checkout.root)},
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    deadline = time.monotonic() + 120
    while not list((checkout.root / ".build").glob("output/.*/site/copie-*")):
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)

    assert process.returncode == 130, said
    assert not (checkout.output / "copie-0").exists()
    assert (checkout.output / "estomac" / "index.html").is_file()


def test_check_writes_nothing(checkout: Site):
    """Checking leaves no site behind, and says how many articles it read."""
    done = run(checkout, "check")

    assert done.returncode == 0, done.stderr
    assert not checkout.output.exists()


def test_an_audit_that_fails_keeps_the_site_out(checkout: Site):
    """When a page does not keep the contract, nothing is put in place."""
    conf = (KIT / "pelicanconf.py").read_text("utf-8")
    (checkout.root / "pelicanconf.py").unlink()
    (checkout.root / "pelicanconf.py").write_text(conf + "\nPLUGINS.remove(gate)\n", "utf-8")
    done = run(checkout, "build")

    assert done.returncode == 1
    assert not checkout.output.exists()


def test_errors_alone(checkout: Site):
    """``check --errors`` says what stops a publication, and no remark."""
    checkout.write("articles/faux.md", "---\ntitle: Faux\ndate: 2026-10-02\n---\n[@inconnu]\n")
    environment = os.environ | {"COLUMNS": "200"}
    said = {
        errors: run_command("check", checkout.root, environment, errors_only=errors)[2]
        for errors in (False, True)
    }

    assert "  ! " in said[False]
    assert "  ! " not in said[True]
    assert "  ✗ " in said[True]


def test_a_check_says_the_same_of_what_it_knows_already(checkout: Site):
    """Remarks are kept with what they are about, whichever command found them first."""
    checkout.write("articles/deux.md", CLAIMS)
    first = run(checkout, "check")
    kept = sorted((checkout.root / ".build/cache").iterdir())
    second = run(checkout, "check")

    assert "guérit" in first.stderr
    assert (first.returncode, first.stderr) == (second.returncode, second.stderr)
    assert kept


CLAIMS = """\
---
title: Un remède
date: 2026-10-01
conditions: reflux
---
Ce remède guérit à coup sûr [@chey2024].
"""


def test_a_clean_build_begins_from_the_texts(checkout: Site):
    """What was kept is deleted first, whatever it holds."""
    run(checkout, "build")
    (checkout.root / ".build/cache/odd.json").write_text("{}")
    done = run(checkout, "build", "clean")

    assert done.returncode == 0, done.stderr
    assert list((checkout.root / ".build/cache").iterdir())
    assert not (checkout.root / ".build/cache/odd.json").exists()
