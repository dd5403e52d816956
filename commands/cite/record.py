"""What a service says of a publication, and the words it says it with."""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from babel.core import get_global

from commands.cite.status import Fact
from plugins.shared.problems import UNSEEN
from plugins.sources.csl import Item

# The order of the fields in sources.json: of all that an import keeps (``printed_fields.KEPT``).
FIELDS = (
    "id type title author editor translator container-author container-title "
    "container-title-short collection-title collection-number event event-title event-date "
    "event-place issued available-date accessed status language original-title volume "
    "volume-title issue supplement-number part-number section page number edition version genre "
    "medium publisher publisher-place PMCID DOI PMID ISBN URL note custom"
).split()

# The tags that services and programs put into titles: HTML’s, JATS’s, MathML’s with a prefix. What
# else stands between < and > (p<a and b>c) is what the authors wrote.
_TAG = re.compile(
    r"<(/?)((?:jats|mml|mathml|m|html|xhtml):[A-Za-z][\w.-]*|a|b|bold|br|div|em|ext-link|font|i|inf"
    r"|inline-formula|italic|math|mi|mn|mo|mrow|msub|msup|msubsup|mtext|mstyle|overline|p|roman|s|sc"
    r"|scp|small|small-caps|smallcaps|span|strike|strong|sub|sup|title|tt|u|underline|xref)"
    r"(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))*\s*/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|[A-Za-z][A-Za-z\d]*);?")
_KEPT = {"i": "i", "em": "i", "italic": "i", "sub": "sub", "sup": "sup", "inf": "sub"}


@dataclass
class Record:
    """One publication as one service knows it.

    ``translated``: the title is the service's own translation. ``is_notice``: it announces what
    became of another publication, which ``about`` names. ``free``: anyone may read it, from the day
    ``free_from`` on. ``study``: what kind it is, where its types leave it open.
    """

    item: Item
    facts: list[Fact] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    translated: bool = False
    is_notice: bool = False
    about: dict[str, str] = field(default_factory=dict)
    free: bool = False
    free_from: str = ""
    study: str = ""


def ordered(item: Item) -> Item:
    """Return an item with its fields in the order of ``FIELDS``, empty ones left out."""
    order = {name: n for n, name in enumerate(FIELDS)}
    names = sorted(item, key=lambda name: order.get(name, len(order)))
    return {name: item[name] for name in names if item[name] not in ("", None, [], {})}


def plain(value: Any) -> str:
    """Return a value as one line of text; empty when it is no text."""
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    text = unicodedata.normalize("NFC", UNSEEN.sub(_kept_control, text))
    # Not str.split(): it takes the second half of a misread letter for a space.
    return re.sub(r"[ \t\n\r\f\v]+", " ", text).strip()


def _kept_control(match: re.Match[str]) -> str:
    """Return a space for a control character, unless it is half of a misread letter."""
    before = match.string[match.start() - 1 : match.start()]
    half = "\x80" <= match[0] <= "\x9f" and "\u00c2" <= before <= "\u00f4"
    return match[0] if half else " "


def rich(value: Any) -> str:
    """Return a text with no other markup than ``<i>``, ``<sub>`` and ``<sup>``, entities read."""
    text = _TAG.sub(_simplified, plain(value))
    text = re.sub(r"<(i|sub|sup)>\s*</\1>", "", _ENTITY.sub(_entity, text))
    # Some publishers put each tag on a line of its own: (\n <i>FUT2</i>\n )
    text = re.sub(r"([(\[])\s+(?=<[is])", r"\1", text)
    return plain(re.sub(r"(</(?:i|sub|sup)>)\s+(?=[)\],.;:])", r"\1", text))


def _entity(match: re.Match[str]) -> str:
    """Return the letter that an entity names; the entity as it is where it names none."""
    letter = html.unescape(match[0])
    return match[0] if letter in ("", "\ufffd") else letter


def _simplified(tag: re.Match[str]) -> str:
    name = _KEPT.get(tag[2].rpartition(":")[2].lower())
    return f"<{tag[1]}{name}>" if name else ""


def with_subtitles(title: str, *subtitles: str) -> str:
    """Return a title and its subtitles, ``Main: sub`` or ``Main? Sub``; said once."""
    for part in filter(None, (subtitle.strip() for subtitle in subtitles)):
        if part.rstrip(".").casefold() not in title.casefold():
            between = " " if title.endswith(("?", "!", ".", ":")) else ": "
            title = f"{title}{between}{part}" if title else part
    return title


def language(code: Any) -> str:
    """Return the two letters of a language, from two or three letters or a tag like fr-FR."""
    letters = re.split(r"[-_]", plain(code).lower())[0]
    known = str(get_global("language_aliases").get(letters, letters)).partition("_")[0]
    return known if re.fullmatch(r"[a-z]{2,3}", known) else ""


def date_parts(*parts: Any) -> dict[str, list[list[int]]] | None:
    """Return year, month and day as a CSL date, as far as they are numbers that can be one."""
    numbers: list[int] = []
    for part, most in zip(parts, (9999, 12, 31), strict=False):
        if not re.fullmatch(r"\d{1,4}", str(part)) or not 1 <= int(part) <= most:
            break
        numbers.append(int(part))
    return {"date-parts": [numbers]} if numbers else None


def written_date(text: Any) -> dict[str, list[list[int]]] | None:
    """Return the CSL date of ``2024-03-05``, ``2024/03``, ``2024`` or a text that has a year."""
    match = re.search(
        r"(?<!\d)([12]\d{3})(?!\d)(?:[-/.](\d{1,2})(?!\d)(?:[-/.](\d{1,2})(?!\d))?)?", plain(text)
    )
    return date_parts(*match.groups()) if match else None


def preprint_number(doi: Any) -> str:
    """Return the number that medRxiv and bioRxiv make their DOIs of, as PubMed prints it."""
    written = plain(doi)
    match = re.fullmatch(r"10\.(?:1101|64898)/((?:\d{4}\.\d\d\.\d\d\.)?\d+)", written)
    return match[1] if match else ""
