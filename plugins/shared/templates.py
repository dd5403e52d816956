"""Where the templates of boxes and pages are found, and how they are read."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    StrictUndefined,
)
from jinja2.bccache import Bucket
from jinja2.ext import Extension

from . import i18n as phrases

KIT_TEMPLATES = Path(__file__).parents[2] / "theme" / "templates"


_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
# Tags that browsers set apart whatever stands between them; ``li`` and ``p`` may stand in a line.
_APART = (
    r"</?(?:article|aside|body|dd|div|dl|dt|footer|h[1-6]|head|header|html|link|main|meta|nav|ol"
    r"|section|title|ul)\b"
)
_REST_OF_TAG = r"(?:[^<>{}]|\{\{[^<>{}]*\}\})*>"
_BETWEEN = re.compile(rf"(?<=>)(?<!</p>)\n(?={_APART})|({_APART}{_REST_OF_TAG})\n(?=<|\{{%)")
# A line of the template that is none of the page, so that Jinja counts it.
_UNSEEN_LINE = "{#-\n#}"


class Unindented(Extension):
    """Templates are laid out for whoever works on them; readers load neither indents nor lines.

    A line stays where it may be the space between two words. No template of the kit has a ``pre``
    of its own, where that would be seen.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the text of a template, line for line, without what only its layout needs."""
        del name, filename
        return _BETWEEN.sub(rf"\1{_UNSEEN_LINE}", _INDENT.sub("", source))


class CompiledTemplates(FileSystemBytecodeCache):
    """Templates compiled once: half of the time of a small build was theirs.

    Pelican makes an environment for each generator: what was compiled is kept in memory. Between
    two builds it is kept as Python keeps what it compiles of a module: beside this one, under a
    name made of the template's place and of all that changes what is compiled, with a
    digest of the text and the versions of Python and of Jinja, without which it is not read.
    """

    def __init__(self) -> None:
        super().__init__(str(Path(cache_from_source(__file__)).parent), "template-%s.bin")
        self._compiled: dict[tuple[str, str], CodeType] = {}

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Return what was compiled of a template, if it was, by the place that links lead to."""
        place = os.path.realpath(filename) if filename else ""
        options = (environment.autoescape, environment.trim_blocks, environment.lstrip_blocks)
        layout = (_INDENT.pattern, _BETWEEN.pattern, *sorted(environment.extensions))
        key = self.get_cache_key(repr((name, *options, *layout)), place)
        bucket = Bucket(environment, key, self.get_source_checksum(source))
        self.load_bytecode(bucket)
        if bucket.code and filename:
            # What breaks is told by the name that the file has here.
            bucket.code = _renamed(bucket.code, filename)
            self._compiled[bucket.key, bucket.checksum] = bucket.code
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template what was compiled of it, in this process or before."""
        bucket.code = self._compiled.get((bucket.key, bucket.checksum))
        if bucket.code:
            return
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 - what was cut short raises anything: compile it again
            bucket.reset()
        if bucket.code:
            self._compiled[bucket.key, bucket.checksum] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled of a template; on the disk where Python keeps modules too."""
        if bucket.code:
            self._compiled[bucket.key, bucket.checksum] = bucket.code
        if not sys.dont_write_bytecode:
            # No room, no right to write, no folder: it is compiled again.
            with suppress(OSError):
                super().dump_bytecode(bucket)


def _renamed(code: CodeType, filename: str) -> CodeType:
    """Return code with another file as its place, and so for all the code inside it."""
    if code.co_filename == filename:
        return code
    inside = (_renamed(c, filename) if isinstance(c, CodeType) else c for c in code.co_consts)
    return code.replace(co_filename=filename, co_consts=tuple(inside))


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
        extensions=[Unindented],
        bytecode_cache=COMPILED,
        # A build reads each template once, as it stands then.
        auto_reload=False,
    )
    boxes.globals.update(phrases.GLOBALS)
    boxes.filters.update(phrases.FILTERS)
    return boxes


def read_templates(folder: Path) -> dict[str, str]:
    """Return the texts of the templates in a folder, by their names."""
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8", "surrogateescape")
        for path in sorted(folder.rglob("*.html"))
    }
