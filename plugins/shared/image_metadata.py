"""Take out of an image all that it says beside its pixels, without touching one of them.

A camera writes where, when and with what a photograph was taken, programs add names and remarks
(Exif with its GPS, XMP, IPTC, comments), telephones hang a film after its end. Only the parts that
draw are kept, byte for byte: nothing is decoded nor compressed again. Of Exif, the orientation
alone stays, or a photograph taken upright would lie on its side.

Drawings (SVG) and documents (PDF) are freed of the same, each by a reader of its own
(:mod:`.svg`, :mod:`.pdf`).

JPEG: ITU-T T.81, annex B. PNG: W3C, third edition, 11.2. WebP: RFC 9649. GIF: GIF89a. Exif: CIPA
DC-008, 4.6. Pure: knows nothing of Pelican.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from zlib import crc32


class DamagedError(ValueError):
    """An image that cannot be read to its end."""


class TalkativeError(ValueError):
    """An image whose metadata cannot be told from its pixels here (AVIF)."""


def strip(kind: str, data: bytes) -> bytes:
    """Return an image with nothing but what draws it.

    ``kind``: the ending of its name, in small letters; of another kind than those known here, the
    data are returned as they are. What was stripped once is not changed any more. Raises
    :class:`DamagedError` or :class:`TalkativeError`.
    """
    try:
        return _BY_KIND[kind](data) if kind in _BY_KIND else data
    except (struct.error, IndexError):
        raise DamagedError from None


# What JPEG needs to be drawn, beside frames, tables and scans.
_SOI, _EOI, _SOS, _EXIF_SEGMENT = 0xD8, 0xD9, 0xDA, 0xE1
_JFIF_LENGTH = 14
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
# APP0 to APP15, reserved extensions, comments: read by programs, never drawn.
_TOLD = frozenset({*range(0xE0, 0xFF)})


def _jpeg(data: bytes) -> bytes:
    parts = [data[:2]]
    orientation = 1
    for marker, segment, scan in _segments(data):
        if marker == _EXIF_SEGMENT and segment.startswith(b"Exif\0"):
            orientation = _orientation(segment[6:]) or orientation
        kept = _kept(marker, segment)
        if kept is not None:
            head = b"" if marker == _EOI else struct.pack(">H", len(kept) + 2)
            parts += [bytes((0xFF, marker)), head, kept, scan]
    if orientation > 1:
        exif = b"Exif\0\0" + _exif(orientation)
        # After JFIF, which must come first.
        place = 5 if parts[1:2] == [b"\xff\xe0"] else 1
        parts[place:place] = [b"\xff\xe1", struct.pack(">H", len(exif) + 2), exif]
    return b"".join(parts)


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield each marker after the first with its segment and, after a scan's, the pixels."""
    if data[:2] != b"\xff\xd8":
        raise DamagedError
    place = 2
    while True:
        if data[place] != 0xFF:
            raise DamagedError
        while data[place] == 0xFF:
            place += 1
        marker = data[place]
        place += 1
        if marker == _EOI:
            yield marker, b"", b""
            return
        if marker in _ALONE:
            # Outside of a scan it says nothing.
            continue
        (length,) = struct.unpack_from(">H", data, place)
        segment = data[place + 2 : place + length]
        if length < 2 or len(segment) != length - 2 or marker in (0, _SOI):
            raise DamagedError
        place += length
        end = _end_of_scan(data, place) if marker == _SOS else place
        yield marker, segment, data[place:end]
        place = end


def _end_of_scan(data: bytes, place: int) -> int:
    """Return where the next marker stands; in a scan, FF 00 and FF D0 to FF D7 are none."""
    while True:
        place = start = data.find(b"\xff", place)
        if start < 0:
            raise DamagedError
        while data[place] == 0xFF:
            place += 1
        if data[place] != 0 and data[place] not in _ALONE:
            return start
        place += 1


def _kept(marker: int, segment: bytes) -> bytes | None:
    """Return what of a segment is drawn, ``None`` when nothing is."""
    if marker not in _TOLD:
        return segment
    if marker == 0xE0 and segment.startswith(b"JFIF\0"):
        # Without its thumbnail, which may show what was cut off.
        if len(segment) < _JFIF_LENGTH:
            raise DamagedError
        return segment[: _JFIF_LENGTH - 2] + b"\0\0"
    is_profile = marker == 0xE2 and segment.startswith(b"ICC_PROFILE\0")
    is_adobe = marker == 0xEE and segment.startswith(b"Adobe")
    return segment if is_profile or is_adobe else None


def _orientation(tiff: bytes) -> int:
    """Return the orientation that Exif data hold, from 1 to 8; 0 when they hold none."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4])
    if order is None:
        return 0
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(count):
            entry = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if entry[:3] == (0x0112, 3, 1):
                return int(entry[3]) if 1 <= entry[3] <= 8 else 0
    except struct.error:
        # Exif that cannot be read says nothing to a browser either.
        pass
    return 0


def _exif(orientation: int) -> bytes:
    """Return Exif data that hold an orientation and nothing else."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0)


_PNG = b"\x89PNG\r\n\x1a\n"
_DRAWN_CHUNKS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT "
    b"acTL fcTL fdAT".split()
)


def _png(data: bytes) -> bytes:
    if not data.startswith(_PNG):
        raise DamagedError
    parts = [_PNG]
    place, orientation = len(_PNG), 0
    while True:
        length, name = struct.unpack_from(">I4s", data, place)
        chunk = data[place : place + 12 + length]
        if len(chunk) != 12 + length or chunk[-4:] != struct.pack(">I", crc32(chunk[4:-4])):
            raise DamagedError
        place += len(chunk)
        if name == b"eXIf":
            orientation = orientation or _orientation(chunk[8:-4])
        elif name in _DRAWN_CHUNKS:
            parts.append(chunk)
        elif not name[0] & 0x20:
            # A critical chunk that nobody knows: the image cannot be drawn without it.
            raise DamagedError
        if name == b"IEND":
            break
    if len(parts) < 3 or parts[1][4:8] != b"IHDR":
        raise DamagedError
    if orientation > 1:
        exif = b"eXIf" + _exif(orientation)
        parts.insert(2, struct.pack(">I", len(exif) - 4) + exif + struct.pack(">I", crc32(exif)))
    return b"".join(parts)


_WITH_EXIF, _WITH_XMP = 0x08, 0x04
_DRAWN_PARTS = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP")


def _webp(data: bytes) -> bytes:
    start, size, form = struct.unpack_from("<4sI4s", data)
    if (start, form) != (b"RIFF", b"WEBP") or len(data) < size + 8:
        raise DamagedError
    parts: list[tuple[bytes, bytes]] = []
    place, orientation = 12, 0
    while place < size + 8:
        name, length = struct.unpack_from("<4sI", data, place)
        chunk = data[place + 8 : place + 8 + length]
        if len(chunk) != length or place + 8 + length > size + 8:
            raise DamagedError
        place += 8 + length + length % 2
        if name == b"EXIF":
            orientation = orientation or _orientation(chunk.removeprefix(b"Exif\0\0"))
        elif name in _DRAWN_PARTS:
            parts.append((name, chunk))
    if not parts:
        raise DamagedError
    name, chunk = parts[0]
    if name == b"VP8X":
        turned = orientation > 1
        flags = chunk[0] & ~(_WITH_EXIF | _WITH_XMP) | (_WITH_EXIF if turned else 0)
        parts[0] = (name, bytes((flags,)) + chunk[1:])
        if turned:
            parts.append((b"EXIF", _exif(orientation)))
    body = b"".join(
        struct.pack("<4sI", name, len(chunk)) + chunk + b"\0" * (len(chunk) % 2)
        for name, chunk in parts
    )
    return struct.pack("<4sI4s", b"RIFF", len(body) + 4, b"WEBP") + body


_IMAGE, _EXTENSION, _TRAILER = 0x2C, 0x21, 0x3B
_CONTROL, _TEXT, _APPLICATION = 0xF9, 0x01, 0xFF
_ANIMATION = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def _gif(data: bytes) -> bytes:
    if data[:6] not in (b"GIF87a", b"GIF89a"):
        raise DamagedError
    place = 13 + _table(data[10])
    parts = [data[:place]]
    while data[place] != _TRAILER:
        start, drawn = place, True
        if data[place] == _IMAGE:
            place += 10 + _table(data[place + 9]) + 1
        elif data[place] == _EXTENSION:
            label = data[place + 1]
            drawn = label in (_CONTROL, _TEXT) or (
                label == _APPLICATION and data[place + 3 : place + 14] in _ANIMATION
            )
            place += 2
        else:
            raise DamagedError
        while data[place]:
            place += 1 + data[place]
        place += 1
        if drawn:
            parts.append(data[start:place])
    return b"".join([*parts, bytes((_TRAILER,))])


def _table(packed: int) -> int:
    """Return the length of the table of colours that a packed field announces."""
    return 3 * 2 ** ((packed & 7) + 1) if packed & 0x80 else 0


def _svg(data: bytes) -> bytes:
    # Not loaded where there is no drawing.
    from .svg import UnreadableError, strip_svg  # noqa: PLC0415

    try:
        return strip_svg(data)
    except UnreadableError:
        raise DamagedError from None


def _pdf(data: bytes) -> bytes:
    # Not loaded where there is no PDF.
    from .pdf import UnreadableError, strip_pdf  # noqa: PLC0415

    try:
        return strip_pdf(data)
    except UnreadableError:
        raise DamagedError from None


def _avif(data: bytes) -> bytes:
    """Return the data as they are if they hold no Exif nor XMP: those cannot be taken out here."""
    # What each is called in the table of items (ISO/IEC 23008-12, A.2.1; ISO/IEC 14496-12, 8.11.6).
    if b"Exif" in data or b"application/rdf+xml" in data:
        raise TalkativeError
    return data


_BY_KIND: dict[str, Callable[[bytes], bytes]] = {
    ".jpg": _jpeg,
    ".jpeg": _jpeg,
    ".png": _png,
    ".webp": _webp,
    ".gif": _gif,
    ".avif": _avif,
    ".svg": _svg,
    ".pdf": _pdf,
}
