"""Have WeasyPrint draw HTML as PDF/UA, with the letters of the theme alone.

Knows nothing of Pelican. WeasyPrint is loaded where a leaflet is made, and nowhere else: it takes a
second, and needs Pango, which not every machine has.
https://doc.courtbouillon.org/weasyprint/stable/
"""

from __future__ import annotations

import logging
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from plugins.shared.letters import FONTS

_STYLE = Path(__file__).parents[2] / "theme" / "leaflet" / "leaflet.css"
# ISO 14289-1.
_VARIANT = "pdf/ua-1"
_NEEDED = ("weasyprint", "pydyf", "fonttools")


def is_there() -> bool:
    """Tell whether this machine has what draws a leaflet: WeasyPrint, and Pango below it."""
    try:
        _load()
    except (ImportError, OSError):
        return False
    return True


def _load() -> None:
    """Load WeasyPrint; it would have Pillow draw torn pictures as far as they go, everywhere."""
    from PIL import ImageFile  # noqa: PLC0415

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        import weasyprint  # noqa: F401, PLC0415
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def draw(html: str) -> bytes:
    """Return HTML as a PDF: tagged, without a date, its letters inside; the same bytes each time.

    Nothing is fetched from the network. ``html``: a whole page; what it says of its language, its
    title and its author is what the PDF says.
    """
    _load()
    from weasyprint import CSS, HTML  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    from weasyprint.urls import URLFetcher  # noqa: PLC0415

    # What it has to say is for whoever writes a style sheet: the tests look at what it draws.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    letters = FontConfiguration()
    fetcher = URLFetcher(allowed_protocols=("data", "file"))
    style = CSS(filename=str(_STYLE), font_config=letters, url_fetcher=fetcher)
    page = HTML(string=html, url_fetcher=fetcher)
    pdf: bytes = page.write_pdf(stylesheets=[style], font_config=letters, pdf_variant=_VARIANT)
    return pdf


@cache
def made_by() -> str:
    """Return what tells leaflets drawn with these files and packages from any others."""
    known = sha256()
    for path in (Path(__file__), _STYLE, *FONTS):
        known.update(sha256(path.read_bytes()).digest())
    for name in _NEEDED:
        try:
            known.update(f"{name} {version(name)}\n".encode())
        except PackageNotFoundError:
            known.update(f"{name}\n".encode())
    return known.hexdigest()
