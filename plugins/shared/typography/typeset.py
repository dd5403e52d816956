"""Put the right characters into a text: quotes, dashes, apostrophes, French spaces."""

from __future__ import annotations

import re
from itertools import chain, zip_longest

from smartypants import Attr, smartypants

from .french import typeset_french
from .markup import bare_tag, split_markup

_ANY_TAG = re.compile(r"<[^>]*>")


def typeset(html: str, language: str) -> str:
    """Return ``html`` with the typography of ``language``; tags, code and addresses unharmed."""
    return typeset_french(html) if language.startswith("fr") else _english(html)


def _english(html: str) -> str:
    """Return English, typeset between the tags.

    The library sees no attribute, no comment and no half of a tag: it would change
    some, and on others its time grows with the square of the length.
    """
    pieces = split_markup(html)
    tags = pieces[1::2]
    pieces[::2] = [piece.replace("<", "&lt;") for piece in pieces[::2]]
    pieces[1::2] = [bare_tag(tag) for tag in tags]
    bare = "".join(pieces)
    # smartypants is half of a build's time: it is called only where it has work.
    if any(mark in bare for mark in ('"', "'", "--", "...", "``")):
        bare = smartypants(bare, Attr.set1 | Attr.u)
    return "".join(chain.from_iterable(zip_longest(_ANY_TAG.split(bare), tags, fillvalue="")))
