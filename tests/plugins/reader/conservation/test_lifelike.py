"""Articles typed as doctors type them keep every word and sign, and nothing is told of them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.support.converting import read
from tests.support.sites import KIT, Site

sys.path.append(str(KIT / "benchmarks"))
import lifelike

KEYS = ["chey2024"]
COUNT = 24


@pytest.mark.parametrize("number", range(COUNT))
def test_a_lifelike_text_is_kept(number: int):
    """Its words, figures and signs are in its HTML, in order; there is no false alarm."""
    article = lifelike.article(number, KEYS)
    reading = read("", article.file)

    assert reading.errors == []
    assert [what for _, what in reading.remarks if "typed" in what] == []
    assert lifelike.missing(article.seen, lifelike.text_of(reading.html)) == []


def test_the_pages_of_lifelike_articles_hold_every_word(tmp_path: Path):
    """A blog of them is published as it is, and each page holds all that its article says."""
    site = Site(tmp_path)
    articles = lifelike.write(site.content, 12)
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert dict(lifelike.lacks(articles, built.output)) == {}
