"""An article that comes from somebody else's text says so, on its page and in the feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

from plugins.shared.problems import N_, Problem

from .boxes import hidden_part, is_seen
from .folded import folded

# The names of its parts, as a doctor may write them.
_NAME = re.compile(
    r"(?:^|[\s,\[])[\"']?(?:- +[\"']?)?(?:translated from|traduit de|adapted from|adapté de|author"
    r"|auteur|site|address|adresse|licence|license)\s*:(?!//)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
_AROUND = " \t,-[]\"'"


def audit_credit(tree: LexborHTMLParser, credit: str) -> Iterator[Problem]:
    """Yield what a page or a feed entry leaves out of what an article owes to another text.

    ``credit``: that field of its header, its lines one after the other.
    """
    boxes = tree.css("p.credit")
    if len(boxes) != (1 if credit else 0):
        yield Problem(
            N_("the credit of the header is not on the page, once; or there is one of its own."),
            quote=credit,
        )
        return
    for box in boxes:
        if not is_seen(box, "credit", {}) or hidden_part(box):
            yield Problem(N_("the credit is hidden from the reader."))
        said = folded(box.text())
        led = {link.attributes.get("href") or "" for link in box.css("a")}
        for part in _NAME.split(credit):
            # A quote or a bracket at the end may be that of the header, or of the address.
            addresses = [{one, one.rstrip(_AROUND)} for one in _ADDRESS.findall(part)]
            words = folded(_ADDRESS.sub("", part).strip(_AROUND))
            if words not in said or not all(ways & led for ways in addresses):
                yield Problem(
                    N_("the credit on the page lacks a part of it."), quote=part.strip(_AROUND)
                )
