"""Files that another blog could offer, right and wrong, for the tests of ``vet --import``."""

from __future__ import annotations

import json
from typing import Any

RIGHT: dict[str, Any] = {
    "id": "association-exemple",
    "name": "Association Exemple",
    "url": "https://association.example/forum",
    "kind": "association-forum",
    "operator": "Association Exemple",
    "languages": ["fr"],
    "countries": ["FR"],
    "conditions": ["K21"],
    "audience": ["patients"],
    "about": {"fr": "Forum sur le reflux", "en": "Forum on reflux"},
    "moderation": "volunteers",
    "evidence": ["association.example, page « Qui sommes-nous »"],
    "read_on": "2026-11-20",
}
DECISION = {
    "community": "association-exemple",
    "verdict": "recommended",
    "vetted_on": "2026-11-20",
    "vetted_by": "Dr Autre",
    "last_exchange": "2026-11-19",
    "holds_until": "2027-05-20",
}


def offer(*rows: Any, **head: Any) -> str:
    """Return a file that offers some communities, each with another doctor's verdict."""
    data = {
        "format": "serment-communities",
        "version": 1,
        "day": "2026-11-21",
        "blog": {"title": "Autre", "fictional": False},
        "communities": list(rows),
        "vettings": [DECISION],
    }
    return json.dumps(data | head, ensure_ascii=False)


def but(**changes: Any) -> dict[str, Any]:
    """Return the right entry with some facts changed; ``None`` takes one out."""
    changed = RIGHT | changes
    return {name: value for name, value in changed.items() if value is not None}
