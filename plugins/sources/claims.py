"""Strong words and numbers that lean on nothing. Knows nothing of Pelican.

A figure, a ratio of risks, “proven”, “cures”, “without risk”: a reader believes them more than the
rest, so each deserves a call to its source, in its sentence or in the next one of the paragraph
(the former HONcode, principle 5, “justifiability”: every claim is backed). What is found is only a
remark: a doctor may have said it with good reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser

from plugins.shared.problems import N_, WARNING, Problem
from plugins.shared.quotes import lines_of, shortened

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
# What typography puts into “donne-t-il”, and nobody sees.
_JOINER = "\u2060"
_FEW = r"(?:un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|cent|mille|\d+)"
_NUMBER = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|\d+)"
# For each claim, letters that it cannot do without, which are looked for first: most sentences
# have none.
_CLAIMS = {
    "fr": {
        "%": r"\d ?%",
        "sur": rf"\b{_FEW} (?:\w+ ){{0,2}}sur (?!une?\b){_FEW}\b",
        "fois": rf"\b(?:{_FEW}|plusieurs) fois (?:plus|moins|supérieur|inférieur)",
        "double": r"\bdouble (?:le|les)\b",
        "triple": r"\btriple (?:le|les)\b",
        "divise": r"\bdivise (?:le|les|par)\b",
        "multiplie": r"\bmultiplie (?:le|les|par)\b",
        "risque": r"\brisque relatif\b|\b(?:sans (?:aucun )?|aucun )risque\b",
        "danger": r"\b(?:sans (?:aucun )?|aucun )danger\b",
        "effet": r"\b(?:sans (?:aucun )?|aucun )effet secondaire\b",
        "ratio": r"\b(?:odds|hazard) ratio\b",
        "prouv": r"\bprouvée?s?\b|\bprouvent\b",
        "démontré": r"\bdémontrée?s?\b",
        "scientifiquement": r"\bscientifiquement\b",
        "guéri": r"\bguéri(?:t|ssent)\b",
        "éradique": r"\béradique(?:nt)?\b",
        "montr": r"\b(?:études?|essais?|recherches?) (?:le )?(?:montrent?|ont montré|a montré)\b",
    },
    "en": {
        "%": r"\d ?%",
        "per cent": r"\bper cent\b",
        " in ": rf"\b{_NUMBER} (?:\w+ ){{0,2}}in (?!one\b){_NUMBER}\b",
        " out of ": rf"\b{_NUMBER} (?:\w+ ){{0,2}}out of (?!one\b){_NUMBER}\b",
        "twice": r"\btwice (?:more|less|as|higher|lower)\b",
        "times": rf"\b{_NUMBER} times (?:more|less|as|higher|lower)\b",
        "doubles": r"\bdoubles the\b",
        "triples": r"\btriples the\b",
        "halves": r"\bhalves the\b",
        "risk": r"\brelative risk\b|\brisk[- ]free\b|\b(?:without|no) risk\b",
        "danger": r"\b(?:without|no) danger\b",
        "side effect": r"\b(?:without|no) side effects?\b",
        "safe": r"\bperfectly safe\b",
        "ratio": r"\b(?:odds|hazard) ratio\b",
        "prove": r"\bproven\b|\bprove[sd]?\b",
        "demonstrated": r"\bdemonstrated\b",
        "scientifically": r"\bscientifically\b",
        "cure": r"\bcures?\b",
        "eradicate": r"\beradicates?\b",
        "show": r"\b(?:stud(?:y|ies)|trials?|research) show(?:s|ed)?\b",
    },
}
_PATTERNS = {
    language: [(letters, re.compile(pattern)) for letters, pattern in claims.items()]
    for language, claims in _CLAIMS.items()
}
# In capitals: “or” is a word.
_RATIO = re.compile(r"[HOR](?<!\w.)R ?[=:]? ?\d")


def unsourced_claims(html: str, language: str, written: str) -> list[Problem]:
    """Return a remark for each claim without a call in its sentence or in the next.

    ``html``: an article as Markdown made it, its calls not printed yet; ``written``: the text of
    its file.
    """
    found = [
        sentence
        for block in _claiming(_text(html), language)
        for sentence in _bare(block, language)
    ]
    lines = lines_of(written)
    return [
        Problem(
            N_("a number or a strong claim leads to no source."),
            N_("Add a call, [@key], to the sentence or to the next; or soften the words."),
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
        node.insert_before(_BORDER)
        node.insert_after(_BORDER)
    return tree.body.text() if tree.body else ""


def _claiming(text: str, language: str) -> Iterator[str]:
    """Yield the paragraphs, items and cells that may claim something.

    Most do not: they are not worth cutting into sentences.
    """
    plain = _plain(text)
    folded = plain.casefold()
    claims = [claim for claim in _patterns(language) if claim[0] in folded]
    blocks = zip(*(kind.split(_BORDER) for kind in (text, plain, folded)), strict=True)
    for block, as_written, said in blocks:
        if _is_claim(as_written, said, claims):
            yield block


def _bare(block: str, language: str) -> Iterator[str]:
    """Yield the sentences of a block that claim something and lead to no source."""
    *parts, last = _END.split(block)
    sentences = [first + calls for first, calls in zip(parts[::2], parts[1::2], strict=True)]
    sentences.append(last)
    for sentence, following in zip(sentences, [*sentences[1:], ""], strict=True):
        if _CALL not in sentence + following and _claims(sentence, language):
            yield re.sub(r"[ \t\n]+", " ", sentence.replace(_JOINER, "")).strip()


def _claims(sentence: str, language: str) -> bool:
    """Tell whether a sentence claims something; a question does not."""
    said = _plain(_IN_QUOTES.sub("", sentence))
    if said.rstrip().endswith("?"):
        return False
    return _is_claim(said, said.casefold(), _patterns(language))


def _is_claim(text: str, folded: str, claims: Sequence[tuple[str, re.Pattern[str]]]) -> bool:
    return bool(_RATIO.search(text)) or any(
        letters in folded and pattern.search(folded) for letters, pattern in claims
    )


def _patterns(language: str) -> list[tuple[str, re.Pattern[str]]]:
    return _PATTERNS.get(language, _PATTERNS["fr"])


def _plain(text: str) -> str:
    """Return a text with spaces of one kind, without what typography joins words with."""
    for space in "\n\t\u00a0\u202f":
        text = text.replace(space, " ")
    return text.replace(_JOINER, "")
