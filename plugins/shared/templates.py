"""Where the templates of boxes and pages are found, and how they are read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket

from . import i18n as phrases

KIT_TEMPLATES = Path(__file__).parents[2] / "theme" / "templates"


class CompiledTemplates(BytecodeCache):
    """Templates compiled once in a process: Pelican makes an environment for each generator.

    Kept in memory only, by path, text and the options that change what is compiled.
    """

    def __init__(self) -> None:
        self._compiled: dict[tuple[object, ...], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template what was compiled of it, if it was."""
        bucket.code = self._compiled.get(self._key(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled of a template."""
        self._compiled[self._key(bucket)] = bucket.code

    def _key(self, bucket: Bucket) -> tuple[object, ...]:
        env = bucket.environment
        options = (env.autoescape, env.trim_blocks, env.lstrip_blocks, *env.extensions)
        return bucket.key, bucket.checksum, *options


COMPILED = CompiledTemplates()


def environment(folders: Iterable[Path]) -> Environment:
    """Return where the boxes' templates are found: the theme's first, then the kit's own.

    Autoescape is on and undefined names are refused, whatever the theme's own environment allows.
    """
    boxes = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=COMPILED,
    )
    boxes.globals.update(phrases.GLOBALS)
    boxes.filters.update(phrases.FILTERS)
    return boxes
