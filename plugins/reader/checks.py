"""Check a header: its fields are known, bounded, and say something that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from plugins.shared.fields import FIELDS, LONGEST, in_english
from plugins.shared.files import address
from plugins.shared.problems import N_, Problem
from plugins.shared.unseen import is_seen

from .core import DATE_FIELDS, LIST_FIELDS
from .dates import read_date, readings
from .document import Document, Field
from .header import as_known_field

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FOLDER = re.compile(rf"(?:{_SLUG.pattern}/){{1,4}}")
_MOST_ITEMS = 50
# In lines, where a header is looked for that does not stand at the top; in characters.
_FAR, _SHOWN = 60, 200
_MARKUP = re.compile(r"<[a-zA-Z/!?]")


def check_document(document: Document, known: list[str], *, dated: bool) -> list[Problem]:
    """Return what is wrong with a header, its own reading included.

    ``known`` names the fields allowed; ``dated`` says that a date is required
    (articles, not pages).
    """
    problems = list(document.problems)
    if not document.fields:
        return problems or [_without_header(document)]
    drafting = document.get("status").lower() == "draft"
    for name, required in (("title", True), ("date", dated and not drafting)):
        written = document.fields.get(name)
        if required and not document.get(name) and not (written and written.is_doubtful):
            problems.append(
                Problem(
                    N_("“{name}” is missing in the header."),
                    N_("Add or complete the line “{name}: {example}”."),
                    {"name": name, "example": "2026-11-22" if name == "date" else "…"},
                    line=written.line if written else 1,
                )
            )
    for name, found in document.fields.items():
        problems += _check_field(name, found, known)
    return problems


def _without_header(document: Document) -> Problem:
    """Return the problem of a file without a header, on the line where one begins too late."""
    lines = document.body.split("\n")[:_FAR]
    late = next((n for n, line in enumerate(lines) if as_known_field(line)), None)
    if late is not None:
        return Problem(
            N_("the header does not stand at the top of the file."),
            N_("Move what stands above it below its end; the first line of the file is ---."),
            quote=lines[late].strip()[:_SHOWN],
            line=document.body_line + late,
        )
    return Problem(
        N_("this file has no header, or its header is not closed."),
        N_("Begin it with four lines: --- then title: … then date: 2026-11-22 then ---"),
    )


def _check_field(name: str, found: Field, known: list[str]) -> Iterator[Problem]:
    """Yield what is wrong with one line of the header."""
    quote = found.written
    if found.is_doubtful:
        return
    if found.text and not is_seen(found.text):
        yield Problem(
            N_("nothing of what this line says can be seen."),
            N_("Type it again, in letters."),
            {},
            quote,
            found.line,
        )
        return
    if name not in known:
        meant = in_english(name)
        # A French name is surer than one that merely looks alike.
        near = [meant] if meant in known else get_close_matches(name, known, n=1)
        near = near or get_close_matches(meant, known, n=1)
        yield Problem(
            N_("“{name}” is not a known field."),
            N_("Did you mean “{near}”?") if near else N_("Known fields: {near}."),
            {"name": name, "near": near[0] if near else ", ".join(known)},
            quote,
            found.line,
        )
    if name in DATE_FIELDS and found.text and read_date(found.text) is None:
        yield _unreadable_date(name, found)
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


def _unreadable_date(name: str, found: Field) -> Problem:
    """Return the problem of a date that is not written as ours are, with what to write."""
    days = [day.isoformat() for day in readings(found.text)]
    fixes = (
        N_("Write year-month-day with figures, for example 2026-11-22."),
        N_("Write {name}: {day}"),
        N_(
            "Two days are possible. Write {name}: {day} if the day came first, "
            "{name}: {other} if the month did."
        ),
    )
    values = dict(zip(("name", "day", "other"), (name, *days), strict=False)) if days else {}
    return Problem(
        N_("this date cannot be read."), fixes[len(days)], values, found.written, found.line
    )
