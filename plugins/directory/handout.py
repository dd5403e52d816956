"""The sheet that a doctor hands over at the end of a visit, one for each illness.

One side of paper, in large letters: the communities with their QR codes and their addresses in
words, the same for the page of the illness on the blog, and until when the vettings hold. Knows
nothing of Pelican.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from plugins.shared.contact_links import dialled
from plugins.shared.i18n import in_its_language, name_of_language, translator
from plugins.shared.problems import N_
from plugins.shared.qr_codes import Code, code, short

from .core import Illness

# What the address of a sheet ends with.
NAMES = {"fr": "fiche", "en": "handout"}
# Communities on a sheet at most, whatever their descriptions.
MOST = 4
# What there is room for, in lines of the sheet's text and in characters of a line beside a code:
# tests/plugins/directory/test_handout.py prints the fullest sheets there can be.
_LINES = 19
_WIDTH = 50
_BOLD_WIDTH = 44
# A code is as high as so many lines.
_CODE_LINES = 4
# A number to call is in figures of 24 points.
_NUMBER_LINES = 2


@dataclass(frozen=True)
class Entry:
    """A vetted community on a sheet; ``flags``: what a reader must know of its money, in words."""

    vetted: Any
    code: Code
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Handout:
    """What is on the sheet of an illness.

    ``more``: how many communities there was no room for; ``here``: the page of the illness;
    ``until``: the last day on which all the vettings hold, and none has closed.
    """

    illness: Illness
    entries: tuple[Entry, ...]
    more: int
    here: Code
    until: date


def handout_page(illness: Illness) -> str:
    """Return the file of the sheet: ``maladies/reflux/fiche/index.html``."""
    return illness.save_as.removesuffix("index.html") + f"{NAMES[illness.language]}/index.html"


def handout(illness: Illness, address: str, draw: Callable[[str], Code] = code) -> Handout | None:
    """Return the sheet of an illness, none when there is no community to put on it.

    ``address``: that of the blog, without a slash at its end; ``draw``: what makes a code of an
    address.
    """
    chosen = list(_room(illness.suited, illness.language))
    if not chosen:
        return None
    return Handout(
        illness,
        tuple(
            Entry(vetted, _code(vetted, draw), _flags(vetted, illness.language))
            for vetted in chosen
        ),
        len(illness.suited) - len(chosen),
        draw(f"{address}/{illness.save_as.removesuffix('index.html')}"),
        min(vetted.end for vetted in chosen) - timedelta(days=1),
    )


def _code(vetted: Any, draw: Callable[[str], Code]) -> Code:
    """Return what the code of a community does: it calls its number, else opens its site."""
    if not vetted.phone:
        return draw(vetted.facts.url)
    return replace(draw(f"tel:{dialled(vetted.phone)}"), words=vetted.phone)


def _room(suited: Iterable[Any], language: str) -> Iterator[Any]:
    """Yield the first of some communities, as many as one side of paper holds."""
    left = _LINES
    for number, vetted in enumerate(suited):
        left -= _height(vetted, language)
        if number and (left < 0 or number == MOST):
            return
        yield vetted


def _flags(vetted: Any, language: str) -> tuple[str, ...]:
    """Return what a reader must know of the money, as the cards of the pages say it."""
    say = translator(language)
    flags = (
        (vetted.facts.is_company, N_("Commercial: a company runs it, for profit.")),
        (
            vetted.sells_data,
            N_("Data of its members, or what is drawn from them, are sold or passed on."),
        ),
    )
    return tuple(say(words) for holds, words in flags if holds)


def _height(vetted: Any, language: str) -> int:
    """Return how many lines a community takes on the sheet."""
    facts = vetted.facts
    sentence = vetted.vetting.said(language)[0] if vetted.vetting.verdict == "reserved" else ""
    flags = " ".join(_flags(vetted, language))
    address = "" if vetted.phone else short(facts.url)
    about = in_its_language(facts.about, language)[0]
    if language not in facts.languages:
        # “In German.”, after the description.
        about += "".join(f", {name_of_language(code, language)}" for code in facts.languages)
    texts = (facts.name, about, address, sentence)
    lines = sum(math.ceil(len(text) / _WIDTH) for text in texts if text)
    lines += _NUMBER_LINES if vetted.phone else 0
    # Bold letters are wider.
    lines += math.ceil(len(flags) / _BOLD_WIDTH)
    return max(lines, _CODE_LINES) + 1
