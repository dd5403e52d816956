"""No published image says more than it shows; and what it shows is what the doctor gave.

Read a second time, by the list of the parts that draw an image: a published file holds those and
no other, and they are those of the doctor's file, byte for byte and in order. Of Exif only a turn
of the photograph is left, in one form of one length.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from .document_parts import pdf_parts, svg_parts

Part = tuple[str, bytes]

# Exif with nothing but the orientation, big-endian: “MM”, one entry, no second table.
_TURNED = re.compile(
    rb"MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0([\x02-\x08])\0\0\0\0\0\0", re.DOTALL
)
_UNREADABLE = (IndexError, StopIteration, RuntimeError, struct.error, ValueError)
_TURN = "turn"
_BESIDE = "beside"


def essence(kind: str, data: bytes) -> list[Part] | None:
    """Return the parts of an image that draw it, in order; ``None`` if it cannot be read."""
    try:
        return [part for part in _parts(kind, data) if part[0] not in (_BESIDE, _TURN)]
    except _UNREADABLE:
        return None


def is_silent(kind: str, data: bytes) -> bool:
    """Tell whether an image holds nothing that does not draw it, but for a turn."""
    try:
        return all(
            part[0] != _BESIDE and (part[0] != _TURN or _TURNED.fullmatch(part[1]))
            for part in _parts(kind, data)
        )
    except _UNREADABLE:
        return False


def turn(kind: str, data: bytes) -> int:
    """Return how a photograph must be turned to be seen upright: 2 to 8; 1 for not at all."""
    try:
        return next((_turn(part[1]) for part in _parts(kind, data) if part[0] == _TURN), 1)
    except _UNREADABLE:
        return 1


def _turn(exif: bytes) -> int:
    order = ">" if exif[:2] == b"MM" else "<"
    (table,) = struct.unpack(f"{order}I", exif[4:8])
    (entries,) = struct.unpack(f"{order}H", exif[table : table + 2])
    for start in range(table + 2, table + 2 + 12 * entries, 12):
        tag, form, count, value = struct.unpack(f"{order}HHIH", exif[start : start + 10])
        if (tag, form, count) == (274, 3, 1):
            return int(value) if value in range(2, 9) else 1
    return 1


def _parts(kind: str, data: bytes) -> Iterator[Part]:
    readers = {".jpg": _jpeg, ".jpeg": _jpeg, ".png": _png, ".webp": _webp, ".gif": _gif}
    readers |= {".svg": svg_parts, ".pdf": pdf_parts}
    if kind in readers:
        yield from readers[kind](data)
    elif kind == ".avif":
        yield ("all", data)
        if b"Exif" in data or b"rdf+xml" in data:
            yield (_BESIDE, b"")
    else:
        yield ("all", data)


# Pixels go on until a marker that is neither a zero nor a restart. One byte is looked for twenty
# times as fast as a run of it.
_AFTER_PIXELS = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]")


def _jpeg(data: bytes) -> Iterator[Part]:
    place = data.index(b"\xff\xd8") + 2
    while (marker := data[place + 1]) != 0xD9:
        if data[place] != 0xFF or marker < 0xC0:
            raise ValueError
        if marker == 0xFF:
            place += 1
            continue
        end = place + 2 + int.from_bytes(data[place + 2 : place + 4], "big")
        inside = data[place + 4 : end]
        if marker == 0xDA:
            after = _AFTER_PIXELS.search(data, end)
            if after is None:
                raise ValueError
            end += len(data[end : after.start()].rstrip(b"\xff"))
            inside = data[place + 4 : end]
        if marker == 0xE1 and inside[:5] == b"Exif\0":
            yield (_TURN, inside[6:])
        elif marker == 0xE0 and inside[:5] == b"JFIF\0":
            yield ("JFIF", inside[:12])
            if inside[12:] != b"\0\0":
                yield (_BESIDE, inside[12:])
        elif marker == 0xE2 and inside[:12] == b"ICC_PROFILE\0":
            yield ("ICC", inside)
        elif marker == 0xEE and inside[:5] == b"Adobe":
            yield ("Adobe", inside)
        else:
            yield (_BESIDE if marker > 0xDF else f"{marker:x}", inside)
        place = end
    if data[place + 2 :]:
        yield (_BESIDE, data[place + 2 :])


_CHUNKS = re.compile(
    rb"IHDR|PLTE|IDAT|IEND|tRNS|cHRM|gAMA|iCCP|sBIT|sRGB|cICP|mDCV|cLLI|bKGD|hIST|pHYs|sPLT|acTL|"
    rb"fcTL|fdAT"
)


def _png(data: bytes) -> Iterator[Part]:
    place = 8
    name = b""
    while name != b"IEND":
        length, name = struct.unpack(">I4s", data[place : place + 8])
        inside = data[place + 8 : place + 8 + length]
        if name == b"eXIf":
            yield (_TURN, inside)
        else:
            yield (name.decode("ascii") if _CHUNKS.fullmatch(name) else _BESIDE, inside)
        place += 12 + length
    if data[place:]:
        yield (_BESIDE, data[place:])


def _webp(data: bytes) -> Iterator[Part]:
    end = 8 + struct.unpack("<I", data[4:8])[0]
    place = 12
    while place < end:
        name, length = struct.unpack("<4sI", data[place : place + 8])
        inside = data[place + 8 : place + 8 + length]
        if name == b"EXIF":
            yield (_TURN, inside.removeprefix(b"Exif\0\0"))
        elif name == b"VP8X":
            # Two of its marks say whether Exif and XMP follow.
            yield ("VP8X", bytes([inside[0] & 0xF3]) + inside[1:])
        else:
            drawn = name in (b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP")
            yield (name.decode("ascii") if drawn else _BESIDE, inside)
        place += 8 + length + (length & 1)
    if data[end:]:
        yield (_BESIDE, data[end:])


def _gif(data: bytes) -> Iterator[Part]:
    place = 13 + (6 << (data[10] & 7) if data[10] & 128 else 0)
    yield ("screen", data[:place])
    while data[place : place + 1] != b";":
        begin, kind = place, data[place : place + 2]
        if kind[:1] == b",":
            place += 11 + (6 << (data[place + 9] & 7) if data[place + 9] & 128 else 0)
        elif kind[:1] == b"!":
            place += 2
        else:
            raise ValueError
        while data[place]:
            place += data[place] + 1
        place += 1
        drawn = kind[:1] == b"," or kind in (b"!\xf9", b"!\x01")
        animated = kind == b"!\xff" and data[begin + 3 : begin + 14] in (
            b"NETSCAPE2.0",
            b"ANIMEXTS1.0",
        )
        yield ("drawn" if drawn or animated else _BESIDE, data[begin:place])
    if data[place + 1 :]:
        yield (_BESIDE, data[place + 1 :])
