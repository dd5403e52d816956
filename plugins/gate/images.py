"""An image is what the end of its name says, and harmless. Knows nothing of Pelican."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from plugins.shared.image_metadata import DamagedError, TalkativeError, strip
from plugins.shared.problems import N_, WARNING, Problem
from plugins.shared.raster import (
    TooLargeError,
    UnreadableError,
    is_animated,
    is_picture,
    opened,
    upright_size,
)

from .foreign_files import describe_file

# What each kind of image begins with: https://www.iana.org/assignments/media-types/
_HEIC = re.compile(rb".{4}ftyp(?:hei[csx]|hev[cm]|mif1|msf1)", re.DOTALL)
_BEGINNINGS = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".jpeg": re.compile(rb"\xff\xd8\xff"),
    ".gif": re.compile(rb"GIF8[79]a"),
    ".webp": re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    ".avif": re.compile(rb".{4}ftypavi[fs]", re.DOTALL),
    ".heic": _HEIC,
    ".heif": _HEIC,
    ".svg": re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|svg|!--)"),
    ".pdf": re.compile(rb"%PDF-"),
}
# What an entity, a program of a style or a piece of raw text begins with in a drawing.
_INSTRUCTION = re.compile(rb"<\?(?!xml\s)|<!entity|<!\[cdata", re.IGNORECASE)
# In pixels: the width of a text on a large screen, and some five screens of it.
_WIDTH, _HIGHEST = 592, 4000


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
            N_("Save the image as JPEG, PNG, WebP or AVIF."),
        )
    elif not beginning.match(data):
        yield Problem(
            N_("this file is not what the end of its name says: {kind}."),
            N_("Open it with an image program, and save it as JPEG or PNG."),
            {"kind": kind},
        )
    elif kind == ".svg":
        yield from _check_drawing(data)
    elif kind == ".pdf":
        yield from _check_document(data)
    elif (problem := _keeps_talking(kind, data)) is not None:
        yield problem
    else:
        yield from _unlike_a_picture(data)


def check_portrait(photo: str, images: Collection[str]) -> Iterator[Problem]:
    """Yield why the doctor's photograph cannot be shown.

    ``photo``: what ``blog.toml`` says of it, which may be nothing; ``images``: the files of the
    folder ``images``, by their paths in the content folder.
    """
    if not photo or (photo in images and is_picture(Path(photo))):
        return
    yield Problem(
        N_("“{target}” is not a photograph.")
        if photo in images
        else N_("“{target}” leads to a file that does not exist."),
        N_(
            "Put a photograph (JPEG, PNG, HEIC) into content/images, and write its name with "
            "that of the folder: images/portrait.jpg"
        ),
        {"target": photo},
        quote=photo,
        within="photo",
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


def _check_drawing(data: bytes) -> Iterator[Problem]:
    """Yield what of an SVG file is more than lines, colours and words, with its line."""
    from plugins.shared.svg import UnreadableError, judge_svg, reduced, shape  # noqa: PLC0415

    more = N_("this drawing holds more than lines and words: a style, a program, a link.")
    fix = N_("Save it as PNG.")
    match = _INSTRUCTION.search(data)
    if match:
        line = data[: match.start()].count(b"\n") + 1
        yield Problem(more, fix, quote=match[0].decode("ascii", "replace"), line=line)
        return
    try:
        root = reduced(data)
    except UnreadableError as error:
        what = N_("this drawing is damaged from here on: browsers show nothing of it.")
        yield Problem(
            what, N_("Open it with an image program, and save it again."), line=error.line
        )
        return
    for line, name in judge_svg(root):
        yield Problem(more, fix, quote=name, line=line)
    width, height = shape(root)
    if height > width * _HIGHEST / _WIDTH:
        yield _GIANT


def _check_document(data: bytes) -> Iterator[Problem]:
    """Yield what a PDF does by itself or hides, and why it cannot be read."""
    from plugins.shared.pdf import UnreadableError, check_pdf  # noqa: PLC0415

    try:
        for words in check_pdf(data):
            yield Problem(
                N_("this PDF holds what its pages do not show: {what}."),
                N_(
                    "Open it, print it as a new PDF (“Save as PDF”), and put that one in its place."
                ),
                {"what": words},
            )
    except UnreadableError:
        yield Problem(
            N_("this PDF cannot be read: it is damaged, or asks for a password."),
            N_("Save it again as PDF, without a password."),
        )


# WCAG 2.2, 2.2.2: what moves by itself can be stopped, which an image cannot.
_MOVING = Problem(
    N_("this picture moves: it is published as it is, heavy, and readers cannot stop it."),
    N_("Rather publish a still picture, or a film on a site for films."),
    level=WARNING,
)
_GIANT = Problem(
    N_("this image is so high that it would push what follows out of the reader’s sight."),
    N_("Cut it into several images, or crop it."),
)


def _unlike_a_picture(data: bytes) -> Iterator[Problem]:
    """Yield what readers would see of a picture that is broken, too high, or moves."""
    try:
        with opened(data) as image:
            width, height = upright_size(image)
            moves = is_animated(image)
            if height * min(1, _WIDTH / max(width, 1)) > _HIGHEST:
                yield _GIANT
                return
            # Decoded to its end, as small as its kind allows: enough to know that it can be.
            image.draft("RGB", (1, 1))
            image.load()
    except TooLargeError:
        yield _GIANT
    except UnreadableError:
        yield Problem(
            N_("this picture is damaged: readers would see only a part of it, or nothing."),
            N_("Copy it again from the camera or the telephone, or open it and save it as JPEG."),
        )
    else:
        if moves:
            yield _MOVING
