"""Make one style sheet of many. Knows nothing of Pelican."""

from __future__ import annotations

import re
from collections.abc import Callable

_IMPORT = re.compile(
    r'@import url\("(?P<path>[^"]+)"\)(?: layer\((?P<layer>[\w-]+)\))?(?: (?P<media>[^;]+))?;'
)
# So that the audit can name the file and the line of a rule: audit/style_sheet.py reads them.
_BEGINS, _ENDS = "/* file: {path} */", "/* end of file */"


def bundle(sheet: str, read: Callable[[str], str]) -> tuple[str, list[str]]:
    """Return a sheet with its imports put in their place, and the paths that were imported.

    ``read`` returns the text at a path. A layer and a medium become the blocks that
    CSS defines them as (CSS Cascading and Inheritance Level 5, “Cascade Layers”).
    """
    paths: list[str] = []

    def inline(match: re.Match[str]) -> str:
        paths.append(match["path"])
        text = f"{_BEGINS.format(path=match['path'])}\n{read(match['path']).rstrip()}\n{_ENDS}"
        if match["layer"]:
            text = f"@layer {match['layer']} {{\n{text}\n}}"
        return f"@media {match['media']} {{\n{text}\n}}" if match["media"] else text

    return _IMPORT.sub(inline, sheet), paths
