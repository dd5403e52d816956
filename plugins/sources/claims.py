"""Strong words and numbers that lean on nothing. Knows nothing of Pelican.

A figure, a ratio of risks, “proven”, “cures”, “without risk”: a reader believes them more than the
rest, so each deserves a call to its source, in its sentence or in the next one of the paragraph
(the former HONcode, principle 5, “justifiability”: every claim is backed). What is found is only a
remark: a doctor may have said it with good reason.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from plugins.shared.patterns import BORDER, Pattern, flat, load_patterns, passages_of
from plugins.shared.problems import N_, WARNING, Problem
from plugins.shared.quotes import lines_of, shortened

from .calls import CALL_CLASS

# Where a call stands: no text holds it.
_CALL = "\x01"
_BLOCKS = ":is(p, li, dt, dd, td, th, div)"
# What is quoted, shown as code or a title claims nothing by itself.
_ELSEWHERE = ":is(pre, code, blockquote, h1, h2, h3, h4, h5, h6)"
_END = re.compile(rf"(?<=[.!?…])((?:[\s»”\"]*{_CALL})*)\s+(?=[«“\"(]?[\dA-ZÀ-ÖØ-Þ])")
# What typography puts into “donne-t-il”, and nobody sees.
_JOINER = "\u2060"
_CLAIMS = Path(__file__).with_name("claims.toml")
# In capitals: “or” is a word.
_RATIO = re.compile(r"[HOR](?<!\w.)R ?[=:]? ?\d")


def unsourced_claims(
    html: str, language: str, written: str, illnesses: Collection[str] = ()
) -> list[Problem]:
    """Return a remark for each claim without a call in its sentence or in the next.

    ``html``: an article as Markdown made it, its calls not printed yet; ``written``: the text of
    its file; ``illnesses``: see :mod:`plugins.shared.patterns`.
    """
    text = _text(html)
    passages = passages_of(text)
    suspected = passages.suspected(load_patterns(_CLAIMS, language))
    blocks = text.split(BORDER)
    for number, block in enumerate(blocks):
        if "R" in block and _RATIO.search(block):
            suspected.setdefault(number, [])
    found = [
        sentence
        for number in sorted(suspected)
        for sentence in _bare(blocks[number], suspected[number], illnesses)
    ]
    lines = lines_of(written)
    return [
        Problem(
            N_("a number or a strong claim leads to no source."),
            N_("Add a citation, [@key], to the sentence or to the next; or soften the words."),
            quote=shortened(sentence),
            line=lines.printed(sentence)[1],
            level=WARNING,
        )
        for sentence in found
    ]


def _text(html: str) -> str:
    """Return the text of an article, with a mark where a call stands and where a block ends."""
    tree = LexborHTMLParser(html)
    for call in tree.css(f"sup.{CALL_CLASS}"):
        call.replace_with(_CALL)
    for node in tree.css(_ELSEWHERE):
        node.decompose()
    for node in tree.css(_BLOCKS):
        node.insert_before(BORDER)
        node.insert_after(BORDER)
    return tree.body.text().replace(_JOINER, "") if tree.body else ""


def _bare(block: str, rules: Sequence[Pattern], illnesses: Collection[str]) -> Iterator[str]:
    """Yield the sentences of a block that claim something and lead to no source."""
    *parts, last = _END.split(block)
    sentences = [first + calls for first, calls in zip(parts[::2], parts[1::2], strict=True)]
    sentences.append(last)
    for sentence, following in zip(sentences, [*sentences[1:], ""], strict=True):
        if _CALL not in sentence + following and _claims(sentence, rules, illnesses):
            yield re.sub(r"[ \t\n]+", " ", sentence).strip()


def _claims(sentence: str, rules: Sequence[Pattern], illnesses: Collection[str]) -> bool:
    """Tell whether a sentence claims something; a question does not."""
    if sentence.rstrip("\u00a0\u202f \n").endswith("?"):
        return False
    folded = flat(sentence)
    return bool(_RATIO.search(sentence)) or any(rule.is_in(folded, illnesses) for rule in rules)
