"""What doctors type is read as they mean it: each rule of the dialect, and its absence."""

from __future__ import annotations

import pytest
from markdown import Markdown

from plugins.callouts.core import shape
from plugins.reader.addresses import clean_addresses
from plugins.reader.dialect import extensions
from plugins.reader.dialect.extension import PARTS
from plugins.reader.dialect.slips import slips
from plugins.reader.markup import safe_markup
from tests.support.dialect_rules import RULES, SLIPS, slips_table, table
from tests.support.sites import KIT

IDS = [rule["id"] for rule in RULES]


def convert(text: str, without: str = "") -> str:
    """Return the HTML of a text, one part of the dialect left out."""
    made = extensions(without=[without] if without else [])
    return Markdown(extensions=made, output_format="html5").convert(text)


@pytest.mark.parametrize("rule", RULES, ids=IDS)
def test_each_rule(rule: dict[str, str]):
    """What is typed becomes what the table says."""
    assert convert(rule["typed"]) == rule["html"]


@pytest.mark.parametrize("rule", [r for r in RULES if "part" in r], ids=lambda r: r["id"])
def test_each_rule_is_needed(rule: dict[str, str]):
    """Without the part that does it, the page holds something else."""
    assert convert(rule["typed"], rule["part"]) != rule["html"]


def test_the_rules_are_a_closed_list():
    """Every part has a rule, every rule a name of its own, and words in both languages or none."""
    assert len(set(IDS)) == len(IDS)
    assert {rule["part"] for rule in RULES if "part" in rule} == {*PARTS, "notes"}
    assert all(("fr" in rule) == ("en" in rule) for rule in RULES)


def test_the_guide_has_the_table_made_from_the_rules():
    """``python3 tests/support/dialect_rules.py`` writes it anew."""
    guide = (KIT / "docs" / "ecrire-un-article.md").read_text("utf-8")

    assert table("fr") in guide
    assert slips_table() in guide


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip["typed"].split("\n")[0])
def test_each_slip(slip: dict[str, str]):
    """The page holds what the guide promises, and the doctor is told what it says: no more."""
    text = slip["typed"]
    safe, problems = safe_markup(convert(text), text, 1)
    cleaned, changed = clean_addresses(safe, text, 1)
    page, _, boxes = shape(cleaned, "fr", {"emergency": ("15",)}, text)
    told = [p.what for p in (*problems, *slips(text), *changed, *boxes)]

    assert slip.get("shows", "") in page
    assert told == ([slip["says"]] if "says" in slip else [])


def test_there_are_fifteen_slips():
    """As many as the guide says."""
    assert len(SLIPS) == 15
