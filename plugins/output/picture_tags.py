"""Have pages show a picture in the width that fits: HTML, “The picture element”. No Pelican.

https://html.spec.whatwg.org/multipage/embedded-content.html#the-picture-element
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from html import escape, unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from shutil import rmtree
from urllib.parse import quote, unquote

from plugins.shared.svg import UnreadableError, read_svg, size_in_pixels

from .pictures import FOLDER, Drawn, Picture, pictures_in, reduce_pictures, sources_of

_IMAGE = re.compile(r'<img\b(?:[^<>"]|"[^"]*")*>')
_ATTRIBUTE = re.compile(r'\s([a-z-]+)="([^"]*)"')
# The column of a text, on a screen that is wider than it; else the screen, less its margins.
_COLUMN = 592
_SIZES = "(min-width: 40rem) 37rem, calc(100vw - 2rem)"
_JPEG = "image/jpeg"
_PAGE = ".html"


def lighten(
    site: Path, written: Sequence[Path], folders: Collection[str], cache: str, address: str
) -> None:
    """Draw the doctor's pictures in the widths of screens, and have pages show those.

    ``written``: the pages and feeds of the site; ``folders``: where pictures are, below it;
    ``cache``: where what was drawn is kept, nowhere if it is empty; ``address``: of the site.
    """
    # Where a plain “pelican” wrote before: a picture of then may be shown no more.
    rmtree(site / FOLDER, ignore_errors=True)
    drawn = Drawn(cache)
    given = [path for folder in folders for path in pictures_in(site / folder)]
    shown = _shown(site, written, address) if given else frozenset()
    pictures = reduce_pictures(site, given, shown, drawn)
    pictures |= {name: drawing for f in folders for name, drawing in _drawings(site, f)}
    if pictures:
        drawn.remember(pictures)
    drawn.forget_others()
    if not pictures:
        return
    for path in written:
        before = path.read_text("utf-8", "surrogateescape")
        text = with_pictures(before, path.relative_to(site).as_posix(), pictures, address)
        if text != before:
            path.write_text(text, "utf-8", "surrogateescape", newline="")


def _drawings(site: Path, folder: str) -> Iterator[tuple[str, Picture]]:
    """Yield the drawings (SVG) of a folder of the site, with the size that pages show them in.

    They have one file for all screens. One that cannot be read stays: the gate has said so.
    """
    for path in sorted((site / folder).rglob("*.*")):
        if path.suffix.lower() == ".svg" and path.is_file():
            with suppress(UnreadableError):
                size = size_in_pixels(read_svg(path.read_bytes()), _COLUMN)
                name = path.relative_to(site).as_posix()
                if size:
                    yield name, Picture(*size, name)


def with_pictures(text: str, name: str, pictures: Mapping[str, Picture], address: str) -> str:
    """Return a page or a feed of the site that leads to what was drawn of the doctor's pictures.

    ``name``: its path below the site; the rest is as in :func:`show_pictures`.
    """
    if name.endswith(_PAGE):
        text = show_pictures(text, name, pictures, address)
    for given, picture in pictures.items():
        if picture.own != given:
            # What a telephone makes is published as JPEG, wherever it is named.
            text = re.sub(rf"{re.escape(quote(given))}(?!\.jpg)", quote(picture.own), text)
    return text


def show_pictures(html: str, page: str, pictures: Mapping[str, Picture], address: str) -> str:
    """Return a page whose pictures are shown in the widths they were drawn in.

    ``page``: its path below the site; ``pictures``: by theirs; ``address``: of the site, which
    links may begin with. Every picture but the first is loaded when the reader comes near it.
    """
    shown = 0

    def one(tag: re.Match[str]) -> str:
        nonlocal shown
        said = dict(_ATTRIBUTE.findall(tag[0]))
        path, root = _resolve(unescape(said.get("src", "")), page, address)
        picture = pictures.get(path)
        if picture is None:
            return tag[0]
        shown += 1
        return _tag(tag[0], said, picture, root, lazy=shown > 1)

    return _IMAGE.sub(one, html)


def _shown(site: Path, written: Iterable[Path], address: str) -> frozenset[str]:
    """Return the files that the pages of a site show as pictures, by their paths below it."""
    return frozenset(
        _resolve(unescape(_source(tag)), path.relative_to(site).as_posix(), address)[0]
        for path in written
        if path.suffix == _PAGE
        for tag in _IMAGE.findall(path.read_text("utf-8", "surrogateescape"))
    )


def _source(tag: str) -> str:
    said: dict[str, str] = dict(_ATTRIBUTE.findall(tag))
    return said.get("src", "")


def _resolve(src: str, page: str, address: str) -> tuple[str, str]:
    """Return the path that an address leads to below the site, and what it begins with."""
    known = unquote(src)
    if address and known.startswith(f"{address}/"):
        path = known.removeprefix(f"{address}/")
        return path, f"{address}/"
    if re.match(r"[a-z][a-z0-9+.-]*:|//?", known):
        return "", ""
    path = normpath(join(dirname(page), known))
    depth = page.count("/")
    return path, "../" * depth or "./"


def _tag(tag: str, said: dict[str, str], picture: Picture, root: str, *, lazy: bool) -> str:
    given = "width" in said or "height" in said
    width = said.get("width", "")
    sizes = f"{width}px" if width.isdecimal() else _SIZES
    more = "" if given else f' width="{picture.width}" height="{picture.height}"'
    if lazy and "loading" not in said:
        more += ' loading="lazy"'
    more += "" if "decoding" in said else ' decoding="async"'
    own = escape(root + quote(picture.own))
    image = re.sub(r'(\ssrc=")[^"]*"', rf'\g<1>{own}"', tag, count=1)
    sources = []
    for kind, files in sources_of(picture):
        srcset = ", ".join(f"{root}{quote(name)} {wide}w" for wide, name in files)
        if kind == _JPEG:
            more += f' srcset="{escape(srcset)}" sizes="{sizes}"'
        else:
            sources.append(f'<source type="{kind}" srcset="{escape(srcset)}" sizes="{sizes}">')
    image = f"{image.rstrip('/> ')}{more}>"
    return f"<picture>{''.join(sources)}{image}</picture>" if sources else image
