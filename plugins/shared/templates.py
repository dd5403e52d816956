"""Where the templates of boxes and pages are found, and how they are read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from . import i18n as phrases

KIT_TEMPLATES = Path(__file__).parents[2] / "theme" / "templates"


def environment(folders: Iterable[Path]) -> Environment:
    """Return where the boxes' templates are found: the theme's first, then the kit's own.

    Autoescape is on and undefined names are refused, whatever the theme's own environment allows.
    """
    boxes = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    boxes.globals.update(phrases.GLOBALS)
    boxes.filters.update(phrases.FILTERS)
    return boxes
