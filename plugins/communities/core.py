"""Match the illnesses of an article with vetted communities. Knows nothing of Pelican.

Facts (the catalogue) and decisions (the doctor's ledger) are kept apart. Only
what a doctor vetted, and whose vetting is in force on the day, is ever shown.

Matching compares ICD-10 codes by prefix, and ranges by their first three
characters: ``M17.1`` is matched by ``M17`` and by ``M15-M19``, since
``M15 <= M17 <= M19``. A range that is a whole chapter never matches: by chapter,
one article got up to 34 communities.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from dateutil.relativedelta import relativedelta

from plugins.problems import N_, WARNING, Problem, unreadable_toml
from plugins.typography import typeset

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

SHOWN = 5
KINDS = frozenset(
    "association association-forum company-platform directory expert-patient-blog general-forum "
    "helpline professional-forum".split()
)
MODERATIONS = frozenset("staff professionals volunteers mixed members none unknown".split())

_OPTIONAL = frozenset({"next_check", "sentence"})
_LISTS = frozenset({"languages", "countries", "conditions", "audience"})
_PATTERN = re.compile(r"\*|\*rare|[A-Z]\d\d(?:\.\d)?(?:-[A-Z]\d\d(?:\.\d)?)?")
_ANY = "*"
_RARE = "*rare"
# A range of at most so many categories is one illness.
_ONE_ILLNESS = 6
_SAME, _ARTICLE_FINER, _COMMUNITY_FINER = 3.0, 2.0, 1.2
# WHO ICD-10 2019, the chapters that a range in a catalogue could name whole.
_CHAPTERS = frozenset(
    "A00-B99 C00-D48 D50-D89 E00-E90 F00-F99 G00-G99 H00-H59 H60-H95 I00-I99 J00-J99 K00-K93 "
    "L00-L99 M00-M99 N00-N99 O00-O99 P00-P96 Q00-Q99 R00-R99 S00-T98 V01-Y98 Z00-Z99 "
    "U00-U99".split()
)


@dataclass(frozen=True)
class Community:
    """The facts about a community, as the catalogue has them."""

    id: str
    name: str
    url: str
    kind: str
    operator: str = ""
    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    sex: str = ""
    crisis: bool = False
    about: Mapping[str, str] = field(default_factory=dict)
    moderation: str = "unknown"
    moderation_note: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Vetting:
    """A doctor's decision about a community, and until when it holds."""

    community: str
    verdict: str
    vetted_on: date
    vetted_by: str
    last_exchange: date
    next_check: date
    sentence: Mapping[str, str] = field(default_factory=dict)

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


@dataclass(frozen=True)
class Box:
    """What an article shows. ``general``: nothing matched, these are for any illness."""

    shown: tuple[Vetted, ...] = ()
    pinned: tuple[Vetted, ...] = ()
    general: bool = False


@dataclass(frozen=True)
class Need:
    """What an article asks of a community, for one illness.

    ``sensitive``: its readers may need a crisis line.
    """

    codes: tuple[str, ...]
    sex: str = ""
    rare: bool = False
    sensitive: bool = False


def read_catalogue(text: str) -> tuple[dict[str, Community], list[Problem]]:
    """Return the communities of a catalogue by id, and what must be corrected in it."""
    rows, problems = _rows(text, "community")
    known = Community.__dataclass_fields__
    found = {}
    for row in rows:
        missing = [name for name in ("id", "name", "url", "kind") if not row.get(name)]
        if missing:
            problems.append(
                Problem(
                    N_("a community lacks: {missing}."),
                    N_("Complete it, as the catalogue does."),
                    {"missing": ", ".join(missing)},
                    quote=f'id = "{row["id"]}"' if row.get("id") else "",
                )
            )
            continue
        unusable = _unusable(row)
        if unusable:
            problems.append(
                Problem(
                    N_("these values of a community cannot be used: {names}."),
                    N_("Write them as the catalogue does: its first lines say what is possible."),
                    {"names": ", ".join(unusable)},
                    quote=f'id = "{row["id"]}"',
                )
            )
            continue
        values = {name: _ready(name, value) for name, value in row.items() if name in known}
        found[row["id"]] = Community(**values)
    return found, problems


def _ready(name: str, value: Any) -> Any:
    """Return a value of a TOML file as the rest uses it.

    A list becomes a tuple, and so does a single word where a list is expected; a
    text by language is typeset.
    """
    if name in _LISTS:
        return tuple(value) if isinstance(value, list) else (str(value),)
    if isinstance(value, dict):
        return {language: typeset(str(text), language) for language, text in value.items()}
    return value


def _unusable(row: dict[str, Any]) -> list[str]:
    """Return the names of the values of a community that cannot be used."""
    patterns = _ready("conditions", row.get("conditions", []))
    wrong = {
        "url": not str(row["url"]).startswith(("https://", "http://")),
        "kind": row["kind"] not in KINDS,
        "conditions": not all(_PATTERN.fullmatch(str(pattern)) for pattern in patterns),
        "moderation": row.get("moderation", "unknown") not in MODERATIONS,
        **{name: not isinstance(row.get(name, {}), dict) for name in ("about", "moderation_note")},
    }
    return [name for name, is_wrong in wrong.items() if is_wrong]


def is_fictional(text: str) -> bool:
    """Tell whether a ledger says that its vettings are a demonstration."""
    try:
        return bool(tomllib.loads(text).get("fictional"))
    except tomllib.TOMLDecodeError:
        return False


def _rows(text: str, name: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Return the tables ``[[name]]`` of a TOML text, or why it cannot be read."""
    try:
        rows = tomllib.loads(text).get(name, [])
    except tomllib.TOMLDecodeError as error:
        return [], [unreadable_toml(text, error)]
    if isinstance(rows, list) and all(isinstance(row, dict) for row in rows):
        return rows, []
    return [], [
        Problem(
            N_("each entry begins with double brackets: [[{name}]]."),
            N_("Double the brackets: [[{name}]]"),
            {"name": name},
            quote=f"[{name}]",
        )
    ]


def read_ledger(
    text: str, catalogue: Mapping[str, Community]
) -> tuple[list[Vetting], list[Problem]]:
    """Return the doctor's decisions, and what must be corrected in the ledger.

    A vetting that says nothing of its end holds six months; one that claims more
    than twelve holds twelve.
    """
    rows, problems = _rows(text, "vetting")
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
                vetted_by=typeset(row["vetted_by"], "fr"),
                last_exchange=row["last_exchange"],
                next_check=min(
                    row.get("next_check", vetted_on + VALIDITY), vetted_on + LONGEST_VALIDITY
                ),
                sentence=_ready("sentence", row.get("sentence", {})),
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
        )
        # A date with an hour is a datetime: type() tells them apart, isinstance() does not.
        if (type(row.get(name)) is not kind or row[name] == "")
        and (name in row or name not in _OPTIONAL)
    ]
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


def vetted(
    ledger: Iterable[Vetting], catalogue: Mapping[str, Community], today: date
) -> list[Vetted]:
    """Return what may be shown on a day, in the order of the ledger."""
    return [
        Vetted(catalogue[vetting.community], vetting)
        for vetting in ledger
        if vetting.in_force(today)
    ]


def lapses(ledger: Iterable[Vetting], today: date) -> list[Problem]:
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
        elif vetting.next_check <= today:
            what = N_("the vetting of “{id}” lapsed on {day}: its link is not shown any more.")
        elif vetting.next_check <= today + NOTICE:
            what = N_("the vetting of “{id}” lapses on {day}: its link will then vanish.")
        else:
            continue
        fix = N_(
            "Look at the community again, then write the new dates (vetted_on, "
            "last_exchange, next_check)."
        )
        problems.append(Problem(what, fix, values, quote, level=WARNING))
    return problems


def score(code: str, pattern: str) -> float:
    """Return how well a community's code or range fits an article's code; 0 is no match.

    The same code is 3, an article finer than the community 2, a community finer
    than the article 1.2; a range counts for less the more it holds.
    """
    if "-" in pattern:
        first, last = (end[:3] for end in pattern.split("-"))
        if pattern in _CHAPTERS or not first <= code[:3] <= last:
            return 0
        return 1 / _width(first, last)
    if code == pattern:
        return _SAME
    if code.startswith(pattern):
        return _ARTICLE_FINER
    return _COMMUNITY_FINER if pattern.startswith(code) else 0


def _width(first: str, last: str) -> int:
    """Return how many three-character categories a range holds."""
    return (ord(last[0]) - ord(first[0])) * 100 + int(last[1:]) - int(first[1:]) + 1


def _score(need: str, pattern: str) -> float:
    """Return how well a community's pattern fits what an article is about, a code or a range.

    A community for one illness of many is no match for all of them: “cancer” does
    not lead to the group of one cancer. A narrow range is one illness (stroke is
    I60-I64): each of its codes counts.
    """
    first, _, last = need.partition("-")
    if not last:
        return score(need, pattern)
    if pattern == need:
        return _SAME
    if _width(first[:3], last[:3]) > _ONE_ILLNESS:
        return min(score(first, pattern), score(last, pattern)) if "-" in pattern else 0
    numbers = range(int(first[1:3]), int(last[1:3]) + 1)
    return max(score(f"{first[0]}{number:02}", pattern) for number in numbers)


def _fit(community: Community, needs: Sequence[Need]) -> float:
    """Return the best score of a community over the illnesses of an article."""
    best = 0.0
    for need in needs:
        for pattern in community.conditions:
            if pattern == _RARE:
                best = max(best, 0.01 if need.rare else 0)
            elif pattern != _ANY:
                best = max(best, *(_score(code, pattern) for code in need.codes))
    return best


def _general(able: Iterable[Vetted], language: str) -> list[Vetted]:
    """Return the communities for any illness, in a language."""
    return [v for v in able if _ANY in v.facts.conditions and language in v.facts.languages]


def match(  # noqa: PLR0913 - each is one of the rules
    needs: Sequence[Need],
    available: Sequence[Vetted],
    language: str,
    country: str,
    *,
    add: Sequence[str] = (),
    remove: Sequence[str] = (),
    home_language: str = "",
) -> Box:
    """Return the box of an article.

    Only communities in the article's language, or, when none of them suits, the
    general ones in the blog's (``home_language``), which the box labels as such.
    Those of the blog's country lead; then the best match, then the name. On a
    sensitive subject the country's crisis line is pinned first, outside the
    ranking; one of another country is never shown. A body for one sex is not shown
    on an illness of the other.
    """
    country = country.partition("-")[0]
    sexes = {need.sex for need in needs if need.sex}
    available = [
        v
        for v in available
        if v.facts.id not in remove
        and (not v.facts.sex or not sexes or v.facts.sex in sexes)
        and (not v.facts.crisis or country in v.facts.countries)
    ]
    able = [v for v in available if language in v.facts.languages]
    pinned = [
        v
        for v in able
        if v.facts.crisis and country in v.facts.countries and any(need.sensitive for need in needs)
    ]
    fits = {v.facts.id: _fit(v.facts, needs) for v in available}
    chosen = [v for v in able if v not in pinned and (fits[v.facts.id] or v.facts.id in add)]
    general = not chosen
    if general:
        chosen = _general(able, language) or _general(available, home_language)

    def rank(v: Vetted) -> tuple[bool, bool, float, str]:
        abroad = country not in v.facts.countries
        return (v.facts.id not in add, abroad, -fits[v.facts.id], v.facts.name.casefold())

    return Box(tuple(sorted(chosen, key=rank)[:SHOWN]), tuple(pinned), general)
