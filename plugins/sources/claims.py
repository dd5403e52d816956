"""Strong words and numbers that lean on nothing. Knows nothing of Pelican.

A figure, a ratio of risks, “proven”, “cures”, “without risk”: a reader believes them more than the
rest, so each deserves a call to its source, in its sentence or in the next one of the paragraph
(HONcode, principle 4, “justifiability”: every claim is backed). What is found is only a remark:
a doctor may have said it with good reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser

from plugins.problems import N_, WARNING, Problem

from .calls import CALL_CLASS

# Where a call stands, and where a block ends: no text holds these.
_CALL = "\x01"
_BORDER = "\x02"
_BLOCKS = ":is(p, li, dt, dd, td, th, div)"
# What is quoted, shown as code or a title claims nothing by itself.
_ELSEWHERE = ":is(pre, code, blockquote, h1, h2, h3, h4, h5, h6)"
_END = re.compile(rf"(?<=[.!?…])((?:[\s»”\"]*{_CALL})*)\s+(?=[«“\"(]?[\dA-ZÀ-ÖØ-Þ])")
# What somebody says is not what the doctor says.
_IN_QUOTES = re.compile('«[^«»]*»|“[^“”]*”|"[^"]*"')
# Spaces of any width; what typography puts into “donne-t-il”, and nobody sees.
_SPACES = dict.fromkeys(map(ord, "\n\t\u00a0\u202f"), " ") | {0x2060: None}
_SHOWN = {0x2060: None}
_FEW = r"(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|cent|mille|\d+)"
_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|\d+)"
_CLAIMS = {
    "fr": (
        r"\d ?%",
        rf"\b{_FEW} (?:\w+ ){{0,2}}sur (?!une?\b){_FEW}\b",
        rf"\b(?:{_FEW}|plusieurs) fois (?:plus|moins|supérieur|inférieur)",
        r"\b(?:double|triple|divise|multiplie) (?:le|les|par)\b",
        r"\b(?-i:RR|OR|HR) ?[=:]? ?\d",
        r"\brisque relatif\b|\bodds ratio\b|\bhazard ratio\b",
        r"\bprouvée?s?\b|\bdémontrée?s?\b|\bscientifiquement\b",
        r"\bguéri(?:t|ssent)\b|\béradique(?:nt)?\b",
        r"\bsans (?:aucun )?(?:risque|danger|effet secondaire)\b|\baucun (?:risque|danger)\b",
        r"\b(?:études?|essais?|recherches?) (?:le )?(?:montrent?|prouvent?|ont montré|a montré)\b",
    ),
    "en": (
        r"\d ?%|\bper cent\b",
        rf"\b{_NUMBER} (?:\w+ ){{0,2}}(?:in|out of) (?!one\b){_NUMBER}\b",
        rf"\b(?:twice|{_NUMBER} times) (?:more|less|as|higher|lower)\b",
        r"\b(?:doubles|triples|halves) the\b",
        r"\b(?-i:RR|OR|HR) ?[=:]? ?\d",
        r"\brelative risk\b|\bodds ratio\b|\bhazard ratio\b",
        r"\bproven\b|\bproved?s?\b|\bscientifically\b|\bdemonstrated\b",
        r"\bcures?\b|\beradicates?\b",
        r"\brisk[- ]free\b|\b(?:without|no) (?:risk|danger|side effects?)\b|\bperfectly safe\b",
        r"\b(?:stud(?:y|ies)|trials?|research) (?:shows?|proves?|showed|proved)\b",
    ),
}
_PATTERNS = {
    language: re.compile("|".join(f"(?:{one})" for one in claims), re.IGNORECASE)
    for language, claims in _CLAIMS.items()
}
_WORD = re.compile(r"[^\W_]+")
# In words: enough to find a sentence again in the file, however it was typeset.
_BEGINNING = 6
_QUOTED = 160


def unsourced_claims(html: str, language: str, written: Callable[[], str]) -> list[Problem]:
    """Return a remark for each claim without a call in its sentence or in the next.

    ``html``: an article as Markdown made it, its calls not printed yet; ``written`` gives the text
    of its file, which is read only if there is a line to find. A question claims nothing.
    """
    found = [
        sentence
        for block in _blocks(html)
        for sentence in _bare_claims(block, _PATTERNS.get(language, _PATTERNS["fr"]))
    ]
    if not found:
        return []
    lines = _lines_of(written(), {min(_BEGINNING, len(_words(sentence))) for sentence in found})
    return [
        Problem(
            N_("a number or a strong claim leads to no source."),
            N_("Add a call, [@key], to the sentence or to the next; or soften the words."),
            quote=sentence if len(sentence) <= _QUOTED else f"{sentence[:_QUOTED].rstrip()}…",
            line=lines.get(tuple(_words(sentence)[:_BEGINNING]), 0),
            level=WARNING,
        )
        for sentence in found
    ]


def _blocks(html: str) -> Iterator[str]:
    """Yield the text of each paragraph, item or cell, a mark where a call stands."""
    tree = LexborHTMLParser(html)
    for call in tree.css(f"sup.{CALL_CLASS}"):
        call.replace_with(_CALL)
    for node in tree.css(_ELSEWHERE):
        node.decompose()
    for node in tree.css(_BLOCKS):
        node.insert_before(_BORDER)
        node.insert_after(_BORDER)
    yield from (tree.body.text() if tree.body else "").split(_BORDER)


def _bare_claims(block: str, claims: re.Pattern[str]) -> Iterator[str]:
    """Yield the sentences of a block that claim something and lead to no source."""
    *parts, last = _END.split(block)
    sentences = [first + calls for first, calls in zip(parts[::2], parts[1::2], strict=True)]
    sentences.append(last)
    for sentence, following in zip(sentences, [*sentences[1:], ""], strict=True):
        asked = sentence.rstrip().endswith("?")
        claimed = claims.search(_IN_QUOTES.sub("", sentence).translate(_SPACES))
        if claimed and not asked and _CALL not in sentence + following:
            yield re.sub(r"[ \t\n]+", " ", sentence.translate(_SHOWN)).strip()


def _lines_of(written: str, lengths: set[int]) -> dict[tuple[str, ...], int]:
    """Return the first line, from 1, of each run of as many words of a file."""
    numbered = [
        (word, number)
        for number, line in enumerate(written.split("\n"), start=1)
        for word in _words(line)
    ]
    words = [word for word, _ in numbered]
    lines: dict[tuple[str, ...], int] = {}
    for length in lengths:
        for start, (_, number) in enumerate(numbered):
            lines.setdefault(tuple(words[start : start + length]), number)
    return lines


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text).casefold())
