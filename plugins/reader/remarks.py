"""Take out what a doctor wrote for nobody's eyes: ``<!-- to be checked -->``.

Markdown takes a remark for one only within a paragraph: one that goes over an
empty line, or that is never closed, would be published as words.
"""

from __future__ import annotations

import re

from plugins.shared.problems import N_, Problem
from plugins.shared.quotes import place

# What begins or ends a piece of code, a remark, or a paragraph (which ends code in a line).
_TOKEN = re.compile(
    r"^ {0,3}(?:`{3,}|~{3,})|`+|(?<!\\)(?>(?:\\\\)*)\\<!--|<!--|-->|\n[ \t]*(?=\n)", re.MULTILINE
)
# An odd number of backslashes comes before it.
_ESCAPED = "\\<!--"


def take_remarks_out(text: str) -> tuple[str, list[Problem]]:
    """Return a Markdown text without its remarks, and the one that is not closed.

    Code keeps its own: between back quotes, or between two fences. A problem's line
    counts from 1 in ``text``. The number of lines stays the same.
    """
    kept: list[str] = []
    code, begun, done = "", -1, 0
    for match in _TOKEN.finditer(text):
        token = match[0].strip()
        if begun >= 0:
            if token == "-->":
                kept.append("\n" * text.count("\n", begun, match.end()))
                begun, done = -1, match.end()
        elif code:
            closes = token.startswith(code) if len(code) > 2 else token == code  # noqa: PLR2004
            ends = not token and len(code) <= 2  # noqa: PLR2004 - two back quotes are in a line
            code = "" if closes or ends else code
        elif token.endswith(_ESCAPED):
            # Markdown knows no \<: the words would be taken for a remark, and lost.
            kept.append(f"{text[done : match.end() - len(_ESCAPED)]}&lt;!--")
            done = match.end()
        elif token == "<!--":
            kept.append(text[done : match.start()])
            begun = match.start()
        elif token and token[0] in "`~":
            code = token
    if begun < 0:
        return "".join([*kept, text[done:]]), []
    return "".join(kept), [
        Problem(
            N_("this remark is not closed: all that follows would be left out."),
            N_("Add --> where it ends."),
            {},
            *place(text, begun),
        )
    ]
