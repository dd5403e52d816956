"""Say to telephones what the blog is called and which icon stands for it on their home screen.

https://www.w3.org/TR/appmanifest/. The blog opens in the browser, where addresses and the way back
are: it says to be no more than a site. Knows nothing of Pelican.
"""

from __future__ import annotations

import json
from pathlib import Path

FILE = "manifest.webmanifest"
_SIZES = (192, 512)
# --color-paper of tokens.css, by day.
_PAPER = "#faf6ee"


def write_web_manifest(site: Path, theme: str, title: str, language: str) -> None:
    """Write what telephones read, for a theme that has the icons.

    ``theme``: its folder, below the site; ``title`` and ``language``: those of the blog.
    """
    icons = {size: f"{theme}/icons/icon-{size}.png" for size in _SIZES}
    if not all((site / path).is_file() for path in icons.values()):
        return
    said = {
        "name": title,
        "lang": language,
        "start_url": "./",
        "scope": "./",
        "display": "browser",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "icons": [
            {"src": path, "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any maskable"}
            for size, path in icons.items()
        ],
    }
    text = json.dumps(said, ensure_ascii=False, indent=1)
    (site / FILE).write_text(f"{text}\n", "utf-8", newline="\n")
