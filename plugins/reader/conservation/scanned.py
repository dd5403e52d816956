"""What the scanners find in a text: its pieces, and the signs that belong to constructs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

# A place in the text, and the words that the page must show there.
Piece = tuple[int, str]


@dataclass(frozen=True)
class Mark:
    """A sign that may go, being part of a construct: where it stands, and of which."""

    place: int
    typed: str
    construct: str


@dataclass
class Scan:
    """What a source says that the page must hold.

    ``text``: its pieces, in order, each with its place in the file; ``notes``: those of each note;
    ``listed``: those of the final list of sources; ``marks``: the signs of constructs; ``titles``
    and ``addresses``: what goes into attributes; ``labels``: the links defined; ``named``: the
    notes defined, ``doubled`` those defined twice; ``used``: the links and notes that are called;
    ``code``: from where to where code is shown; ``calls``: what the page takes for calls made of
    figures; ``shown``: the words of the page.
    """

    text: list[Piece] = field(default_factory=list)
    notes: dict[str, list[Piece]] = field(default_factory=dict)
    listed: list[Piece] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    titles: list[Piece] = field(default_factory=list)
    addresses: list[Piece] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    named: dict[str, int] = field(default_factory=dict)
    doubled: dict[str, int] = field(default_factory=dict)
    code: list[tuple[int, int]] = field(default_factory=list)
    calls: Collection[str] = ()
    without: Collection[str] = ()


def label_of(words: str) -> str:
    """Return the name of a link as it is compared: Markdown folds its capitals and spaces."""
    return " ".join(words.lower().split())
