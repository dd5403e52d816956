"""Write what the kit's own dataclasses hold as JSON, and read it back as it was.

For a cache or another process; typed by the dataclasses, never pickle. A
:class:`~plugins.shared.problems.Phrase` comes back as a phrase and :class:`~markupsafe.Markup` as
markup: as plain text one would lose its translation, the other would be escaped twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import partial
from types import NoneType
from typing import Any

from cattrs import Converter
from cattrs.preconf.json import make_converter
from cattrs.strategies import configure_tagged_union, include_subclasses
from markupsafe import Markup

from .blog.people import Person
from .problems import Phrase

# What a value says of itself where its field's type does not.
_KINDS: Mapping[str, Callable[[str], Any]] = {
    "$phrase": Phrase,
    "$markup": Markup,
    "$date": date.fromisoformat,
    "$datetime": datetime.fromisoformat,
    "$time": time.fromisoformat,
}
# A table whose only name is one of these, which somebody wrote.
_TABLE = "$table"


def to_json(value: Any, kind: Any) -> Any:
    """Return a value of a declared type as lists, tables, texts and numbers."""
    return _CONVERTER.unstructure(value, kind)


def from_json(data: Any, kind: Any) -> Any:
    """Return what :func:`to_json` was given.

    Raises ``ValueError`` or cattrs' ``BaseValidationError`` for anything else.
    """
    return _CONVERTER.structure(data, kind)


def _written(value: Any) -> Any:
    """Return a text, a day or an hour as JSON has it, in lists and tables too."""
    if isinstance(value, list):
        return [_written(item) for item in value]
    if isinstance(value, dict):
        table = {name: _written(item) for name, item in value.items()}
        return {_TABLE: table} if len(table) == 1 and {*table} & {*_KINDS, _TABLE} else table
    # A day with an hour is a day as well.
    for name, kind in (("$datetime", datetime), ("$date", date), ("$time", time)):
        if isinstance(value, kind):
            return {name: value.isoformat()}
    if isinstance(value, Phrase | Markup):
        return {"$phrase" if isinstance(value, Phrase) else "$markup": str(value)}
    return value


def _read(value: Any, _: Any) -> Any:
    """Return what :func:`_written` wrote as it was."""
    if isinstance(value, list):
        return [_read(item, _) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((kind, inside),) = value.items()
        if kind in _KINDS:
            return _KINDS[kind](inside)
        if kind == _TABLE:
            value = inside
    return {name: _read(item, _) for name, item in value.items()}


def _converter() -> Converter:
    converter = make_converter(forbid_extra_keys=True)
    converter.register_unstructure_hook(str, _written)
    converter.register_structure_hook(str, _read)
    for kind in (date, datetime, time):
        converter.register_unstructure_hook(kind, _written)
        converter.register_structure_hook(kind, _read)
    # A value of no declared type is a text, a number or a day, or what JSON holds already.
    converter.register_unstructure_hook_func(lambda kind: kind in (object, Any), _written)
    converter.register_structure_hook_func(lambda kind: kind in (object, Any), _read)
    converter.register_structure_hook(NoneType, _read)
    # The doctor is a person of whom the blog knows more.
    include_subclasses(Person, converter, union_strategy=partial(configure_tagged_union))
    return converter


_CONVERTER = _converter()
