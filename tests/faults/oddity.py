"""What an oddity is, and how one is written: see :mod:`.oddities`.

Each is an article of its own. ``reads`` is what the reader must read, word for word; ``shows`` what
the page must hold besides, signs included.
"""

from __future__ import annotations

from dataclasses import dataclass

HEADER = "title: {title}\ndate: 2026-10-02\nconditions: reflux\nsources: chey2024\n"
LONG = "Une phrase d’un article très long, comme il y en a peu. " * 20 + "\n\n"


@dataclass(frozen=True)
class Oddity:
    """One odd article: its file, what is written in it, what must be read on its page."""

    id: str
    title: str
    text: str | bytes
    reads: str
    file: str = ""
    address: str = ""
    shows: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Where the article stands in the content folder."""
        return f"articles/{self.file or self.id.lower()}.md"


def written(id_: str, title: str, body: str, reads: str, *shows: str) -> Oddity:
    """Return an oddity of the text: an ordinary header, then ``body``."""
    return Oddity(id_, title, whole(title, body), reads, shows=shows)


def meant(id_: str, title: str, words: str, body: str, reads: str, *shows: str) -> Oddity:
    """Return an oddity whose header says that some words are meant to be published."""
    text = whole(title, body).replace("sources:", f'intended: ["{words}"]\nsources:', 1)
    return Oddity(id_, title, text, reads, shows=shows)


def whole(title: str, body: str) -> str:
    """Return an article with an ordinary header."""
    return f"---\n{HEADER.format(title=title.replace(':', ','))}---\n{body}\n"


def named(id_: str, title: str, file: str, address: str) -> Oddity:
    """Return an oddity of the file's name, and the address it gives."""
    return Oddity(id_, title, whole(title, "Texte entier."), "Texte entier.", file, address)


def headed(id_: str, title: str, header: str, *shows: str) -> Oddity:
    """Return an oddity of the header."""
    return Oddity(id_, title, f"{header}Texte entier.\n", "Texte entier.", shows=shows)


def fenced(*lines: str) -> str:
    """Return a header between two lines of ``---``, from its lines."""
    return "---\n" + "".join(f"{line}\n" for line in lines) + "---\n"


TITLED = "title: Un titre"
REST = ("date: 2026-10-02", "conditions: reflux", "sources: chey2024")
ENDINGS = whole("Fins de ligne", "Un été.\n\nDeux étés.")
