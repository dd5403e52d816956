"""Read the QR codes of a picture, as a telephone does."""

from __future__ import annotations

import struct
import zlib

import zxingcpp

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def codes_of(png: bytes) -> list[str]:
    """Return what the QR codes of a PNG picture say, as far as they can be read."""
    width, height, grey = _grey(png)
    picture = memoryview(grey).cast("B", (height, width))
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return [one.text for one in found]


def _grey(png: bytes) -> tuple[int, int, bytes]:
    """Return the size of a picture, and how green its points are (PNG, 8 bits, in one pass)."""
    assert png.startswith(_SIGNATURE)
    at, data = len(_SIGNATURE), b""
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        piece = png[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            width, height, depth, colours, *_ = struct.unpack(">IIBBBBB", piece)
        data += piece if kind == b"IDAT" else b""
        at += 12 + size
    assert depth == 8
    channels = {0: 1, 2: 3, 6: 4}[colours]
    raw, row, rows = zlib.decompress(data), bytes(width * channels), []
    for start in range(0, len(raw), width * channels + 1):
        row = _unfiltered(raw[start], raw[start + 1 : start + 1 + len(row)], row, channels)
        rows.append(row[min(1, channels - 1) :: channels])
    return width, height, b"".join(rows)


def _unfiltered(kind: int, line: bytes, above: bytes, step: int) -> bytes:
    """Return a row of points as it was before it was filtered (PNG, section 9)."""
    found = bytearray(len(line))
    for n, value in enumerate(line):
        left = found[n - step] if n >= step else 0
        corner = above[n - step] if n >= step else 0
        up = above[n]
        if kind == 4:
            guess = left + up - corner
            nearest = min((abs(guess - one), order) for order, one in enumerate((left, up, corner)))
            add = (left, up, corner)[nearest[1]]
        else:
            add = (0, left, up, (left + up) // 2)[kind]
        found[n] = (value + add) & 255
    return bytes(found)
