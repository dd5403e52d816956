"""Measure what the look at the sources, the reduction of HTML and the audit add to a build.

    .venv/bin/python benchmarks/checks.py 1000 --rounds 5

Each round builds the blog, with a watch on the first two, then audits it in a process of its own,
from the first import to the end. Figures are seconds as a doctor waits them; read medians, on a
machine that does nothing else. The target: at most 1.5 s per 1,000 articles for all three.
"""

from __future__ import annotations

import argparse
import json
import os
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
AUDIT = """\
import sys
from datetime import date
from pathlib import Path
from commands.audit import audit
found = audit(Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3])).findings
sys.exit("\\n".join(f"{name}: {problem.what}" for name, problem in found[:9]) if found else 0)
"""
NAMES = ("build, all of it", "look at the sources", "reduction of HTML", "audit", "added")


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
        measure(root, 0)
        rows = [measure(root, number) for number in range(1, options.rounds + 1)]
    for name, column in zip(NAMES, zip(*rows, strict=True), strict=True):
        median = statistics.median(column)
        print(
            f"{name:20} {median:6.2f} s  ({min(column):.2f} to {max(column):.2f})"
            f"  {median * 1000 / options.size:6.2f} s per 1,000 articles"
        )


def measure(root: Path, number: int) -> tuple[float, ...]:
    """Return the seconds of a build, of both checks inside it, of the audit, and of all checks."""
    content, site = str(root / "content"), root / f"out-{number}"
    command = ["-m", "pelican", content, "-s", str(root / "watched.py"), "-o", str(site)]
    build = _seconds(root, command)
    inside = json.loads((root / "seconds.json").read_text())
    day = json.loads((site / "build.json").read_text())["day"]
    audit = _seconds(root, ["-c", AUDIT, str(site), content, day])
    checks = (inside["inspect"], inside["safe_markup"], audit)
    return (build, *checks, sum(checks))


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
