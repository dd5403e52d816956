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
# In letters: a shorter word is one letter away from too many others; in a sentence, most short
# words name nothing.
_SHORTEST_NAME, _LONG = 4, 6
# How much more a word counts than one of the text, in a title, in the names of an illness that an
# article is about, in those of one that a community is for: Pagefind takes 0 to 10.
MOST, _OF_SUBJECTS, _OF_AREAS = 10, 3, 2


@dataclass(frozen=True)
class Document:
    """A page that the search finds.

    ``save_as``: its file; ``kind``: what it is, in words of its language; ``title`` and
    ``summary``: plain text, shown to readers; ``names``: other names of what its title names;
    ``subjects``: of what else it is about; ``areas``: of what it is for; ``mentions``: of what it
    speaks of; ``text``: HTML;
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
    areas: tuple[str, ...] = ()
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
    """Return what a mistyped word may mean, in order: the words of titles, names and summaries.

    ``documents``: those of one language.
    """
    found: set[str] = set()
    for one in documents:
        fold = spelling(one.language).fold
        names = (one.title, *one.names, *one.subjects, *one.areas)
        for text, least in (*((name, _SHORTEST_NAME) for name in names), (one.summary, _LONG)):
            found |= {word for word in _WORD.findall(fold(text)) if len(word) >= least}
    return sorted(found)


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
    areas = _once(document.areas, fold)
    mentions = _once(document.mentions, fold)
    parts = (
        ([named], document.weight),
        ([subjects], _OF_SUBJECTS),
        ([areas], _OF_AREAS),
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
