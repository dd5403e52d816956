"""An instruction to stop or change a named medicine is found; what only looks like one is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.prose_lint.medicines import is_medicine
from plugins.prose_lint.orders import letters, orders
from plugins.shared.typography import typeset


def told(text: str, language: str = "fr") -> list[str]:
    """Return the instructions of a sentence, in plain spaces."""
    typed = typeset(text, language).replace("\u2060", "")
    found = [" ".join(words.split()) for words in orders(typed, language)]
    # A paragraph without these letters is not even looked at.
    assert not found or any(one in typed.lower() for one in letters(language))
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Arrêtez votre méthotrexate.", "Arrêtez votre méthotrexate"),
        ("Vous allez mieux : doublez votre Lévothyrox.", "doublez votre Lévothyrox"),
        ("Ne prenez plus de Kardégic.", "Ne prenez plus de Kardégic"),
        ("Arrêtez de prendre l’amiodarone.", "Arrêtez de prendre l’amiodarone"),
        ("Vous devez arrêter immédiatement le Xarelto.", None),
        ("Vous pouvez tout de suite diminuer votre bisoprolol.", None),
        ("Il vous suffit d’espacer les prises de Seroplex.", None),
        ("Je te conseille d’arrêter la Dépakine.", None),
        ("Je vous recommande vivement de réduire le Tercian.", None),
        ("Pensez à arrêter la metformine avant l’examen.", None),
        ("Remplacez le Previscan par l’Eliquis.", "Remplacez le Previscan"),
        ("Passez de 5 à 10 mg de ramipril.", None),
        ("Double ton Xanax ce soir.", None),
        ("Prenez du Doliprane au lieu de votre Tramadol.", None),
        ("Votre méthotrexate, arrêtez-le.", None),
        ("Jetez votre pilule.", "Jetez votre pilule"),
        ("Arrêtez vos antidépresseurs dès demain.", "Arrêtez vos antidépresseurs"),
        ("Sautez la dose d’insuline du soir.", None),
        ("Arrêter votre Plavix trois jours avant.", None),
        ("Suspendez l’apixaban.", "Suspendez l’apixaban"),
        ("Réduisez de moitié votre semaglutide.", None),
        ("Vous n’avez plus besoin de votre Mopral.", None),
        ("Il faut arrêter votre Tahor.", None),
    ],
)
def test_french_instructions(text: str, words: str | None):
    """To stop, to skip, to double, to replace: by name, by class, by the end of the name."""
    found = told(text)

    assert len(found) == 1, found
    assert found[0].replace("’", "'") in text.replace("’", "'")
    assert words is None or found == [words]


@pytest.mark.parametrize(
    "text",
    [
        "N’arrêtez pas votre méthotrexate.",
        "N'arrêtez jamais seul votre Lévothyrox.",
        "Ne doublez surtout pas votre dose de Lévothyrox.",
        "Arrêtez de fumer.",
        "Arrêtez de fumer et prenez votre méthotrexate.",
        "Arrêtez l’alcool si vous prenez du métronidazole.",
        "Diminuez le sel avec votre ramipril.",
        "Si vous arrêtez votre Seroplex, faites-le lentement.",
        "Avant d’arrêter votre Kardégic, appelez.",
        "Faut-il arrêter l’aspirine ?",
        "Arrêtez votre Kardégic seulement si votre cardiologue le demande.",
        "Arrêtez le méthotrexate après avis de votre médecin.",
        "Demandez s’il faut arrêter la metformine.",
        "Il a arrêté son Lévothyrox.",
        "Le médecin augmente la dose de bisoprolol.",
        "L’arrêt du méthotrexate se décide à deux.",
        "On lit partout : « Arrêtez vos statines ! »",
        "Prenez votre méthotrexate le lundi.",
        "Prenez 1 g de paracétamol toutes les six heures.",
        "Vous ne devez pas arrêter votre Dépakine.",
        "Arrêtez le sport et le café.",
        "Augmentez les fibres et l’eau.",
        "Passez à la pharmacie chercher votre Ventoline.",
        "Changez de brosse à dents.",
        "Évitez l’ibuprofène.",
        "Il faut arrêter le tabac avant votre Champix.",
        "Arrêtez-vous au premier étage.",
    ],
)
def test_no_instruction_in_french(text: str):
    """A warning, a question, a story, a quotation, tobacco, the doctor's own decision."""
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Stop your methotrexate.",
        "You can stop taking your warfarin.",
        "Feeling better? Then double your levothyroxine.",
        "I advise you to cut your sertraline.",
        "Stop your blood thinners today.",
        "Take aspirin instead of apixaban.",
        "Don’t take any more ibuprofen.",
    ],
)
def test_english_instructions(text: str):
    """The same in English."""
    assert len(told(text, "en")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Do not stop your methotrexate.",
        "Never double your levothyroxine.",
        "Stop smoking before you take warfarin.",
        "If you stop your sertraline, do it slowly.",
        "Ask your doctor before you stop aspirin.",
        "Should you stop your aspirin?",
        "Her doctor told her to stop methotrexate.",
        "Take your methotrexate on Mondays.",
        "Reduce salt.",
    ],
)
def test_no_instruction_in_english(text: str):
    """The same in English."""
    assert told(text, "en") == []


@pytest.mark.parametrize(
    "word",
    "méthotrexate methotrexate lévothyrox kardégic ozempic warfarine warfarin apixaban".split()
    + "sémaglutide tirzépatide ramipril candésartan bimekizumab".split(),
)
def test_names_of_medicines(word: str):
    """French and English spellings, brands, and the ends of names that no list has yet."""
    assert is_medicine(word)


@pytest.mark.parametrize(
    "word", "alcool sel eau sucre café avril sport tabac pain lait soja huile vaccin fer".split()
)
def test_everyday_words_are_no_medicine(word: str):
    """What is also sold as one is not meant by its everyday word."""
    assert not is_medicine(word)


PIECES = st.sampled_from(
    "arrêtez Doublez n’ votre le méthotrexate , . ; ? « » et si vous İ stop your prenez ẞ".split()
)


@given(st.lists(PIECES, max_size=40).map(" ".join), st.sampled_from(["fr", "en", "de"]))
def test_any_sentence_is_read(text: str, language: str):
    """Whatever is written, what is found stands in it, word for word."""
    for words in orders(text, language):
        assert words
        assert words in text
