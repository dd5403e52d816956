"""Tell the host what to say with every page.

Writes ``_headers`` into the site: Netlify, Cloudflare Pages and others read it and
send its security headers. ``docs/headers.md`` says the same for other servers;
``preview`` sends the same list, so that what they forbid is seen while writing.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import signals

from .core import headers_file

FILE = "_headers"


def write_headers(pelican: Any) -> None:
    """Write the file that hosts read."""
    Path(pelican.settings["OUTPUT_PATH"], FILE).write_text(headers_file(), "utf-8", newline="\n")


def register() -> None:
    """Connect to Pelican."""
    signals.finalized.connect(write_headers)
