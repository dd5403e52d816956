"""Tell what a title says became of its publication, from what it is about. Pure.

Publishers and libraries write it before or after the title, between brackets or with a colon:
“RETRACTED: …”, “RETRACTED ARTICLE: …”, “[Retracted] …”, “… (Retracted)”, “WITHDRAWN: …”. “Retracted
Science and the Retraction Index” is a title; so is “Withdrawn patients”.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

RETRACTED, WITHDRAWN = "retracted", "withdrawn"

_WORDS = {
    "retracted": RETRACTED,
    "rétracté": RETRACTED,
    "rétractée": RETRACTED,
    "withdrawn": WITHDRAWN,
    "retiré": WITHDRAWN,
    "retirée": WITHDRAWN,
    "removed": WITHDRAWN,
    "temporary removal": WITHDRAWN,
}
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_KIND = r"(?:\s*(?:the\s+)?(?:article|chapter|paper|publication|manuscript|preprint|study))?"
_THIS = r"(?:(?:this\s+)?(?:article|paper)\s+(?:has\s+been\s+|was\s+)?)?"
_BEFORE = re.compile(
    rf"\s*(?:{_THIS}(?P<bare>{_WORD}){_KIND}\s*(?::|\.(?=\s)|[\u2013\u2014]|--+|\s-(?=\s))"
    rf"|[\[(]\s*{_THIS}(?P<framed>{_WORD}){_KIND}\s*[\])]\s*[:.\u2013\u2014-]*"
    rf"|(?P<loud>(?-i:RETRACTED|WITHDRAWN){_KIND})\s+(?=[^\s\d]))\s*",
    re.IGNORECASE,
)
# From its bracket or its sign to the end, spaces left out there.
_AFTER = re.compile(
    rf"(?:[\[(]\s*{_THIS}(?P<framed>{_WORD}){_KIND}\s*(?:[.,:;][^\[\]()]*)?[\])]"
    rf"|[\u2013\u2014:-]\s*(?P<bare>(?-i:RETRACTED|WITHDRAWN)){_KIND})\s*\.?$",
    re.IGNORECASE,
)
_SIGNS = ("[(", "\u2013\u2014:-")
# Inside a reference: “… [Retracted in: Lancet 2010;375:445]”; not “Rofecoxib (withdrawn in 2004)”.
_IN_BRACKETS = re.compile(
    rf"[\[(]\s*{_THIS}(?:(?P<noted>r[ée]tract(?:ed|[ée]e?))\b[^\])]{{0,80}}"
    rf"|(?P<framed>{_WORD}){_KIND}\s*)[\])]",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?:^|[.;:?!»”]\s+)(?=\S)")
_END = re.compile(r"[.;?!»”](?=\s|$)")
_NOTICE = re.compile(
    r"\s*(?:(?:statement|notice|letter)\s+of\s+(?:partial\s+)?(?:retraction|withdrawal|concern)\b"
    r"|(?:partial\s+)?retraction(?:\s+(?:note|notice|statement))?"
    r"\s*(?:[:\u2013\u2014]|--|(?:to|of|for)\s*(?::|[“\"\u2018'«\[]))"
    r"|(?:retraction|withdrawal|removal)\s+(?:note|notice|statement)\b"
    r"|(?:editorial\s+)?expressions?\s+of\s+concern\s*(?:[:\u2013\u2014]|--|(?:to|of|for|about)\b|$)"
    r"|(?:author|publisher)(?:['’]s)?\s+correction\b"
    r"|(?:erratum|errata|corrigendum|corrigenda|correction|corrections|addendum|rectificatif)"
    r"\s*(?:[:\u2013\u2014.]|--|(?:to|for|à)\s*(?::|[“\"\u2018'«\[])|(?:to|for)\s+(?=(?-i:[A-Z]))|$)"
    r"|(?:avis|note)\s+de\s+rétractation\b|rétractation\s*:)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Marked:
    """A title without its mark; ``state``: what the mark says, empty where there is none."""

    title: str
    state: str = ""


def read_mark(title: str) -> Marked:
    """Return a title, and what the mark before or after it says became of the publication."""
    return _marked(title, 0, len(title), _after(title, 0, len(title)))


def _after(words: str, start: int, end: int) -> re.Match[str] | None:
    """Return the mark that ends a part of some words.

    No bracket nor sign stands inside one: it begins at the last of them.
    """
    while end > start and words[end - 1].isspace():
        end -= 1
    for signs in _SIGNS:
        place = max(words.rfind(sign, start, end) for sign in signs)
        match = _AFTER.match(words, place, end) if place >= 0 else None
        if match:
            return match
    return None


def _marked(words: str, start: int, end: int, after: re.Match[str] | None) -> Marked:
    """Return the title that a part of some words is, and its mark: that before it, or ``after``."""
    match = _BEFORE.match(words, start, end)
    rest = words[match.end() : end].strip() if match else ""
    if match is None or not rest:
        match = after
        rest = words[start : match.start()].strip() if match else ""
    title = words[start:end]
    if match is None or not rest or is_notice_title(title):
        return Marked(title)
    if match.groupdict().get("loud"):
        # “RETRACTED A title”: in a title all in capitals the word is one like the others.
        state = _WORDS[match["loud"].split()[0].lower()]
        return Marked(title) if title.isupper() else Marked(rest, state)
    word = match["bare"] or match["framed"]
    # A sentence may begin with the word: publishers write it in capitals, or a colon after it.
    is_mark = (
        match["framed"] or word.isupper() or (title.lstrip()[:1].isupper() and ":" in match[0])
    )
    if not is_mark:
        return Marked(title)
    return Marked(rest, _WORDS[word.lower()])


def mark_in_reference(words: str) -> str:
    """Return what a mark in a whole reference says became of what it names, empty for none.

    Its title may stand anywhere in it: each sentence is read as a title is. Those with one end are
    looked at together, for a reference may hold thousands of colons.
    """
    match = _IN_BRACKETS.search(words)
    if match:
        return RETRACTED if match["noted"] else _WORDS[match["framed"].lower()]
    end, after = 0, None
    for sentence in _SENTENCE.finditer(words):
        start = sentence.end()
        if end <= start + 1:
            found = _END.search(words, start + 1)
            end = found.end() if found else len(words)
            after = _after(words, start, end)
        one = after if after and after.start() >= start else None
        if one or _BEFORE.match(words, start, end):
            state = _marked(words, start, end, one).state
            if state:
                return state
    return ""


def is_notice_title(title: str) -> bool:
    """Tell whether a title is that of a notice: “Retraction: …”, “Erratum to: …”."""
    return bool(_NOTICE.match(title))
