"""What a newer kit says of itself to the doctor: the lines of CHANGELOG.md that are new."""

from __future__ import annotations

import re
from pathlib import Path

# More is no news that anybody reads.
_MOST = 20


def new_lines(here: Path, there: Path) -> list[str]:
    """Return the entries of a list of changes that another has not, each on one line."""
    known = set(_entries(here))
    found = [entry for entry in _entries(there) if entry not in known]
    return [f"- {entry}" for entry in found[:_MOST]]


def _entries(file: Path) -> list[str]:
    text = file.read_text("utf-8", "replace") if file.is_file() else ""
    items = re.findall(r"^- (.+?)(?=\n\s*\n|\n- |\n#|\Z)", text, re.MULTILINE | re.DOTALL)
    return [" ".join(item.split()) for item in items]
