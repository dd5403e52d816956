"""Connect the step ``reader`` to Pelican."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markdown import Markdown
from pelican import signals
from pelican.readers import MarkdownReader

from plugins.shared.articles import Article
from plugins.shared.cache import Cache, Kept
from plugins.shared.files import address, decode
from plugins.shared.i18n import LANGUAGES, long_date, translator
from plugins.shared.problems import ERROR, N_, WARNING, Problem, Report
from plugins.shared.quotes import quoted
from plugins.shared.typography import typeset

from .addresses import clean_addresses
from .checks import check_document
from .conservation.check import check, check_title
from .conservation.header import check_header
from .core import (
    ARTICLE_FIELDS,
    DATE_FIELDS,
    LIST_FIELDS,
    PAGE_FIELDS,
    language_of,
    read_document,
)
from .dates import read_date
from .dialect import extensions
from .dialect.slips import slips
from .document import Document
from .figures import with_figures
from .forms import check_forms
from .markup import TOO_DEEP, safe_markup
from .names import as_on_disk, named_otherwise, text_of, texts
from .remarks import take_remarks_out
from .stray_fields import check_body

# Of a text: its HTML, and what of it will not be published.
_Html = tuple[str, tuple[Problem, ...]]

# Stands in for a missing title, so that the article is read to its end before the gate stops it.
_NO_TITLE = "…"
# In characters: a longer one is cut in mails.
_LONGEST_ADDRESS = 80
# Of the kit itself, or of packages that the lock holds.
_KNOWN_EXTENSIONS = ("plugins.", "markdown.", "pymdownx.")


class FrontMatterReader(MarkdownReader):  # type: ignore[misc]
    """Pelican's Markdown reader, with a header that is checked and a text that is typeset."""

    @cached_property
    def _converters(self) -> dict[str, Markdown]:
        """The converters of this reader by language: Pelican makes twelve readers."""
        return {}

    def _converter(self, language: str) -> Markdown:
        """Return what converts a text in a language, made for the first of them."""
        if language not in self._converters:
            self._converters[language] = self._new_converter(language)
        return self._converters[language]

    def _new_converter(self, language: str) -> Markdown:
        given = self.settings["MARKDOWN"]["extensions"]
        say = translator(language)
        footnotes = {"BACKLINK_TITLE": say(N_("Back to the text of note {}"))}
        options = self.settings["MARKDOWN"] | {
            "extensions": [
                *extensions(footnotes),
                *(extension for extension in given if extension != "markdown.extensions.meta"),
            ]
        }
        return Markdown(**options)

    @cached_property
    def _dialect(self) -> str | None:
        """What tells how Markdown is read here; ``None`` where nobody can say.

        An extension from elsewhere may read whatever it likes.
        """
        given = self.settings["MARKDOWN"]
        names = [
            one if isinstance(one, str) else f"{type(one).__module__}.{type(one).__qualname__}"
            for one in given["extensions"]
        ]
        if not all(name.startswith(_KNOWN_EXTENSIONS) for name in names):
            return None
        try:
            return json.dumps([self.settings["DEFAULT_LANG"], given | {"extensions": names}])
        except TypeError:
            return None

    @cached_property
    def _texts(self) -> Counter[str]:
        places = [*self.settings["ARTICLE_PATHS"], *self.settings["PAGE_PATHS"]]
        return texts(Path(self.settings["PATH"]), places, self.file_extensions)

    @cached_property
    def _named_otherwise(self) -> dict[str, str]:
        return named_otherwise(Path(self.settings["PATH"]))

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the HTML and the metadata of the file at ``source_path``."""
        text, problems = decode(Path(source_path).read_bytes())
        document = read_document(text)
        path = Path(source_path).relative_to(self.settings["PATH"]).as_posix()
        is_page = path.startswith(tuple(self.settings["PAGE_PATHS"]))
        known = PAGE_FIELDS if is_page else ARTICLE_FIELDS
        problems += check_document(document, known, dated=not is_page)
        misread = list(check_forms(text, document, known))
        problems += misread
        report: Report = self.settings["REPORT"]
        report.add(path, problems)
        if document.get("status").lower() == "draft" and not misread:
            report.drafts.add(path)
        language = language_of(document, Path(source_path).name, self.settings["DEFAULT_LANG"])
        if language not in LANGUAGES:
            if "lang" not in document.fields:
                report.add(path, [_unknown_language(language)])
            language = str(self.settings["DEFAULT_LANG"])
        told = {problem.line for problem in problems}
        problems = [*_header_lost(text, document, told), *check_body(document, known)]
        html, found = self._body(path, document, language)
        written = self._fields(document, language, known)
        planned = None if is_page else self._planned(document, written)
        if planned:
            # Until its day it goes the way of a draft, but is held to what is asked of all others.
            written["status"] = "draft"
        metadata = self._metadata(written, document, path)
        metadata["planned"] = planned
        if "slug" not in metadata:
            metadata["slug"], no_address = _address_of(source_path)
            found += no_address
        if planned:
            found.append(_waits(planned, document, metadata, self.settings["DEFAULT_LANG"]))
        metadata["text"] = text_of(path, metadata["slug"], self._texts)
        report.add(path, [*problems, *found])
        if TOO_DEEP in found or not document.fields:
            # What the steps would miss is missing for that reason alone.
            report.close(path)
        html = as_on_disk(html, path, self._named_otherwise)
        metadata["as_typed"] = html
        if not is_page:
            metadata["as_read"] = _article(path, text, html, written, metadata)
        return html, metadata

    def _body(self, path: str, document: Document, language: str) -> tuple[str, list[Problem]]:
        """Return the body of a file as HTML, typeset, and what of it will not be published."""

        def made() -> _Html:
            html, found = self._convert(document.body, document.body_line, language)
            return typeset(with_figures(html, language), language), tuple(found)

        return self._once(path, "body", (language, str(document.body_line), document.body), made)

    def _once(
        self, path: str, work: str, came_from: tuple[str, ...], make: Callable[[], _Html]
    ) -> tuple[str, list[Problem]]:
        """Return what ``make`` makes of a text of the file, from what is kept of it if it is."""
        if self._dialect is None:
            html, found = make()
        else:
            kept: Kept = self.settings["KEPT"].of(path)
            html, found = kept.get(work, (self._dialect, *came_from), _Html, make)
            if TOO_DEEP in found:
                # How deep Python may climb depends on more than the text.
                kept.forget(work)
        return html, list(found)

    def _convert(self, text: str, first_line: int, language: str) -> tuple[str, list[Problem]]:
        """Return the safe HTML of a Markdown text, and what of it will not be published."""
        written = text
        text, not_closed = take_remarks_out(text)
        found = [replace(p, line=p.line + first_line - 1) for p in not_closed]
        try:
            html = self._converter(language).reset().convert(text)
        except RecursionError:
            # It leaves the converter's list of open blocks as it was, which ``reset`` does not
            # empty: the next text would lose words.
            del self._converters[language]
            return "", [TOO_DEEP, *found]
        safe, problems = safe_markup(html, text, first_line)
        safe, changed = clean_addresses(safe, text, first_line)
        found += [*problems, *slips(text, first_line), *changed]
        if text != written:
            lines = written.split("\n")
            found = [_as_it_stands(problem, lines, first_line) for problem in found]
        if TOO_DEEP not in problems:
            told = {problem.line for problem in found if problem.level == ERROR}
            found += check(written, safe, first_line, told)
        return safe, found

    def _fields(
        self, document: Document, language: str, known: list[str]
    ) -> dict[str, str | list[str]]:
        """Return the known fields in words, or in lists of words where they are lists."""
        written: dict[str, str | list[str]] = {
            name: found.value if name in LIST_FIELDS else found.text
            for name, found in document.fields.items()
            if found.value and name in known
        }
        written["lang"] = language
        if document.get("status").lower() == "draft":
            # A draft stands among the drafts, wherever it will stand once published.
            written = {name: v for name, v in written.items() if name not in ("save_as", "url")}
        for name in DATE_FIELDS:
            day = read_date(document.get(name))
            if name in written and day is None:
                del written[name]
            elif day:
                # The day as it is written: a time zone must not make another of it.
                written[name] = day.isoformat()
        written.setdefault("title", _NO_TITLE)
        if known is ARTICLE_FIELDS:
            written.setdefault("date", self.settings["BUILD_DAY"].isoformat())
        if str(written.get("status", "")).lower() not in ("draft", "hidden"):
            written.pop("status", None)
        written["title"] = typeset(escape(str(written["title"]), quote=False), language)
        return written

    def _planned(self, document: Document, written: dict[str, str | list[str]]) -> date | None:
        """Return the day that an article waits for; ``None`` for a draft, or once it has come."""
        day = date.fromisoformat(str(written["date"]))
        waits = document.get("status").lower() != "draft" and day > self.settings["BUILD_DAY"]
        return day if waits else None

    def _metadata(
        self, written: dict[str, str | list[str]], document: Document, path: str
    ) -> dict[str, Any]:
        """Return the fields as Pelican's own conversions make them."""
        metadata = {
            name: self.process_metadata(name, value)
            for name, value in written.items()
            if name != "summary"
        }
        if "summary" in written:
            text, line = str(written["summary"]), document.fields["summary"].line
            language = str(written["lang"])

            def made() -> _Html:
                html, found = self._convert(text, line, language)
                return typeset(html, language), tuple(found)

            html, problems = self._once(path, "summary", (language, str(line), text), made)
            self.settings["REPORT"].add(path, problems)
            metadata["summary"] = html
        return metadata


def _as_it_stands(problem: Problem, lines: list[str], first_line: int) -> Problem:
    """Return a problem that quotes its line as the file has it, where a remark was taken out of it.

    Else nobody would find what is quoted.
    """
    at = problem.line - first_line
    words = problem.quote.split("\n")[0].removesuffix("…")
    if not words or not 0 <= at < len(lines) or words in lines[at]:
        return problem
    return replace(problem, quote=quoted(lines[at]))


def _header_lost(text: str, document: Document, told: set[int]) -> list[Problem]:
    """Return the lines of a header, and the words of its title, that are not read as typed."""
    if document.problems:
        return []
    fields = {name: (found.line, found.text) for name, found in document.fields.items()}
    title = document.fields.get("title")
    found = check_title(title.text, title.line, title.written) if title else []
    return [*check_header(text, fields, document.body_line, told), *found]


def _article(
    path: str,
    text: str,
    body: str,
    written: dict[str, str | list[str]],
    metadata: dict[str, Any],
) -> Article:
    """Return an article as its steps are given it."""
    authors = {"authors": [str(author) for author in metadata.get("authors", [])]}
    modified = written.get("modified")
    return Article(
        path=path,
        language=metadata["lang"],
        slug=metadata["slug"],
        title=metadata["title"],
        published=date.fromisoformat(str(written["date"])),
        modified=date.fromisoformat(str(modified)) if modified else None,
        status=str(metadata.get("status", "")).lower(),
        header=written | {name: words for name, words in authors.items() if words},
        text=text,
        body=body,
        summary=metadata.get("summary", ""),
    )


def _address_of(source_path: str) -> tuple[str, list[Problem]]:
    """Return the address that the name of a file gives, and what keeps it from giving one."""
    name = Path(source_path).name.partition(".")[0]
    slug = address(name)
    if slug and len(slug) <= _LONGEST_ADDRESS:
        return slug, []
    return slug[:_LONGEST_ADDRESS] or "sans-adresse", [
        Problem(
            N_("no address can be made of the name of this file, or it would be too long."),
            N_("Give it a name of some words, or add to the header: slug: some-words"),
        )
    ]


def _waits(planned: date, document: Document, metadata: dict[str, Any], home: str) -> Problem:
    """Return what is said of an article that waits for its day, and where to see it meanwhile."""
    folder = "" if metadata["lang"] == home else f"{metadata['lang']}/"
    return Problem(
        N_("planned for {day}: this article is not online before."),
        N_("To read it now: python3 tasks.py preview, at the address drafts/{address}/"),
        {"day": long_date(planned, home), "address": f"{folder}{metadata['slug']}"},
        quote=document.fields["date"].written,
        line=document.fields["date"].line,
        level=WARNING,
    )


def _unknown_language(language: str) -> Problem:
    return Problem(
        N_("the name of this file says that it is in “{language}”: no such language here."),
        N_("Choose one of: {allowed}."),
        {"language": language, "allowed": ", ".join(LANGUAGES)},
    )


def _add_reader(readers: Any) -> None:
    for extension in FrontMatterReader.file_extensions:
        readers.reader_classes[extension] = FrontMatterReader


def _begin(pelican: Any) -> None:
    settings = pelican.settings
    settings["REPORT"] = Report(held=settings["HELD_WORDS"])
    settings["KEPT"] = Cache(settings["TEXT_CACHE"], Path(settings["PATH"]).parent)


def _encode_addresses(generator: Any) -> None:
    """Have links to files encoded: Pelican writes a name with spaces or accents as it is."""
    for file in generator.context["static_content"].values():
        file.override_url = quote(file.url)


def register() -> None:
    """Connect to Pelican."""
    signals.static_generator_finalized.connect(_encode_addresses)
    signals.initialized.connect(_begin)
    signals.readers_init.connect(_add_reader)
