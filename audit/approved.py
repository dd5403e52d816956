"""What was approved: the words of disclaimers, the communities vetted, the papers retracted.

Read from the data files by rules of its own. This is a second reading on purpose: a mistake in
the plugins' reader would otherwise approve itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from dateutil.relativedelta import relativedelta

from .inventory import Inventory, read_kit

_PLUGINS = Path(__file__).parents[1] / "plugins"
_TEXTS = _PLUGINS / "disclaimer" / "texts.toml"
_NUMBERS = _PLUGINS / "disclaimer" / "numbers.toml"
_CATALOGUE = _PLUGINS / "communities" / "catalogue.toml"
_CALL = "call"
_HANDOUT = "handout"
_CONTACT = "contact"
_UNCONFIRMED = "unconfirmed"
_TOLD_NUMBERS = 2
_VIOLENCE = "violence"
# The line that comes before the emergency numbers, and the one that comes after.
_BEFORE = {"mental-health": "suicide"}
_AFTER = {"child": "poison", "medication": "poison"}
_DOI = re.compile(r"10\.\d{4,9}/\S+")
# The catalogue's “professional-forum”, a doctor's « forum de professionnels ».
_PROFESSION = re.compile("profession", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_PMID = re.compile(r"(\d+)\s*$")
# Zotero keeps the PMID among the notes.
_NOTED = re.compile(r"\bPMID\s*:\s*(\d+)", re.IGNORECASE)
# What became of a source that nobody may cite unknowingly, as “cite” writes it. The plugin has its
# own list: tests/audit/test_boxes.py compares both.
_FORBIDDEN = re.compile(r'"(?:retracted|withdrawn)"', re.IGNORECASE)
# Crossref and PubMed put it before the title.
_RETRACTED_TITLE = re.compile(r"\s*(?:retracted|rétracté)\b", re.IGNORECASE)
# What typography adds or changes, and no reader reads.
TYPOGRAPHY = str.maketrans(
    {"’": "'", "\u2018": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "\u2060": None}
)


@dataclass(frozen=True)
class Approved:
    """The texts by language and variant; the addresses that may be linked; those retracted."""

    by_language: dict[str, dict[str, str]]
    by_id: dict[str, str] = field(default_factory=dict)
    languages: dict[str, frozenset[str]] = field(default_factory=dict)
    retracted: frozenset[str] = frozenset()
    # Of each community that may be linked, the day from which its vetting holds no more.
    ends: dict[str, date] = field(default_factory=dict)
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
        """Return the number to call of each community that has one, by its address."""
        return {self.by_id[id_]: phone for id_, phone in self.phones.items()}

    def texts(self, language: str, chosen: str = "") -> frozenset[str]:
        """Return the texts that may be shown, folded: the one of a variant, or any.

        ``chosen``: what the header says. Only one that says so tells that all is not confirmed.
        """
        words = _WORD.findall(chosen)
        end = f"+{_UNCONFIRMED}" if _UNCONFIRMED in words else ""
        texts = self.by_language.get(language, {})
        named = frozenset(texts[f"{word}{end}"] for word in words if f"{word}{end}" in texts)
        if named:
            return named
        if language + end not in self._all:
            self._all[language + end] = frozenset(
                text for name, text in texts.items() if ("+" in name) == bool(end)
            )
        return self._all[language + end]


@lru_cache(maxsize=256)
def folded(text: str) -> str:
    """Return a text without its spaces and with the plainest quotes: what a reader reads."""
    return "".join(text.translate(TYPOGRAPHY).split())


def read_approved(inventory: Inventory, content: Path, days: Sequence[date]) -> Approved:
    """Return what may be shown on every one of some days."""
    texts, numbers = read_kit(_TEXTS), read_kit(_NUMBERS)
    rows = vetted_rows(inventory, days)
    by_id = {id_: row["url"] for id_, row in rows.items()}
    ledger = _ledger(inventory)
    phones = _phones(ledger, rows)
    return Approved(
        by_language=disclaimers(texts, numbers, inventory.country),
        by_id=by_id,
        languages={id_: _languages(row) for id_, row in rows.items()},
        retracted=retracted(content),
        ends=_ends(ledger, by_id, phones),
        professionals=frozenset(id_ for id_, row in rows.items() if _is_professional(row)),
        phones=phones,
        calls=calls(texts, numbers, inventory.country),
        evidence=_evidence(ledger),
        notices=notices(texts, numbers, inventory.country),
        contact=contact(texts, numbers, inventory.country),
        numbers=known_numbers(numbers, inventory.country),
    )


def _ledger(inventory: Inventory) -> list[dict[str, Any]]:
    """Return the entries of the doctor's ledger, as they are written."""
    rows: list[dict[str, Any]] = inventory.ledger.get("vetting", [])
    return rows


def _ends(
    rows: list[dict[str, Any]], by_id: dict[str, str], phones: dict[str, str]
) -> dict[str, date]:
    """Return the day from which each community's vetting holds no more, by its links."""
    return {
        link: end_of(row)
        for row in rows
        if row.get("community") in by_id
        for link in (by_id[row["community"]], phones.get(row["community"], ""))
        if link
    }


def _phones(ledger: list[dict[str, Any]], facts: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Return each number to call, as a link, by id: the doctor's, else the catalogue's."""
    written = {id_: str(row.get("phone", "")) for id_, row in facts.items()}
    for row in ledger:
        if row.get("community") in facts and row.get("phone"):
            written[row["community"]] = str(row["phone"])
    return {
        id_: f"tel:{re.sub(r'[^0-9+]', '', number)}" for id_, number in written.items() if number
    }


def _evidence(rows: list[dict[str, Any]]) -> dict[str, tuple[str, ...]]:
    """Return the addresses where what was found of each community was read, by its id."""
    return {row["community"]: tuple(row.get("evidence", ())) for row in rows if "community" in row}


def end_of(row: dict[str, Any]) -> date:
    """Return the day from which an entry of the ledger holds no more: twelve months at most."""
    vetted_on: date = row["vetted_on"]
    end: date = row.get("next_check", vetted_on + relativedelta(months=6))
    return min(end, vetted_on + relativedelta(months=12))


def notices(
    texts: dict[str, Any], numbers: dict[str, Any], country: str
) -> dict[str, frozenset[str]]:
    """Return what a sheet may say, folded, by language: with a line before the rest, or without."""
    return {
        language: frozenset(
            folded(
                f"{wording['title']} {wording['text']} "
                f"{_call(texts[_CALL][language], numbers['number'], country, variant, language)}"
            )
            for variant in ("", _VIOLENCE, *_BEFORE, *_AFTER)
        )
        for language, wording in texts[_HANDOUT].items()
    }


def calls(
    texts: dict[str, Any], numbers: dict[str, Any], country: str
) -> dict[str, frozenset[str]]:
    """Return whom a page may tell to call, folded, by language: for any variant."""
    return {
        language: frozenset(
            folded(_call(say, numbers["number"], country, variant, language))
            for variant in ("", _VIOLENCE, *_BEFORE, *_AFTER)
        )
        for language, say in texts[_CALL].items()
    }


def contact(texts: dict[str, Any], numbers: dict[str, Any], country: str) -> dict[str, str]:
    """Return what a page of contact says first, folded, by language."""
    return {
        language: folded(
            f"{wording['title']} {wording['text']} "
            f"{_call(texts[_CALL][language], numbers['number'], country, '', language)}"
        )
        for language, wording in texts[_CONTACT].items()
    }


def known_numbers(numbers: dict[str, Any], country: str) -> frozenset[str]:
    """Return the numbers of a country, in figures; none if no emergency number is among them."""
    rows = [row for row in numbers["number"] if row["country"] == country]
    if not any(row["use"] == "emergency" for row in rows):
        return frozenset()
    return frozenset("".join(filter(str.isdigit, row["dial"])) for row in rows)


def disclaimers(
    texts: dict[str, Any], numbers: dict[str, Any], country: str
) -> dict[str, dict[str, str]]:
    """Return every approved text, folded, by language and variant, for a country.

    Each variant is there a second time, “child+unconfirmed”, with the sentence on the evidence.
    """
    found: dict[str, dict[str, str]] = {}
    for variant, by_language in texts.items():
        if variant in (_CALL, _HANDOUT, _CONTACT, _UNCONFIRMED):
            continue
        for language, wording in by_language.items():
            say, rows = texts[_CALL][language], numbers["number"]
            in_text = "{" in wording["text"]
            call = _call(say, rows, country, variant, language, messages=in_text)
            doubt = texts[_UNCONFIRMED][language]["text"]
            danger = _dial(say, rows, country, "police", language)
            emergency = _dial(say, rows, country, "emergency", language) or say["services"]
            text = wording["text"].format(emergency=emergency, danger=danger or emergency)
            of_language = found.setdefault(language, {})
            for name, said in ((variant, text), (f"{variant}+{_UNCONFIRMED}", f"{text} {doubt}")):
                # The number to call comes first, in the text or above it.
                parts = (said, call) if in_text else (call, said)
                of_language[name] = folded(" ".join((wording["title"], *parts)))
    return found


def _dial(
    say: dict[str, str], rows: list[dict[str, Any]], country: str, use: str, language: str
) -> str:
    """Return the first numbers of a use, in words; nothing where none is known."""
    found = [row for row in rows if (row["country"], row["use"]) == (country, use)]
    said = []
    for row in found[:_TOLD_NUMBERS]:
        hours = row.get("hours", {}).get(language, "")
        words = say["one_hours"] if hours else say["one"]
        said.append(words.format(dial=row["dial"], hours=hours))
    return say["or"].join(said)


def _call(  # noqa: PLR0913 - each is a part of the sentence
    say: dict[str, str],
    rows: list[dict[str, Any]],
    country: str,
    variant: str,
    language: str,
    *,
    messages: bool = False,
) -> str:
    """Return the sentences that say whom to call; ``told``: the text before them has a number."""

    def dial(use: str) -> str:
        return _dial(say, rows, country, use, language)

    def line(use: str) -> str:
        if not dial(use):
            return ""
        by_text = dial(f"{use}-text")
        return say[f"{use}_text" if by_text else use].format(**{use: dial(use)}, text=by_text)

    emergency = dial("emergency")
    by_text, registered = dial("text-only"), dial("text-registered")
    end = "_text_only" if by_text else "_text_registered" if registered else ""
    kind = "danger" if variant == _VIOLENCE else "emergency"
    after = dial(_AFTER.get(variant, ""))
    name = f"{kind}{end}" if emergency else "no_number"
    if messages:
        name = f"also{end}" if end else ""
    first = say.get(name, "").format(
        emergency=emergency,
        danger=dial("police") or emergency,
        text=by_text or registered,
        signs=say["signs"] if after else "",
    )
    lines = ("children", "women", "elders") if variant == _VIOLENCE else (_AFTER.get(variant, ""),)
    return " ".join(
        filter(None, [line(_BEFORE.get(variant, "")), first, *(line(use) for use in lines)])
    )


def vetted_rows(inventory: Inventory, days: Sequence[date]) -> dict[str, dict[str, Any]]:
    """Return the facts, by id, of the communities whose vetting is in force on all of some days.

    None of a community that has closed by then, or is part of another one.
    """
    facts: dict[str, dict[str, Any]] = {}
    for tables in (read_kit(_CATALOGUE), inventory.additions):
        rows = tables.get("community", [])
        facts |= {row["id"]: row for row in rows if "id" in row and "url" in row}
    there = {id_: row for id_, row in facts.items() if not any(is_gone(row, day) for day in days)}
    rows = _ledger(inventory)
    return {
        row["community"]: there[row["community"]]
        for row in rows
        if row.get("community") in there and all(in_force(row, day) for day in days)
    }


def _is_professional(row: dict[str, Any]) -> bool:
    """Tell whether a community is one of professionals, in the words of any who wrote the entry."""
    written = row.get("audience", [])
    readers = written if isinstance(written, list) else [written]
    alone = bool(readers) and all(_PROFESSION.search(str(one)) for one in readers)
    return alone or bool(_PROFESSION.search(str(row.get("kind", ""))))


def _languages(row: dict[str, Any]) -> frozenset[str]:
    """Return the languages of a community: a list of words, or a single one."""
    written = row.get("languages", [])
    return frozenset(written if isinstance(written, list) else [written])


def is_gone(row: dict[str, Any], day: date) -> bool:
    """Tell whether a community has closed by a day; one replaced without a date is gone."""
    closed_on = _day(row.get("closed_on"))
    return closed_on <= day if closed_on else bool(row.get("replaced_by"))


def in_force(row: dict[str, Any], day: date) -> bool:
    """Tell whether an entry of the ledger allows a link on a day.

    Recommended or reserved; an exchange in the six months before the vetting; until the next
    check, six months when none is written, twelve at most.
    """
    vetted_on, exchange = _day(row.get("vetted_on")), _day(row.get("last_exchange"))
    if not vetted_on or not exchange:
        return False
    end = _day(row.get("next_check", vetted_on + relativedelta(months=6)))
    return (
        row.get("verdict") in ("recommended", "reserved")
        and end is not None
        and exchange > vetted_on - relativedelta(months=6)
        and vetted_on <= day < min(end, vetted_on + relativedelta(months=12))
    )


def _day(value: object) -> date | None:
    """Return a day written as such; a day with an hour is none."""
    return value if isinstance(value, date) and not isinstance(value, datetime) else None


def retracted(content: Path) -> frozenset[str]:
    """Return the addresses, decoded and in small letters, of the sources known to be retracted.

    Those that were withdrawn are among them.

    The file may be empty, or hold one source alone, as the plugin allows.
    """
    items = _read_json(content / "sources" / "sources.json")
    return frozenset(
        address
        for item in (items if isinstance(items, list) else [items])
        if isinstance(item, dict) and _is_retracted(item)
        for address in _addresses(item)
    ) | frozenset(_of_written(_read_json(content / "sources" / "followed.json")))


def _read_json(file: Path) -> Any:
    text = file.read_text("utf-8-sig") if file.is_file() else ""
    return json.loads(text) if text.strip() else []


def _of_written(followed: Any) -> Iterator[str]:
    """Yield the addresses of references written by hand that are known to be retracted."""
    for name, status in followed.items() if isinstance(followed, dict) else ():
        kind, _, value = str(name).partition(":")
        if isinstance(status, dict) and status.get("state") == "retracted":
            yield (
                f"https://doi.org/{value}"
                if kind == "doi"
                else (f"https://pubmed.ncbi.nlm.nih.gov/{value}/")
            )


def _is_retracted(item: dict[str, Any]) -> bool:
    """Tell whether a source is said to be retracted or withdrawn, by its status or its title."""
    status = json.dumps(item.get("custom", {}))
    title = str(item.get("title", ""))
    return bool(_FORBIDDEN.search(status) or _RETRACTED_TITLE.match(title))


def _addresses(item: dict[str, Any]) -> Iterator[str]:
    """Yield the addresses that a page may give a source; its own page only without a DOI."""
    doi = _DOI.search(str(item.get("DOI") or ""))
    if doi:
        yield f"https://doi.org/{doi[0]}".lower()
    pmid = _PMID.search(str(item.get("PMID") or "")) or _NOTED.search(str(item.get("note") or ""))
    if pmid:
        yield f"https://pubmed.ncbi.nlm.nih.gov/{pmid[1]}/"
    if item.get("URL") and not doi:
        yield unquote(str(item["URL"])).lower()
