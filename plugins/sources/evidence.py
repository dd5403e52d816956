"""How far a source can be leaned on: its kind, its grade, its age. Knows nothing of Pelican.

The kind of study comes from PubMed's publication types (National Library of Medicine, *Publication
Characteristics*), which are facts; the grade is the doctor's, copied from the guideline it stands
in. Nothing is guessed: a source of which nothing is known gets no mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from plugins.shared.problems import N_, Phrase, Problem, unknown_names

# The names a doctor may write in annotations.toml, and what a reader is told.
STUDIES: dict[str, Phrase] = {
    "guideline": N_("Guideline for good practice"),
    "meta-analysis": N_("Meta-analysis: several studies put together"),
    "systematic-review": N_("Systematic review: every study on the subject, compared"),
    "randomised-trial": N_("Randomised trial: groups of patients drawn by lot"),
    "clinical-trial": N_("Clinical trial"),
    "cohort": N_("Cohort: people followed over time"),
    "case-control": N_("Case-control study: ill and healthy people compared"),
    "cross-sectional": N_("Survey at one point in time"),
    "observational": N_("Observational study: what happens, without an experiment"),
    "case-series": N_("A series of cases"),
    "case-report": N_("The story of one case"),
    "review": N_("Review of the subject by its authors"),
    "expert-opinion": N_("An expert’s opinion"),
    "preprint": N_("Preprint: not yet reviewed by other researchers"),
}
# The first that a record has counts: a guideline may rest on a meta-analysis, not the reverse.
_OF_PUBMED = (
    ("guideline", ("Practice Guideline", "Guideline", "Consensus Development Conference")),
    ("meta-analysis", ("Meta-Analysis", "Network Meta-Analysis")),
    ("systematic-review", ("Systematic Review",)),
    ("randomised-trial", ("Randomized Controlled Trial",)),
    ("clinical-trial", ("Clinical Trial", "Controlled Clinical Trial", "Pragmatic Clinical Trial")),
    ("observational", ("Observational Study",)),
    ("case-report", ("Case Reports",)),
    ("review", ("Review", "Scoping Review")),
    ("expert-opinion", ("Editorial", "Comment", "Letter")),
    ("preprint", ("Preprint",)),
)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b", re.ASCII)
_PREPRINTS = ("article", "posted-content")

HAS, GRADE = "HAS", "GRADE"
# HAS, « Niveau de preuve et gradation des recommandations de bonne pratique » (2013); the GRADE
# working group’s four levels of certainty.
GRADES: dict[str, dict[str, Phrase]] = {
    HAS: {
        "A": N_("established scientific proof"),
        "B": N_("scientific presumption"),
        "C": N_("low level of proof"),
        "AE": N_("agreement of experts, for want of studies"),
    },
    GRADE: {
        "high": N_("high certainty"),
        "moderate": N_("moderate certainty"),
        "low": N_("low certainty"),
        "very low": N_("very low certainty"),
    },
}
FIELDS = ("acknowledged", "archive", "classic", "grade", "scale", "study")


@dataclass(frozen=True)
class Grade:
    """The grade that a guideline gives its own advice: ``A`` on the scale of the HAS."""

    scale: str
    level: str

    @property
    def words(self) -> Phrase:
        """Return what the grade means."""
        return GRADES[self.scale][self.level]


def study_of(item: Mapping[str, Any], note: Mapping[str, Any]) -> Phrase | None:
    """Return what kind of study a source is, in words: as the doctor says, else as PubMed does."""
    said = str(note.get("study", "")).lower()
    if said in STUDIES:
        return STUDIES[said]
    custom = item.get("custom")
    types = custom.get("publication_types") if isinstance(custom, dict) else None
    types = [str(name) for name in types] if isinstance(types, list) else []
    # “Clinical Trial, Phase III” is a clinical trial.
    kinds = {name.partition(",")[0] for name in types}
    for kind, names in _OF_PUBMED:
        if kinds.intersection(names):
            return STUDIES[kind]
    return STUDIES["preprint"] if item.get("type") in _PREPRINTS else None


def grade_of(note: Mapping[str, Any]) -> Grade | None:
    """Return the grade that the doctor wrote down, on the scale of the HAS unless another is named.

    ``None`` for one that is on no scale: :func:`check_note` tells it.
    """
    scale = str(note.get("scale", HAS)).upper()
    levels = {level.casefold(): level for level in GRADES.get(scale, ())}
    level = levels.get(str(note.get("grade", "")).strip().casefold())
    return Grade(scale, level) if level else None


def year_of(item: Mapping[str, Any]) -> int:
    """Return the year a source was published in; 0 when it is not known."""
    issued = item.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    year = first[0] if isinstance(first, list) and first else issued
    found = _YEAR.search(str(year)) if isinstance(year, str | int) else None
    return int(found[0]) if found else 0


def is_free(item: Mapping[str, Any]) -> bool | None:
    """Tell whether all can read a source without paying; ``None`` when nobody noted it.

    What is in PubMed Central is free to read.
    """
    custom = item.get("custom")
    said = custom.get("access") if isinstance(custom, dict) else None
    if said == "free" or item.get("PMCID"):
        return True
    return False if said == "paid" else None


def check_note(key: str, note: object) -> Iterator[Problem]:
    """Yield what is wrong with what a doctor wrote about a source in annotations.toml."""
    if not isinstance(note, dict):
        yield Problem(
            N_("a note begins with the source’s short name between brackets."),
            N_('Write a line ["{key}"], then the notes below it.'),
            {"key": key},
            quote=key,
        )
        return
    yield from unknown_names(note, FIELDS)
    if "grade" in note and grade_of(note) is None:
        scale = str(note.get("scale", HAS)).upper()
        is_known = scale in GRADES
        yield Problem(
            N_("this grade is on no scale that is known."),
            N_("Here you can write: {known}."),
            {"known": ", ".join(GRADES[scale] if is_known else GRADES)},
            quote=str(note["grade" if is_known else "scale"]),
        )
    if "study" in note and str(note["study"]).lower() not in STUDIES:
        near = get_close_matches(str(note["study"]).lower(), list(STUDIES), n=1)
        yield Problem(
            N_("“{name}” is no kind of study that is known."),
            N_("Did you mean “{near}”?") if near else N_("Here you can write: {known}."),
            {"name": note["study"], "near": "".join(near), "known": ", ".join(STUDIES)},
            quote=str(note["study"]),
        )
    if not isinstance(note.get("classic", False), bool):
        yield Problem(
            N_("“classic” is true or false, without quotes."),
            N_("Write classic = true, or take the line out."),
            quote="classic",
        )
    archive = note.get("archive", "https://")
    if not str(archive).startswith("https://"):
        yield Problem(
            N_("the address of an archived copy begins with https://."),
            N_("Copy it whole from the address bar."),
            quote=str(archive),
        )
