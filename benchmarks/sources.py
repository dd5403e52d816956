"""Measure what the sources add to an article: calls, numbers, references, box, claims.

    PYTHONPATH=. .venv/bin/python benchmarks/sources.py --rounds 7

200 articles of 12 calls and two bare claims each, from 300 sources, as Markdown left them: all that
the plugin and its template then do. Figures are milliseconds of processor time an article; read the
median.
The target: under 2 ms an article, the references printed for the first time included.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from pathlib import Path
from types import SimpleNamespace

from plugins.pipeline.compose import render
from plugins.shared.templates import environment
from plugins.sources.calls import find_calls, replace_calls
from plugins.sources.claims import unsourced_claims
from plugins.sources.core import Numbering, cite, left_over
from plugins.sources.library import Library, read_library

KIT = Path(__file__).parents[1]
ARTICLES, CALLS, SOURCES, CLAIMS = 200, 12, 300, 2


def main() -> None:
    """Print the median time an article takes, and its parts."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    sources, articles = write_sources(), [write_article(number) for number in range(ARTICLES)]
    boxes = environment([KIT / "theme" / "templates"])
    rows = [measure(sources, articles, boxes) for _ in range(options.rounds)]
    columns = zip(*((*row, sum(row)) for row in rows), strict=True)
    for name, column in zip(("read", "number", "claims", "box", "all"), columns, strict=True):
        each = [seconds * 1000 / ARTICLES for seconds in column]
        spread = f"({min(each):.2f} to {max(each):.2f})"
        print(f"{name:8} {statistics.median(each):6.2f} ms an article  {spread}")


def write_sources() -> str:
    """Return 300 sources: those of the demonstration under other names."""
    items = json.loads((KIT / "content" / "sources" / "sources.json").read_text("utf-8"))
    kept = [
        {name: value for name, value in item.items() if name not in ("DOI", "PMID", "note")}
        for item in items
        if item["id"] not in ("wakefield1998", "lancet2010")
    ]
    many = (kept[number % len(kept)] | {"id": f"source{number}"} for number in range(SOURCES))
    return json.dumps(list(many))


def write_article(seed: int) -> str:
    """Return the body of an article as Markdown left it."""
    chosen = random.Random(seed)
    paragraph = "Un traitement simple aide, dit une étude récente, chez bien des malades. " * 3
    return "".join(
        f'<p>{paragraph}<sup class="sources-call" data-calls="@source{chosen.randrange(SOURCES)}">'
        f"</sup>.{' Il guérit.' * (number < CLAIMS)}</p>\n"
        for number in range(CALLS)
    )


def measure(sources: str, articles: list[str], boxes: object) -> tuple[float, ...]:
    """Return the seconds of: reading the sources, numbering, looking for claims, the boxes."""
    begun = time.process_time()
    library = read_library(sources, "")[0]
    read = time.process_time()
    numbered = [number(library, html) for html in articles]
    counted = time.process_time()
    for html in articles:
        unsourced_claims(html, "fr", html)
    looked = time.process_time()
    for article in numbered:
        render(boxes, ("sources",), {"article": article, "references": "/sources/"})
    done = time.process_time()
    return read - begun, counted - read, looked - counted, done - looked


def number(library: Library, html: str) -> SimpleNamespace:
    """Return an article with its sources, its calls printed."""
    numbering = Numbering(library, "essai-fr", "fr", since=2016)
    printed, bibliography = cite(find_calls(html), (), numbering)
    left_over(replace_calls(html, printed), library)
    return SimpleNamespace(sources=bibliography, slug="essai", lang="fr")


if __name__ == "__main__":
    main()
