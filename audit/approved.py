"""What was approved: the words of disclaimers, the communities vetted, the papers retracted.

Read from the data files by rules of its own. This is a second reading on purpose: a mistake in
the plugins' reader would otherwise approve itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from . import vetted
from .call_sentences import UNCONFIRMED, calls, contact, disclaimers, known_numbers, notices
from .inventory import Inventory, read_kit
from .retracted import retracted

_DISCLAIMER = Path(__file__).parents[1] / "plugins" / "disclaimer"
_TEXTS = _DISCLAIMER / "texts.toml"
_NUMBERS = _DISCLAIMER / "numbers.toml"
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


@dataclass(frozen=True)
class Approved:
    """The texts by language and variant; the addresses that may be linked; those retracted."""

    by_language: dict[str, dict[str, str]]
    by_id: dict[str, str] = field(default_factory=dict)
    languages: dict[str, frozenset[str]] = field(default_factory=dict)
    retracted: frozenset[str] = frozenset()
    # Of each community that may be linked, by its links, the day from which it is not shown any
    # more: its vetting holds no more, or it has closed.
    ends: dict[str, date] = field(default_factory=dict)
    # The day on which a community closes, by its id, of those that say one.
    closings: dict[str, date] = field(default_factory=dict)
    # The ids of those of professionals, to which no patient is sent.
    professionals: frozenset[str] = frozenset()
    # Where what was found of each was read.
    evidence: dict[str, tuple[str, ...]] = field(default_factory=dict)
    # The number to call of each that has one, as a link.
    phones: dict[str, str] = field(default_factory=dict)
    # Whom a page on a subject of danger may tell to call, folded, by language.
    calls: dict[str, frozenset[str]] = field(default_factory=dict)
    # What the sheets to hand over may say, by language.
    notices: dict[str, frozenset[str]] = field(default_factory=dict)
    # What a page of contact says first, by language.
    contact: dict[str, str] = field(default_factory=dict)
    # Of the country, in figures; none where no emergency number is known.
    numbers: frozenset[str] = frozenset()
    _all: dict[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def communities(self) -> frozenset[str]:
        """Return the addresses of communities that may be linked, and the numbers to call."""
        return frozenset({*self.by_id.values(), *self.phones.values()})

    @cached_property
    def first_links(self) -> dict[str, str]:
        """Return the number to call of each community that has one, by its address.

        None for an address that several share: only one of them may be called.
        """
        shared = Counter(self.by_id.values())
        known = ((self.by_id[id_], phone) for id_, phone in self.phones.items())
        return {address: phone for address, phone in known if shared[address] == 1}

    def texts(self, language: str, chosen: str = "") -> frozenset[str]:
        """Return the texts that may be shown, folded: the one of a variant, or any.

        ``chosen``: what the header says. Only one that says so tells that all is not confirmed.
        """
        words = _WORD.findall(chosen)
        end = f"+{UNCONFIRMED}" if UNCONFIRMED in words else ""
        texts = self.by_language.get(language, {})
        named = frozenset(texts[f"{word}{end}"] for word in words if f"{word}{end}" in texts)
        if named:
            return named
        if language + end not in self._all:
            self._all[language + end] = frozenset(
                text for name, text in texts.items() if ("+" in name) == bool(end)
            )
        return self._all[language + end]


def read_approved(inventory: Inventory, content: Path, days: Sequence[date]) -> Approved:
    """Return what may be shown on every one of some days."""
    texts, numbers = read_kit(_TEXTS), read_kit(_NUMBERS)
    rows = vetted.vetted_rows(inventory, days)
    by_id = {id_: row["url"] for id_, row in rows.items()}
    ledger = vetted.ledger_rows(inventory)
    phones = vetted.phones(ledger, rows)
    closings = vetted.closings(rows)
    return Approved(
        by_language=disclaimers(texts, numbers, inventory.country),
        by_id=by_id,
        languages={id_: vetted.languages_of(row) for id_, row in rows.items()},
        retracted=retracted(content),
        ends=vetted.ends(ledger, rows, phones, closings),
        closings=closings,
        professionals=frozenset(id_ for id_, row in rows.items() if vetted.is_professional(row)),
        phones=phones,
        calls=calls(texts, numbers, inventory.country),
        evidence=vetted.evidence(ledger),
        notices=notices(texts, numbers, inventory.country),
        contact=contact(texts, numbers, inventory.country),
        numbers=known_numbers(numbers, inventory.country),
    )
