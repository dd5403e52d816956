"""A number that a text says to call can be touched; any other figures stay figures."""

from __future__ import annotations

import pytest

from tests.support.callouts import shaped


@pytest.mark.parametrize(
    ("written", "dials"),
    [
        ("Une douleur soudaine : appelez le 15 ou le 112.", ["tel:15", "tel:112"]),
        ("En cas d’idées de suicide, appelez le **3114**, à toute heure.", ["tel:3114"]),
        ("En cas d’idées de suicide, appelez le 3114, à toute heure.", ["tel:3114"]),
        ("Joignez les secours par SMS au 114.", ["tel:114"]),
        ("Si vous parlez difficilement, écrivez au 114 par SMS.", ["tel:114"]),
        ("En cas d’idées suicidaires, le 3114 répond jour et nuit.", ["tel:3114"]),
        ("Le 3114 est la ligne nationale de prévention du suicide.", ["tel:3114"]),
        ("Écrivez au 15, rue des Lilas, ou au 15 rue des Lilas.", []),
        ("Appelez le 3114, jour et nuit.", ["tel:3114"]),
        ("Écrivez-nous avant le 15. Le 15 est un dimanche.", []),
        ("Composez le 01 45 42 59 59.", ["tel:0145425959"]),
        ("Appelez votre médecin avant le 15 mars, ou dans les 15 jours.", []),
        ("Appelez si vous allez plus de 15 fois aux toilettes.", []),
        ("Appelez le [15](tel:15).", ["tel:15"]),
        ("Contactez le secrétariat avant le 15.", []),
        ("Appelez le cabinet avant le **17**.", []),
        ("Téléphonez après le 15, ou d’ici au 17.", []),
        ("Joignez le service jusqu’au 18, depuis le 15.", []),
        ("Appelez dès le 15, au plus tard le 17.", []),
        ("Contactez le secrétariat pour le 15. Appelez le cabinet le 17.", []),
        ("Appelez lundi le 15, ou le lundi 17.", []),
        ("Appelez le 15 sept. au matin.", []),
        ("Appelez le 15 ou le 17 mars.", []),
        ("Faites une prise de sang le 15.", []),
        ("Faites vite le 15.", ["tel:15"]),
        ("Avant tout, appelez le 15.", ["tel:15"]),
        ("Appelez avant tout le 15, dès maintenant le 112.", ["tel:15"]),
        ("Après 20 h, ou le dimanche, appelez le 15.", ["tel:15"]),
        ("Appelez votre médecin ou le 15.", ["tel:15"]),
        ("Contactez un médecin au 15.", ["tel:15"]),
        ("Vous pouvez joindre le 15.", ["tel:15"]),
        ("Envoyez un SMS d’urgence au 114.", ["tel:114"]),
        ("### Appelez votre médecin avant le 15 si :\n\n- a", []),
        ("### Appelez le 18 avant le 15 si :\n\n- a", ["tel:18"]),
    ],
)
def test_a_number_to_call_is_a_link(written: str, dials: list[str]):
    """A number that its sentence says to call can be touched; figures that count cannot."""
    page, _ = shaped(f"{written}\n")

    assert [link.attributes["href"] for link in page.css("a")] == dials


@pytest.mark.parametrize(
    ("written", "dials"),
    [
        ("Call 15 or 112.", ["tel:15", "tel:112"]),
        ("Before all, call 15. Calling 15 may save a life.", ["tel:15", "tel:15"]),
        ("Call 15 March, or 15 Dec at noon.", []),
        ("### Call your doctor before the 15 if:\n\n- a", []),
        ("### Call your doctor by Monday 15 if:\n\n- a", []),
    ],
)
def test_a_date_in_english_is_no_number(written: str, dials: list[str]):
    """English dates stay figures too."""
    page, _ = shaped(f"{written}\n", language="en")

    assert [link.attributes["href"] for link in page.css("a")] == dials
