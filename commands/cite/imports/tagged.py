"""Cut a file of tagged lines (``TI  - A title``) into records: MEDLINE, RIS.

Of what is between them nothing is lost: a value goes on over lines, a record may lack its first or
its last line. rispy and nbib, which read these formats, drop such records, and the second of two
values of a tag: hence this reader.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace

from .entry import Field

# A line as a tag and its value; None for one that goes on with the value before.
Split = Callable[[str], tuple[str, str] | None]


@dataclass
class Chunk:
    """Lines that stand together. ``starts`` and ``ended``: by the tags that say so."""

    fields: list[Field] = field(default_factory=list)
    starts: bool = False
    ended: bool = False

    def holds(self, names: Collection[str]) -> bool:
        """Tell whether one of some tags is there."""
        return any(one.name in names for one in self.fields)


@dataclass(frozen=True)
class Dialect:
    """How a format is cut: ``first`` and ``last`` tags of a record, and its ``titles``."""

    split: Split
    first: str
    last: str
    titles: frozenset[str]


def records(text: str, dialect: Dialect) -> tuple[list[list[Field]], list[Field]]:
    """Return the fields of each record, and the lines that belong to none."""
    found: list[Chunk] = []
    stray: list[Field] = []
    for chunk in _chunks(text, dialect):
        tagged = [one for one in chunk.fields if one.name]
        if not tagged:
            # What goes on after an empty line, or what stands between two records.
            into = found and not found[-1].ended and found[-1].fields
            if into:
                found[-1].fields[-1] = _longer(found[-1].fields[-1], chunk.fields)
            else:
                stray += chunk.fields
            if found and chunk.ended:
                found[-1].ended = True
            continue
        stray += [one for one in chunk.fields if not one.name]
        chunk.fields = tagged
        if found and _goes_on(found[-1], chunk, dialect):
            found[-1].fields += tagged
            found[-1].ended = chunk.ended
        else:
            found.append(chunk)
    return [chunk.fields for chunk in found], stray


def _goes_on(before: Chunk, chunk: Chunk, dialect: Dialect) -> bool:
    """Tell whether lines after an empty one are still of the record before it."""
    if before.ended or chunk.starts:
        return False
    return not (before.holds(dialect.titles) and chunk.holds(dialect.titles))


def _longer(last: Field, more: list[Field]) -> Field:
    return replace(last, value=" ".join([last.value, *(one.value for one in more)]).strip())


def _chunks(text: str, dialect: Dialect) -> Iterator[Chunk]:
    """Yield what empty lines and the tags of a record’s first and last lines part."""
    chunk = Chunk()
    for number, line in enumerate(text.split("\n"), start=1):
        split = dialect.split(line)
        if not line.strip() or (split and split[0] == dialect.first):
            if chunk.fields:
                yield chunk
            chunk = Chunk(starts=bool(split))
        if split and split[0] == dialect.last:
            chunk.ended = True
            yield chunk
            chunk = Chunk()
        elif split:
            chunk.fields.append(Field(split[0], split[1].strip(), number))
        elif line.strip() and chunk.fields:
            chunk.fields[-1] = _longer(chunk.fields[-1], [Field("", line.strip(), number)])
        elif line.strip():
            chunk.fields.append(Field("", line.strip(), number))
    if chunk.fields:
        yield chunk


_PADDED = re.compile(r" ?([A-Z][A-Z0-9]{1,3}) *-(?: ?(.*))?")


def as_column(width: int, tags: Collection[str]) -> Split:
    """Return how to split lines of which the first ``width`` characters are the tag.

    Where spaces were lost on the way, one of the format’s own ``tags`` is still one.
    """
    column = re.compile(rf"([A-Z][A-Z0-9 ]{{{width - 1}}})-(?: ?(.*))")

    def split(line: str) -> tuple[str, str] | None:
        whole = line.rstrip().removeprefix("\ufeff")
        match = column.fullmatch(whole)
        if match and " " not in match[1].strip():
            return match[1].strip(), match[2] or ""
        loose = _PADDED.fullmatch(whole)
        return (loose[1], loose[2] or "") if loose and loose[1] in tags else None

    return split
