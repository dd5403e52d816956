"""The numbers to call are those of the country, the most pressing first."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from itertools import product

import pytest
from selectolax.lexbor import LexborHTMLParser

from plugins.disclaimer.core import VARIANTS, Disclaimer, Texts, contact_notice, disclaimer
from plugins.prose_lint.ease import reading_ease
from plugins.shared.blog import COUNTRIES
from tests.support.disclaimers import EASY, EVERY, FOLDER, LINES, SENTENCE, TEXTS, UNIT, WORD, say

NUMBERS = tomllib.loads((FOLDER / "numbers.toml").read_text("utf-8"))["number"]


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
    assert "from 11\u00a0am to 11\u00a0pm" in say("mental-health", "en", "LU").call
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


@pytest.mark.parametrize(("language", "country"), product(("fr", "en"), COUNTRIES))
def test_the_page_of_contact_calls(language: str, country: str):
    """An emergency is called, never written: the numbers of the country, in easy words."""
    said = contact_notice(TEXTS, country, language)
    text = f"{said.text.striptags()} {said.call.striptags()}"

    assert {*listed(country, "emergency")[:2]} <= {*dialled(said)}
    assert re.search("écrivez|write", said.title)
    assert reading_ease(text, len(UNIT.findall(text)), language) >= EASY
    assert len(WORD.findall(text)) <= 40
