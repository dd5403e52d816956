"""Keep one call for sentences in a row that rest on the same source: the last. Pure.

A number after every sentence makes a text hard to read, and says no more than one at their end.
Two sentences are in a row where nothing stands between them: one that rests on nothing keeps its
neighbours apart, or it would seem to rest on their source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plugins.shared.html import words_of

_ID = re.compile(r' id="[^"]*"')
# Where a paragraph, a point of a list, a cell or a line ends or begins.
_BREAK = re.compile(
    r"</?(?:p|li|[uod]l|d[td]|t[rdh]|table|h[1-6]|div|section|blockquote|br|hr|pre|figure|img)\b"
)
_ENDS = " \u00a0\u202f.!?…:;,»”\"')"
_NEXT_SENTENCE = re.compile(r"[.!?…:;][\s»”\"')]*\s\S")


def fold(calls: Sequence[str], between: Sequence[str]) -> list[str]:
    """Return calls as they are printed, empty where the next one says the same.

    ``between``: the HTML from each call to the next, one less than calls. A call that no word parts
    from another stays: a comma would be left between nothing and nothing.
    """
    kept = list(calls)
    for place, html in enumerate(between):
        same = _ID.sub("", calls[place]) == _ID.sub("", calls[place + 1])
        if same and not _BREAK.search(html):
            around = between[max(0, place - 1) : place + 1]
            words = [words_of(one).strip(_ENDS) for one in around]
            # At most the sentence of the second call stands between the two.
            if all(words) and not _NEXT_SENTENCE.search(words[-1]):
                kept[place] = ""
    return kept
