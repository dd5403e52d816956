"""Typeset a text: French by its own rules, English with smartypants.

No library handles « », thin spaces and 12:30 together in French: smartypants turns
``"mot"`` into English quotes and knows nothing of the space before a colon. Each
text is typeset once, where it is read or printed. Lone last words are the style
sheet's business (``text-wrap``).

French rules: Imprimerie nationale, *Lexique des règles typographiques*: a narrow
no-break space before ``; ! ?`` and in thousands, a no-break space before ``:``,
inside « » and between a number and its unit. A space is made unbreakable where
the author typed one; none is added, so that ``12:30`` and addresses stay whole.
"""

from __future__ import annotations

import re
from itertools import chain, zip_longest

from smartypants import Attr, smartypants

NBSP = "\u00a0"
NNBSP = "\u202f"
WORD_JOINER = "\u2060"

# A comment, or a tag with whatever its quoted attributes hold. A comment stops where another
# begins: what is never closed costs its length only.
_MARKUP = re.compile(
    r"(<!--(?:(?!<!--).)*?-->|</?[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>)", re.DOTALL
)
_TAG_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
_FOREIGN = re.compile(r'\slang="(?!fr)')
# A quote that was opened is closed in the same paragraph.
_BLOCK = re.compile(r"</?(?:p|li|h[1-6]|td|th|dd|dt|div|blockquote|figcaption)\b")
_ANY_TAG = re.compile(r"<[^>]*>")
_VERBATIM = frozenset({"pre", "code", "kbd", "samp", "script", "style", "math", "textarea"})
_VOID = frozenset({"br", "hr", "img", "input", "wbr", "col", "source", "meta", "link"})

_UNITS = (
    r"(?:%|€|°C|mg|µg|kg|g|ml|mL|cl|dl|l|L|mm|cm|km|m|mmHg|UI|h|min|s|ans?|mois|jours?"
    r"|semaines?|heures?|minutes?|fois|patients?|personnes?)"
)
_FRENCH: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=\w)'", "’"),
        # “passe-t-il”, “est-ce”: the hyphen stays with what follows it.
        (
            r"(?<=\w)-(?=(?:t-)?(?:il|elle|on|ce|je|tu|nous|vous|en|y|la|le|les|lui|moi)\b(?![-@/]|\.\w))",
            f"-{WORD_JOINER}",
        ),
        (r"\.\.\.", "…"),
        (r"(?<= )--(?= )", "–"),
        (r"« ?(?=\S|$)", f"«{NBSP}"),
        (r"(?:(?<=\S)|^) ?»", f"{NBSP}»"),
        (r" (?=[;!?])", NNBSP),
        (r" (?=:(?:\s|$))", NBSP),
        (r"(?<!\d)(?<!\d )(\d{1,3}) (?=\d{3}(?!\d))", rf"\1{NNBSP}"),
        (r"(?<=\u202f\d{3}) (?=\d{3}(?!\d))", NNBSP),
        (rf"(?<=\d) (?={_UNITS}(?!\w))", NBSP),
        (r"\b(Dr|Pr|M\.|Mme|n°|p\.|fig\.) (?=\S)", rf"\1{NBSP}"),
    )
)


def typeset(html: str, language: str) -> str:
    """Return ``html`` with the typography of ``language``; tags, code and addresses unharmed."""
    return _french(html) if language.startswith("fr") else _english(html)


def _french(html: str) -> str:
    pieces = _MARKUP.split(html)
    # While not empty, names the open elements whose text is left as it is.
    verbatim: list[str] = []
    quoting = False
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            if piece and not verbatim:
                text, quoting = _guillemets(piece, quoting=quoting)
                pieces[index] = _french_text(text)
        elif not piece.startswith("<!"):
            _enter_or_leave(piece, verbatim)
            quoting = quoting and not _BLOCK.match(piece)
    return "".join(pieces)


def _guillemets(text: str, *, quoting: bool) -> tuple[str, bool]:
    """Return the text with « » for straight quotes, and whether one is still open."""
    if '"' not in text:
        return text, quoting
    first, *others = text.split('"')
    pieces = [first]
    for part in others:
        quoting = not quoting
        if quoting:
            pieces += ["«", NBSP, part.lstrip(" ")]
        else:
            pieces[-1] = pieces[-1].rstrip(" ")
            pieces += [NBSP, "»", part]
    return "".join(pieces), quoting


def _french_text(text: str) -> str:
    for pattern, replacement in _FRENCH:
        text = pattern.sub(replacement, text)
    return text


def _enter_or_leave(tag: str, verbatim: list[str]) -> None:
    """Keep track of the elements whose text must not be touched."""
    match = _TAG_NAME.match(tag)
    name = match[1].lower() if match else ""
    if tag.startswith("</"):
        if verbatim and verbatim[-1] == name:
            verbatim.pop()
    elif name not in _VOID and (verbatim or name in _VERBATIM or _FOREIGN.search(tag)):
        verbatim.append(name)


def _english(html: str) -> str:
    """Return English, typeset between the tags.

    The library sees no attribute, no comment and no half of a tag: it would change
    some, and on others its time grows with the square of the length.
    """
    pieces = _MARKUP.split(html)
    tags = pieces[1::2]
    pieces[::2] = [piece.replace("<", "&lt;") for piece in pieces[::2]]
    pieces[1::2] = [f"{match[0]}>" if (match := _TAG_NAME.match(tag)) else "<!>" for tag in tags]
    bare = "".join(pieces)
    # smartypants is half of a build's time: it is called only where it has work.
    if any(mark in bare for mark in ('"', "'", "--", "...", "``")):
        bare = smartypants(bare, Attr.set1 | Attr.u)
    return "".join(chain.from_iterable(zip_longest(_ANY_TAG.split(bare), tags, fillvalue="")))
