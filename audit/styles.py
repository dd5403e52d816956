"""No style sheet hides or covers a box, on the screen or on paper, nor loads from another site.

Every declaration of a sheet is held against a list of what is allowed, by what it may touch: a box,
what a box stands in or is made of, or what stands beside it (``style_values.py``). What is out of
those ranges is allowed only word for word, with its selector and its medium
(``allowed_rules.css``). ``docs/audit.md`` says how to add to either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from plugins.shared.problems import N_, Problem

from .style_sheet import Declaration, Odd, read_sheet
from .style_tokens import is_colour_token, keeps_its_range, unreadable, with_full_names
from .style_values import BESIDE_A_BOX, INERT, OF_A_BOX, Check

_ALLOWED = Path(__file__).with_name("allowed_rules.css")
_KIT = Path(__file__).parents[1]
_OF_THE_THEME = "theme/static/css"
# A published rule may stand in a medium that its file is imported for.
_IN_A_MEDIUM = re.compile(r"@media[^{]+\{ (.*) \}")
_LOADED = re.compile(
    r"(?:url|src|image-set)\(\s*(\"[^\"]*\"|'[^']*'|[^)]*)|@import\s+(\"[^\"]*\"|'[^']*')", re.I
)
# A subject that may be a part of a box. Some may be hidden on paper: the ways back and onward.
_PART = re.compile(
    r"\.(?!(?:sources__(?:back|more)|communities__more|glossary__back|handout__print)(?![\w-]))"
    r"(?:disclaimer|caution|care|warning|sources|communities|community|review|fictional"
    # The words of the doctor, in a card as anywhere.
    r"|sources-call|credit|key-points|checklist|letters?|glossary|glossary-use|byline|illness|handout"
    r"|table-region|align-\w+|caps|amp|d?quo|footnotes?|footnote-\w+|toc|language-[\w+-]+)"
    r"(?:(?:--|__)[\w-]+)?(?![\w-])"
)
# What a box stands in, and a card, whose letters are light on dark in an emergency.
_FRAME = re.compile(
    r"\.(?:layout|page(?:__body)?|article(?:--\w+|__body)?|care(?:(?:--|__)[\w-]+)?)(?![\w-])"
    r"|#page-content(?![\w-])"
)
# An element by its class, which nothing in a box has (boxes.py); by its id it may be anything.
_NAMED = re.compile(r"\.[\w-]")
# Elements that hold no words of the doctor.
_BESIDE = re.compile(r"(?:nav|svg|hr)\b")
_TYPE = re.compile(r"[a-z]")
# What is added to an element; its first line and letter are its own words.
_ELEMENT_PART = re.compile(r"::(?!first-)[\w-]+|:(?:before|after)\b")

NOT_LISTED = N_("a style sheet holds what is not on the list of rules that hide and cover no box.")
LISTED = N_(
    "Keep to the properties and sizes that docs/audit.md lists, or take the rule out. With another "
    "theme than the kit’s, blogs are not published."
)


def audit_sheet(name: str, css: str) -> Iterator[tuple[str, Problem]]:
    """Yield what is wrong with a published sheet, with the theme's file and line where known."""
    for problem in audit_styles(css):
        file, line = _of_the_theme().get(_alone(problem.quote), (name, problem.line))
        yield file, replace(problem, line=line)


@cache
def _of_the_theme() -> dict[str, tuple[str, int]]:
    """Return the file and the line of each rule of the kit's theme, which are published as one."""
    return {
        _alone(_said(found) if isinstance(found, Declaration) else found.text): (
            file.relative_to(_KIT).as_posix(),
            found.line,
        )
        for file in sorted((_KIT / _OF_THE_THEME).rglob("*.css"))
        for found in read_sheet(file.read_text("utf-8"))
    }


def _alone(said: str) -> str:
    """Return a rule without the medium around it."""
    match = _IN_A_MEDIUM.fullmatch(said)
    return match[1] if match else said


def audit_styles(css: str) -> Iterator[Problem]:
    """Yield what in a style sheet could hide a box, or loads from elsewhere, with its line."""
    for address in loaded(css):
        if not address.startswith("data:image/") and (
            "//" in address or "\\" in address or re.match(r"[a-z][a-z0-9+.-]*:", address, re.I)
        ):
            yield Problem(N_("the page loads something from another site."), quote=address)
    for line, said in _refused(css):
        yield Problem(NOT_LISTED, LISTED, quote=said, line=line)


@lru_cache(maxsize=8)
def _refused(css: str) -> tuple[tuple[int, str], ...]:
    """Return the line and the words of everything in a sheet that is not allowed."""
    refused: dict[tuple[int, str], None] = {}
    colours: list[Declaration] = []
    for found in with_full_names([*read_sheet(css)]):
        if isinstance(found, Odd):
            refused[found.line, found.text] = None
        elif is_colour_token(found.name) and keeps_its_range(found):
            colours.append(found)
        elif not is_allowed(found):
            refused[found.line, _said(found)] = None
    for found in unreadable(colours):
        refused[found.line, _said(found)] = None
    return tuple(sorted(refused))


def _said(found: Declaration) -> str:
    said = f"{found.selector} {{ {found.name}: {found.value} }}"
    return f"{found.medium} {{ {said} }}" if found.medium else said


def is_allowed(found: Declaration) -> bool:
    """Tell whether a declaration leaves every box in sight: by its range, or word for word."""
    if found.name.startswith("--") and keeps_its_range(found):
        return True
    check = allowed_for(found.selector).get(found.name)
    return bool(check and check(found.value)) or found[2:] in _word_for_word()


@cache
def _word_for_word() -> frozenset[tuple[str, ...]]:
    """Return the medium, selector, property and value of each rule that is listed as it is."""
    listed = read_sheet(_ALLOWED.read_text("utf-8"))
    return frozenset(found[2:] for found in listed if isinstance(found, Declaration))


@lru_cache(maxsize=2048)
def allowed_for(selector: str) -> dict[str, Check]:
    """Return what the elements that a selector may match are allowed, by property."""
    subject = _subject(selector.lower())
    outside = _outside(subject)
    added = _ELEMENT_PART.search(outside)
    if _FRAME.search(subject) and not added:
        return INERT
    if _PART.search(subject) and not added:
        return OF_A_BOX
    if added or _NAMED.search(outside) or _BESIDE.match(outside):
        return BESIDE_A_BOX
    return INERT if _TYPE.match(outside) or "#" in outside else {}


def _outside(subject: str) -> str:
    """Return what a compound says outside its brackets."""
    depth, kept = 0, []
    for letter in subject:
        depth += letter in "(["
        if depth == 0:
            kept.append(letter)
        depth -= letter in ")]" and depth > 0
    return "".join(kept)


def _subject(selector: str) -> str:
    """Return the last compound of a selector: what it styles."""
    depth, start, text = 0, 0, selector.strip()
    for place, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if depth == 0 and letter in " >+~":
            start = place + 1
    return text[start:]


def loaded(css: str) -> list[str]:
    """Return the addresses that a style sheet loads."""
    text = re.sub(r"/\*.*?(?:\*/|\Z)", "", css, flags=re.S)
    return [(a or b).strip().strip("\"'").strip() for a, b in _LOADED.findall(text)]
