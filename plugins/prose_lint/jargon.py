"""Words that doctors use and patients may not know, left unexplained. Knows nothing of Pelican.

A word counts as explained where what stands beside its first use says what it is: a bracket, “that
is”, “is a”, “called”, quotation marks. The list is the kit's own, in ``jargon.toml``: technical
words that have an everyday equivalent, and endings that make one of any organ (“-ectomy”); what the
article's title names is its subject, and a blog on a rare illness is left in peace.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

# The shortest word of the list has five letters; nobody writes one of forty.
_WORD = re.compile(r"\b\w{5,40}\b")
# How near an explanation stands, in characters.
_NEAR = 60
_AFTER = re.compile(
    r"^\w*\s*[»”\"]?\s*(?:\(|,? ?(?:c[’']est-à-dire|soit|ou |autrement dit|that is|meaning|or )|"
    r"(?:, )?(?:est|sont|désigne\w*|signifie\w*|veut dire|veulent dire|is|are|means?) (?:une?|des|"
    r"les?|la|l[’']|qu|a|an|the|when)|: |, (?:une?|des|les?|la|l[’']|a|an|the) )"
)
_BEFORE = re.compile(
    r"(?:appel\w+|nomm\w+|nom|terme|mot|dite?s?|parle\w*|called|named|known as|term|word)"
    r"(?: (?:de|d[’']une?|the|a|une?|la|le|les))?\s*[«“\"]?\s*$|[(«“\"]\s*$|, ou (?:une? )?$|\bor $"
)


@cache
def _data(language: str) -> dict[str, list[str]]:
    data: dict[str, dict[str, list[str]]] = tomllib.loads(
        Path(__file__).with_name("jargon.toml").read_text("utf-8")
    )
    return data.get(language, data["fr"])


@cache
def _forms(language: str) -> dict[str, str]:
    """Return the words of a language by each way of writing them: a plural is the same word."""
    terms = _data(language)["words"]
    return {f"{term}{ending}": term for term in terms for ending in ("", "s", "x")}


@cache
def _endings(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\w*(?:{'|'.join(_data(language)['endings'])}))(?=s?$)")


@cache
def _term(word: str, language: str) -> str:
    """Return the term that a word, in small letters, is a form of; empty if it is none."""
    listed = _forms(language).get(word)
    made = None if listed else _endings(language).match(word)
    if not made or made[0] in _everyday(language):
        return listed or ""
    return made[0]


@cache
def _everyday(language: str) -> frozenset[str]:
    return frozenset(_data(language)["everyday"])


def unexplained(text: str, language: str, known: Iterable[str] = ()) -> list[str]:
    """Return the words of the list that nothing explains, in the order of a text in small letters.

    ``text``: a block a line; ``known``: words that are explained elsewhere on the page.
    """
    lost: dict[str, int] = {}
    explained = {_term(word.casefold(), language) for word in known} | {""}
    for term in {_term(word, language) for word in set(_WORD.findall(text))} - explained:
        uses = list(re.finditer(rf"\b{term}(?:s|x)?\b", text))
        if not any(_is_explained(text, use) for use in uses):
            lost[term] = uses[0].start()
    return sorted(lost, key=lost.__getitem__)


def _is_explained(text: str, use: re.Match[str]) -> bool:
    after = text[use.end() : use.end() + _NEAR]
    before = text[max(0, use.start() - _NEAR) : use.start()]
    return bool(_AFTER.match(after) or _BEFORE.search(before))
