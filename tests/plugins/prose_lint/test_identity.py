"""What tells who a patient is, and what tells nothing of one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.conditions.core import load_vocabulary
from plugins.prose_lint.identity import Known, figures, has_figures, identities, letters

ILLNESSES = load_vocabulary().single_words
OWN = Known(
    country="FR",
    people=frozenset({"exemple"}),
    numbers=frozenset({figures("06 40 11 22 33", "FR"), figures("01 40 05 48 48", "FR")}),
    mails=frozenset({"contact@carnet.example"}),
    places=("3 rue de la Paix, 44400 Rezé",),
)


def told(text: str, language: str = "fr", country: str = "FR") -> list[str]:
    """Return the words of a paragraph that tell who somebody is."""
    known = OWN if country == "FR" else Known(country=country)
    found = [text[a:b].strip(" ,") for a, b in identities(text, language, known, ILLNESSES)]
    # A paragraph without these letters, and with few figures, is not even looked at.
    passed = any(one in text.lower() for one in letters(language)) or has_figures(text)
    assert passed or not found
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mme Dupont est venue pour sa tension.", ["Mme Dupont"]),
        ("M. Le Goff souffre d’un asthme.", ["M. Le Goff"]),
        ("Monsieur Jean-Pierre Lefèvre a été opéré.", ["Monsieur Jean-Pierre Lefèvre"]),
        ("M. et Mme Rousseau sont malades.", ["M. et Mme Rousseau"]),
        ("La patiente Zoé Martin va mieux.", ["Zoé Martin"]),
        ("Claire Moreau, 12 ans, a une leucémie.", ["Claire Moreau"]),
        ("La maman de Théo Lambert consulte.", ["Théo Lambert"]),
        ("Elle s’appelle Louise Petit, elle a un cancer.", ["Louise Petit"]),
        ("La patiente X. Y., née le 12/03/1972.", ["X. Y., née le 12/03/1972"]),
        ("Elle est née le 4 juillet 1958.", ["née le 4 juillet 1958"]),
        ("DDN : 03.05.48", ["DDN : 03.05.48"]),
        ("Date de naissance : 3 mai 2001", ["naissance : 3 mai 2001"]),
        ("Appelez-la au 06 12 34 56 78.", ["06 12 34 56 78"]),
        ("Son portable : +33 6 12 34 56 78.", ["+33 6 12 34 56 78"]),
        ("Sa mère répond au 02.40.12.34.56.", ["02.40.12.34.56"]),
        ("NIR 2 72 03 44 109 123 45", ["2 72 03 44 109 123 45"]),
        ("Sécu : 172032A123456", ["172032A123456"]),
        ("Écrivez à ma patiente : z.martin@orange.fr", ["z.martin@orange.fr"]),
        ("Ce patient écrit de z.martin@mairie.example", ["z.martin@mairie.example"]),
        ("Elle habite 14 rue des Acacias, 44400 Rezé.", ["14 rue des Acacias, 44400 Rezé"]),
        ("Ce patient vit 3 bis, avenue Pasteur.", ["3 bis, avenue Pasteur"]),
    ],
)
def test_what_names_a_patient_in_french(text: str, words: list[str]):
    """A name, a day of birth, a number, an address: the very words are told."""
    assert told(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Mme Bernard, notre secrétaire, prend les rendez-vous des patients.",
        "La ministre, Mme Dufour, annonce un plan cancer.",
        "Selon M. Durand, le traitement est utile.",
        "Le Dr Sophie Lambert suit ces patients.",
        "Mme Exemple vous reçoit avec vos examens.",
        "M. Tout-le-Monde consulte pour un rhume.",
        "M. Pasteur aimait la musique.",
        "Mme D. vient pour sa tension.",
        "La maladie de Parkinson et le syndrome de Guillain-Barré.",
        "Louis Pasteur est né le 27 décembre 1822.",
        "La loi est née le 17 janvier 1975.",
        "Je suis née le 3 mars 1970.",
        "Appelez le 15, le 112 ou le 3114.",
        "Le centre antipoison : 01 40 05 48 48.",
        "Le standard du CHU : 02 40 08 33 33.",
        "Appelez-moi au 06 40 11 22 33.",
        "Le numéro vert 0 800 23 13 13.",
        "doi:10.1001/jama.2018.12777, PMID 39626064, RPPS 10001234567",
        "Écrivez à contact@carnet.example ou à info@association.example.",
        "Le cabinet est au 3 rue de la Paix, 44400 Rezé.",
        "L’hôpital est au 1 place Alexis-Ricordeau.",
        "En 1972, 12/03 des patients ont guéri : 120/80, 10 000 UI.",
    ],
)
def test_what_names_no_patient_in_french(text: str):
    """Professionals, public persons, illnesses, history, and what is the practice's own."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mrs Jane Carter came in about her pain.", ["Mrs Jane Carter"]),
        ("My patient was born on March 12, 1972.", ["born on March 12, 1972"]),
        ("Date of birth: 12/03/1972", ["Date of birth: 12/03/1972"]),
        ("Ring her on 020 7946 0958.", ["020 7946 0958"]),
        ("She lives at 14 Acacia Road, Leeds.", ["14 Acacia Road, Leeds"]),
        ("NHS number 943 476 5919", ["NHS number 943 476 5919"]),
        ("The patient Tom Hughes is better.", ["Tom Hughes"]),
    ],
)
def test_what_names_a_patient_in_english(text: str, words: list[str]):
    """The same in English."""
    assert told(text, "en", "GB") == words


@pytest.mark.parametrize(
    "text",
    [
        "Mrs Carter, our receptionist, books your appointment.",
        "Dr Jane Hill sees these patients.",
        "In Denmark, 657,461 children were followed.",
        "Call 999 or 112.",
        "The hospital is at 14 Acacia Road.",
        "Charles Darwin was born on 12 February 1809.",
    ],
)
def test_what_names_no_patient_in_english(text: str):
    """The same in English."""
    assert told(text, "en", "GB") == []


def test_the_paragraph_beside_may_speak_of_the_illness():
    """A name in a title, the illness below it."""
    text = "Mme Dupont"
    known = Known()

    assert identities(text, "fr", known) == []
    assert identities(text, "fr", known, around="elle a un cancer.") == [(0, len(text))]


def test_a_number_is_the_same_however_it_is_written():
    """With or without its country, dots and spaces."""
    written = ("02 40 11 22 33", "+33 2 40 11 22 33", "02.40.11.22.33", "0033240112233")

    assert len({figures(number, "FR") for number in written}) == 1
    assert figures("15", "FR")


PIECES = st.sampled_from(
    "Mme M. Dupont d’ née le 12/03/1972 06 12 34 56 78 a@b.fr 14 rue Acacias , . É".split()
)


@given(st.lists(PIECES, max_size=40).map(" ".join), st.sampled_from(["fr", "en", "de"]))
def test_any_paragraph_is_read(text: str, language: str):
    """Whatever is written, what is found stands in it."""
    for begin, end in identities(text, language, OWN, ILLNESSES):
        assert 0 <= begin < end <= len(text)
