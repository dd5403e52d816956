"""What a text may hold before Markdown reads it. Knows nothing of Pelican."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from plugins.shared.problems import N_, UNSEEN, WARNING, Problem
from plugins.shared.quotes import place, quoted
from plugins.shared.unseen import stray

_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,9}))")
# In one paragraph: brackets, links and tags that are not closed, lines of dashes; references to
# characters.
_OPEN = 250
_REFERENCES = 2000
# A rule between paragraphs, https://spec.commonmark.org/0.31.2/#thematic-breaks.
_RULE = re.compile(r"^[ ]{0,3}(?:[-_*][ ]{0,2}){3,}$", re.MULTILINE)
_DEEP_QUOTATION = re.compile(r"^(?:[ ]{0,3}>){13}", re.MULTILINE)
# In one file: calls to notes, abbreviations that are explained.
_DEFINITIONS = (("[^", 1000), ("\n*[", 200))
_LAST_CHARACTER = 0x10FFFF


def check_crowding(text: str) -> Iterator[Problem]:
    """Yield the first passage on which Markdown would spend minutes, if there is one.

    What it does with brackets, tags, notes, quotations and lines of dashes looks at every pair:
    twice as many take four times as long. No text that means something comes near.
    """
    line = 1
    # Most texts have fewer signs than one paragraph may have: their paragraphs need no counting.
    for paragraph in text.split("\n\n") if _is_crowded(text, closed=0) else ():
        if _is_crowded(paragraph):
            # Of three line ends, the third begins the paragraph.
            blank = len(paragraph) - len(paragraph.lstrip("\n"))
            yield _crowded(line + blank, paragraph)
            return
        line += paragraph.count("\n") + 2
    for pattern, most in _DEFINITIONS:
        if text.count(pattern) > most:
            # The line end that a pattern begins with is the one before its line.
            yield _crowded(text[: text.index(pattern) + 1].count("\n") + 1, pattern)
            return


def _is_crowded(text: str, *, closed: int = 1) -> bool:
    """Tell whether a text has too many open signs; with ``closed=0``, too many closed or not."""
    return bool(
        text.count("[") - closed * text.count("]") > _OPEN
        or text.count("<") - closed * text.count(">") > _OPEN
        or text.count("](") - closed * text.count(")") > _OPEN
        or text.count("&") > _REFERENCES
        or len(_RULE.findall(text)) > _OPEN
        or _DEEP_QUOTATION.search(text)
    )


def _crowded(line: int, passage: str) -> Problem:
    return Problem(
        N_("so many signs ([ < & > *) would take too long to read."),
        N_("Take most of them out, or break the passage into paragraphs."),
        quote=f"{passage.strip()[:60]}…",
        line=line,
    )


def check_characters(text: str) -> Iterator[Problem]:
    """Yield a problem for each character that nobody sees, where it first stands.

    Control characters cannot be written in a feed (XML 1.0, production 2); those
    that reverse the order of letters make a text read otherwise than it is
    (Unicode Technical Report 36). Written as a number (``&#xD800;``) they count too.
    """
    for character, count in Counter(UNSEEN.findall(text)).items():
        yield Problem(
            N_("a character that nobody sees stands here: {name}."),
            N_("Delete it, or type this passage again. It stands {count} times in the file."),
            {"name": f"U+{ord(character):04X}", "count": count},
            *place(text, text.index(character)),
        )
    for number, line in enumerate(text.split("\n") if "&#" in text else (), start=1):
        if any(_names_unseen(match) for match in _REFERENCE.finditer(line)):
            yield Problem(
                N_("this number is that of a character that nobody sees."),
                N_("Take it out."),
                quote=quoted(line),
                line=number,
            )


def check_invisible(text: str) -> Iterator[Problem]:
    """Yield a remark for each character that takes no room and is of no use, where it first stands.

    Pages of the Web and PDF documents are full of them; searches then find nothing.
    """
    places = list(stray(text))
    counts = Counter(text[index] for index in places)
    for index in places:
        count = counts.pop(text[index], 0)
        if count:
            yield Problem(
                N_("a character that nobody sees stands here: {name}."),
                N_("Delete it, or type this passage again. It stands {count} times in the file."),
                {"name": f"U+{ord(text[index]):04X}", "count": count},
                *place(text, index),
                level=WARNING,
            )


def _names_unseen(reference: re.Match[str]) -> bool:
    """Tell whether a character written as a number is one that nobody sees."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return not code or code > _LAST_CHARACTER or bool(UNSEEN.match(chr(code)))
