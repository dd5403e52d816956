"""Time whole builds of one blog: from the texts, after one edit, with nothing changed.

    .venv/bin/python benchmarks/rebuild.py 14 100 1000 --rounds 3 --write
    .venv/bin/python benchmarks/rebuild.py 100 --against ../serment-before

Each is ``tasks.py build`` as the doctor types it, gate and audit included, on a copy of the kit;
beside it, plain Pelican with typogrify on the same articles, and those of Hugo and Eleventy that
are on the ``PATH`` (:mod:`peers`). They run in turn, A B C … A B C, and ratios are taken within a
round: these machines are noisy, so read medians and ratios. ``--against``: another checkout of the
kit, timed in the same rounds. ``--write``: the table and the drawing of docs/performance.md are
made anew. ``--budget``: say, as a warning of GitHub, which ratio is past that of ``budget.toml``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import threading
import time
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus import write_corpus
from memory import held
from peers import edit_of, peers
from plot import plot

KIT = Path(__file__).parents[1]
PAGE = KIT / "docs" / "performance.md"
DRAWING = PAGE.with_name("performance.svg")
BUDGET = Path(__file__).with_name("budget.toml")
PLAIN_PELICAN = "plain Pelican, typogrify"
MARK = "<!-- results -->\n"
PARTS = ("plugins", "audit", "commands", "theme")


def run_of(kit: Path) -> str:
    """Return what ``tasks.py`` of a checkout has the environment run.

    Its own look at the lock file costs nothing to speak of.
    """
    tasks = (kit / "tasks.py").read_text("utf-8")
    return tasks.partition('RUN = """')[2].partition('"""')[0]


RUN = run_of(KIT)
PLAIN = """\
import sys
sys.path.insert(0, __file__.rpartition("/")[0])
from pelicanconf import *
PLUGINS = []
THEME = "simple"
DIRECT_TEMPLATES = ["index", "archives"]
SUMMARY_MAX_LENGTH = 50
TYPOGRIFY = True
JINJA_ENVIRONMENT = {"trim_blocks": True, "lstrip_blocks": True}
"""


@dataclass(frozen=True)
class Figures:
    """What one build took: processor time and clock in seconds, all of its processes in megabytes.

    The last is the most that they held together, of what was seen five times a second.
    """

    cpu: float
    wall: float
    peak: float


def main() -> None:
    """Print the rows of the table, and write it down if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--against", type=Path, help="another checkout of the kit")
    parser.add_argument("--write", action="store_true", help=f"into {PAGE.name}")
    parser.add_argument("--budget", action="store_true", help=f"hold ratios against {BUDGET.name}")
    options = parser.parse_args()
    lines = [
        "| articles | build | processor, s | clock, s | memory, MB | clock ÷ plain Pelican |",
        "| ---: | --- | ---: | ---: | ---: | ---: |",
    ]
    clocks: dict[str, dict[int, float]] = {}
    for size in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measured = _measured(Path(folder), size, options.rounds, options.against)
        rows = list(_rows(size, measured))
        # As they come: the largest may take an hour.
        sys.stdout.write("\n".join(rows) + "\n")
        sys.stdout.flush()
        lines += rows
        for name, found in measured.items():
            clocks.setdefault(name, {})[size] = statistics.median(one.wall for one in found)
        if options.budget:
            sys.stdout.writelines(_past_budget(size, measured))
    if options.write:
        before = PAGE.read_text("utf-8").partition(MARK)[0]
        sizes = " ".join(map(str, options.sizes))
        said = f"`benchmarks/rebuild.py {sizes} --rounds {options.rounds}`, medians."
        table = "\n".join(lines)
        DRAWING.write_text(plot(clocks), "utf-8")
        PAGE.write_text(f"{before}{MARK}\n{said}\n\n{table}\n", "utf-8")


def _measured(
    folder: Path, size: int, rounds: int, against: Path | None
) -> dict[str, list[Figures]]:
    """Return what each build of one size took, by its name, a figure for each round."""
    builds = _builds(folder, size, against)
    measured: dict[str, list[Figures]] = {name: [] for name in builds}
    for number in range(rounds + 1):
        for name, (prepare, arguments) in builds.items():
            prepare(number)
            figures = measure(arguments, folder)
            if number:  # the first round warms the disk up
                measured[name].append(figures)
    return measured


def _rows(size: int, measured: dict[str, list[Figures]]) -> Iterator[str]:
    """Yield the rows of one size."""
    for name, found in measured.items():
        cpu, wall, peak = (
            statistics.median(getattr(one, part) for one in found)
            for part in ("cpu", "wall", "peak")
        )
        ratio = _ratio(found, measured[PLAIN_PELICAN])
        yield f"| {size} | {name} | {cpu:.2f} | {wall:.2f} | {peak:.0f} | {ratio:.2f} |"


def _ratio(found: list[Figures], of: list[Figures]) -> float:
    """Return how many times as long on the clock some builds took as others, within a round."""
    return statistics.median(one.wall / other.wall for one, other in zip(found, of, strict=True))


def _past_budget(size: int, measured: dict[str, list[Figures]]) -> Iterator[str]:
    """Yield a warning for each build that takes more than it may, for plain Pelican's one."""
    for name, most in tomllib.loads(BUDGET.read_text("utf-8"))["most"].items():
        ratio = _ratio(measured[name], measured[PLAIN_PELICAN])
        if ratio > most:
            yield f"::warning::{size} articles, {name}: {ratio:.2f} times plain Pelican ({most})\n"


def _builds(
    folder: Path, size: int, against: Path | None
) -> dict[str, tuple[Callable[[int], None], list[str]]]:
    """Return what is timed, by name: what is done before, and the command."""
    kit = checkout(KIT, folder / "kit", size)
    article = sorted((kit / "content/articles").glob("*.md"))[0]

    def nothing(_: int) -> None:
        pass

    build = [sys.executable, "-c", RUN, str(kit), "build"]
    builds = {
        "from the texts": (nothing, [*build, "--clean"]),
        "one edit": (edit_of(article), build),
        "nothing changed": (nothing, build),
    }
    if against:
        other = checkout(against, folder / "against", size)
        builds["the other checkout"] = (
            nothing,
            [sys.executable, "-c", run_of(against), str(other), "build"],
        )
    (kit / "plain.py").write_text(PLAIN, "utf-8")
    plain = [
        sys.executable,
        "-P",
        "-m",
        "pelican",
        str(kit / "content"),
        "-s",
        str(kit / "plain.py"),
    ]
    builds[PLAIN_PELICAN] = (nothing, [*plain, "-o", str(folder / "plain")])
    return builds | peers(kit / "content", folder / "peers")


def checkout(kit: Path, to: Path, size: int) -> Path:
    """Return a copy of a kit with a blog of so many articles."""
    to.mkdir()
    for name in PARTS:
        shutil.copytree(kit / name, to / name, ignore=shutil.ignore_patterns("__pycache__"))
    for file in [*kit.glob("*.py"), *kit.glob("*.t*")]:
        shutil.copy(file, to)
    write_corpus(to / "content", size)
    return to


def measure(arguments: list[str], folder: Path) -> Figures:
    """Run one build to its end, with the processes it starts."""
    began = time.monotonic()
    said = folder / "said.txt"
    said.unlink(missing_ok=True)
    # As on the doctor's machine: Python keeps what it compiled.
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    pid = os.posix_spawn(
        arguments[0],
        arguments,
        env,
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, str(said), os.O_WRONLY | os.O_CREAT, 0o644),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ],
    )
    ended, seen = threading.Event(), [0.0]

    def watch() -> None:
        while not ended.wait(0.2):
            seen.append(held(pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    _, status, usage = os.wait4(pid, 0)
    wall = time.monotonic() - began
    ended.set()
    watcher.join()
    if status:
        sys.exit(said.read_text("utf-8")[:2000])
    return Figures(usage.ru_utime + usage.ru_stime, wall, max(*seen, usage.ru_maxrss / 1024))


if __name__ == "__main__":
    main()
