"""Time saves under the preview: from the save of an article to its page, and to the verdict.

    .venv/bin/python benchmarks/live.py 14 100 1000 --saves 10 --write
    .venv/bin/python benchmarks/live.py 14 --against ../serment-before
    .venv/bin/python benchmarks/live.py 14 --many 1000

A sentence is added to an article; its page is asked for every 4 ms until it holds the sentence,
then until nothing says any more that it is being checked. Where ``--against`` names another
checkout of the kit, both previews run, and saves are made in turn. ``--many``: so many saves, each
as soon as the last is seen, and the memory of all processes after every tenth of them.
"""

from __future__ import annotations

import argparse
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from memory import held
from rebuild import KIT, PAGE, RUN, checkout

MARK = "<!-- live -->\n"
END = "<!-- end of live -->"
ARTICLE = "article-00000"
OFTEN = 0.004
CHECKING = "serment-preview--checking"
HEAD = [
    "| articles | kit | page, ms: median | slowest | verdict, s: median | memory at rest, MB |",
    "| ---: | --- | ---: | ---: | ---: | ---: |",
]


class Preview:
    """A preview of a copy of a kit."""

    def __init__(self, kit: Path, folder: Path, size: int) -> None:
        self.root = checkout(kit, folder, size)
        self.text = self.root / "content" / "articles" / f"{ARTICLE}.md"
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{port}/{ARTICLE}/"
        self.saves = 0
        self.page: list[float] = []
        self.verdict: list[float] = []
        command = [sys.executable, "-c", RUN, str(self.root), "preview", "--port", str(port)]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def get(self) -> str:
        """Return the page of the article, empty while there is none."""
        try:
            with urllib.request.urlopen(self.address, timeout=60) as answer:
                return str(answer.read().decode())
        except (OSError, urllib.error.HTTPError):
            return ""

    def begin(self) -> None:
        """Wait until the first build is shown, and saves are followed as they will be."""
        while "<h1" not in self.get():
            time.sleep(0.5)
        time.sleep(2)
        for _ in range(3):
            self.save()
            time.sleep(2)
        self.page.clear()
        self.verdict.clear()

    def save(self) -> None:
        """Add a sentence; note the seconds until it is seen, and until it is checked."""
        self.saves += 1
        sentence = f"Phrase{self.saves:05}ajoutée"
        with self.text.open("a", encoding="utf-8") as file:
            file.write(f"\n{sentence}.\n")
        since = time.monotonic()
        while sentence not in (html := self.get()):
            time.sleep(OFTEN)
        self.page.append(time.monotonic() - since)
        while CHECKING in html:
            time.sleep(10 * OFTEN)
            html = self.get()
        self.verdict.append(time.monotonic() - since)

    def save_many(self, number: int) -> Iterator[tuple[int, float]]:
        """Save so often, one sentence in the place of the last; yield the memory on the way."""
        before = self.text.read_text("utf-8")
        for save in range(1, number + 1):
            sentence = f"Phrase{save:05}remplacée"
            self.text.write_text(f"{before}\n{sentence}.\n", "utf-8")
            while sentence not in self.get():
                time.sleep(OFTEN)
            if save % max(1, number // 10) == 0:
                yield save, self.memory()

    def memory(self) -> float:
        """Return the megabytes that all of its processes hold between two saves."""
        time.sleep(1)
        return held(self.process.pid)

    def row(self, size: int, name: str) -> str:
        """Return what was measured."""
        page, slowest = (1000 * of(self.page) for of in (statistics.median, max))
        verdict = statistics.median(self.verdict)
        figures = (f"{page:.0f}", f"{slowest:.0f}", f"{verdict:.1f}", f"{self.memory():.0f}")
        return f"| {size} | {name} | {' | '.join(figures)} |"


def main() -> None:
    """Print the rows of the table, and write it down if asked to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sizes", nargs="+", type=int)
    parser.add_argument("--saves", type=int, default=10)
    parser.add_argument("--many", type=int, default=0, help="saves in a row, for their memory")
    parser.add_argument("--against", type=Path, help="another checkout of the kit")
    parser.add_argument("--write", action="store_true", help=f"into {PAGE.name}")
    options = parser.parse_args()
    if options.many:
        _print_memory(options.sizes[0], options.many)
        return
    lines = [*HEAD]
    for size in options.sizes:
        rows = _rows(size, options.saves, options.against)
        sys.stdout.write("\n".join(rows) + "\n")
        sys.stdout.flush()
        lines += rows
    if options.write:
        text = PAGE.read_text("utf-8")
        before, _, rest = text.partition(MARK)
        sizes = " ".join(map(str, options.sizes))
        said = f"`benchmarks/live.py {sizes} --saves {options.saves}`."
        table = "\n".join(lines)
        PAGE.write_text(
            f"{before}{MARK}\n{said}\n\n{table}\n\n{END}{rest.partition(END)[2]}", "utf-8"
        )


def _print_memory(size: int, saves: int) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as at_the_end:
        preview = _begun(at_the_end, KIT, Path(folder, "kit"), size)
        for save, memory in preview.save_many(saves):
            sys.stdout.write(f"{save} saves: {memory:.0f} MB\n")
            sys.stdout.flush()


def _begun(at_the_end: ExitStack, kit: Path, folder: Path, size: int) -> Preview:
    """Return a preview that shows its first build, and is stopped at the end."""
    preview = Preview(kit, folder, size)
    at_the_end.callback(preview.process.wait)
    at_the_end.callback(preview.process.send_signal, signal.SIGINT)
    preview.begin()
    return preview


def _rows(size: int, saves: int, against: Path | None) -> list[str]:
    """Return the rows of one size."""
    kits = {"this one": KIT} | ({"the other checkout": against} if against else {})
    with tempfile.TemporaryDirectory() as folder, ExitStack() as at_the_end:
        previews = {
            name: _begun(at_the_end, kit, Path(folder, name.replace(" ", "-")), size)
            for name, kit in kits.items()
        }
        for _ in range(saves):
            for preview in previews.values():
                preview.save()
                # Before the next one, as a person would.
                time.sleep(1)
        return [preview.row(size, name) for name, preview in previews.items()]


if __name__ == "__main__":
    main()
