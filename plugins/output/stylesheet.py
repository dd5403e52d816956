"""Make one small style sheet of many. Knows nothing of Pelican.

Read by tinycss2, token by token (CSS Syntax Level 3): what is taken out are remarks and the spaces
that mean nothing there; the theme's custom properties get short names. No value is written
otherwise, so that the audit finds each rule as the theme has it. A sheet that cannot be read whole
stays as it was written, for the audit to name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from string import ascii_letters
from typing import Any

import tinycss2

# A custom property; not the end of a class, as in ``.care--urgent``.
_NAME = r"(?<![\w-])--[A-Za-z][\w-]*"
_GIVEN = re.compile(rf"({_NAME})\s*:")
_COLOUR = "--color-"
_COMMA = ","
_BLOCKS = frozenset({"[] block", "() block"})


class _UnreadableError(ValueError):
    """A rule or a declaration is none."""


@dataclass(frozen=True)
class _Import:
    """The path that a rule imports, and the blocks that open around what is there."""

    path: str
    opening: list[str]


def bundle(sheet: str, read: Callable[[str], str]) -> tuple[str, list[str]]:
    """Return a sheet with its imports put in their place, small, and the paths that were imported.

    ``read`` returns the text at a path; what that imports is put in its place as well. A layer and
    a medium become the blocks that CSS defines them as (CSS Cascading and Inheritance Level 5,
    “Cascade Layers”), one for all that follow each other.
    """
    paths: list[str] = []

    def lines(text: str) -> Iterator[str]:
        for part in _parts(text):
            if isinstance(part, str):
                yield part
            else:
                paths.append(part.path)
                yield from part.opening
                yield from lines(read(part.path))
                yield from ("}" for _ in part.opening)

    return "".join(_merged(lines(sheet))) + "\n", paths


def shorten_names(sheet: str, tokens: str) -> str:
    """Return a sheet with a short name for each token, and without the sizes that it never calls.

    In the theme a colour or a size is named by its role, and each rule says that name again: here
    it is a letter or two, by its place among the tokens. The audit reads them back, and holds each
    colour of letters against each ground, so that all colours stay.

    ``tokens``: the sheet that gives each a value, and nothing else.
    """
    letters = (*ascii_letters, *map("".join, product(ascii_letters, repeat=2)))
    names = dict(zip(dict.fromkeys(_GIVEN.findall(tokens)), letters, strict=False))
    sizes = (name for name in names if not name.startswith(_COLOUR))
    if unused := "|".join(name for name in sizes if f"var({name})" not in sheet):
        sheet = re.sub(rf"(?<=[{{;])(?:{unused}):[^;}}]*(?:;|(?=}}))", "", sheet)
    return re.sub(_NAME, lambda found: f"--{names.get(found[0], found[0][2:])}", sheet)


def _merged(lines: Iterable[str]) -> list[str]:
    """Return the pieces of a sheet with one block for those that open alike in a row."""
    merged: list[str] = []
    opened: list[str] = []
    closed = ""
    for line in lines:
        if closed and line == closed:
            merged.pop()
        else:
            merged.append(line)
        closed = opened.pop() if line == "}" and opened else ""
        if line.endswith("{"):
            opened.append(line)
    return merged


# Most sheets are part of that of each kind of page, and the same at the next save of a preview.
@lru_cache(maxsize=128)
def _parts(text: str) -> list[str | _Import]:
    """Return the rules of a sheet, small, and what it imports, in order."""
    try:
        return [_part(rule) for rule in _rules(tinycss2.parse_stylesheet, text)]
    except _UnreadableError:
        return [f"\n{text.strip()}\n"]


def _part(rule: Any) -> str | _Import:
    is_import = rule.type == "at-rule" and rule.lower_at_keyword == "import"
    return _import(rule) if is_import else _rule(rule)


def _rules(parse: Callable[..., list[Any]], content: Any) -> list[Any]:
    # A remark inside of a value parts what stands on both sides of it.
    rules = parse(content, skip_comments=False, skip_whitespace=True)
    return [rule for rule in rules if rule.type != "comment"]


def _import(rule: Any) -> _Import:
    given = [token for token in rule.prelude if token.type != "whitespace"]
    first, *others = given
    path = first.value if first.type in ("url", "string") else first.arguments[0].value
    layers = [one for one in others if one.type == "function" and one.lower_name == "layer"]
    medium = _folded([one for one in others if one not in layers])
    around = [f"@media {medium}{{"] if medium else []
    around += [f"@layer {_folded(layer.arguments)}{{" for layer in layers]
    return _Import(str(path), around)


def _rule(rule: Any) -> str:
    """Return a rule, or a declaration, in as few letters as it takes."""
    if rule.type == "declaration":
        important = "!important" if rule.important else ""
        return f"{rule.name}:{_folded(rule.value)}{important};"
    if rule.type not in ("qualified-rule", "at-rule"):
        raise _UnreadableError
    if rule.type == "at-rule":
        head = f"@{rule.at_keyword} {_folded(rule.prelude)}".rstrip()
        if rule.content is None:
            return f"{head};"
    else:
        head = _folded(rule.prelude)
    inside = map(_rule, _rules(tinycss2.parse_blocks_contents, rule.content))
    return f"{head}{{{''.join(inside).removesuffix(';')}}}"


def _folded(tokens: Iterable[Any]) -> str:
    """Return some tokens as text: a space for spaces and remarks, none around a comma."""
    parts: list[str] = []
    gap = False
    for token in tokens:
        if token.type in ("whitespace", "comment"):
            gap = True
            continue
        text = _written(token)
        if gap and parts and _COMMA not in (text, parts[-1]):
            parts.append(" ")
        parts.append(text)
        gap = False
    return "".join(parts)


def _written(token: Any) -> str:
    if token.type == "function":
        return f"{token.name}({_folded(token.arguments)})"
    if token.type in _BLOCKS:
        return f"{token.type[0]}{_folded(token.content)}{token.type[1]}"
    written: str = tinycss2.serialize([token])
    return written
