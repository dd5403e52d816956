"""Put one vetting into the text of the ledger, every other byte as it was.

A writer of TOML would lose the doctor's comments and order. This one looks for where statements
begin and end, which is all it needs to know, and what it did is checked by reading the whole again:
:func:`put` refuses a text that it cannot change well.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from plugins.shared.files import decode

TABLE = "vetting"

# What is not written.
_EMPTY: tuple[Any, ...] = ("", {}, [])

# What opens a text in TOML, and the longest first.
_QUOTES = ('"""', "'''", '"', "'")
_END = re.compile(r"\r\n|\r|\n")
_HEADER = re.compile(r"[ \t]*(\[\[?)(.*?)(\]\]?)[ \t]*(?:#.*)?$")
_BARE = re.compile(r"[A-Za-z0-9_-]+")

Row = Mapping[str, Any]


class UnchangeableError(ValueError):
    """The text is written in a way that this module cannot change without changing more."""


@dataclass
class Statement:
    """A piece of the text: a header, a name and its value, or an empty or commented line.

    ``start``, ``end``: where it is, its line feed included; ``value``: where its value begins and
    ends; ``path``: its name, in pieces. Of a header the brackets stand for a value; an empty line
    has no path.
    """

    start: int
    end: int
    path: tuple[str, ...] = ()
    header: str = ""
    value: tuple[int, int] = (0, 0)


def statements(text: str) -> Iterator[Statement]:
    """Yield the statements of a text that tomllib can read, in order, none left out."""
    at = 0
    while at < len(text):
        line_end = _END.search(text, at)
        stop, end = line_end.span() if line_end else (len(text), len(text))
        line = text[at:stop]
        if not line.strip() or line.lstrip().startswith("#"):
            yield Statement(at, end)
        elif line.lstrip().startswith("["):
            match = _HEADER.match(line)
            if not match:
                raise UnchangeableError
            yield Statement(at, end, _path(match[2]), match[1], (at, at + match.end(3)))
        else:
            equals = _equals(text, at, stop)
            stop = _value_end(text, equals + 1)
            line_end = _END.search(text, stop)
            end = line_end.end() if line_end else len(text)
            begin = (
                equals + 1 + len(text[equals + 1 : stop]) - len(text[equals + 1 : stop].lstrip())
            )
            path = _path(text[at:equals])
            yield Statement(at, end, path, value=(begin, max(begin, stop)))
        at = end


def _equals(text: str, at: int, stop: int) -> int:
    """Return where the equals sign of a statement is: outside of a name between quotes."""
    while at < stop and text[at] != "=":
        at = _after_text(text, at) if text[at] in "\"'" else at + 1
    if at >= stop:
        raise UnchangeableError
    return at


def _value_end(text: str, at: int) -> int:
    """Return where a value ends: before the blanks, the comment and the line feed after it."""
    depth, last = 0, at
    while at < len(text):
        letter = text[at]
        if letter in "\"'":
            at = last = _after_text(text, at)
            continue
        if letter == "#":
            line_end = _END.search(text, at)
            at = line_end.start() if line_end else len(text)
            if not depth:
                break
            continue
        if letter in "\r\n" and not depth:
            break
        depth += (letter in "[{") - (letter in "]}")
        at += 1
        if not letter.isspace():
            last = at
    return last


def _after_text(text: str, at: int) -> int:
    """Return what follows a text between quotes that begins here."""
    quote = next(quote for quote in _QUOTES if text.startswith(quote, at))
    at += len(quote)
    while at < len(text):
        if text[at] == "\\" and quote[0] == '"':
            at += 2
        elif text.startswith(quote, at):
            at += len(quote)
            # A long text may end with one or two quotes of its own.
            while len(quote) > 1 and text.startswith(quote[0], at):
                at += 1
            return at
        else:
            at += 1
    raise UnchangeableError


def _path(name: str) -> tuple[str, ...]:
    """Return the pieces of a name: ``sentence.fr``, ``"sentence" . fr``."""
    table: Any
    try:
        table = tomllib.loads(f"{name.strip()} = 1")
    except tomllib.TOMLDecodeError:
        raise UnchangeableError from None
    pieces = []
    while isinstance(table, dict):
        ((piece, table),) = table.items()
        pieces.append(piece)
    return tuple(pieces)


def written(value: Any) -> str:
    """Return a value in TOML, on one line."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(written(item) for item in value)}]"
    # TOML's short texts are JSON's, but for the one control character that JSON lets be.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def lines_of(row: Row) -> dict[tuple[str, ...], str]:
    """Return a vetting as names, in pieces, and values in TOML."""
    found: dict[tuple[str, ...], str] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            found |= {(name, inner): written(words) for inner, words in value.items()}
        else:
            found[name,] = written(value)
    return found


def put(text: str, row: Row) -> str:
    """Return the text of a ledger with a vetting in it: in the place of the former, or at the end.

    Only the statements whose value changes are touched; a name of ``row`` that is empty is taken
    out, and one that ``row`` does not have stays. Raises :class:`UnchangeableError`.
    """
    before = _read(text)
    rows = before.get(TABLE, [])
    if not isinstance(rows, list) or not all(isinstance(one, dict) for one in rows):
        raise UnchangeableError
    places = [n for n, one in enumerate(rows) if one.get("community") == row["community"]]
    if len(places) > 1:
        raise UnchangeableError
    wanted = {name: value for name, value in row.items() if value not in _EMPTY}
    if places:
        kept = {name: value for name, value in rows[places[0]].items() if name not in row}
        wanted = kept | wanted
        new = _replaced(text, places[0], rows[places[0]], row)
        expected = [*rows[: places[0]], wanted, *rows[places[0] + 1 :]]
    else:
        new = _appended(text, wanted)
        expected = [*rows, wanted]
    if _comparable(_read(new)) != _comparable(before | {TABLE: expected}):
        raise UnchangeableError
    return new


def add(text: str, table: str, rows: Sequence[Row]) -> str:
    """Return a text with more tables ``[[table]]`` at its end, all that was there as it was.

    Raises :class:`UnchangeableError`.
    """
    before, new = _read(text), text
    there = before.get(table, [])
    if not isinstance(there, list):
        raise UnchangeableError
    for row in rows:
        new = _appended(new, row, table)
    if _comparable(_read(new)) != _comparable(before | {table: [*there, *rows]}):
        raise UnchangeableError
    return new


def _read(text: str) -> dict[str, Any]:
    try:
        # As the blog reads it: an accent in one piece, line feeds of any system.
        return tomllib.loads(decode(text.encode())[0])
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        raise UnchangeableError from None


def _comparable(data: Any) -> str:
    """Return data as text: “nan” is not equal to itself."""
    return json.dumps(data, sort_keys=True, default=repr)


def _newline(text: str) -> str:
    """Return the line feed of a text, by its first one."""
    match = _END.search(text)
    return match[0] if match else "\n"


def _appended(text: str, row: Row, table: str = TABLE) -> str:
    newline = _newline(text)
    pieces = [
        f"[[{table}]]",
        *(f"{_name(path)} = {value}" for path, value in lines_of(row).items()),
    ]
    gap = "" if not text else newline if _END.search(text[-1:]) else newline * 2
    return text + gap + "".join(f"{piece}{newline}" for piece in pieces)


def _name(path: Sequence[str]) -> str:
    return ".".join(piece if _BARE.fullmatch(piece) else written(piece) for piece in path)


def _entry(text: str, number: int) -> tuple[Statement, list[Statement]]:
    """Return the header of one vetting, and all that is below it, with whole paths."""
    count, inside = -1, []
    head: Statement | None = None
    prefix: tuple[str, ...] = ()
    for one in statements(text):
        if one.header == "[[" and one.path == (TABLE,):
            count, prefix = count + 1, ()
            if count == number:
                head = one
                continue
        elif one.header:
            own = one.path[:1] == (TABLE,) and one.header == "["
            # Another table: what follows is no part of any vetting.
            prefix = one.path[1:] if own else ("",)
            one.path = prefix
        elif one.path:
            one.path = prefix + one.path
        if count == number and head and prefix != ("",) and one.path:
            inside.append(one)
    if head is None:
        raise UnchangeableError
    return head, inside


def _replaced(text: str, number: int, old: Row, row: Row) -> str:
    """Return the text with one vetting changed, statement by statement."""
    newline = _newline(text)
    head, inside = _entry(text, number)
    first_table = next((one for one in inside if one.header), None)
    top = [one for one in inside if not first_table or one.start < first_table.start]
    # Where what is new goes: below what stands before it in the order of the ledger.
    at = head.end
    changes: list[tuple[int, int, str]] = []
    for name, value in row.items():
        at = max([at, *(one.end for one in top if one.path[0] == name)])
        is_empty = value in _EMPTY
        if old.get(name) == value or (is_empty and name not in old):
            continue
        new = {} if is_empty else lines_of({name: value})
        for one in (one for one in inside if one.path[:1] == (name,)):
            if one in top and one.path in new:
                changes.append((*one.value, new.pop(one.path)))
            else:
                comment = text[one.value[1] : one.end].strip()
                changes.append((one.start, one.end, f"{comment}{newline}" if comment else ""))
        added = "".join(f"{_name(path)} = {line}{newline}" for path, line in new.items())
        if added:
            loose = "" if _END.search(text[at - 1 : at]) else newline
            changes.append((at, at, loose + added))
    # From the end to the start, so that places before stay true; at one place, in their order.
    order = sorted(enumerate(changes), key=lambda item: (item[1][0], item[1][1], item[0]))
    for _, (start, end, piece) in reversed(order):
        text = text[:start] + piece + text[end:]
    return text
