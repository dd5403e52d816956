"""Find the line of a TOML file where a table or a key is written: never one in a remark. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

# A table’s own line, [doctor] or [[people]], and the beginning of a key’s.
_TABLE = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"\s*[\"']?([\w-]+)[\"']?\s*[.=]")


def written(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line from 1, table, key) of each line that begins one; a table’s own has no key."""
    table = ""
    for number, line in enumerate(text.split("\n"), 1):
        header, key = _TABLE.fullmatch(line), _KEY.match(line)
        if header:
            table = header[1]
            yield number, table, ""
        elif key:
            yield number, table, key[1]


def line_of(text: str, table: str, key: str = "") -> int:
    """Return the line where a key of a table is written, or the table; 0 when it is not found."""
    return next((n for n, *there in written(text) if there == [table, key]), 0)


def twice(text: str, line: int) -> tuple[str, int]:
    """Return what is written on a line, as it is named, and the line where it was before.

    Empty, with 0, where it was not: of a key, since its table began.
    """
    before: dict[tuple[str, str], int] = {}
    for number, table, key in written(text):
        if number == line:
            name = key or f"[{table}]"
            return (name, before[table, key]) if (table, key) in before else ("", 0)
        if not key:
            # Each [[people]] begins anew.
            before = {one: at for one, at in before.items() if one[0] != table or not one[1]}
        before[table, key] = number
    return "", 0
