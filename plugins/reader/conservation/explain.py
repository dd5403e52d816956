"""Say of a difference between a text and its page what is lost, and what to type instead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from plugins.shared.problems import N_, WARNING, Phrase, Problem

from .compare import Difference, differences
from .fold import CODE, HEADING, TYPED
from .scanned import Mark
from .source import Source

# In characters: what of a passage is shown back.
_SHOWN = 100
# In tokens: how far what differs may begin before it is seen to.
_BACK = 3
_ORDERED = re.compile(r"[\s>*+•–—-]*(\d+)[.)]\s")
# Signs of constructs that say as much when they stand on the page.
_AS_GOOD = re.compile(r"[•·–—‣◦▪●○■□➢✓:]")
_SILENT = frozenset({"query", "escape"})

_LOST = N_("“{words}” would not be on the page.")
_CHANGED = N_("“{words}” would be printed as “{printed}”.")
# By the first sign that is lost.
_INSTEAD: dict[str, Phrase] = {
    "*": N_("To print the star, write \\*; between two figures, ×."),
    "_": N_("To print this sign, write \\_"),
    ">": N_("Write “more than” in words, or \\> to print the sign."),
    "+": N_("Write “more than” in words, or \\+ to print the sign."),
    "#": N_("To print this sign, write \\#"),
    "{": N_("Write ( ) instead of {{ }}, or \\{{ to print the sign."),
    "^": N_("To print this sign, write \\^"),
    "~": N_("Write “about” in words, or \\~ to print the sign."),
    "<": N_("Leave a space after the sign <, or write “less than” in words."),
    "[": N_("Write ( ) instead of [ ], or \\[ to print the sign."),
    "\\": N_("To print this sign, write it twice: \\\\"),
}
_OTHERWISE = N_("Write this line otherwise: in plain words, without signs around them.")


def explain(source: Source, body: Sequence[str]) -> Iterator[tuple[int, Problem]]:
    """Yield each difference with its place in the text; what is only printed raw, as a remark."""
    for found in differences(source.tokens, body):
        printed = _printed(source, found, body)
        place = source.place(found.start)
        if printed is None:
            problem = _problem(source, body, found)
            if problem:
                yield place, problem
        else:
            for mark in printed:
                if not _as_good(mark, source.after(mark)):
                    yield mark.place, _raw(mark)


def _printed(source: Source, found: Difference, body: Sequence[str]) -> list[Mark] | None:
    """Return the signs that are printed as typed, ``None`` if more than that differs.

    Of two signs alike the first is not always the one that went: what stands before counts too.
    """
    for back in range(min(_BACK, found.start, found.at) + 1):
        wider = found._replace(start=found.start - back, at=found.at - back)
        printed = source.printed(wider, body)
        if printed is not None:
            return printed
    return None


def _as_good(mark: Mark, after: str) -> bool:
    """Tell whether a sign says as much where it stands on the page: a bullet, - 3 kg."""
    if mark.construct == "bullet" and after.lstrip()[:1].isdecimal():
        return True
    return mark.construct in _SILENT or bool(_AS_GOOD.match(mark.typed))


def _raw(mark: Mark) -> Problem:
    if mark.construct == "table":
        return Problem(
            N_("this table is printed with its signs |, as it was typed."),
            N_("Under its first line, write as many dashes as columns: | --- | --- |"),
        )
    return Problem(
        N_("“{sign}” is printed as it was typed, and makes nothing here."),
        N_("Look at the page; take the sign out if it should not be there."),
        {"sign": mark.typed[:_SHOWN]},
        level=WARNING,
    )


def _problem(source: Source, body: Sequence[str], found: Difference) -> Problem | None:
    """Return what is lost, changed or added, with what to type; ``None`` if it does not matter."""
    lost, added = source.tokens[found.start : found.end], body[found.at : found.to]
    if CODE in added and CODE not in lost:
        return Problem(
            N_("this paragraph would be printed as code, because of the spaces before it."),
            N_("Begin the line at the margin, without spaces."),
        )
    if HEADING in added and HEADING not in lost:
        return Problem(
            N_("this sentence would become a heading, because of the line below it."),
            N_("Leave an empty line between the sentence and the line of dashes."),
        )
    words = " ".join(source.typed(found.start, found.end).split())[:_SHOWN]
    shown = _readable(added)[:_SHOWN]
    number = _number(source, found)
    if number and shown.rstrip(". ").isalnum():
        if number == "1":
            # Whoever numbers every line 1 leaves the counting to the page.
            return None
        return Problem(
            N_("this number would be printed as {printed} instead of {words}."),
            N_("Number the lines one after the other, or write {words}\\. to keep the number."),
            {"printed": shown.rstrip(". "), "words": number},
        )
    if not lost:
        return Problem(
            N_("“{printed}” would be printed here, which you did not type."),
            _OTHERWISE,
            {"printed": shown},
        )
    if "|" in source.line(found.start):
        instead = N_("Give each line of the table as many cells as its first line.")
    else:
        left = Counter(lost) - Counter(added)
        sign = next((sign for sign in left if sign in _INSTEAD), "")
        instead = _INSTEAD.get(sign, _OTHERWISE)
    words = words or _readable(lost)
    return Problem(_CHANGED if shown else _LOST, instead, {"words": words, "printed": shown})


def _number(source: Source, found: Difference) -> str:
    """Return the number that a line begins with, if it is what differs."""
    match = _ORDERED.match(source.line(found.start))
    number = match[1] if match else ""
    return number if source.tokens[found.start : found.start + 1] == [number] else ""


def _readable(shown: Sequence[str]) -> str:
    """Return some tokens as a line of text."""
    line = " ".join(TYPED.get(token, token) for token in shown)
    return re.sub(r"(?<=\w) (?=[.,)])|(?<=\() ", "", line).strip()
