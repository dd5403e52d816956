"""The words of a page, and of a feed, are those that the gate certified: none changed or dropped.

The gate compared them with what the doctor typed, and declared their digest in ``build.json``
before any template of a theme saw them.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from plugins.shared.problems import N_, Problem

from .declared import Declared
from .folded import TYPOGRAPHY
from .page import Page

# Of the words that begin so on a page, the first few places are tried.
_TRIES = 20
_PARTS = 3


def audit_words(page: Page, declared: Declared, name: str = "") -> Iterator[Problem]:
    """Yield a problem unless the certified words stand on a page, whole and in order.

    ``name``: the path of the page whose words they are, if it is another.
    """
    # Their length, their digest, how they begin.
    said = "".join(declared.words_of(name or page.name).values())
    parts = said.split(" ", 2)
    if len(parts) != _PARTS or not parts[0].isdecimal():
        yield Problem(N_("the build does not say what words this page must hold."))
        return
    length, digest, start = int(parts[0]), parts[1], parts[2]
    body = page.tree.body
    words = " ".join(body.text().translate(TYPOGRAPHY).split()) if body else ""
    place = words.find(start)
    for _ in range(_TRIES):
        if place < 0:
            break
        passage = words[place : place + length]
        if sha256(passage.encode("utf-8", "surrogatepass")).hexdigest() == digest:
            return
        place = words.find(start, place + 1)
    yield Problem(
        N_("the words of this page are not all there, or not those that were checked."),
        N_("A template of the theme, or a program, changed them after the check."),
        quote=start,
    )
