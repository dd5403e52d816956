"""Let a table scroll by itself where it is wider than the screen. Knows nothing of Pelican.

A region with a name, which a keyboard can reach: https://www.w3.org/WAI/tutorials/tables/. The page
stays as wide as the screen, and no word or number is cut to make a column fit.
"""

from __future__ import annotations

import re
from html import escape

from plugins.shared.html import CALL, words_of
from plugins.shared.i18n import translator
from plugins.shared.problems import N_

_EDGE = re.compile(r"(<table\b[^<>]*>|</table>)")
# It stops where another would begin: what is never closed costs its length only.
_HEAD = re.compile(r"<th\b[^<>]*>((?:(?!<th\b).)*?)</th>", re.DOTALL)
_ROW_ENDS = "</tr>"
# Of a name, in characters: a voice reads it whole.
_LONGEST = 80


def scrollable(html: str, language: str) -> str:
    """Return HTML with a region around each of its tables, none around one in another."""
    depth = count = 0
    kept: list[str] = []
    start = 0
    for piece in _EDGE.split(html):
        if piece.startswith("<table"):
            if not depth:
                start = len(kept)
            depth += 1
            kept.append(piece)
        elif piece == "</table>" and depth:
            depth -= 1
            kept.append(piece)
            if not depth:
                count += 1
                table = "".join(kept[start:])
                kept[start:] = [_region(table, count, language)]
        else:
            kept.append(piece)
    return "".join(kept)


def _region(table: str, number: int, language: str) -> str:
    name = escape(_name(table, number, language))
    opening = f'<div class="table-region" role="region" tabindex="0" aria-label="{name}">'
    return f"{opening}{table}</div>"


def _name(table: str, number: int, language: str) -> str:
    """Return what a table is called: its number, and the heads of its columns."""
    say = translator(language)
    row = table.partition(_ROW_ENDS)[0]
    heads = [" ".join(words_of(CALL.sub("", head)).split()) for head in _HEAD.findall(row)]
    said = ""
    for head in filter(None, heads):
        longer = f"{said}, {head}" if said else head
        if len(longer) > _LONGEST:
            break
        said = longer
    if not said:
        return say(N_("Table {number}")).format(number=number)
    return say(N_("Table {number}: {heads}")).format(number=number, heads=said)
