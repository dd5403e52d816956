"""What a French doctor's professional communication may not hold, and its English.

Code de la santé publique, R.4127-19-1, I: loyal and honest, without the testimonies of third
parties, without comparison with other doctors or establishments, without inciting to needless
care; R.4127-13: only what is confirmed, with prudence. Medical secrecy: nobody may be recognised.
A rule finds words, a doctor judges: each is a remark. The rules stand in ``rules.toml``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from plugins.shared.patterns import BORDER, Pattern, flat, load_patterns, passages_of
from plugins.shared.problems import N_, Phrase

from .blocks import Block, sentences

KINDS = {
    "testimony": (
        N_("this reads as the testimony of a patient."),
        N_(
            "A French doctor's communication may not use any (R.4127-19-1). Tell what is known "
            "instead."
        ),
    ),
    "praise": (
        N_("this reads as praise of a practitioner, or as a comparison with others."),
        N_(
            "A French doctor may compare neither doctors nor establishments (R.4127-19-1). Tell "
            "facts only."
        ),
    ),
    "promise": (
        N_("this reads as the promise of a result."),
        N_("Tell what is likely, with its source: nothing is certain for everybody."),
    ),
    "person": (
        N_("somebody could be recognised in this story."),
        N_("Take out age, place, date, first name, trade; or write that the story is invented."),
    ),
}

_RULES = Path(__file__).with_name("rules.toml")


def findings(
    blocks: Sequence[Block], language: str, illnesses: Collection[str] = ()
) -> Iterator[tuple[Phrase, Phrase, str]]:
    """Yield what each sentence breaks, what to do, and the sentence, each kind once a sentence.

    ``illnesses``: see :mod:`plugins.shared.patterns`.
    """
    passages = passages_of(BORDER.join(block.text for block in blocks))
    suspected = passages.suspected(load_patterns(_RULES, language))
    for number in sorted(suspected):
        block = blocks[number]
        quoted = block.tag == "blockquote"
        rules = [rule for rule in suspected[number] if rule.quoted or not quoted]
        for sentence in sentences(block.text):
            for kind in _broken(sentence, rules, illnesses):
                yield *KINDS[kind], sentence


def _broken(sentence: str, rules: Iterable[Pattern], illnesses: Collection[str]) -> list[str]:
    """Return the kinds of rule that a sentence breaks."""
    folded = flat(sentence)
    said: set[str] = set()
    for rule in rules:
        if rule.kind not in said and rule.is_in(sentence if rule.cased else folded, illnesses):
            said.add(rule.kind)
    return sorted(said)
