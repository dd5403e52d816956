"""What Markdown reads inside of a line: raised, lowered and struck words, stars, addresses."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

from markdown.inlinepatterns import (
    InlineProcessor,
    ReferenceInlineProcessor,
    SimpleTagInlineProcessor,
)
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from plugins.shared.escapes import without_escapes

# Letters or figures only, once figures then letters: 10^9/mm^3, ~5/~10 mg and 10^6x10^3 are none.
_WORD = r"[+\u2212–-]?\d{0,6}[^\W\d_]{0,20}[+\u2212–-]{0,2}"
# The numbers of references, as Word has them: ^1,2^ or ^3–5^.
_NUMBERS = r"\d{1,3}(?:[,;–-]\d{1,3}){1,9}"
# After a word or what is lowered in it (HCO~3~^-^); before an isotope: ^131^I, ^99m^Tc.
SUPERSCRIPT = (
    rf"(?:(?<=[\w)\]~])|(?<![^\s(’'«-])(?=\^\d{{1,3}}m?\^[A-Z]))"
    rf"(\^)((?=[^\^])(?:{_NUMBERS}(?=\^)|{_WORD}))\^(?![\d^])"
)
# t~1/2~ is a half-life.
SUBSCRIPT = rf"(?<=[\w)\]])(~)((?=[^~])(?:\d/\d(?=~)|{_WORD}))~(?![\d~])"
# Words between, none of them begins or ends with a space.
STRUCK = r"(?<![\w~])(~~)(?=[^\s~])((?:[^~]|~(?!~))*[^\s~])~~(?![\w~])"
# Bold words that end in a sign, a word stuck to them: **Dose :**5 mg is bold for no parser.
STUCK = r"(?<![\w*])(\*\*)(?=[^\s*])([^*\n]{1,200}[:»!?)%…”])\*\*(?=\w)"
# At the end of a line, a backslash goes to the next one (CommonMark 0.31, 6.7).
LINE_END = r"(?<!\\)\\[ ]*\n"
# Stars that hold on to no word: (*), (**).
STARS = r"(?<=[(\[«“\u2018\" \u00a0\u202f])\*{1,3}(?=[)\]»”’.,;:!?%])"

# A sign behind a backslash, as the editors that escape underscores write it, is one of the address.
_URL = r"(?:https?://|www\.)(?=[^\W_])(?:[^\s<>\"«»“”`\x02\x03|\\^{}]|\x02klzzwxh:\d+\x03)+"
_MAIL = (
    r"[\w+%-]{1,64}(?:\.[\w+%-]{1,64}){0,5}@[^\W_][\w-]{0,62}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,24}"
)
ADDRESS = rf"(?i)(?<![^\W_])(?<![@/.+%=&?#-])(?:(?P<url>{_URL})|(?P<mail>{_MAIL})(?![\w@-]))"
FRAMED_ADDRESS = r"<((?i:www)\.[^\s<>]+\.[^\s<>]+)>"
# What ends the sentence rather than the address.
_PUNCTUATION = re.compile(r"(?:[.,;:!?'’…*~_–—-]|&\w{1,8};)+$")
_PAIRS = {")": "(", "]": "["}
_STASHED = re.compile(r"\x02klzzwxh:(\d+)\x03")
_SIGN = re.compile(r"\x02\d+\x03")
_TYPED_TAG = re.compile(r"\x02wzxhzdk:(\d+)\x03")
# How far before an address the tag of a typed link is looked for.
_NEAR, _TAGS = 2000, 20


class LiteralProcessor(InlineProcessor):
    """Keeps what it finds from being read any further."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's own name
        self, m: re.Match[str], data: str
    ) -> tuple[str, int, int]:
        """Return the signs as they are."""
        del data
        return m[0], m.start(0), m.end(0)


class WordTagProcessor(SimpleTagInlineProcessor):
    """Marks a word, where there is one between the signs."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's own name
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        """Return the element, nothing for a sign or nothing at all."""
        if not re.search(r"[^\W_]|^[+\u2212–-]{1,2}$", m[2]):
            return None, None, None
        return super().handleMatch(m, data)  # type: ignore[return-value]


class AddressProcessor(InlineProcessor):
    """Makes links of addresses typed as they are: ``www.ameli.fr``, ``https://…``, e-mails."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's own name
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element | None, int | None, int | None]:
        """Return the link, nothing inside of a link typed as HTML."""
        typed = m[0] if m["mail"] else _without_punctuation(self._of_signs(m[0]))
        if "." not in typed or self._is_in_link(data, m.start()):
            return None, None, None
        address = self.unescape(typed)
        element = ET.Element("a", {"href": _address(address, mail=bool(m["mail"]))})
        element.text = address
        return element, m.start(), m.start() + len(typed)

    def _of_signs(self, typed: str) -> str:
        """Return an address up to what was set aside and is no sign behind a backslash."""
        inline: Any = self.md.treeprocessors["inline"]
        for found in _STASHED.finditer(typed):
            node = inline.stashed_nodes.get(found[1])
            if not isinstance(node, str) or not _SIGN.fullmatch(node):
                return typed[: found.start()]
        return typed

    def _is_in_link(self, data: str, place: int) -> bool:
        """Tell whether the last tag ``a`` before a place is open."""
        stashed = list(_STASHED.finditer(data, max(0, place - _NEAR), place))
        inline: Any = self.md.treeprocessors["inline"]
        for found in reversed(stashed[-_TAGS:]):
            node = inline.stashed_nodes.get(found[1])
            tag = _TYPED_TAG.fullmatch(node) if isinstance(node, str) else None
            typed = self.md.htmlStash.rawHtmlBlocks[int(tag[1])] if tag else ""
            if isinstance(typed, str) and re.match(r"</?a\b", typed, re.IGNORECASE):
                return typed[1] != "/"
        return False


def _address(typed: str, *, mail: bool) -> str:
    if mail:
        return f"mailto:{typed}"
    return f"https://{typed}" if typed[:4].lower() == "www." else typed


def _without_punctuation(url: str) -> str:
    """Return an address without the signs that end a sentence or close a bracket around it."""
    while True:
        url = _PUNCTUATION.sub("", url)
        last = url[-1:]
        if last not in _PAIRS or url.count(_PAIRS[last]) >= url.count(last):
            return url
        url = url[:-1]


class FramedAddressProcessor(InlineProcessor):
    """Makes a link of ``<www.ameli.fr>``, as lists of references have it."""

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Markdown's own name
        self, m: re.Match[str], data: str
    ) -> tuple[ET.Element, int, int]:
        """Return the link."""
        del data
        address = self.unescape(m[1])
        element = ET.Element("a", {"href": _address(address, mail=False)})
        element.text = AtomicString(address)
        return element, m.start(0), m.end(0)


class NamedAddressProcessor(ReferenceInlineProcessor):
    """Reads ``[words][name]``, with nothing between; of ``[1] [2]`` and ``[1][2]`` two links.

    Figures that have an address each are how programs that answer questions cite pages.
    """

    RE_LINK = re.compile(r"\[([^\]]*)\]")

    def evalId(  # noqa: N802 - Markdown's own name
        self, data: str, index: int, text: str
    ) -> tuple[str | None, int, bool]:
        """Return the name between the second brackets, unless both hold figures of their own."""
        name, end, handled = super().evalId(data, index, text)
        figures = text.isdecimal() and name is not None and name.isdecimal()
        both = figures and name != text and text in self.md.references
        return name, end, handled and not both


class DefinedAddressesProcessor(Treeprocessor):
    r"""Takes the backslashes of Markdown out of the addresses that definitions give.

    ``[1]: https://a.example/a\_b``: everywhere else Python-Markdown does so itself (CommonMark
    0.31, 2.4: an escape works in the destination of a link).
    """

    def run(self, root: ET.Element) -> None:
        """Change the addresses of the links and images of a text."""
        for element in root.iter():
            for name in ("href", "src"):
                address = element.get(name, "")
                if "\\" in address:
                    element.set(name, without_escapes(address))
