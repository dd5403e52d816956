"""Read what a doctor wrote: text to header and body.

Knows nothing of Pelican. Whatever is wrong is returned as problems with the
line, beside a header that can still be used, so that one fault does not hide
the others.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

import yaml

from plugins.shared.clock import YEARS
from plugins.shared.fields import ARTICLE, FIELDS, LONGEST, PAGE, in_english, names, of_type
from plugins.shared.files import address
from plugins.shared.problems import N_, Problem

ARTICLE_FIELDS = names(ARTICLE)
PAGE_FIELDS = names(PAGE)
LIST_FIELDS = of_type("list")
DATE_FIELDS = of_type("date")

_FENCE = re.compile(r"\A\s*---[ \t]*\n(?P<header>.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.M | re.S)
_PLAIN = re.compile(
    r"\A(?P<header>(?:[^\W\d]\w*[ \u00a0\u202f]?:.*\n?(?:[ \t]+\S.*\n?)*)+)(?:[ \t]*\n|\Z)"
)
_FIELD = re.compile(r"(?P<name>[^\W\d]\w*)[ \u00a0\u202f]*:(?:[ \t\u00a0]+(?P<value>.*))?$")
_LIST_ITEM = re.compile(r"(?P<mark>[ \t]*- +)(?P<value>\S.*)")
# ISO 8601, as other generators and editors export it too.
# reflux.en.md: what stands between the first dot and the last is the language.
_LANGUAGE_OF_FILE = re.compile(r"^[^.]+\.(.+)\.[^.]+$")
_ISO_DATE = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})(?:(?P<hour>[ T]\d{2}:\d{2})(?::\d{2}(?:\.\d{1,9})?)?)?"
    r" ?(?:Z|[+-]\d{2}:?\d{2})?"
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FOLDER = re.compile(rf"(?:{_SLUG.pattern}/){{1,4}}")
_MOST_ITEMS = 50
_MARKUP = re.compile(r"<[a-zA-Z/!?]")
_YAML_SPECIAL = tuple("\"'[{|>&*!%@`#-?,")
# YAML 1.1 begins a line at each of these; no editor does.
_YAML_BREAK = re.compile("[\x85\u2028\u2029]")
# libyaml where it is there: a header then costs a tenth of the time.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Field:
    """One field of the header: its value, the line it stands on, that line as it was written."""

    value: str | list[str]
    line: int
    written: str = ""

    @property
    def text(self) -> str:
        """Return the value as one string."""
        return ", ".join(self.value) if isinstance(self.value, list) else self.value


@dataclass(frozen=True)
class Document:
    """A file as read: the header's fields by lower-case name, the body, where it starts."""

    fields: dict[str, Field]
    body: str
    body_line: int = 1
    problems: list[Problem] = field(default_factory=list)

    def get(self, name: str, default: str = "") -> str:
        """Return the text of a field, or ``default``."""
        found = self.fields.get(name)
        return found.text if found else default


def read_document(text: str) -> Document:
    """Return the header and the body of a Markdown file.

    The header is YAML between two lines of ``---``, as editors and other
    generators write it, or Pelican's plain ``Key: value`` lines up to the first
    empty one. A value that YAML would trip on (``title: Reflux : que faire ?``)
    is taken as the words it is.
    """
    match = _FENCE.match(text) or _PLAIN.match(text)
    if not match:
        return Document({}, text)
    first_line = text.count("\n", 0, match.start("header")) + 1
    lines = match["header"].removesuffix("\n").split("\n")
    fields, problems = _read_fields(lines, first_line)
    return Document(fields, text[match.end() :], text.count("\n", 0, match.end()) + 1, problems)


def language_of(document: Document, name: str, default: str) -> str:
    """Return the language that a header says, else the name of the file, else the blog's."""
    match = _LANGUAGE_OF_FILE.match(name)
    return document.get("lang").lower() or (match[1] if match else default)


def _read_fields(lines: list[str], first_line: int) -> tuple[dict[str, Field], list[Problem]]:
    fields: dict[str, Field] = {}
    problems: list[Problem] = []
    try:
        for name, value, index in _pairs(_YAML_BREAK.sub(" ", "\n".join(_quoted(lines)))):
            written = lines[index].strip()
            if name in fields:
                problems.append(
                    Problem(
                        N_("“{name}” is written twice in the header."),
                        N_("Keep one of the two lines."),
                        {"name": name},
                        quote=written,
                        line=first_line + index,
                    )
                )
            fields[name] = Field(value, first_line + index, written)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        index = min(mark.line if mark else 0, len(lines) - 1)
        plain = not isinstance(error, _NotPlain)
        return {}, [
            Problem(
                N_("this line of the header, or the one before, cannot be read.")
                if plain
                else N_("this line of the header is more than words, or a list of words."),
                N_(
                    "Write one “name: value” per line. A value that begins with a sign goes whole "
                    'between "…", without other quotes inside than “ ”.'
                ),
                quote=lines[index].strip()[:200],
                line=first_line + index,
            )
        ]
    return fields, problems


class _NotPlain(yaml.MarkedYAMLError):
    """The header is YAML, but more than names with words or lists of words."""


def _pairs(text: str) -> Iterator[tuple[str, str | list[str], int]]:
    """Yield the name, the value and the line, from 0, of each field of a YAML header.

    Only names, words and lists of words: no anchor or alias (YAML 1.2.2, 3.2.2.2),
    whose copies can outgrow any memory, no tag, no table inside a table. Read event
    by event, so that no nesting is too deep to be refused.
    """
    name: str | None = None
    items: list[str] | None = None
    begun, depth = 0, 0
    for event in yaml.parse(text, Loader=_LOADER):
        mark: Any = event.start_mark
        if isinstance(event, yaml.NodeEvent) and (
            isinstance(event, yaml.AliasEvent) or event.anchor or getattr(event, "tag", None)
        ):
            raise _NotPlain(problem_mark=mark)
        if isinstance(event, yaml.MappingStartEvent):
            depth += 1
            if depth > 1:
                raise _NotPlain(problem_mark=mark)
        elif isinstance(event, yaml.SequenceStartEvent):
            if name is None or items is not None:
                raise _NotPlain(problem_mark=mark)
            items = []
        elif isinstance(event, yaml.SequenceEndEvent):
            yield str(name), [item for item in items or () if item], begun
            name = items = None
        elif isinstance(event, yaml.ScalarEvent):
            if items is not None:
                items.append(event.value.strip())
            elif not depth:
                raise _NotPlain(problem_mark=mark)
            elif name is None:
                name, begun = event.value.lower(), mark.line
            else:
                yield name, event.value.strip(), begun
                name = None


def _quoted(lines: list[str]) -> Iterator[str]:
    """Quote the plain values that YAML would misread, one line for one line."""
    for line in lines:
        # YAML allows no tab to set a line back; a doctor's editor puts one.
        line = line.replace("\t", "    ") if line[:1] == "\t" else line  # noqa: PLW2901
        match = _FIELD.match(line)
        item = _LIST_ITEM.match(line)
        if match:
            yield f"{match['name']}: {_as_words((match['value'] or '').strip())}"
        elif item:
            yield item["mark"] + _as_words(item["value"].strip())
        else:
            yield line


def _as_words(value: str) -> str:
    """Return a value as YAML reads it whole: a colon or a # inside belongs to the words."""
    if value.startswith(_YAML_SPECIAL) or not (
        ": " in value or " :" in value or " #" in value or value.endswith(":")
    ):
        return value
    return json.dumps(value, ensure_ascii=False)


def check_document(document: Document, known: list[str], *, dated: bool) -> list[Problem]:
    """Return what is wrong with a header, its own reading included.

    ``known`` names the fields allowed; ``dated`` says that a date is required
    (articles, not pages).
    """
    problems = list(document.problems)
    if not document.fields:
        if not problems:
            problems.append(
                Problem(
                    N_("this file has no header, or its header is not closed."),
                    N_(
                        "Begin it with four lines: --- then title: … then date: 2026-11-22 then ---"
                    ),
                )
            )
        return problems
    drafting = document.get("status").lower() == "draft"
    for name, required in (("title", True), ("date", dated and not drafting)):
        if required and not document.get(name):
            problems.append(
                Problem(
                    N_("“{name}” is missing in the header."),
                    N_("Add or complete the line “{name}: {example}”."),
                    {"name": name, "example": "2026-11-22" if name == "date" else "…"},
                    line=document.fields[name].line if name in document.fields else 1,
                )
            )
    for name, found in document.fields.items():
        problems += _check_field(name, found, known)
    return problems


def _check_field(name: str, found: Field, known: list[str]) -> Iterator[Problem]:
    """Yield what is wrong with one line of the header."""
    quote = found.written
    if name not in known:
        near = get_close_matches(name, known, n=1) or get_close_matches(
            in_english(name), known, n=1
        )
        yield Problem(
            N_("“{name}” is not a known field."),
            N_("Did you mean “{near}”?") if near else N_("Known fields: {near}."),
            {"name": name, "near": near[0] if near else ", ".join(known)},
            quote,
            found.line,
        )
    if name in DATE_FIELDS and found.text and read_date(found.text) is None:
        yield Problem(
            N_("this date cannot be read."),
            N_("Write year-month-day with figures, for example 2026-11-22."),
            {},
            quote,
            found.line,
        )
    allowed = FIELDS[name].choices if name in FIELDS else ()
    if allowed and found.text and found.text.lower() not in allowed:
        yield Problem(
            N_("“{value}” is not possible for {name}."),
            N_("Choose one of: {allowed}."),
            {"value": found.text, "name": name, "allowed": ", ".join(allowed)},
            quote,
            found.line,
        )
    if name == "slug" and not _SLUG.fullmatch(found.text):
        yield Problem(
            N_("this cannot be part of an address."),
            N_("Use small letters without accents, figures and hyphens only."),
            {},
            quote,
            found.line,
        )
    folder = {"url": found.text, "save_as": found.text.removesuffix("index.html")}.get(name)
    if folder is not None and not (
        _FOLDER.fullmatch(folder) and (name == "url" or found.text != folder)
    ):
        yield Problem(
            N_("this cannot be the place of a page."),
            N_("Write save_as: folder/index.html and url: folder/ in small letters."),
            {},
            quote,
            found.line,
        )
    for item in found.value if name == "tags" and isinstance(found.value, list) else [found.text]:
        if name in ("tags", "category") and found.text and not all(map(address, item.split(","))):
            yield Problem(
                N_("“{value}” holds no letter that an address could be made of."),
                N_("Use at least one letter or figure in each, and no comma too many."),
                {"value": item},
                quote,
                found.line,
            )
    most = FIELDS[name].longest if name in FIELDS else LONGEST
    items = found.value if isinstance(found.value, list) else found.text.split(",")
    if len(found.text) > most or (name in LIST_FIELDS and len(items) > _MOST_ITEMS):
        yield Problem(
            N_("this is too long for {name}."),
            N_("Keep to {most} characters, and lists to {items} words."),
            {"name": name, "most": most, "items": _MOST_ITEMS},
            f"{quote[:100]}…",
            found.line,
        )
    if _MARKUP.search(found.text):
        yield Problem(
            N_("the header holds a < stuck to a letter, as in a page’s code."),
            N_("Write words only; for “less than”, leave a space after <."),
            {},
            quote,
            found.line,
        )


def check_body(document: Document, known: list[str]) -> Iterator[Problem]:
    """Yield a line of the header that stands below its end, where it would be printed.

    ``Statut: draft`` there would publish a draft.
    """
    lines = document.body.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    match = _FIELD.match(lines[first])
    if match and document.fields and in_english(match["name"].lower()) in known:
        yield Problem(
            N_("this line of the header stands after its end."),
            N_("Move it up, without an empty line before it; the text comes after the header."),
            quote=lines[first].strip()[:200],
            line=document.body_line + first,
        )


def read_date(text: str) -> date | None:
    """Return the day of an ISO 8601 date (``2026-11-22``, a time may follow), or ``None``."""
    match = _ISO_DATE.fullmatch(text)
    if not match:
        return None
    try:
        day = datetime.fromisoformat(match["day"] + (match["hour"] or "")).date()
    except ValueError:
        return None
    return day if day.year in YEARS else None
