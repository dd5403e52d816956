"""What a vetting looks at, in the words of readers. Knows nothing of Pelican.

One list makes the page on the criteria and the table on every community's page.
The reasons are those of published charters and of known failures; see the
questions that ``vet`` asks the doctor, in the same order.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from plugins.shared.problems import N_, Phrase
from plugins.shared.typography import typeset

if TYPE_CHECKING:
    from .ledger import Vetted

YES, NO, UNKNOWN = "yes", "no", "unknown"
_SAID = {YES: N_("Yes"), NO: N_("No"), UNKNOWN: N_("Not found")}


@dataclass(frozen=True)
class Criterion:
    """One thing that is looked at: as it is asked, and why it matters to a patient."""

    name: str
    asks: Phrase
    why: Phrase


CRITERIA = (
    Criterion(
        "operator",
        N_("Who runs it?"),
        N_("An association, a public body, a company or one person do not have the same aims."),
    ),
    Criterion(
        "moderation",
        N_("Who moderates it?"),
        N_("Somebody must be there to stop insults, dangerous advice and touts."),
    ),
    Criterion(
        "charter",
        N_("Are there rules to accept before posting?"),
        N_("Rules that everybody has read protect the members, and those who moderate."),
    ),
    Criterion(
        "medical_oversight",
        N_("Do health professionals look over what is said?"),
        N_("A mistake about an illness or a treatment can then be corrected."),
    ),
    Criterion(
        "funding",
        N_("Where does the money come from? Is there advertising?"),
        N_("Whoever pays may influence what is said. Advertising must be recognisable."),
    ),
    Criterion(
        "data_sale",
        N_("Are members’ data sold or passed on?"),
        N_(
            "What you write about your health has a price. Even without your name, it must be said."
        ),
    ),
    Criterion(
        "privacy",
        N_("Is there a privacy policy that is easy to find?"),
        N_("It says who keeps what you write, for how long, and how to have it erased."),
    ),
    Criterion(
        "registration",
        N_("Do you have to register? Can you stay anonymous?"),
        N_("Reading without an account and writing under another name protect you."),
    ),
    Criterion(
        "crisis_policy",
        N_("Does it say what to do when a member is in distress?"),
        N_("When somebody speaks of dying, the others must know whom to call."),
    ),
    Criterion(
        "forbids_medicine_exchange",
        N_("Does it forbid the exchange of medicines?"),
        N_("A medicine from a stranger can be dangerous."),
    ),
    Criterion(
        "touting",
        N_("Are patients canvassed there for paid care, abroad or elsewhere?"),
        N_("Touts pose as patients to sell a clinic, a product or a cure."),
    ),
    Criterion(
        "ties",
        N_("Does the doctor have a tie with it?"),
        N_("You can then judge for yourself what this opinion is worth."),
    ),
)


_BY_NAME = {criterion.name: criterion for criterion in CRITERIA}
NAMES = tuple(_BY_NAME)


@dataclass(frozen=True)
class Finding:
    """What was found for a criterion: a phrase, or else the doctor's own words.

    ``answer``: yes, no, unknown, ``words``, or empty when nothing was noted.
    """

    criterion: Criterion
    answer: str = ""
    said: Phrase | str = ""

    @property
    def words(self) -> str:
        """Return the doctor's own words, empty when there are none."""
        return str(self.said) if self.answer == "words" else ""


def findings(vetted: Vetted, language: str) -> list[Finding]:
    """Return what the doctor, who writes in a language, found: a finding for each criterion."""
    return [_finding(vetted, criterion, language) for criterion in CRITERIA]


def finding(vetted: Vetted, name: str, language: str) -> Finding:
    """Return what the doctor, who writes in a language, found for one criterion."""
    return _finding(vetted, _BY_NAME[name], language)


def _finding(vetted: Vetted, criterion: Criterion, language: str) -> Finding:
    said = vetted.vetting.criteria.get(criterion.name, "").strip()
    answer = said if said in _SAID or not said else "words"
    words = typeset(said, language) if answer == "words" else _SAID.get(said, "")
    return Finding(criterion, answer, words)
