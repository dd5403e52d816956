"""The text of a new article: its header, and words that teach and vanish. Pure but for names."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plugins.reader.core import read_document
from plugins.shared.fields import FIELDS
from plugins.shared.files import address
from plugins.shared.i18n import translator
from plugins.shared.problems import N_

# A remark vanishes from the page (plugins/reader/remarks.py).
_TEACHES = (
    N_(
        "What stands between these signs is shown to nobody. The page shows the disclaimer, the\n"
        "dates, the sources and the communities by itself: you write the rest."
    ),
    N_(
        "A sentence with a figure leads to its source: [@10.1000/xyz] with its DOI, or the short\n"
        "name that “python3 tasks.py cite” gives it."
    ),
    N_(
        "### Urgence above a list makes a card that says whom to call. See “Les encadrés”\n"
        "in docs/ecrire-un-article.md. Take these remarks out when you like."
    ),
)
_KEY_POINTS = N_("Key points")
_POINTS = N_("Two to four points, each on a line that begins with a dash.")
_FIRST = N_("What to know")
_ANSWER = N_("Answer the title’s question in the first two sentences.")


@dataclass(frozen=True)
class Begun:
    """What the doctor said of an article to come.

    ``conditions``: illnesses in her words; ``extra``: further fields of the header with their
    values; ``other_language``: whether it is not in the language of the blog.
    """

    title: str
    language: str
    conditions: tuple[str, ...] = ()
    category: str = ""
    extra: tuple[tuple[str, str], ...] = ()
    other_language: bool = False


def written(begun: Begun, words: str, day: date) -> str:
    """Return the text of the file: a draft, with the words that were there or some that teach."""
    fields = [
        ("title", begun.title),
        ("date", day.isoformat()),
        ("category", begun.category),
        ("conditions", ", ".join(begun.conditions)),
        *begun.extra,
        ("status", "draft"),
    ]
    header = "\n".join(_line(name, value) for name, value in fields if value)
    return f"---\n{header}\n---\n\n{words.strip() or _lesson(begun.language)}\n"


def _line(name: str, value: str) -> str:
    """Return a line of a header that reads as the value it was given."""
    line = f"{name}: {value}"
    read = read_document(f"---\n{line}\n---\n")
    plain = read.get(name) == value and not read.problems
    return line if plain else f"{name}: {json.dumps(value, ensure_ascii=False)}"


def _lesson(language: str) -> str:
    say = translator(language)
    about, source, card = (f"<!--\n{say(words)}\n-->" for words in _TEACHES)
    return "\n\n".join(
        [
            about,
            f"## {say(_KEY_POINTS)}",
            f"<!-- {say(_POINTS)} -->",
            f"## {say(_FIRST)}",
            f"<!-- {say(_ANSWER)} -->",
            source,
            card,
        ]
    )


def free_path(content: Path, begun: Begun) -> Path:
    """Return a path among the articles that nothing has yet, from the words of a title."""
    folder = content / "articles"
    stem = address(begun.title)[: FIELDS["slug"].longest].strip("-") or "article"
    ending = f".{begun.language}.md" if begun.other_language else ".md"
    count = 1
    while True:
        path = folder / f"{stem}{f'-{count}' if count > 1 else ''}{ending}"
        if not path.exists():
            return path
        count += 1
