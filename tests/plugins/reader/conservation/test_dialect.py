"""The check is a second opinion on the dialect: it agrees with it, and misses each part of it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from markdown import Markdown

from plugins.reader import dialect
from plugins.reader.conservation.check import check
from plugins.reader.dialect import extensions
from plugins.reader.dialect.extension import PARTS
from plugins.reader.markup import reduce_markup

RULES = tomllib.loads((Path(dialect.__file__).parent / "rules.toml").read_text("utf-8"))["rule"]
# Without it other words are typed otherwise, and none is lost: its own test sees that.
LOSES_NOTHING = {"addresses", "escapes", "frames", "line-ends", "lines", "spreadsheets"}


def told(text: str, without: str = "") -> list[str]:
    """Return what is told of a text that is read without a part of the dialect."""
    parts = extensions(without={without} if without else set())
    html = Markdown(extensions=parts, output_format="html").convert(text)
    return [problem.what for problem in check(text, reduce_markup(html), 1)]


@pytest.mark.parametrize("rule", RULES, ids=[rule["id"] for rule in RULES])
def test_every_rule_keeps_its_words(rule: dict[str, str]):
    """What the table of the dialect says is typed is on the page, and nothing is told of it."""
    assert told(rule["typed"]) == []


@pytest.mark.parametrize("part", sorted(set(PARTS) - LOSES_NOTHING))
def test_a_part_that_is_taken_out_is_missed(part: str):
    """Without it, a word or a sign of its own examples is lost, or printed raw, and told."""
    examples = [rule["typed"] for rule in RULES if rule.get("part") == part]

    assert any(told(example, without=part) for example in examples)
