"""No style sheet hides a box, on the screen or on paper, nor loads from another site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from plugins.shared.problems import N_, Problem

_APART = re.compile(
    r"url\(\s*[^\s\"')][^)]*\)?|"
    r"/\*.*?(?:\*/|\Z)|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'",
    re.S | re.I,
)
_PIECE = re.compile(r"[^{};]*[{};]?")
_LOADED = re.compile(
    r"(?:url|src|image-set)\(\s*(\"[^\"]*\"|'[^']*'|[^)]*)|@import\s+(\"[^\"]*\"|'[^']*')", re.I
)
# A subject that may be a box, its words, or what surrounds it. Some parts may be hidden: the number
# of a publication; on paper, the ways back and onward; what a card says to screen readers only.
_WATCHED = re.compile(
    r"\.(?!(?:sources__(?:id|back|more)|communities__more|care__urgency)(?![\w-]))"
    r"(?:layout|page(?:__body)?|article(?:--\w+|__body)?"
    r"|(?:disclaimer|caution|care|warning|sources|communities|community|review|fictional)"
    r"(?:(?:--|__)[\w-]+)?)"
    r"(?![\w-])|#page-content(?![\w-])"
)
_NAMED = re.compile(r"[.#][\w\\-]")
_HARMLESS_TYPE = re.compile(
    r"(?!(?:html|body|main|article|section|aside|div|p|strong|a|ol|ul|li|h2|dl|dt|dd"
    r"|span|time|s)\b)[a-z]\w*"
)
# What is added to an element; its first line and letter are its own words.
_ELEMENT_PART = re.compile(r"::(?!first-)[\w-]+|:(?:before|after)\b")
_COMBINATOR = re.compile(r"\s*[>+~]\s*|\s+")
_SHOWN_AS = frozenset(
    "block inline inline-block flex inline-flex grid inline-grid flow-root list-item table initial "
    "revert unset inherit".split()
)
_SIZE = re.compile(r"-?\d*\.?\d+")
_SMALLEST = {"px": 9.0, "pt": 7.0, "em": 0.5, "rem": 0.5, "%": 50.0}
_LENGTH = re.compile(r"(\d*\.?\d+)([a-z%]*)")
_NARROWEST = {"px": 20.0, "pt": 15.0, "em": 2.0, "rem": 2.0, "ch": 4.0, "%": 10.0, "vw": 10.0}
_KEPT = frozenset("auto initial unset inherit revert revert-layer".split())
_ROOMS = _KEPT | frozenset("none fit-content max-content stretch var(--measure)".split())
_SPACE = re.compile(r"var\(--space-\w+\)")
_UNSEEN = re.compile(
    r"transparent|white|#f{3,4}|#f{6}(?:ff)?|#\w{3}0|#\w{6}00|rgba?\(255,?255,?255\D.*"
    r"|\w+\(.*/0?\.?0*%?\)|(?:rgb|hsl)a?\([^,]*,[^,]*,[^,]*,0?\.?0*%?\)"
)
# Labels hang in the margin, panels reach into the gutter, and a thumb can hit the call of a source:
# no words leave the page by it.
_OF_THE_THEME = frozenset(
    {
        ("inline-size", "min(100% - 2 * var(--gutter), var(--frame))"),
        ("margin-inline", "-0.4375em"),
        ("margin-inline", "calc(-1 * var(--panel-outset))"),
        ("margin-inline-start", "calc(-1 * (var(--margin-column) + var(--gap)))"),
    }
)
_NONE = ("none", "auto", "initial", "unset", "visible", "normal")


def audit_styles(css: str) -> Iterator[Problem]:
    """Yield what a style sheet hides of the boxes, and what it loads from elsewhere."""
    for address in loaded(css):
        if not address.startswith("data:image/") and (
            "//" in address or "\\" in address or re.match(r"[a-z][a-z0-9+.-]*:", address, re.I)
        ):
            yield Problem(N_("the page loads something from another site."), quote=address)
    for written in escapes(css):
        yield Problem(
            N_("a style sheet is written with escapes: it cannot be checked."), quote=written
        )
    for selector, name, value in declarations(css):
        if hides(name, value) and any(covers(part) for part in split(selector)):
            yield Problem(
                N_("a style sheet hides a box, or what surrounds it."),
                quote=f"{selector} {{ {name}: {value} }}",
            )


def loaded(css: str) -> list[str]:
    """Return the addresses that a style sheet loads."""
    text = re.sub(r"/\*.*?(?:\*/|\Z)", "", css, flags=re.S)
    return [(a or b).strip().strip("\"'").strip() for a, b in _LOADED.findall(text)]


def _bare(css: str) -> str:
    """Return a style sheet without its comments, nor what its strings and addresses hold."""
    return _APART.sub(lambda match: " " if match[0].startswith("/*") else "''", css)


def escapes(css: str) -> list[str]:
    """Return the pieces that are written with a backslash: they may name anything."""
    return [piece.strip() for piece in _PIECE.findall(_bare(css)) if "\\" in piece]


def declarations(css: str) -> Iterator[tuple[str, str, str]]:
    """Yield the selector, the name and the value of every declaration, in one pass.

    Rules may be nested: the selector of an inner one is then read after the outer one's.
    """
    text = _bare(css)
    open_rules: list[str] = []
    for piece in _PIECE.findall(text):
        words, mark = piece.rstrip("{};").strip(), piece[-1:]
        if mark == "{":
            outer = open_rules[-1] if open_rules else ""
            open_rules.append(outer if words.startswith("@") else _nested(outer, words))
            continue
        name, colon, value = words.partition(":")
        if colon and open_rules:
            yield open_rules[-1], name.strip().lower(), value.strip().lower()
        if mark == "}" and open_rules:
            open_rules.pop()


def _nested(outer: str, words: str) -> str:
    return words.replace("&", outer) if outer and "&" in words else words


def split(selector: str) -> list[str]:
    """Return the selectors of a list; commas inside brackets part nothing."""
    parts, depth = [""], 0
    for letter in selector:
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def covers(selector: str) -> bool:
    """Tell whether what a selector styles may be a box, its words, or what surrounds it."""
    subject = _subject(selector)
    outside = _outside(subject)
    if _ELEMENT_PART.search(outside):
        return False
    if _WATCHED.search(subject):
        return True
    return not (_NAMED.search(outside) or _HARMLESS_TYPE.match(outside))


def _outside(subject: str) -> str:
    """Return what a compound says outside its brackets."""
    depth, kept = 0, []
    for letter in subject:
        depth += letter in "(["
        if depth == 0:
            kept.append(letter)
        depth -= letter in ")]" and depth > 0
    return "".join(kept)


def _subject(selector: str) -> str:
    """Return the last compound of a selector: what it styles."""
    depth, start, text = 0, 0, selector.strip()
    for place, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if depth == 0 and letter in " >+~\n\t\r\f":
            start = place + 1
    return text[start:]


def hides(name: str, value: str) -> bool:
    """Tell whether a declaration takes something from the reader's eyes."""
    value = " ".join(value.partition("!")[0].split())
    return name in _HIDING and (name, value) not in _OF_THE_THEME and _HIDING[name](value)


def _number(value: str) -> float | None:
    """Return the number that a value begins with, if it does."""
    match = _SIZE.match(value)
    return float(match[0]) if match else None


def _is_faint(value: str) -> bool:
    number = _number(value)
    return number is None or number < (50 if value.endswith("%") else 0.5)


def _is_tiny(value: str) -> bool:
    """Tell whether a size is too small to be read."""
    match = _SIZE.match(value)
    if match is None:
        return False
    unit = re.match(r"[a-z%]*", value[match.end() :])
    return float(match[0]) < _SMALLEST.get(unit[0] if unit else "", 0.01)


def _is_nothing(value: str) -> bool:
    return _number(value) == 0


def _is_narrow(value: str) -> bool:
    """Tell whether a room is too small for words, or not known to be large enough."""
    match = _LENGTH.fullmatch(value)
    if match is None:
        return value not in _ROOMS
    return float(match[1]) < _NARROWEST.get(match[2], 1000.0)


def _moves(value: str) -> bool:
    """Tell whether a margin is negative, or may be."""
    return not all(
        part in _KEPT or _SPACE.fullmatch(part) or _LENGTH.fullmatch(part) for part in value.split()
    )


def _is_offset(value: str) -> bool:
    return not all(part in _KEPT or _number(part) == 0 for part in value.split())


def _is_unseen(value: str) -> bool:
    """Tell whether a colour is none, or that of white paper."""
    return bool(_UNSEEN.fullmatch(value.replace(" ", "")))


def _is_set(value: str) -> bool:
    return value not in _NONE


_HIDING: dict[str, Callable[[str], bool]] = {
    "display": lambda value: value not in _SHOWN_AS,
    "opacity": _is_faint,
    "position": lambda value: value in ("absolute", "fixed"),
    "text-indent": lambda value: value.startswith("-"),
}
_HIDING |= dict.fromkeys(
    ("visibility", "content-visibility"),
    lambda value: value in ("hidden", "collapse") or value.startswith("var("),
)
_HIDING |= dict.fromkeys(("font-size", "font", "zoom", "scale"), _is_tiny)
_HIDING |= dict.fromkeys(
    "clip clip-path mask mask-image transform -webkit-transform translate rotate offset "
    "offset-path filter -webkit-mask -webkit-mask-image animation animation-name "
    "-webkit-animation -webkit-animation-name".split(),
    _is_set,
)
_HIDING |= dict.fromkeys(
    "height width max-height max-width block-size inline-size max-block-size "
    "max-inline-size".split(),
    _is_narrow,
)
_HIDING["line-height"] = _is_nothing
_HIDING |= dict.fromkeys(
    "margin margin-left margin-right margin-top margin-bottom margin-block margin-block-start "
    "margin-block-end margin-inline margin-inline-start margin-inline-end".split(),
    _moves,
)
_HIDING |= dict.fromkeys(
    "left right top bottom inset inset-block inset-block-start inset-block-end inset-inline "
    "inset-inline-start inset-inline-end".split(),
    _is_offset,
)
_HIDING |= dict.fromkeys(("color", "-webkit-text-fill-color"), _is_unseen)
