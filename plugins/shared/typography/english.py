"""The rules of English typography: quotes by what stands around them, the rest by smartypants.

A number and its unit stay on one line: a dose is read at once, or is misread.

smartypants reads neither “’til” nor “’60s” nor “5′10″”, and of what stands beyond a tag it sees one
sign at most: quotes, apostrophes and primes are in ``marks.py``, for both languages.
"""

from __future__ import annotations

import re

from smartypants import Attr, smartypants

from .flow import Flow
from .marks import DOUBLE_PRIME, curled, double_quotes, measures
from .markup import NBSP
from .words import PREFIXES

# What begins with an apostrophe, after it. One that is closed is a word in quotes.
_ELIDED = re.compile(
    r"(?:[0-9]{2}s?|tis|twas|twere|twill|til|till|cause|cos|em|bout|round|n)(?![\w'’])"
    r"|n(?=['’](?!\w))",
    re.IGNORECASE,
)
# As telephones and word processors put it.
_DECADE = re.compile("\u2018(?=[0-9]{2}s?(?![\\w'’])|(?:til|tis|twas)(?![\\w'’]))", re.IGNORECASE)
# Of doses, measures and hours. No letter that is also a word: “in 2020 a study”.
_UNIT = re.compile(
    rf"[ \n](?<=[0-9½¼¾].)(?=(?:(?:{PREFIXES})?(?:g|L|l|m|mol|Pa|cal|J|Sv|Gy|Hz)|mcg|mmHg|bpm|IU|U"
    r"|°[CF]?|%|[ap]m|[ap]\.m\.|h|min)(?![\w’']))",
    re.DOTALL,
)
# What smartypants is called for: it takes as long as all the rest.
_LEFT = ("--", "...", ". . .", "``", "\\")


def typeset_english(html: str) -> str:
    """Return English, typeset between the tags."""
    flow = Flow(html)
    flow.text = curled(_quoted(flow.text), _ELIDED)
    if any(mark in flow.text for mark in _LEFT):
        flow.change(_smart)
    flow.text = _UNIT.sub(NBSP, _DECADE.sub("’", flow.text))
    return flow.html()


def _quoted(text: str) -> str:
    """Return the text with “ ” for straight quotes, and ″ for inches and seconds."""
    if '"' not in text:
        return text
    text = measures(text)
    signs = list(text)
    for quote in (quote for paragraph in double_quotes(text) for quote in paragraph):
        if quote.sign == '"':
            signs[quote.place] = "“" if quote.opens else "”"
    return "".join(signs).replace('"', DOUBLE_PRIME)


def _smart(text: str) -> str:
    """Return a text without tags with the dashes and the dots of smartypants."""
    if not any(mark in text for mark in _LEFT):
        return text
    # It takes a sign that is no tag for one, over a time that grows with the square of the length.
    return str(smartypants(text.replace("<", "&lt;"), Attr.set1 | Attr.u))
