"""Reduce a drawing (SVG) to what draws: words that no reader sees are taken out of the file.

Programs keep names, folders, remarks and whole layers in a drawing: comments, ``metadata``,
``desc``, attributes of their own, elements that are switched off or never used. What would run,
load or style is not taken out but refused, for the drawing would change
(:mod:`plugins.gate.images`).

SVG 2 (W3C, 2018): https://www.w3.org/TR/SVG2/eltindex.html, attindex.html. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

SVG = "http://www.w3.org/2000/svg"
_OF_XML = "{http://www.w3.org/XML/1998/namespace}"
# What draws, and what is drawn with. ``title`` and ``desc`` are words about the drawing.
DRAWN = frozenset(
    "circle clipPath defs ellipse g line linearGradient mask path pattern polygon polyline "
    "radialGradient rect stop svg text tspan".split()
)
# In ``defs`` only what something else is drawn with: the rest is never seen.
_DRAWN_WITH = frozenset("clipPath linearGradient mask pattern radialGradient".split())
# Left to the one who looks for what runs, loads or styles.
_JUDGED = re.compile(r"on.*|style|filter|(?:.*[}:])?(?:href|src|base)", re.I)
_ATTRIBUTES = frozenset(
    "id x y x1 y1 x2 y2 cx cy r rx ry fx fy fr d points width height viewBox preserveAspectRatio "
    "version transform gradientTransform gradientUnits spreadMethod patternUnits patternTransform "
    "patternContentUnits clipPathUnits maskUnits maskContentUnits pathLength offset dx dy rotate "
    "textLength lengthAdjust fill fill-opacity fill-rule stroke stroke-width stroke-linecap "
    "stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset stroke-opacity opacity "
    "color clip-path clip-rule mask stop-color stop-opacity font-family font-size font-style "
    "font-weight font-stretch font-variant letter-spacing word-spacing text-anchor "
    "text-decoration dominant-baseline alignment-baseline baseline-shift writing-mode direction "
    "display visibility overflow paint-order vector-effect shape-rendering text-rendering "
    "color-interpolation mix-blend-mode isolation".split()
)
_ZERO = re.compile(r"0*\.?0*(?:px|pt|em|rem|%)?")
_OF_WORDS = frozenset({"text", "tspan"})
_LOADED = re.compile(r"url\(\s*(?!#)", re.I)
_NUMBER = re.compile(r"-?\d*\.?\d+")
# CSS Values and Units 4, “Absolute lengths”, in pixels.
_UNITS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_LENGTH = re.compile(rf"\s*(\d*\.?\d+)({'|'.join(_UNITS)})\s*")
_OF_A_BOX = 4
_USED = re.compile(r"url\(\s*['\"]?#([^)'\"]+)")


class UnreadableError(ValueError):
    """A drawing that is no well-formed XML: browsers show nothing of it. Holds the line."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(line)


def strip_svg(data: bytes) -> bytes:
    """Return a drawing with nothing but what draws it; the same bytes when there is no more.

    Raises :class:`UnreadableError`.
    """
    root = read_svg(data)
    beside = bool(root.getroottree().docinfo.doctype) or bool([*_beside(root)])
    if not _reduce(root) and not beside:
        return data
    etree.cleanup_namespaces(root)
    # Of the root alone: what stands before and after it goes.
    return bytes(etree.tostring(root, encoding="utf-8", with_tail=False)) + b"\n"


def reduced(data: bytes) -> Any:
    """Return the root of a drawing of which only what draws is left, with its lines."""
    root = read_svg(data)
    _reduce(root)
    return root


def read_svg(data: bytes) -> Any:
    """Return the root of a drawing, without following what it names."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(getattr(error, "lineno", None) or 1) from None


def _beside(root: Any) -> Iterator[Any]:
    """Yield the comments and instructions before and after the drawing itself."""
    yield from root.itersiblings(preceding=True)
    yield from root.itersiblings()


def _reduce(root: Any) -> bool:
    """Take out of a drawing all that does not draw; tell whether there was something."""
    used = {name for node in root.iter() for v in node.attrib.values() for name in _USED.findall(v)}
    # A name of a namespace may say anything.
    changed = any(uri != SVG for node in root.iter() for uri in node.nsmap.values())
    for node in list(root.iter()):
        if node is not root and _is_unseen(node):
            _take_out(node)
            changed = True
            continue
        changed |= _silence(node)
        for name in list(node.attrib):
            if _is_told(name) or (name == "id" and node.get("id") not in used):
                del node.attrib[name]
                changed = True
    return changed


def _is_unseen(node: Any) -> bool:
    """Tell whether nothing of a node is ever drawn."""
    if not isinstance(node.tag, str):
        return True
    name = etree.QName(node)
    if name.namespace not in (SVG, None):
        return True
    if name.localname in ("metadata", "desc", "title", "symbol"):
        return True
    parent = node.getparent()
    if etree.QName(parent).localname == "defs" and name.localname not in _DRAWN_WITH:
        # What styles is refused, wherever it stands.
        return name.localname in DRAWN
    return bool(
        node.get("display") == "none"
        or node.get("visibility") in ("hidden", "collapse")
        or any(_ZERO.fullmatch(node.get(name) or "1") for name in ("opacity", "font-size"))
    )


def _silence(node: Any) -> bool:
    """Take away the words that stand in an element which draws none."""
    if etree.QName(node).localname not in DRAWN or etree.QName(node).localname in _OF_WORDS:
        return False
    told = bool((node.text or "").strip())
    node.text = None if told else node.text
    for child in node:
        if (child.tail or "").strip():
            child.tail, told = None, True
    return told


def judge_svg(root: Any) -> Iterator[tuple[int, str]]:
    """Yield what of a reduced drawing runs, loads, styles or leads: its line, its name."""
    for node in root.iter():
        name = etree.QName(node).localname
        if name not in DRAWN or (node is root and name != "svg"):
            yield node.sourceline, f"<{name}>"
        for attribute, value in node.attrib.items():
            if _JUDGED.fullmatch(attribute) or _LOADED.search(value):
                yield node.sourceline, f"<{name} {etree.QName(attribute).localname}>"


def shape(root: Any) -> tuple[float, float]:
    """Return the width and the height of a drawing, or two numbers in that proportion."""
    sides = [_NUMBER.match(root.get(name, "")) for name in ("width", "height")]
    if all(side and "%" not in root.get("width", "") for side in sides):
        width, height = (float(side[0]) for side in sides if side)
        return width, height
    box = [float(number) for number in _NUMBER.findall(root.get("viewBox", ""))]
    return (box[2], box[3]) if len(box) == _OF_A_BOX else (1.0, 1.0)


def size_in_pixels(root: Any, column: int) -> tuple[int, int] | None:
    """Return the width and the height at which a drawing is shown; nothing where it tells none.

    ``column``: the width in pixels of one that has a shape and no size, as in CSS Images 3,
    “Default Sizing Algorithm”.
    """
    given = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    sides = [float(side[1]) * _UNITS[side[2]] for side in given if side]
    box = [float(number) for number in _NUMBER.findall(root.get("viewBox", ""))]
    if len(sides) < len(given) and len(box) == _OF_A_BOX and box[2] > 0:
        sides = [column, column * box[3] / box[2]]
    width, height = (round(side) for side in sides) if len(sides) == len(given) else (0, 0)
    return (width, height) if width > 0 and height > 0 else None


def _is_told(name: str) -> bool:
    """Tell whether an attribute says something and draws nothing."""
    return not (name in _ATTRIBUTES or name == f"{_OF_XML}space" or _JUDGED.fullmatch(name))


def _take_out(node: Any) -> None:
    """Take a node out; the words after it belong to its parent."""
    parent, before, tail = node.getparent(), node.getprevious(), node.tail or ""
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(node)
