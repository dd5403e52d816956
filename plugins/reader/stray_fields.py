"""Find lines of a header that stand in the text, where they would be printed and not be done.

``Statut: draft`` there would publish a draft.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from html import unescape

from plugins.shared.fields import FIELDS, in_english
from plugins.shared.problems import N_, Problem
from plugins.shared.quotes import unaccented
from plugins.shared.unseen import IGNORABLE, MARGIN

from .dates import read_date
from .document import Document
from .header import FENCE, as_known_field

_SHOWN = 200
# In characters: a name and a value, however they are dressed.
_STATUS = 60
# A remark of the doctor's or of another program, on lines of its own.
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|-->")
_WORD = re.compile(r"[^\W_]+")
_MARGIN = re.compile(rf"^[{MARGIN}]+")
_NUMBER = re.compile(r"\W*\d+[.)]\s")
_FIELD = re.compile(rf"[{MARGIN}]*[^\W\d][\w-]*[ \t\u00a0\u202f]*:(?:\s|$)")
# What else French doctors and other programs write for a status, and for what it says.
# A field as a quotation, an item of a list, a heading, a cell, or in bold.
_DRESSED = re.compile(
    r"[>*_+\-\u2022\u00b7#|`\s]+(?P<name>[^\W\d]\w*?)[*_`]*\s*:[*_`]*\s*(?P<value>[^*`|]*)[*_`|\s]*$"
)
_STATUSES = frozenset({"status", "statut", "etat"})
_STATES = frozenset(
    "draft drafts brouillon hidden cache cachee masque published publie publiee".split()
)
_FLAGS = frozenset("draft brouillon published publie hidden unlisted".split())
# One of these is in any line that says a state.
_MAY_SAY = re.compile(r"draft|brouillon|hidden|cach|masqu|publi|unlisted", re.IGNORECASE)
_ANSWERS = frozenset("true false yes no oui non vrai faux 1 0".split())


def check_body(document: Document, known: Collection[str]) -> Iterator[Problem]:
    """Yield the lines of the header that stand below its end, where they would be printed.

    A status is told wherever it stands in the text, however it is dressed; another field,
    where the text begins: in a second header, after a remark, after what looks like a field.
    """
    if not document.fields:
        return
    lines = document.body.split("\n")
    top = frozenset(_at_the_top(document.body, lines, known))
    for index, line in enumerate(lines):
        if index in top or _says_status(line):
            yield Problem(
                N_("this line of the header stands after its end."),
                N_("Move it up, without an empty line before it; the text comes after the header."),
                quote=line.strip()[:_SHOWN],
                line=document.body_line + index,
            )


def _at_the_top(body: str, lines: list[str], known: Collection[str]) -> Iterator[int]:
    """Yield the lines that are fields where a text begins; the first other line ends that."""
    passed = lines
    if "<!--" in body:
        passed = _COMMENT.sub(lambda match: "\n" * match[0].count("\n"), body).split("\n")
    for index, line in enumerate(passed):
        bare = _bare(line)
        field = as_known_field(bare)
        if (field and field[0] in known) or _is_dressed(line):
            yield index
        elif bare not in ("", FENCE, "...") and not _FIELD.match(line):
            return


def _bare(line: str) -> str:
    """Return a line without what nobody sees at its beginning."""
    return _MARGIN.sub("", line, count=1).rstrip()


def _is_dressed(line: str) -> bool:
    """Tell whether a line is a field with marks around it; its value can be nothing else."""
    match = _DRESSED.match(IGNORABLE.sub("", line))
    if not match:
        return False
    name, value = in_english(match["name"].lower()), match["value"].strip()
    field = FIELDS.get(name)
    if field is None:
        return False
    return value.lower() in field.choices or (field.type == "date" and bool(read_date(value)))


def _plain(text: str) -> str:
    """Return a text without what nobody sees, with the characters that it names."""
    return IGNORABLE.sub("", unescape(text) if "&" in text else text)


def _says_status(line: str) -> bool:
    """Tell whether a line says nothing but what state its article is in."""
    if not 0 < len(line) <= _STATUS or not _MAY_SAY.search(plain := _plain(line)):
        return False
    text = unaccented(_TAG.sub(" ", plain)).lower()
    words = _WORD.findall(_NUMBER.sub("", text, count=1))
    if len(words) != 2:  # noqa: PLR2004 - a name and a value
        return False
    name, value = words
    return (name in _STATUSES and value in _STATES) or (name in _FLAGS and value in _ANSWERS)
