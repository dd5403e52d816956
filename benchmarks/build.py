"""Compare the kit with plain Pelican on the same articles, in one interleaved run.

    .venv/bin/python benchmarks/build.py 100 1000 --rounds 5

Both use Pelican's own theme “simple”; plain Pelican has no plugin. Figures are
whole processes: seconds of processor time (user + system), wall seconds, peak
memory. These machines are noisy: read medians and ratios.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from corpus import write_corpus

KIT = Path(__file__).parents[1]
SAME = "THEME = 'simple'\nDIRECT_TEMPLATES = ['index', 'archives']\n"
PLAIN = """\
PLUGINS = []
SUMMARY_MAX_LENGTH = 50
"""


def main() -> None:
    """Print, for each size, the medians of both and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print("articles  variant   cpu s  wall s  peak MB   (medians)")
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            _compare(Path(folder), size, options.rounds)


def _compare(folder: Path, size: int, rounds: int) -> None:
    write_corpus(folder / "content", size)
    for name in ("plugins", "theme", "pelicanconf.py"):
        (folder / name).symlink_to(KIT / name)
    variants = {"plain": SAME + PLAIN, "kit": SAME}
    for name, settings in variants.items():
        (folder / f"{name}.py").write_text(f"from pelicanconf import *\n{settings}", "utf-8")
    measured: dict[str, list[tuple[float, float, float]]] = {name: [] for name in variants}
    for number in range(rounds + 1):
        for name in variants:
            figures = _measure(folder, name, folder / f"out-{name}-{number}")
            if number:  # the first round warms the disk up
                measured[name].append(figures)
    for name, rows in measured.items():
        cpu, wall, peak = (statistics.median(column) for column in zip(*rows, strict=True))
        print(f"{size:8}  {name:7} {cpu:7.2f} {wall:7.2f} {peak:8.0f}")
    ratios = [
        kit[0] / plain[0] for kit, plain in zip(measured["kit"], measured["plain"], strict=True)
    ]
    print(
        f"{size:8}  kit/plain, processor time: median {statistics.median(ratios):.2f} "
        f"(from {min(ratios):.2f} to {max(ratios):.2f}, {rounds} pairs)"
    )


def _measure(folder: Path, name: str, output: Path) -> tuple[float, float, float]:
    """Return the processor seconds, the wall seconds and the peak memory (MB) of one build."""
    command = [sys.executable, "-m", "pelican", str(folder / "content")]
    command += ["-s", str(folder / f"{name}.py"), "-o", str(output)]
    began = time.monotonic()
    pid = os.posix_spawn(
        sys.executable,
        command,
        os.environ | {"PYTHONPATH": str(folder)},
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, str(folder / "said.txt"), os.O_WRONLY | os.O_CREAT, 0o644),
        ],
    )
    _, status, usage = os.wait4(pid, 0)
    wall = time.monotonic() - began
    if status:
        sys.exit((folder / "said.txt").read_text("utf-8")[:2000])
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
