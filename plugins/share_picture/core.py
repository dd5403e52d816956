"""Draw a title, a name and that of a blog as a picture. Knows nothing of Pelican.

https://ogp.me/; networks show 1200 by 630 pixels whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from plugins.shared.letters import BOLD, REGULAR

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
# --color-paper and --color-accent of tokens.css, by day.
_PAPER, _INK = (0xFA, 0xF6, 0xEE), (0x11, 0x59, 0x4E)
_MARGIN, _RULE, _TOP, _FOOT = 80, 16, 84, 478
# Of the title, the largest letters in which it takes so many lines at most.
_SIZES, _LINES = (80, 68, 58), 4
_SMALL = 38
_LEADING = 1.18
_LEVELS = 256


@dataclass(frozen=True)
class Card:
    """What a card says: the title of an article, who wrote it, the name of the blog."""

    title: str
    who: str
    blog: str

    @property
    def words(self) -> str:
        """Return all its words, for whoever does not see it."""
        return f"{self.title} – {self.who} – {self.blog}"


@dataclass(frozen=True)
class Made:
    """A card in the site: its path below it, its words."""

    path: str
    words: str


def path_of(page: str) -> str:
    """Return the file of a card by that of its page: ``reflux/reflux.png``."""
    path = PurePosixPath(page)
    return str(path.with_name(f"{path.parent.name}.png"))


def draw(card: Card) -> bytes:
    """Return a card as a PNG picture; the same bytes each time."""
    # Loaded where something is drawn.
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415

    # How much ink there is on each point; the palette gives it its colour.
    picture = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, _RULE, HEIGHT), fill=_LEVELS - 1)
    width = WIDTH - 2 * _MARGIN
    for size in _SIZES:
        font = ImageFont.truetype(BOLD, size)
        lines = _lines(card.title, width, font, pen)
        if len(lines) <= _LINES:
            break
    else:
        lines = [*lines[: _LINES - 1], f"{lines[_LINES - 1]}…"]
    for number, line in enumerate(lines):
        place = (_MARGIN, _TOP + number * size * _LEADING)
        pen.text(place, line, font=font, fill=_LEVELS - 1)
    small = ImageFont.truetype(REGULAR, _SMALL)
    for number, words in enumerate((card.who, card.blog)):
        line = _lines(words, width, small, pen)[0]
        place = (_MARGIN, _FOOT + number * _SMALL * 1.4)
        pen.text(place, line, font=small, fill=_LEVELS - 1)
    picture.putpalette(_palette())
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def _lines(words: str, width: int, font: FreeTypeFont, pen: ImageDraw) -> list[str]:
    """Return words in lines that are no wider than a number of points."""
    lines = [""]
    # Not at the spaces that do not break.
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and pen.textlength(longer, font=font) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _palette() -> list[int]:
    """Return the colours from paper to ink, one for each of the levels of the picture."""
    steps = _LEVELS - 1
    return [
        round(paper + (ink - paper) * level / steps)
        for level in range(_LEVELS)
        for paper, ink in zip(_PAPER, _INK, strict=True)
    ]


@cache
def made_by() -> str:
    """Return what tells cards drawn with these files and this Pillow from any others."""
    import PIL  # noqa: PLC0415

    known = sha256(PIL.__version__.encode())
    for path in (Path(__file__), BOLD, REGULAR):
        known.update(sha256(path.read_bytes()).digest())
    return known.hexdigest()
