"""Read a PDF as its readers do: its pages as pictures, its words, its tags in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import POINTER, c_ushort, cast, create_string_buffer
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw

# Points of a picture per point of the page: 144 to the inch.
_SCALE = 2.0


def pictures_of(pdf: Path) -> list[bytes]:
    """Return each page as a PNG picture."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            out = BytesIO()
            page.render(scale=_SCALE).to_pil().save(out, "PNG")
            found.append(out.getvalue())
    return found


def words_of(pdf: Path) -> str:
    """Return the words of a PDF as a reader of screens says them: by its tags, not as drawn."""
    drawn: dict[tuple[int, int], list[str]] = {}
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                place = (number, raw.FPDFPageObj_GetMarkedContentID(one.raw))
                drawn.setdefault(place, []).append(_text(one, text))
    return " ".join("".join(drawn.get(place, ())) for place in tags_of(pdf)[1])


def _text(one: Any, page: Any) -> str:
    size = raw.FPDFTextObj_GetText(one.raw, page.raw, None, 0)
    data = create_string_buffer(size)
    raw.FPDFTextObj_GetText(one.raw, page.raw, cast(data, POINTER(c_ushort)), size)
    return data.raw[: size - 2].decode("utf-16-le")


def tags_of(pdf: Path) -> tuple[list[str], list[tuple[int, int]]]:
    """Return the tags of a PDF in reading order, and what they hold: page and marked content.

    ISO 32000-1, 14.7: an element holds others, and the numbers of what is drawn for it.
    """
    with pikepdf.open(pdf) as document:
        pages = {page.objgen: number for number, page in enumerate(document.pages)}
        found = list(_walk(document.Root.StructTreeRoot, pages, 0))
    tags = [tag for tag, _ in found if tag]
    return tags, [place for _, place in found if place]


def _walk(
    element: Any, pages: dict[Any, int], page: int
) -> Iterator[tuple[str, tuple[int, int] | None]]:
    page = pages.get(element.get("/Pg").objgen, page) if "/Pg" in element else page
    if "/S" in element:
        yield str(element.S), None
    inside = element.get("/K", [])
    for child in inside if isinstance(inside, pikepdf.Array) else [inside]:
        if isinstance(child, int):
            yield "", (page, child)
        elif child.get("/Type") == "/MCR":
            yield "", (pages.get(child.Pg.objgen, page) if "/Pg" in child else page, child.MCID)
        elif child.get("/Type") != "/OBJR":
            yield from _walk(child, pages, page)
