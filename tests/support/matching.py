"""Communities, vettings and boxes, as tests of what is shown make them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from plugins.communities.catalogue import read_catalogue
from plugins.communities.ledger import Vetted, Vetting
from tests.support.sites import KIT

FACTS = (KIT / "plugins" / "communities" / "catalogue.toml").read_text("utf-8")
CATALOGUE, _ = read_catalogue(FACTS)
TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)


def vetting(id_: str, **changes: Any) -> Vetting:
    """Return a vetting that is in force, but for some changes."""
    values: dict[str, Any] = {
        "community": id_,
        "verdict": "recommended",
        "vetted_on": YESTERDAY,
        "vetted_by": "Dr Jeanne Exemple",
        "last_exchange": YESTERDAY,
        "next_check": TODAY + timedelta(days=100),
    }
    return Vetting(**values | changes)


def ids(found: tuple[Vetted, ...]) -> list[str]:
    """Return the ids of some communities, in order."""
    return [v.facts.id for v in found]


ROW = """\
[[vetting]]
community = "renaloo"
verdict = "recommended"
vetted_on = 2026-10-12
vetted_by = "Dr Jeanne Exemple"
last_exchange = 2026-10-05
"""
