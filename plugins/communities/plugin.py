"""Write ``communautes.json``, which machines read, at the end of a build of Pelican's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import signals

from .communities_json import FILE


def write_data(pelican: Any) -> None:
    """Write what machines read of the communities, at the root of the site."""
    settings = pelican.settings
    file = Path(settings["OUTPUT_PATH"], FILE)
    file.write_text(settings["COMMUNITIES_DATA"], "utf-8", newline="\n")


def register() -> None:
    """Connect to Pelican."""
    signals.finalized.connect(write_data)
