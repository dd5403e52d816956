"""Certify the words of a page: none lost between the reader and the page. Knows nothing of Pelican.

The reader proves that its HTML says what the doctor typed (``plugins/reader/conservation``). What
comes after may add: boxes, explained words, numbers, thin spaces. It may take nothing away. The
words that are certified are declared in ``build.json`` by their digest, and the audit holds the
finished page and the feeds against it, which a theme's template may have changed.
"""

from __future__ import annotations

import re
from hashlib import sha256
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from plugins.shared.html import HEADING, Move, top_blocks
from plugins.shared.problems import N_, Problem

# In characters: what the audit looks for first, so that it need not try every place of the page.
_START = 60
# In characters: of the digest of an address, which tells pages apart and gives none of them away.
_KEY = 16
_SHOWN = 8
# Signs that typography sets otherwise and a reader reads alike; the audit has its own list.
_ALIKE = str.maketrans(
    {"’": "'", "\u2018": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "\u2060": None}
)
_TAG = re.compile(r"<[^<>]*>")
# Words, figures, and the signs that change what a sentence says.
_MEANING = re.compile(r"[^\W_]+|[<>≤≥±+×*%=°~^/]")


def key(page: str) -> str:
    """Return what stands for the path of a page: a hidden one is not given away."""
    return sha256(page.encode("utf-8", "surrogatepass")).hexdigest()[:_KEY]


def certificate(html: str) -> str:
    """Return what is declared of the words of a page: their length, how they begin, their digest.

    The words as a browser sees them, with one space where there is any and the plainest quotes.
    """
    body = LexborHTMLParser(html).body
    words = " ".join(body.text().translate(_ALIKE).split()) if body else ""
    digest = sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{len(words)} {digest} {words[:_START]}"


def lost(
    before: str, after: str, *, boxes: bool = False, moved: Move | None = None
) -> Problem | None:
    """Return the first words of the reader's HTML that a page has lost on its way, if any.

    ``boxes``: the article has some, whose headings say in their own words what they are; ``moved``:
    which blocks of that HTML stand elsewhere. All of them are looked for, wherever it says.
    """
    if moved:
        before = "".join(moved.of([block.html for block in top_blocks(before)]))
    if boxes:
        before = HEADING.sub(" ", before)
    left = iter(_meaning(after))
    words = _meaning(before)
    for place, word in enumerate(words):
        if word not in left:
            passage = " ".join(words[place : place + _SHOWN])
            return Problem(
                N_("these words are no longer on the page: “{words}”."),
                N_(
                    "If you added a plugin or a theme, take it out: it lost them. If not, report "
                    "this line where you downloaded the kit."
                ),
                {"words": passage},
                quote=passage,
            )
    return None


def _meaning(html: str) -> list[str]:
    return _MEANING.findall(unescape(_TAG.sub("", html)))
