"""An image is what the end of its name says, and harmless. Knows nothing of Pelican."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from plugins.shared.image_metadata import DamagedError, TalkativeError, strip
from plugins.shared.problems import N_, Problem

from .foreign_files import describe_file

# What each kind of image begins with: https://www.iana.org/assignments/media-types/
_BEGINNINGS = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".jpeg": re.compile(rb"\xff\xd8\xff"),
    ".gif": re.compile(rb"GIF8[79]a"),
    ".webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    ".avif": re.compile(rb".{4}ftypavi[fs]", re.DOTALL),
    ".svg": re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg|!--)"),
    ".pdf": re.compile(rb"%PDF-"),
}
# A drawing is lines, colours and words. What else SVG allows runs, styles, loads or hides:
# https://www.w3.org/TR/SVG2/conform.html#secure-static-mode
_DRAWN = frozenset(
    "circle clippath defs desc ellipse g line lineargradient mask path pattern polygon polyline "
    "radialgradient rect stop svg symbol text title tspan".split()
)
_STYLING = frozenset({"style", "class", "filter"})
_INSTRUCTION = re.compile(rb"<\?(?!xml\s)|<!entity|<!\[cdata", re.IGNORECASE)
_OWN_PART = re.compile(r"url\(\s*(?!#)", re.IGNORECASE)


def check_image(kind: str, data: bytes) -> Iterator[Problem]:
    """Yield what keeps a file of the folder ``images`` from being published.

    ``kind`` is the ending of its name, in small letters; ``data`` the whole file.
    """
    beginning = _BEGINNINGS.get(kind)
    if not data:
        yield Problem(N_("this file is empty."), N_("Put the image in its place, or delete it."))
    elif beginning is None:
        yield describe_file(f"x{kind}", data) or Problem(
            N_("this kind of file is not published."),
            N_("Save the image as JPEG, PNG, WebP or AVIF (photographs of iPhones: as JPEG)."),
        )
    elif not beginning.match(data):
        yield Problem(
            N_("this file is not what the end of its name says: {kind}."),
            N_("Open it with an image program, and save it as JPEG or PNG."),
            {"kind": kind},
        )
    elif (problem := _keeps_talking(kind, data)) is not None:
        yield problem
    elif kind == ".svg" and not _is_plain_drawing(data):
        yield Problem(
            N_("this drawing holds more than lines and words: a style, a program, a link."),
            N_("Save it as PNG."),
        )


def _keeps_talking(kind: str, data: bytes) -> Problem | None:
    """Return why an image cannot be freed of what a camera wrote in it, if it cannot."""
    try:
        strip(kind, data)
    except DamagedError:
        return Problem(
            N_("this image is damaged: what a camera wrote in it cannot be taken out."),
            N_("Open it with an image program, and save it as JPEG or PNG."),
        )
    except TalkativeError:
        return Problem(
            N_("this image says where or with what it was made, which would be published."),
            N_("Open it with an image program, and save it as JPEG or PNG."),
        )
    return None


def _is_plain_drawing(data: bytes) -> bool:
    """Tell whether an SVG file holds lines, colours and words, and nothing else."""
    if _INSTRUCTION.search(data):
        return False
    body = LexborHTMLParser(data.decode("utf-8", "replace")).body
    nodes = body.css("*")[1:] if body else []
    return bool(nodes) and all(
        (node.tag or "").lower() in _DRAWN
        and not any(
            name.startswith("on")
            or name in _STYLING
            or name.endswith("href")
            or _OWN_PART.search(value or "")
            for name, value in node.attributes.items()
        )
        for node in nodes
    )
