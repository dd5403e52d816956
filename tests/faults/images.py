"""What a camera writes into its images never gets out, and what cannot be read is refused."""

from __future__ import annotations

from tests.support.pictures import (
    GIF_HEAD,
    GIF_PIXELS,
    IMAGES,
    PNG_HEAD,
    PNG_PIXELS,
    POINTS,
    chunk,
    riff,
    segment,
)

from .case import SECRET, Fault, Published, body, whole

HIDDEN = SECRET.encode()
DAMAGED = "cette image est abîmée"
JPEG, PNG = IMAGES[".jpg"][0], IMAGES[".png"][0]
# An image that says where it was made: ISO/IEC 23008-12 names the item “Exif”.
AVIF = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf\0\0\0\x10metaExif" + HIDDEN


def shown(kind: str, data: bytes) -> dict[str, str | bytes]:
    """Return an article that shows an image, and that image."""
    return body(f"![le genou]({{static}}/images/x{kind})") | {f"images/x{kind}": data}


def said(id_: str, title: str, kind: str, data: bytes) -> Fault:
    """Return an image that says more than it shows: all that is left of it is what it shows."""
    return Fault(id_, title, Published(shows=(f"images/x{kind}",)), shown(kind, data))


def damaged(id_: str, title: str, kind: str, data: bytes, says: str = DAMAGED) -> Fault:
    """Return an image that cannot be freed of what it says."""
    return Fault(id_, title, whole(says, f"images/x{kind}"), shown(kind, data))


FAULTS = [
    said(
        "I01",
        "photograph with its place in Exif (JPEG)",
        ".jpg",
        JPEG[:2] + segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\0" + HIDDEN) + JPEG[2:],
    ),
    said(
        "I02",
        "photograph with a remark (JPEG)",
        ".jpg",
        JPEG[:2] + segment(0xFE, HIDDEN) + JPEG[2:],
    ),
    said("I03", "film after the end of a photograph (JPEG)", ".jpg", JPEG + HIDDEN),
    said(
        "I04",
        "name of the author among the chunks (PNG)",
        ".png",
        PNG_HEAD + chunk(b"tEXt", b"Author\0" + HIDDEN) + PNG_PIXELS + chunk(b"IEND"),
    ),
    said(
        "I05",
        "XMP beside the pixels (WebP)",
        ".webp",
        riff((b"VP8X", b"\x04" + b"\0" * 9), (b"VP8L", POINTS), (b"XMP ", HIDDEN)),
    ),
    said(
        "I06",
        "remark before the pixels (GIF)",
        ".gif",
        GIF_HEAD + b"!\xfe" + bytes([len(HIDDEN)]) + HIDDEN + b"\0" + GIF_PIXELS + b";",
    ),
    damaged("I07", "Exif in an AVIF", ".avif", AVIF, "cette image dit où, ou avec quoi"),
    damaged("I08", "PNG that is cut short", ".png", PNG[:-8]),
    damaged("I09", "PNG with one byte changed", ".png", PNG.replace(b"gAMA\0", b"gAMA\1")),
    damaged("I10", "JPEG without its end", ".jpg", JPEG[:-2]),
    damaged("I11", "WebP that is shorter than it says", ".webp", IMAGES[".webp"][0][:-4]),
    damaged("I12", "GIF without its end", ".gif", IMAGES[".gif"][0][:-1]),
    damaged(
        "I13", "JPEG that is named .png", ".png", JPEG, "n’est pas ce que dit la fin de son nom"
    ),
]
