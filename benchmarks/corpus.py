"""Write a blog of any size: the same number always gives the same bytes."""

from __future__ import annotations

import json
import random
import shutil
from datetime import date, timedelta
from pathlib import Path

DEMO = Path(__file__).parents[1] / "content"
CATEGORIES = ("Digestion", "Cœur", "Peau", "Enfants", "Moral")
CONDITIONS = ("reflux", "asthme", "dépression", "G12.2", "diabète de type 2", "E83.1", "migraine")
WORDS = (
    "le patient souvent une douleur qui revient après le repas et l'estomac d'abord avec un "
    "traitement simple parfois la nuit chez l'adulte comme chez l'enfant on peut attendre mais "
    "aujourd'hui les études montrent que l'effet reste faible ; pourtant \"beaucoup\" le disent "
    "utile : c'est pourquoi il faut en parler à votre médecin avant d'arrêter ou de changer"
).split()
FIRST_DAY = date(2016, 1, 1)


def write_corpus(folder: Path, count: int) -> None:
    """Write ``count`` French articles of about 800 words into an empty content folder.

    Headers are plain ``Key: value`` lines, so that plain Pelican reads them too.
    """
    shutil.copytree(DEMO, folder, ignore=shutil.ignore_patterns("*.md"))
    keys = [
        item["id"] for item in json.loads((DEMO / "sources" / "sources.json").read_text("utf-8"))
    ]
    for number in range(count):
        rng = random.Random(number)
        path = folder / "articles" / f"article-{number:05}.md"
        path.write_text(_article(rng, number, keys), "utf-8")


def _article(rng: random.Random, number: int, keys: list[str]) -> str:
    day = FIRST_DAY + timedelta(days=number % 3900)
    header = (
        f"Title: L'article {number} : que faut-il en penser ?\n"
        f"Date: {day}\nReviewed: 2026-06-01\nCategory: {rng.choice(CATEGORIES)}\n"
        f"Tags: mot{number % 90}, mot{number % 7}\nConditions: {rng.choice(CONDITIONS)}\n"
        "Summary: Ce qu'il faut retenir, en deux phrases simples.\n\n"
    )
    sections = "\n\n".join(_section(rng, keys) for _ in range(8))
    return f"{header}{sections}\n"


def _section(rng: random.Random, keys: list[str]) -> str:
    paragraphs = [f"{_sentences(rng, 3)} [@{rng.choice(keys)}]." for _ in range(2)]
    items = "\n".join(f"- {_sentences(rng, 1)} ;" for _ in range(3))
    return f"## {_sentences(rng, 1)[:40]}\n\n" + "\n\n".join([*paragraphs, items])


def _sentences(rng: random.Random, count: int) -> str:
    return ". ".join(
        " ".join(rng.choices(WORDS, k=rng.randint(9, 16))).capitalize() for _ in range(count)
    )
