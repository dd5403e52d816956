"""Measure what the look at the sources, the reduction of HTML and the audit add to a build.

    .venv/bin/python benchmarks/checks.py 1000 --rounds 8

Each round builds the blog three times: alone; as ``tasks.py build`` does, with its audit, which
another process begins while pages are written; and once more so, with that process stopped and let
go on by turns. ``audit around Pelican`` is all of the second but Pelican: what is loaded before it
and what is left to do after it. ``taken from Pelican`` is what the other process makes it wait
meanwhile: the difference between how long a page takes to be written while that process goes on and
while it is stopped, times the pages written while it goes on, where all of its work is done. Two
builds set side by side on a machine with neighbours would not show so little. ``added in all`` is
the sum of the four.

Figures are seconds as a doctor waits them; read medians, on a machine that does nothing else. The
target: at most 1.5 s per 1,000 articles.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from corpus import write_corpus
from rich.console import Console
from rich.progress import track

KIT = Path(__file__).parents[1]
# The names that the kit's own modules call, with a watch on each; when each page was written.
WATCHED = """\
import atexit, json, time
from pathlib import Path
from pelican import signals
from publishconf import *
import plugins.gate.plugin, plugins.reader.plugin

SECONDS = {"inspect": 0.0, "safe_markup": 0.0}
WRITTEN = []

def watched(module, name):
    function = getattr(module, name)
    def run(*given):
        begun = time.perf_counter()
        try:
            return function(*given)
        finally:
            SECONDS[name] += time.perf_counter() - begun
    setattr(module, name, run)

def written(path, context):
    WRITTEN.append((time.monotonic(), "article" in context))

watched(plugins.gate.plugin, "inspect")
watched(plugins.reader.plugin, "safe_markup")
signals.content_written.connect(written)
atexit.register(lambda: Path("inside.json").write_text(json.dumps([SECONDS, WRITTEN])))
"""
AUDITED = """\
import json, os, signal, subprocess, sys, time
from datetime import date, timedelta
from multiprocessing import active_children
from pathlib import Path
from threading import Event, Thread
from audit.parallel import auditing

# Seconds for which it goes on, and for which it is stopped.
TURNS = ((signal.SIGCONT, 0.4), (signal.SIGSTOP, 0.2))

def by_turns(built, turns):
    helper, = active_children()
    while not built.is_set():
        for turn, seconds in TURNS:
            os.kill(helper.pid, turn)
            turns.append((time.monotonic(), turn == signal.SIGCONT))
            built.wait(seconds)
    os.kill(helper.pid, signal.SIGCONT)

site, content, day = Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3])
next_build = day + timedelta(days=7)
if __name__ == "__main__":
    with auditing(site, content, day, next_build, int(sys.argv[4]), drafts=False) as finished:
        built, turns = Event(), []
        thread = Thread(target=by_turns, args=(built, turns))
        if sys.argv[5] == "by turns":
            thread.start()
        begun = time.perf_counter()
        subprocess.run([sys.executable, *sys.argv[6:]], check=True)
        pelican = time.perf_counter() - begun
        built.set()
        if thread.ident:
            thread.join()
        found = finished().findings
        Path("outside.json").write_text(json.dumps([pelican, turns]))
    sys.exit("\\n".join(f"{name}: {problem.what}" for name, problem in found[:9]) if found else 0)
"""
NAMES = (
    "build alone",
    "build and audit",
    "look at the sources",
    "reduction of HTML",
    "audit around Pelican",
    "taken from Pelican",
    "added in all",
)
# Which part of the times of pages is left out at each end: those of other work between two pages.
TRIMMED = 0.05


def main() -> None:
    """Print the medians, and what the checks add for 1,000 articles."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("size", type=int)
    parser.add_argument("--rounds", type=int, default=8)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_corpus(root / "content", options.size)
        for name in ("plugins", "audit", "commands", "theme", "pelicanconf.py", "publishconf.py"):
            (root / name).symlink_to(KIT / name)
        (root / "watched.py").write_text(WATCHED, "utf-8")
        (root / "audited.py").write_text(AUDITED, "utf-8")
        build(root)
        rounds = track(range(options.rounds), "Rounds", console=Console(stderr=True))
        rows = [measure(root, options.size) for _ in rounds]
    for name, column in zip(NAMES, zip(*rows, strict=True), strict=True):
        median = statistics.median(column)
        print(
            f"{name:21} {median:6.2f} s  ({min(column):.2f} to {max(column):.2f})"
            f"  {median * 1000 / options.size:6.2f} s per 1,000 articles"
        )


def measure(root: Path, size: int) -> tuple[float, ...]:
    """Return the seconds of a build alone and with its audit, of each check, and of all."""
    alone = build(root)
    seconds, _ = json.loads((root / "inside.json").read_text())
    audited = build(root, size)
    pelican, _ = json.loads((root / "outside.json").read_text())
    build(root, size, "by turns")
    _, written = json.loads((root / "inside.json").read_text())
    _, turns = json.loads((root / "outside.json").read_text())
    around = audited - pelican
    added = (seconds["inspect"], seconds["safe_markup"], around, taken(written, turns))
    return (alone, audited, *added, sum(added))


def build(root: Path, audited: int = 0, how: str = "at once") -> float:
    """Return the seconds of a build, with its audit if that many articles are to be audited."""
    content, site = str(root / "content"), root / "site"
    command = ["-m", "pelican", content, "-s", "watched.py", "-o", str(site)]
    if audited:
        command = ["audited.py", str(site), content, _day(site), str(audited), how, *command]
    shutil.rmtree(site, ignore_errors=True)
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *command],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.perf_counter() - begun
    if done.returncode:
        sys.exit((done.stderr + done.stdout)[:2000])
    return seconds


def _day(site: Path) -> str:
    """Return the day of the build before: each leaves its own."""
    day: str = json.loads((site / "build.json").read_text())["day"]
    return day


def taken(written: list[tuple[float, bool]], turns: list[tuple[float, bool]]) -> float:
    """Return the seconds that the audit made Pelican wait while it wrote.

    ``written``: when each page was, and whether it is an article, which takes longer than others;
    ``turns``: when the audit was let go on (true) or stopped. A page that was being written at a
    turn counts for neither.
    """
    times: dict[tuple[bool, bool], list[float]] = defaultdict(list)
    moments = [moment for moment, _ in turns]
    for (before, _), (moment, is_article) in pairwise(written):
        turn = bisect(moments, moment)
        if turn and turn == bisect(moments, before):
            times[is_article, turns[turn - 1][1]].append(moment - before)
    return sum(
        (_trimmed_mean(times[is_article, True]) - _trimmed_mean(times[is_article, False]))
        * len(times[is_article, True])
        for is_article in (True, False)
    )


def _trimmed_mean(values: list[float]) -> float:
    cut = int(len(values) * TRIMMED)
    return statistics.mean(sorted(values)[cut : len(values) - cut])


if __name__ == "__main__":
    main()
