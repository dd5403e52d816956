"""The backslashes that Markdown takes out of a text. Pure."""

from __future__ import annotations

import re
from string import punctuation

# Google Docs, Pandoc and others put a backslash before more signs than Python-Markdown takes it
# away from: < ~ =. CommonMark takes it away from all of these (0.31, 2.4), and so does the kit.
SIGNS = punctuation
ESCAPED = re.compile(rf"\\([{re.escape(SIGNS)}])")


def without_escapes(text: str) -> str:
    r"""Return a text as Markdown prints it: ``a\_b``, as many editors write it, is ``a_b``."""
    return ESCAPED.sub(r"\1", text)
