"""An article that comes from somebody else's text says so, wherever it is read."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from audit import audit
from audit.credit import audit_credit
from plugins.credit.core import Credit, read_credit
from plugins.shared.problems import WARNING
from tests.support.sites import Built, Site

LINES = {
    "adapté de": "Living < reflux: a guide - part 1",
    "auteur": "Anne Martin, MD",
    "site": "Reflux & Co",
    "adresse": "https://reflux.example/living?a=1&b=2",
    "licence": "CC BY-SA 4.0",
}
TODAY = date(2026, 11, 22)


def written(**changed: str | None) -> list[str]:
    """Return the lines of a credit; ``None`` takes one out."""
    lines = LINES | {name.replace("_", " "): value for name, value in changed.items()}
    return [f"{name}: {value}" for name, value in lines.items() if value is not None]


def build(site: Site, lines: list[str]) -> Built:
    """Build a blog with an article that has a credit."""
    field = "credit:\n" + "".join(f"  - {line}\n" for line in lines)
    site.write(
        "articles/deux.md",
        f"---\ntitle: Deux\ndate: 2026-10-01\nconditions: reflux\n{field}---\nUn [@chey2024].\n",
    )
    return site.build(base="publishconf")


def posting(page: LexborHTMLParser) -> dict[str, Any]:
    """Return the article in the data for search engines."""
    (script,) = page.css('script[type="application/ld+json"]')
    things = json.loads(script.text())["@graph"]
    return next(thing for thing in things if thing["@type"] == "BlogPosting")


def test_a_credit_is_printed_everywhere(site: Site):
    """Under the text, in the feed, for search engines, the words as typed; the audit agrees."""
    built = build(site, written())
    assert built.status == 0, built.said
    page = LexborHTMLParser(built.page("deux"))
    feed = ET.parse(built.output / "feeds/all.atom.xml").getroot()
    (entry,) = [e for e in feed.findall("{*}entry") if e.findtext("{*}title") == "Deux"]
    for html in (page, LexborHTMLParser(entry.findtext("{*}content") or "")):
        (box,) = html.css("p.credit")
        assert box.text() == (
            "Adapté de\u00a0: Living < reflux: a guide - part 1, Anne Martin, MD, Reflux & Co. "
            "Licence\u00a0: CC BY-SA 4.0."
        )
        assert [a.attributes["href"] for a in box.css("a")] == [
            LINES["adresse"],
            "https://creativecommons.org/licenses/by-sa/4.0/",
        ]
    article = posting(page)
    assert article["isBasedOn"] == {
        "@type": "CreativeWork",
        "@id": LINES["adresse"],
        "name": LINES["adapté de"],
        "creditText": "Anne Martin, MD, Reflux & Co",
        "license": "https://creativecommons.org/licenses/by-sa/4.0/",
    }
    assert "translationOfWork" not in article
    assert audit(built.output, site.content, TODAY).findings == []


def test_a_translation_is_one(site: Site):
    """A permission stands in the place of a licence; search engines know the original."""
    lines = written(adapté_de=None, site=None, traduit_de="Reflux", licence="avec l'accord de A.")
    built = build(site, lines)
    page = LexborHTMLParser(built.page("deux"))

    assert page.css_first("p.credit").text() == (
        "Traduit de\u00a0: Reflux, Anne Martin, MD. Licence\u00a0: avec l'accord de A."
    )
    assert posting(page)["translationOfWork"] == [{"@id": LINES["adresse"]}]
    assert audit(built.output, site.content, TODAY).findings == []


def test_a_credit_may_follow_a_card(site: Site):
    """A text that ends on when to call passes: the credit below it is no part of the card."""
    lines = "".join(f"  - {line}\n" for line in written())
    site.write(
        "articles/deux.md",
        "---\ntitle: Deux\ndate: 2026-10-01\nconditions: reflux\n"
        f"credit:\n{lines}---\nUn [@chey2024].\n\n### Prenez rendez-vous si :\n\n- un signe\n",
    )
    built = site.build(base="publishconf")

    assert built.status == 0, built.said
    assert audit(built.output, site.content, TODAY).findings == []


def test_an_article_of_the_doctor_has_no_credit(site: Site):
    """Neither on its page nor in its data."""
    page = site.build().page("estomac")

    assert 'class="credit"' not in page
    assert "isBasedOn" not in page


def test_what_is_missing_stops_the_build(site: Site):
    """All at once, with the line, in French."""
    built = build(site, ["auteur: Anne Martin", "adresse: reflux", "éditeur: X", "auteur: Y"])

    assert built.status == 1
    assert [line for line in ("ligne 7", "ligne 8", "ligne 9") if line in built.said] == [
        "ligne 7",
        "ligne 8",
        "ligne 9",
    ]
    assert "«\u00a0reflux\u00a0» n’est pas l’adresse d’une page" in built.said
    assert "«\u00a0éditeur\u00a0» ne fait pas partie de «\u00a0credit\u00a0»" in built.said


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (written(adapté_de=None), "title of the first text"),
        (written(translated_from="T"), "both"),
        (written(auteur=None, site=None), "neither an author nor a site"),
        (written(adresse=None), "at which address"),
        (written(licence=None), "allows you to publish"),
        (written(author="B"), "twice"),
        (written(adresse="javascript:alert(1)"), "not the address of a page"),
        (["Anne Martin, CC BY"], "cannot be read"),
        ([*written(), "lisence: x"], "no part of a credit"),
    ],
)
def test_a_credit_is_whole_or_told(lines: list[str], words: str):
    """What a reader or the author would miss is said, and nothing is half printed."""
    credit, (problem,) = read_credit(lines)

    assert credit is None
    assert words in problem.what
    assert problem.quote in lines


@pytest.mark.parametrize(
    ("licence", "name", "address"),
    [
        ("CC BY 4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
        (
            "cc-by-nc-3.0-fr",
            "cc-by-nc-3.0-fr",
            "https://creativecommons.org/licenses/by-nc/3.0/fr/",
        ),
        ("CC0", "CC0", "https://creativecommons.org/publicdomain/zero/1.0/"),
        ("CC BY", "CC BY", ""),
        ("Licence ouverte, https://a.example/lo", "Licence ouverte", "https://a.example/lo"),
        ("https://a.example/lo", "https://a.example/lo", ""),
    ],
)
def test_a_licence_leads_to_its_text(licence: str, name: str, address: str):
    """Those of Creative Commons by themselves, others where their address is written."""
    credit, problems = read_credit(written(licence=licence))

    assert problems == []
    assert credit is not None
    assert (credit.licence, credit.licence_address) == (name, address)


@pytest.mark.parametrize("licence", ["CC BY-ND 4.0", "cc by-nc-nd 2.0", "CC BY-ND"])
def test_a_licence_without_derived_texts_is_told(licence: str):
    """The doctor may have an agreement, so nothing is stopped."""
    credit, (problem,) = read_credit(written(licence=licence))

    assert credit is not None
    assert (problem.level, problem.quote) == (WARNING, f"licence: {licence}")


@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_lines_are_read_or_told(lines: list[str]):
    """A credit, or problems; nothing for nothing."""
    credit, problems = read_credit(lines)

    assert bool(problems) == (bool(lines) and credit is None)


HEADER = (
    "- adapted from: A - author: of B - site: Leaflets - address: https://a.example/ "
    "- licence: CC BY 4.0"
)
GOOD = (
    '<body><p class="credit">Adapted from: <a href="https://a.example/">A - author: of B</a>, '
    "Leaflets. CC BY 4.0</p></body>"
)


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", 0),
        ('class="credit"', 'class="other"', 1),
        ('class="credit"', 'class="credit" hidden', 1),
        ("<a ", '<a class="hidden" ', 1),
        ("Leaflets. CC", "CC", 1),
        ("https://a.example/", "https://b.example/", 1),
        ("</body>", '<p class="credit">D</p></body>', 1),
    ],
)
def test_the_audit_misses_what_a_page_leaves_out(old: str, new: str, found: int):
    """Each part of the header's own, in plain sight, once."""
    tree = LexborHTMLParser(GOOD.replace(old, new))

    assert len(list(audit_credit(tree, HEADER))) == found


def test_the_audit_finds_a_credit_that_no_header_has():
    """Nobody is thanked by a page alone."""
    assert len(list(audit_credit(LexborHTMLParser(GOOD), ""))) == 1
    assert list(audit_credit(LexborHTMLParser("<p>A</p>"), "")) == []


def test_the_names_of_parts_are_those_of_both_languages():
    """The same credit, in English."""
    english = written(
        adapté_de=None,
        auteur=None,
        adresse=None,
        licence=None,
        adapted_from="T",
        author="A",
        address="https://a.example/",
        license="X",
    )

    assert read_credit(english)[0] == Credit(
        "T", False, "A", "Reflux & Co", "https://a.example/", "X"
    )
