"""Every article says what it is not and whom to call, in its language and its country."""

from __future__ import annotations

import re
import tomllib
from itertools import product

import pytest
from conftest import BLOG, KIT, Site
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from plugins.blog import COUNTRIES
from plugins.disclaimer.core import (
    HANDOUT,
    VARIANTS,
    Disclaimer,
    choose_variant,
    disclaimer,
    load_texts,
)

FOLDER = KIT / "plugins" / "disclaimer"
TEXTS = load_texts(FOLDER)
NUMBERS = tomllib.loads((FOLDER / "numbers.toml").read_text("utf-8"))["number"]
EVERY = list(product(VARIANTS, ("fr", "en"), COUNTRIES))
SENTENCE = re.compile(r"[.!?](?=\s|$)")
WORD = re.compile(r"[\w’'+-]+")


def say(variant: str, language: str = "fr", country: str = "FR") -> Disclaimer:
    """Return a disclaimer."""
    return disclaimer(TEXTS, variant, country, language)


def listed(country: str, *uses: str) -> list[str]:
    """Return the numbers of a country for some uses, as numbers.toml has them."""
    return [row["dial"] for row in NUMBERS if row["country"] == country and row["use"] in uses]


def dialled(said: Disclaimer) -> list[str]:
    """Return the numbers that a reader can touch to call, with plain spaces."""
    return [re.sub(r"\s", " ", node.text()) for node in LexborHTMLParser(said.call).css("a")]


@pytest.mark.parametrize(("variant", "language", "country"), EVERY)
def test_it_is_short(variant: str, language: str, country: str):
    """Two or three sentences, then one or two on whom to call: sixty words at most."""
    said = say(variant, language, country)
    text, call = said.text.striptags(), said.call.striptags()

    assert len(SENTENCE.findall(text)) in (2, 3)
    assert len(SENTENCE.findall(call)) <= 2
    assert len(WORD.findall(f"{text} {call}")) <= 60
    assert text.endswith(".")
    assert call.endswith(".")
    assert said.title


@pytest.mark.parametrize(("variant", "language", "country"), EVERY)
def test_nothing_is_left_to_fill(variant: str, language: str, country: str):
    """No placeholder, no gap and no straight quote reaches the reader."""
    said = say(variant, language, country)
    text = f"{said.title} {said.text.striptags()} {said.call.striptags()}"

    assert not re.search(r"[{}\"']|  | ,|None", text)


@pytest.mark.parametrize(("variant", "language", "country"), EVERY)
def test_only_numbers_of_the_country(variant: str, language: str, country: str):
    """Each number is one of the country's, for an emergency or, where it belongs, suicide."""
    uses = ["suicide"] * (variant == "mental-health") + ["emergency", "text-only"]
    said = say(variant, language, country)
    unlinked = re.sub(r"<a .*?</a>", "", said.call)

    assert set(dialled(said)) <= set(listed(country, *uses))
    assert not re.search(r"\d", said.text + unlinked)


@pytest.mark.parametrize(("variant", "language", "country"), EVERY)
def test_the_emergency_numbers_are_there(variant: str, language: str, country: str):
    """A country with an emergency number has it in every variant, the first two at most."""
    shown = [
        n for n in dialled(say(variant, language, country)) if n in listed(country, "emergency")
    ]

    assert shown == listed(country, "emergency")[:2]


@pytest.mark.parametrize(("variant", "language", "country"), EVERY)
def test_a_number_can_be_touched_to_call(variant: str, language: str, country: str):
    """Each number is a link that a telephone understands, without spaces."""
    for node in LexborHTMLParser(say(variant, language, country).call).css("a"):
        assert node.attributes["href"] == "tel:" + re.sub(r"\D", "", node.text())


def test_france():
    """In France: 15 or 112, and 114 by text message for those who cannot speak or hear."""
    assert LexborHTMLParser(say("standard").call).text() == (
        "En cas d’urgence, appelez le 15 ou le 112\u202f; "
        "si vous ne pouvez pas parler ou entendre, le 114 par SMS."
    )


def test_france_in_english():
    """An English article of a French doctor has the French numbers."""
    said = say("mental-health", "en").call

    assert LexborHTMLParser(said).text().replace("\u00a0", " ") == (
        "Thoughts of suicide: call 3114. In an emergency, call 15 or 112; "
        "if you cannot speak or hear, text 114."
    )


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_advice_line_is_no_emergency_line(variant: str, language: str):
    """In Great Britain, 999 alone: neither 111 nor its textphone."""
    assert dialled(say(variant, language, "GB")) == ["999"]


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("country", ["IE", "CH"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_number_rather_than_a_wrong_one(variant: str, country: str, language: str):
    """Where no official page gave a number, the reader is sent to the services without one."""
    said = say(variant, language, country)

    assert not re.search(r"\d|tel:", said.call)
    assert said.call


@pytest.mark.parametrize(
    ("country", "line"), [("FR", "3114"), ("CA-QC", "1 866 277-3553"), ("US", "988")]
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_suicide_line_comes_first(country: str, line: str, language: str):
    """On mental health the country's suicide line leads; no other variant shows it."""
    assert dialled(say("mental-health", language, country))[0] == line
    assert all(
        line not in dialled(say(variant, language, country))
        for variant in VARIANTS
        if variant != "mental-health"
    )


@pytest.mark.parametrize("country", [c for c in COUNTRIES if not listed(c, "suicide")])
def test_no_suicide_line_from_abroad(country: str):
    """A country without a known line borrows none."""
    assert say("mental-health", "fr", country).call == say("standard", "fr", country).call


def test_every_number_has_its_source():
    """A number that no page carries is in no file, and each is of a known country and use."""
    uses = {"emergency", "text-only", "suicide", "poison", "medical-advice", "medical-advice-text"}

    assert all(row["who"] and row["source"] for row in NUMBERS)
    assert {row["use"] for row in NUMBERS} <= uses
    assert {row["country"] for row in NUMBERS} <= set(COUNTRIES)
    assert len({(row["country"], row["dial"], row["use"]) for row in NUMBERS}) == len(NUMBERS)


def test_every_variant_is_worded_in_both_languages():
    """Nothing else than the variants and the call is worded."""
    assert set(TEXTS.wording) == {*VARIANTS, HANDOUT, "call"}
    assert all(set(wording) == {"fr", "en"} for wording in TEXTS.wording.values())
    assert all(
        set(wording) == {"title", "text"}
        for variant in (*VARIANTS, HANDOUT)
        for wording in TEXTS.wording[variant].values()
    )


def test_an_emergency_says_so_at_once():
    """The heading of an emergency is its own."""
    assert say("emergency").title != say("standard").title


@pytest.mark.parametrize(
    ("derived", "chosen"),
    [
        ([], "standard"),
        ([""], "standard"),
        (["pregnancy"], "pregnancy"),
        (["pregnancy", "mental-health"], "mental-health"),
        (["child", "pregnancy"], "pregnancy"),
        (["child", "emergency", "mental-health"], "emergency"),
        (["", "child"], "child"),
    ],
)
def test_the_most_pressing_variant_leads(derived: list[str], chosen: str):
    """An article on several illnesses says first what cannot wait."""
    assert choose_variant("", derived) == (chosen, [])


@given(st.lists(st.sampled_from(["", *VARIANTS])), st.randoms())
def test_the_order_of_illnesses_does_not_count(derived: list[str], chance):
    """The same illnesses give the same variant, however they are written down."""
    shuffled = list(derived)
    chance.shuffle(shuffled)

    assert choose_variant("", shuffled) == choose_variant("", derived)


@pytest.mark.parametrize("written", VARIANTS)
def test_the_doctor_decides(written: str):
    """What the doctor wrote wins over what the illnesses say."""
    assert choose_variant(written, VARIANTS) == (written, [])


@pytest.mark.parametrize("written", ["medicament", "Standard", "none", "call", "<b>"])
def test_an_unknown_variant_is_refused(written: str):
    """A variant that does not exist is quoted with those that do."""
    variant, (problem,) = choose_variant(written, ["child"])

    assert variant in VARIANTS
    assert problem.quote == written
    assert problem.values["allowed"] == ", ".join(VARIANTS)


def test_a_build_takes_the_variant_from_the_illness(site: Site):
    """The illness chooses, the header overrides, news of the practice has one too."""
    head = "---\ntitle: T\ndate: 2026-10-01\n"
    site.write("articles/humeur.md", f"{head}conditions: dépression\n---\n[@chey2024]\n")
    site.write("articles/coeur.en.md", f"{head}conditions: I21\n---\n[@chey2024]\n")
    site.write(
        "articles/ipp.md", f"{head}conditions: F32\ndisclaimer: medication\n---\n[@chey2024]"
    )
    site.write("articles/conges.md", f"{head}kind: practice\n---\nFermé.\n")
    built = site.build()

    assert built.status == 0, built.said
    for page, variant in (
        ("humeur", "mental-health"),
        ("en/coeur", "emergency"),
        ("ipp", "medication"),
        ("conges", "standard"),
    ):
        (box,) = LexborHTMLParser(built.page(page)).css("aside.disclaimer")
        assert f"disclaimer--{variant}" in str(box.attributes["class"]), page
        assert box.css_first('a[href="tel:15"]'), page
    assert 'href="tel:3114"' in built.page("humeur")
    assert "In an emergency" in built.page("en/coeur")


def test_a_build_shows_the_numbers_of_the_blog_s_country(site: Site):
    """Only the country of blog.toml counts; an unknown variant stops the publication."""
    site.write("blog.toml", BLOG.replace('"FR"', '"CA-QC"'))
    built = site.build()

    assert 'href="tel:911"' in built.page("estomac")
    assert 'href="tel:15"' not in built.page("estomac")

    site.write(
        "articles/x.md", "---\ntitle: T\ndate: 2026-10-01\ndisclaimer: grave\n---\n[@chey2024]"
    )
    built = site.build()

    assert built.status == 1
    assert "disclaimer: grave" in built.said
