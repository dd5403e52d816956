"""Print a reference in the Vancouver style, in French or in English.

Rules: K. Patrias and D. L. Wendling, *Citing Medicine*, 2nd ed., National
Library of Medicine (NBK7256), and ICMJE's *Samples of Formatted References*.
The input is one item of CSL-JSON 1.0.2; the output is HTML, every value of the
item escaped. Links and status are not part of the text: the box prints them.
"""

from __future__ import annotations

import re
from typing import Any

from markupsafe import Markup, escape

Item = dict[str, Any]

# ICMJE: the first six authors, then “et al.”
_SHOWN_AUTHORS = 6
_SHOWN_INITIALS = 2
_INITIALS = re.compile(r"[^\W\d_]{1,3}")
# Python refuses to read a number of thousands of figures.
_NUMBER = re.compile(r"\d{1,6}")
_TAGS = ("i", "sub", "sup")
_ALLOWED_TAGS = re.compile(r"&lt;(/?(?:i|sub|sup))&gt;")

_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
    "fr": "janv févr mars avr mai juin juill août sept oct nov déc".split(),
}
_EDITORS = {"en": ("editor", "editors"), "fr": ("éditeur", "éditeurs")}
_WORDS = {
    "en": {
        "in": "In: ",
        "colon": ": ",
        "page": "p. ",
        "thesis": "dissertation",
        "preprint": "preprint",
        "dataset": "dataset",
        "report": "Report No.: ",
        "cited": "cited {day}",
        "edition": "{} ed.",
        "no_title": "[Title not available]",
    },
    "fr": {
        "in": "In\u00a0: ",
        "colon": "\u00a0: ",
        "page": "p.\u00a0",
        "thesis": "thèse",
        "preprint": "prépublication",
        "dataset": "jeu de données",
        "report": "Rapport n°\u00a0: ",
        "cited": "cité le {day}",
        "edition": "{} éd.",
        "no_title": "[Titre non disponible]",
    },
}


def reference(item: Item, language: str) -> Markup:
    """Return the reference as HTML, without its links, ending with a full stop.

    What is missing, empty or of another kind than CSL's is left out: exports are
    not always right, and a reference never stops a build.
    """
    printer = _PRINTERS.get(_text(item, "type"), _monograph)
    parts = [_authors(item, language), *printer(item, language)]
    return Markup(" ").join(_stop(part) for part in parts if part)


def _text(values: Item, name: str) -> str:
    """Return a value as text; empty when it is absent, null, a list or a table."""
    value = values.get(name)
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _stop(part: Markup) -> Markup:
    """Return a part with the full stop that ends it, unless it ends a sentence already."""
    return part if part.striptags().endswith((".", "?", "!")) else part + "."


def _authors(item: Item, language: str) -> Markup:
    """Return the authors, or the editors of a book that has none."""
    authors = _people(item, "author")
    if authors or _text(item, "type") == "chapter":
        return authors
    return _editors(item, language)


def _editors(item: Item, language: str) -> Markup:
    """Return ``Gilstrap LC 3rd, Cunningham FG, editors``."""
    editors = _people(item, "editor")
    return editors and editors + f", {_EDITORS[language][len(item['editor']) > 1]}"


def _people(item: Item, role: str) -> Markup:
    """Return names as ``Family AB``, six at most, organisations whole."""
    people = item.get(role)
    names = [_name(person) for person in people] if isinstance(people, list) else []
    names = [name for name in names if name]
    return escape(", ".join(names[:_SHOWN_AUTHORS] + ["et al."] * (len(names) > _SHOWN_AUTHORS)))


def _name(person: object) -> str:
    if not isinstance(person, dict):
        return str(person or "").strip()
    if _text(person, "literal"):
        return _text(person, "literal")
    particle = _text(person, "non-dropping-particle") or _text(person, "dropping-particle")
    family = f"{particle} {_text(person, 'family')}".strip()
    # D’Alembert: an elided particle is not parted from the name.
    family = re.sub(r"(['’]) ", r"\1", family)
    parts = (family, _initials(_text(person, "given")), _text(person, "suffix"))
    return " ".join(part for part in parts if part)


def _initials(given: str) -> str:
    """Return the initials of given names, two at most: ``Jean-Paul`` is ``JP``, ``ME`` stays."""
    names = re.split(r"[\s.\-\u2010]+", given.strip())
    if len(names) == 1 and given.isupper() and _INITIALS.fullmatch(names[0]):
        return names[0][:_SHOWN_INITIALS]
    return "".join(name[0].upper() for name in names if name)[:_SHOWN_INITIALS]


def _title(item: Item, language: str, kind: str = "") -> Markup:
    """Return the title, in its own language, followed by ``[kind]`` when it is no plain text."""
    title = rich_text(_text(item, "title").rstrip(".") or _WORDS[language]["no_title"])
    written_in = _text(item, "language")[:2].lower()
    if written_in and written_in != language:
        title = Markup('<span lang="{}">{}</span>').format(written_in, title)
    return title + Markup(" [{}]").format(kind) if kind else title


def rich_text(text: str) -> Markup:
    """Return a text escaped but for ``<i>``, ``<sub>`` and ``<sup>``, which titles need."""
    escaped = str(escape(text))
    if all(escaped.count(f"&lt;{tag}&gt;") == escaped.count(f"&lt;/{tag}&gt;") for tag in _TAGS):
        escaped = _ALLOWED_TAGS.sub(r"<\1>", escaped)
    return Markup(escaped)


def _date(item: Item, language: str, name: str = "issued") -> str:
    """Return a CSL date: ``2002 Jul 25`` in English, ``25 juill 2002`` in French."""
    written = item.get(name)
    if not isinstance(written, dict):
        return _text(item, name)
    numbers = _date_parts(written.get("date-parts"))
    if not numbers:
        words = _text(written, "literal") or _text(written, "raw")
        return words if re.search(r"\d{4}", words) else ""
    parts = [str(numbers[0])]
    # 13 to 24 are Crossref's seasons: the year is enough.
    if len(numbers) > 1 and 1 <= numbers[1] <= len(_MONTHS[language]):
        parts += [_MONTHS[language][numbers[1] - 1], *(str(day) for day in numbers[2:3])]
    if language == "fr" and parts[2:] == ["1"]:
        parts[2] = "1er"
    return " ".join(parts if language == "en" else reversed(parts))


def _date_parts(written: object) -> list[int]:
    """Return year, month and day as far as they are numbers: ``[[2020, null, 5]]`` is 2020."""
    first = written[0] if isinstance(written, list) and written else None
    numbers: list[int] = []
    for part in first if isinstance(first, list) else ():
        if not _NUMBER.fullmatch(str(part)):
            break
        numbers.append(int(part))
    return numbers


def _pages(pages: str) -> str:
    """Return a range of pages as NLM shortens it: ``1730-1753`` gives ``1730-53``."""
    match = re.fullmatch(r"([A-Za-z]*)(\d+)[-\u2013]+([A-Za-z]*)(\d+)", pages)
    if not match:
        return pages
    prefix, first, last_prefix, last = match.groups()
    if len(first) != len(last) or last_prefix not in ("", prefix):
        return f"{prefix}{first}-{last_prefix}{last}"
    same = next((n for n in range(len(first)) if first[n] != last[n]), None)
    return f"{prefix}{first}" if same is None else f"{prefix}{first}-{last[same:]}"


def _article(item: Item, language: str) -> list[Markup]:
    journal = _text(item, "container-title-short") or _text(item, "container-title")
    issue = f"({_text(item, 'issue')})" if _text(item, "issue") else ""
    place = f"{_text(item, 'volume')}{issue}"
    when = ";".join(part for part in (_date(item, language), place) if part)
    where = ":".join(part for part in (when, _pages(_text(item, "page"))) if part)
    return [_title(item, language), escape(journal.replace(".", "")), escape(where)]


def _monograph(item: Item, language: str, kind: str = "") -> list[Markup]:
    """Return the parts of a book, and of what is cited like one."""
    words = _WORDS[language]
    edition = _text(item, "edition")
    number = re.match(r"(\d{1,6})(?:st|nd|rd|th|e|re|er)?(?:\s+(?:ed|éd)\.?)?$", edition)
    if number:
        edition = words["edition"].format(_ordinal(int(number[1]), language))
    parts = [_title(item, language, kind), escape(edition), _imprint(item, language)]
    if _text(item, "number") and _text(item, "type") == "report":
        parts.append(escape(words["report"] + _text(item, "number")))
    return parts


def _imprint(item: Item, language: str) -> Markup:
    """Return ``Place: Publisher; date [cited date]``."""
    words = _WORDS[language]
    publisher = _text(item, "publisher") or _text(item, "container-title")
    where = words["colon"].join(
        part for part in (_text(item, "publisher-place"), publisher) if part
    )
    when = _date(item, language)
    accessed = _date(item, language, "accessed")
    cited = f"[{words['cited'].format(day=accessed)}]" if accessed and item.get("URL") else ""
    when = " ".join(part for part in (when, cited) if part)
    return escape("; ".join(part for part in (where, when) if part))


def _ordinal(number: int, language: str) -> str:
    if language == "fr":
        return "1re" if number == 1 else f"{number}e"
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}th" if number % 100 in (11, 12, 13) else f"{number}{suffix}"


def _chapter(item: Item, language: str) -> list[Markup]:
    words = _WORDS[language]
    book = [
        _editors(item, language),
        rich_text(_text(item, "container-title")),
        _imprint(item | {"container-title": ""}, language),
    ]
    inside = Markup(" ").join(_stop(part) for part in book if part)
    pages = words["page"] + _pages(_text(item, "page")) if _text(item, "page") else ""
    return [_title(item, language), inside and Markup(words["in"]) + inside, escape(pages)]


def _online(item: Item, language: str) -> list[Markup]:
    return _monograph(item, language, "Internet")


def _report(item: Item, language: str) -> list[Markup]:
    return _monograph(item, language, "Internet" if _text(item, "URL") else "")


def _thesis(item: Item, language: str) -> list[Markup]:
    return _monograph(item, language, _text(item, "genre") or _WORDS[language]["thesis"])


def _preprint(item: Item, language: str) -> list[Markup]:
    return _monograph(item | {"number": None}, language, _WORDS[language]["preprint"])


def _dataset(item: Item, language: str) -> list[Markup]:
    return _monograph(item, language, _WORDS[language]["dataset"])


# The type names of CSL 1.0.2, and Crossref's own, which some exports keep.
_PRINTERS = {
    "journal-article": _article,
    "book-chapter": _chapter,
    "posted-content": _preprint,
    "dissertation": _thesis,
    "article-journal": _article,
    "article-magazine": _article,
    "article-newspaper": _article,
    "article": _preprint,
    "book": _monograph,
    "chapter": _chapter,
    "report": _report,
    "webpage": _online,
    "post-weblog": _online,
    "thesis": _thesis,
    "dataset": _dataset,
}
