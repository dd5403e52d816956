"""Every article says what it is not and whom to call, in its language and its country."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from plugins.disclaimer.core import CONTACT, HANDOUT, UNCONFIRMED, VARIANTS, choose_variant
from plugins.prose_lint.ease import reading_ease
from tests.support.disclaimers import EASY, EVERY, LINES, SENTENCE, TEXTS, UNIT, WORD, say
from tests.support.sites import BLOG, Site

# What each variant must say, in words of its own: D2 of the requirements.
SAYS = {
    "fr": ("article informe", "ne remplace", "auteur ne donne pas de conseil adapté à votre cas"),
    "en": (
        "article is for information",
        "does not replace",
        "author does not give advice on your own case",
    ),
}


@pytest.mark.parametrize("unconfirmed", [False, True])
@pytest.mark.parametrize(("variant", "language", "country"), EVERY)
def test_it_is_short(variant: str, language: str, country: str, unconfirmed: bool):
    """Three sentences, four where all is not confirmed, then one to four on whom to call."""
    said = say(variant, language, country, unconfirmed=unconfirmed)
    text, call = said.text.striptags(), said.call.striptags()

    assert len(SENTENCE.findall(text)) == 3 + unconfirmed
    assert len(SENTENCE.findall(call)) <= 2 + 2 * (variant == "violence")
    # Three lines listen to those who suffer violence, and each says for whom.
    longest = 86 if variant == "violence" else 80 if variant in LINES else 70
    assert len(WORD.findall(f"{text} {call}")) <= longest + 12 * unconfirmed
    # NHS: sentences of twenty words at most; one that lists numbers may have some more.
    assert max(len(WORD.findall(sentence)) for sentence in SENTENCE.split(text)) <= 21
    assert text.endswith(".")
    # Where the text calls by itself, and nobody can be written to, there is nothing to add.
    assert call.endswith(".") or (not call and variant in ("emergency", "violence"))
    assert said.title


@pytest.mark.parametrize(("variant", "language", "country"), EVERY)
def test_it_is_easy_to_read(variant: str, language: str, country: str):
    """Each text reads easily, with and without the sentence on whom to call."""
    said = say(variant, language, country, unconfirmed=True)
    text = said.text.striptags()

    for shown in (text, f"{text} {said.call.striptags()}"):
        assert reading_ease(shown, len(UNIT.findall(shown)), language) >= EASY


@pytest.mark.parametrize(("variant", "language", "country"), EVERY)
def test_it_says_what_it_must(variant: str, language: str, country: str):
    """Information, not a consultation; no personal advice; who speaks; what to call."""
    said = say(variant, language, country)
    text = said.text.striptags().replace("\u00a0", " ")

    assert all(words in text for words in SAYS[language])
    assert ("appelez" if language == "fr" else "call") in f"{said.text} {said.call}".lower()


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("variant", VARIANTS)
def test_unconfirmed_evidence_is_said_of_any_variant(variant: str, language: str):
    """One sentence more, and neither the heading nor the numbers change."""
    plain, doubted = say(variant, language), say(variant, language, unconfirmed=True)

    assert doubted.text.startswith(plain.text[:40])
    assert len(doubted.text) > len(plain.text)
    assert (doubted.title, doubted.call) == (plain.title, plain.call)


@pytest.mark.parametrize(("variant", "language", "country"), EVERY)
def test_nothing_is_left_to_fill(variant: str, language: str, country: str):
    """No placeholder, no gap and no straight quote reaches the reader."""
    said = say(variant, language, country)
    text = f"{said.title} {said.text.striptags()} {said.call.striptags()}"

    assert not re.search(r"[{}\"']|  | ,|None", text)


def test_every_variant_is_worded_in_both_languages():
    """Nothing else than the variants and the call is worded."""
    assert set(TEXTS.wording) == {*VARIANTS, HANDOUT, CONTACT, UNCONFIRMED, "call"}
    assert all(set(wording) == {"fr", "en"} for wording in TEXTS.wording.values())
    assert all(
        set(wording) == {"title", "text"}
        for variant in (*VARIANTS, HANDOUT, CONTACT)
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
        (["mental-health", "violence"], "violence"),
        (["violence", "emergency"], "emergency"),
        (["pregnancy"], "pregnancy"),
        (["pregnancy", "mental-health"], "mental-health"),
        (["child", "pregnancy"], "pregnancy"),
        (["child", "emergency", "mental-health"], "emergency"),
        (["", "child"], "child"),
    ],
)
def test_the_most_pressing_variant_leads(derived: list[str], chosen: str):
    """An article on several illnesses says first what cannot wait."""
    assert choose_variant([], derived) == (chosen, False, [])


@given(st.lists(st.sampled_from(["", *VARIANTS])), st.randoms())
def test_the_order_of_illnesses_does_not_count(derived: list[str], chance):
    """The same illnesses give the same variant, however they are written down."""
    shuffled = list(derived)
    chance.shuffle(shuffled)

    assert choose_variant([], shuffled) == choose_variant([], derived)


@pytest.mark.parametrize("written", VARIANTS)
def test_the_doctor_decides(written: str):
    """What the doctor wrote wins over what the illnesses say."""
    assert choose_variant([written], VARIANTS) == (written, False, [])


def test_unconfirmed_evidence_leaves_the_illness_its_lines():
    """Alone, it leaves the variant as it is: who reads of depression still finds whom to call."""
    assert choose_variant([UNCONFIRMED], ["mental-health"]) == ("mental-health", True, [])
    assert choose_variant(["child", UNCONFIRMED], ["mental-health"]) == ("child", True, [])


@pytest.mark.parametrize("written", ["medicament", "Standard", "none", "call", "<b>"])
def test_an_unknown_variant_is_refused(written: str):
    """A variant that does not exist is quoted with those that do."""
    variant, _, (problem,) = choose_variant([written], ["child"])

    assert variant in VARIANTS
    assert problem.quote == written
    assert problem.values["allowed"] == ", ".join([*VARIANTS, UNCONFIRMED])


def test_a_build_takes_the_variant_from_the_illness(site: Site):
    """The illness chooses, the header overrides, news of the practice has one too."""
    head = "---\ntitle: T\ndate: 2026-10-01\n"
    site.write("articles/humeur.md", f"{head}conditions: dépression\n---\n[@chey2024]\n")
    site.write("articles/coeur.en.md", f"{head}conditions: I21\n---\n[@chey2024]\n")
    site.write(
        "articles/ipp.md", f"{head}conditions: F32\ndisclaimer: medication\n---\n[@chey2024]"
    )
    site.write("articles/conges.md", f"{head}kind: practice\n---\nFermé.\n")
    site.write(
        "articles/essai.md", f"{head}conditions: F32\ndisclaimer: unconfirmed\n---\n[@chey2024]"
    )
    built = site.build()

    assert built.status == 0, built.said
    for page, variant in (
        ("humeur", "mental-health"),
        ("en/coeur", "emergency"),
        ("ipp", "medication"),
        ("conges", "standard"),
        ("essai", "mental-health"),
    ):
        (box,) = LexborHTMLParser(built.page(page)).css("aside.disclaimer")
        assert f"disclaimer--{variant}" in str(box.attributes["class"]), page
        assert box.css_first('a[href="tel:15"]'), page
        assert ("n’a pas encore confirmé" in box.text()) == (page == "essai"), page
    assert 'href="tel:3114"' in built.page("humeur")
    assert 'href="tel:3114"' in built.page("essai")
    assert "If this is happening to you, call" in built.page("en/coeur")


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
