"""Put what was told in the order it is read: what stops the publication, then the remarks.

The same cause in many files is told once, with where it stands; a kind of remark that comes back,
with how often.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plugins.shared.problems import Message

Translate = Callable[[str], str]
# In files for an error, in remarks for a remark: from then on it is told once.
_FEWEST = {"error": 4, "warning": 3}
# How many places are shown of what is told once.
_SHOWN = {"error": 10, "warning": 5}
# Remarks on one file are things to do there: as many as a settings file may lack.
_OF_ONE_FILE = 20
_MARKS = {"error": "✗", "warning": "!"}


def in_order(messages: Sequence[Message], translate: Translate, phrases: tuple[str, ...]) -> str:
    """Return messages as text, ready to print.

    ``phrases``, translated here: where a line stands; how often an error comes back, and a remark;
    which more files have that error; how many more of that remark there are.
    """
    blocks: list[str] = []
    said = tuple(translate(phrase) for phrase in phrases)
    for level in ("error", "warning"):
        some = [one for one in messages if (one.level == "error") == (level == "error")]
        kinds: dict[str, list[Message]] = {}
        for one in some:
            kinds.setdefault(one.kind or one.what, []).append(one)
        often = {kind for kind, found in kinds.items() if _comes_back(found, level)}
        alone = [one for one in some if (one.kind or one.what) not in often]
        blocks += _by_file(alone, level, said[0])
        blocks += [
            "\n".join(_once(kind, kinds[kind], level, said)) for kind in kinds if kind in often
        ]
    return "\n\n".join(blocks)


def _comes_back(found: Sequence[Message], level: str) -> bool:
    files = len({one.file for one in found})
    if level == "error":
        return files >= _FEWEST["error"]
    # A few of one file stay with that file.
    return len(found) >= _FEWEST["warning"] and (files > 1 or len(found) > _SHOWN["warning"])


def _by_file(messages: Sequence[Message], level: str, where: str) -> Iterator[str]:
    """Yield, for each file, its name and what is wrong with it."""
    files: dict[str, list[Message]] = {}
    for one in messages:
        files.setdefault(one.file, []).append(one)
    for file, found in files.items():
        lines = [file]
        for one in found:
            place = where.format(line=one.line) if one.line else ""
            lines.append(f"  {_MARKS[level]} {place}{one.what}")
            lines += _quoted(one)
            if one.fix:
                lines.append(f"    → {one.fix}")
        yield "\n".join(lines)


def _once(kind: str, found: Sequence[Message], level: str, said: tuple[str, ...]) -> Iterator[str]:
    """Yield what comes back: the cause, where it stands, what to do."""
    where, errors, remarks, also, more = said
    whats, fixes = {one.what for one in found}, {one.fix for one in found}
    what = whats.pop() if len(whats) == 1 else kind
    yield (errors if level == "error" else remarks).format(count=len(found), what=what)
    of_one_file = level != "error" and len({one.file for one in found}) == 1
    shown = found[: _OF_ONE_FILE if of_one_file else _SHOWN[level]]
    for one in shown:
        line = where.format(line=one.line).rstrip(" \u00a0:") if one.line else ""
        yield f"  {_MARKS[level]} {one.file}{', ' if line else ''}{line}"
        if whats and not one.quote:
            yield f"      {one.what}"
        yield from _quoted(one)
        if one.fix and len(fixes) > 1:
            yield f"    → {one.fix}"
    rest = found[len(shown) :]
    if rest and level == "error":
        files = ", ".join(dict.fromkeys(one.file for one in rest))
        yield f"    {also.format(count=len(rest), files=files)}"
    elif rest:
        yield f"    {more.format(count=len(rest))}"
    if len(fixes) == 1 and found[0].fix:
        yield f"    → {found[0].fix}"


def _quoted(one: Message) -> list[str]:
    return [f"      {quoted}" for quoted in one.quote.splitlines()]
