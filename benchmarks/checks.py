"""Measure what the look at the sources, the reduction of HTML and the audit add to a build.

    .venv/bin/python benchmarks/checks.py 1000 --rounds 5

Each round builds the blog twice: alone, with a watch on the first two, then as ``tasks.py build``
does, with its audit, which begins while pages are written. Figures are seconds as a doctor waits
them; read medians, on a machine that does nothing else. ``the last three`` are those that wait one
for the other; ``added in all`` holds also what the two processes take from each other, and as the
difference of two long builds it is as uncertain as both. The target: at most 1.5 s per 1,000
articles.
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
from pathlib import Path

from corpus import write_corpus

KIT = Path(__file__).parents[1]
# The names that the kit's own modules call, with a watch on each.
WATCHED = """\
import atexit, json, time
from pathlib import Path
from publishconf import *
import plugins.gate, plugins.reading

SECONDS = {"inspect": 0.0, "safe_markup": 0.0}

def watched(module, name):
    function = getattr(module, name)
    def run(*given):
        begun = time.perf_counter()
        try:
            return function(*given)
        finally:
            SECONDS[name] += time.perf_counter() - begun
    setattr(module, name, run)

watched(plugins.gate, "inspect")
watched(plugins.reading, "safe_markup")
atexit.register(lambda: Path("seconds.json").write_text(json.dumps(SECONDS)))
"""
AUDITED = """\
import subprocess, sys, time
from datetime import date, timedelta
from pathlib import Path
from commands.audit.ahead import auditing

site, content, day = Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3])
next_build = day + timedelta(days=7)
if __name__ == "__main__":
    with auditing(site, content, day, next_build, int(sys.argv[4]), drafts=False) as finished:
        subprocess.run([sys.executable, *sys.argv[5:]], check=True)
        begun = time.perf_counter()
        found = finished().findings
        Path("after.txt").write_text(str(time.perf_counter() - begun))
    sys.exit("\\n".join(f"{name}: {problem.what}" for name, problem in found[:9]) if found else 0)
"""
NAMES = (
    "build alone",
    "build and audit",
    "audit after the build",
    "look at the sources",
    "reduction of HTML",
    "the last three",
    "added in all",
)


def main() -> None:
    """Print the medians, and what the checks add for 1,000 articles."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("size", type=int)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_corpus(root / "content", options.size)
        for name in ("plugins", "commands", "theme", "pelicanconf.py", "publishconf.py"):
            (root / name).symlink_to(KIT / name)
        (root / "watched.py").write_text(WATCHED, "utf-8")
        (root / "audited.py").write_text(AUDITED, "utf-8")
        measure(root, options.size)
        rows = [measure(root, options.size) for _ in range(options.rounds)]
    for name, column in zip(NAMES, zip(*rows, strict=True), strict=True):
        median = statistics.median(column)
        print(
            f"{name:21} {median:6.2f} s  ({min(column):.2f} to {max(column):.2f})"
            f"  {median * 1000 / options.size:6.2f} s per 1,000 articles"
        )


def measure(root: Path, size: int) -> tuple[float, ...]:
    """Return the seconds of a build alone and with its audit, and of each check."""
    content, site = str(root / "content"), root / "site"

    def command() -> list[str]:
        shutil.rmtree(site, ignore_errors=True)
        return ["-m", "pelican", content, "-s", str(root / "watched.py"), "-o", str(site)]

    alone = _seconds(root, command())
    inside = json.loads((root / "seconds.json").read_text())
    day = json.loads((site / "build.json").read_text())["day"]
    audited = _seconds(root, ["audited.py", str(site), content, day, str(size), *command()])
    checks = (float((root / "after.txt").read_text()), inside["inspect"], inside["safe_markup"])
    return (alone, audited, *checks, sum(checks), audited - alone + sum(checks[1:]))


def _seconds(root: Path, arguments: list[str]) -> float:
    """Return the seconds that one run of Python takes; stop with its words if it fails."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments],
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


if __name__ == "__main__":
    main()
