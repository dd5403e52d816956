"""The backslashes that Markdown takes out of a text. Pure."""

from __future__ import annotations

import re

# Before one of the signs that Python-Markdown reads (CommonMark 0.31, 2.4).
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+\-.!|])")


def without_escapes(text: str) -> str:
    r"""Return a text as Markdown prints it: ``a\_b``, as many editors write it, is ``a_b``."""
    return ESCAPED.sub(r"\1", text)
