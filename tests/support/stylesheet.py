"""The style sheet of the kit's theme, as a reader receives it."""

from __future__ import annotations

from functools import cache

from plugins.output.stylesheet import bundle
from tests.support.sites import KIT

CSS = KIT / "theme" / "static" / "css"


KINDS = ("article", "list", "page", "directory", "search")


def theme_imports() -> str:
    """Return what the sheets of the kinds of page import, each once."""
    sheets = [(CSS / f"{kind}.css").read_text("utf-8") for kind in KINDS]
    lines = dict.fromkeys(line for sheet in sheets for line in sheet.splitlines())
    return "\n".join(line for line in lines if line.startswith("@import"))


@cache
def theme_sheet() -> str:
    """Return all sheets of the theme as one."""
    return bundle(theme_imports(), lambda path: (CSS / path).read_text("utf-8"))[0]
