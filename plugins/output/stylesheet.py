"""Make one style sheet of many. Knows nothing of Pelican."""

from __future__ import annotations

import re
from collections.abc import Callable

_IMPORT = re.compile(
    r'@import url\("(?P<path>[^"]+)"\)(?: layer\((?P<layer>[\w-]+)\))?(?: (?P<media>[^;]+))?;'
)
# A string is passed over: what looks like a remark in it is none.
_REMARK = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|/\*.*?(?:\*/|\Z)", re.DOTALL)
# Not after a line that goes on: there it may belong to a string.
_INDENT = re.compile(r"(?<!\\\n)^[ \t]+", re.MULTILINE)
# So that the audit can name the file and the line of a rule: audit/style_sheet.py reads them.
_BEGINS, _ENDS = "/* file: {path} */", "/* end of file */"


def spare(sheet: str) -> str:
    """Return a sheet without remarks and indentation, each rule on the line where it was."""
    kept = _REMARK.sub(lambda found: _kept(found[0]), sheet)
    return _INDENT.sub("", kept)


def _kept(found: str) -> str:
    return "\n" * found.count("\n") if found.startswith("/*") else found


def bundle(sheet: str, read: Callable[[str], str]) -> tuple[str, list[str]]:
    """Return a sheet with its imports put in their place, and the paths that were imported.

    ``read`` returns the text at a path. A layer and a medium become the blocks that
    CSS defines them as (CSS Cascading and Inheritance Level 5, “Cascade Layers”).
    """
    paths: list[str] = []

    def inline(match: re.Match[str]) -> str:
        paths.append(match["path"])
        sheet = spare(read(match["path"]).rstrip())
        text = f"{_BEGINS.format(path=match['path'])}\n{sheet}\n{_ENDS}"
        if match["layer"]:
            text = f"@layer {match['layer']} {{\n{text}\n}}"
        return f"@media {match['media']} {{\n{text}\n}}" if match["media"] else text

    return _IMPORT.sub(inline, sheet), paths
