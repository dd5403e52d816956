"""Read the catalogue, the doctor's additions and the ledger, once a build."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from plugins.shared.blog import Blog
from plugins.shared.files import read_file, read_toml, texts_in
from plugins.shared.problems import Problem
from plugins.shared.tracking import tracked

from .additions import Codes, in_terms
from .catalogue import (
    ADDITIONS,
    Community,
    communities_in,
    joined,
    kit_catalogue,
    unknown_successors,
)
from .communities_json import days_read, document, rows_of, text_of
from .core import Index
from .ledger import (
    LEDGER,
    Refusal,
    Vetted,
    Vetting,
    departures,
    is_fictional,
    lapses,
    refusals,
    vetted,
    vettings_in,
)
from .linked import Guide


@dataclass(frozen=True, eq=False)
class Communities:
    """What is known of communities on the day of a build.

    ``catalogue``: the facts, by id; ``rows``: the same as they are written; ``ledger``: the
    doctor's decisions; ``fictional``: the ledger says that it is a demonstration; ``next_build``:
    until then nothing takes a link away, so what is shown holds on both days; ``own``: the address
    of the blog.
    """

    catalogue: Mapping[str, Community]
    rows: Mapping[str, Mapping[str, Any]]
    ledger: tuple[Vetting, ...]
    fictional: bool
    today: date
    next_build: date
    own: str = ""

    @cached_property
    def guide(self) -> Guide:
        """Return what tells the links of a text that lead where nobody may be sent."""
        decisions = {vetting.community: vetting for vetting in self.ledger}
        return Guide(self.catalogue, decisions, frozenset(self.index.by_id), self.own)

    @cached_property
    def available(self) -> list[Vetted]:
        """Return what may be shown, in the order of the ledger."""
        return vetted(self.ledger, self.catalogue, self.today, self.next_build)

    @cached_property
    def index(self) -> Index:
        """Return what may be shown, filed by what an article can ask for."""
        return Index(self.available)

    @cached_property
    def refusals(self) -> list[Refusal]:
        """Return the refusals that the doctor publishes."""
        return refusals(self.ledger, self.catalogue, self.today, self.next_build)

    @cached_property
    def joined(self) -> dict[str, list[str]]:
        """Return, by the id of a community, the names of those that became part of it."""
        return joined(self.catalogue, self.next_build)

    @cached_property
    def days_read(self) -> dict[str, date]:
        """Return the day that the facts about each community were read, by its id."""
        return days_read(self.rows)

    def for_machines(self, blog: Blog) -> str:
        """Return ``communautes.json``: the facts, and apart from them the doctor's decisions."""
        who = {
            "title": blog.blog.title,
            "address": blog.blog.address,
            "language": blog.blog.language,
            "country": blog.blog.country,
            "doctor": blog.doctor.name,
            "fictional": self.fictional,
        }
        return text_of(
            document(
                who,
                self.rows,
                self.catalogue,
                self.available,
                self.ledger,
                self.today,
                self.next_build,
            )
        )


def read_communities(
    content: Path, blog: Blog, today: date, codes: Codes
) -> tuple[Communities, list[tuple[str, Problem]]]:
    """Return what is known of communities, and what is wrong or soon due, by file.

    ``content``: the doctor's folder; ``codes``: what gives the codes of an illness in words.
    """
    kit, known = kit_catalogue()
    text, badly_saved = read_file(content / ADDITIONS)
    additions, unreadable = read_toml(text)
    additions, misnamed = in_terms(additions, codes)
    own, problems = communities_in(additions, unreadable)
    catalogue = {**known, **own}
    in_additions = [
        *badly_saved,
        *problems,
        *misnamed,
        *unknown_successors(catalogue),
        *tracked(texts_in(additions)),
    ]
    text, badly_saved = read_file(content / LEDGER)
    tables, unreadable = read_toml(text)
    ledger, problems = vettings_in(tables, unreadable, catalogue, blog.blog.language)
    next_build = today + timedelta(days=blog.publish.every)
    staying = [v for v in ledger if not catalogue[v.community].gone(next_build)]
    in_ledger = [
        *badly_saved,
        *problems,
        *tracked(texts_in(tables)),
        *departures(ledger, catalogue, next_build),
        *lapses(staying, today, next_build),
    ]
    found = [(ADDITIONS, problem) for problem in in_additions]
    found += [(LEDGER, problem) for problem in in_ledger]
    communities = Communities(
        catalogue,
        rows_of([kit, additions]),
        tuple(ledger),
        is_fictional(tables),
        today,
        next_build,
        blog.blog.address,
    )
    return communities, found
