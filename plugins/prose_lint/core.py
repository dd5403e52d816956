"""What of an article’s words deserves a second look. Knows nothing of Pelican.

The text is read once, as blocks (paragraphs, items, cells, titles) cut out of the HTML that
Markdown made; each rule is looked for only in texts that hold letters it cannot do without. The
time is linear in what was written, whatever was written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from heapq import nlargest

from plugins.shared.problems import N_, WARNING, Phrase, Problem
from plugins.shared.quotes import lines_of, shortened

from .blocks import Block, read_blocks, sentences
from .ease import FLESCH, HARD, KANDEL_MOLES, count_words, reading_ease
from .jargon import unexplained
from .rules import findings

LONG = N_("this sentence has {count} words.")
SHORTEN = N_("Make two of it: beyond 25 words, many readers begin again.")
HARD_BLOCK = N_("the hardest paragraph to read: {scale} gives it {score} out of 100.")
EASE = N_("A hint of where to begin, no mark: shorter sentences, everyday words.")
JARGON = N_("nothing explains these words: {words}.")
EXPLAIN = N_(
    "Say it once in plain words, “reflux (acid that comes back up)”, or in content/glossary.toml; "
    "or choose another."
)

# NHS asks for 20 words at most; from 25 on a sentence is read twice.
LONGEST_SENTENCE = 25
# Fewer words say nothing of how a block reads.
_SHORTEST_BLOCK = 30
# How many blocks are looked at with the formula itself.
_TRIED = 3
# Of one kind in one article, the first are told: nobody reads on.
_MOST = 5

Found = tuple[Phrase, Phrase, str, dict[str, object]]
Parted = list[tuple[Block, list[str]]]


def remarks(
    html: str,
    language: str,
    written: str,
    explained: Collection[str] = (),
    illnesses: Collection[str] = (),
) -> list[Problem]:
    """Return what deserves a second look, in the order of the text.

    ``html``: an article as Markdown made it; ``written``: the text of its file; ``explained``: the
    words that the page explains elsewhere; ``illnesses``: see :mod:`plugins.shared.patterns`.
    """
    blocks = read_blocks(html)
    folded = "\n".join(block.text for block in blocks).casefold()
    found: list[Found] = [
        (what, fix, sentence, {}) for what, fix, sentence in findings(blocks, language, illnesses)
    ]
    # Of blocks with fewer words nothing is said any more: most items of lists are not even parted.
    parted = [
        (block, sentences(block.text))
        for block in blocks
        if block.is_prose and _spaces(block) >= LONGEST_SENTENCE
    ]
    found += ((LONG, SHORTEN, text, {"count": count}) for text, count in _long_sentences(parted))
    found += _hardest(parted, language)
    terms = unexplained(folded, language, explained)
    if terms:
        found.append((JARGON, EXPLAIN, terms[0], {"words": ", ".join(terms)}))
    lines = lines_of(written)
    return [
        Problem(what, fix, values, shortened(text), lines.printed(text)[1], WARNING)
        for what, fix, text, values in found
    ]


def _long_sentences(parted: Parted) -> list[tuple[str, int]]:
    """Return the longest sentences that are too long, with their number of words."""
    counted = [
        (sentence, count_words(sentence))
        for _, several in parted
        for sentence in several
        # A space between words, at least.
        if sentence.count(" ") >= LONGEST_SENTENCE
    ]
    long = [one for one in counted if one[1] > LONGEST_SENTENCE]
    return sorted(long, key=lambda one: -one[1])[:_MOST]


def _spaces(block: Block) -> int:
    return block.text.count(" ")


def _weight(text: str, several: list[str]) -> float:
    """Return about how hard a text reads: as the formula, with three letters a syllable.

    Near enough to find the blocks that the formula is worth using on.
    """
    words = text.count(" ") + 1
    return words / len(several) + 24 * len(text) / words


def _hardest(parted: Parted, language: str) -> Iterator[Found]:
    """Yield the block that reads worst, if it reads badly."""
    long = [(block.text, several) for block, several in parted if _spaces(block) >= _SHORTEST_BLOCK]
    if not long:
        return
    hardest = nlargest(_TRIED, long, key=lambda one: _weight(*one))
    score, text = min((reading_ease(t, len(several), language), t) for t, several in hardest)
    if score < HARD:
        scale = FLESCH if language == "en" else KANDEL_MOLES
        yield HARD_BLOCK, EASE, text, {"scale": scale, "score": max(0, round(score))}
