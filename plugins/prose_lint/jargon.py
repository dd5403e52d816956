"""Words that doctors use and patients may not know, left unexplained. Knows nothing of Pelican.

A word counts as explained where what stands beside its first use says what it is: a bracket, “that
is”, “is a”, “called”, quotation marks. The list is the kit's own, in ``jargon.toml``: technical
words that have an everyday equivalent; a blog on a rare illness explains it, and is left in peace.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

# The shortest word of the list has five letters.
_WORD = re.compile(r"\w{5,}")
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
def _forms(language: str) -> dict[str, str]:
    """Return the words of a language by each way of writing them: a plural is the same word."""
    data = tomllib.loads(Path(__file__).with_name("jargon.toml").read_text("utf-8"))
    terms = data.get(language, data["fr"])["words"]
    return {f"{term}{ending}": term for term in terms for ending in ("", "s", "x")}


def unexplained(text: str, language: str, known: Iterable[str] = ()) -> list[str]:
    """Return the words of the list that nothing explains, in the order of a text in small letters.

    ``text``: a block a line; ``known``: words that are explained elsewhere on the page.
    """
    forms = _forms(language)
    lost: dict[str, int] = {}
    explained = {forms.get(word.casefold()) for word in known}
    for term in {forms[word] for word in forms.keys() & set(_WORD.findall(text))} - explained:
        uses = list(re.finditer(rf"\b{term}(?:s|x)?\b", text))
        if not any(_is_explained(text, use) for use in uses):
            lost[term] = uses[0].start()
    return sorted(lost, key=lost.__getitem__)


def _is_explained(text: str, use: re.Match[str]) -> bool:
    after = text[use.end() : use.end() + _NEAR]
    before = text[max(0, use.start() - _NEAR) : use.start()]
    return bool(_AFTER.match(after) or _BEFORE.search(before))
