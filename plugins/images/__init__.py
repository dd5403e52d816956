"""Publish of each image what draws it, and nothing else.

A photograph says where, when and with what it was taken, and a patient's door can
be found by that. When the site is written, all of it is taken out of the copies
that are published (:mod:`plugins.photographs`), without touching a pixel; the
doctor's own files stay as they are. An image that cannot be freed of it stops the
publication: the gate says so with the file's name. The audit reads every
published image again, by rules of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import signals

from plugins.photographs import strip


def strip_images(pelican: Any) -> None:
    """Take out of the published images all that does not draw them."""
    for folder in pelican.settings["STATIC_PATHS"]:
        for path in sorted(Path(pelican.settings["OUTPUT_PATH"], folder).rglob("*.*")):
            data = path.read_bytes() if path.is_file() else b""
            stripped = strip(path.suffix.lower(), data) if data else data
            if stripped != data:
                # A new file: the one that is there could be a link to the doctor's own.
                path.unlink()
                path.write_bytes(stripped)


def register() -> None:
    """Connect to Pelican."""
    signals.finalized.connect(strip_images)
