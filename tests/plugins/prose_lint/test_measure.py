"""What deserves a second look is told, and little else: measured on sentences made beforehand."""

from __future__ import annotations

import pytest

from tests.support.judged import HALVES, LANGUAGES, half_of, read, said, scores

# Of what is told, how much is right; of what is to be told, how much is.
PRECISION, RECALL = 0.8, 0.6
EVERY_KIND = "claim promise praise person testimony jargon identity order".split()


def test_the_judge_was_not_chosen():
    """Which half a sentence is in follows from its letters; each half holds every kind."""
    for half in HALVES:
        rows = [row for language in LANGUAGES for row in read(half, language)]
        assert {half_of(row.text) for row in rows} == {half}
        assert len(rows) >= 150
        for kind in EVERY_KIND:
            assert sum(kind in row.wanted for row in rows) >= 5, (half, kind)
        assert sum(not row.wanted for row in rows) >= 70


def test_most_of_what_is_told_is_right_and_most_is_told():
    """Each kind keeps to its precision and recall on sentences that no rule was tuned on."""
    found = scores("judge")
    assert sorted(found) == sorted(EVERY_KIND)
    for kind, score in found.items():
        assert score.precision >= PRECISION, (kind, score)
        assert score.recall >= RECALL, (kind, score)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Des risques fortement réduits par la vaccination.", "claim"),
        ("Les accidents sont deux fois moindres.", "claim"),
        ("Le risque est multiplié par quatre.", "claim"),
        ("Cela fait 75 000 décès par an.", "claim"),
        ("C’est vrai dans 90 pour cent des cas.", "claim"),
        ("L’homéopathie soigne l’angine.", "claim"),
        ("Ce patient, 45 ans à peine, venait de perdre son emploi.", "person"),
        ("Ma mère a fait un AVC.", "person"),
        ("Ma fille de 6 ans a eu la varicelle.", "person"),
        ("Un homme d’une soixantaine d’années attendait, il avait mal.", "person"),
        ("La boulangère du village m’a montré son bouton.", "person"),
        ("Le miel calme la toux.", "claim"),
        ("Le décès est rare : 1 pour 1 000.", "claim"),
        ("Plus jamais mal au dos !", "promise"),
        ("Vous en serez débarrassés pour de bon.", "promise"),
        ("Vous êtes entre de bonnes mains.", "praise"),
        ("Le Dr Martin est une référence dans son domaine.", "praise"),
        ("J’ai vu hier une patiente atteinte d’Alzheimer.", "person"),
        ("On trouve une myocardite.", "jargon"),
        ("La parasitémie est mesurée chaque jour.", "jargon"),
    ],
)
def test_what_was_missed_is_told(text: str, kind: str):
    """Sentences of real blogs that the first rules passed over."""
    assert kind in said(text, "fr")


@pytest.mark.parametrize(
    "text",
    [
        "Les urgences sont devenues la cour des miracles.",
        "L’appareil a une garantie prolongée.",
        "Ils demandent une augmentation garantie de 15 %.",
        "Le service répond 24h sur 24.",
        "Je n’en suis pas certaine à 100 %.",
        "Le sport est le meilleur des médicaments.",
        "La France compte 67 millions d’habitants.",
        "Monsieur le Président, les patients attendent.",
        "Prenez 2 gouttes sur un sucre.",
        "Un médecin de 60 ans cherche un remplaçant.",
    ],
)
def test_what_was_told_wrongly_passes(text: str):
    """Sentences of real blogs that the first rules were wrong about."""
    assert said(text, "fr") == frozenset()
