"""Print the other days of a publication than the one it is cited by.

Rules: NLM, *Use of Article and ArticleDate Attribute Values in Creating the Source Area of the
MEDLINE/PubMed Citation Display*; the Bookshelf’s own citations, for a chapter that is revised.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .csl import Item, text
from .dates import printed_date
from .wording import WORDS

_AHEAD = re.compile(r"ahead of print|epub", re.IGNORECASE)
_WHOLE = 2  # spaces of a date with a day


def other_days(item: Item, language: str, date: str) -> Iterator[str]:
    """Yield ``Epub 2020 Feb 13``, ``Print 2004``, ``eCollection 2024 Oct``, as PubMed does."""
    words = WORDS[language]
    online = printed_date(item, language, "available-date")
    if _AHEAD.search(text(item, "status")):
        yield words["ahead"]
    elif online and online != date:
        yield words["epub"].format(online)
    for name in ("print", "ecollection"):
        later = _custom_date(item, language, name)
        if later and later != date:
            yield words[name].format(later)


def written_on(item: Item, language: str) -> str:
    """Return ``2006 Feb 2 [updated 2020 Sep 17]``: the days of one chapter of a living book."""
    written = _custom_date(item, language, "contributed")
    revised = _custom_date(item, language, "revised")
    if not revised or revised == written:
        return written
    word = "updated" if revised.count(" ") == _WHOLE else "updated_in"
    return f"{written} [{WORDS[language][word].format(revised)}]".strip()


def _custom_date(item: Item, language: str, name: str) -> str:
    """Return a date that CSL has no variable for."""
    custom = item.get("custom")
    return printed_date(custom, language, name) if isinstance(custom, dict) else ""
