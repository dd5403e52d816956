"""What a published drawing or document shows, read a second time: parts that draw, and all beside.

A drawing is read by the parser of the standard library, a PDF by its pages: what they hold must be
what the doctor's file does, in order, and nothing may stand beside it.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from typing import Any

Part = tuple[str, bytes]

_BESIDE = "beside"
_SVG = "{http://www.w3.org/2000/svg}"
# Elements that draw, or that something is drawn with.
_SHAPES = re.compile(
    r"svg|g|defs|path|rect|circle|ellipse|line|poly(?:line|gon)|text|tspan|stop|clipPath|mask|pattern"
    r"|(?:linear|radial)Gradient"
)
_WITH = re.compile(r"clipPath|mask|pattern|(?:linear|radial)Gradient")
# Attributes that say something and change no line: names, labels, those of other programs.
_SAYS = re.compile(
    r"\{(?!http://www\.w3\.org/XML/1998/namespace\}space).*|data-.*|aria-.*|role|class"
)
_REMARK = re.compile(rb"<!--|<!DOCTYPE|<\?(?!xml\s)|xmlns:", re.I)
# Enough to tell one drawing from another.
_GEOMETRY = frozenset(
    "d points x y x1 y1 x2 y2 cx cy r rx ry width height viewBox transform fill stroke".split()
)
_USED = re.compile(r"url\(\s*['\"]?#([^)'\"]+)")
_NONE = re.compile(r"[0.]+(?:[a-z]+|%)?")
_MOST, _DEEPEST = 100_000, 200


def svg_parts(data: bytes) -> Iterator[Part]:
    """Yield the elements of a drawing, with their attributes and words; what draws nothing apart.

    Raises :class:`ValueError` where it cannot be read.
    """
    if b"<!entity" in data.lower():
        raise ValueError
    if _REMARK.search(data):
        yield (_BESIDE, b"")
    try:
        root = ET.fromstring(data)
    except ET.ParseError as error:
        raise ValueError from error
    used = set(_USED.findall(data.decode("utf-8", "replace")))
    if any(node.get("id") not in {None, *used} for node in root.iter()):
        yield (_BESIDE, b"")
    yield from _element(root, "", 0)


def _element(node: ET.Element, parent: str, depth: int) -> Iterator[Part]:
    name = node.tag.removeprefix(_SVG)
    hidden = (
        not _SHAPES.fullmatch(name)
        or (parent == "defs" and not _WITH.fullmatch(name))
        or node.get("display") == "none"
        or node.get("visibility") in ("hidden", "collapse")
        or any(_NONE.fullmatch(node.get(key, "1")) for key in ("opacity", "font-size"))
    )
    if depth > _DEEPEST:
        raise ValueError
    if hidden:
        yield (_BESIDE, b"")
        return
    kept = sorted((key, value) for key, value in node.attrib.items() if not _SAYS.fullmatch(key))
    if len(kept) < len(node.attrib):
        yield (_BESIDE, b"")
    drawn = [(key, value) for key, value in kept if key in _GEOMETRY]
    words = name in ("text", "tspan")
    if not words and any((said or "").strip() for said in (node.text, *(c.tail for c in node))):
        yield (_BESIDE, b"")
    yield (name, repr((drawn, (node.text or "") if words else "")).encode())
    for child in node:
        yield from _element(child, name, depth + 1)
        if words and (child.tail or "").strip():
            yield ("words", (child.tail or "").encode())


# Of a PDF: what tells, does something by itself, or is hidden.
_TELLING = frozenset(
    "/Metadata /PieceInfo /LastModified /JS /AA /EF /AF /XFA /OpenAction /AcroForm".split()
)


def pdf_parts(data: bytes) -> Iterator[Part]:
    """Yield what each page of a PDF draws, and all its streams; what tells of its making apart.

    Raises :class:`ValueError` where it cannot be read.
    """
    # Not loaded where there is no PDF.
    import pikepdf  # noqa: PLC0415

    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            for page in pdf.pages:
                yield ("page", repr([float(side) for side in page.mediabox]).encode())
                page.contents_coalesce()
                yield ("drawn", sha256(page.Contents.read_bytes()).digest())
            yield from _objects(pdf, pikepdf)
    except (
        *(pikepdf.PdfError, pikepdf.PasswordError, TypeError, LookupError),
        *(AttributeError, RuntimeError),
    ) as error:
        raise ValueError from error


def _objects(pdf: Any, kinds: Any) -> Iterator[Part]:
    """Yield a part beside for each thing that is not drawn, wherever it stands."""
    if "/Info" in pdf.trailer:
        yield (_BESIDE, b"")
    waiting: list[Any] = list(pdf.objects)
    for count, thing in enumerate(waiting):
        if count > _MOST:
            raise ValueError
        if isinstance(thing, kinds.Array):
            inside = list(thing)
        elif isinstance(thing, kinds.Dictionary | kinds.Stream):
            names = [str(key) for key in thing.keys()]  # noqa: SIM118 - it is no mapping
            if not _TELLING.isdisjoint(names):
                yield (_BESIDE, b"")
            inside = [thing[name] for name in names]
        else:
            continue
        waiting += [one for one in inside if not getattr(one, "is_indirect", True)]
