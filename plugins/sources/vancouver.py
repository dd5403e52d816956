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
_INITIALS = re.compile(r"[A-Z]{1,3}")
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
    """Return the reference as HTML, without its links, ending with a full stop."""
    kind = item.get("type", "")
    parts = [_people(item.get("author")), *_PRINTERS.get(kind, _monograph)(item, language)]
    return Markup(" ").join(_stop(part) for part in parts if part)


def _stop(part: Markup) -> Markup:
    """Return a part with the full stop that ends it, unless it ends a sentence already."""
    return part if part.striptags().endswith((".", "?", "!")) else part + "."


def _people(people: list[dict[str, str]] | None) -> Markup:
    """Return names as ``Family AB``, six at most, organisations whole."""
    names = [_name(person) for person in people or []]
    shown = [name for name in names if name][:_SHOWN_AUTHORS]
    return escape(", ".join(shown + ["et al."] * (len(names) > _SHOWN_AUTHORS)))


def _name(person: dict[str, str]) -> str:
    if person.get("literal"):
        return person["literal"]
    particle = person.get("non-dropping-particle") or person.get("dropping-particle") or ""
    family = f"{particle} {person.get('family', '')}".strip()
    parts = (family, _initials(person.get("given", "")), person.get("suffix", ""))
    return " ".join(part for part in parts if part)


def _initials(given: str) -> str:
    """Return the initials of given names: ``Jean-Paul M`` gives ``JPM``, ``ME`` stays ``ME``."""
    names = re.split(r"[\s.\-\u2010]+", given.strip())
    return "".join(
        name if _INITIALS.fullmatch(name) and len(names) == 1 else name[:1].upper()
        for name in names
        if name
    )


def _title(item: Item, language: str, kind: str = "") -> Markup:
    """Return the title, in its own language, followed by ``[kind]`` when it is no plain text."""
    text = str(item.get("title") or "").strip().rstrip(".") or _WORDS[language]["no_title"]
    title = rich_text(text)
    written_in = item.get("language", "")[:2]
    if written_in and written_in != language:
        title = Markup('<span lang="{}">{}</span>').format(written_in, title)
    return title + Markup(" [{}]").format(kind) if kind else title


def rich_text(text: str) -> Markup:
    """Return a text escaped but for ``<i>``, ``<sub>`` and ``<sup>``, which titles need."""
    return Markup(_ALLOWED_TAGS.sub(r"<\1>", str(escape(text))))


def _date(item: Item, language: str, name: str = "issued") -> str:
    """Return a CSL date: ``2002 Jul 25`` in English, ``25 juill 2002`` in French."""
    written = (item.get(name) or {}).get("date-parts") or [[]]
    parts = [int(part) for part in written[0] if part]
    if len(parts) > 1:
        parts[1:] = [_MONTHS[language][parts[1] - 1], *parts[2:]]  # type: ignore[list-item]
    return " ".join(str(part) for part in (parts if language == "en" else reversed(parts)))


def _pages(pages: str) -> str:
    """Return a range of pages as NLM shortens it: ``1730-1753`` gives ``1730-53``."""
    match = re.fullmatch(r"([A-Za-z]*)(\d+)[-\u2013]+([A-Za-z]*)(\d+)", pages)
    if not match:
        return pages
    prefix, first, last_prefix, last = match.groups()
    if len(first) != len(last) or last_prefix not in ("", prefix):
        return f"{prefix}{first}-{last_prefix}{last}"
    same = next((n for n in range(len(first)) if first[n] != last[n]), len(first) - 1)
    return f"{prefix}{first}-{last[same:]}"


def _article(item: Item, language: str) -> list[Markup]:
    journal = item.get("container-title-short") or item.get("container-title") or ""
    issue = f"({item['issue']})" if item.get("issue") else ""
    pages = _pages(str(item.get("page", "")))
    place = f"{item.get('volume', '')}{issue}"
    where = _date(item, language) + (f";{place}" if place else "") + (f":{pages}" if pages else "")
    return [_title(item, language), escape(journal).replace(".", ""), escape(where)]


def _monograph(item: Item, language: str, kind: str = "") -> list[Markup]:
    """Return the parts of a book, and of what is cited like one."""
    words = _WORDS[language]
    edition = str(item.get("edition") or "")
    if edition.isdigit():
        edition = words["edition"].format(_ordinal(int(edition), language))
    parts = [_title(item, language, kind), escape(edition), _imprint(item, language)]
    if item.get("number"):
        parts.append(escape(words["report"] + str(item["number"])))
    return parts


def _imprint(item: Item, language: str) -> Markup:
    """Return ``Place: Publisher; date [cited date]``."""
    words = _WORDS[language]
    publisher = item.get("publisher") or item.get("container-title") or ""
    where = words["colon"].join(
        str(part) for part in (item.get("publisher-place"), publisher) if part
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
    editors = _people(item.get("editor"))
    if editors:
        editors += f", {_EDITORS[language][len(item['editor']) > 1]}"
    book = [
        editors,
        rich_text(str(item.get("container-title", ""))),
        _imprint_of_book(item, language),
    ]
    pages = f"{words['page']}{_pages(str(item['page']))}" if item.get("page") else ""
    inside = Markup(words["in"]) + Markup(" ").join(_stop(part) for part in book if part)
    return [_title(item, language), inside, escape(pages)]


def _imprint_of_book(item: Item, language: str) -> Markup:
    return _imprint({**item, "container-title": ""}, language)


def _online(item: Item, language: str) -> list[Markup]:
    return _monograph(item, language, "Internet")


def _report(item: Item, language: str) -> list[Markup]:
    return _monograph(item, language, "Internet" if item.get("URL") else "")


def _thesis(item: Item, language: str) -> list[Markup]:
    return _monograph(item, language, item.get("genre") or _WORDS[language]["thesis"])


def _preprint(item: Item, language: str) -> list[Markup]:
    return _monograph({**item, "number": None}, language, _WORDS[language]["preprint"])


def _dataset(item: Item, language: str) -> list[Markup]:
    return _monograph(item, language, _WORDS[language]["dataset"])


# The type names of CSL 1.0.2. Crossref's own names are turned into them when a source is added.
_PRINTERS = {
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
