"""What became of a publication, from what several services say. Pure.

Rules: ICMJE, *Recommendations* (“Scientific misconduct, expressions of concern, and retraction”),
takes PubMed as the place where retractions are found; NISO RP-45-2024 (CREC) says what is told.
Crossref's ``updated-by`` stands on the work, ``update-to`` on the notice.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any

from plugins.shared.problems import UNSEEN
from plugins.sources.csl import Item
from plugins.sources.status import (
    CONCERN,
    CORRECTED,
    GRAVITY,
    OK,
    PARTIAL,
    REPLACED,
    RETRACTED,
    UNKNOWN,
    WITHDRAWN,
    status_of,
)

PUBMED, CROSSREF, RETRACTION_WATCH = "PubMed", "Crossref", "Retraction Watch"
_REINSTATED = "reinstated"

# Type names as Crossref, its members and Retraction Watch write them, without spaces or dashes.
# New versions and errata of form are left out: they change nothing to what is cited.
_STATES = {
    "retraction": RETRACTED,
    "partialretraction": PARTIAL,
    "withdrawal": WITHDRAWN,
    "removal": WITHDRAWN,
    "expressionofconcern": CONCERN,
    "correction": CORRECTED,
    "corrigendum": CORRECTED,
    "erratum": CORRECTED,
    "reinstatement": _REINSTATED,
}
# Whose day and notice are kept: publishers often deposit the day of the paper itself.
_TRUST = {RETRACTION_WATCH: 2, PUBMED: 1}


@dataclass(frozen=True)
class Fact:
    """One thing that one service says. ``since``: year-month-day, empty when it is not told.

    ``notice`` and ``replacement`` are DOIs; ``number``: the notice’s in PubMed.
    """

    state: str
    by: str
    since: str = ""
    notice: str = ""
    replacement: str = ""
    number: str = ""


def state_of(kind: Any, *, preprint: bool = False) -> str:
    """Return the state that a type of update leads to, empty when it changes nothing.

    An article that its journal withdrew or removed is retracted; a preprint is only withdrawn.
    """
    state = _STATES.get(re.sub(r"[\s_-]", "", str(kind)).lower(), "")
    return RETRACTED if state == WITHDRAWN and not preprint else state


def bare(doi: Any) -> str:
    """Return a DOI without resolver, in lower case; empty for what is none."""
    text = UNSEEN.sub(" ", doi) if isinstance(doi, str) else ""
    match = re.search(r"10\.\d{4,9}(?:\.\d+)*/\S+", text)
    return match[0].lower() if match else ""


def iso_day(value: Any) -> str:
    """Return year-month-day from Crossref's ``date-parts``; empty unless it is a whole day."""
    parts = value.get("date-parts") if isinstance(value, Mapping) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    try:
        year, month, day = (int(part) for part in first or ())
        return date(year, month, day).isoformat()
    except (TypeError, ValueError, OverflowError):
        return ""


def crossref_facts(message: Mapping[str, Any], *, withdrawn: bool = False) -> list[Fact]:
    """Return what a Crossref work says of itself; ``withdrawn``: its title says that it was."""
    preprint = withdrawn or message.get("type") == "posted-content"
    publisher = message.get("publisher")
    publisher = publisher.strip() if isinstance(publisher, str) else ""
    facts = []
    for update in _updates(message):
        state = state_of(update.get("type"), preprint=preprint)
        by = RETRACTION_WATCH if _signed(update) else publisher or CROSSREF
        if state:
            notice = bare(update.get("DOI"))
            facts.append(Fact(state, by, iso_day(update.get("updated")), notice))
    relations = message.get("relation")
    published = relations.get("is-preprint-of") if isinstance(relations, Mapping) else None
    is_preprint = message.get("type") == "posted-content"
    for relation in published if isinstance(published, list) and is_preprint else ():
        replacement = bare(relation.get("id")) if isinstance(relation, Mapping) else ""
        if replacement:
            facts.append(Fact(REPLACED, CROSSREF, replacement=replacement))
    return facts


def is_notice(message: Mapping[str, Any]) -> bool:
    """Tell whether a Crossref work announces what became of another work."""
    own = bare(message.get("DOI"))
    others = [_key(update) for update in _listed(message, "update-to")]
    return not _updates(message) and any(doi != own and state for doi, state in others)


def notice_about(message: Mapping[str, Any]) -> dict[str, str]:
    """Return the DOI of the work that a notice is about, nothing for what is no notice."""
    own = bare(message.get("DOI"))
    if not is_notice(message):
        return {}
    others = [_key(update)[0] for update in _listed(message, "update-to")]
    return next(({"DOI": doi} for doi in others if doi and doi != own), {})


def _updates(message: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return what updated a work.

    Some publishers deposit a relation on both records. Where Retraction Watch signs only the side
    that says “this is the notice”, that side is right.
    """
    outward = {_key(update) for update in _listed(message, "update-to") if _signed(update)}
    inward = _listed(message, "updated-by")
    signed = {_key(update) for update in inward if _signed(update)}
    return [update for update in inward if _key(update) in signed or _key(update) not in outward]


def _listed(message: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    values = message.get(name)
    return [v for v in values if isinstance(v, Mapping)] if isinstance(values, list) else []


def _signed(update: Mapping[str, Any]) -> bool:
    return str(update.get("source", "")).lower() == "retraction-watch"


def _key(update: Mapping[str, Any]) -> tuple[str, str]:
    return bare(update.get("DOI")), state_of(update.get("type"))


def read_retraction_watch(text: str) -> dict[str, list[Fact]]:
    """Return what the Retraction Watch list says, by DOI and by PubMed number of the paper.

    A row with no nature is a retraction: that is what the list is of. ``ValueError`` for a text
    that is no CSV.
    """
    found: dict[str, list[Fact]] = {}
    try:
        rows = list(csv.DictReader(StringIO(text)))
    except csv.Error as error:
        raise ValueError(str(error)) from error
    for row in rows:
        state = state_of(row.get("RetractionNature") or "retraction")
        since, notice = _american(row.get("RetractionDate")), bare(row.get("RetractionDOI"))
        # 0 stands for none.
        pmid = (row.get("OriginalPaperPubMedID") or "").strip().lstrip("0")
        for name in (bare(row.get("OriginalPaperDOI")), pmid if pmid.isdecimal() else ""):
            if name and state:
                found.setdefault(name, []).append(Fact(state, RETRACTION_WATCH, since, notice))
    return found


def said_of(
    names: Mapping[str, str], watched: Mapping[str, list[Fact]] | None
) -> list[Fact] | None:
    """Return what a list says of a publication by any of its names; ``None`` without a list."""
    if watched is None:
        return None
    return list(dict.fromkeys(fact for name in names.values() for fact in watched.get(name, [])))


def _american(written: Any) -> str:
    """Return year-month-day from ``10/28/2021 0:00``."""
    match = re.match(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\b", str(written or ""))
    try:
        return date(int(match[3]), int(match[1]), int(match[2])).isoformat() if match else ""
    except ValueError:
        return ""


def _standing(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts that still hold.

    A reinstatement cancels the retractions before it, but for PubMed's, which is the authority and
    takes its own away.
    """
    facts = list(facts)
    again = max((fact.since for fact in facts if fact.state == _REINSTATED), default="")
    return [
        fact
        for fact in facts
        if fact.state != _REINSTATED
        and not (fact.state == RETRACTED and fact.by != PUBMED and again and fact.since <= again)
    ]


def learnt(old: Item, new: Item) -> dict[str, Any] | None:
    """Return the ``custom.status`` that another reading of a source teaches, ``None`` for nothing.

    Bad news only, that are graver than what is known, or as grave and read since. The mark of a
    title is one.
    """
    known, found = status_of(old), status_of(new)
    if GRAVITY.index(found.state) <= GRAVITY.index(OK):
        return None
    more = GRAVITY.index(found.state) - GRAVITY.index(known.state)
    newer = found.checked and found.checked > (known.checked or date.min)
    if more < 0 or not (more or newer):
        return None
    custom = new.get("custom")
    said = custom.get("status") if isinstance(custom, dict) else None
    if isinstance(said, dict) and said.get("state") == found.state:
        return dict(said)
    return {"state": found.state}


def verdict(facts: Iterable[Fact], answered: Sequence[str], checked: date) -> dict[str, Any]:
    """Return ``custom.status``: the gravest state, since when, by which notice, who says so.

    ``answered``: the services that know the publication. With none, nothing is known of it.
    """
    standing = _standing(facts)
    states = [fact.state for fact in standing] or [OK if answered else UNKNOWN]
    state = max(states, key=GRAVITY.index)
    agree = [fact for fact in standing if fact.state == state]
    agree.sort(key=lambda fact: (_TRUST.get(fact.by, 0), fact.since), reverse=True)
    first = (PUBMED, CROSSREF, RETRACTION_WATCH)
    by = sorted(
        {fact.by for fact in agree},
        key=lambda who: (first.index(who) if who in first else len(first), who),
    )
    notice = next((fact.notice for fact in agree if fact.notice), "")
    number = next((fact.number for fact in agree if fact.number), "")
    messages = {
        "state": state,
        "since": next((fact.since for fact in agree if fact.since), ""),
        "notice": notice,
        "notice_pmid": "" if notice else number,
        "replacement": next((fact.replacement for fact in agree if fact.replacement), ""),
        "by": by if agree else list(answered),
        "checked": checked.isoformat(),
    }
    return {name: value for name, value in messages.items() if value}
