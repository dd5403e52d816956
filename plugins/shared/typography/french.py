"""The rules of French typography.

No library handles « », thin spaces and 12:30 together in French: smartypants turns
``"mot"`` into English quotes and knows nothing of the space before a colon.

The rules: Imprimerie nationale, *Lexique des règles typographiques*: a narrow
no-break space before ``; ! ?`` and in thousands, a no-break space before ``:``,
inside « » and between a number and its unit. A space is made unbreakable where
the author typed one; none is added, so that ``12:30`` and addresses stay whole.
"""

from __future__ import annotations

import re

from .markup import NBSP, NNBSP, WORD_JOINER, open_texts, split_markup

_FOREIGN = re.compile(r'\slang="(?!fr)')
# A quote that was opened is closed in the same paragraph.
_BLOCK = re.compile(r"</?(?:p|li|h[1-6]|td|th|dd|dt|div|blockquote|figcaption)\b")

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
# A box of the kit, too: its words were approved as they are.
_NOT_OF_THE_BODY = re.compile(rf"<aside\b|{_FOREIGN.pattern}")
# Whatever space stands there; a pattern begins where the spaces do, and never goes back.
_SPACE = r"[ \u00a0\u2009\u202f]"
_SPACES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (rf"(?<!{_SPACE}){_SPACE}++(?=[;!?])", NNBSP),
        (rf"(?<!{_SPACE}){_SPACE}++(?=:(?:\s|$))", NBSP),
        (rf"«{_SPACE}++", f"«{NBSP}"),
        (rf"(?<!{_SPACE}){_SPACE}++»", f"{NBSP}»"),
    )
)


def typeset_french(html: str) -> str:
    """Return French, typeset between the tags."""
    pieces = split_markup(html)
    texts = set(open_texts(pieces, _FOREIGN))
    quoting = False
    for index, piece in enumerate(pieces):
        if index in texts:
            text, quoting = _guillemets(piece, quoting=quoting)
            pieces[index] = _replaced(text, _FRENCH)
        elif index % 2:
            quoting = quoting and not _BLOCK.match(piece)
    return "".join(pieces)


def put_spaces_back(html: str) -> str:
    """Return typeset French with the right space before ``; ! ? :`` and inside « ».

    Whichever stood there: one that the author typed, or another library put.
    """
    pieces = split_markup(html)
    for index in open_texts(pieces, _NOT_OF_THE_BODY):
        pieces[index] = _replaced(pieces[index], _SPACES)
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


def _replaced(text: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, replacement in rules:
        text = pattern.sub(replacement, text)
    return text
