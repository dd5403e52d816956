"""What doctors, editors and accidents write: nearly right, with anything mixed in.

How many examples each property is checked on: see ``tests/sampling.py``.
"""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from plugins.shared.problems import Problem

# Every character that a file in UTF-8 can hold.
CHARACTERS = st.characters(exclude_categories=("Cs",))

many = settings(suppress_health_check=[HealthCheck.too_slow])

JUNK = [
    *("\x00", "\x07", "\x0b", "\x1b[31m", "\x7f", "\x85", "\u2028", "\u202e", "\ufeff"),
    *("\u200b" * 3, "\u0301", "é", "e\u0301", "😀", "שלום", "﷽", "\U0010ffff", "\ufffe"),
    *("\\ud800", "&#xD800;", "&#0;", "&amp;", "&lt;", "%00", "\\x00", "\\u202e", "{0}"),
    *("\t", "\r", "\r\n", "\n", "\n\n", "  ", "\u00a0", "\u202f"),
    *("'", '"', '"""', "’", "«", "»", "`", "```", "~~~"),
    *(":", " :", ": ", "#", " #", "-", "- ", "---", "...", "?", "? ", "|", ">", "!", "!!int 1"),
    *("&a", "*a", "<<:", "{", "}", "[", "]", "[[", "]]", "{a: b}", "[[[[", "}}", "{{", "{%"),
    *("<", ">", "<b>", "</b>", "<!--", "-->", "<script>", "<p hidden>", "</article>", "<![", "<?"),
    *("null", "~", "NO", "yes", "1e5", "0x1F", "1_000", "2026-11-22", "9" * 30, "-1", ".inf"),
    *("../", "/etc/passwd", "{filename}", "{static}", "javascript:", "//x.example"),
    *("[" * 60, "- " * 60, "{a: " * 60, "a" * 300),
]


def mixed(words: Iterable[str], *, most: int = 12) -> st.SearchStrategy[str]:
    """Return texts made of some words, with junk and any character between them."""
    likely = list(words)
    pool = [*likely * (1 + 2 * len(JUNK) // len(likely)), *JUNK]
    token = st.sampled_from(pool)
    return st.lists(token, max_size=most).map("".join) | st.tuples(
        st.lists(token, max_size=most).map("".join), st.text(CHARACTERS, max_size=3), token
    ).map("".join)


def assert_told(problems: Iterable[Problem], text: str) -> None:
    """Assert that each problem stands on a line of the file, and quotes words that are in it."""
    lines = text.split("\n")
    for problem in problems:
        assert 0 <= problem.line <= len(lines), problem
        for quoted in problem.quote.splitlines():
            assert quoted.removesuffix("…") in text, problem
        if problem.line and problem.quote:
            assert problem.quote.splitlines()[0].removesuffix("…") in lines[problem.line - 1]
        # The French and the English can be said: every {name} has its value.
        assert problem.what.format(**problem.values)
        assert problem.fix.format(**problem.values) or not problem.fix
