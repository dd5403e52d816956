"""The rules of French typography.

No library handles « », thin spaces and 12:30 together in French: smartypants turns
``"mot"`` into English quotes and knows nothing of the space before a colon.

The rules: Imprimerie nationale, *Lexique des règles typographiques*: a narrow
no-break space before ``; ! ?`` and in thousands, a no-break space before ``:``,
inside « », between a number and its unit (``words.py``), inside a telephone number
(``figures.py``), inside an aside between dashes (``dashes.py``). A space is made unbreakable where
the author typed one; none is added but inside « », so that ``12:30`` and addresses stay whole. A
no-break space that she typed where no rule asks for one is a plain space, unless a figure is
beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .dashes import joined_dashes
from .figures import joined_figures
from .flow import BORDER, OPAQUE, Flow
from .marks import Quote, curled, double_quotes, measures
from .markup import NBSP, NNBSP, WORD_JOINER, open_texts, split_markup
from .spaces import joined_words

# Another language; the number of a note, which is none of the text.
_CLOSED = re.compile(r'\slang="(?!fr)|class="footnote-(?:back)?ref"')
_FIXED = "\u00a0\u2007\u2009\u202f"
_TYPED = re.compile(rf"((?<=[0-9])[{_FIXED}](?=\w)|(?<=\w)[{_FIXED}](?=[0-9]))|[{_FIXED}]")
# Not ends of lines alone: those are between paragraphs.
_SEVERAL = re.compile(r"\n*+[ \u00a0][ \n\u00a0]+|\n++[ \u00a0]")
# “mot , mot”: no space before these, whichever was typed.
_BEFORE_LOW_SIGNS = re.compile(
    rf"(?<=[^\W\d_]|[»)’{OPAQUE}])[ \n](?=[.,](?:[^\S{BORDER}]|[{BORDER}»)]|$))(?!\. [.…])"
)
_ETC = re.compile(r"\betc\.?(?:[ \n]?(?:…|\.{2,}))+")
_DOTS = re.compile(r"(?<!\.)\.\.\.(?!\.)")
_BEFORE_DOTS = re.compile(r"(?<=[^\W\d_])[ \n](?=…)")
# A hyphen that begins a line is that of a list.
_DASHES = re.compile(
    rf"(?<![^ \n{BORDER}])--(?=[ \n\u00a0])"
    rf"|(?:(?<=[^\W\d_] )|(?<=[»)…{OPAQUE}] ))-(?=[ \n][^\W\d_«(])"
)
# “passe-t-il”, “est-ce”: the hyphen stays with what follows it.
_PRONOUNS = re.compile(
    r"-(?<=\w-)(?=(?:t-)?(?:il|elle|on|ce|je|tu|nous|vous|en|y|la|le|les|lui|moi)\b(?![-@/]|\.\w))"
)
# What begins with an apostrophe, after it: “les années ’60”, “rock ’n’ roll”.
_ELIDED = re.compile(r"[0-9]0s?(?![\w'’])|n(?=['’](?!\w))")
_DECADE = re.compile("\u2018(?=[0-9]0s?(?![\\w'’]))")
# A box of the kit, too: its words were approved as they are.
_NOT_OF_THE_BODY = re.compile(r'<aside\b|\slang="(?!fr)')
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
    flow = Flow(html, _CLOSED)
    _take_spaces_back(flow)
    if any(sign in flow.text for sign in '"“”«»'):
        flow.text = measures(flow.text)
        flow.edit(_quotations(flow.text))
    flow.text = _DECADE.sub("’", curled(flow.text, _ELIDED))
    if any(low in flow.text for low in (" ,", " .", "\n,", "\n.")):
        flow.sub(_BEFORE_LOW_SIGNS, "")
    _set_dots_and_dashes(flow)
    flow.text = joined_dashes(joined_words(joined_figures(flow.text)))
    return flow.html()


def put_spaces_back(html: str) -> str:
    """Return typeset French with the right space before ``; ! ? :`` and inside « ».

    Whichever stood there: another library may have put one.
    """
    pieces = split_markup(html)
    for index in open_texts(pieces, _NOT_OF_THE_BODY):
        for pattern, replacement in _SPACES:
            pieces[index] = pattern.sub(replacement, pieces[index])
    return "".join(pieces)


def _take_spaces_back(flow: Flow) -> None:
    """Make plain and single the spaces that the author typed, and take out those of no use."""
    text = flow.text
    if any(space in text for space in _FIXED):
        text = _TYPED.sub(lambda match: NBSP if match[1] else " ", text)
        flow.text = text
    if any(several in text for several in ("  ", " \n", "\n ", NBSP)):
        flow.edit(
            (match.start(), match.end(), "\n" if "\n" in match[0] else " ")
            for match in _SEVERAL.finditer(text)
        )


def _set_dots_and_dashes(flow: Flow) -> None:
    if "..." in flow.text or "…" in flow.text:
        flow.sub(_ETC, "etc.")
        flow.sub(_DOTS, "…")
        flow.sub(_BEFORE_DOTS, "")
    if "-" in flow.text:
        flow.sub(_DASHES, "–")
        flow.sub(_PRONOUNS, f"-{WORD_JOINER}")


def _quotations(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the quotes to put into a text: « » around a quotation, “ ” inside of another."""
    end, words = 0, ""
    for quote, rank in ((q, rank) for quotes in double_quotes(text) for q, rank in _ranked(quotes)):
        begin, after = quote.place, quote.place + 1
        if quote.opens:
            while text[after : after + 1] in (" ", "\n"):
                after += 1
            words = "“" if rank > 1 else f"«{NBSP}"
        else:
            while begin > end and text[begin - 1] in " \n":
                begin -= 1
            has_space = begin == end and words.endswith(NBSP)
            bare = has_space or text[begin - 1 : begin] in ("", BORDER)
            words = "”" if rank > 1 else "»" if bare else f"{NBSP}»"
        end = after
        yield begin, after, words


def _ranked(quotes: list[Quote]) -> Iterator[tuple[Quote, int]]:
    """Yield the quotes of a paragraph with the number of quotations that each is inside of."""
    depth = 0
    for quote in quotes:
        if quote.answered and not quote.opens:
            yield quote, depth
            depth -= 1
        else:
            yield quote, depth + 1
            depth += quote.answered
