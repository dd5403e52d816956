"""What is known of a source, in the doctor’s words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from plugins.shared.i18n import long_date
from plugins.shared.problems import N_, Phrase, visible
from plugins.sources import status
from plugins.sources.csl import Item
from plugins.sources.identifier_syntax import DOI, PMID, Identifier
from plugins.sources.vancouver import reference

Say = Callable[[str], str]

_STATES: dict[str, Phrase] = {
    status.OK: N_("no retraction, concern or correction known"),
    status.CORRECTED: N_("corrected"),
    status.CONCERN: N_("expression of concern"),
    status.PARTIAL: N_("PARTLY RETRACTED"),
    status.RETRACTED: N_("RETRACTED"),
    status.WITHDRAWN: N_("WITHDRAWN"),
    status.REPLACED: N_("preprint, published since"),
    status.UNKNOWN: N_("status unknown: neither PubMed nor Crossref said anything"),
}


def line(item: Item, language: str) -> str:
    """Return the reference as it will be printed, without its markup."""
    return visible(str(reference(item, language).striptags()))


def in_words(known: Any, say: Say, language: str) -> str:
    """Return a status in words: the state, since when, according to whom, when it was read."""
    known = known if isinstance(known, dict) else {}
    by = known.get("by")
    details = [
        (N_("since {value}"), day_in_words(known.get("since"), language)),
        (N_("according to {value}"), ", ".join(map(str, by)) if isinstance(by, list) else ""),
        (N_("notice: {value}"), _link(known.get("notice")) or _number(known.get("notice_pmid"))),
        (N_("now: {value}"), _link(known.get("replacement"))),
        (N_("read on {value}"), day_in_words(known.get("checked"), language)),
    ]
    messages = ", ".join(say(phrase).format(value=value) for phrase, value in details if value)
    state = state_in_words(known, say)
    return visible(f"{state} ({messages})" if messages else state)


def state_in_words(known: dict[str, Any], say: Say) -> str:
    """Return what became of a publication, in a word or two."""
    return say(_STATES.get(str(known.get("state")), _STATES[status.UNKNOWN]))


def day_in_words(written: Any, language: str) -> str:
    """Return a day in words, empty for what is none."""
    try:
        return long_date(date.fromisoformat(str(written)), language)
    except ValueError:
        return ""


def _link(doi: Any) -> str:
    return Identifier(DOI, str(doi)).address if doi else ""


def _number(pmid: Any) -> str:
    return Identifier(PMID, str(pmid)).address if pmid else ""


def about(known: dict[str, str]) -> str:
    """Return what a notice is about: the reference that it gives, and where that is read."""
    link = _link(known.get("DOI")) or _number(known.get("PMID"))
    return visible(" ".join(part for part in (known.get("reference"), link) if part))


def differences(old: Item, new: Item) -> list[tuple[str, str, str]]:
    """Return what a new reading would change: the field, what it holds, what it would hold."""
    names = [name for name in new if name not in ("id", "custom", "accessed")]
    found = [
        (name, short(old.get(name)), short(new[name]))
        for name in names
        if old.get(name) != new[name]
    ]
    state, read = _state(old), _state(new)
    return [*found, ("status", state, read)] if read not in (state, status.UNKNOWN) else found


def _state(item: Item) -> str:
    custom = item.get("custom")
    known = custom.get("status") if isinstance(custom, dict) else None
    return str(known.get("state") or "") if isinstance(known, dict) else status.UNKNOWN


def updated(old: Item, new: Item) -> Item:
    """Return a source with what was read anew, its own fields and their order kept."""
    custom = old.get("custom") if isinstance(old.get("custom"), dict) else {}
    fresh = {name: value for name, value in new.items() if name not in ("id", "accessed")}
    fresh["custom"] = {**(custom or {}), **new.get("custom", {})}
    # What was ahead of print has an issue now.
    kept = old if "status" in fresh else {name: old[name] for name in old if name != "status"}
    return kept | fresh


def short(value: Any) -> str:
    """Return a value of CSL on one line: names, a date, or a text."""
    if isinstance(value, dict):
        parts = value.get("date-parts")
        if isinstance(parts, list) and parts and isinstance(parts[0], list):
            return "-".join(str(part) for part in parts[0])
        names = (value.get("literal"), value.get("family"), value.get("given"))
        return " ".join(str(name) for name in names if name)
    if isinstance(value, list):
        return ", ".join(short(one) for one in value)
    return visible(str(value)) if value not in (None, "") else "—"
