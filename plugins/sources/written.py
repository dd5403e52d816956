"""References that a doctor writes by hand, kept as typed. Knows nothing of Pelican.

Their Markdown is rendered (emphasis, links, code; no HTML), their addresses become links, their
identifiers are read. Each has a short name to be called by: the one she gave, ``[@has2020]: …``,
or one made of its first word and its year.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape, unescape
from itertools import count
from string import ascii_lowercase
from typing import Any

import nh3
from markdown import Markdown
from markdown.inlinepatterns import (
    DoubleTagInlineProcessor,
    InlineProcessor,
    SimpleTagInlineProcessor,
)
from markdown.util import Registry
from markupsafe import Markup
from unidecode import unidecode

from plugins.shared.escapes import SIGNS, without_escapes
from plugins.shared.tracking import untracked_in
from plugins.shared.typography import typeset

from .identifier_syntax import REGISTERED_IN_TEXT
from .identifiers import (
    ADDRESS,
    DOI,
    PMCID,
    PMID,
    URL,
    Identifier,
    find_identifiers,
    of_address,
)
from .title_marks import mark_in_reference

# What of Markdown a reference does without: it is one paragraph, without pictures, HTML or names of
# links. Its entities are read once, at the end.
_LEFT_OUT = {
    "blockprocessors": "indent code hashheader setextheader hr olist ulist quote reference",
    "inlinePatterns": "reference image_link image_reference short_reference short_image_ref "
    "autolink automail linebreak html entity not_strong em_strong em_strong2",
    "preprocessors": "html_block",
}
# Beyond, it is no reference: it is shown as typed, since Markdown takes its time over brackets.
_LONGEST = 2000
# After links (160), before emphasis.
_PRIORITY_OF_NAMES = 115
_NAMES_IN_TEXT = (
    rf"{ADDRESS}|(?<![\w./])10\.[0-9]{{4,9}}(?:\.[0-9]+)*/[^\s\x02\x03]+"
    rf"|(?<![\w./-]){REGISTERED_IN_TEXT}(?![\w-])"
)
_ADDRESS = re.compile(ADDRESS, re.IGNORECASE)
# Not inside a word: 5*2 mg is no emphasis.
_EMPHASIS = (("strong,em", r"\*\*\*|___", 65), ("strong", r"\*\*|__", 60), ("em", r"[*_]", 55))
_TYPED_TAGS = r"<(i|em|sub|sup)>(.+?)</\1>"
# The empty element that keeps an identifier from typography; nobody can type it.
_NAME = re.compile(r'<data value="([^"]*)"></data>')
_LINK = re.compile(r'<a href="([^"]*)"[^<>]*>')
_HREF = re.compile(r'<a href="([^"]*)"')
_REL = 'rel="external noreferrer"'
_CLEANER = nh3.Cleaner(
    tags={"a", "code", "data", "em", "strong", "sub", "sup"},
    attributes={"a": {"href"}, "data": {"value"}},
    url_schemes={"http", "https"},
    link_rel=None,
)
# What is left of a link to an address that no page may hold.
_NO_LINK = re.compile(r"<a>(.*?)</a>", re.DOTALL)
_ARTICLES = frozenset("le la les un une des du de et the an of and doi pmid pmcid isbn".split())
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Written:
    """A reference written by hand.

    ``text``: its HTML, typeset; ``identifiers``: what it names, in order; ``linked``: those that
    its own words lead to; ``state``: what its own words say became of it, empty for nothing;
    ``astray``: the address of a link that leads to no page, ``address``: where the reference leads
    first, empty for none.
    """

    key: str
    text: Markup
    plain: str
    identifiers: tuple[Identifier, ...] = ()
    linked: frozenset[str] = frozenset()
    state: str = ""
    astray: str = ""
    address: str = ""


def naming(written: Written, named: Identifier) -> Written:
    """Return a reference whose words are but the number of a publication, with what it names."""
    if named in written.identifiers:
        return written
    text = written.text
    if named.kind == URL:
        text = Markup(f'<a href="{escape(named.address)}" {_REL}>{text}</a>')
    return replace(
        written,
        text=text,
        identifiers=(named, *written.identifiers),
        address=written.address or named.address,
    )


@lru_cache(maxsize=4096)
def read_reference(words: str, language: str) -> Written:
    """Return a reference written by hand, without its short name."""
    words = _ADDRESS.sub(lambda found: untracked_in(without_escapes(found[0])), words)
    inline = _inline(words) if len(words) <= _LONGEST else escape(words)
    astray = next((h for h in map(unescape, _HREF.findall(inline)) if not _leads(h)), "")
    html = _NO_LINK.sub(r"\1", _CLEANER.clean(inline)).replace("&nbsp;", "\u00a0")
    html = _LINK.sub(_with_own_address, typeset(html, language))
    html = _NAME.sub(_printed, html)
    plain = Markup(html).striptags()
    hrefs = [unescape(href) for href in _LINK.findall(html) if not href.startswith("{")]
    links = [named for href in hrefs if (named := of_address(href))]
    found = [*links, *(one.identifier for one in find_identifiers(plain))]
    addresses = [*hrefs, *(one.address for one in found)]
    return Written(
        key="",
        text=Markup(html),
        plain=plain,
        identifiers=tuple(dict.fromkeys(found)),
        linked=frozenset(one.name for one in links),
        state=mark_in_reference(plain),
        astray=astray,
        address=next((address for address in addresses if address), ""),
    )


def automatic_key(plain: str, taken: Callable[[str], bool]) -> str:
    """Return a short name that is free: first word and year, ``has2020``, then ``has2020b``."""
    bare = plain
    for found in find_identifiers(plain):
        name = found.written if found.identifier.kind == URL else ""
        bare = bare.replace(plain[found.start : found.end], re.sub(r"https?://|www\.", "", name))
    letters = unidecode(unicodedata.normalize("NFC", bare)).lower()
    words = (word for word in _LETTERS.findall(letters) if len(word) > 1)
    first = next((word for word in words if word not in _ARTICLES), "source")
    year = _YEAR.search(bare) or _YEAR.search(plain)
    stem = f"{first[:20]}{year[0] if year else ''}"
    return next(name for name in _names(stem) if not taken(name))


def _names(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}{letter}" for letter in ascii_lowercase[1:])
    yield from (f"{stem}-{number}" for number in count(27))


def _inline(words: str) -> str:
    """Return the HTML of one paragraph of Markdown, its names put in empty elements."""
    html = _CONVERTER.reset().convert(words)
    return html.removeprefix("<p>").removesuffix("</p>")


class _NameProcessor(InlineProcessor):
    """Keeps an address or an identifier from emphasis and typography, whole."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's own name
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        """Return the empty element that carries the name."""
        found = next(find_identifiers(m[0]), None)
        if found is None or found.start:
            return None, None, None
        start, end = m.start(), m.start() + found.end
        if data[start - 1 : start] == "<" and data[end : end + 1] == ">":
            start, end = start - 1, end + 1
        return ET.Element("data", {"value": m[0][: found.end]}), start, end


def _converter() -> Markdown:
    md = Markdown()
    md.ESCAPED_CHARS = list(SIGNS)
    registries: dict[str, Registry[Any]] = {
        "blockprocessors": md.parser.blockprocessors,
        "inlinePatterns": md.inlinePatterns,
        "preprocessors": md.preprocessors,
    }
    for kind, names in _LEFT_OUT.items():
        for name in names.split():
            registries[kind].deregister(name, strict=False)
    md.inlinePatterns.register(_NameProcessor(_NAMES_IN_TEXT, md), "names", _PRIORITY_OF_NAMES)
    md.inlinePatterns.register(_TagProcessor(_TYPED_TAGS, md), "tags", 90)
    for tag, mark, priority in _EMPHASIS:
        pattern = rf"(?<![\w*_])({mark})(?=[^\s*_])((?:(?!\1).)+)(?<=[^\s*_])\1(?![\w*_])"
        processor = DoubleTagInlineProcessor if "," in tag else SimpleTagInlineProcessor
        md.inlinePatterns.register(processor(pattern, tag), tag, priority)
    return md


class _TagProcessor(InlineProcessor):
    """Reads the few elements that titles hold, as CSL writes them."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's own name
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element, int, int]:
        """Return the element that was typed, its words read on."""
        del data
        element = ET.Element("em" if m[1] == "i" else m[1])
        element.text = m[2]
        return element, m.start(), m.end()


def _leads(href: str) -> bool:
    """Tell whether a link leads to a page: of the web, or of this blog."""
    return href.startswith("{") or (
        href.lower().startswith(("http://", "https://")) and of_address(href) is not None
    )


def _with_own_address(match: re.Match[str]) -> str:
    """Return the beginning of a link to the address of what it names: the same in all spellings."""
    href = unescape(match[1])
    if href.startswith("{"):
        return match[0]
    named = of_address(href)
    own = named.address if named and _is_a_librarys(href, named) else href
    return f'<a href="{escape(own)}" {_REL}>'


def _is_a_librarys(href: str, named: Identifier) -> bool:
    """Tell whether an address is one of PubMed, PMC or doi.org, not of a publisher."""
    return named.kind in (PMID, PMCID) or (
        named.kind == DOI and bool(re.match(r"(?:https?://)?(?:[\w.]+\.)?doi\.org/", href, re.I))
    )


def _printed(match: re.Match[str]) -> str:
    """Return a name as it was typed: as a link to its page, or as words where links stand below."""
    typed = unescape(match[1])
    found = next(find_identifiers(typed), None)
    if not found or not (found.written or found.identifier.kind == URL):
        return escape(typed, quote=False)
    named = found.identifier
    own = (
        named.address
        if named.kind == URL or _is_a_librarys(found.written, named)
        else (found.written if "://" in found.written else f"https://{found.written}")
    )
    return f'<a href="{escape(own)}" {_REL}>{escape(typed, quote=False)}</a>'


_CONVERTER = _converter()
