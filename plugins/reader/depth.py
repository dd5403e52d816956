"""Tell whether typed HTML holds too many elements open at once to be worth reading.

A browser, and so ammonia, reopens in every paragraph the bold, italic… that nobody closed, and
walks up through all that is open at each tag: both grow with the square of what is open. This
count takes one pass. It may find more elements open than a browser does, never fewer.
"""

from __future__ import annotations

import re

# The deepest list that anybody reads stays far below.
MOST_OPEN = 100
MOST_FORMATTING = 10

# A comment or a tag that nobody can mistake, else the mere beginning of one.
_PIECE = re.compile(
    r"""<!--(?!-?>)(?:[^-]|-(?!-))*-->|<[!?]|<(/?)([a-zA-Z][^\s/>]*)"""
    r"""((?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=`]+))?)*\s*/?>)?"""
)
# HTML, 13.2.4.3, “The list of active formatting elements”: these are reopened.
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
# Void elements; paragraphs, which do not stand in one another; parts of tables, which do only
# where there is a table, and that one counts.
_NOT_COUNTED = frozenset(
    "area base br col embed hr img input link meta source track wbr "
    "p caption colgroup tbody td tfoot th thead tr".split()
)
# What stands in these is no tag.
_RAW = frozenset(
    "iframe noembed noframes noscript plaintext script style textarea title xmp".split()
)
# The next of a list ends the one before.
_ITEMS = {"li": {"li"}, "dd": {"dd", "dt"}, "dt": {"dd", "dt"}}
_ENDED_WITH_THE_REST = frozenset({*_ITEMS, "rp", "rt"})


def is_too_deep(html: str) -> bool:
    """Tell whether more elements are open at once, somewhere in a text, than anybody needs."""
    held: list[str] = []
    # After a piece that may hide an end, or what looks like one, no end is heard any more.
    hears = True
    for piece in _PIECE.finditer(html):
        end, written, rest = piece.groups()
        name = (written or "").lower()
        hears = hears and (bool(rest) or piece[0].startswith("<!--")) and name not in _RAW
        if not name or name in _NOT_COUNTED:
            continue
        if end:
            if hears:
                _close(held, name)
        elif not (held and held[-1] in _ITEMS.get(name, ())):
            held.append(name)
            if len(held) > MOST_OPEN or _formatting(held, name) > MOST_FORMATTING:
                return True
    return False


def _formatting(held: list[str], name: str) -> int:
    return sum(other in _FORMATTING for other in held) if name in _FORMATTING else 0


def _close(held: list[str], name: str) -> None:
    """Close the innermost element of a name, unless a browser might keep it open.

    Formatting stays open, to be reopened, when what it stands in ends. What else stands between
    a tag and its end may keep that end from being heard: the element then stays counted.
    """
    passed = _FORMATTING if name in _FORMATTING else _FORMATTING | _ENDED_WITH_THE_REST
    for place in range(len(held) - 1, -1, -1):
        if held[place] == name:
            held[place:] = [other for other in held[place + 1 :] if other in _FORMATTING]
            return
        if held[place] not in passed:
            return
