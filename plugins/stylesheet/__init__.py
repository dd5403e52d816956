"""Give the reader one style sheet instead of twenty-four.

The theme's ``css/main.css`` imports a sheet per component, in layers: good to
work on, but each import is one more request on a telephone. When the site is
written, the sheets become one. A theme without ``css/main.css`` is left alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import signals

from .core import bundle


def bundle_stylesheet(pelican: Any) -> None:
    """Write the sheets of the theme as one, and take the others away."""
    main = Path(
        pelican.settings["OUTPUT_PATH"], pelican.settings["THEME_STATIC_DIR"], "css/main.css"
    )
    if not main.is_file():
        return
    text, paths = bundle(
        main.read_text("utf-8"), lambda path: (main.parent / path).read_text("utf-8")
    )
    main.write_text(text, "utf-8")
    for path in paths:
        (main.parent / path).unlink()
    for folder in {(main.parent / path).parent for path in paths} - {main.parent}:
        folder.rmdir()


def register() -> None:
    """Connect to Pelican."""
    signals.finalized.connect(bundle_stylesheet)
