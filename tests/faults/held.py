"""Words that may identify or harm somebody: a publication waits for them to be intended."""

from __future__ import annotations

from .case import NEW, Blocked, Fault, Published, added, body, elsewhere

NAMED = "on pourrait reconnaître un patient"
ORDERED = "de changer un médicament"
CANCER = "Texte neuf [@chey2024].\n\nMme Dupont a un cancer.\n"


def waits(id_: str, title: str, text: str, says: str = NAMED) -> Fault:
    """Return a fault: words after the first paragraph, for which the publication waits."""
    return Fault(id_, title, Blocked(says, line=8), body(text))


def passes(id_: str, title: str, text: str) -> Fault:
    """Return words that look like others for which a publication waits."""
    return Fault(id_, title, Published(shows=(NEW,)), body(text))


FAULTS = [
    waits("W01", "a patient's name", "Mme Dupont est venue pour son cancer."),
    waits("W02", "a patient's day of birth", "La patiente X. Y., née le 12/03/1972, va mieux."),
    waits("W03", "a patient's telephone", "Joignez ma patiente au 06 12 34 56 78."),
    waits("W04", "a patient's mail", "Ce patient écrit de jean.durand@orange.fr."),
    waits("W05", "a patient's home", "Ce patient habite 14 rue des Acacias, 44400 Rezé."),
    waits("W06", "a social security number", "Son numéro : 2 72 03 44 109 123 45."),
    waits("W07", "a name in a list", "- Le patient Jean Durand a été opéré."),
    waits("W10", "an order to stop a medicine", "Arrêtez votre méthotrexate.", ORDERED),
    waits("W11", "an order to double a dose", "Doublez votre Lévothyrox.", ORDERED),
    waits("W12", "an order to take no more of it", "Ne prenez plus de Kardégic.", ORDERED),
    Fault(
        "W13",
        "words other than those intended",
        Blocked(NAMED, line=9),
        added('intended: ["Mme Dupond"]', body=CANCER),
    ),
    passes("W20", "a warning not to stop a medicine", "N’arrêtez pas votre méthotrexate."),
    passes("W21", "an order to stop smoking", "Arrêtez de fumer."),
    passes("W22", "a name that is no patient's", "Mme Bernard, notre secrétaire, vous accueille."),
    passes("W23", "a number that anybody may call", "En cas d’urgence, le 15 ou le 112."),
    Fault(
        "W24",
        "words that are intended",
        Published(shows=("Mme Dupont",)),
        added('intended: ["Mme Dupont"]', body=CANCER),
    ),
    Fault(
        "W25",
        "a draft that names a patient",
        Published(shows=(), absent=("autre", "drafts")),
        elsewhere(added("status: draft", body="Mme Dupont a un cancer [@chey2024].\n")),
    ),
]
