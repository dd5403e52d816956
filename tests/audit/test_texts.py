"""The audit knows the texts of every country, and when one must say that all is not confirmed."""

from __future__ import annotations

import pytest

from audit.call_sentences import disclaimers
from audit.inventory import read_toml
from tests.support.sites import KIT, Site
from tests.support.spoiling import findings, said

TEXTS = read_toml(KIT / "plugins" / "disclaimer" / "texts.toml")
NUMBERS = read_toml(KIT / "plugins" / "disclaimer" / "numbers.toml")


def test_unconfirmed_evidence_is_said_where_the_header_says_so(site: Site):
    """The sentence on the evidence is there if, and only if, the doctor asked for it."""
    doubt = "disclaimer: unconfirmed\n"
    article = site.content / "articles" / "estomac.md"
    plain = article.read_text("utf-8")
    article.write_text(plain.replace("conditions", f"{doubt}conditions"), "utf-8")
    built = site.build(base="publishconf")
    wrong = "the disclaimer is not one of the approved texts, word for word."

    assert built.status == 0, built.said
    assert findings(built.output, site.content) == []
    article.write_text(plain, "utf-8")
    assert ("estomac/index.html", wrong) in said(built.output, site.content)


@pytest.mark.parametrize("country", ["FR", "BE", "CH", "LU", "CA-QC", "GB", "IE", "US", "XX"])
def test_every_country_has_its_texts(country: str):
    """Seven variants in two languages, each with and without a doubt, and with what to dial."""
    texts = disclaimers(TEXTS, NUMBERS, country)

    assert set(texts) == {"fr", "en"}
    for by_variant in texts.values():
        assert len(set(by_variant.values())) == len(by_variant) == 14
        assert not any("{" in text for text in by_variant.values())


@pytest.mark.parametrize("country", ["BE", "CA-QC", "CH", "GB", "IE", "LU", "US"])
def test_the_numbers_of_each_country_are_approved(site: Site, country: str):
    """A blog of another country passes, with the numbers of that country."""
    blog = site.content / "blog.toml"
    blog.write_text(blog.read_text("utf-8").replace('country = "FR"', f'country = "{country}"'))
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert findings(built.output, site.content) == []
    blog.write_text(blog.read_text("utf-8").replace(f'"{country}"', '"FR"'))
    assert any("not one of the approved" in line for line in findings(built.output, site.content))
