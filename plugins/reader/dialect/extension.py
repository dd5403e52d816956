"""Put the dialect together: Python-Markdown's extensions, pymdownx's, and the rules of our own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.extra import ExtraExtension
from markdown.extensions.toc import TocExtension
from markdown.inlinepatterns import (
    REFERENCE_RE,
    SimpleTagInlineProcessor,
    SubstituteTagInlineProcessor,
)
from pymdownx.betterem import BetterEmExtension

from plugins.shared.escapes import SIGNS

from .blocks import (
    HeadingProcessor,
    LineProcessor,
    QuotationProcessor,
    UnderlinedHeadingProcessor,
)
from .html import AttributesProcessor, FramesPreprocessor
from .inline import (
    ADDRESS,
    FRAMED_ADDRESS,
    LINE_END,
    STARS,
    STRUCK,
    STUCK,
    SUBSCRIPT,
    SUPERSCRIPT,
    AddressProcessor,
    DefinedAddressesProcessor,
    FramedAddressProcessor,
    LiteralProcessor,
    NamedAddressProcessor,
    WordTagProcessor,
)
from .lists import ListProcessor
from .notes import BEFORE_SORTING, EmptyNotesProcessor
from .tables import AnyTableProcessor, SpreadsheetPreprocessor

# Before white space is normalised (30), which makes spaces of tabs.
_BEFORE_WHITE_SPACE = 35


def _lists(md: Markdown) -> None:
    blocks = md.parser.blockprocessors
    for name in ("indent", "olist", "ulist"):
        blocks.deregister(name)
    blocks.register(ListProcessor(md.parser), "olist", 40)
    # What is set back below a definition belongs to it; below a list, to the list.
    below: Any = blocks["defindent"]
    below.ITEM_TYPES, below.LIST_TYPES = ["dd"], ["dl"]


def _no_code_by_setting_back(md: Markdown) -> None:
    md.parser.blockprocessors.deregister("code")


def _key_words(md: Markdown) -> None:
    md.parser.blockprocessors.register(HeadingProcessor(md.parser), "hashheader", 70)


def _underlined(md: Markdown) -> None:
    processor = UnderlinedHeadingProcessor(md.parser)
    md.parser.blockprocessors.register(processor, "setextheader", 60)


def _values(md: Markdown) -> None:
    md.parser.blockprocessors.register(QuotationProcessor(md.parser), "quote", 20)


def _lines(md: Markdown) -> None:
    md.parser.blockprocessors.register(LineProcessor(md.parser), "paragraph", 10)


def _tables(md: Markdown) -> None:
    processor = AnyTableProcessor(md.parser, {"use_align_attribute": False})
    md.parser.blockprocessors.register(processor, "table", 75)


def _spreadsheets(md: Markdown) -> None:
    md.preprocessors.register(SpreadsheetPreprocessor(md), "spreadsheet", _BEFORE_WHITE_SPACE)


def _frames(md: Markdown) -> None:
    md.preprocessors.register(FramesPreprocessor(md), "html_block", 20)


def _attributes(md: Markdown) -> None:
    processor = AttributesProcessor(md)
    md.treeprocessors.register(processor, "attr_list", 8)


def _escapes(md: Markdown) -> None:
    md.ESCAPED_CHARS = list(SIGNS)


def _line_ends(md: Markdown) -> None:
    # After code (190), before the spaces that end a line are read (100).
    md.inlinePatterns.register(SubstituteTagInlineProcessor(LINE_END, "br"), "line_ends", 182)


def _stars(md: Markdown) -> None:
    BetterEmExtension(smart_enable="all").extendMarkdown(md)
    md.inlinePatterns.register(LiteralProcessor(STARS, md), "stars", 61)


def _stuck(md: Markdown) -> None:
    md.inlinePatterns.register(SimpleTagInlineProcessor(STUCK, "strong"), "stuck", 62)


def _tagged(pattern: str, tag: str, priority: float, md: Markdown) -> None:
    md.inlinePatterns.register(WordTagProcessor(pattern, tag), tag, priority)


def _references(md: Markdown) -> None:
    md.inlinePatterns.register(NamedAddressProcessor(REFERENCE_RE, md), "reference", 170)


def _addresses(md: Markdown) -> None:
    # After links (160), <https://…> (120) and typed HTML (90); before emphasis (60).
    md.inlinePatterns.register(AddressProcessor(ADDRESS, md), "addresses", 85)
    md.inlinePatterns.register(FramedAddressProcessor(FRAMED_ADDRESS, md), "framed", 119)
    # After what is within lines was read (20), before it has its escaped signs back (0).
    md.treeprocessors.register(DefinedAddressesProcessor(md), "defined_addresses", 5)


# What each rule of rules.toml does to Markdown, by its name.
PARTS: Mapping[str, Callable[[Markdown], None]] = {
    "lists": _lists,
    "paragraphs": _no_code_by_setting_back,
    "key-words": _key_words,
    "underlined": _underlined,
    "values": _values,
    "lines": _lines,
    "tables": _tables,
    "spreadsheets": _spreadsheets,
    "frames": _frames,
    "attributes": _attributes,
    "escapes": _escapes,
    "line-ends": _line_ends,
    "stars": _stars,
    "stuck": _stuck,
    "superscripts": partial(_tagged, SUPERSCRIPT, "sup", 55.0),
    "subscripts": partial(_tagged, SUBSCRIPT, "sub", 54.0),
    "struck": partial(_tagged, STRUCK, "del", 56.0),
    "addresses": _addresses,
    "references": _references,
}


class Dialect(Extension):
    """The rules of our own, over those of Python-Markdown."""

    def __init__(self, without: Collection[str] = ()) -> None:
        """Take all the parts but those named in ``without``."""
        super().__init__()
        self._parts = [part for name, part in PARTS.items() if name not in without]

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Markdown's own name
        """Register the parts with Markdown."""
        for part in self._parts:
            part(md)
        md.treeprocessors.register(EmptyNotesProcessor(md), "empty-notes", BEFORE_SORTING)


def extensions(
    footnotes: Mapping[str, Any] | None = None, without: Collection[str] = ()
) -> list[Extension]:
    """Return the extensions of the dialect, for one converter.

    ``footnotes``: further options of the footnotes; ``without``: the parts to leave out, so that
    what each is worth can be seen.
    """
    notes = {"USE_DEFINITION_ORDER": "notes" in without} | dict(footnotes or {})
    return [ExtraExtension(footnotes=notes), TocExtension(permalink=False), Dialect(without)]
