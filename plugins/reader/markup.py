"""Reduce the HTML a doctor typed to what is safe in a page. Knows nothing of Pelican.

Markdown lets HTML through as it is: a tag left open would swallow the boxes that
follow, a style hide them, a class imitate them, a script run. The whole text is
reduced to a list of elements and attributes (``docs/html.md``) by ammonia, which
parses as a browser does and closes what was left open, before any box is added.
What is taken out is told: nothing that was written is lost in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

import nh3
from selectolax.lexbor import LexborHTMLParser

from plugins.shared.problems import N_, WARNING, Problem
from plugins.shared.quotes import Lines

from .depth import is_too_deep
from .dialect.code import outside_code
from .dialect.html import FRAMES
from .embedding import EMBEDDING, instead_of_embedding
from .emptiness import check_emptiness

ELEMENTS = frozenset(
    "a abbr b bdi blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small "
    "span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
# Elements whose tags can be left out without losing a word.
UNWRAPPED = frozenset(
    "acronym address article aside big body center font footer header hgroup html main nav nobr "
    "section strike tt".split()
)
ATTRIBUTES = {
    "*": {"class", "dir", "id", "lang", "title"},
    "a": {"href", "hreflang"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"reversed", "start", "type"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"abbr", "colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
}
# What Markdown and its extensions make, and what the plugin sources leaves to be filled in.
CLASSES = re.compile(
    r"footnote(?:-ref|-backref)?|language-[\w+-]+|toc|align-(?:left|center|right)"
    r"|sources-(?:call|listed)"
)
# Void elements, and those whose end is understood: HTML, “Optional tags”.
_CLOSE_BY_THEMSELVES = frozenset(
    "br col colgroup dd dt hr img li p rp rt tbody td tfoot th thead tr wbr".split()
)
_OWN = {"sup": {"data-calls"}, "div": {"data-items"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
_NUMBERS = re.compile(r"[0-9]{1,4}")
_NUMBERED = {"colspan", "rowspan", "span", "start", "value", "width", "height"}
_DIRECTIONS = {"ltr", "rtl", "auto"}
_NOTE = re.compile(r"\[\^([^\[\]\s]{1,40})\]")
_NO_SPACE = re.compile(r"\S{1,200}")

# Markdown aligns the cells of a table with a style, which a page that allows none ignores.
_ALIGNED = re.compile(r'(<t[hd]) style="text-align: (left|center|right);"')
# It may stand in a list or a quotation.
_TITLE = re.compile(
    r"^[ \t]*(?:(?:[-*+>•·–—]|\d{1,9}[.)])[ \t]*)*#(?!#)|^ {0,3}=+\s*$|<h1", re.IGNORECASE
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# What a program or a definition of document begins with; a comment is no such thing.
_INSTRUCTION = re.compile(r"<\?|<!(?!--)")
_TYPED = re.compile(r"<[a-zA-Z/!?]|\{[^}\n]")
_TAG = re.compile(r"<([a-zA-Z][^\s/>]*)")
# Where Markdown takes it for a frame: at the beginning of a line.
_FRAME = re.compile(r"^ {0,3}<([a-zA-Z][^\s/>]*)", re.MULTILINE)
_EXTERNAL = re.compile(r'<a (?=(?:[^">]|"[^"]*")*href="https?://)')
# What would be bold, but for a space on one side; two stars apart on both sides are words.
_STARS = re.compile(r"\*\*([^\s*][^*\n]{0,200}\s|\s[^*\n]{0,200}[^\s*])\*\*")
_ADDRESS = re.compile(r"""<[a-zA-Z][^<>]*?\b(?:href|src)\s*=\s*["']?([^"'<>]*)""")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
# Browsers pass over these inside of an address: https://url.spec.whatwg.org/#concept-basic-url-parser
_PASSED_OVER = re.compile(r"[\x00-\x20]")
_REL = 'rel="external noreferrer"'


_CODE = (
    N_("“{name}” reads as a page’s code, and would not be published."),
    N_("To print the sign <, write &lt; or leave a space after it; else take this out."),
)
TOO_DEEP = Problem(
    N_("lists, quotations or brackets stand too deep one inside the other."),
    N_("Keep to three or four levels."),
)


def _kept(_tag: str, attribute: str, value: str) -> str | None:
    """Return the value that an attribute keeps; ``None`` takes it out."""
    if attribute == "class":
        return " ".join(name for name in value.split() if CLASSES.fullmatch(name)) or None
    if attribute == "id":
        return value if _NO_SPACE.fullmatch(value) else None
    if attribute == "dir":
        return value if value in _DIRECTIONS else None
    if attribute in _NUMBERED:
        return value if _NUMBERS.fullmatch(value) else None
    return value


_CLEANER = nh3.Cleaner(
    tags=set(ELEMENTS),
    clean_content_tags={"script", "style"},
    attributes={
        tag: ATTRIBUTES.get(tag, set()) | _OWN.get(tag, set()) for tag in {*ATTRIBUTES, *_OWN}
    },
    attribute_filter=_kept,
    url_schemes=_SCHEMES,
    link_rel=None,
    strip_comments=True,
)


def safe_markup(html: str, written: str, first_line: int) -> tuple[str, list[Problem]]:
    """Return the safe HTML of a text, and what of it will not be published.

    Nothing of a text that is too deep: it is refused, and reducing it might never end.
    """
    problems = list(check_markup(html, written, first_line))
    if TOO_DEEP in problems:
        return "", problems
    html = reduce_markup(html)
    return html, [*problems, *check_emptiness(html, written, first_line)]


def reduce_markup(html: str) -> str:
    """Return HTML with only the elements and attributes of the list, every one of them closed."""
    clean = _CLEANER.clean(_ALIGNED.sub(r'\1 class="align-\2"', html)).replace("&nbsp;", "\u00a0")
    return _EXTERNAL.sub(f"<a {_REL} ", clean)


def check_markup(html: str, written: str, first_line: int) -> Iterator[Problem]:
    """Yield what will be taken out of a text, and what cannot be taken out without losing words.

    ``html``: what Markdown made, not reduced yet; ``written``: what the doctor
    wrote, whose first line is ``first_line`` of the file.
    """
    lines = Lines(written, first_line)
    if "<h1" in html:
        yield Problem(
            N_("this heading would be a second title of the page."),
            N_("Begin it with ## instead of one #; the title of the page is in the header."),
            {},
            *lines.matching(_TITLE),
        )
    for address in _ADDRESS.findall(html):
        scheme = _SCHEME.match(_PASSED_OVER.sub("", unescape(address)))
        if scheme and scheme[1].lower() not in _SCHEMES:
            quote, line = lines.typed(unescape(address))
            yield Problem(
                N_("an address of the kind “{name}:” is not published."),
                N_("A link begins with https://, mailto: or tel:; images go into images."),
                {"name": scheme[1][:20]},
                quote or unescape(address).strip()[:80],
                line,
            )
    if "[^" in html or "**" in html:
        yield from _signs_printed(html, lines)
    if not _TYPED.search(written):
        return
    deep = is_too_deep(html)
    html = _COMMENT.sub("", _ALIGNED.sub(r"\1", html))
    if _INSTRUCTION.search(html):
        yield Problem(*_CODE, {"name": "<?"}, *lines.matching(_INSTRUCTION))
    names = {typed.lower(): typed for typed in reversed(_TAG.findall(html))}
    yield from _left_open(html, names, written, lines)
    for name, typed in sorted(names.items()):
        if name in UNWRAPPED:
            what = N_("the code <{name}> is not published; the words between are.")
            yield Problem(what, "", {"name": name}, *_begun(name, lines), WARNING)
        elif name not in ELEMENTS and name != "h1":
            what, fix = _CODE
            values = {"name": f"<{typed}"}
            if name in EMBEDDING:
                fix, values["address"] = instead_of_embedding(html)
            yield Problem(what, fix, values, *_begun(name, lines))
    if deep:
        yield TOO_DEEP
        return
    for attribute in _taken_out(html):
        what = N_("“{name}” is not published; the words are.")
        there = lines.matching(re.compile(rf"\b{re.escape(attribute)}\b", re.IGNORECASE))
        yield Problem(what, "", {"name": attribute}, *there, WARNING)


def _signs_printed(html: str, lines: Lines) -> Iterator[Problem]:
    """Yield the signs that Markdown leaves on the page as they are.

    Calls to notes that nobody wrote, and stars that make nothing bold since a space parts them
    from the words.
    """
    tree = LexborHTMLParser(html)
    for code in tree.css("pre, code"):
        code.decompose()
    words = tree.body.text() if tree.body else ""
    for name in dict.fromkeys(_NOTE.findall(words)):
        yield Problem(
            N_("this note marker leads to no note."),
            N_("Write the note on a line of its own: [^{name}]: the words of the note."),
            {"name": name},
            *lines.typed(f"[^{name}]"),
        )
    for match in _STARS.finditer(words):
        yield Problem(
            N_("these stars would be printed: a space parts them from the words."),
            N_("Write **{words}**, with nothing between the stars and the words."),
            {"words": match[1].strip()},
            *lines.typed(match[0]),
            WARNING,
        )


def _begun(name: str, lines: Lines) -> tuple[str, int]:
    """Find the first tag of an element."""
    return lines.matching(re.compile(rf"<{re.escape(name)}\b", re.IGNORECASE))


def _left_open(html: str, names: Iterable[str], written: str, lines: Lines) -> Iterator[Problem]:
    """Yield the elements that are not closed: Markdown takes all that follows for code.

    Frames, which the dialect closes itself at the end of the text, are counted where they were
    typed.
    """
    typed = "\n".join(line for _, line in outside_code(written))
    # A frame without a word inside leaves nothing in the HTML.
    frames = FRAMES.intersection(name.lower() for name in _FRAME.findall(typed))
    for name in sorted(ELEMENTS.intersection(names) - _CLOSE_BY_THEMSELVES | frames):
        text = typed if name in FRAMES else html
        begun = len(re.findall(rf"<{name}[\s>]", text, re.IGNORECASE))
        if begun > len(re.findall(rf"</{name}\s*>", text, re.IGNORECASE)):
            yield Problem(
                N_("<{name}> is not closed: what follows would not be read as you wrote it."),
                N_("Add </{name}> where it ends."),
                {"name": name},
                *_begun(name, lines),
            )


def _taken_out(html: str) -> list[str]:
    """Return the names of the attributes, of elements that stay, that will not be published."""
    gone: dict[str, None] = {}
    body = LexborHTMLParser(html).body
    for node in body.traverse() if body else ():
        tag = node.tag or ""
        if tag not in ELEMENTS:
            continue
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set()) | _OWN.get(tag, set())
        for name, value in node.attributes.items():
            if name not in allowed or _kept(tag, name, value or "") != (value or ""):
                gone[name] = None
    return list(gone)
