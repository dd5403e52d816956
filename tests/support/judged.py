"""The sentences of tests/data/prose_lint, and what the kit says of each: how often it is right.

``benchmarks/prose_lint.py`` prints it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape

from plugins.conditions.core import load_vocabulary
from plugins.disclaimer.core import load_texts
from plugins.prose_lint.core import remarks
from plugins.prose_lint.held import IDENTITY, ORDER, held_words, known_of
from plugins.prose_lint.identity import Known
from plugins.prose_lint.rules import KINDS
from plugins.shared.blog import read_blog
from plugins.shared.typography import typeset
from plugins.sources.claims import unsourced_claims
from tests.support.sites import BLOG, KIT

SENTENCES = KIT / "tests" / "data" / "prose_lint"
HALVES = ("judge", "tuning")
LANGUAGES = ("fr", "en")
_BYTE = 28
_OF = {what: kind for kind, (what, _) in KINDS.items()} | {
    IDENTITY: "identity",
    ORDER: "order",
    "nothing explains these words: {words}.": "jargon",
    "a number or a strong claim leads to no source.": "claim",
}


@dataclass(frozen=True)
class Judged:
    """A sentence: what is to be said of it, what may be said."""

    text: str
    wanted: frozenset[str]
    allowed: frozenset[str]


@dataclass(frozen=True)
class Score:
    """How often a kind was told rightly, wrongly, and not at all."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Return how much of what is told is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Return how much of what is to be told is told."""
        return self.right / max(1, self.right + self.missed)


def read(half: str, language: str) -> Iterator[Judged]:
    """Yield the sentences of a half."""
    for line in (SENTENCES / f"{half}.{language}.tsv").read_text("utf-8").splitlines():
        kinds, _, text = line.partition("\t")
        each = kinds.replace("-", "").split(",")
        wanted = frozenset(kind for kind in each if kind and not kind.startswith("?"))
        yield Judged(text, wanted, frozenset(kind[1:] for kind in each if kind.startswith("?")))


def half_of(text: str) -> str:
    """Return the half that a sentence belongs to."""
    return "tuning" if hashlib.sha256(text.encode()).digest()[_BYTE] % 2 else "judge"


@cache
def _known(language: str) -> Known:
    blog, _ = read_blog(BLOG.replace('"FR"', '"FR"' if language == "fr" else '"GB"'))
    assert blog
    return known_of(blog, load_texts().numbers)


def said(text: str, language: str) -> frozenset[str]:
    """Return the kinds that are told of a sentence which is a paragraph by itself."""
    html = f"<p>{typeset(escape(text, quote=False), language)}</p>"
    illnesses = load_vocabulary().single_words
    found = [
        *remarks(html, language, text, (), illnesses),
        *unsourced_claims(html, language, text, illnesses),
        *held_words((html,), language, text, "", _known(language), illnesses),
    ]
    return frozenset(_OF[problem.what] for problem in found if problem.what in _OF)


def scores(half: str, languages: tuple[str, ...] = LANGUAGES) -> dict[str, Score]:
    """Return the score of each kind in a half."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for language in languages:
        for sentence in read(half, language):
            found = said(sentence.text, language) - sentence.allowed
            right.update(found & sentence.wanted)
            wrong.update(found - sentence.wanted)
            missed.update(sentence.wanted - found)
    kinds = sorted({*right, *wrong, *missed})
    return {kind: Score(right[kind], wrong[kind], missed[kind]) for kind in kinds}
