"""The doctor's decisions about communities, and until when they hold. Knows nothing of Pelican.

Only what was vetted is ever shown, and only if its vetting is in force on the day of the build and
still on that of the next one: nobody takes a link away in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from dateutil.relativedelta import relativedelta

from plugins.shared.clock import YEARS
from plugins.shared.contact_links import is_phone
from plugins.shared.files import read_toml
from plugins.shared.i18n import in_its_language
from plugins.shared.problems import N_, WARNING, Problem, unknown_names
from plugins.shared.typography import typeset

from .catalogue import Community, check_by_language, ready, rows_in
from .criteria import NAMES

# The decisions of the doctor.
LEDGER = "communities/vetting.toml"

RECOMMENDED = "recommended"
RESERVED = "reserved"
REFUSED = "refused"
VERDICTS = (RECOMMENDED, RESERVED, REFUSED)

# An exchange older than this at vetting time: the community is not alive.
ACTIVITY = relativedelta(months=6)
# How long a vetting holds when the ledger does not say, and at most.
VALIDITY = relativedelta(months=6)
LONGEST_VALIDITY = relativedelta(months=12)
# Warned about this long before a link vanishes.
NOTICE = relativedelta(days=30)
# Where something was read: an address of the Web, without a password.
ADDRESS = re.compile(r"https?://[^\s/@\"<>]+\.[^\s/@\"<>]+(?:[/?#][^\s\"<>]*)?")

# How the file of the kit’s French phrases begins: once, “vet” offered that as an answer.
NO_ANSWER = "Project-Id-Version"

_OPTIONAL = frozenset({"next_check", "sentence", "criteria", "evidence", "reason", "phone"})


@dataclass(frozen=True)
class Vetting:
    """A doctor's decision about a community, until when it holds, and what it rests on.

    ``criteria``: what was found, by the names of its criteria; ``evidence``: the addresses where it
    was read; readers see both on the community's page. ``reason``: why a community is refused, if
    the doctor publishes it. ``phone``: the number that the doctor found, before the catalogue's.
    """

    community: str
    verdict: str
    vetted_on: date
    vetted_by: str
    last_exchange: date
    next_check: date
    sentence: Mapping[str, str] = field(default_factory=dict)
    criteria: Mapping[str, str] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()
    reason: Mapping[str, str] = field(default_factory=dict)
    phone: str = ""

    @property
    def found_sale(self) -> bool:
        """Tell whether the doctor found that members' data are sold: “yes”, whatever follows."""
        return bool(re.match(r"(?:yes|oui)\b", self.criteria.get("data_sale", "").strip().lower()))

    def said(self, language: str) -> tuple[str, str]:
        """Return the doctor's sentence for the readers of a language, and the one it is in.

        Empty when there is none; they are told it in whatever language it was written.
        """
        return in_its_language(self.sentence, language)

    def in_force(self, today: date) -> bool:
        """Tell whether the community may be shown on a day."""
        return (
            self.verdict != REFUSED
            and self.vetted_on <= today < self.next_check
            and self.last_exchange > self.vetted_on - ACTIVITY
        )


@dataclass(frozen=True)
class Vetted:
    """A community that may be shown, with the vetting that allows it."""

    facts: Community
    vetting: Vetting

    @property
    def phone(self) -> str:
        """Return the number to call: the doctor's, else the catalogue's; empty where none is."""
        return self.vetting.phone or self.facts.phone

    @property
    def end(self) -> date:
        """Return the day from which it is not shown: its vetting ends, or it has closed."""
        return self.facts.end(self.vetting.next_check)

    @property
    def sells_data(self) -> bool:
        """Tell whether members' data are sold or passed on, as a source or the doctor says."""
        return self.facts.sells_data or self.vetting.found_sale


def is_fictional(tables: Mapping[str, Any]) -> bool:
    """Tell whether a ledger that was read says that its vettings are a demonstration."""
    return bool(tables.get("fictional"))


def read_ledger(
    text: str, catalogue: Mapping[str, Community], language: str
) -> tuple[list[Vetting], list[Problem]]:
    """Return the doctor's decisions, and what must be corrected in the ledger.

    ``language``: that of the blog, by which names are typeset, as in ``blog.toml``. A vetting
    that says nothing of its end holds six months; one that claims more than twelve holds twelve.
    """
    return vettings_in(*read_toml(text), catalogue, language)


def vettings_in(
    tables: Mapping[str, Any],
    unreadable: list[Problem],
    catalogue: Mapping[str, Community],
    language: str,
) -> tuple[list[Vetting], list[Problem]]:
    """Return the decisions of a ledger that was read, as :func:`read_ledger` does."""
    fields = list(Vetting.__dataclass_fields__)
    rows, problems = rows_in(tables, unreadable, "vetting", fields, ["fictional"])
    ledger: dict[str, Vetting] = {}
    for row in rows:
        found = _check_row(row, catalogue, ledger)
        problems += found
        if not found:
            vetted_on = row["vetted_on"]
            ledger[row["community"]] = Vetting(
                community=row["community"],
                verdict=row["verdict"],
                vetted_on=vetted_on,
                vetted_by=typeset(row["vetted_by"], language),
                last_exchange=row["last_exchange"],
                next_check=min(
                    row.get("next_check", vetted_on + VALIDITY), vetted_on + LONGEST_VALIDITY
                ),
                sentence=ready("sentence", row.get("sentence", {})),
                criteria=row.get("criteria", {}),
                evidence=tuple(row.get("evidence", ())),
                reason=ready("reason", row.get("reason", {})),
                phone=row.get("phone", ""),
            )
    return list(ledger.values()), problems


def _check_row(
    row: dict[str, Any], catalogue: Mapping[str, Community], ledger: Mapping[str, Vetting]
) -> list[Problem]:
    """Return what is wrong with one entry of the ledger."""
    id_ = str(row.get("community", ""))
    quote = f'community = "{id_}"'
    if not id_:
        return [Problem(N_("a vetting names no community."), N_('Add the line community = "…".'))]
    if id_ not in catalogue:
        near = get_close_matches(id_, catalogue, n=1)
        fix = N_("Did you mean “{near}”?") if near else N_("Describe it in additions.toml first.")
        values = {"id": id_, "near": near[0] if near else ""}
        return [Problem(N_("there is no community “{id}”."), fix, values, quote)]
    if id_ in ledger:
        what = N_("the community “{id}” is vetted twice.")
        return [Problem(what, N_("Keep the latest vetting only."), {"id": id_}, quote)]
    problems = [
        Problem(
            N_("the vetting of “{id}” lacks “{name}”, or it is not of the expected kind."),
            N_("Add it; a date is written 2026-11-22, without quotes."),
            {"id": id_, "name": name},
            quote,
        )
        for name, kind in (
            ("verdict", str),
            ("vetted_on", date),
            ("vetted_by", str),
            ("last_exchange", date),
            ("next_check", date),
            ("sentence", dict),
            ("criteria", dict),
            ("evidence", list),
            ("reason", dict),
            ("phone", str),
        )
        if not _is_kind(row.get(name), kind) and (name in row or name not in _OPTIONAL)
    ]
    if not problems:
        problems += _check_findings(row, quote)
        for name in ("sentence", "reason"):
            problems += check_by_language(name, row.get(name, {}), id_)
    if not problems and row.get("phone") and not is_phone(row["phone"]):
        problems.append(
            Problem(
                N_("“{name}” is no telephone number."),
                N_("Write figures and spaces only, a + before the country: +33 1 00 00 00 00"),
                {"name": "phone"},
                quote=row["phone"],
            )
        )
    if not problems and row["verdict"] == RESERVED and not any(row.get("sentence", {}).values()):
        problems.append(
            Problem(
                N_("the reservation about “{id}” is not said."),
                N_('Add the line sentence.fr = "…": your patients read it beside the link.'),
                {"id": id_},
                quote,
            )
        )
    if not problems and row["last_exchange"] > row["vetted_on"]:
        problems.append(
            Problem(
                N_("the last exchange of “{id}” is dated after its vetting."),
                N_("Write the day of the last exchange you saw there."),
                {"id": id_},
                quote,
            )
        )
    if row.get("verdict") not in (None, *VERDICTS):
        problems.append(
            Problem(
                N_("“{value}” is not possible for {name}."),
                N_("Choose one of: {allowed}."),
                {"value": row["verdict"], "name": "verdict", "allowed": ", ".join(VERDICTS)},
                quote,
            )
        )
    return problems


def _check_findings(row: dict[str, Any], quote: str) -> list[Problem]:
    """Return what is wrong with what a vetting rests on."""
    criteria = row.get("criteria", {})
    problems = unknown_names(criteria, NAMES, "criteria.")
    texts = [*criteria.values(), *row.get("evidence", [])]
    if not all(isinstance(text, str) for text in texts):
        problems.append(
            Problem(
                N_("what the vetting of “{id}” rests on is not all in words."),
                N_('Write each value of “criteria” and of “evidence” between quotes: "yes".'),
                {"id": row["community"]},
                quote,
            )
        )
        return problems
    problems += [
        Problem(
            N_("what “{name}” says of “{id}” is no answer: “vet” had offered lines of its own."),
            N_("Take the line “{name}” out, then answer its question: python3 tasks.py vet {id}"),
            {"name": f"criteria.{name}", "id": row["community"]},
            quote,
        )
        for name, text in criteria.items()
        if text.startswith(NO_ANSWER)
    ]
    problems += [
        Problem(
            N_("“{word}”, which the vetting of “{id}” rests on, is no address."),
            N_(
                "Write addresses alone, “https://…”: readers see them. A note of yours begins "
                "with #."
            ),
            {"word": word, "id": row["community"]},
            quote=word,
        )
        for word in row.get("evidence", [])
        if not ADDRESS.fullmatch(word)
    ]
    return problems


def _is_kind(value: object, kind: type) -> bool:
    """Tell whether a value of the ledger is of a kind, and can be counted with."""
    # A date with an hour is a datetime: type() tells them apart, isinstance() does not.
    if type(value) is not kind or value == "":
        return False
    return not isinstance(value, date) or value.year in YEARS


def vetted(
    ledger: Iterable[Vetting],
    catalogue: Mapping[str, Community],
    today: date,
    next_build: date | None = None,
) -> list[Vetted]:
    """Return what may be shown from a day to the next build, in the order of the ledger.

    Not what closed, or became part of another community.
    """
    return [
        Vetted(catalogue[vetting.community], vetting)
        for vetting in ledger
        if vetting.in_force(today)
        and vetting.in_force(next_build or today)
        and not catalogue[vetting.community].gone(next_build or today)
    ]


@dataclass(frozen=True)
class Refusal:
    """A community that the doctor refused and says why; its address is never shown."""

    name: str
    vetting: Vetting


def refusals(
    ledger: Iterable[Vetting],
    catalogue: Mapping[str, Community],
    today: date,
    next_build: date | None = None,
) -> list[Refusal]:
    """Return the refusals that the doctor publishes, by name, as long as a vetting would hold.

    A judgement that nobody looks at again is not repeated for ever.
    """
    found = [
        Refusal(catalogue[vetting.community].name, vetting)
        for vetting in ledger
        if vetting.verdict == REFUSED
        and in_its_language(vetting.reason, "")[0]
        and vetting.vetted_on <= today
        and (next_build or today) < vetting.next_check
        and not catalogue[vetting.community].gone(next_build or today)
    ]
    return sorted(found, key=lambda refusal: refusal.name.casefold())


def departures(
    ledger: Iterable[Vetting], catalogue: Mapping[str, Community], next_build: date
) -> list[Problem]:
    """Return a warning for each community of the ledger that is gone by the next build."""
    return [
        departure(facts, f'community = "{facts.id}"')
        for vetting in ledger
        if vetting.verdict != REFUSED
        for facts in [catalogue[vetting.community]]
        if facts.gone(next_build)
    ]


def departure(facts: Community, quote: str) -> Problem:
    """Return the warning that a community is gone, said of the line ``quote``."""
    values = {"id": facts.id, "other": facts.replaced_by, "day": str(facts.closed_on)}
    if facts.replaced_by:
        what = N_("the community “{id}” is now part of “{other}”: its link is not shown any more.")
        fix = N_("Vet “{other}” in its place, then take “{id}” out here.")
    else:
        what = N_("the community “{id}” is closed from {day}: its link is not shown any more.")
        fix = N_("Take “{id}” out here, and look for another community for these patients.")
    return Problem(what, fix, values, quote, level=WARNING)


def lapses(ledger: Iterable[Vetting], today: date, next_build: date | None = None) -> list[Problem]:
    """Return a warning for each vetting that lapsed, or soon will."""
    problems = []
    for vetting in ledger:
        values = {"id": vetting.community, "day": vetting.next_check.isoformat()}
        quote = f'community = "{vetting.community}"'
        if vetting.verdict == REFUSED:
            continue
        if vetting.last_exchange <= vetting.vetted_on - ACTIVITY:
            what = N_(
                "the community “{id}” had no exchange in the six months before its vetting: it "
                "is not shown."
            )
        elif vetting.vetted_on > today:
            values["day"] = vetting.vetted_on.isoformat()
            what = N_("the vetting of “{id}” is dated {day}, after today: its link is not shown.")
        elif vetting.next_check <= today:
            what = N_("the vetting of “{id}” lapsed on {day}: its link is not shown any more.")
        elif vetting.next_check <= (next_build or today):
            what = N_(
                "the vetting of “{id}” lapses on {day}, by the next build of the blog: its link is "
                "not shown any more."
            )
        elif vetting.next_check <= today + NOTICE:
            what = N_("the vetting of “{id}” lapses on {day}: its link will vanish before.")
        else:
            continue
        fix = N_(
            "Look at the community again, then write the new dates (vetted_on, "
            "last_exchange, next_check)."
        )
        problems.append(Problem(what, fix, values, quote, level=WARNING))
    return problems
