"""One page, parsed once as a browser does (lexbor), and walked through once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

# What shows text and images, and nothing else: what is not here runs, loads, asks or hides.
SAFE_ELEMENTS = frozenset(
    "html head body meta title link main article section nav aside header footer search hgroup div "
    "p span a h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote pre figure figcaption address hr br "
    "wbr em strong small s cite q dfn abbr ruby rt rp data time code var samp kbd sub sup i b u "
    "mark bdi bdo ins del table caption colgroup col thead tbody tfoot tr th td details summary "
    "img picture source "
    "svg g path circle rect line polyline polygon ellipse text tspan desc defs lineargradient "
    "radialgradient stop "
    "math mrow mi mn mo mtext mspace msup msub msubsup mfrac msqrt mroot munder mover munderover "
    "mtable mtr mtd mstyle mpadded".split()
)
# Attributes that are common and lead nowhere: an element with no others is passed over, for speed.
_PLAIN = frozenset(
    "class lang hreflang rel role datetime content name property charset d type title alt "
    "aria-label aria-labelledby aria-hidden tabindex width height".split()
)
# Attributes whose value is an address that is followed or loaded.
_ADDRESSES = frozenset("href src srcset poster imagesrcset xlink:href".split())
# Attributes that style, send, load or run.
_ACTIVE = frozenset(
    "bgcolor text alink vlink face size hspace vspace topmargin leftmargin marginheight "
    "marginwidth cellpadding cellspacing noshade overflow mathcolor mathbackground mathsize "
    "style srcdoc action formaction ping background data codebase archive classid manifest "
    "longdesc profile usemap is xml:base".split()
)
# Attributes under which a reader may not see, or a voice not read, what stands there.
HIDING = frozenset({"hidden", "style", "inert", "aria-hidden", "popover"})
# The only answer to what another site is told of the page a reader comes from.
_UNTOLD = "no-referrer"
_POLICY = "content-security-policy"
_REFRESH, _ROBOTS = "refresh", "robots"
_FRAME = frozenset({"meta", "h1", "html", "title"})

# A parser's time grows with the square of the depth: a page that is deeper is not parsed. No page
# with fewer tags than _FEW takes long, however deep.
_DEEPEST = 500
_FEW = 4000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())


class Reference(NamedTuple):
    """An address in a page: of which element and attribute, with that element's others."""

    tag: str
    name: str
    value: str
    attributes: Mapping[str, str | None]


@dataclass
class Page:
    """What a page holds, in the order of the page."""

    name: str
    data: bytes
    text: str
    tree: LexborHTMLParser
    ids: list[str] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    active: list[str] = field(default_factory=list)
    policies: list[tuple[str, bool]] = field(default_factory=list)
    robots: set[str] = field(default_factory=set)
    # What it says of another page to go to by itself.
    refreshes: list[str] = field(default_factory=list)
    headings: int = 0
    language: str = ""
    title: str = ""
    has_data: bool = False
    too_deep: bool = False

    @cached_property
    def html(self) -> str:
        """Return the page as the parser writes it back."""
        return self.tree.html or ""


def read_page(name: str, data: bytes) -> Page:
    """Return a page as a browser sees it, whatever the bytes."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
        data = text.encode("utf-8")
    too_deep = text.count("<") > _FEW and depth(text) > _DEEPEST
    page = Page(name, data, text, LexborHTMLParser("" if too_deep else text), too_deep=too_deep)
    for node in page.tree.css("*"):
        tag = node.tag or ""
        attributes = node.attributes
        if tag not in SAFE_ELEMENTS:
            # Drawings keep their capitals: linearGradient.
            tag = tag.lower()
            if is_data(tag, attributes):
                page.has_data = True
            elif tag not in SAFE_ELEMENTS:
                page.active.append(f"<{tag}>")
        if not _PLAIN.issuperset(attributes):
            _note_attributes(page, tag, attributes)
        if tag in _FRAME:
            _note_frame(page, tag, node, attributes)
    return page


def _note_attributes(page: Page, tag: str, attributes: Mapping[str, str | None]) -> None:
    """Note what names a place, leads or loads, styles, sends or runs."""
    for attribute, value in attributes.items():
        if attribute == "id":
            page.ids.append(value or "")
        elif attribute in _ADDRESSES:
            page.references.append(Reference(tag, attribute, value or "", attributes))
        elif attribute.startswith("on") or attribute in _ACTIVE:
            page.active.append(f"<{tag} {attribute}>")
        elif attribute == "referrerpolicy" and (value or "").strip().lower() != _UNTOLD:
            page.active.append(f'<{tag} referrerpolicy="{value}">')


def _note_frame(
    page: Page, tag: str, node: LexborNode, attributes: Mapping[str, str | None]
) -> None:
    """Note what says what the page is: language, title, heading, what stands for HTTP headers."""
    if tag == "meta":
        if "http-equiv" in attributes:
            _note_equivalent(page, node)
        name, said = (attributes.get("name") or "").strip().lower(), attributes.get("content")
        if name == "referrer" and (said or "").strip().lower() != _UNTOLD:
            page.active.append(f'<meta name="referrer" content="{said}">')
        if name == _ROBOTS:
            asked = (attributes.get("content") or "").lower().split(",")
            page.robots.update(word.strip() for word in asked)
    elif tag == "h1":
        page.headings += 1
    elif tag == "html":
        page.language = attributes.get("lang") or ""
    elif tag == "title" and node.parent is not None and node.parent.tag == "head":
        page.title = page.title or node.text(strip=True)


def depth(text: str) -> int:
    """Return how many elements are open at once, at most, if each is closed where it is written."""
    deepest = current = 0
    for end, tag in _TAG.findall(text):
        if end:
            current -= 1
        elif tag.lower() not in _VOID:
            current += 1
            deepest = max(deepest, current)
    return deepest


def is_data(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Tell whether a script is data for search engines, which no browser runs."""
    return (
        tag == "script" and attributes.get("type") == "application/ld+json" and len(attributes) == 1
    )


def _note_equivalent(page: Page, node: LexborNode) -> None:
    """Note what stands for an HTTP header: the policy, or something active."""
    kind = (node.attributes.get("http-equiv") or "").strip().lower()
    if kind == _REFRESH:
        page.refreshes.append(node.attributes.get("content") or "")
        return
    if kind != _POLICY:
        page.active.append(f'<meta http-equiv="{kind}">')
        return
    # A policy counts only in the head, and for what comes after it.
    parent = node.parent
    in_head = parent is not None and parent.tag == "head"
    page.policies.append((node.attributes.get("content") or "", in_head and not page.references))
