"""The vocabulary of illnesses, as its tests read it."""

from __future__ import annotations

import tomllib
from typing import Any

from plugins.conditions.core import Condition, load_vocabulary, resolve
from plugins.shared.problems import Problem
from tests.support.sites import KIT

FOLDER = KIT / "plugins" / "conditions"
VOCABULARY = load_vocabulary(FOLDER)
DATA = tomllib.loads((FOLDER / "vocabulary.toml").read_text("utf-8"))
ROWS: list[dict[str, Any]] = DATA["condition"]


def named(row: dict[str, Any]) -> list[str]:
    """Return all the words of one entry of the vocabulary."""
    return [row["fr"], row["en"], *row.get("synonyms_fr", []), *row.get("synonyms_en", [])]


def one(word: str) -> Condition:
    """Return the illness that a word or a code names."""
    (condition,), problems = resolve([word], VOCABULARY, "fr")

    assert problems == []
    return condition


def refused(word: str, language: str = "fr") -> Problem:
    """Return the problem of a word that names no illness."""
    found, (problem,) = resolve([word], VOCABULARY, language)

    assert found == ()
    return problem
