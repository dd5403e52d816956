"""Read what stands after the colon of a field: words, or a list of words.

Words need no quotes, whatever signs they hold. What begins with a quote or a bracket, or is set
back below, is YAML 1.2: of it only words and lists of words, no anchor or alias (3.2.2.2), whose
copies can outgrow any memory, no tag, no table inside a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from plugins.shared.fields import FIELDS, in_english
from plugins.shared.problems import N_, UNSEEN, Problem
from plugins.shared.quotes import quoted

from .header import Chunk

# What begins something else than words.
_SPECIAL = tuple("\"'[{|>&*!")
_AFTER_QUOTE = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*\S""")
# A list without quotes, or brackets inside: a # is part of its words.
_SIMPLE_LIST = re.compile(r"""\[([^\[\]{}"'&*!|>]*)\]""")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>\S.*)")
# A line that is text: what it holds between brackets is words, not a list.
_SENTENCES = frozenset({"title", "summary"})
# YAML 1.1 begins a line at each of these; no editor does.
_YAML_BREAK = re.compile("[\x85\u2028\u2029]")
# libyaml where it is there: a header then costs a tenth of the time.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Value = str | list[str]


class _NotPlain(yaml.MarkedYAMLError):
    """The value is YAML, but more than words or lists of words."""


def value_of(chunk: Chunk) -> tuple[Value, Problem | None]:
    """Return the value of a field, and why it cannot be read, with its line.

    A value that cannot be read is what is left of its words, so that the rest can be looked at.
    """
    try:
        found = _value(chunk)
    except (yaml.YAMLError, ValueError) as error:
        return _words_of(chunk), _unreadable(chunk, error)
    unseen = _escaped(found, chunk)
    return _seen(found), Problem(
        N_("this number is that of a character that nobody sees."),
        N_("Take it out."),
        quote=quoted(chunk.written),
        line=chunk.index + 1,
    ) if unseen else None


def _value(chunk: Chunk) -> Value:
    """Return the words, or the list of words, of a field; raise where YAML would."""
    value, more = chunk.value, [line for _, line in chunk.more if line.strip()]
    if not more:
        if _is_words(value, chunk.name):
            return value
        listed = _SIMPLE_LIST.fullmatch(value)
        if listed:
            return [item for item in map(str.strip, listed[1].split(",")) if item]
        return _from_yaml(chunk)
    if not value and all(_ITEM.match(line) for line in more):
        items = [_ITEM.fullmatch(line) for line in more]
        values = [item["value"].strip() for item in items if item]
        if all(_is_words(one, "") for one in values):
            return values
    if _is_words(value, chunk.name) and not (not value and _ITEM.match(more[0])):
        return " ".join([value, *(line.strip() for line in more)]).strip()
    return _from_yaml(chunk)


def _is_words(value: str, name: str) -> bool:
    """Tell whether a value on one line is the words it is, rather than YAML."""
    if not value.startswith(_SPECIAL):
        return True
    if value[0] in "\"'":
        return _is_text(name) and not value.endswith(value[0]) and bool(_AFTER_QUOTE.match(value))
    if value[0] in "[{":
        sentence = in_english(name) in _SENTENCES
        return sentence or (value[0] == "[" and _is_text(name) and not value.endswith("]"))
    # “*Attention*, …” is emphasis; a lone star would be an alias.
    return value[0] == "*" and _is_text(name) and value.count("*") > 1


def _is_text(name: str) -> bool:
    found = FIELDS.get(in_english(name))
    return found is not None and found.type == "text"


def _from_yaml(chunk: Chunk) -> Value:
    """Return the value that YAML reads in the lines of a field."""
    lines = [f"x: {chunk.value}"]
    for _, line in chunk.more:
        if _ITEM.match(line) and not chunk.value:
            lines.append(_item(line))
        else:
            # YAML allows no tab to set a line back; a doctor's editor puts one.
            back = line.replace("\t", "    ") if line[:1] == "\t" else line
            lines.append(back if back[:1] in (" ", "") else f"  {back}")
    # To its end: what is wrong with the last line comes after the value.
    values = list(_values(_YAML_BREAK.sub(" ", "\n".join(lines))))
    return values[0] if values else ""


def _item(line: str) -> str:
    """Return a line of a list as YAML reads it whole: a colon or a # inside is words."""
    item = _ITEM.fullmatch(line.expandtabs(4))
    if item is None or not _is_words(item["value"], ""):
        return line.expandtabs(4)
    mark = line.expandtabs(4)[: item.start("value")]
    words = item["value"].replace("\\", "\\\\").replace('"', '\\"')
    return f'{mark}"{words}"'


def _values(text: str) -> Iterator[Value]:
    """Yield the values of a YAML mapping, event by event, so that no nesting is too deep."""
    named = False
    items: list[str] | None = None
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        mark: Any = event.start_mark
        if isinstance(event, yaml.NodeEvent) and (
            isinstance(event, yaml.AliasEvent) or event.anchor or getattr(event, "tag", None)
        ):
            raise _NotPlain(problem_mark=mark)
        if isinstance(event, yaml.MappingStartEvent):
            depth += 1
            if depth > 1:
                raise _NotPlain(problem_mark=mark)
        elif isinstance(event, yaml.SequenceStartEvent):
            if not named or items is not None:
                raise _NotPlain(problem_mark=mark)
            items = []
        elif isinstance(event, yaml.SequenceEndEvent):
            yield [item for item in items or () if item]
            named, items = False, None
        elif isinstance(event, yaml.ScalarEvent):
            if items is not None:
                items.append(event.value.strip())
            elif named:
                yield event.value.strip()
                named = False
            else:
                named = True


def _unreadable(chunk: Chunk, error: Exception) -> Problem:
    """Return the problem of a value that YAML gave up on, on the line where it did."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    lines = [(chunk.index, chunk.written), *chunk.more]
    index, line = lines[min(mark.line if mark else 0, len(lines) - 1)]
    if not line.strip():
        index, line = lines[0]
    return Problem(
        N_("this line of the header is more than words, or a list of words.")
        if isinstance(error, _NotPlain)
        else N_("this line of the header, or the one before, cannot be read."),
        N_(
            "Write one “name: value” per line. A value that begins with a sign goes whole "
            'between "…", without other quotes inside than “ ”.'
        ),
        quote=quoted(line),
        line=index + 1,
    )


def _words_of(chunk: Chunk) -> str:
    """Return what is left of a value that cannot be read: its words, without signs around.

    Nothing of a choice: a draft by a guess would be taken away from readers.
    """
    found = FIELDS.get(in_english(chunk.name))
    if found and found.type == "choice":
        return ""
    text = " ".join([chunk.value, *(line.strip() for _, line in chunk.more)])
    return UNSEEN.sub("", text).strip(" \"'[]{}|>&*!")


def _escaped(value: Value, chunk: Chunk) -> bool:
    """Tell whether a value holds a character nobody sees that the file wrote by its number."""
    words = "".join(value)
    written = "".join([chunk.value, *(line for _, line in chunk.more)])
    return any(one not in written for one in UNSEEN.findall(words))


def _seen(value: Value) -> Value:
    return (
        [UNSEEN.sub("", one) for one in value] if isinstance(value, list) else UNSEEN.sub("", value)
    )
