"""What the search finds, and the copies of it that the index is made from.

Knows nothing of Pelican.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape, unescape

from plugins.shared.typography import WORD_JOINER

from .spelling import spelling

# A call to a source is no word; what ends a block parts two words, what stands in a line does not.
_CALLS = re.compile(r"<sup\b[^>]*>.*?</sup>", re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:p|h[1-6]|li|[uod]l|d[dt]|div|section|t[dhr]|table|br|blockquote|figcaption|pre)\b[^>]*>"
)
_TAG = re.compile(r"<[^<>]*>")
_SPACES = re.compile(r"[ \t]+")
_WORD = re.compile(r"[^\W\d_]+")
# In letters: a shorter word is one letter away from too many others.
_TYPED_WRONG = 4
# How much more a word of a title counts than one of the text, and one of the illnesses that a page
# is about without being named after them: Pagefind takes 0 to 10.
MOST, _OF_SUBJECTS = 10, 2


@dataclass(frozen=True)
class Document:
    """A page that the search finds.

    ``save_as``: its file; ``kind``: what it is, in words of its language; ``title`` and
    ``summary``: plain text, shown to readers; ``names``: other names of what its title names;
    ``subjects``: of what else it is about; ``mentions``: of what it speaks of; ``text``: HTML;
    ``weight``: how much its title and its names count. ``dials`` and ``call``: the number of a
    line to call, as a telephone dials it, and the words of its link.
    """

    save_as: str
    language: str
    kind: str
    title: str
    summary: str
    names: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    text: str = ""
    weight: int = MOST
    dials: str = ""
    call: str = ""


def plain(html: str) -> str:
    """Return the words of a piece of HTML, a line for each block."""
    text = _TAG.sub("", _BLOCK.sub("\n", _CALLS.sub("", html))).replace(WORD_JOINER, "")
    # No-break spaces are part of what is shown.
    lines = (" ".join(_SPACES.split(line)).strip() for line in unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)


def known_words(documents: Iterable[Document]) -> list[str]:
    """Return the words that titles and names are made of, in order: what a mistyped one may mean.

    ``documents``: those of one language.
    """
    named = (
        spelling(one.language).fold(name)
        for one in documents
        for name in (one.title, *one.names, *one.subjects)
    )
    found = {word for name in named for word in _WORD.findall(name)}
    return sorted(word for word in found if len(word) >= _TYPED_WRONG)


def copy_of(document: Document) -> str:
    """Return the copy of a page that the index is made from."""
    shown = {
        "title": document.title,
        "summary": document.summary,
        "kind": document.kind,
        "dials": document.dials,
        "call": document.call,
    }
    said = "".join(
        f'<i data-pagefind-meta="{name}[data-is]" data-is="{escape(words)}"></i>\n'
        for name, words in shown.items()
        if words
    )
    fold = spelling(document.language).fold
    named = _once((document.title, *document.names), fold)
    subjects = _once(document.subjects, fold)
    text = [fold(line) for line in (document.summary, *plain(document.text).split("\n"))]
    mentions = _once(document.mentions, fold)
    parts = (
        ([named], document.weight),
        ([subjects], _OF_SUBJECTS),
        ([*text, mentions], 1),
    )
    body = "".join(_part(lines, weight) for lines, weight in parts)
    return (
        f'<!DOCTYPE html>\n<html lang="{document.language}">\n<head><title>-</title></head>\n'
        f"<body data-pagefind-body>\n{said}{body}</body>\n</html>\n"
    )


def _once(names: Iterable[str], fold: Callable[[str], str]) -> str:
    """Return each word of some names once: many names of one illness do not make it weigh more."""
    return " ".join(dict.fromkeys(word for name in names for word in fold(name).split()))


def _part(lines: Iterable[str], weight: int) -> str:
    """Return some folded lines, each word of which counts so much."""
    said = "".join(f"<p>{escape(line)}</p>\n" for line in lines if line)
    return f'<div data-pagefind-weight="{weight}">\n{said}</div>\n' if said else ""
