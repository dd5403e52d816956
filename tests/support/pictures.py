"""Images of each kind, as small as they can be: one that says nothing, one that says all it can."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Any
from zlib import compress, crc32

from PIL import Image

SECRET = b"N48.8566 E2.3522 iPhone de Jeanne"


def tiff(orientation: int = 1, order: str = ">") -> bytes:
    """Return Exif data as a camera writes them: a place, a name, an orientation."""
    mark = b"MM\0*" if order == ">" else b"II*\0"
    entries = [(0x010F, 2, len(SECRET), 200), (0x8825, 4, 1, 100)]
    head = mark + struct.pack(f"{order}IH", 8, 3)
    rows = [struct.pack(f"{order}HHII", *entries[0])]
    rows += [struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)]
    rows += [struct.pack(f"{order}HHII", *entries[1])]
    return head + b"".join(rows) + b"\0\0\0\0" + b"\0" * 100 + SECRET


def segment(marker: int, content: bytes) -> bytes:
    """Return a segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def drawn(kind: str, grey: int = 99, **options: Any) -> bytes:
    """Return a picture of one grey point, by Pillow's name for its kind."""
    data = BytesIO()
    Image.new("L", (1, 1), grey).save(data, kind, **options)
    return data.getvalue()


# Without its beginning and JFIF; drawn in several scans, each better than the one before.
_JPEG = drawn("JPEG", progressive=True)[20:-2]
_FIRST = _JPEG.index(b"\xff\xda")
_NEXT = min(_JPEG.index(mark, _FIRST + 10) for mark in (b"\xff\xda", b"\xff\xc4"))
HEAD, SCAN, SCANS = _JPEG[:_FIRST], _JPEG[_FIRST:_NEXT], _JPEG[_NEXT:]
TABLES = segment(0xDB, b"\0" * 65) + segment(0xC0, b"\x08\0\1\0\1\1\1\x11\0") + segment(0xC4, b"\0")
AVIF = drawn("AVIF")
_VP8L = drawn("WEBP", lossless=True)
POINTS = _VP8L[20 : 20 + int.from_bytes(_VP8L[16:20], "little")]
PIXELS = segment(0xDA, b"\1\1\0\0\x3f\0") + b"\x12\xff\0\x34\xff\xd0\x56"
JFIF = segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0")
PROFILE = segment(0xE2, b"ICC_PROFILE\0\1\1sRGB")
ADOBE = segment(0xEE, b"Adobe\0\x64\0\0\0\0\1")
TELLING = [
    segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET),
    segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04" + SECRET),
    segment(0xFE, SECRET),
    segment(0xE2, b"MPF\0" + SECRET),
    segment(0xE0, b"JFXX\0" + SECRET),
]


def chunk(name: bytes, content: bytes = b"") -> bytes:
    """Return a chunk of a PNG."""
    return (
        struct.pack(">I", len(content)) + name + content + struct.pack(">I", crc32(name + content))
    )


def riff(*parts: tuple[bytes, bytes]) -> bytes:
    """Return a WebP image."""
    body = b"".join(n + struct.pack("<I", len(c)) + c + b"\0" * (len(c) % 2) for n, c in parts)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def blocks(*contents: bytes) -> bytes:
    """Return sub-blocks of a GIF."""
    return b"".join(bytes((len(c),)) + c for c in contents) + b"\0"


PNG_HEAD = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
PNG_PIXELS = chunk(b"IDAT", compress(b"\0\0"))
GIF_HEAD = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0" * 6
# A frame held for a while, one with colours of its own, and words drawn over both.
GIF_PIXELS = (
    b"!\xf9"
    + blocks(b"\0\0\0\0")
    + b",\0\0\0\0\1\0\1\0\0\x02"
    + blocks(b"\x44\1")
    + b",\0\0\0\0\1\0\1\0\x80"
    + b"\1" * 6
    + b"\x02"
    + blocks(b"\x44\1")
    + b"!\x01"
    + blocks(b"\0" * 12, b"mots")
)
# For each kind, an image that says nothing, and the same that says all it can, lying on its side.
IMAGES = {
    ".jpg": (
        b"\xff\xd8" + JFIF + PROFILE + ADOBE + HEAD + SCAN + SCANS + b"\xff\xd9",
        b"\xff\xd8"
        + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\1abc")
        + segment(0xE1, b"Exif\0\0" + tiff(6))
        + b"".join(TELLING)
        + PROFILE
        + ADOBE
        + HEAD
        + SCAN
        + b"\xff"
        + TELLING[2]
        + SCANS
        + b"\xff\xd9"
        + SECRET,
    ),
    ".png": (
        PNG_HEAD + chunk(b"gAMA", b"\0\0\xb1\x8f") + PNG_PIXELS + chunk(b"IEND"),
        PNG_HEAD
        + chunk(b"tEXt", b"Author\0" + SECRET)
        + chunk(b"gAMA", b"\0\0\xb1\x8f")
        + chunk(b"eXIf", tiff(6, "<"))
        + chunk(b"iTXt", b"XML:com.adobe.xmp\0" + SECRET)
        + PNG_PIXELS
        + chunk(b"tIME", b"\x07\xea\x0b\x18\0\0\0")
        + chunk(b"prVt", SECRET)
        + chunk(b"IEND")
        + SECRET,
    ),
    ".webp": (
        riff((b"VP8X", b"\x20" + b"\0" * 9), (b"ICCP", b"sRGB!"), (b"VP8L", POINTS)),
        riff(
            (b"VP8X", b"\x2c" + b"\0" * 9),
            (b"ICCP", b"sRGB!"),
            (b"VP8L", POINTS),
            (b"EXIF", tiff(6)),
            (b"XMP ", SECRET),
            (b"ABCD", SECRET),
        )
        + SECRET,
    ),
    ".gif": (
        GIF_HEAD + b"!\xff" + blocks(b"NETSCAPE2.0", b"\1\0\0") + GIF_PIXELS + b";",
        GIF_HEAD
        + b"!\xfe"
        + blocks(SECRET)
        + b"!\xff"
        + blocks(b"NETSCAPE2.0", b"\1\0\0")
        + b"!\xff"
        + blocks(b"XMP DataXMP", SECRET)
        + GIF_PIXELS
        + b";"
        + SECRET,
    ),
}
PNG = IMAGES[".png"][0]
