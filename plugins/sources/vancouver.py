"""Print a reference in the Vancouver style, in French or in English.

Rules: K. Patrias and D. L. Wendling, *Citing Medicine*, 2nd ed., National
Library of Medicine (NBK7256), and ICMJE's *Samples of Formatted References*;
docs/vancouver.md says where we part from them. The input is one item of
CSL-JSON 1.0.2; the output is HTML, every value of the item escaped. Links and
status are not part of the text: the box prints them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from .csl import Item, event_title, in_brackets, language_code, language_codes, language_name, text
from .dates import printed_date
from .names import people
from .numbers import pages_of, volume_of
from .other_days import other_days, written_on
from .wording import WORDS

__all__ = ["Item", "reference", "rich_text"]

# The tags of CSL’s texts (citeproc-js, “HTML-like formatting tags”): three are shown, the others,
# which a reference manager writes for itself (``<span class="nocase">``), are left out.
_TAG = re.compile(r"&lt;(/?)(i|b|sc|sub|sup|span)((?: (?:class|style)=&#34;[\w :;,-]*&#34;)?)&gt;")
_SHOWN = frozenset(("i", "sub", "sup"))
_ENDS = (".", "?", "!", "…")
_NOT_AVAILABLE = re.compile(r"\[?(?:title )?not available\]?", re.IGNORECASE)
_EDITION = re.compile(r"(\d{1,6})(?:st|nd|rd|th|e|re|er|[eè]me|nde?)?(?:\s+(?:ed|éd)\.?)?", re.I)
_FORTHCOMING = re.compile(r"forthcoming|in press|à paraître|sous presse", re.IGNORECASE)
_FULL_DATE = 2  # spaces
_STATE = re.compile(r", ([A-Z]{2})$")


def reference(item: Item, language: str) -> Markup:
    """Return the reference as HTML, without its links, ending with a full stop.

    What is missing, empty or of another kind than CSL's is left out: exports are
    not always right, and a reference never stops a build.
    """
    printer = _PRINTERS.get(text(item, "type"), _monograph)
    parts = [_authors(item, language), *printer(item, language)]
    # An article says its language before its other days.
    return _sentences(parts if printer is _article else [*parts, _spoken_in(item, language)])


def rich_text(words: str) -> Markup:
    """Return a text escaped but for ``<i>``, ``<sub>`` and ``<sup>``, which titles need.

    Bold, small capitals and spans are left out: Vancouver prints none of them. Tags that cross, or
    that nothing closes, are shown as they were typed.
    """
    escaped = str(escape(words))
    if "&lt;" not in escaped:
        return Markup(escaped)
    opened = []
    for closing, tag, attribute in _TAG.findall(escaped):
        if attribute and (closing or tag != "span"):
            return Markup(escaped)
        if not closing:
            opened.append(tag)
        elif not opened or opened.pop() != tag:
            return Markup(escaped)
    return Markup(escaped if opened else _TAG.sub(_tag, escaped))


def _tag(match: re.Match[str]) -> str:
    return f"<{match[1]}{match[2]}>" if match[2] in _SHOWN else ""


def _sentences(parts: Iterable[str]) -> Markup:
    return Markup(" ").join(_stop(escape(part)) for part in parts if part)


def _stop(part: Markup) -> Markup:
    """Return a part with the full stop that ends it, unless it ends a sentence already."""
    last = part.striptags() if part.endswith(">") else part
    return part if last.endswith(_ENDS) else part + "."


def _authors(item: Item, language: str) -> str:
    """Return the authors, or the editors of a book that has none."""
    authors, _ = people(item, "author")
    if authors or _PRINTERS.get(text(item, "type")) is _chapter:
        return authors
    return _role(item, language, "editor")


def _role(item: Item, language: str, role: str) -> str:
    """Return ``Gilstrap LC 3rd, Cunningham FG, editors``."""
    names, count = people(item, role)
    word = WORDS[language][role if count == 1 else f"{role}s"]
    return f"{names}, {word}" if names else ""


def _title(item: Item, language: str, *kinds: str) -> Markup:
    """Return the title, in its own language, and in brackets what is no plain text."""
    words = text(item, "title").rstrip(".")
    title = _said(words or WORDS[language]["no_title"], language_code(item), language)
    return title + _kinds(kinds)


def _kinds(kinds: Iterable[str]) -> Markup:
    return Markup("").join(Markup(" [{}]").format(kind) for kind in kinds if kind)


def _said(words: str, code: str, language: str) -> Markup:
    """Return rich text marked with its language when it is not the page's, for voices."""
    if not code or code == language:
        return rich_text(words)
    return Markup('<span lang="{}">{}</span>').format(code, rich_text(words))


def _article_title(item: Item, language: str) -> Markup:
    """Return ``Le tubage jéjunal protégé [Protected jejunal intubation]``.

    Citing Medicine, chapter 1: the title as published, then its translation in brackets,
    which stands alone when only PubMed's is known. PubMed translates into English.
    """
    title = text(item, "title").rstrip(".")
    title = "" if _NOT_AVAILABLE.fullmatch(title) else title
    original = text(item, "original-title").rstrip(".")
    code = language_code(item)
    translated = in_brackets(title)
    bare = translated or title
    kinds = _kinds([text(item, "genre")])
    if original and bare and original.casefold() != bare.casefold():
        # “en” is the language of the translation: that of the original is not known.
        published = _said(original, "" if code == "en" else code, language)
        return published + Markup(" [{}]").format(_said(bare, "en", language)) + kinds
    if translated and not original:
        return Markup("[{}]").format(_said(bare, "en", language)) + kinds
    title = original or bare or WORDS[language]["no_title"]
    return _said(title, code, language) + kinds


def _spoken_in(item: Item, language: str) -> str:
    """Return the language of the source, as NLM states it, when readers may not expect it.

    English on a French page goes unsaid: most of what a doctor cites is in English.
    """
    codes = language_codes(item)
    if not set(codes) - {"en", language}:
        return ""
    first, *others = (language_name(code, language) for code in codes)
    # English writes each with a capital, French the first only.
    return ", ".join([first, *(name if language == "en" else name.lower() for name in others)])


def _when(item: Item, language: str) -> str:
    """Return ``2024 May [cited 2025 Nov 3]``."""
    words = WORDS[language]
    date = printed_date(item, language)
    if _FORTHCOMING.search(text(item, "status")):
        return f"{words['forthcoming']} {date}".strip()
    accessed = printed_date(item, language, "accessed") if text(item, "URL") else ""
    # French says “le” before a day only.
    cited = words["cited" if accessed.count(" ") == _FULL_DATE else "cited_in"].format(accessed)
    cited = f" [{cited}]" if accessed else ""
    return (date or words["no_date"]) + cited


def _journal(item: Item) -> str:
    """Return a journal's abbreviation without full stops, or its whole name."""
    short = text(item, "container-title-short").replace(".", "")
    return short or re.sub(r"\.(?=\s|$)", "", text(item, "container-title"))


def _place_in_issue(item: Item, when: str) -> str:
    """Return ``2002 Jul 25;347(4):284-7``; an article number stands for the pages."""
    section = text(item, "section")
    volume = volume_of(item) or (section and f"Sect. {section}")
    volume = ";".join(part for part in (when, volume) if part)
    locator = text(item, "number") or pages_of(text(item, "page"))
    return ":".join(part for part in (volume, locator) if part)


def _article(item: Item, language: str) -> list[str]:
    status = text(item, "status")
    forthcoming = _FORTHCOMING.search(status)
    date = printed_date(item, language)
    when = _when(item | {"URL": ""}, language) if forthcoming or not date else date
    where = when if forthcoming else _place_in_issue(item, when)
    return [
        _article_title(item, language),
        _journal(item),
        where,
        _spoken_in(item, language),
        *other_days(item, language, date),
    ]


def _medium(item: Item) -> str:
    """Return ``Internet`` for what was read on line rather than on paper."""
    kind = text(item, "type")
    # The address of a book may be a shop's: it was read on line if a day of reading is known.
    on_line = text(item, "URL") and (kind == "report" or item.get("accessed"))
    always = _PRINTERS.get(kind) is _web_page
    return text(item, "medium") or ("Internet" if on_line or always else "")


def _monograph(item: Item, language: str) -> list[str]:
    """Return the parts of a book, and of what is cited like one."""
    return _book(item, language, _title(item, language, text(item, "genre"), _medium(item)))


def _book(item: Item, language: str, title: Markup) -> list[str]:
    authors, _ = people(item, "author")
    report = text(item, "number") if text(item, "type") == "report" else ""
    return [
        title,
        _edition(item, language),
        _role(item, language, "editor") if authors else "",
        _role(item, language, "translator"),
        _book_volume(item),
        _imprint(item, language),
        report and WORDS[language]["report"] + report,
        _series(item),
    ]


def _edition(item: Item, language: str) -> str:
    written = text(item, "edition")
    number = _EDITION.fullmatch(written)
    if not number:
        return written
    return WORDS[language]["edition"].format(_ordinal(int(number[1]), language))


def _ordinal(number: int, language: str) -> str:
    if language == "fr":
        return "1re" if number == 1 else f"{number}e"
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}th" if number % 100 in (11, 12, 13) else f"{number}{suffix}"


def _book_volume(item: Item) -> str:
    """Return ``Vol. 1, Theory and methods``."""
    volume = text(item, "volume")
    volume = f"Vol. {volume}" if volume.isdecimal() else volume
    return ", ".join(part for part in (volume, text(item, "volume-title")) if part)


def _series(item: Item) -> str:
    """Return ``(Methods in molecular biology; 675)``."""
    title = text(item, "collection-title")
    number = text(item, "collection-number")
    return title and f"({'; '.join(part for part in (title, number) if part)})"


def _imprint(item: Item, language: str, publisher: str = "") -> str:
    """Return ``Place: Publisher; date [cited date]``."""
    publisher = publisher or text(item, "publisher")
    # Citing Medicine writes “Totowa (NJ)” where Crossref has “Totowa, NJ”.
    place = _STATE.sub(r" (\1)", text(item, "publisher-place"))
    where = WORDS[language]["colon"].join(part for part in (place, publisher) if part)
    return "; ".join(part for part in (where, _when(item, language)) if part)


def _chapter(item: Item, language: str) -> list[str]:
    words = WORDS[language]
    container = text(item, "container-title")
    named, presented = _event(item, language)
    title = _title(item, language, text(item, "genre"))
    if not container and presented:
        return [title, words["presented"] + presented]
    book = rich_text(container) + _kinds([_medium(item)])
    authors, _ = people(item, "container-author")
    inside = _sentences(
        [
            authors or _role(item, language, "editor"),
            book + (f"; {presented}" if presented and not named else "") if container else "",
            presented if named else "",
            _edition(item, language),
            _book_volume(item),
            _imprint(item, language),
        ]
    )
    pages = text(item, "page")
    return [
        title,
        written_on(item, language),
        Markup(words["in"]) + inside if container else inside,
        pages and words["page"] + pages_of(pages),
        _series(item),
    ]


def _event(item: Item, language: str) -> tuple[str, str]:
    """Return ``Kinsdale Meeting`` and ``Kinsdale Meeting; 2002 Apr 3-5; Kinsdale, Ireland``.

    What the title of the book says already is left out.
    """
    container = text(item, "container-title")
    name = event_title(item)
    name = "" if name.casefold() in container.casefold() else name
    date = printed_date(item, language, "event-date")
    place = text(item, "event-place")
    # Zotero fills in both places from one field.
    place = "" if place == text(item, "publisher-place") else place
    if not container:
        date = date or printed_date(item, language)
    known = (name, date, place) if name or container else ()
    return name, "; ".join(part for part in known if part)


def _web_page(item: Item, language: str) -> list[str]:
    """Return a page, then the site it belongs to, unless that is its publisher."""
    site, publisher = text(item, "container-title"), text(item, "publisher")
    title = _title(item, language, text(item, "genre"), _medium(item))
    shown = site if publisher and site != publisher else ""
    return [title, shown, _imprint(item, language, publisher or site), _series(item)]


def _thesis(item: Item, language: str) -> list[str]:
    kind = text(item, "genre") or WORDS[language]["thesis"]
    return _book(item, language, _title(item, language, kind, _medium(item)))


def _preprint(item: Item, language: str) -> list[str]:
    """Return ``Title. arXiv:1706.03762 [Preprint]. 2017``, after ICMJE's sample."""
    server = (
        text(item, "container-title-short")
        or text(item, "container-title")
        or text(item, "publisher")
    )
    number = text(item, "number")
    if server and number and not number.casefold().startswith(server.casefold()):
        number = f"{server}:{number}" if server == "arXiv" else f"{server} {number}"
    kind = text(item, "genre")
    kind = kind if kind.casefold() != "preprint" else ""
    kinds = _kinds([kind or WORDS[language]["preprint"]])
    title = _title(item, language)
    where = number or server
    first = [title, escape(where) + kinds] if where else [title + kinds]
    # PubMed has the number of a preprint where an article has its pages.
    when = ":".join(part for part in (_when(item, language), text(item, "page")) if part)
    return [*first, when]


def _dataset(item: Item, language: str) -> list[str]:
    return _deposit(item, language, "dataset")


def _software(item: Item, language: str) -> list[str]:
    return _deposit(item, language, "software")


def _deposit(item: Item, language: str, kind: str) -> list[str]:
    words = WORDS[language]
    version = text(item, "version")
    return [
        _title(item, language, words[kind]),
        version and words["version"].format(version),
        _imprint(item, language, text(item, "publisher") or text(item, "container-title")),
    ]


def _law(item: Item, language: str) -> list[str]:
    """Return a law as published: title, number, official journal, date."""
    number = text(item, "number")
    number = "" if number in text(item, "title") else number
    where = _place_in_issue(item | {"number": None}, _when(item, language))
    title = _title(item, language, text(item, "genre"), _medium(item))
    return [title, number, _journal(item), where]


# The type names of CSL 1.0.2, and Crossref's own, which some exports keep.
_PRINTERS = {
    **dict.fromkeys(
        ("article-journal", "article-magazine", "article-newspaper", "journal-article"), _article
    ),
    **dict.fromkeys(("review", "review-book"), _article),
    **dict.fromkeys(("article", "posted-content"), _preprint),
    **dict.fromkeys(("chapter", "book-chapter", "book-section", "book-part"), _chapter),
    **dict.fromkeys(("entry", "entry-dictionary", "entry-encyclopedia"), _chapter),
    **dict.fromkeys(("paper-conference", "proceedings-article", "speech"), _chapter),
    **dict.fromkeys(("webpage", "post", "post-weblog"), _web_page),
    **dict.fromkeys(("thesis", "dissertation"), _thesis),
    **dict.fromkeys(("bill", "legislation", "legal_case", "regulation", "treaty"), _law),
    "dataset": _dataset,
    "software": _software,
}
