"""Tell the texts of a page from its tags: what every rule of typography works between."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

NBSP = "\u00a0"
NNBSP = "\u202f"
WORD_JOINER = "\u2060"

# A comment, or a tag with whatever its quoted attributes hold. A comment stops where another
# begins: what is never closed costs its length only.
_MARKUP = re.compile(
    r"(<!--(?:(?!<!--).)*?-->|</?[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)", re.DOTALL
)
_TAG_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
_VERBATIM = frozenset({"pre", "code", "kbd", "samp", "script", "style", "math", "textarea"})
_VOID = frozenset({"br", "hr", "img", "input", "wbr", "col", "source", "meta", "link"})


def split_markup(html: str) -> list[str]:
    """Return texts and tags in turn: texts at the even places, tags and comments at the odd."""
    return _MARKUP.split(html)


def bare_tag(tag: str) -> str:
    """Return a tag without its attributes; a comment has no name, and gives ``<!>``."""
    match = _TAG_NAME.match(tag)
    return f"{match[0]}>" if match else "<!>"


def open_texts(pieces: Sequence[str], closed: re.Pattern[str] | None = None) -> Iterator[int]:
    """Yield the places of the texts, among texts and tags in turn, that may be changed.

    Not those of code and of what a computer shows; nor those inside a tag that ``closed`` matches.
    """
    # While not empty, names the open elements whose text is left as it is.
    verbatim: list[str] = []
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            if piece and not verbatim:
                yield index
        elif not piece.startswith("<!"):
            _enter_or_leave(piece, verbatim, closed)


def _enter_or_leave(tag: str, verbatim: list[str], closed: re.Pattern[str] | None) -> None:
    """Keep track of the elements whose text must not be touched."""
    match = _TAG_NAME.match(tag)
    name = match[1].lower() if match else ""
    if tag.startswith("</"):
        if verbatim and verbatim[-1] == name:
            verbatim.pop()
    elif name not in _VOID and (verbatim or name in _VERBATIM or (closed and closed.search(tag))):
        verbatim.append(name)
