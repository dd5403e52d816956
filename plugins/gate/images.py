"""An image is what the end of its name says, and harmless. Knows nothing of Pelican."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.problems import N_, Problem

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
# What makes of a drawing a program, or a spy: https://www.w3.org/TR/SVG2/conform.html#secure-static-mode
_ACTIVE_DRAWING = re.compile(
    rb"<script|<foreignobject|<iframe|<!entity|\son[a-z]+\s*=|javascript:|@import"
    rb"|(?:href|src)\s*=\s*[\"']?\s*(?:https?:|//|data:text)|url\(\s*[\"']?\s*(?:https?:|//)",
    re.IGNORECASE,
)


def check_image(kind: str, data: bytes) -> Iterator[Problem]:
    """Yield what keeps a file of the folder ``images`` from being published.

    ``kind`` is the ending of its name, in small letters; ``data`` the whole file.
    """
    beginning = _BEGINNINGS.get(kind)
    if not data:
        yield Problem(N_("this file is empty."), N_("Put the image in its place, or delete it."))
    elif beginning is None:
        yield Problem(
            N_("this kind of file is not published."),
            N_("Save the image as JPEG, PNG, WebP or AVIF (photographs of iPhones: as JPEG)."),
        )
    elif not beginning.match(data):
        yield Problem(
            N_("this file is not what the end of its name says: {kind}."),
            N_("Open it with an image program, and save it as JPEG or PNG."),
            {"kind": kind},
        )
    elif kind == ".svg" and _ACTIVE_DRAWING.search(data):
        yield Problem(
            N_("this drawing holds a program, or loads something from another site."),
            N_("Save it as PNG."),
        )
