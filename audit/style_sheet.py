"""A style sheet is read into single declarations, each with its file, line, medium and selector.

Read by tinycss2, which follows CSS Syntax Level 3 as browsers do: escapes, strings and comments
hide nothing from it. What it cannot read, and every rule that is not known here, is noted as odd.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import tinycss2

# Rules that hold others, under a condition; what stands in them is read like all the rest.
_CONDITIONS = frozenset({"media", "supports", "container"})
# Deeper than any sheet that a person reads.
_DEEPEST = 8
# In letters: twenty times the sheet of the theme. Reading takes 60 ms for each 50,000.
_LONGEST = 1_000_000


class Declaration(NamedTuple):
    """One property given one value by one selector, in small letters, spaces and comments folded.

    ``layer``: the cascade layers around it; ``medium``: the conditions, ``@media print``.
    """

    line: int
    layer: str
    medium: str
    selector: str
    name: str
    value: str


class Odd(NamedTuple):
    """A piece of a sheet that is no declaration under a known rule, with its line."""

    line: int
    text: str


def read_sheet(css: str) -> Iterator[Declaration | Odd]:
    """Yield every declaration of a sheet, once for each selector, and all that is odd."""
    if len(css) > _LONGEST:
        yield Odd(0, f"{css[:60]}…")
        return
    yield from _rules(tinycss2.parse_stylesheet(css), _Place())


@dataclass(frozen=True)
class _Place:
    """What stands around a rule: layers, conditions, the selectors of an outer rule."""

    layers: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    selectors: tuple[str, ...] = ()
    depth: int = 0


def _rules(rules: Sequence[Any], place: _Place) -> Iterator[Declaration | Odd]:
    """Yield what some rules hold."""
    for rule in rules:
        if rule.type in ("comment", "whitespace"):
            continue
        if place.depth > _DEEPEST or rule.type == "error":
            yield Odd(rule.source_line, _said(rule))
        elif rule.type == "declaration":
            yield from _declaration(rule, place)
        else:
            inside = _inside(rule, replace(place, depth=place.depth + 1))
            if inside is None:
                yield Odd(rule.source_line, _said(rule))
            elif rule.content is not None:
                yield from _rules(tinycss2.parse_blocks_contents(rule.content), inside)


def _inside(rule: Any, place: _Place) -> _Place | None:
    """Return what stands around the contents of a rule; ``None`` for a rule that is not known."""
    prelude = text(rule.prelude, fold=False)
    if rule.type == "qualified-rule":
        nested = tuple(_nested(one, place.selectors) for one in split(prelude))
        return replace(place, selectors=nested)
    name, folded = rule.lower_at_keyword, text(rule.prelude)
    if name == "layer":
        return replace(place, layers=(*place.layers, prelude))
    if name in _CONDITIONS and rule.content is not None:
        return replace(place, media=(*place.media, f"@{name} {folded}"))
    if name == "page" and rule.content is not None:
        return replace(place, selectors=(f"@page {folded}".strip(),))
    return None


def _declaration(rule: Any, place: _Place) -> Iterator[Declaration | Odd]:
    name = rule.name if rule.name.startswith("--") else rule.lower_name
    value = text(rule.value) + (" !important" if rule.important else "")
    around = ".".join(place.layers), " ".join(place.media)
    for selector in place.selectors:
        yield Declaration(rule.source_line, *around, selector, name, value)
    if not place.selectors:
        yield Odd(rule.source_line, f"{name}: {value}")


def _said(rule: Any) -> str:
    """Return the beginning of a rule that is not read further."""
    if rule.type == "error":
        return str(rule.message)
    head = f"@{rule.at_keyword} " if rule.type == "at-rule" else ""
    return f"{head}{text(getattr(rule, 'prelude', ()), fold=False)}"[:100].strip()


def _nested(selector: str, outer: tuple[str, ...]) -> str:
    """Return what the selector of an inner rule stands for (CSS Nesting Level 1)."""
    if not outer:
        return selector
    around = f":is({', '.join(outer)})"
    if "&" in selector:
        return selector.replace("&", around)
    return f"{around} {selector}"


def split(selectors: str) -> list[str]:
    """Return the selectors of a list; commas inside brackets part nothing."""
    parts, depth, quote = [""], 0, ""
    for letter in selectors:
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and depth <= 0 and not quote:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]


def text(tokens: Sequence[Any], *, fold: bool = True, depth: int = 0) -> str:
    """Return tokens as text: one space for any, none around commas but one after, no comment.

    ``fold``: in small letters, but the names of custom properties and what strings hold.
    """
    if depth > _DEEPEST:
        return "…"
    written = "".join(_token(token, fold, depth) for token in tokens)
    return re.sub(r" ?, ?", ", ", re.sub(r"[ \t\r\n\f]+", " ", written)).strip()


def _token(token: Any, fold: bool, depth: int) -> str:
    kind = token.type
    inner = ""
    if kind in ("whitespace", "comment"):
        inner = " "
    elif kind == "ident":
        inner = token.value if not fold or token.value.startswith("--") else token.lower_value
    elif kind == "function":
        inside = text(token.arguments, fold=fold, depth=depth + 1)
        inner = f"{token.lower_name}({inside})"
    elif kind.endswith("block"):
        start, end = kind[:2].split()[0]
        inner = f"{start}{text(token.content, fold=fold, depth=depth + 1)}{end}"
    elif kind == "string":
        inner = '"' + token.value.replace("\n", " ").replace('"', "'") + '"'
    elif kind == "dimension":
        inner = f"{token.representation}{token.lower_unit}"
    elif kind in ("number", "percentage"):
        inner = token.representation + "%" * (kind == "percentage")
    elif kind == "hash":
        inner = f"#{token.value}"
    elif kind == "url":
        inner = f'url("{token.value}")'
    else:
        inner = token.serialize()
    return inner
