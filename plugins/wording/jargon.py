"""Words that doctors use and patients may not know, left unexplained. Knows nothing of Pelican.

A word counts as explained where what stands beside its first use says what it is: a bracket, “that
is”, “is a”, “called”, quotation marks. The list is the kit's own, in ``jargon.toml``: technical
words that have an everyday equivalent; a blog on a rare illness explains it, and is left in peace.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

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
def _terms(language: str) -> tuple[str, ...]:
    """Return the words of a language."""
    data = tomllib.loads(Path(__file__).with_name("jargon.toml").read_text("utf-8"))
    return tuple(data.get(language, data["fr"])["words"])


def unexplained(text: str, language: str) -> list[str]:
    """Return the words of the list that nothing explains, in the order of a text in small letters.

    ``text``: a block a line.
    """
    lost: dict[str, int] = {}
    for term in _terms(language):
        if term in text:
            # The plural of each is the same word.
            uses = list(re.finditer(rf"\b{re.escape(term)}(?:s|x)?\b", text))
            if uses and not any(_is_explained(text, use) for use in uses):
                lost[term] = uses[0].start()
    return sorted(lost, key=lost.__getitem__)


def _is_explained(text: str, use: re.Match[str]) -> bool:
    after = text[use.end() : use.end() + _NEAR]
    before = text[max(0, use.start() - _NEAR) : use.start()]
    return bool(_AFTER.match(after) or _BEFORE.search(before))
