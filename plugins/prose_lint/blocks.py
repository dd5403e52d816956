"""Cut the HTML of an article into blocks of plain words, and blocks into sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from plugins.shared.html import words_of

# The number of a source is no word; code is nobody's prose.
_CALL = re.compile(r'<sup class="sources-call">(?:(?!</?sup\b).)*</sup>', re.DOTALL)
_CODE = re.compile(r"<(pre|code)\b[^<>]*>(?:(?!<pre\b|<code\b).)*?</\1>", re.DOTALL)
_BLOCK = re.compile(
    r"<(/?(?:p|li|h[1-6]|td|th|dt|dd|div|blockquote|ul|ol|dl|table|tr|figure|figcaption|hr|br|"
    r"section|aside|details|summary))\b[^<>]*>"
)
# What ends with a full stop and ends nothing.
_SHORTENED = "M. MM. Mme. Dr. Pr. St. Mr. Mrs. Ms. Prof. p. ex. cf. vs. env. etc. e.g. i.e.".split()
_END = re.compile(
    r"(?<=[.!?…])"
    + "".join(rf"(?<!\b{re.escape(word)})" for word in _SHORTENED)
    + r"[ »”\")]*\s(?=\s*[«“\"(]?\s*[\dA-ZÀ-ÖØ-Þ])"
)


@dataclass(frozen=True)
class Block:
    """A piece of text that stands by itself, in plain words. ``tag``: what it stands in."""

    tag: str
    text: str

    @property
    def is_prose(self) -> bool:
        """Tell whether it holds sentences: titles and heads of tables do not."""
        return self.tag not in ("h1", "h2", "h3", "h4", "h5", "h6", "th", "dt")


def read_blocks(html: str, *, with_code: bool = False) -> tuple[Block, ...]:
    """Return the blocks of an article as Markdown made it, in order, without the empty ones."""
    return _blocks(html if with_code or "<" not in html else _CODE.sub("", html))


# What is written is read for its style, then for what may harm.
@lru_cache(maxsize=4)
def _blocks(html: str) -> tuple[Block, ...]:
    html = _CALL.sub("", html)
    pieces = _BLOCK.split(html.replace("\u2060", ""))
    blocks: list[Block] = []
    open_tags = [""]
    for number, piece in enumerate(pieces):
        if number % 2:
            _follow(piece, open_tags)
            continue
        if piece.isspace() or not piece:
            continue
        text = " ".join(words_of(piece).split())
        # A call stood between the last word and its full stop.
        text = text.replace(" .", ".").replace(" ,", ",")
        if text:
            quoted = "blockquote" in open_tags
            blocks.append(Block("blockquote" if quoted else open_tags[-1], text))
    return tuple(blocks)


def _follow(tag: str, open_tags: list[str]) -> None:
    """Note a tag that opens or closes; the reader has made sure that none is left open."""
    if tag in ("br", "hr", "/br", "/hr"):
        return
    if not tag.startswith("/"):
        open_tags.append(tag)
    elif len(open_tags) > 1:
        open_tags.pop()


def sentences(text: str) -> list[str]:
    """Return the sentences of a block."""
    return _END.split(text)
