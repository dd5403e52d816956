"""Change one entry of a TOML file that the doctor wrote; every other byte of it stays.

tomlkit is given that entry alone, and keeps its comments, spacing and order. What was made of a
text is read again, as the blog reads it: a text in which anything else would change is refused.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AbstractTable, Comment, InlineTable, Item, Key, Null, Trivia, Whitespace

from plugins.shared.files import decode

Row = Mapping[str, Any]

# What is not written.
_EMPTY: tuple[Any, ...] = ("", {}, [])
_END = re.compile(r"\r\n|\r|\n")
# What may be the header of a table, and how many lines may look like one and be none: each costs a
# reading of what precedes it.
_BRACKET = re.compile(r"^[ \t]*\[[^,\n]*\][ \t]*(?:#.*)?$", re.MULTILINE)
_MOST_BRACKETS = 100


class UnchangeableError(ValueError):
    """The text is written in a way that cannot be changed without changing more."""


def add(text: str, table: str, rows: Sequence[Row]) -> str:
    """Return a text with more entries ``[[table]]`` at its end.

    Raises :class:`UnchangeableError`.
    """
    before, newline = _read(text), _newline(text)
    there = before.get(table, [])
    if not isinstance(there, list):
        raise UnchangeableError
    new = text
    for row in rows:
        gap = "" if not new else newline if _END.search(new[-1:]) else newline * 2
        new += gap + _entry(table, row).replace("\n", newline)
    return _checked(new, before | {table: [*there, *rows]})


def put(text: str, table: str, key: str, row: Row) -> str:
    """Return a text with an entry ``[[table]]``: in the place of the former, or at the end.

    The former entry is the one with the same ``key``. A name of ``row`` that is empty is taken out,
    one that ``row`` does not have stays. Raises :class:`UnchangeableError`.
    """
    before = _read(text)
    rows = before.get(table, [])
    if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
        raise UnchangeableError
    places = [n for n, one in enumerate(rows) if one.get(key) == row[key]]
    wanted = {name: value for name, value in row.items() if value not in _EMPTY}
    if not places:
        return add(text, table, [wanted])
    if len(places) > 1:
        raise UnchangeableError
    paths = places[0]
    kept = {name: value for name, value in rows[paths].items() if name not in row}
    expected = before | {table: [*rows[:paths], kept | wanted, *rows[paths + 1 :]]}
    return _checked(_replaced(text, table, paths, row), expected)


def _read(text: str) -> dict[str, Any]:
    """Return what a text holds, or refuse it."""
    try:
        # As the blog reads it: an accent in one piece, line feeds of any system.
        return tomllib.loads(decode(text.encode())[0])
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        raise UnchangeableError from None


def _checked(new: str, expected: dict[str, Any]) -> str:
    """Return a text that holds what is expected of it, and nothing else."""
    if _comparable(_read(new)) != _comparable(expected):
        raise UnchangeableError
    return new


def _comparable(data: Any) -> str:
    """Return data as text: “nan” is not equal to itself."""
    return json.dumps(data, sort_keys=True, default=repr)


def _newline(text: str) -> str:
    """Return the line feed of a text, by its first one."""
    match = _END.search(text)
    return match[0] if match else "\n"


def _entry(table: str, row: Row) -> str:
    """Return a new entry as it is written, tables inside of it as dotted names."""
    entry = tomlkit.table()
    for name, value in row.items():
        _set(entry, name, value)
    entries = tomlkit.aot()
    entries.append(entry)
    return tomlkit.dumps({table: entries})


def _replaced(text: str, table: str, paths: int, row: Row) -> str:
    """Return the text with the entry at a place changed."""
    newline = _newline(text)
    # Where all lines end alike they may end otherwise meanwhile: old Macs’ is unknown to TOML.
    alike = not re.search(r"[\r\n]", text.replace(newline, ""))
    body = text.replace(newline, "\n") if alike else text
    start, end = _span(body, table, paths)
    old = body[start:end]
    ending = "" if old.endswith("\n") else "\n"
    try:
        # tomlkit is given the one entry: of the others it would change how some headers are typed.
        document = tomlkit.parse(old + ending)
        if tomlkit.dumps(document) != old + ending:
            raise UnchangeableError
        entry = document[table][0]
        for name, value in row.items():
            _change(entry, name, value)
        new = tomlkit.dumps(document).removesuffix(ending)
    except (TOMLKitError, RecursionError):
        raise UnchangeableError from None
    new = body[:start] + new + body[end:]
    return new.replace("\n", newline) if alike else new


def _span(text: str, table: str, paths: int) -> tuple[int, int]:
    """Return where an entry begins and ends, the tables inside of it included."""
    starts, others = [0], 0
    for match in _BRACKET.finditer(text):
        # What precedes the header of a table can be read alone; what precedes a bracket in a text
        # or a list of many lines cannot.
        if _piece(text[starts[-1] : match.start()]) is not None:
            starts.append(match.start())
        elif (others := others + 1) > _MOST_BRACKETS:
            raise UnchangeableError
    found: list[tuple[int, int]] = []
    for start, end in pairwise([*starts, len(text)]):
        held = (_piece(text[start:end]) or {}).get(table)
        if isinstance(held, list) and text[start:].lstrip(" \t").startswith("[["):
            found.append((start, end))
        elif isinstance(held, dict) and found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
    if paths >= len(found):
        raise UnchangeableError
    return found[paths]


def _piece(text: str) -> dict[str, Any] | None:
    """Return what a piece of a text holds, ``None`` when it cannot be read alone."""
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _change(entry: Any, name: str, value: Any) -> None:
    """Give a name of an entry a value, or take it out; what says the same already stays."""
    if value in _EMPTY:
        if name in entry:
            _take_out(entry, name)
    elif name not in entry or entry.unwrap()[name] != value:
        old = entry.get(name)
        if isinstance(value, dict) and isinstance(old, AbstractTable):
            for inner in [inner for inner in old if inner not in value]:
                _take_out(old, inner)
            for inner, words in value.items():
                _change(old, inner, words)
        else:
            _set(entry, name, value)


def _set(entry: Any, name: str, value: Any) -> None:
    """Write a value in the place of the former, or below the others."""
    if isinstance(value, dict):
        if name in entry:
            _take_out(entry, name)
        for inner, words in value.items():
            _append(entry, tomlkit.key([name, inner]), words)
    elif name in entry:
        entry[name] = value
    else:
        _append(entry, tomlkit.key(name), value)


def _append(entry: Any, key: Key, value: Any) -> None:
    """Write a value below the others: above the blank lines and comments that end the entry."""
    last = _loose(entry)
    entry.append(key, tomlkit.item(value))
    for one in last:
        entry.add(one)


def _take_out(entry: Any, name: str) -> None:
    """Take a name out; the comments beside it stay, on lines of their own."""
    # A table whose names stand here and there is in several pieces.
    pieces = [item for key, item in entry.value.body if key is not None and key.key == name]
    comments = [comment for item in pieces for comment in _comments(item)]
    entry.remove(name)
    last = _loose(entry)
    for comment in comments:
        entry.add(Comment(Trivia(comment=comment)))
    for one in last:
        entry.add(one)


def _loose(entry: Any) -> list[Item]:
    """Take off the blank lines and comments that end an entry, and return them."""
    body = [] if isinstance(entry, InlineTable) else entry.value.body
    last: list[Item] = []
    while body and isinstance(body[-1][1], Comment | Whitespace | Null):
        last.insert(0, body.pop()[1])
    return [item for item in last if not isinstance(item, Null)]


def _comments(item: Any) -> Iterator[str]:
    """Yield the comments beside a value, and inside of a table."""
    if item.trivia.comment:
        yield item.trivia.comment
    if isinstance(item, AbstractTable):
        for _, inner in item.value.body:
            yield from _comments(inner)
