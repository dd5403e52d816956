"""``communautes.json``: facts and decisions apart, by the schema, only what is in force."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plugins.communities.catalogue import CATALOGUE
from plugins.communities.communities_json import (
    FILE,
    days_read,
    document,
    facts,
    rows_of,
    told_refusal,
)
from plugins.communities.ledger import Vetting
from tests.support.sites import KIT, LEDGER, Built, Site

SCHEMA = json.loads((KIT / "docs" / "communities.schema.json").read_text("utf-8"))
DAY = date(2026, 11, 22)
ENTRY = """\
[[vetting]]
community = "renaloo"
verdict = "{verdict}"
vetted_on = {vetted_on}
vetted_by = "Dr Jeanne Exemple"
last_exchange = 2026-05-01
criteria.operator = "L’association"
criteria.data_sale = "unknown"
evidence = ["https://renaloo.example/charte"]
"""


def validate(data: dict[str, Any]) -> None:
    """Be sure that some data is what the schema asks, addresses and days included."""
    # It compiles three dozen grammars of addresses: only where a file is read.
    import jsonschema  # noqa: PLC0415

    jsonschema.validate(data, SCHEMA, format_checker=jsonschema.FormatChecker())


def read(output: Path) -> dict[str, Any]:
    """Return the file of a finished site, whole by its schema."""
    data = json.loads((output / FILE).read_text("utf-8"))
    validate(data)
    found: dict[str, Any] = data
    return found


def vetted(site: Site, entry: str) -> dict[str, Any]:
    """Return the file of a blog whose ledger has one more entry; the entries by community."""
    site.write("communities/vetting.toml", f"{LEDGER}\n{entry}")
    built = site.build()
    assert built.status == 0, built.said
    return {one["community"]: one for one in read(built.output)["vettings"]}


def test_the_schema_is_one():
    """It is what JSON Schema 2020-12 says a schema is."""
    import jsonschema  # noqa: PLC0415 - see validate

    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_the_demonstration_s_file(demo: Built):
    """It says that it is fictional, and has each vetted community once on each side, in order."""
    data = read(demo.output)
    ids = [one["id"] for one in data["communities"]]

    assert data["blog"]["fictional"] is True
    assert data["day"] == "2026-11-22"
    assert ids == sorted(ids) == [one["community"] for one in data["vettings"]]
    assert "arsla" in ids
    # Their vettings lapsed.
    assert not {"atoute", "alliance-maladies-rares"} & set(ids)


def test_facts_and_decisions_are_apart(demo: Built):
    """No fact says what a doctor thinks, no decision what a community is."""
    data = read(demo.output)
    first, decision = data["communities"][0], data["vettings"][0]

    assert not {"verdict", "vetted_on", "sentence", "criteria"} & first.keys()
    assert not {"name", "url", "kind"} & decision.keys()
    assert first["read_on"] == "2026-11-22"
    assert first["evidence"]


def test_what_a_decision_says(site: Site):
    """The verdict, the days, what was found and where; until when when the ledger does not say."""
    entry = ENTRY.format(verdict="recommended", vetted_on="2026-10-12")

    assert vetted(site, entry)["renaloo"] == {
        "community": "renaloo",
        "verdict": "recommended",
        "vetted_on": "2026-10-12",
        "vetted_by": "Dr\u00a0Jeanne Exemple",
        "last_exchange": "2026-05-01",
        "holds_until": "2027-04-12",
        "criteria": {"operator": "L’association", "data_sale": "unknown"},
        "evidence": ["https://renaloo.example/charte"],
    }


def test_a_refusal_leads_nowhere(site: Site):
    """It is named, with why: no address of it, nor of where it was looked at, is given."""
    entry = ENTRY.format(verdict="refused", vetted_on="2026-10-12")
    words = 'sentence.fr = "Un forum."\nreason.fr = "Des cures y sont vendues."\n'
    refused = vetted(site, f"{entry}{words}")["renaloo"]

    assert (refused["name"], refused["reason"]) == ("Renaloo", {"fr": "Des cures y sont vendues."})
    assert not {"sentence", "criteria", "evidence"} & refused.keys()
    text = (site.output / FILE).read_text("utf-8")
    assert [one["id"] for one in json.loads(text)["communities"]] == ["france-assos-sante"]
    assert "renaloo.com" not in text
    assert "renaloo.example" not in text


def test_the_day_that_facts_were_read():
    """That of the entry, else that of its catalogue; an hour, or a word, is no day."""
    kit = (
        'collected_on = 2026-11-01\n[[community]]\nid = "a"\n[[community]]\nid = "b"\n'
        'read_on = 2026-11-02\n[[community]]\nid = "c"\nread_on = "hier"\n'
        '[[community]]\nid = "d"\nread_on = 2026-11-02T10:00:00\n'
    )
    rows = rows_of(tomllib.loads(one) for one in (kit, '[[community]]\nid = "e"\n'))

    assert days_read(rows) == {"a": date(2026, 11, 1), "b": date(2026, 11, 2)}


@pytest.mark.parametrize(
    ("verdict", "vetted_on", "more", "told"),
    [
        ("reserved", "2026-10-12", 'sentence.fr = "Payant."', True),
        ("recommended", "2025-10-12", "", False),
        ("refused", "2026-10-12", "", False),
        ("refused", "2026-10-12", 'sentence.fr = "Non."\nreason.fr = ""', False),
        ("refused", "2026-10-12", 'reason.fr = "Des cures y sont vendues."', True),
        ("refused", "2025-10-12", 'reason.fr = "Des cures y sont vendues."', False),
    ],
)
def test_what_is_told(site: Site, verdict: str, vetted_on: str, more: str, told: bool):
    """What is in force, and a refusal that says why as long as it holds."""
    entry = ENTRY.format(verdict=verdict, vetted_on=vetted_on).replace(
        "2026-05-01", f"{vetted_on[:4]}-05-01"
    )

    assert ("renaloo" in vetted(site, f"{entry}{more}\n")) == told


def test_a_refusal_ends_before_the_next_build():
    """From its last day on, or once nobody would take it away in time, it is not told."""
    refusal = Vetting(
        *("mine", "refused", DAY, "Dr Jeanne Exemple", DAY, date(2026, 12, 1)),
        reason={"fr": "Vendu."},
    )

    assert told_refusal(refusal, DAY, date(2026, 11, 30))
    assert not told_refusal(refusal, DAY, date(2026, 12, 1))
    assert not told_refusal(refusal, date(2026, 11, 21), date(2026, 11, 30))


def test_every_entry_of_the_catalogue_could_be_given(demo: Built):
    """The whole catalogue passes the schema, and nothing of it that is for readers is left out."""
    rows = rows_of([tomllib.loads(CATALOGUE.read_text("utf-8"))])
    data = read(demo.output) | {"communities": [facts(row) for row in rows.values()]}
    validate(data)
    kept_back = {"confidence", "editorial_review", "note", "tier"}

    for id_, row in rows.items():
        left_out = {name for name in row if not facts(row).get(name)}
        assert left_out <= kept_back, id_


def test_facts_of_a_wrong_kind_are_left_out():
    """What additions.toml allows and JSON does not is no fact for others."""
    text = (
        'collected_on = 2026-11-01\n[[community]]\nid = "a"\nname = "A"\nurl = "https://a.example"\n'
        'kind = "association"\nlanguages = "fr"\nevidence = 3\nread_on = 2026-11-02T10:00:00\n'
        'site = 4\ncrisis = false\nabout.fr = "Un\u2060mot"\nabout.french = "x"\nnote = "moi"\n'
    )

    assert facts(rows_of([tomllib.loads(text)])["a"]) == {
        "id": "a",
        "name": "A",
        "url": "https://a.example",
        "kind": "association",
        "languages": ["fr"],
        "about": {"fr": "Unmot"},
    }


def test_an_empty_blog_has_an_empty_file():
    """Nothing vetted: two empty lists, not no file."""
    data = document({"title": "Le carnet"}, {}, {}, [], [], DAY, DAY)

    assert (data["communities"], data["vettings"]) == ([], [])
