"""No style sheet hides a box, on the screen or on paper, nor loads from another site."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from plugins.problems import N_, Problem

_COMMENT_OR_STRING = re.compile(
    r"/\*.*?(?:\*/|\Z)|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'", re.S
)
_PIECE = re.compile(r"[^{};]*[{};]?")
_LOADED = re.compile(
    r"(?:url|src|image-set)\(\s*(\"[^\"]*\"|'[^']*'|[^)]*)|@import\s+(\"[^\"]*\"|'[^']*')", re.I
)
# A subject that may be a box, its words, or what surrounds it.
_WATCHED = re.compile(
    r"\.(?:sources|communities|review|layout|article(?:--\w+|__body)?|disclaimer(?:(?:--|__)[\w-]+)?)"
    r"(?![\w-])|#page-content(?![\w-])"
)
_NAMED = re.compile(r"[.#][\w\\-]")
_HARMLESS_TYPE = re.compile(
    r"(?!(?:html|body|main|article|section|aside|div|p|strong|a|ol|li)\b)[a-z]\w*"
)
_ELEMENT_PART = re.compile(r"::[\w-]+|:(?:before|after|first-letter|first-line)\b")
_COMBINATOR = re.compile(r"\s*[>+~]\s*|\s+")
_SHOWN_AS = frozenset(
    "block inline inline-block flex inline-flex grid inline-grid flow-root list-item table initial "
    "revert unset inherit".split()
)
_SIZE = re.compile(r"-?\d*\.?\d+")
_SMALLEST = {"px": 9.0, "pt": 7.0, "em": 0.5, "rem": 0.5, "%": 50.0}
_NONE = ("none", "auto", "initial", "unset", "visible", "normal")


def audit_styles(css: str) -> Iterator[Problem]:
    """Yield what a style sheet hides of the boxes, and what it loads from elsewhere."""
    for address in loaded(css):
        if not address.startswith("data:image/") and (
            "//" in address or "\\" in address or re.match(r"[a-z][a-z0-9+.-]*:", address, re.I)
        ):
            yield Problem(N_("the page loads something from another site."), quote=address)
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


def declarations(css: str) -> Iterator[tuple[str, str, str]]:
    """Yield the selector, the name and the value of every declaration, in one pass.

    Rules may be nested: the selector of an inner one is then read after the outer one's.
    """
    text = _COMMENT_OR_STRING.sub(lambda match: "''" if match[0][0] in "\"'" else " ", css)
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
    if _ELEMENT_PART.search(selector):
        return False
    subject = _subject(selector)
    if _WATCHED.search(subject):
        return True
    outside = re.sub(r"\([^()]*\)", "", subject)
    return not (_NAMED.search(outside) or _HARMLESS_TYPE.match(outside))


def _subject(selector: str) -> str:
    """Return the last compound of a selector: what it styles."""
    depth, start, text = 0, 0, selector.strip()
    for place, letter in enumerate(text):
        depth += (letter in "([") - (letter in ")]")
        if depth == 0 and letter in " >+~\n\t":
            start = place + 1
    return text[start:]


def hides(name: str, value: str) -> bool:
    """Tell whether a declaration takes something from the reader's eyes."""
    return name in _HIDING and _HIDING[name](value.partition("!")[0].strip())


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
    "clip clip-path mask mask-image transform translate filter -webkit-mask "
    "-webkit-mask-image".split(),
    _is_set,
)
_HIDING |= dict.fromkeys(
    "height width max-height max-width block-size inline-size max-block-size max-inline-size "
    "line-height".split(),
    _is_nothing,
)
_HIDING |= dict.fromkeys(("color", "-webkit-text-fill-color"), lambda value: value == "transparent")
