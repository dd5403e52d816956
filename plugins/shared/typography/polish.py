"""Mark a finished body for the eye, with typogrify: ampersands, acronyms, quotes, last words.

typogrify sees what it handles well, and nothing else. Tags lose their attributes, on which its
patterns would take a time that grows with the square of the length. Code, boxes, addresses and
codes (``10.1000/ABC123``, ``COVID-19``) are hidden as a sign that it takes for a comment: its
own ``ignore_tags`` would cut the text there, and the words before a ``<code>`` would be taken
for the last of their paragraph. No-break spaces are written as numbers, or it would put wide
spaces in the place of narrow ones; so are curled quotes, which it knows as numbers only.
"""

from __future__ import annotations

import re
from functools import lru_cache

from typogrify.filters import applyfilters

from .french import put_spaces_back
from .markup import NBSP, bare_tag, open_texts, split_markup

_HIDDEN = "<!>"
# The elements that typogrify knows. Others begin with the same letters, <br> as <b>.
_KNOWN = frozenset("a em span strong i b p h1 h2 h3 h4 h5 h6 li dt dd".split())
# A box of the kit: its words were approved as they are.
_BOX = re.compile(r"<aside\b")
_ANY_TAG = re.compile(r"(<[^>]*>)")
_INSERTED = re.compile(r'<span class="(?:amp|caps|d?quo)">')
_WORD = re.compile(r"\S+")
_ADDRESS = re.compile(r"://|[@_]|\w\.[a-z]{2}")
_JOINED = re.compile(r"\w[-\u2010-\u2013/.:]\w")
_FIGURE = re.compile(r"\d")
# In characters: no acronym is longer.
_LONGEST_WORD = 40
# In characters: last words that are wider together would not fit a line of a heading on a phone.
_WIDEST_END = 20
_TIED = re.compile(r"[^\s<>]+")
_NUMBERS = {"\u00a0": "&#160;", "\u202f": "&#8239;", "“": "&#8220;", "\u2018": "&#8216;"}
_AS_NUMBERS = str.maketrans({**_NUMBERS, "<": "&lt;"})
_NUMBER = re.compile("|".join(_NUMBERS.values()))
_OF_NUMBER = {number: character for character, number in _NUMBERS.items()}


# A preview builds the same bodies again and again in one process: those of a small blog are kept.
@lru_cache(maxsize=256)
def polish(html: str, language: str) -> str:
    """Return a finished, typeset body with the marks of typogrify. Never to be done twice."""
    bare, hidden = _hide(html)
    polished = applyfilters(bare, smartypants=False)
    shown = _show(_TIED.sub(_loosened, polished), hidden)
    return put_spaces_back(shown) if language.startswith("fr") else shown


def _hide(html: str) -> tuple[str, list[str]]:
    """Return what typogrify may see of a body, and what each of its tags stands for."""
    pieces = split_markup(html)
    texts = set(open_texts(pieces, _BOX))
    bare: list[str] = []
    hidden: list[str] = []
    for index, piece in enumerate(pieces):
        if index in texts:
            end = 0
            for match in filter(_is_code, _WORD.finditer(piece)):
                bare += [piece[end : match.start()].translate(_AS_NUMBERS), _HIDDEN]
                hidden.append(match[0])
                end = match.end()
            bare.append(piece[end:].translate(_AS_NUMBERS))
        elif piece:
            tag = bare_tag(piece) if index % 2 else _HIDDEN
            bare.append(tag if tag.strip("</>") in _KNOWN else _HIDDEN)
            hidden.append(piece)
    return "".join(bare), hidden


def _is_code(word: re.Match[str]) -> bool:
    """Tell whether a word is an address, a DOI or a code: none of its letters stands apart."""
    return len(word[0]) > _LONGEST_WORD or bool(
        _ADDRESS.search(word[0]) or (_FIGURE.search(word[0]) and _JOINED.search(word[0]))
    )


def _loosened(match: re.Match[str]) -> str:
    """Return last words that typogrify tied together, untied if they are wide."""
    words = match[0]
    if "&nbsp;" not in words:
        return words
    wide = len(_NUMBER.sub(" ", words.replace("&nbsp;", " "))) > _WIDEST_END
    return words.replace("&nbsp;", " " if wide else NBSP)


def _show(polished: str, hidden: list[str]) -> str:
    """Return a body whose tags are again what they stand for; those of typogrify stay."""
    stood_for = iter(hidden)
    inside = False
    pieces = _ANY_TAG.split(polished)
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            pieces[index] = _NUMBER.sub(lambda match: _OF_NUMBER[match[0]], piece)
        elif _INSERTED.match(piece):
            inside = True
        elif inside:
            inside = False
        else:
            pieces[index] = next(stood_for)
    return "".join(pieces)
