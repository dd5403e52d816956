"""Measure what the look at the sources, the reduction of HTML and the audit add to a build.

    .venv/bin/python benchmarks/checks.py 1000 --rounds 5

Each round builds the blog once without the first two and once with them, then audits
it, one after the other. Figures are seconds of processor time (user + system) of whole
processes; read medians. The target: at most 1.5 s per 1,000 articles for all three.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

from corpus import write_corpus

KIT = Path(__file__).parents[1]
# The names that the kit's own modules call, for want of a switch that would let anybody do so.
WITHOUT = """\
import plugins.gate, plugins.reading
from plugins.gate.preflight import Inspection
plugins.gate.inspect = lambda folder: Inspection()
plugins.reading.safe_markup = lambda html, *place: (html, [])
"""
AUDIT = """\
import sys
from datetime import date
from pathlib import Path
from commands.audit import audit
found = audit(Path(sys.argv[1]), Path(sys.argv[2]), date(2026, 11, 22)).findings
sys.exit("\\n".join(f"{name}: {problem.what}" for name, problem in found[:9]) if found else 0)
"""


def main() -> None:
    """Print the medians, and what the checks add for 1,000 articles."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("size", type=int)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rows = [measure(Path(folder), n) for n in _rounds(folder, options)]
    names = ("build without", "build with", "audit", "added")
    columns = zip(*((*row, row[1] - row[0] + row[2]) for row in rows), strict=True)
    for name, column in zip(names, columns, strict=True):
        median = statistics.median(column)
        print(
            f"{name:14} {median:6.2f} s  ({min(column):.2f} to {max(column):.2f})"
            f"  {median * 1000 / options.size:6.2f} s per 1,000 articles"
        )


def _rounds(folder: str, options: argparse.Namespace) -> range:
    """Write the blog, warm the disk up, and return the numbers of the rounds."""
    root = Path(folder)
    write_corpus(root / "content", options.size)
    for name in ("plugins", "commands", "theme", "pelicanconf.py", "publishconf.py"):
        (root / name).symlink_to(KIT / name)
    for name, settings in {"without": WITHOUT, "with": ""}.items():
        (root / f"{name}.py").write_text(f"from publishconf import *\n{settings}", "utf-8")
    measure(root, 0)
    return range(1, options.rounds + 1)


def measure(root: Path, number: int) -> tuple[float, float, float]:
    """Return the processor seconds of a build without the checks, one with them, and the audit."""
    content, sites = str(root / "content"), {}
    seconds = []
    for name in ("without", "with"):
        sites[name] = root / f"out-{name}-{number}"
        command = ["-m", "pelican", content, "-s", str(root / f"{name}.py")]
        seconds.append(_processor(root, [*command, "-o", str(sites[name])]))
    seconds.append(_processor(root, ["-c", AUDIT, str(sites["with"]), content]))
    return seconds[0], seconds[1], seconds[2]


def _processor(root: Path, arguments: list[str]) -> float:
    """Return the processor seconds of one run of Python; stop with its words if it fails."""
    said = root / "said.txt"
    said.unlink(missing_ok=True)
    pid = os.posix_spawn(
        sys.executable,
        [sys.executable, *arguments],
        os.environ | {"PYTHONPATH": str(root)},
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, str(said), os.O_WRONLY | os.O_CREAT, 0o644),
        ],
    )
    _, status, usage = os.wait4(pid, 0)
    if status:
        sys.exit(said.read_text("utf-8")[:2000])
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
