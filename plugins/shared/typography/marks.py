"""Tell what the straight quotes and apostrophes of a text are: opening, closing, inches, minutes.

What stands around one decides, and what was opened before it in the same paragraph. Both languages
begin with this; which signs are printed is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .flow import BORDER, OPAQUE

PRIME, DOUBLE_PRIME = "′", "″"
_QUOTES = re.compile(rf'["“”«»{BORDER}]')
_CLOSED_BY = {"»": "«", "”": "“", '"': '"'}
# A quote that follows one of these, or the beginning of a paragraph, opens.
_BEFORE_OPENING = frozenset(" \n\t\u00a0\u202f([{-–—/=>|'’\u2018«“\"" + BORDER)
_BEFORE_OPENED = frozenset(" \n\t\u00a0\u202f" + BORDER)
# A quote that such a sign follows, or the end of a paragraph, closes.
_AFTER_CLOSING = frozenset(" \n\t\u00a0\u202f.,;:!?…)]}-–—/|'’»”\"&" + BORDER)
_AFTER_ALL = frozenset(" \n\t\u00a0\u202f" + BORDER)
# Feet and inches, or minutes and seconds.
_FEET = re.compile(r"(?<=[0-9])['′]([ \n]?[0-9]{1,2}(?:[.,][0-9])?)\"")
_NEXT = re.compile(rf'[^"{BORDER}]{{1,200}}(?<![\s0-9([{{«“–—-])"(?![\w{OPAQUE}])')
_SINGLE = re.compile(rf"(?<!')'(?!')|{BORDER}")
# Between two letters it is an apostrophe, whatever the rest.
_ELISION = re.compile(r"'(?<=[^\W\d_]')(?=\w)")
_OPENED_BEFORE = frozenset(' \n\t\u00a0\u202f([{-–—/«“"' + BORDER)
_CLOSED_AFTER = frozenset(' \n\t\u00a0\u202f.,;:!?…)]}–—/»”"' + BORDER)


def measures(text: str) -> str:
    """Return the text with primes in feet and inches, “5′10″”, which are no quotes."""
    return _FEET.sub(rf"{PRIME}\1{DOUBLE_PRIME}", text)


@dataclass(slots=True)
class Quote:
    """A quote: where it is; whether it opens; whether one was found that answers it."""

    place: int
    sign: str
    opens: bool
    answered: bool = False


def double_quotes(text: str) -> Iterator[list[Quote]]:
    """Yield the quotes of each paragraph, in order; straight ones after a figure are left out.

    Those are inches or seconds, unless a straight quote waits to be closed.
    """
    found: list[Quote] = []
    waiting: list[Quote] = []
    kinds = {'"': 0, "“": 0, "«": 0}
    for match in _QUOTES.finditer(text):
        sign, place = match[0], match.start()
        if sign == BORDER:
            if found:
                yield found
            found, waiting, kinds = [], [], dict.fromkeys(kinds, 0)
            continue
        opens = sign in "«“"
        if sign == '"':
            if _is_measure(text, place, waits=bool(kinds[sign])):
                continue
            opens = _opens(text, place, waits=bool(waiting))
        quote = Quote(place, sign, opens)
        found.append(quote)
        if opens:
            waiting.append(quote)
            kinds[sign] += 1
        elif waiting:
            _answer(quote, waiting, kinds)
    if found:
        yield found


def _answer(quote: Quote, waiting: list[Quote], kinds: dict[str, int]) -> None:
    """Find the quote that one closes: the last of its kind, else the last of all."""
    kind = _CLOSED_BY[quote.sign]
    while True:
        last = waiting.pop()
        kinds[last.sign] -= 1
        if last.sign == kind or not kinds[kind]:
            break
    last.answered = quote.answered = True


def _is_measure(text: str, place: int, *, waits: bool) -> bool:
    """Tell whether a straight quote means inches or seconds.

    Inside of a quotation it does where another, after a word, is there to close it.
    """
    if not text[place - 1 : place].isdigit():
        return False
    after = _NEXT.match(text, place + 1) if waits else None
    return not waits or bool(after)


def _opens(text: str, place: int, *, waits: bool) -> bool:
    """Tell whether a straight quote opens a quotation."""
    before = text[place - 1 : place] or BORDER
    after = text[place + 1 : place + 2] or BORDER
    may_open = before in _BEFORE_OPENING and after not in _AFTER_ALL
    may_close = before not in _BEFORE_OPENED and after in _AFTER_CLOSING
    return not waits if may_open == may_close else may_open


def curled(text: str, elided: re.Pattern[str]) -> str:
    """Return the text with each straight apostrophe as a quote, an apostrophe or a prime.

    ``elided``: the words that begin with an apostrophe, such as “’80s”, after it.
    """
    if "'" not in text:
        return text
    text = _ELISION.sub("’", text)
    if "'" not in text:
        return text
    signs = list(text)
    opened: int | None = None
    for match in _SINGLE.finditer(text):
        place = match.start()
        if match[0] == BORDER:
            opened = None
            continue
        before = text[place - 1 : place] or BORDER
        after = text[place + 1 : place + 2] or BORDER
        begins = before in _OPENED_BEFORE
        if opened is not None and not begins and after in _CLOSED_AFTER:
            signs[opened], signs[place], opened = "\u2018", "’", None
        elif not begins:
            signs[place] = PRIME if before.isdigit() and not after.isalpha() else "’"
        elif elided.match(text, place + 1):
            signs[place] = "’"
        elif after not in _CLOSED_AFTER:
            # Unless it is closed, it is the apostrophe of a word that lost its beginning.
            signs[place] = "’"
            opened = place
    return "".join(signs)
