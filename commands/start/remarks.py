"""Put a line into the text of ``blog.toml``, in the place of the remark that shows it. Pure.

The file that is delivered shows what may be written as remarks: ``# rpps = "…"`` in a table, or a
whole table, ``# [host]``. What is answered takes their place, so that nothing stands there twice.
"""

from __future__ import annotations

import re

_HEADER = re.compile(r"\s*\[\[?[^\[\]]+\]\]?\s*(?:#.*)?")
_IN_A_REMARK = re.compile(r"\s*#\s*(\[\[?[\w.-]+\]\]?)(\s*(?:#.*)?)")


def add_line(lines: list[str], table: str, key: str, value: str) -> None:
    """Put ``key = value`` into a table, at its remark, else after the last line that is no remark.

    ``lines``: those of the file, changed in place. A table that is only a remark becomes one; one
    that is not there is begun at the end.
    """
    start = _begin(lines, table)
    here = _until(lines, start, _HEADER)
    shown = re.compile(rf"\s*#\s*{re.escape(key)}\s*=\s*")
    for n in range(start + 1, _until(lines, start, _HEADER, _IN_A_REMARK)):
        if shown.match(lines[n]):
            lines[n] = _with_its_remark(f"{key} = {value}", lines[n])
            return
    last = max(n for n in range(start, here) if not _is_remark(lines[n]))
    lines.insert(last + 1, f"{key} = {value}")


def put_out(text: str, table: str) -> str:
    """Return a text in which the line of a table without a value is a remark, as those below it."""
    own = _own_line(table)
    return "\n".join(f"# {line}" if own.fullmatch(line) else line for line in text.split("\n"))


def _own_line(table: str) -> re.Pattern[str]:
    return re.compile(rf"\s*\[\s*{re.escape(table)}\s*\]\s*(?:#.*)?")


def _begin(lines: list[str], table: str) -> int:
    """Return the index of the line ``[table]``, which is written if it is not there."""
    own = _own_line(table)
    found = next((n for n, line in enumerate(lines) if own.fullmatch(line)), None)
    if found is not None:
        return found
    for n, line in enumerate(lines):
        shown = _IN_A_REMARK.fullmatch(line)
        # What stands below would become its own.
        alone = all(_is_remark(one) for one in lines[n + 1 : _until(lines, n, _HEADER)])
        if shown and shown[1] == f"[{table}]" and alone:
            lines[n] = shown[1] + shown[2]
            if n and lines[n - 1].strip() == "#":
                lines[n - 1] = ""
            return n
    while lines and not lines[-1].strip():
        lines.pop()
    lines += ["", f"[{table}]", ""]
    return len(lines) - 2


def _until(lines: list[str], start: int, *ends: re.Pattern[str]) -> int:
    """Return the index of the first line after ``start`` that one of ``ends`` matches."""
    below = range(start + 1, len(lines))
    return next((n for n in below if any(end.fullmatch(lines[n]) for end in ends)), len(lines))


def _is_remark(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _with_its_remark(line: str, shown: str) -> str:
    """Return a line with what the remark in whose place it stands says of it, at its column."""
    said = re.fullmatch(r"\s*#[^=]*=\s*(?:\"[^\"]*\"|\[[^\]]*\]|[^\s#]+)\s+(#.*)", shown)
    return f"{line.ljust(max(said.start(1), len(line) + 2))}{said[1]}" if said else line
