"""Measure what the communities cost an article, as the catalogue grows.

    PYTHONPATH=. .venv/bin/python benchmarks/communities.py --rounds 7

200 articles, on one to three illnesses of the vocabulary each, in French and in English: their
matching, and the template of their box; the illnesses that have a page, and the trees of the
panorama, once a build. With the catalogue as it is, and with 1,000 entries more:
first none of these vetted, then all of them. Figures are milliseconds of processor time; read the
median.
The target: with 1,000 entries more, an article costs 0.2 ms more at most.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from types import SimpleNamespace

from plugins.communities.catalogue import Community, read_catalogue
from plugins.communities.core import Index, Need, communities_for, match, needs_of
from plugins.communities.criteria import finding
from plugins.communities.ledger import Vetted, Vetting
from plugins.conditions.core import load_vocabulary
from plugins.directory.core import illnesses
from plugins.directory.tree import trees
from plugins.pipeline.compose import render
from plugins.shared.templates import environment

KIT = Path(__file__).parents[1]
ARTICLES, MORE = 200, 1_000
DAY = date(2026, 11, 22)
CASES = ("as it is", "1,000 more", "and vetted")


def main() -> None:
    """Print the median time of reading and filing the catalogue, and of an article."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    text = (KIT / "plugins" / "communities" / "catalogue.toml").read_text("utf-8")
    known = list(read_catalogue(text)[0].values())
    more = write_more(known)
    longer = text + "".join(as_toml(facts) for facts in more)
    cases = ((text, known), (longer, known), (longer, [*known, *more]))
    articles = write_articles()
    boxes = environment([KIT / "theme" / "templates"])
    for name, (written, shown) in zip(CASES, cases, strict=True):
        rows = [measure(written, shown, articles, boxes) for _ in range(options.rounds)]
        columns = zip(*rows, strict=True)
        parts = ("read, a build", "match", "box", "trees, a build")
        for part, column in zip(parts, columns, strict=True):
            each = [seconds * 1000 / (1 if "build" in part else ARTICLES) for seconds in column]
            spread = f"({min(each):.3f} to {max(each):.3f})"
            print(f"{name:12} {part:14} {statistics.median(each):8.3f} ms  {spread}")


def write_more(known: Sequence[Community]) -> list[Community]:
    """Return 1,000 entries more: those known, under other ids, each for three other illnesses."""
    vocabulary = load_vocabulary(KIT / "plugins" / "conditions")
    codes, chosen = sorted(vocabulary.categories), random.Random(2)
    return [
        replace(
            known[number % len(known)],
            id=f"more-{number}",
            name=f"More {number}",
            conditions=tuple(chosen.sample(codes, 3)),
        )
        for number in range(MORE)
    ]


def as_toml(facts: Community) -> str:
    """Return an entry as the catalogue has it."""
    lists = {
        name: "".join(f'"{word}", ' for word in getattr(facts, name))
        for name in ("languages", "countries", "conditions", "audience")
    }
    rows = [f"{name} = [{words}]\n" for name, words in lists.items()]
    rows += [f'{name} = "{getattr(facts, name)}"\n' for name in ("id", "name", "url", "kind")]
    return "[[community]]\n" + "".join(rows)


def write_articles() -> list[tuple[list[Need], str]]:
    """Return what 200 articles ask, each with its language."""
    conditions = list(load_vocabulary(KIT / "plugins" / "conditions").conditions.values())
    chosen = random.Random(1)
    return [
        (needs_of(chosen.sample(conditions, 1 + number % 3)), ("fr", "en")[number % 5 == 0])
        for number in range(ARTICLES)
    ]


def measure(
    text: str,
    known: Sequence[Community],
    articles: Sequence[tuple[list[Need], str]],
    boxes: object,
) -> tuple[float, ...]:
    """Return the seconds of: reading and filing, matching, printing the boxes, the trees."""
    begun = time.process_time()
    read_catalogue(text)
    decided = [
        Vetted(facts, Vetting(facts.id, "recommended", DAY, "Dr Exemple", DAY, date(2027, 5, 22)))
        for facts in known
    ]
    index = Index(decided)
    filed = time.process_time()
    found = [
        match(needs, index, language, "FR", home_language="fr") for needs, language in articles
    ]
    matched = time.process_time()
    context = {
        "BLOG": SimpleNamespace(blog=SimpleNamespace(language="fr")),
        "FINDING": partial(finding, language="fr"),
        "VETTING_IS_FICTIONAL": False,
        "directory": "/",
    }
    for box, (_, language) in zip(found, articles, strict=True):
        article = SimpleNamespace(communities=box, slug="essai", lang=language)
        render(boxes, ("communities",), context | {"article": article})
    printed = time.process_time()
    find = partial(communities_for, index, country="FR", home_language="fr")
    conditions = load_vocabulary(KIT / "plugins" / "conditions").conditions
    trees(decided, illnesses(conditions, [], "fr", "fr", find), "fr")
    return (
        filed - begun,
        matched - filed,
        printed - matched,
        time.process_time() - printed,
    )


if __name__ == "__main__":
    main()
