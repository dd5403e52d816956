"""Every article says what it is not and whom to call, in its language and its country."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from plugins.disclaimer.core import (
    CONTACT,
    HANDOUT,
    UNCONFIRMED,
    VARIANTS,
    Disclaimer,
    Texts,
    choose_variant,
    contact_notice,
    disclaimer,
    load_texts,
)
from plugins.prose_lint.ease import reading_ease
from plugins.shared.blog import COUNTRIES
from tests.support.sites import BLOG, KIT, Site

FOLDER = KIT / "plugins" / "disclaimer"
TEXTS = load_texts(FOLDER)
NUMBERS = tomllib.loads((FOLDER / "numbers.toml").read_text("utf-8"))["number"]
EVERY = list(product(VARIANTS, ("fr", "en"), COUNTRIES))
SENTENCE = re.compile(r"[.!?](?=\s|$)")
# Flesch counts each unit of thought: a colon ends one too.
UNIT = re.compile(r"[.!?:;](?=\s|$)")
# Kandel-Moles, Flesch: from 70 on a text is easy.
EASY = 70
WORD = re.compile(r"[\w’'+-]+")


# What a variant shows beside the emergency numbers.
LINES = {
    "mental-health": ("suicide", "suicide-text"),
    "child": ("poison",),
    "medication": ("poison",),
    "violence": ("police", "children", "women", "elders"),
}
# What each variant must say, in words of its own: D2 of the requirements.
SAYS = {
    "fr": ("article informe", "ne remplace", "auteur ne donne pas de conseil adapté à votre cas"),
    "en": (
        "article is for information",
        "does not replace",
        "author does not give advice on your own case",
    ),
}


def say(
    variant: str, language: str = "fr", country: str = "FR", *, unconfirmed: bool = False
) -> Disclaimer:
    """Return a disclaimer."""
    return disclaimer(TEXTS, variant, country, language, unconfirmed=unconfirmed)


def listed(country: str, *uses: str) -> list[str]:
    """Return the numbers of a country for some uses, as numbers.toml has them."""
    return [row["dial"] for row in NUMBERS if row["country"] == country and row["use"] in uses]


def dialled(said: Disclaimer) -> list[str]:
    """Return the numbers that a reader can touch to call, in order, with plain spaces."""
    links = LexborHTMLParser(said.text + " " + said.call).css("a")
    return [re.sub(r"\s", " ", node.text()) for node in links]


def urgent(variant: str, country: str) -> list[str]:
    """Return the first numbers to call in a country: of the police, where there is violence."""
    police = listed(country, "police") if variant == "violence" else []
    return (police or listed(country, "emergency"))[:2]


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


@pytest.mark.parametrize(("variant", "language", "country"), EVERY)
def test_only_numbers_of_the_country(variant: str, language: str, country: str):
    """Each number is one of the country's, for an emergency or of a line that belongs there."""
    uses = [*LINES.get(variant, ()), "emergency", "text-only", "text-registered"]
    said = say(variant, language, country)
    unlinked = re.sub(r"<a .*?</a>", "", f"{said.text} {said.call}")
    for hours in (row["hours"][language] for row in NUMBERS if "hours" in row):
        unlinked = unlinked.replace("\u00a0", " ").replace(hours, "")

    assert set(dialled(said)) <= set(listed(country, *uses))
    assert not re.search(r"\d", unlinked)


@pytest.mark.parametrize(("variant", "language", "country"), EVERY)
def test_the_emergency_numbers_are_there(variant: str, language: str, country: str):
    """A country with an emergency number has it in every variant, the first two at most."""
    first = urgent(variant, country)
    shown = dict.fromkeys(n for n in dialled(say(variant, language, country)) if n in first)

    assert first
    assert list(shown) == first


@pytest.mark.parametrize(("language", "country"), product(("fr", "en"), COUNTRIES))
@pytest.mark.parametrize("variant", ["emergency", "violence"])
def test_the_sentence_that_says_to_call_has_the_number(variant: str, language: str, country: str):
    """Whoever reads one sentence of an emergency, or of violence, has read whom to call."""
    first = SENTENCE.split(str(say(variant, language, country).text))[0]
    links = LexborHTMLParser(first).css("a")

    assert re.search("appelez|call", first)
    assert [re.sub(r"\s", " ", node.text()) for node in links] == urgent(variant, country)


def test_danger_comes_before_any_line_that_listens():
    """In France: 17, 112, 114 by text message, then 119, 3919 and 3977 for whom each listens to."""
    said = say("violence")

    assert dialled(said) == ["17", "112", "114", "119", "3919", "3977"]
    assert "n’envoie pas de secours" in said.call
    assert "jour et nuit" in said.call
    assert "(de 9" in said.call
    assert dialled(say("violence", country="CH")) == ["112"]
    assert dialled(say("violence", "en", "IE")) == ["112", "999", "112"]


@pytest.mark.parametrize(("variant", "language", "country"), EVERY)
def test_a_number_can_be_touched_to_call(variant: str, language: str, country: str):
    """Each number is a link that a telephone understands, without spaces."""
    said = say(variant, language, country)
    for node in LexborHTMLParser(said.text + " " + said.call).css("a"):
        assert node.attributes["href"] == "tel:" + re.sub(r"\D", "", node.text())


def test_france():
    """In France: 15 or 112, and 114 by text message for those who cannot speak or hear."""
    assert LexborHTMLParser(say("standard").call).text() == (
        "Appelez le 15 ou le 112 en cas d’urgence\u202f; "
        "si vous ne pouvez pas parler ou entendre, le 114 par SMS."
    )


def test_france_in_english():
    """An English article of a French doctor has the French numbers."""
    said = say("mental-health", "en").call

    assert LexborHTMLParser(said).text().replace("\u00a0", " ") == (
        "Thoughts of suicide: call 3114. Call 15 or 112 in an emergency; "
        "if you cannot speak or hear, text 114."
    )


@pytest.mark.parametrize("variant", ["standard", "child", "medication", "emergency", "violence"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_advice_line_is_no_emergency_line(variant: str, language: str):
    """In Great Britain, 999 by voice and by text: neither 111 nor its textphone."""
    assert dialled(say(variant, language, "GB")) == ["999", "999"]


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_number_rather_than_a_wrong_one(variant: str, language: str):
    """Where no official page gave a number, the reader is sent to the services without one."""
    said = say(variant, language, "XX")

    assert not re.search(r"\d|tel:", f"{said.text} {said.call}")
    assert re.search("secours de votre pays|services of your country", f"{said.text} {said.call}")


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_line_closed_at_night_is_not_shown(variant: str):
    """The Irish poison line answers by day only: nobody is sent there at night."""
    assert listed("IE", "poison-daytime") == ["01 809 2166"]
    assert "01 809 2166" not in dialled(say(variant, "en", "IE"))


@pytest.mark.parametrize("country", [c for c in COUNTRIES if listed(c, "poison")])
@pytest.mark.parametrize("variant", ["child", "medication"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_poison_line_comes_after_the_emergency(variant: str, country: str, language: str):
    """For a child and for medicines, the poison centre, once no sign is grave; nowhere else."""
    line = listed(country, "poison")[0]
    said = say(variant, language, country)
    first, *_, last = SENTENCE.split(said.call.striptags().rstrip("."))

    assert dialled(said)[-1] == line
    assert dialled(said)[0] == listed(country, "emergency")[0]
    assert re.search("convulsions|fits", first)
    assert re.search("sans ces signes|without these signs", last)
    assert line not in dialled(say("standard", language, country))


def test_a_text_line_that_wants_a_registration_says_so():
    """Whoever did not register would text in vain."""
    assert "phone registered" in say("standard", "en", "GB").call
    assert "signed up" not in say("standard", "en", "FR").call


@pytest.mark.parametrize(
    ("country", "line"), [(c, listed(c, "suicide")[0]) for c in COUNTRIES if listed(c, "suicide")]
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


def test_no_suicide_line_from_abroad():
    """A country without a known line borrows none."""
    some = {place: dials for place, dials in TEXTS.numbers.items() if place != ("BE", "suicide")}
    texts = Texts(TEXTS.wording, some)

    assert say("mental-health", country="BE").call != say("standard", country="BE").call
    assert (
        disclaimer(texts, "mental-health", "BE", "fr").call
        == disclaimer(texts, "standard", "BE", "fr").call
    )


def test_a_line_that_sleeps_says_when_it_answers():
    """The line of Luxembourg has its hours beside it; those that never sleep have none."""
    call = LexborHTMLParser(say("mental-health", "fr", "LU").call).text().replace("\u00a0", " ")

    assert "appelez le 45 45 45 (tous les jours de 11 h à 23 h)." in call
    assert "from 11 am to 11 pm" in say("mental-health", "en", "LU").call
    assert "(" not in say("mental-health", "fr", "FR").call


def test_who_would_rather_write_can():
    """In Ireland a line is texted; in Québec the province's own number comes first."""
    assert dialled(say("mental-health", "en", "IE"))[:3] == ["116 123", "1800 247 247", "50808"]
    assert "or text" in say("mental-health", "en", "IE").call
    assert "par SMS, le" in say("mental-health", "fr", "IE").call
    assert dialled(say("mental-health", "fr", "CA-QC"))[:2] == ["1 866 277-3553", "988"]


def test_every_number_has_its_source():
    """Each is of a known country and use, with the page it was read on and the day."""
    uses = {"emergency", "text-only", "text-registered", "suicide", "poison", "poison-daytime"}
    uses |= {"medical-advice", "medical-advice-text", "suicide-text", "police", "children", "women"}
    uses.add("elders")

    assert all(row["who"] and row["source"] for row in NUMBERS)
    assert all(date(2026, 11, 1) <= row["read"] <= date(2026, 11, 29) for row in NUMBERS)
    assert {row["country"] for row in NUMBERS if row["use"] == "emergency"} == set(COUNTRIES)
    assert {row["use"] for row in NUMBERS} <= uses
    assert all(row.get("official", "https://").startswith("https://") for row in NUMBERS)
    assert all(set(row.get("hours", {"fr": "", "en": ""})) == {"fr", "en"} for row in NUMBERS)
    assert {row["country"] for row in NUMBERS if row["use"] == "suicide"} == set(COUNTRIES)
    assert {row["country"] for row in NUMBERS} <= set(COUNTRIES)
    assert len({(row["country"], row["dial"], row["use"]) for row in NUMBERS}) == len(NUMBERS)


def test_every_variant_is_worded_in_both_languages():
    """Nothing else than the variants and the call is worded."""
    assert set(TEXTS.wording) == {*VARIANTS, HANDOUT, CONTACT, UNCONFIRMED, "call"}
    assert all(set(wording) == {"fr", "en"} for wording in TEXTS.wording.values())
    assert all(
        set(wording) == {"title", "text"}
        for variant in (*VARIANTS, HANDOUT, CONTACT)
        for wording in TEXTS.wording[variant].values()
    )


@pytest.mark.parametrize(("language", "country"), product(("fr", "en"), COUNTRIES))
def test_the_page_of_contact_calls(language: str, country: str):
    """An emergency is called, never written: the numbers of the country, in easy words."""
    said = contact_notice(TEXTS, country, language)
    text = f"{said.text.striptags()} {said.call.striptags()}"

    assert {*listed(country, "emergency")[:2]} <= {*dialled(said)}
    assert re.search("écrivez|write", said.title)
    assert reading_ease(text, len(UNIT.findall(text)), language) >= EASY
    assert len(WORD.findall(text)) <= 40


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
