"""The style sheet of the kit's theme, as a reader receives it."""

from __future__ import annotations

from functools import cache

from plugins.output.stylesheet import bundle
from tests.support.sites import KIT

CSS = KIT / "theme" / "static" / "css"


@cache
def theme_sheet() -> str:
    """Return all sheets of the theme as one."""
    text, _ = bundle(
        (CSS / "main.css").read_text("utf-8"), lambda path: (CSS / path).read_text("utf-8")
    )
    return text
