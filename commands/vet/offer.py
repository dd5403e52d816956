"""What another doctor's blog offers: facts about communities, checked before anything else.

The file is ``communautes.json`` (``docs/communities.md``). Its decisions are not looked at. It
comes from a stranger: whatever is not as it must be is named, and nothing of the file is used.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from commands.cli.errors import CommandError
from plugins.communities.catalogue import ID, PATTERN
from plugins.communities.communities_json import (
    BY_LANGUAGE,
    DAYS,
    FORMAT,
    LISTS,
    SIGNS,
    TEXTS,
    VERSION,
    facts,
)
from plugins.communities.terms import ALLOWED
from plugins.shared.kinds import KINDS, MODERATIONS
from plugins.shared.problems import N_, visible

# Communities in a file, words in a fact and facts in a list, in characters: the largest of the
# catalogue are a tenth of these.
MOST = 2000
LONGEST = 2000
_LONGEST_NAME = 200
_MOST_IN_A_LIST = 200
# How many wrong entries are named.
_NAMED = 5

# A name of the public Web, in ASCII, and nothing that would close an attribute or hide a password.
_URL = re.compile(
    r"https?://(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+(?::\d{1,5})?(?:[/?#][!#-;=?-Z_a-z~%]*)?"
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MARKUP = re.compile(r"[<>\t\n]|&\w+;|&#|\{[{%]")
# Control characters, what nobody sees, half characters, what is no character.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_WORDS: dict[str, Callable[[str], object]] = {
    "id": lambda words: ID.fullmatch(words) and len(words) <= _LONGEST_NAME,
    "replaced_by": ID.fullmatch,
    "url": _URL.fullmatch,
    "site": _URL.fullmatch,
    "kind": KINDS.__contains__,
    "moderation": MODERATIONS.__contains__,
    "name": lambda words: len(words) <= _LONGEST_NAME,
    "conditions": PATTERN.fullmatch,
    **ALLOWED,
}
_NEEDED = ("id", "name", "url", "kind")

Row = dict[str, Any]


@dataclass(frozen=True)
class Offer:
    """The facts of a file, by entry, as the catalogue has them; whether it is a demonstration's."""

    communities: list[Row]
    fictional: bool = False


@dataclass(frozen=True)
class Conflict:
    """A community that is not added: which, the one that is known already, the facts that differ.

    ``same_address``: it is known under another short name; ``unknown_successor``: it became part
    of one that nobody knows. ``differing``: fact by fact, what is known and what is offered.
    """

    id: str
    other: str = ""
    same_address: bool = False
    unknown_successor: bool = False
    differing: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Sorted:
    """What comes of an offer: what is new, what is known just so, what is in the way."""

    new: list[Row]
    known: list[str]
    conflicts: list[Conflict]


def read_offer(data: bytes) -> Offer:
    """Return the facts that a file offers; raise :class:`CommandError` unless all are usable."""
    try:
        # RFC 8259: UTF-8; a mark at the start is passed over.
        offered = json.loads(
            data.decode("utf-8-sig"), parse_constant=_refuse, object_pairs_hook=_object
        )
    except (ValueError, RecursionError):
        raise CommandError(
            N_("This file cannot be read: it is no JSON, or it is damaged.")
        ) from None
    if not isinstance(offered, dict) or offered.get("format") != FORMAT:
        raise CommandError(
            N_("This is not a list of communities of a blog."),
            N_("Look for the file communautes.json of that blog."),
        )
    version = offered.get("version")
    if type(version) is int and version > VERSION:
        raise CommandError(
            N_("This file is of version {version}, later than this kit, which reads {known}."),
            N_("Update the kit, then try again."),
            {"version": version, "known": VERSION},
        )
    rows = offered.get("communities")
    if version != VERSION or type(version) is not int or not isinstance(rows, list):
        raise CommandError(N_("This file cannot be read: it is no JSON, or it is damaged."))
    if len(rows) > MOST:
        raise CommandError(
            N_("This file holds {count} communities: {most} at most are read."),
            "",
            {"count": len(rows), "most": MOST},
        )
    _refuse_wrong(rows)
    blog = offered.get("blog")
    return Offer(
        [_ready(row) for row in rows],
        fictional=isinstance(blog, dict) and blog.get("fictional") is True,
    )


def _refuse(constant: str) -> None:
    """Refuse NaN and Infinity, which JSON does not have."""
    raise ValueError(constant)


def _object(pairs: list[tuple[str, Any]]) -> Row:
    """Return an object; refuse one that says two things under one name."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _refuse_wrong(rows: list[Any]) -> None:
    """Refuse entries that are not as they must be, the first of them named with what is wrong."""
    wrong = [(n, names) for n, row in enumerate(rows, start=1) if (names := _wrong(row))]
    if not wrong:
        return
    rows = [f"{number} ({', '.join(names)})" for number, names in wrong[:_NAMED]]
    raise CommandError(
        N_("In this file, these communities are not as they must be: {which}."),
        N_("Nothing of it was used. Tell whoever made it."),
        {"which": "; ".join(rows) + ("…" if len(wrong) > _NAMED else "")},
    )


def _wrong(row: Any) -> list[str]:
    """Return the names of the facts of an entry that cannot be used."""
    if not isinstance(row, dict):
        return ["{}"]
    wrong = [name for name in _NEEDED if name not in row]
    wrong += [name for name, value in row.items() if not _is_usable(name, value)]
    if row.get("crisis") and row.get("kind") != "helpline":
        wrong.append("crisis")
    return list(dict.fromkeys(wrong))


def _is_usable(name: str, value: Any) -> bool:
    """Tell whether a fact is of its kind, and holds nothing that a page or a terminal would obey.

    A fact that this version does not know is passed over.
    """
    if name in TEXTS:
        return _are_words(name, value)
    if name in LISTS:
        return (
            isinstance(value, list)
            and len(value) <= _MOST_IN_A_LIST
            and all(_are_words(name, words) for words in value)
        )
    if name in BY_LANGUAGE:
        return isinstance(value, dict) and all(
            re.fullmatch("[a-z]{2}", language) and _are_words(name, words)
            for language, words in value.items()
        )
    if name in DAYS:
        return isinstance(value, str) and _day(value) is not None
    return name not in SIGNS or isinstance(value, bool)


def _are_words(name: str, value: Any) -> bool:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
        return False
    seen = not any(unicodedata.category(letter) in _UNSEEN for letter in value)
    allowed = _WORDS.get(name)
    return seen and not _MARKUP.search(value) and (allowed is None or bool(allowed(value)))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if _DAY.fullmatch(written) else None
    except ValueError:
        return None


def _ready(row: Row) -> Row:
    """Return an entry as the catalogue has it: the facts that are known, days as days."""
    return facts(as_written(row))


def as_written(row: Row) -> Row:
    """Return an entry as TOML has it, days as days."""
    return {name: _day(value) if name in DAYS else value for name, value in row.items()}


def sort_out(offer: Iterable[Row], known: Mapping[str, Row]) -> Sorted:
    """Return what of an offer is new, what is known just so, and what is in the way.

    ``known``: the facts of the catalogue and of the doctor's additions, by id.
    """
    new: dict[str, Row] = {}
    same: list[str] = []
    conflicts: list[Conflict] = []
    mine = {id_: facts(row) for id_, row in known.items()}
    addresses = {_place(row["url"]): id_ for id_, row in mine.items() if "url" in row}
    for row in offer:
        id_ = str(row["id"])
        there = mine.get(id_) or new.get(id_)
        other = addresses.get(_place(row["url"]), id_)
        if there is not None:
            differing = _differing(there, row)
            if differing:
                conflicts.append(Conflict(id_, id_, differing=differing))
            else:
                same.append(id_)
        elif other != id_:
            conflicts.append(Conflict(id_, other, same_address=True))
        else:
            new[id_] = row
            addresses[_place(row["url"])] = id_
    # One that is left out may be what another became part of.
    while lost := [row for row in new.values() if _is_lost(row, {*new, *mine})]:
        for row in lost:
            conflicts.append(Conflict(row["id"], str(row["replaced_by"]), unknown_successor=True))
            del new[row["id"]]
    return Sorted(list(new.values()), same, conflicts)


def _is_lost(row: Row, ids: set[str]) -> bool:
    """Tell whether a community is said to be part of one that nobody knows, or of itself."""
    successor = row.get("replaced_by")
    return successor is not None and (successor == row["id"] or successor not in ids)


def _differing(mine: Row, theirs: Row) -> dict[str, tuple[Any, Any]]:
    """Return the facts that are not the same in two descriptions.

    Not the day of reading, nor what was read besides: who brought facts in keeps from where.
    """
    found = {name: (mine.get(name), theirs.get(name)) for name in {**mine, **theirs}}
    found.pop("read_on", None)
    if set(theirs.get("evidence", [])) <= set(mine.get("evidence", [])):
        found.pop("evidence", None)
    return {name: (one, other) for name, (one, other) in found.items() if one != other}


def _place(url: str) -> str:
    """Return an address to compare: small letters, without “www.” nor what surrounds it."""
    return url.casefold().partition("://")[2].removeprefix("www.").rstrip("/")


def in_short(value: Any) -> str:
    """Return a fact on one line, for the terminal."""
    if isinstance(value, dict):
        value = [f"{language}: {words}" for language, words in value.items()]
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    return visible("—" if value is None else str(value))
