"""Measure what the dialect and the check of conservation add to a build.

    .venv/bin/python benchmarks/dialect.py 1000 --rounds 5

In each round every article is converted by python-markdown with the extensions that Pelican itself
takes, then by the kit's dialect, then its words are compared: one after the other, so that a noisy
machine slows all three alike. The share is of a whole ``tasks.py build --clean`` of the same blog,
timed once a round too. Processor seconds; read medians. The target: less than 15 %.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import write_corpus

KIT = Path(__file__).parents[1]
sys.path.insert(0, str(KIT))

from markdown import Markdown  # noqa: E402

from plugins.reader.conservation.check import check  # noqa: E402
from plugins.reader.core import read_document  # noqa: E402
from plugins.reader.dialect import extensions  # noqa: E402
from plugins.sources.calls import CitationCalls  # noqa: E402

# As in pelican.settings.DEFAULT_CONFIG, but for what reads the header and colours code.
PLAIN = ["markdown.extensions.extra"]


def main() -> None:
    """Print the seconds of each part, and the share of a build."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=int)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        blog = Path(folder, "blog")
        write_corpus(blog / "content", options.articles)
        for name in ("plugins", "audit", "commands", "theme"):
            (blog / name).symlink_to(KIT / name)
        for name in ("tasks.py", "pelicanconf.py", "publishconf.py"):
            shutil.copy(KIT / name, blog / name)
        files = sorted((blog / "content/articles").glob("*.md"))
        texts = [read_document(file.read_text("utf-8")).body for file in files]
        rounds = [one_round(texts, blog) for _ in range(options.rounds)]
    for name in ("plain", "dialect", "check", "build"):
        print(f"{name:8} {statistics.median(one[name] for one in rounds):8.2f} s")
    shares = [(one["dialect"] - one["plain"] + one["check"]) / one["build"] for one in rounds]
    print(f"share    {statistics.median(shares):8.1%}")


def one_round(texts: list[str], blog: Path) -> dict[str, float]:
    """Return the processor seconds of each part over all texts, and of one build."""
    plain = Markdown(extensions=[*PLAIN, CitationCalls()], output_format="html5")
    kit = Markdown(extensions=[*extensions(), CitationCalls()], output_format="html5")
    spent = dict.fromkeys(("plain", "dialect", "check"), 0.0)
    for text in texts:
        begun = time.process_time()
        plain.reset().convert(text)
        halfway = time.process_time()
        html = kit.reset().convert(text)
        converted = time.process_time()
        check(text, html, 1, set())
        checked = time.process_time()
        spent["plain"] += halfway - begun
        spent["dialect"] += converted - halfway
        spent["check"] += checked - converted
    begun = children()
    command = [sys.executable, "-m", "invoke", "build", "--clean"]
    subprocess.run(command, cwd=blog, check=True, capture_output=True)
    return {**spent, "build": children() - begun}


def children() -> float:
    """Return the processor seconds of all processes that this one waited for."""
    import resource  # noqa: PLC0415 - not on Windows

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
