"""Markdown inside of typed HTML, and words between braces that are no attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.md_in_html import HtmlBlockPreprocessor, HTMLExtractorExtra

# Frames around paragraphs: what stands between their tags is text like any other.
FRAMES = frozenset(
    "div section article aside center details blockquote figure main header footer".split()
)


class _Extractor(HTMLExtractorExtra):
    def get_state(self, tag: str, attrs: Mapping[str, str]) -> Any:
        """Return how the text of an element is read: as Markdown in frames, unless told not to."""
        if tag in FRAMES and "markdown" not in attrs:
            attrs = {**attrs, "markdown": "1"}
        return super().get_state(tag, attrs)


class FramesPreprocessor(HtmlBlockPreprocessor):
    """Sets typed HTML aside, and reads Markdown inside of frames."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines, with what is set aside replaced."""
        source = "\n".join(lines)
        parser = _Extractor(self.md)
        parser.feed(source)
        parser.close()
        return "".join(parser.cleandoc).split("\n")


class AttributesProcessor(AttrListTreeprocessor):
    """Takes for attributes what can be one: ``{#name}``, ``{.class}``, ``{width=300}``."""

    BASE_RE = r"\{((?::|[ ]*(?:[#.][^\W\d]|[\w-]+=))[^\}\n]*)\}"  # type: ignore[misc]
    HEADER_RE = re.compile(rf"[ ]+{BASE_RE}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{BASE_RE}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{BASE_RE}")  # type: ignore[misc]

    def assign_attrs(self, elem: Any, attrs_string: str, *, strict: bool = False) -> str:
        """Set the attributes of an element, without the colon that may come first."""
        return super().assign_attrs(elem, attrs_string.lstrip(": "), strict=strict)
